import type { StepStatus } from "../model/run.js";
import { freshSteps, hasEnded, latestRun, setStatus } from "./engine.js";
import { type Answer, json, maestroError, noRoute } from "./http-error.js";
import { instanceOf, runOf } from "./instance-routes.js";
import { bodyOf, callerOf, flagQuery, type Incoming, longParam, type Route, route } from "./router.js";
import { stepView } from "./run-view.js";
import { setStep } from "./step-life.js";
import type { StoredInstance, StoredRun, StoredStep, StoredWorkflow } from "./store.js";
import { workflowOf } from "./workflow-routes.js";

const STEPS = "/workflows/:wf/instances/:iid/steps";

/** Routes of steps. */
export const stepRoutes: readonly Route[] = [
  route("GET /workflows/steps/instances/action-map", () => json(actionMap)),
  route(`GET ${STEPS}`, listSteps),
  route("GET /workflows/:wf/instances/:iid/runs/:run/steps", listSteps),
  route(`GET ${STEPS}/:step`, getStep),
  route("GET /workflows/:wf/instances/:iid/runs/:run/steps/:step/attempts/:attempt", getStep),
  route(`POST ${STEPS}/:step/actions/restart`, restart, "json"),
  route(`PUT ${STEPS}/:step/actions/:action`, act),
];

const end = ["STOP", "KILL"];
const going = [...end, "SKIP"];
const again = ["RESTART", "SKIP"];
const actionMap: Readonly<Record<string, readonly string[]>> = {
  CREATED: ["PAUSE", ...end],
  INITIALIZED: ["PAUSE", ...going],
  PAUSED: ["RESUME", ...going],
  WAITING_FOR_SIGNALS: [...going, "BYPASS_STEP_DEPENDENCIES"],
  EVALUATING_PARAMS: going,
  WAITING_FOR_PERMITS: going,
  STARTING: going,
  RUNNING: going,
  FINISHING: going,
  DISABLED: ["RESTART"],
  UNSATISFIED: ["RESTART"],
  SKIPPED: again,
  SUCCEEDED: again,
  COMPLETED_WITH_ERROR: again,
  USER_FAILED: going,
  PLATFORM_FAILED: going,
  FATALLY_FAILED: again,
  INTERNALLY_FAILED: again,
  STOPPED: again,
  TIMEOUT_FAILED: going,
  TIMED_OUT: again,
};

interface Found {
  readonly workflow: StoredWorkflow;
  readonly instance: StoredInstance;
  readonly run: StoredRun;
}

interface FoundStep extends Found {
  readonly step: StoredStep;
}

function find(incoming: Incoming): Found {
  const workflow = workflowOf(incoming);
  const instance = instanceOf(incoming, workflow);
  if (incoming.params["run"] === undefined) return { workflow, instance, run: latestRun(instance) };
  return { workflow, instance, run: runOf(instance, String(longParam(incoming, "run"))) };
}

/** The step as the newest run that began it has it, or as the named run does. */
function findStep(incoming: Incoming): FoundStep {
  const found = find(incoming);
  const { step: id, run: named, attempt = "latest" } = incoming.params;
  const runs = named === undefined ? [...found.instance.runs].reverse() : [found.run];
  for (const run of runs) {
    const step = run.steps.find((candidate) => candidate.id === id && candidate.status !== "NOT_CREATED");
    if (step !== undefined && (attempt === "latest" || attempt === String(step.attempt)))
      return { ...found, run, step };
  }
  if (attempt !== "latest" && !/^[+-]?\d+$/.test(attempt)) throw maestroError(400, `For input string: "${attempt}"`);
  throw maestroError(404, `step instance [${id}] does not exist`);
}

/** The newest attempts of the steps of the given runs, each step once. */
function listSteps(incoming: Incoming): Answer {
  const named = incoming.params["run"] === undefined ? undefined : longParam(incoming, "run");
  const workflow = incoming.store.workflows.get(incoming.params["wf"] as string);
  const id = longParam(incoming, "iid");
  const instance = workflow?.instances.find((candidate) => candidate.id === id);
  const runs = (instance?.runs ?? []).filter((run) => named === undefined || run.id === named);
  const newest = new Map<string, FoundStep>();
  for (const run of runs) {
    for (const step of run.steps.filter(({ status }) => status !== "NOT_CREATED")) {
      newest.set(step.id, { workflow, instance, run, step } as FoundStep);
    }
  }
  if (named !== undefined && newest.size === 0) throw maestroError(404, `run [${named}] has no steps`);
  const inOrder = [...newest.values()].sort((a, b) => Number(a.step.number - b.step.number));
  return json(inOrder.map((found) => viewOf(found, false)));
}

function viewOf({ workflow, instance, run, step }: FoundStep, enriched: boolean): Record<string, unknown> {
  return stepView(workflow, instance, run, step, enriched);
}

function getStep(incoming: Incoming): Answer {
  return json(viewOf(findStep(incoming), flagQuery(incoming, "enriched", true)));
}

const targets: Readonly<Record<string, StepStatus>> = { stop: "STOPPED", kill: "FATALLY_FAILED", skip: "SKIPPED" };

function act(incoming: Incoming): Answer {
  const action = incoming.params["action"] as string;
  if (!(action in targets) && action !== "bypass") throw noRoute(incoming.path);
  const blocking = flagQuery(incoming, "blocking", true);
  callerOf(incoming);
  const found = find(incoming);
  const step = found.run.steps.find(({ id }) => id === incoming.params["step"]);
  if (step === undefined) throw maestroError(400, `step [${incoming.params["step"]}] is not in the run`);
  if (step.status === "NOT_CREATED" && action !== "skip") throw maestroError(404, `step [${step.id}] does not exist`);
  const name = action === "bypass" ? "BYPASS_STEP_DEPENDENCIES" : action.toUpperCase();
  if (hasEnded(found.run) || !(actionMap[step.status] ?? []).includes(name)) {
    throw maestroError(400, `cannot ${action} step [${step.id}] in [${step.status}]`);
  }
  setStep(step, targets[action] ?? "RUNNING", incoming.store.now());
  const { step_runtime_state, ...answer } = stepAnswer(incoming, { ...found, step });
  return json(blocking ? { ...answer, step_runtime_state } : answer);
}

function stepAnswer(incoming: Incoming, { workflow, instance, run, step }: FoundStep): Record<string, unknown> {
  return {
    workflow_id: workflow.id,
    workflow_instance_id: instance.id,
    workflow_run_id: run.id,
    step_id: step.id,
    step_attempt_id: step.attempt,
    step_runtime_state: { status: step.status, ...step.times },
    timeline_event: logEvent(incoming),
  };
}

function logEvent({ store }: Incoming): Record<string, unknown> {
  return { timestamp: store.now(), type: "LOG", level: "INFO", message: "done" };
}

function restart(incoming: Incoming): Answer {
  const body = bodyOf(incoming);
  if (body["restart_policy"] === undefined) throw maestroError(400, "validation failed", ["restart_policy null"]);
  callerOf(incoming);
  const { workflow, instance, run: last } = find(incoming);
  const step = last.steps.find(({ id }) => id === incoming.params["step"]) ?? findStep(incoming).step;
  const previous = latestRun(instance);
  if (!hasEnded(previous)) throw maestroError(400, `step [${step.id}] cannot be restarted in a running instance`);
  const now = incoming.store.now();
  const { endTime: _end, startTime: _start, ending: _ending, unblocked: _unblocked, ...kept } = previous;
  const run: StoredRun = {
    ...kept,
    id: previous.id + 1n,
    uuid: String(body["request_id"] ?? crypto.randomUUID()),
    policy: "RESTART_FROM_SPECIFIC",
    restart: {
      restart_policy: "RESTART_FROM_SPECIFIC",
      downstream_policy: body["restart_policy"],
      restart_path: [{ workflow_id: workflow.id, instance_id: instance.id, step_id: step.id }],
      step_restart_params: { [step.id]: body["step_run_params"] ?? {} },
    },
    steps: stepsFrom(previous, step.id),
    createTime: now,
    timeline: [],
  };
  setStatus(run, "CREATED", now);
  instance.runs.push(run);
  return json({
    workflow_id: workflow.id,
    workflow_version_id: run.version,
    workflow_instance_id: instance.id,
    workflow_run_id: run.id,
    status: "CREATED",
    timeline_event: logEvent(incoming),
  });
}

/** A step and all that comes after it, fresh. */
function stepsFrom(previous: StoredRun, first: string): StoredStep[] {
  const taken = new Set([first]);
  const fresh = freshSteps(previous.workflow.steps);
  for (const step of fresh) if (step.after.some((id) => taken.has(id))) taken.add(step.id);
  return fresh.filter(({ id }) => taken.has(id));
}
