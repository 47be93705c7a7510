import type { StepStatus } from "../model/run.js";
import { attemptKey, freshSteps, hasEnded, latestRun, setStatus, setStep } from "./engine.js";
import { type Answer, json, maestroError } from "./http-error.js";
import { instanceOf, runOf } from "./instance-routes.js";
import { bodyOf, callerOf, flagQuery, type Incoming, longParam, type Route, requiredQuery, route } from "./router.js";
import { stepView } from "./run-view.js";
import type { StoredInstance, StoredRun, StoredStep, StoredWorkflow } from "./store.js";
import { versionOf, workflowOf } from "./workflow-routes.js";

const STEPS = "/workflows/:wf/instances/:iid/steps";
const BREAKPOINTS = "/workflows/steps/breakpoints";

/** Routes of steps and their breakpoints. */
export const stepRoutes: readonly Route[] = [
  route("GET /workflows/steps/instances/action-map", () => json(actionMap)),
  route(`GET ${STEPS}`, (incoming) => listSteps(incoming, [])),
  route("GET /workflows/:wf/instances/:iid/runs/:run/steps", (incoming) => listSteps(incoming, undefined)),
  route(`GET ${STEPS}/:step`, getStep),
  route("GET /workflows/:wf/instances/:iid/runs/:run/steps/:step/attempts/:attempt", getStep),
  route(`POST ${STEPS}/:step/actions/restart`, restart, "json"),
  route(`PUT ${STEPS}/:step/actions/:action`, act),
  route(`POST ${BREAKPOINTS}`, addBreakpoint, "json"),
  route(`DELETE ${BREAKPOINTS}`, removeBreakpoint),
  route(`GET ${BREAKPOINTS}`, listBreakpoints),
  route(`GET ${BREAKPOINTS}/paused-step-attempts`, listPaused),
  route(
    `PUT ${BREAKPOINTS}/:wf/instances/:iid/runs/:run/steps/:step/attempts/:attempt/actions/resume`,
    resumeAttempt,
    "json",
  ),
];

const open = ["STOP", "KILL", "SKIP"];
const actionMap: Readonly<Record<string, readonly string[]>> = {
  CREATED: ["PAUSE", "STOP", "KILL"],
  PAUSED: ["RESUME", ...open],
  WAITING_FOR_SIGNALS: [...open, "BYPASS_STEP_DEPENDENCIES"],
  RUNNING: open,
  SUCCEEDED: ["RESTART", "SKIP"],
  SKIPPED: ["RESTART", "SKIP"],
  FATALLY_FAILED: ["RESTART", "SKIP"],
  STOPPED: ["RESTART", "SKIP"],
};

interface Found {
  readonly workflow: StoredWorkflow;
  readonly instance: StoredInstance;
  readonly run: StoredRun;
}

function find(incoming: Incoming): Found {
  const workflow = workflowOf(incoming);
  const instance = instanceOf(incoming, workflow);
  if (incoming.params["run"] === "latest") longParam(incoming, "run");
  return { workflow, instance, run: runOf(incoming, instance) };
}

function findStep(incoming: Incoming, { run }: Found): StoredStep {
  const id = incoming.params["step"];
  const step = run.steps.find((candidate) => candidate.id === id && candidate.status !== "NOT_CREATED");
  const attempt = incoming.params["attempt"] ?? "latest";
  if (step === undefined || (attempt !== "latest" && BigInt(attempt) !== step.attempt)) {
    throw maestroError(404, `step instance [${id}] does not exist`);
  }
  return step;
}

function listSteps(incoming: Incoming, absent: readonly unknown[] | undefined): Answer {
  const workflow = incoming.store.workflows.get(incoming.params["wf"] as string);
  if (workflow === undefined && absent !== undefined) return json(absent);
  const found = find(incoming);
  const created = found.run.steps.filter((step) => step.status !== "NOT_CREATED");
  return json(created.map((step) => stepView(incoming.store, found.workflow, found.instance, found.run, step)));
}

function getStep(incoming: Incoming): Answer {
  const found = find(incoming);
  return json(stepView(incoming.store, found.workflow, found.instance, found.run, findStep(incoming, found)));
}

const targets: Readonly<Record<string, StepStatus>> = { stop: "STOPPED", kill: "FATALLY_FAILED", skip: "SKIPPED" };

function act(incoming: Incoming): Answer {
  callerOf(incoming);
  flagQuery(incoming, "blocking", true);
  const found = find(incoming);
  const step = findStep(incoming, found);
  const action = incoming.params["action"] as string;
  const name = action === "bypass" ? "BYPASS_STEP_DEPENDENCIES" : action.toUpperCase();
  const allowed = actionMap[step.status] ?? [];
  if (hasEnded(found.run) || !allowed.includes(name)) {
    throw maestroError(400, `cannot ${action} step [${step.id}] in [${step.status}]`);
  }
  setStep(step, targets[action] ?? "RUNNING", incoming.store.now());
  return json(stepAnswer(incoming, found, step));
}

function stepAnswer(incoming: Incoming, { workflow, instance, run }: Found, step: StoredStep): Record<string, unknown> {
  return {
    workflow_id: workflow.id,
    workflow_instance_id: instance.id,
    workflow_run_id: run.id,
    step_id: step.id,
    step_attempt_id: step.attempt,
    step_runtime_state: { status: step.status },
    timeline_event: { timestamp: incoming.store.now(), type: "LOG", level: "INFO", message: "done" },
  };
}

function restart(incoming: Incoming): Answer {
  callerOf(incoming);
  const body = bodyOf(incoming);
  if (body["restart_policy"] === undefined) throw maestroError(400, "BAD_REQUEST - restart_policy cannot be null");
  const found = find(incoming);
  const step = findStep(incoming, found);
  if (!hasEnded(found.run)) throw maestroError(400, `step [${step.id}] cannot be restarted in a running instance`);
  const now = incoming.store.now();
  const previous = latestRun(found.instance);
  const steps = freshSteps(previous.workflow.steps);
  for (const fresh of steps) if (fresh.id !== step.id) fresh.status = "SUCCEEDED";
  const run: StoredRun = {
    ...previous,
    id: previous.id + 1n,
    uuid: String(body["request_id"] ?? crypto.randomUUID()),
    policy: "RESTART_FROM_SPECIFIC",
    steps,
    createTime: now,
    timeline: [],
  };
  delete run.endTime;
  setStatus(run, "CREATED", now);
  found.instance.runs.push(run);
  const { workflow_id, workflow_instance_id } = stepAnswer(incoming, found, step);
  return json({
    workflow_id,
    workflow_version_id: run.version,
    workflow_instance_id,
    workflow_run_id: run.id,
    status: "CREATED",
  });
}

function addBreakpoint(incoming: Incoming): Answer {
  const created_by = callerOf(incoming);
  const { workflow_id, step_id, ...extra } = bodyOf(incoming);
  if (Object.keys(extra).length > 0) throw maestroError(400, `BAD_REQUEST - ${Object.keys(extra)[0]} must be absent`);
  const workflow = workflowOf({ ...incoming, params: { wf: String(workflow_id) } });
  const steps = freshSteps(versionOf(workflow, "default").workflow.steps);
  if (!steps.some((step) => step.id === step_id)) throw maestroError(400, `step [${step_id}] does not exist`);
  const breakpoint = { workflow_id, step_id, create_time: incoming.store.now(), created_by };
  incoming.store.breakpoints.set(`${workflow_id}/${step_id}`, breakpoint);
  return json(breakpoint);
}

function removeBreakpoint(incoming: Incoming): Answer {
  const workflow_id = requiredQuery(incoming, "workflowId");
  const step_id = requiredQuery(incoming, "stepId");
  if (!incoming.store.breakpoints.delete(`${workflow_id}/${step_id}`)) throw maestroError(404, "no such breakpoint");
  // The server asks for the caller only after it has made the change.
  callerOf(incoming);
  return json({ workflow_id, step_id, timeline_event: { timestamp: incoming.store.now(), type: "LOG" } });
}

function listBreakpoints(incoming: Incoming): Answer {
  const workflow = requiredQuery(incoming, "workflowId");
  const step = incoming.url.searchParams.get("stepId");
  const all = [...incoming.store.breakpoints.values()];
  return json(all.filter((item) => item["workflow_id"] === workflow && (step === null || item["step_id"] === step)));
}

function listPaused(incoming: Incoming): Answer {
  const workflow = incoming.store.workflows.get(requiredQuery(incoming, "workflowId"));
  const wanted = incoming.url.searchParams.get("stepId");
  const paused = (workflow?.instances ?? []).flatMap((instance) => {
    const run = latestRun(instance);
    const held = run.steps.filter((step) => step.status === "PAUSED" && (wanted === null || step.id === wanted));
    return held.map((step) => ({
      workflow_id: workflow?.id,
      workflow_version_id: run.version,
      workflow_instance_id: instance.id,
      workflow_run_id: run.id,
      step_id: step.id,
      step_attempt_id: step.attempt,
      create_time: step.times["pause_time"],
    }));
  });
  return json(paused);
}

function resumeAttempt(incoming: Incoming): Answer {
  const workflow = workflowOf(incoming);
  const instance = instanceOf(incoming, workflow);
  const run = runOf(incoming, instance);
  const step = findStep(incoming, { workflow, instance, run });
  if (step.status !== "PAUSED") throw maestroError(404, `step attempt [${step.id}] is not paused`);
  incoming.store.resumed.add(attemptKey(workflow.id, run, step));
  callerOf(incoming);
  const event = { timestamp: incoming.store.now(), type: "LOG" };
  return json({ workflow_id: workflow.id, step_id: step.id, timeline_event: event });
}
