import { advance, askToEnd, freshSteps, hasEnded, isComplete, latestRun, setStatus } from "./engine.js";
import { type Answer, json, maestroError, noRoute } from "./http-error.js";
import { pageAnswer, pageOfSpan } from "./paginate.js";
import { ruleOf } from "./property-rules.js";
import { bodyOf, callerOf, flagQuery, type Incoming, longParam, type Route, route } from "./router.js";
import { insertRun, type RunRequest, runAnswer, wasSeen } from "./run-insert.js";
import { runView } from "./run-view.js";
import { checkModes, restartRequest, startRequest } from "./start-body.js";
import type { StoredInstance, StoredRun, StoredWorkflow } from "./store.js";
import { versionOf, workflowOf } from "./workflow-routes.js";

/** Routes of instances and their runs. */
export const instanceRoutes: readonly Route[] = [
  route("POST /workflows/:wf/versions/:version/actions/start", start, "json"),
  route("PUT /workflows/:wf/actions/:action", actOnAll),
  route("GET /workflows/instances/action-map", () => json(actionMap)),
  route("GET /workflows/:wf/instances", list),
  route("GET /workflows/:wf/instances/:iid", get),
  route("GET /workflows/:wf/instances/:iid/runs", listRuns),
  route("GET /workflows/:wf/instances/:iid/runs/:run", getRun),
  route("POST /workflows/:wf/instances/:iid/actions/restart", restart, "json"),
  route("PUT /workflows/:wf/instances/:iid/actions/:action", act),
  route("PUT /workflows/:wf/instances/:iid/runs/:run/actions/:action", act),
  route("GET /workflows/:wf/instances/:iid/inline-path", inlinePath),
  route("GET /workflows/instances/inline-workflow-id", inlineId, "json"),
];

const going = ["STOP", "KILL"];
const actionMap = {
  CREATED: going,
  IN_PROGRESS: going,
  PAUSED: going,
  TIMED_OUT: ["RESTART"],
  STOPPED: ["RESTART"],
  SUCCEEDED: ["RESTART"],
  FAILED: ["RESTART", "UNBLOCK"],
};

/** The stored instance, or the server's 404. */
export function instanceOf(incoming: Incoming, workflow: StoredWorkflow): StoredInstance {
  const id = longParam(incoming, "iid");
  const found = workflow.instances.find((instance) => instance.id === id);
  if (found === undefined) throw maestroError(404, `workflow instance [${workflow.id}][${id}] does not exist`);
  return found;
}

/** The stored run that a number or `latest` names, or the server's 404. */
export function runOf(instance: StoredInstance, name: string): StoredRun {
  if (name.toLowerCase() === "latest") return latestRun(instance);
  if (!/^[+-]?\d+$/.test(name)) throw maestroError(400, `For input string: "${name}"`);
  const found = instance.runs[Number(name) - 1];
  if (found === undefined) throw maestroError(404, `run [${name}] of instance [${instance.id}] does not exist`);
  return found;
}

function start(incoming: Incoming): Answer {
  const request = startRequest(bodyOf(incoming), incoming.user ?? "");
  callerOf(incoming);
  const workflow = workflowOf(incoming);
  const version = versionOf(workflow, incoming.params["version"] as string);
  checkModes(request.params, version.workflow.params ?? {});
  if (wasSeen(workflow, request.uuid)) return runAnswer(incoming, workflow.id, version.id, request.uuid, undefined);
  const instance = insertRun(incoming.store, workflow, version, request);
  obeyStrategy(incoming, workflow, instance);
  const run = latestRun(instance);
  record(incoming, "start", workflow, instance, run);
  return runAnswer(incoming, workflow.id, version.id, request.uuid, { instance, run });
}

/** What a new run means for itself and for those that go. */
function obeyStrategy({ store }: Incoming, workflow: StoredWorkflow, instance: StoredInstance): void {
  const rule = ruleOf(workflow.properties.run_strategy);
  const run = latestRun(instance);
  if (rule === "FIRST_ONLY" && othersGo(workflow, instance)) {
    for (const status of ["IN_PROGRESS", "STOPPED"] as const) setStatus(run, status, run.createTime);
    run.refused = true;
  }
  if (rule !== "LAST_ONLY") return;
  for (const other of workflow.instances) if (other !== instance) askToEnd(latestRun(other), "STOPPED", store.now());
}

function othersGo(workflow: StoredWorkflow, instance: StoredInstance): boolean {
  return workflow.instances.some((other) => other !== instance && !hasEnded(latestRun(other)));
}

function record(
  { store }: Incoming,
  did: "start" | "restart",
  workflow: StoredWorkflow,
  instance: StoredInstance,
  run: StoredRun,
): void {
  store.ledger.push({ did, workflow: workflow.id, instance: instance.id, run: run.id, requestId: run.uuid });
}

const idOfInstance = (instance: StoredInstance): bigint => instance.id;
const idOfRun = (run: StoredRun): bigint => run.id;

function list(incoming: Incoming): Answer {
  const workflow = incoming.store.workflows.get(incoming.params["wf"] as string);
  const aggregated = flagQuery(incoming, "aggregated", true);
  const page = pageOfSpan(incoming, workflow?.instances ?? [], idOfInstance);
  return pageAnswer(page, idOfInstance, (instance) =>
    runView(workflow as StoredWorkflow, instance, latestRun(instance), { aggregated, enriched: false }),
  );
}

function listRuns(incoming: Incoming): Answer {
  const workflow = incoming.store.workflows.get(incoming.params["wf"] as string);
  const id = longParam(incoming, "iid");
  const instance = workflow?.instances.find((candidate) => candidate.id === id);
  const page = pageOfSpan(incoming, instance?.runs ?? [], idOfRun);
  return pageAnswer(page, idOfRun, (run) =>
    runView(workflow as StoredWorkflow, instance as StoredInstance, run, { aggregated: "before", enriched: false }),
  );
}

function get(incoming: Incoming): Answer {
  const enriched = flagQuery(incoming, "enriched", true);
  const workflow = workflowOf(incoming);
  const instance = instanceOf(incoming, workflow);
  advance(incoming.store, workflow, instance);
  return json(runView(workflow, instance, latestRun(instance), { aggregated: true, enriched }));
}

function getRun(incoming: Incoming): Answer {
  const enriched = flagQuery(incoming, "enriched", true);
  const aggregated = flagQuery(incoming, "aggregated", false);
  const workflow = workflowOf(incoming);
  const instance = instanceOf(incoming, workflow);
  const run = runOf(instance, incoming.params["run"] as string);
  if (run === latestRun(instance)) advance(incoming.store, workflow, instance);
  return json(runView(workflow, instance, run, { aggregated, enriched }));
}

function restart(incoming: Incoming): Answer {
  const request = restartRequest(bodyOf(incoming), incoming.user ?? "");
  callerOf(incoming);
  const workflow = workflowOf(incoming);
  const instance = instanceOf(incoming, workflow);
  const last = latestRun(instance);
  if (!hasEnded(last)) throw maestroError(400, `the latest run of instance [${instance.id}] is not terminal`);
  if (wasSeen(workflow, request.uuid)) {
    return runAnswer(incoming, workflow.id, last.version, request.uuid, { instance });
  }
  const run = restartedRun(incoming, workflow, instance, request);
  instance.runs.push(run);
  record(incoming, "restart", workflow, instance, run);
  return runAnswer(incoming, workflow.id, run.version, request.uuid, { instance, run });
}

function restartedRun(
  { store }: Incoming,
  workflow: StoredWorkflow,
  instance: StoredInstance,
  request: RunRequest & { readonly policy: string },
): StoredRun {
  const now = store.now();
  const { policy } = request;
  const last = latestRun(instance);
  const done = new Set(
    instance.runs.flatMap(({ steps }) => steps.filter((step) => isComplete(step.status))).map(({ id }) => id),
  );
  const steps = freshSteps(last.workflow.steps).filter(
    ({ id }) => policy !== "RESTART_FROM_INCOMPLETE" || !done.has(id),
  );
  return {
    id: BigInt(instance.runs.length + 1),
    uuid: request.uuid,
    version: last.version,
    workflow: last.workflow,
    initiator: request.initiator,
    params: request.params,
    policy,
    restart: {
      restart_policy: policy,
      downstream_policy: policy,
      restart_path: [{ workflow_id: workflow.id, instance_id: instance.id, step_id: null }],
      restart_params: request.params,
    },
    requestTime: request.requestTime ?? now,
    createTime: now,
    steps,
    timeline: [{ timestamp: now, type: "STATUS", status: "CREATED" }],
    status: "CREATED",
  };
}

const targets = { stop: "STOPPED", kill: "FAILED" } as const;

function act(incoming: Incoming): Answer {
  const author = callerOf(incoming);
  const action = incoming.params["action"] as string;
  const target = targets[action as keyof typeof targets];
  if (target === undefined && action !== "unblock") throw noRoute(incoming.path);
  const named = incoming.params["run"] === undefined ? undefined : longParam(incoming, "run");
  const workflow = workflowOf(incoming);
  const instance = instanceOf(incoming, workflow);
  const run = latestRun(instance);
  if (named !== undefined && named !== run.id) throw maestroError(400, `run [${named}] is not the latest run`);
  if (target === undefined) return unblock(incoming, author, workflow, instance);
  if (hasEnded(run) && run.status !== target) throw maestroError(400, `instance is already [${run.status}]`);
  askToEnd(run, target, incoming.store.now());
  return actionAnswer(workflow, instance, {
    info: "done",
    timeline_event: logEvent(incoming),
    completed: hasEnded(run),
  });
}

function unblock(incoming: Incoming, author: string, workflow: StoredWorkflow, instance: StoredInstance): Answer {
  const run = latestRun(instance);
  if (run.status !== "FAILED") throw maestroError(400, `cannot unblock an instance in [${run.status}]`);
  const said = { action: "UNBLOCK", author, message: "done", reason: "user" };
  const event = { timestamp: incoming.store.now(), type: "ACTION", ...said };
  if (run.unblocked !== true) run.timeline.push(event);
  run.unblocked = true;
  return actionAnswer(workflow, instance, { info: "done", timeline_event: event, completed: true });
}

function logEvent({ store }: Incoming): Record<string, unknown> {
  return { timestamp: store.now(), type: "LOG", level: "INFO", message: "done" };
}

function actionAnswer(
  workflow: StoredWorkflow,
  instance: StoredInstance,
  rest: Readonly<Record<string, unknown>>,
): Answer {
  const run = latestRun(instance);
  return json({
    workflow_id: workflow.id,
    workflow_instance_id: instance.id,
    workflow_run_id: run.id,
    workflow_instance_status: run.status,
    ...rest,
  });
}

function actOnAll(incoming: Incoming): Answer {
  const action = incoming.params["action"] as string;
  if (!["stop", "kill", "unblock"].includes(action)) throw noRoute(incoming.path);
  const author = callerOf(incoming);
  const target = targets[action as keyof typeof targets];
  const runs = (incoming.store.workflows.get(incoming.params["wf"] as string)?.instances ?? []).map(latestRun);
  const concerned = runs.filter((run) => (target === undefined ? run.status === "FAILED" : !hasEnded(run)));
  for (const run of concerned) {
    if (target === undefined) run.unblocked = true;
    else askToEnd(run, target, incoming.store.now());
  }
  const message = `${concerned.length} instances`;
  const event = { timestamp: incoming.store.now(), type: "ACTION", action: action.toUpperCase(), author, message };
  return json({ ...event, reason: "user" }, action === "unblock" ? 200 : 202);
}

function inlinePath(incoming: Incoming): Answer {
  instanceOf(incoming, workflowOf(incoming));
  throw maestroError(400, "this server plays no loops, so no instance lies in one");
}

function inlineId(incoming: Incoming): Answer {
  return { ...json({}), body: `maestro_foreach_${incoming.body.length}` };
}
