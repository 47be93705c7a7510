import { type CallOptions, path, read, type Send } from "../endpoint.js";
import type { Long } from "../json.js";
import type { User } from "../model/definition.js";
import type { TimelineEvent } from "../model/run.js";

/** A place where runs are held before a step. */
export interface Breakpoint {
  readonly workflow_id: string;
  readonly step_id: string;
  readonly create_time?: number;
  readonly created_by?: User;
}

/** An attempt that a breakpoint holds. */
export interface PausedAttempt {
  readonly workflow_id: string;
  readonly workflow_version_id: Long;
  readonly workflow_instance_id: Long;
  readonly workflow_run_id: Long;
  readonly step_id: string;
  readonly step_attempt_id: Long;
  readonly create_time?: number;
}

/** The answer to removing a breakpoint or letting an attempt go on. */
export interface BreakpointAction {
  readonly workflow_id: string;
  readonly step_id: string;
  /** The attempt let go on; absent when a breakpoint was removed. */
  readonly workflow_instance_id?: Long;
  readonly workflow_run_id?: Long;
  readonly step_attempt_id?: Long;
  readonly timeline_event?: TimelineEvent;
}

/** Breakpoints of steps. */
export interface BreakpointsApi {
  /** Holds every coming attempt of the step. */
  add(workflow: string, step: string, options?: CallOptions): Promise<Breakpoint>;
  /** Removes the breakpoint; `resume` also lets held attempts go on (true by default on the server). */
  remove(
    workflow: string,
    step: string,
    options?: CallOptions & { readonly resume?: boolean },
  ): Promise<BreakpointAction>;
  /** The breakpoint of a step, if it has one; the server lists them for one step at a time only. */
  list(workflow: string, step: string, options?: CallOptions): Promise<readonly Breakpoint[]>;
  /** The attempts of a step that are held. */
  paused(workflow: string, step: string, options?: CallOptions): Promise<readonly PausedAttempt[]>;
  /** Lets one held attempt go on. */
  resume(at: HeldAttempt, options?: CallOptions): Promise<BreakpointAction>;
}

/** The address of a held attempt. */
export interface HeldAttempt {
  readonly workflow: string;
  readonly instance: Long;
  readonly run: Long | "latest";
  readonly step: string;
  readonly attempt: Long;
}

const BASE = "/workflows/steps/breakpoints";
const BREAKPOINT = ["workflow_id", "step_id"] as const;

/** The calls of {@link BreakpointsApi}. */
export function createBreakpointsApi(send: Send): BreakpointsApi {
  return {
    add: (workflow_id, step_id, options) =>
      send(
        { method: "POST", path: BASE, json: { workflow_id, step_id }, repeat: "repeatable", expect: BREAKPOINT },
        options,
      ),
    remove: (workflowId, stepId, options) =>
      send(
        {
          method: "DELETE",
          path: BASE,
          query: { workflowId, stepId, resume: options?.resume },
          repeat: "once",
          expect: BREAKPOINT,
        },
        options,
      ),
    list: (workflowId, stepId, options) => send(read(BASE, "list", { workflowId, stepId }), options),
    paused: (workflowId, stepId, options) =>
      send(read(`${BASE}/paused-step-attempts`, "list", { workflowId, stepId }), options),
    resume: (at, options) =>
      send(
        {
          method: "PUT",
          path: `${BASE}${path`/${at.workflow}/instances/${at.instance}/runs/${at.run}/steps/${at.step}/attempts/${at.attempt}/actions/resume`}`,
          // The server demands a JSON content type here although it reads no body.
          json: {},
          repeat: "once",
          expect: BREAKPOINT,
        },
        options,
      ),
  };
}
