import { type CallOptions, path, type Request, type Send } from "../endpoint.js";
import { isRuntimeClientError, RuntimeClientError } from "../errors.js";
import type { Long } from "../json.js";
import type {
  RestartFrom,
  RestartOptions,
  RunResponse,
  StartOptions,
  StartResult,
  WorkflowInstance,
} from "../model/run.js";
import type { InstancesApi } from "./instances.js";

/** Starts and restarts, each under a request id, so that a repeated call never runs twice. */
export interface StartsApi {
  start(workflow: string, start?: StartOptions, options?: CallOptions): Promise<StartResult>;
  restart(workflow: string, instance: Long, restart: RestartOptions, options?: CallOptions): Promise<StartResult>;
  /** The run that a start under a request id made, looked for among the newest instances. */
  findStarted(workflow: string, requestId: string, options?: CallOptions): Promise<StartResult["run"]>;
}

/** What starting needs besides the server. */
export interface StartsContext {
  readonly instances: InstancesApi;
  readonly newId: () => string;
  /** How many instances are read to find the first run of a duplicate. */
  readonly duplicateSearch: number;
}

/** The server's names for where a restart begins. */
export const restartPolicy: Readonly<Record<RestartFrom, string>> = {
  incomplete: "RESTART_FROM_INCOMPLETE",
  beginning: "RESTART_FROM_BEGINNING",
};

const RUN = ["workflow_id", "status"] as const;

/** The calls of {@link StartsApi}. */
export function createStartsApi(send: Send, context: StartsContext): StartsApi {
  const { duplicateSearch: limit } = context;
  const newest = (workflow: string, options?: CallOptions): AsyncIterable<WorkflowInstance> =>
    context.instances.list(workflow, { ...options, limit, aggregated: false });
  return {
    async findStarted(workflow, requestId, options) {
      return (await findByUuid(newest(workflow, options), requestId))?.run;
    },
    async start(workflow, start = {}, options) {
      const requestId = start.requestId ?? context.newId();
      const version = start.version ?? "default";
      const response = await send<RunResponse>(
        {
          method: "POST",
          path: path`/workflows/${workflow}/versions/${version}/actions/start`,
          json: startBody(start, requestId),
          repeat: "keyed",
          expect: RUN,
        },
        options,
      );
      const asked = { workflowId: workflow, requestId, ownId: start.requestId === undefined };
      return resultOf(asked, response, () => findByUuid(newest(workflow, options), requestId));
    },
    async restart(workflow, instance, restart, options) {
      const requestId = restart.requestId ?? context.newId();
      const asked = { workflowId: workflow, requestId, ownId: restart.requestId === undefined };
      const findFirst = (): Promise<Found | undefined> =>
        findByUuid(context.instances.runs(workflow, instance, { ...options, limit }), requestId);
      try {
        const request = restartCall(workflow, instance, restart, requestId);
        return await resultOf(asked, await send<RunResponse>(request, options), findFirst);
      } catch (error) {
        if (!isRuntimeClientError(error) || error.code !== "bad-request") throw error;
        // While the restarted run goes, a second copy of its restart is refused like any other.
        const found = await searched(asked, findFirst);
        if (found === undefined) throw error;
        return resultOf(asked, duplicateOf(asked, found), async () => found);
      }
    },
  };
}

function restartCall(workflow: string, instance: Long, restart: RestartOptions, requestId: string): Request {
  return {
    method: "POST",
    path: path`/workflows/${workflow}/instances/${instance}/actions/restart`,
    json: {
      restart_policy: restartPolicy[restart.from],
      request_id: requestId,
      request_time: restart.requestTime,
      run_params: restart.params,
    },
    repeat: "keyed",
    expect: RUN,
  };
}

function duplicateOf({ workflowId, requestId }: Asked, { run }: Found): RunResponse {
  return {
    workflow_id: workflowId,
    workflow_version_id: run.version,
    workflow_instance_id: run.instance,
    workflow_run_id: run.run,
    workflow_uuid: requestId,
    status: "DUPLICATED",
  };
}

function startBody(start: StartOptions, requestId: string): Readonly<Record<string, unknown>> {
  return {
    initiator: start.initiator ?? { type: "manual" },
    request_id: requestId,
    request_time: start.requestTime,
    runtime_tags: start.tags,
    run_params: start.params,
    artifacts: start.artifacts,
    persist_failed_run: start.persistFailedRun,
  };
}

type Run = NonNullable<StartResult["run"]>;

interface Found {
  readonly run: Run;
  readonly refused: boolean;
}

const outcomes: Readonly<Record<string, StartResult["outcome"]>> = {
  CREATED: "started",
  DUPLICATED: "duplicate",
  STOPPED: "refused",
  INTERNAL_ERROR: "failed",
};

interface Asked {
  readonly workflowId: string;
  readonly requestId: string;
  /** The id was made for this very call, so a duplicate can only be its own lost first attempt. */
  readonly ownId: boolean;
}

async function resultOf(
  asked: Asked,
  response: RunResponse,
  findFirst: () => Promise<Found | undefined>,
): Promise<StartResult> {
  const { workflowId, requestId, ownId } = asked;
  const outcome = outcomes[response.status];
  if (outcome === undefined) throw unknownStatus(workflowId, response);
  if (outcome !== "duplicate") return { outcome, workflowId, requestId, response, run: runOf(response) };
  const found = await searched(asked, findFirst);
  const meant = ownId ? (found?.refused ? "refused" : "started") : "duplicate";
  return { outcome: meant, workflowId, requestId, response, ...(found !== undefined && { run: found.run }) };
}

async function searched(asked: Asked, findFirst: () => Promise<Found | undefined>): Promise<Found | undefined> {
  try {
    return await findFirst();
  } catch (cause) {
    const message = `The run of "${asked.workflowId}" under the request id ${asked.requestId} exists, but could not be looked for.`;
    const hint = "Start again under the same request id to learn its number; that starts nothing.";
    throw new RuntimeClientError("ambiguous", message, { effect: "unknown", hint, cause });
  }
}

function unknownStatus(workflowId: string, response: RunResponse): RuntimeClientError {
  const known = Object.keys(outcomes).join(", ");
  const message = `Starting "${workflowId}" was answered with the status "${response.status}", which is none of ${known}.`;
  return new RuntimeClientError("bad-response", message, { body: response, effect: "unknown" });
}

interface RunIds {
  readonly workflow_version_id: Long;
  readonly workflow_instance_id: Long;
  readonly workflow_run_id: Long;
}

function runOf(ids: RunIds): Run {
  return { version: ids.workflow_version_id, instance: ids.workflow_instance_id, run: ids.workflow_run_id };
}

// The server answers a duplicate with zero ids and has no lookup by request id, so the newest instances are searched.
async function findByUuid(instances: AsyncIterable<WorkflowInstance>, uuid: string): Promise<Found | undefined> {
  for await (const instance of instances) {
    if (instance.workflow_uuid === uuid) return { run: runOf(instance), refused: wasRefused(instance) };
  }
  return undefined;
}

// FIRST_ONLY stores a refused run as stopped in the moment of its creation.
function wasRefused(instance: WorkflowInstance): boolean {
  return instance.status === "STOPPED" && instance.end_time !== undefined && instance.end_time === instance.create_time;
}
