import type { InstancesApi } from "./api/instances.js";
import type { StartsApi } from "./api/starts.js";
import { type Clock, pause } from "./clock.js";
import { type Duration, durationMs } from "./duration.js";
import type { CallOptions } from "./endpoint.js";
import { RuntimeClientError } from "./errors.js";
import { type Long, sameJson } from "./json.js";
import {
  type InstanceStatus,
  isTerminal,
  type StartOptions,
  type StartResult,
  type StepStatus,
  type WorkflowInstance,
} from "./model/run.js";

/** How a run is watched. */
export interface WatchOptions extends CallOptions {
  /** The pause between looks; it starts shorter and grows to this, 3 seconds when absent. */
  readonly pollInterval?: Duration;
  /** Give up with `wait-timeout` after this time; the run goes on. */
  readonly waitTimeout?: Duration;
}

/**
 * What a watcher is told: a change of the run, a change of a step, a change of how many leaf steps (of loops and
 * subworkflows, too) are in which status, and at last the ended run.
 */
export type RunEvent =
  | { readonly type: "run"; readonly run: Long; readonly status: InstanceStatus; readonly previous?: InstanceStatus }
  | {
      readonly type: "step";
      readonly run: Long;
      readonly step: string;
      readonly status: StepStatus;
      readonly previous?: StepStatus;
    }
  | {
      readonly type: "progress";
      readonly run: Long;
      readonly leaves: Long;
      readonly counts: Readonly<Record<string, number>>;
    }
  | { readonly type: "end"; readonly run: Long; readonly instance: WorkflowInstance };

/** Following runs to their end. */
export interface WatchApi {
  /** Tells every change of an instance's latest run until it has ended. */
  watch(workflow: string, instance: Long, options?: WatchOptions): AsyncGenerator<RunEvent, void, undefined>;
  /** Waits until the latest run has ended, whichever way. */
  wait(workflow: string, instance: Long, options?: WatchOptions): Promise<WorkflowInstance>;
  /** Starts and waits; an abort stops the run when `stopOnAbort` is set. */
  runAndWait(workflow: string, start?: StartOptions, options?: RunAndWaitOptions): Promise<WorkflowInstance>;
}

/** How a run is started and waited for. */
export interface RunAndWaitOptions extends WatchOptions {
  /** Stop the run when the signal aborts the waiting. */
  readonly stopOnAbort?: boolean;
  /** Told each change. */
  readonly onEvent?: (event: RunEvent) => void;
}

/** What watching needs. */
export interface WatchContext {
  readonly instances: InstancesApi;
  readonly starts: StartsApi;
  readonly clock: Clock;
  readonly newId: () => string;
}

const FIRST_PAUSE_MS = 250;

/** The calls of {@link WatchApi}. */
export function createWatchApi(context: WatchContext): WatchApi {
  return {
    watch: (workflow, instance, options = {}) => watch(context, workflow, instance, options),
    wait: (workflow, instance, options = {}) => lastOf(watch(context, workflow, instance, options)),
    runAndWait: (workflow, start, options = {}) => runAndWait(context, workflow, start, options),
  };
}

async function* watch(
  { instances, clock }: WatchContext,
  workflow: string,
  instance: Long,
  options: WatchOptions,
): AsyncGenerator<RunEvent, void, undefined> {
  const longest = durationMs(options.pollInterval ?? 3000, "pollInterval");
  const giveUpAt = deadline(options, clock);
  let seen: WorkflowInstance | undefined;
  for (let wait = Math.min(FIRST_PAUSE_MS, longest); ; wait = Math.min(longest, wait * 1.5)) {
    const current = await instances.get(workflow, instance, { ...options, enriched: false });
    yield* changes(seen, current);
    if (isTerminal(current.status)) return yield { type: "end", run: current.workflow_run_id, instance: current };
    if (clock.now() + wait > giveUpAt) throw waitTimeout(workflow, instance, current.status);
    await pause(clock, wait, options.signal, `watching instance ${instance} of "${workflow}"`);
    seen = current;
  }
}

function deadline(options: WatchOptions, clock: Clock): number {
  if (options.waitTimeout === undefined) return Number.POSITIVE_INFINITY;
  return clock.now() + durationMs(options.waitTimeout, "waitTimeout");
}

function waitTimeout(workflow: string, instance: Long, status: InstanceStatus): RuntimeClientError {
  const message = `Instance ${instance} of "${workflow}" is still ${status} after the time it was waited for.`;
  return new RuntimeClientError("wait-timeout", message, { hint: "Wait again, or stop the instance." });
}

function* changes(before: WorkflowInstance | undefined, now: WorkflowInstance): Generator<RunEvent> {
  const run = now.workflow_run_id;
  const sameRun = before?.workflow_run_id === run ? before : undefined;
  for (const [step, view] of Object.entries(now.aggregated_info?.step_aggregated_views ?? {})) {
    const previous = sameRun?.aggregated_info?.step_aggregated_views?.[step]?.status;
    if (view.status === previous || (previous === undefined && view.status === "NOT_CREATED")) continue;
    yield { type: "step", run, step, status: view.status, ...(previous !== undefined && { previous }) };
  }
  yield* progress(sameRun, now);
  if (now.status === sameRun?.status) return;
  yield { type: "run", run, status: now.status, ...(sameRun !== undefined && { previous: sameRun.status }) };
}

function* progress(before: WorkflowInstance | undefined, now: WorkflowInstance): Generator<RunEvent> {
  const rollup = now.runtime_overview?.rollup_overview;
  if (rollup?.overview === undefined || sameJson(rollup, before?.runtime_overview?.rollup_overview)) return;
  const counts = Object.fromEntries(Object.entries(rollup.overview).map(([status, { cnt }]) => [status, cnt]));
  if (Object.keys(counts).length === 0) return;
  yield { type: "progress", run: now.workflow_run_id, leaves: rollup.total_leaf_count ?? 0, counts };
}

async function lastOf(events: AsyncIterable<RunEvent>, onEvent?: (event: RunEvent) => void): Promise<WorkflowInstance> {
  let ended: WorkflowInstance | undefined;
  for await (const event of events) {
    onEvent?.(event);
    if (event.type === "end") ended = event.instance;
  }
  // A watch that does not throw ends with the ended run.
  return ended as WorkflowInstance;
}

async function runAndWait(
  context: WatchContext,
  workflow: string,
  start: StartOptions | undefined,
  options: RunAndWaitOptions,
): Promise<WorkflowInstance> {
  const requestId = start?.requestId ?? context.newId();
  let instance: Long | undefined;
  try {
    instance = instanceIdOf(await context.starts.start(workflow, { ...start, requestId }, options));
    return await lastOf(watch(context, workflow, instance, options), options.onEvent);
  } catch (error) {
    if (!options.stopOnAbort || !options.signal?.aborted) throw error;
    throw await stopAfterAbort(context, workflow, { instance, requestId }, error);
  }
}

function instanceIdOf(started: StartResult): Long {
  if (started.run !== undefined) return started.run.instance;
  const message = `The run of "${started.workflowId}" under the request id ${started.requestId} was started before and is not among the newest instances.`;
  throw new RuntimeClientError("not-found", message, { hint: "Look for it by hand, or start under a new request id." });
}

// The abort ended the waiting, so the stop is sent without that signal. The start itself may have been aborted after it
// had reached the server.
async function stopAfterAbort(
  { instances, starts }: WatchContext,
  workflow: string,
  known: { readonly instance: Long | undefined; readonly requestId: string },
  error: unknown,
): Promise<unknown> {
  try {
    const instance = known.instance ?? (await starts.findStarted(workflow, known.requestId))?.instance;
    if (instance !== undefined) await instances.stop(workflow, instance);
    return error;
  } catch (cause) {
    // The run had ended by itself.
    if (cause instanceof RuntimeClientError && cause.code === "bad-request") return error;
    const message = `The waiting was aborted, but the run of "${workflow}" could not be stopped.`;
    const hint = `Look for the request id ${known.requestId} among its runs.`;
    return new RuntimeClientError("aborted", message, {
      cause: new AggregateError([error, cause]),
      effect: "unknown",
      hint,
    });
  }
}
