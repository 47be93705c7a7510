import { type CallOptions, path, read, type Send } from "../endpoint.js";
import type { Long } from "../json.js";
import type { StepActionResponse, StepInstance, StepRestartOptions, StepRestartResponse } from "../model/run.js";
import { restartPolicy } from "./starts.js";

/** How a step is read. */
export interface StepReadOptions extends CallOptions {
  readonly enriched?: boolean;
}

/** How an action on a step is asked for. */
export interface StepActionOptions extends CallOptions {
  /** Wait up to five seconds for the action to take effect; true by default on the server. */
  readonly blocking?: boolean;
}

/** The steps of a run. */
export interface StepsApi {
  /** The newest attempt of each step over all runs; a step not yet created is missing. */
  list(workflow: string, instance: Long, options?: CallOptions): Promise<readonly StepInstance[]>;
  /** The newest attempt of each step in one run. */
  listOfRun(workflow: string, instance: Long, run: Long, options?: CallOptions): Promise<readonly StepInstance[]>;
  /** All attempts of a step laid over each other. */
  get(workflow: string, instance: Long, step: string, options?: StepReadOptions): Promise<StepInstance>;
  /** One attempt; the run is a number here, the attempt may be `latest`. */
  attempt(at: StepAttempt, options?: StepReadOptions): Promise<StepInstance>;
  /** Plays a step again: a new run of an ended instance, a new attempt in a going one. */
  restart(
    workflow: string,
    instance: Long,
    step: string,
    restart: StepRestartOptions,
    options?: CallOptions,
  ): Promise<StepRestartResponse>;
  stop(workflow: string, instance: Long, step: string, options?: StepActionOptions): Promise<StepActionResponse>;
  kill(workflow: string, instance: Long, step: string, options?: StepActionOptions): Promise<StepActionResponse>;
  skip(workflow: string, instance: Long, step: string, options?: StepActionOptions): Promise<StepActionResponse>;
  /** Lets a step go on that waits for signals. */
  bypass(workflow: string, instance: Long, step: string, options?: StepActionOptions): Promise<StepActionResponse>;
  /** Which actions each step status allows. */
  actionMap(options?: CallOptions): Promise<Readonly<Record<string, readonly string[]>>>;
}

/** The address of one attempt of one step. */
export interface StepAttempt {
  readonly workflow: string;
  readonly instance: Long;
  readonly run: Long;
  readonly step: string;
  readonly attempt: Long | "latest";
}

const STEP = ["step_id", "runtime_state"] as const;

/** The calls of {@link StepsApi}. */
export function createStepsApi(send: Send): StepsApi {
  return { ...createReads(send), ...createActions(send) };
}

function createReads(send: Send): Pick<StepsApi, "list" | "listOfRun" | "get" | "attempt" | "actionMap"> {
  return {
    list: (workflow, instance, options) =>
      send(read(path`/workflows/${workflow}/instances/${instance}/steps`, "list"), options),
    listOfRun: (workflow, instance, run, options) =>
      send(read(path`/workflows/${workflow}/instances/${instance}/runs/${run}/steps`, "list"), options),
    get: (workflow, instance, step, options) =>
      send(
        read(path`/workflows/${workflow}/instances/${instance}/steps/${step}`, STEP, { enriched: options?.enriched }),
        options,
      ),
    attempt: (at, options) =>
      send(
        read(
          path`/workflows/${at.workflow}/instances/${at.instance}/runs/${at.run}/steps/${at.step}/attempts/${at.attempt}`,
          STEP,
          { enriched: options?.enriched },
        ),
        options,
      ),
    actionMap: (options) => send(read("/workflows/steps/instances/action-map", "json"), options),
  };
}

const upstreamMode = { step: "RESTART_FROM_STEP", "inline-root": "RESTART_FROM_INLINE_ROOT" } as const;

function createActions(send: Send): Pick<StepsApi, "restart" | "stop" | "kill" | "skip" | "bypass"> {
  const act =
    (action: string): StepsApi["stop"] =>
    (workflow, instance, step, options) =>
      send(
        {
          method: "PUT",
          path: path`/workflows/${workflow}/instances/${instance}/steps/${step}/actions/${action}`,
          query: { blocking: options?.blocking },
          repeat: "once",
          expect: ["workflow_id"],
        },
        options,
      );
  return {
    stop: act("stop"),
    kill: act("kill"),
    skip: act("skip"),
    bypass: act("bypass"),
    restart: (workflow, instance, step, restart, options) =>
      send(
        {
          method: "POST",
          path: path`/workflows/${workflow}/instances/${instance}/steps/${step}/actions/restart`,
          query: { blocking: restart.blocking },
          json: {
            restart_policy: restartPolicy[restart.from],
            step_run_params: restart.params,
            upstream_restart_mode: restart.upstream && upstreamMode[restart.upstream],
            request_id: restart.requestId,
            request_time: restart.requestTime,
          },
          repeat: "once",
          expect: ["workflow_id"],
        },
        options,
      ),
  };
}
