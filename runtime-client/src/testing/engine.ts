import type { Step } from "../model/definition.js";
import type { InstanceStatus, StepStatus } from "../model/run.js";
import { edgesOf, topologicalOrder, wrapperOf } from "./check-create.js";
import { ruleOf } from "./property-rules.js";
import type { Store, StoredInstance, StoredRun, StoredStep, StoredWorkflow } from "./store.js";

const terminal: ReadonlySet<InstanceStatus> = new Set(["SUCCEEDED", "FAILED", "STOPPED", "TIMED_OUT"]);
const complete: ReadonlySet<StepStatus> = new Set(["SUCCEEDED", "SKIPPED", "COMPLETED_WITH_ERROR"]);

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
  if (hasEnded(run) || script.hold || isQueued(workflow, instance)) return;
  const step = nextStep(run);
  if (run.status === "CREATED") setStatus(run, "IN_PROGRESS", store.now());
  else if (step === undefined) setStatus(run, finalStatus(run), store.now());
  else setStep(step, nextStatus(store, workflow, run, step, script.fail ?? []), store.now());
}

/** Whether earlier runs must end first. */
export function isQueued(workflow: StoredWorkflow, instance: StoredInstance): boolean {
  if (ruleOf(workflow.properties.run_strategy) === "PARALLEL") return false;
  return workflow.instances.some((other) => other.id < instance.id && !hasEnded(latestRun(other)));
}

function nextStep(run: StoredRun): StoredStep | undefined {
  const edges = edgesOf(run.workflow.steps);
  const isDone = (id: string): boolean =>
    complete.has(run.steps.find((step) => step.id === id)?.status ?? "NOT_CREATED");
  return run.steps.find((step) => {
    if (step.status !== "NOT_CREATED" && !["CREATED", "RUNNING", "PAUSED"].includes(step.status)) return false;
    return [...edges].every(([from, targets]) => !targets.includes(step.id) || isDone(from));
  });
}

function nextStatus(
  store: Store,
  workflow: StoredWorkflow,
  run: StoredRun,
  step: StoredStep,
  failing: readonly string[],
): StepStatus {
  const held =
    store.breakpoints.has(`${workflow.id}/${step.id}`) && !store.resumed.has(attemptKey(workflow.id, run, step));
  if (held) return "PAUSED";
  if (step.status !== "RUNNING") return "RUNNING";
  return failing.includes(step.id) ? "FATALLY_FAILED" : "SUCCEEDED";
}

/** The key of one attempt among the held ones. */
export function attemptKey(workflow: string, run: StoredRun, step: StoredStep): string {
  return `${workflow}/${run.uuid}/${step.id}/${step.attempt}`;
}

const timeOf: Readonly<Partial<Record<StepStatus, string>>> = { RUNNING: "start_time", PAUSED: "pause_time" };

/** Gives a step its next status and the time of it. */
export function setStep(step: StoredStep, status: StepStatus, now: number): void {
  if (step.status === "NOT_CREATED") step.times["create_time"] = now;
  step.status = status;
  step.times[timeOf[status] ?? "end_time"] = now;
  step.times["modify_time"] = now;
}

function finalStatus(run: StoredRun): InstanceStatus {
  const statuses = run.steps.map((step) => step.status);
  if (statuses.some((status) => status.endsWith("FAILED"))) return "FAILED";
  if (statuses.includes("TIMED_OUT")) return "TIMED_OUT";
  return statuses.includes("STOPPED") ? "STOPPED" : "SUCCEEDED";
}

/** The steps of a fresh run, in an order that respects the edges. */
export function freshSteps(steps: readonly Step[]): StoredStep[] {
  const definitions = new Map(
    steps.map((wrapper) => [String(wrapperOf(wrapper as Record<string, unknown>)[1]["id"]), wrapper]),
  );
  const order = topologicalOrder(edgesOf(steps)) ?? [...definitions.keys()];
  return order.map((id, index) => ({
    id,
    definition: definitions.get(id) as Step,
    number: BigInt(index + 1),
    attempt: 1n,
    status: "NOT_CREATED",
    times: {},
  }));
}
