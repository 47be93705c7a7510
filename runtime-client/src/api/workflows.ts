import { type CallOptions, path, read, type Send } from "../endpoint.js";
import type {
  VersionSelector,
  WorkflowCreateRequest,
  WorkflowCreateResponse,
  WorkflowOverview,
  WorkflowTimeline,
} from "../model/definition.js";
import type { TimelineEvent, WorkflowActionResponse } from "../model/run.js";

/** Whole workflows: create, validate, look at, switch on and off, stop everything, delete. */
export interface WorkflowsApi {
  /** Makes a new version, always: see `push` for one that is made once and only when needed. */
  create(request: WorkflowCreateRequest, options?: CallOptions): Promise<WorkflowCreateResponse>;
  /** Makes a new version from the server's YAML form. */
  createYaml(yaml: string, options?: CallOptions): Promise<WorkflowCreateResponse>;
  /** Checks a definition as a push would, without storing it. */
  validate(request: WorkflowCreateRequest, options?: CallOptions): Promise<TimelineEvent>;
  validateYaml(yaml: string, options?: CallOptions): Promise<TimelineEvent>;
  overview(workflow: string, options?: CallOptions): Promise<WorkflowOverview>;
  timeline(workflow: string, options?: CallOptions): Promise<WorkflowTimeline>;
  /** Deletes the workflow; refused with `bad-request` while runs are queued or going. */
  delete(workflow: string, options?: CallOptions): Promise<TimelineEvent>;
  activate(workflow: string, version: VersionSelector, options?: CallOptions): Promise<WorkflowActionResponse>;
  deactivate(workflow: string, options?: CallOptions): Promise<WorkflowActionResponse>;
  /** Stops every run of the workflow; running ones end later. */
  stopAll(workflow: string, options?: CallOptions): Promise<TimelineEvent>;
  /** Stops every run of the workflow as failed. */
  killAll(workflow: string, options?: CallOptions): Promise<TimelineEvent>;
  /** Lets a strictly sequential workflow go on after failed runs. */
  unblockAll(workflow: string, options?: CallOptions): Promise<TimelineEvent>;
}

const CREATED = ["workflow_definition"] as const;
const EVENT = ["timestamp", "type"] as const;
const ACTION = ["workflow_id"] as const;

/** The calls of {@link WorkflowsApi}. */
export function createWorkflowsApi(send: Send): WorkflowsApi {
  const actOnAll = (workflow: string, action: string, options?: CallOptions): Promise<TimelineEvent> =>
    send(
      {
        method: "PUT",
        path: path`/workflows/${workflow}/actions/${action}`,
        repeat: "repeatable",
        expect: EVENT,
      },
      options,
    );
  return {
    create: (json, options) =>
      send({ method: "POST", path: "/workflows", json, repeat: "once", expect: CREATED }, options),
    createYaml: (yaml, options) =>
      send({ method: "POST", path: "/workflows/yaml", yaml, repeat: "once", expect: CREATED }, options),
    validate: (json, options) =>
      send({ method: "PUT", path: "/workflows/actions/validate", json, repeat: "read", expect: EVENT }, options),
    validateYaml: (yaml, options) =>
      send({ method: "PUT", path: "/workflows/actions/validate/yaml", yaml, repeat: "read", expect: EVENT }, options),
    overview: (workflow, options) => send(read(path`/workflows/${workflow}/overview`, ["workflow_id"]), options),
    timeline: (workflow, options) => send(read(path`/workflows/${workflow}/timeline`, ["timeline_events"]), options),
    delete: (workflow, options) =>
      send({ method: "DELETE", path: path`/workflows/${workflow}`, repeat: "once", expect: EVENT }, options),
    activate: (workflow, version, options) =>
      send(
        {
          method: "PUT",
          path: path`/workflows/${workflow}/versions/${version}/actions/activate`,
          repeat: "repeatable",
          expect: ACTION,
        },
        options,
      ),
    deactivate: (workflow, options) =>
      send(
        {
          method: "PUT",
          path: path`/workflows/${workflow}/actions/deactivate`,
          repeat: "repeatable",
          expect: ACTION,
        },
        options,
      ),
    stopAll: (workflow, options) => actOnAll(workflow, "stop", options),
    killAll: (workflow, options) => actOnAll(workflow, "kill", options),
    unblockAll: (workflow, options) => actOnAll(workflow, "unblock", options),
  };
}
