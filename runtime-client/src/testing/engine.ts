import type { Step } from "../model/definition.js";
import type { InstanceStatus, StepStatus } from "../model/run.js";
import { ruleOf } from "./property-rules.js";
import { edgesOf, topologicalOrder, wrapperOf } from "./step-graph.js";
import { isOpen, setStep } from "./step-life.js";
import type { Store, StoredInstance, StoredRun, StoredStep, StoredWorkflow } from "./store.js";

const terminal: ReadonlySet<InstanceStatus> = new Set(["SUCCEEDED", "FAILED", "STOPPED", "TIMED_OUT"]);
const complete: ReadonlySet<StepStatus> = new Set(["SUCCEEDED", "SKIPPED", "COMPLETED_WITH_ERROR"]);

/** Whether a step's end counts as done for what comes after it. */
export function isComplete(status: StepStatus): boolean {
  return complete.has(status);
}

/** The latest run of an instance. */
export function latestRun(instance: StoredInstance): StoredRun {
  return instance.runs[instance.runs.length - 1] as StoredRun;
}

/** Whether a run has ended. */
export function hasEnded(run: StoredRun): boolean {
  return terminal.has(run.status);
}

/** Ends a run or records its next status. */
export function setStatus(run: StoredRun, status: InstanceStatus, now: number): void {
  run.status = status;
  run.timeline.push({ timestamp: now, type: "STATUS", status });
  if (status === "IN_PROGRESS") run.startTime = now;
  if (terminal.has(status)) run.endTime = now;
}

/** Moves a run one state on: queued, begun, one step at a time, ended. */
export function advance(store: Store, workflow: StoredWorkflow, instance: StoredInstance): void {
  const run = latestRun(instance);
  const script = store.scripts.get(workflow.id) ?? {};
  if (hasEnded(run)) return;
  if (run.ending !== undefined) return end(run, run.ending, store.now());
  if (script.hold || isQueued(workflow, instance)) return;
  const step = run.steps.find((candidate) => canMove(store, workflow, run, candidate));
  if (run.status === "CREATED") setStatus(run, "IN_PROGRESS", store.now());
  else if (step !== undefined) move(store, workflow, run, step);
  else if (!run.steps.some(isOpen)) setStatus(run, finalStatus(run), store.now());
}

function move(store: Store, workflow: StoredWorkflow, run: StoredRun, step: StoredStep): void {
  const status = nextStatus(store, workflow, run, step);
  setStep(step, status, store.now());
  if (!status.endsWith("FAILED")) return;
  const said = { message: `step [${step.id}] failed`, errors: ["exit 1"] };
  step.timeline.push({ timestamp: store.now(), type: "DETAILS", status: "INTERNAL_ERROR", ...said });
}

/** Ends a run as an action asked for, and its open steps with it. */
function end(run: StoredRun, status: "STOPPED" | "FAILED", now: number): void {
  for (const step of run.steps.filter(isOpen)) setStep(step, status === "STOPPED" ? "STOPPED" : "FATALLY_FAILED", now);
  setStatus(run, status, now);
}

/** Asks a run to end: at once while nothing of it goes, else when it is looked at next. */
export function askToEnd(run: StoredRun, status: "STOPPED" | "FAILED", now: number): void {
  if (run.status === "CREATED") end(run, status, now);
  else if (!hasEnded(run)) run.ending ??= status;
}

/** Whether earlier runs must end first. */
export function isQueued(workflow: StoredWorkflow, instance: StoredInstance): boolean {
  const earlier = workflow.instances.filter((other) => other.id < instance.id && !hasEnded(latestRun(other)));
  return earlier.length >= concurrencyOf(workflow);
}

function concurrencyOf({ properties: { run_strategy } }: StoredWorkflow): number {
  if (ruleOf(run_strategy) !== "PARALLEL") return 1;
  const given = typeof run_strategy === "object" ? run_strategy.workflow_concurrency : undefined;
  return given ?? 20;
}

function canMove(store: Store, workflow: StoredWorkflow, run: StoredRun, step: StoredStep): boolean {
  if (step.status === "NOT_CREATED") return isReady(run, step);
  if (step.status === "PAUSED") return !isHeld(store, workflow, run, step);
  return step.status === "CREATED" || (step.status === "RUNNING" && !sleepsOn(step));
}

function isReady(run: StoredRun, step: StoredStep): boolean {
  const statusOf = (id: string): StepStatus => run.steps.find((other) => other.id === id)?.status ?? "SUCCEEDED";
  return step.after.every((id) => complete.has(statusOf(id)));
}

function isHeld(store: Store, workflow: StoredWorkflow, run: StoredRun, step: StoredStep): boolean {
  const key = attemptKey(workflow.id, run, step);
  if (step.status === "PAUSED") return !store.resumed.has(key);
  return store.breakpoints.has(`${workflow.id}/${step.id}`) && !store.resumed.has(key);
}

const LONG_SLEEP_SECONDS = 60;

// A test has no minute to wait: such a sleep ends by an action only.
function sleepsOn({ definition }: StoredStep): boolean {
  const { params } = Object.values(definition)[0] as { params?: Record<string, { value?: unknown }> };
  return Number(params?.["sleep_seconds"]?.value ?? 0) >= LONG_SLEEP_SECONDS;
}

function nextStatus(store: Store, workflow: StoredWorkflow, run: StoredRun, step: StoredStep): StepStatus {
  if (step.status !== "RUNNING") return isHeld(store, workflow, run, step) ? "PAUSED" : "RUNNING";
  return store.scripts.get(workflow.id)?.fail?.includes(step.id) ? "FATALLY_FAILED" : "SUCCEEDED";
}

/** The key of one attempt among the held ones. */
export function attemptKey(workflow: string, run: StoredRun, step: StoredStep): string {
  return `${workflow}/${run.uuid}/${step.id}/${step.attempt}`;
}

function finalStatus(run: StoredRun): InstanceStatus {
  const statuses = run.steps.map((step) => step.status);
  // A restart that finds nothing left to do ends so on the server.
  if (statuses.length === 0 || statuses.some((status) => status.endsWith("FAILED"))) return "FAILED";
  if (statuses.includes("TIMED_OUT")) return "TIMED_OUT";
  return statuses.includes("STOPPED") ? "STOPPED" : "SUCCEEDED";
}

/** The steps of a fresh run, in an order that respects the edges. */
export function freshSteps(steps: readonly Step[]): StoredStep[] {
  const definitions = new Map(
    steps.map((wrapper) => [String(wrapperOf(wrapper as Record<string, unknown>)[1]["id"]), wrapper]),
  );
  const edges = edgesOf(steps);
  const order = topologicalOrder(edges) ?? [...definitions.keys()];
  return order.map((id, index) => ({
    id,
    definition: definitions.get(id) as Step,
    after: [...edges].flatMap(([from, targets]) => (targets.includes(id) ? [from] : [])),
    number: BigInt(index + 1),
    attempt: 1n,
    status: "NOT_CREATED",
    times: {},
    timeline: [],
  }));
}
