import type { Initiator } from "../model/run.js";
import { advance, freshSteps, hasEnded, latestRun, setStatus } from "./engine.js";
import { type Answer, json, maestroError } from "./http-error.js";
import { pageAnswer, paginate } from "./paginate.js";
import { ruleOf } from "./property-rules.js";
import { bodyOf, callerOf, flagQuery, type Incoming, longParam, type Route, route } from "./router.js";
import { insertRun, type RunRequest, runAnswer, wasSeen } from "./run-insert.js";
import { runView } from "./run-view.js";
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
  route("GET /workflows/:wf/instances/:iid/inline-path", () => json([])),
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

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The stored instance, or the server's 404. */
export function instanceOf(incoming: Incoming, workflow: StoredWorkflow): StoredInstance {
  const id = longParam(incoming, "iid");
  const found = workflow.instances.find((instance) => instance.id === id);
  if (found === undefined) throw maestroError(404, `workflow instance [${workflow.id}][${id}] does not exist`);
  return found;
}

/** The stored run that a number or `latest` names, or the server's 404. */
export function runOf(incoming: Incoming, instance: StoredInstance): StoredRun {
  const name = incoming.params["run"] ?? "latest";
  const found = name === "latest" ? latestRun(instance) : instance.runs[Number(longParam(incoming, "run")) - 1];
  if (found === undefined) throw maestroError(404, `run [${name}] of instance [${instance.id}] does not exist`);
  return found;
}

function start(incoming: Incoming): Answer {
  const user = callerOf(incoming);
  const body = bodyOf(incoming);
  const initiator = body["initiator"] as Initiator | undefined;
  if (initiator === undefined) throw maestroError(400, "BAD_REQUEST - validation failed", ["initiator cannot be null"]);
  const workflow = workflowOf(incoming);
  const version = versionOf(workflow, incoming.params["version"] as string);
  const request = runRequest(body, { ...initiator, type: initiator.type.toUpperCase(), user, depth: 0 });
  if (wasSeen(workflow, request.uuid)) return runAnswer(incoming, workflow.id, version.id, undefined);
  const instance = insertRun(incoming.store, workflow, version, request);
  const run = latestRun(instance);
  const refused = ruleOf(workflow.properties.run_strategy) === "FIRST_ONLY" && othersGo(workflow, instance);
  if (refused) setStatus(run, "STOPPED", run.createTime);
  record(incoming, "start", workflow, instance, run);
  return runAnswer(incoming, workflow.id, version.id, { instance, run });
}

function othersGo(workflow: StoredWorkflow, instance: StoredInstance): boolean {
  return workflow.instances.some((other) => other !== instance && !hasEnded(latestRun(other)));
}

function runRequest(body: Record<string, unknown>, initiator: Readonly<Record<string, unknown>>): RunRequest {
  const uuid = body["request_id"] === undefined ? crypto.randomUUID() : String(body["request_id"]);
  if (!UUID.test(uuid)) throw maestroError(400, `BAD_REQUEST - Invalid UUID string: ${uuid}`);
  const params = (body["run_params"] ?? {}) as RunRequest["params"];
  if (Object.keys(params).length > 128) throw maestroError(400, "BAD_REQUEST - validation failed", ["too many params"]);
  return { uuid, params, initiator, requestTime: body["request_time"] as number | undefined };
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

function list(incoming: Incoming): Answer {
  const workflow = incoming.store.workflows.get(incoming.params["wf"] as string);
  const aggregated = flagQuery(incoming, "aggregated", true);
  const page = paginate(incoming, workflow?.instances ?? [], (instance) => instance.id);
  return pageAnswer(
    page,
    (instance) => instance.id,
    (instance) => runView(workflow as StoredWorkflow, instance, latestRun(instance), aggregated),
  );
}

function listRuns(incoming: Incoming): Answer {
  const workflow = workflowOf(incoming);
  const instance = instanceOf(incoming, workflow);
  const page = paginate(incoming, instance.runs, (run) => run.id);
  return pageAnswer(
    page,
    (run) => run.id,
    (run) => runView(workflow, instance, run, true),
  );
}

function get(incoming: Incoming): Answer {
  const workflow = workflowOf(incoming);
  const instance = instanceOf(incoming, workflow);
  advance(incoming.store, workflow, instance);
  return json(runView(workflow, instance, latestRun(instance), true));
}

function getRun(incoming: Incoming): Answer {
  const workflow = workflowOf(incoming);
  const instance = instanceOf(incoming, workflow);
  const run = runOf(incoming, instance);
  if (run === latestRun(instance)) advance(incoming.store, workflow, instance);
  return json(runView(workflow, instance, run, flagQuery(incoming, "aggregated", false)));
}

function restart(incoming: Incoming): Answer {
  const user = callerOf(incoming);
  const body = bodyOf(incoming);
  const policy = String(body["restart_policy"]);
  if (!/^RESTART_FROM_(INCOMPLETE|BEGINNING)$/.test(policy)) {
    throw maestroError(400, "BAD_REQUEST - validation failed", ["restart_policy is not valid"]);
  }
  if ("artifacts" in body) throw maestroError(400, 'BAD_REQUEST - Unrecognized field "artifacts"');
  const workflow = workflowOf(incoming);
  const instance = instanceOf(incoming, workflow);
  const last = latestRun(instance);
  const request = runRequest(body, { type: "MANUAL", user, depth: 0 });
  if (wasSeen(workflow, request.uuid)) return runAnswer(incoming, workflow.id, last.version, undefined);
  if (!hasEnded(last)) throw maestroError(400, `the latest run of instance [${instance.id}] is not terminal`);
  const run = restartedRun(incoming, instance, last, request, policy);
  instance.runs.push(run);
  record(incoming, "restart", workflow, instance, run);
  return runAnswer(incoming, workflow.id, run.version, { instance, run });
}

function restartedRun(
  { store }: Incoming,
  instance: StoredInstance,
  last: StoredRun,
  request: RunRequest,
  policy: string,
): StoredRun {
  const now = store.now();
  const kept = new Set(last.steps.flatMap((step) => (step.status === "SUCCEEDED" ? [step.id] : [])));
  const steps = freshSteps(last.workflow.steps);
  if (policy === "RESTART_FROM_INCOMPLETE") for (const step of steps) if (kept.has(step.id)) step.status = "SUCCEEDED";
  return {
    id: BigInt(instance.runs.length + 1),
    uuid: request.uuid,
    version: last.version,
    workflow: last.workflow,
    initiator: request.initiator,
    params: request.params,
    policy,
    requestTime: request.requestTime ?? now,
    createTime: now,
    steps,
    timeline: [{ timestamp: now, type: "STATUS", status: "CREATED" }],
    status: "CREATED",
  };
}

const targets = { stop: "STOPPED", kill: "FAILED" } as const;

function act(incoming: Incoming): Answer {
  callerOf(incoming);
  const workflow = workflowOf(incoming);
  const instance = instanceOf(incoming, workflow);
  const run = runOf(incoming, instance);
  if (run !== latestRun(instance)) throw maestroError(400, `run [${run.id}] is not the latest run`);
  const action = incoming.params["action"] as string;
  if (action === "unblock") return unblock(incoming, workflow, instance, run);
  const target = targets[action as keyof typeof targets];
  if (target === undefined) throw maestroError(400, `unknown action [${action}]`);
  if (hasEnded(run) && run.status !== target) throw maestroError(400, `instance is already [${run.status}]`);
  if (!hasEnded(run)) setStatus(run, target, incoming.store.now());
  return actionAnswer(incoming, workflow, instance, run);
}

function unblock(incoming: Incoming, workflow: StoredWorkflow, instance: StoredInstance, run: StoredRun): Answer {
  if (run.status !== "FAILED") throw maestroError(400, `cannot unblock an instance in [${run.status}]`);
  return actionAnswer(incoming, workflow, instance, run);
}

function actionAnswer(incoming: Incoming, workflow: StoredWorkflow, instance: StoredInstance, run: StoredRun): Answer {
  return json({
    workflow_id: workflow.id,
    workflow_instance_id: instance.id,
    workflow_run_id: run.id,
    workflow_instance_status: run.status,
    info: "done",
    timeline_event: { timestamp: incoming.store.now(), type: "LOG", level: "INFO", message: "done" },
    completed: true,
  });
}

function actOnAll(incoming: Incoming): Answer {
  const author = callerOf(incoming);
  const action = incoming.params["action"] as string;
  if (!["stop", "kill", "unblock"].includes(action)) throw maestroError(400, `unknown action [${action}]`);
  const target = targets[action as keyof typeof targets];
  const workflow = incoming.store.workflows.get(incoming.params["wf"] as string);
  const open = (workflow?.instances ?? []).map(latestRun).filter((run) => !hasEnded(run));
  if (target !== undefined) for (const run of open) setStatus(run, target, incoming.store.now());
  const message = `${target === undefined ? 0 : open.length} instances`;
  const event = { timestamp: incoming.store.now(), type: "ACTION", action: action.toUpperCase(), author, message };
  return json({ ...event, reason: "user" }, action === "unblock" ? 200 : 202);
}

function inlineId(incoming: Incoming): Answer {
  return { ...json({}), body: `maestro_foreach_${incoming.body.length}` };
}
