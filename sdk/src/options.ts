import type { Alerting, Environment, Retry, RunStrategy } from "@stave/ir-schema";
import { durationText } from "./duration.js";
import type { ParamSpec } from "./params.js";
import type { Ref } from "./ref.js";
import type { Placed } from "./step-call.js";
import type { Duration, DurationLike } from "./temporal.js";
import type { EmitSpec, SignalSpec, TriggerSpec } from "./triggers.js";

/** What happens after a failed attempt. */
export interface RetryOptions {
  /** Further attempts after the first. */
  readonly limit: number;
  /** Before the first retry; a minute when absent. */
  readonly delay?: DurationLike;
  /** Whether the delay grows; `exponential` when absent. */
  readonly backoff?: "exponential" | "fixed";
  /** How much the delay grows each time; 2 when absent. */
  readonly factor?: number;
  readonly maxDelay?: DurationLike;
  /** Kinds of failures retried; errors and platform failures when absent. */
  readonly on?: readonly ("error" | "platform" | "timeout")[];
}

/**
 * An edge with a condition, which is asked when the step has run: the next step counts it only if it is true.
 *
 * @example
 * workflow("report", (w) => {
 *   const load = w.step("load", noop({ rows: 3 }));
 *   w.step("publish", noop(), { after: [{ step: load, when: load.rows.gt(0) }] });
 * });
 */
export interface Edge {
  readonly step: Placed;
  /** May read the outputs of the step, and of all that is before it. */
  readonly when: Ref<boolean>;
}

/** What any step may say. */
export interface StepOptions {
  /**
   * Steps that must be complete before, besides those whose outputs are used. `{ step, when }` is an edge with a
   * condition: where it is false, the edge counts as if that step had been skipped.
   */
  readonly after?: readonly (Placed | Edge)[];
  /** `all` (the default): skipped when any step before it was skipped. `any`: runs when at least one was not. */
  readonly join?: "all" | "any";
  readonly retry?: RetryOptions;
  readonly timeout?: DurationLike | Ref<Duration>;
  /** Let other branches finish (the default), stop everything, or go on as if it had succeeded. */
  readonly onFailure?: "fail-after-running" | "fail-now" | "ignore";
  readonly name?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  /** Signals to wait for before it starts. */
  readonly waits?: readonly SignalSpec[];
  /** Signals to announce when it has succeeded. */
  readonly emits?: readonly EmitSpec[];
  /** Where its code runs: a name in the workflow's `environments`. */
  readonly environment?: string;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** What a branch may say. */
export interface WhenOptions extends Omit<StepOptions, "retry" | "environment"> {}

/** What a foreach may say. */
export interface ForeachOptions extends Omit<StepOptions, "retry" | "environment"> {
  /** Iterations at once. */
  readonly concurrency?: number;
  /** A slow iteration holds back later ones. */
  readonly strictOrder?: boolean;
}

/** What a while may say. */
export interface WhileOptions extends Omit<StepOptions, "retry" | "environment"> {
  /** Most iterations; one more fails the step. */
  readonly limit?: number;
}

/** What a subworkflow may say. */
export interface SubworkflowOptions extends Omit<StepOptions, "retry" | "environment"> {
  /** Wait for it to end; true when absent. */
  readonly sync?: boolean;
  readonly version?: "active" | "latest" | "default" | number;
}

/** Params by name. */
export type ParamSpecs = Readonly<Record<string, ParamSpec<unknown>>>;

/** What a workflow says about itself. */
export interface WorkflowOptions<TParams extends ParamSpecs> {
  readonly params?: TParams;
  readonly name?: string;
  readonly description?: string;
  /** Who answers for it. */
  readonly owner?: string;
  readonly tags?: readonly string[];
  readonly criticality?: "low" | "medium" | "high" | "critical";
  /** What starts it: schedules, signals, and lists of signals that must all arrive. */
  readonly triggers?: readonly TriggerSpec[];
  /** What happens when a run starts while another is active; `sequential` when absent. */
  readonly runStrategy?: RunStrategy["rule"] | RunStrategy;
  /** Steps at once over all runs. */
  readonly stepConcurrency?: number;
  /** Steps at once in one run. */
  readonly runStepConcurrency?: number;
  readonly timeout?: DurationLike | Ref<Duration>;
  readonly alerting?: Alerting;
  /** Where code runs, by name. */
  readonly environments?: Readonly<Record<string, Environment>>;
  /** Data of other tools, by tool name. */
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** The IR's retry of what the user wrote. */
export function retryOf(options: RetryOptions): Retry {
  const { limit, delay, backoff, factor, maxDelay, on } = options;
  const shaped = delay !== undefined || backoff !== undefined || factor !== undefined || maxDelay !== undefined;
  return {
    limit,
    ...(shaped && {
      backoff: {
        kind: backoff ?? "exponential",
        delay: durationText(delay ?? "PT1M"),
        ...(factor !== undefined && { factor }),
        ...(maxDelay !== undefined && { max: durationText(maxDelay) }),
      },
    }),
    ...(on && { on: [...on] }),
  };
}
