import { attemptKey, freshSteps, latestRun } from "./engine.js";
import { type Answer, json, maestroError } from "./http-error.js";
import { instanceOf, runOf } from "./instance-routes.js";
import { bodyOf, callerOf, type Incoming, longParam, type Route, requiredQuery, route } from "./router.js";
import type { StoredInstance, StoredRun, StoredStep, StoredWorkflow } from "./store.js";
import { versionOf, workflowOf } from "./workflow-routes.js";

const BREAKPOINTS = "/workflows/steps/breakpoints";

/** Routes of breakpoints. */
export const breakpointRoutes: readonly Route[] = [
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

const breakpointKeys = [
  "workflow_id",
  "step_id",
  "workflow_version",
  "workflow_instance_id",
  "workflow_run",
  "step_attempt_id",
];

function addBreakpoint(incoming: Incoming): Answer {
  const { workflow_id, step_id, ...extra } = bodyOf(incoming);
  const unknown = Object.keys(extra).find((key) => !breakpointKeys.includes(key));
  if (unknown !== undefined) throw maestroError(400, `JSON parse error: Unrecognized field "${unknown}"`);
  const missing = Object.entries({ workflow_id, step_id }).filter(([, value]) => typeof value !== "string");
  if (missing.length > 0)
    throw maestroError(
      400,
      "validation failed",
      missing.map(([key]) => `${key} null`),
    );
  if (Object.keys(extra).length > 0) throw maestroError(400, `${Object.keys(extra)[0]} must be absent`);
  const workflow = workflowOf({ ...incoming, params: { wf: String(workflow_id) } });
  const steps = freshSteps(versionOf(workflow, "default").workflow.steps);
  if (!steps.some((step) => step.id === step_id)) throw maestroError(400, `step [${step_id}] does not exist`);
  const created_by = callerOf(incoming);
  const breakpoint = { workflow_id, step_id, create_time: incoming.store.now(), created_by };
  incoming.store.breakpoints.set(`${workflow_id}/${step_id}`, breakpoint);
  return json(breakpoint);
}

function removeBreakpoint(incoming: Incoming): Answer {
  const { store } = incoming;
  const [workflow_id, step_id] = stepInQuery(incoming);
  if (!store.breakpoints.delete(`${workflow_id}/${step_id}`)) throw maestroError(404, "no such breakpoint");
  if (incoming.url.searchParams.get("resume") !== "false") {
    for (const held of heldAttempts(store.workflows.get(workflow_id), step_id)) store.resumed.add(held.key);
  }
  // The server asks for the caller only after it has made the change.
  callerOf(incoming);
  return json({ workflow_id, step_id, timeline_event: logEvent(incoming) });
}

function logEvent({ store }: Incoming): Record<string, unknown> {
  return { timestamp: store.now(), type: "LOG", level: "INFO", message: "done" };
}

function stepInQuery(incoming: Incoming): readonly [workflow: string, step: string] {
  return [requiredQuery(incoming, "workflowId"), requiredQuery(incoming, "stepId")];
}

function listBreakpoints(incoming: Incoming): Answer {
  const [wf] = stepInQuery(incoming);
  workflowOf({ ...incoming, params: { wf } });
  const found = incoming.store.breakpoints.get(stepInQuery(incoming).join("/"));
  return json(found === undefined ? [] : [found]);
}

interface Held {
  readonly key: string;
  readonly instance: StoredInstance;
  readonly run: StoredRun;
  readonly step: StoredStep;
}

function heldAttempts(workflow: StoredWorkflow | undefined, id: string): readonly Held[] {
  return (workflow?.instances ?? []).flatMap((instance) => {
    const run = latestRun(instance);
    const held = run.steps.filter((step) => step.status === "PAUSED" && step.id === id);
    return held.map((step) => ({ key: attemptKey(workflow?.id ?? "", run, step), instance, run, step }));
  });
}

function listPaused(incoming: Incoming): Answer {
  const [workflow_id, step_id] = stepInQuery(incoming);
  const paused = heldAttempts(incoming.store.workflows.get(workflow_id), step_id).map(({ instance, run, step }) => ({
    workflow_id,
    workflow_version_id: run.version,
    workflow_instance_id: instance.id,
    workflow_run_id: run.id,
    step_id,
    step_attempt_id: step.attempt,
    create_time: step.times["pause_time"],
  }));
  return json(paused);
}

function resumeAttempt(incoming: Incoming): Answer {
  const attempt = longParam(incoming, "attempt");
  const workflow = workflowOf(incoming);
  const instance = instanceOf(incoming, workflow);
  const run = runOf(instance, incoming.params["run"] as string);
  const step = run.steps.find(({ id }) => id === incoming.params["step"]);
  if (
    step?.status !== "PAUSED" ||
    step.attempt !== attempt ||
    incoming.store.resumed.has(attemptKey(workflow.id, run, step))
  ) {
    throw maestroError(404, `step attempt [${incoming.params["step"]}] is not paused`);
  }
  incoming.store.resumed.add(attemptKey(workflow.id, run, step));
  callerOf(incoming);
  return json({
    workflow_id: workflow.id,
    workflow_instance_id: instance.id,
    workflow_run_id: run.id,
    step_id: step.id,
    step_attempt_id: step.attempt,
    timeline_event: logEvent(incoming),
  });
}
