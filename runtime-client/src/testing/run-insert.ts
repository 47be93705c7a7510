import type { ParamDefinitions } from "../model/definition.js";
import { freshSteps } from "./engine.js";
import { type Answer, json } from "./http-error.js";
import type { Incoming } from "./router.js";
import type { Store, StoredInstance, StoredRun, StoredVersion, StoredWorkflow } from "./store.js";

/** What a start or restart asks for. */
export interface RunRequest {
  readonly uuid: string;
  readonly params: ParamDefinitions;
  readonly initiator: Readonly<Record<string, unknown>>;
  readonly requestTime: number | undefined;
}

/** Whether a run with this request id exists in the workflow. */
export function wasSeen(workflow: StoredWorkflow, uuid: string): boolean {
  return workflow.instances.some((instance) => instance.runs.some((run) => run.uuid === uuid));
}

/** Adds an instance with its first run; ids go on after those of a deleted workflow. */
export function insertRun(
  store: Store,
  workflow: StoredWorkflow,
  version: StoredVersion,
  request: RunRequest,
): StoredInstance {
  const last = workflow.instances[workflow.instances.length - 1]?.id ?? store.deletedMaximum.get(workflow.id);
  const now = store.now();
  const run: StoredRun = {
    id: 1n,
    uuid: request.uuid,
    version: version.id,
    workflow: version.workflow,
    initiator: request.initiator,
    params: request.params,
    policy: "START_FRESH_NEW_RUN",
    requestTime: request.requestTime ?? now,
    createTime: now,
    steps: freshSteps(version.workflow.steps),
    timeline: [{ timestamp: now, type: "STATUS", status: "CREATED" }],
    status: "CREATED",
  };
  const id = last === undefined || last === 0n ? store.firstInstanceId : last + 1n;
  const instance: StoredInstance = { id, internalId: store.nextInternalId++, runs: [run] };
  workflow.instances.push(instance);
  return instance;
}

/** The answer to a start or restart; a duplicate is answered with zero ids. */
export function runAnswer(
  incoming: Incoming,
  workflowId: string,
  version: bigint,
  uuid: string,
  made: { readonly instance: StoredInstance; readonly run?: StoredRun } | undefined,
): Answer {
  const timestamp = incoming.store.now();
  return json({
    workflow_id: workflowId,
    workflow_version_id: version,
    workflow_instance_id: made?.instance.id ?? 0,
    workflow_run_id: made?.run?.id ?? 0,
    workflow_uuid: uuid,
    status: made?.run?.status ?? "DUPLICATED",
    timeline_event: { timestamp, type: "LOG", level: "INFO", message: made?.run ? "started" : "duplicated" },
  });
}
