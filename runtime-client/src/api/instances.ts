import { type CallOptions, path, read, type Send } from "../endpoint.js";
import type { Long } from "../json.js";
import type { InstanceActionResponse, PathEntry, WorkflowInstance } from "../model/run.js";
import { type Page, type PageQuery, type WalkOptions, walk } from "../pagination.js";

/** How an instance is read. */
export interface InstanceReadOptions extends CallOptions {
  /** Adds the status changes to the timeline; true by default on the server. */
  readonly enriched?: boolean;
  /** Adds the view over all runs of the instance. */
  readonly aggregated?: boolean;
}

/** An action on one run instead of the latest. */
export interface InstanceActionOptions extends CallOptions {
  /** Acts only while this is the latest run. */
  readonly run?: Long;
}

/** The runs of a workflow. */
export interface InstancesApi {
  page(
    workflow: string,
    query: PageQuery,
    options?: Omit<InstanceReadOptions, "enriched">,
  ): Promise<Page<WorkflowInstance>>;
  /** All instances, newest first; each carries its whole definition, so pages are small. */
  list(
    workflow: string,
    options?: Omit<InstanceReadOptions, "enriched"> & WalkOptions,
  ): AsyncGenerator<WorkflowInstance, void, undefined>;
  /** The latest run of an instance. */
  get(workflow: string, instance: Long, options?: InstanceReadOptions): Promise<WorkflowInstance>;
  /** One run of an instance. */
  getRun(
    workflow: string,
    instance: Long,
    run: Long | "latest",
    options?: InstanceReadOptions,
  ): Promise<WorkflowInstance>;
  runsPage(workflow: string, instance: Long, query: PageQuery, options?: CallOptions): Promise<Page<WorkflowInstance>>;
  /** All runs of an instance, newest first. */
  runs(
    workflow: string,
    instance: Long,
    options?: CallOptions & WalkOptions,
  ): AsyncGenerator<WorkflowInstance, void, undefined>;
  stop(workflow: string, instance: Long, options?: InstanceActionOptions): Promise<InstanceActionResponse>;
  kill(workflow: string, instance: Long, options?: InstanceActionOptions): Promise<InstanceActionResponse>;
  unblock(workflow: string, instance: Long, options?: InstanceActionOptions): Promise<InstanceActionResponse>;
  /** Which actions each instance status allows. */
  actionMap(options?: CallOptions): Promise<Readonly<Record<string, readonly string[]>>>;
  /** The way from the outer instance to an iteration of a foreach. */
  inlinePath(workflow: string, instance: Long, options?: CallOptions): Promise<readonly PathEntry[]>;
  /** The inline workflow id of the foreach around the step that the way ends at; each place of it names its step. */
  inlineWorkflowId(way: readonly PathEntry[], options?: CallOptions): Promise<string>;
}

const INSTANCE = ["workflow_id", "workflow_instance_id", "status"] as const;
const PAGE = ["page_info", "elements"] as const;
const ACTED = ["workflow_id", "completed"] as const;

/** The calls of {@link InstancesApi}. */
export function createInstancesApi(send: Send): InstancesApi {
  return { ...createReads(send), ...createActions(send), ...createInline(send) };
}

type Reads = Pick<InstancesApi, "page" | "list" | "get" | "getRun" | "runsPage" | "runs">;

function createReads(send: Send): Reads {
  const page: InstancesApi["page"] = (workflow, query, options) =>
    send(read(path`/workflows/${workflow}/instances`, PAGE, { ...query, aggregated: options?.aggregated }), options);
  const runsPage: InstancesApi["runsPage"] = (workflow, instance, query, options) =>
    send(read(path`/workflows/${workflow}/instances/${instance}/runs`, PAGE, { ...query }), options);
  return {
    page,
    runsPage,
    list: (workflow, options = {}) =>
      walk(
        (query) => page(workflow, query, options),
        (element) => element.workflow_instance_id,
        options,
      ),
    runs: (workflow, instance, options = {}) =>
      walk(
        (query) => runsPage(workflow, instance, query, options),
        (element) => element.workflow_run_id,
        options,
      ),
    get: (workflow, instance, options) =>
      send(
        read(path`/workflows/${workflow}/instances/${instance}`, INSTANCE, { enriched: options?.enriched }),
        options,
      ),
    getRun: (workflow, instance, run, options) =>
      send(
        read(path`/workflows/${workflow}/instances/${instance}/runs/${run}`, INSTANCE, {
          enriched: options?.enriched,
          aggregated: options?.aggregated,
        }),
        options,
      ),
  };
}

function createActions(send: Send): Pick<InstancesApi, "stop" | "kill" | "unblock" | "actionMap"> {
  const act =
    (action: string): InstancesApi["stop"] =>
    (workflow, instance, options) =>
      send(
        {
          method: "PUT",
          path:
            options?.run === undefined
              ? path`/workflows/${workflow}/instances/${instance}/actions/${action}`
              : path`/workflows/${workflow}/instances/${instance}/runs/${options.run}/actions/${action}`,
          repeat: "repeatable",
          expect: ACTED,
        },
        options,
      );
  return {
    stop: act("stop"),
    kill: act("kill"),
    unblock: act("unblock"),
    actionMap: (options) => send(read("/workflows/instances/action-map", "json"), options),
  };
}

function createInline(send: Send): Pick<InstancesApi, "inlinePath" | "inlineWorkflowId"> {
  return {
    inlinePath: (workflow, instance, options) =>
      send(read(path`/workflows/${workflow}/instances/${instance}/inline-path`, "list"), options),
    inlineWorkflowId: (json, options) =>
      send(
        { method: "GET", path: "/workflows/instances/inline-workflow-id", json, repeat: "read", expect: "text" },
        options,
      ),
  };
}
