import type { Diagnostic, Value } from "@stave/ir-schema";
import type { StartAttempt } from "./command.js";
import type { FailureKind, RunStarted, Signal } from "./event.js";
import type { Bundle, Plan, PlannedStep, WorkflowPlan } from "./plan.js";
import { planBundle } from "./plan.js";
import type { RunStatus, StepStatus } from "./status.js";

/** Values by name. */
export type Values = Readonly<Record<string, Value>>;

/** One workflow being played: the root, or the child of a subworkflow step. */
export interface WorkflowRun {
  readonly definition: WorkflowPlan;
  readonly params: Values;
  readonly parent: WorkflowRun | undefined;
  /** Most steps at work at once, loops and child workflows included. */
  readonly limit: number;
  active: number;
}

/** A list of steps being played: a workflow, or one iteration of a loop. */
export interface Scope {
  /** What the keys of its steps begin with. */
  readonly key: string;
  readonly plan: Plan;
  readonly run: WorkflowRun;
  readonly depth: number;
  /** The loop or subworkflow step it belongs to; the root and asynchronous children have none. */
  readonly owner: StepInstance | undefined;
  /** Set on the outermost scope of a workflow: outputs outside are out of sight. */
  readonly boundary: boolean;
  readonly iteration: number;
  readonly loopValues: Values | undefined;
  steps: StepInstance[];
  open: number;
  worst: Exclude<RunStatus, "running">;
  failure: Diagnostic | undefined;
  stopping: boolean;
  /** ISO text of the workflow's own timeout. */
  timeout: string | undefined;
}

/** Why a step failed. */
export interface StepFailure {
  readonly kind: FailureKind;
  readonly retryable: boolean;
  readonly diagnostic: Diagnostic;
}

/** How far a foreach has come. Ended iterations leave their collected values and a count, nothing else. */
export interface ForeachProgress {
  readonly kind: "foreach";
  readonly lists: readonly { readonly name: string; readonly items: readonly Value[] }[];
  readonly total: number;
  readonly collected: Readonly<Record<string, Value[]>>;
  readonly running: Map<number, Scope>;
  readonly counts: { succeeded: number; failed: number };
  failure: StepFailure | undefined;
  next: number;
  /** The first iteration that has not ended; only strict order needs it. */
  lowest: number;
  /** Ended iterations above `lowest`; only strict order fills it. */
  readonly ahead: Set<number>;
}

/** How far a while has come. */
export interface WhileProgress {
  readonly kind: "while";
  values: Values;
  iteration: number;
  current: Scope | undefined;
}

/** The child of a subworkflow step. */
export interface ChildProgress {
  readonly kind: "subworkflow";
  readonly current: Scope;
}

/** A step of a scope. */
export interface StepInstance {
  readonly scope: Scope;
  readonly planned: PlannedStep;
  status: StepStatus;
  /** Needs that have not ended. */
  left: number;
  attempt: number;
  retries: number;
  startTime: number | undefined;
  endTime: number | undefined;
  inputs: Values | undefined;
  outputs: Values | undefined;
  failure: Diagnostic | undefined;
  stopReason: "timeout" | "stop" | undefined;
  timeout: { readonly millis: number; readonly text: string } | undefined;
  progress: ForeachProgress | WhileProgress | ChildProgress | undefined;
  /** The signals its waits were satisfied by, by the name expressions use. */
  received: ReadonlyMap<string, Signal> | undefined;
}

/** An attempt outside the core. */
export interface LiveAttempt {
  readonly instance: StepInstance;
  readonly command: StartAttempt;
}

/** A timer outside the core and what it is for. */
export type Timer =
  | { readonly purpose: "sleep" | "retry" | "step-timeout"; readonly at: number; readonly instance: StepInstance }
  | { readonly purpose: "run-timeout"; readonly at: number; readonly scope: Scope };

/**
 * Where a run is. It belongs to the fold: `advance` changes it in place, so that a step costs the same in a small
 * and in a large run. Keep no older copy; a run at any earlier point is the fold of its first events.
 */
export interface RunState {
  readonly plans: ReadonlyMap<string, WorkflowPlan>;
  readonly rootId: string;
  started: RunStarted | undefined;
  root: Scope | undefined;
  status: RunStatus;
  time: number;
  endTime: number | undefined;
  outputs: Values | undefined;
  /** The first failures, at most a hundred of them, and the count of all. */
  readonly failures: { readonly key: string; readonly diagnostic: Diagnostic }[];
  failureCount: number;
  readonly detached: Set<Scope>;
  readonly live: Map<string, LiveAttempt>;
  readonly timers: Map<string, Timer>;
  queued: StepInstance[];
  readonly signals: Signal[];
  readonly waiting: Set<StepInstance>;
}

/** The state of a run before its first event; throws what makes the bundle unplayable. */
export function createRun(bundle: Bundle): RunState {
  return {
    plans: planBundle(bundle),
    rootId: bundle.root.workflow.id,
    started: undefined,
    root: undefined,
    status: "running",
    time: 0,
    endTime: undefined,
    outputs: undefined,
    failures: [],
    failureCount: 0,
    detached: new Set(),
    live: new Map(),
    timers: new Map(),
    queued: [],
    signals: [],
    waiting: new Set(),
  };
}

/** The name of a step within its run: `fit_city[3]/fit`. */
export const keyOf = (instance: StepInstance): string => instance.scope.key + instance.planned.step.id;

/** What the keys of the scopes below a step begin with; a retried loop or subworkflow gets fresh keys. */
export const ownKey = (instance: StepInstance): string =>
  instance.attempt > 1 ? `${keyOf(instance)}~${instance.attempt}` : keyOf(instance);

/** A scope whose steps all wait. */
export function createScope(
  plan: Plan,
  details: Pick<Scope, "key" | "run" | "owner" | "boundary"> &
    Partial<Pick<Scope, "iteration" | "loopValues" | "depth">>,
): Scope {
  const { key, run, owner, boundary, iteration = 0, loopValues } = details;
  const scope: Scope = {
    key,
    plan,
    run,
    depth: details.depth ?? (owner === undefined ? 0 : owner.scope.depth + 1),
    owner,
    boundary,
    iteration,
    loopValues,
    steps: [],
    open: plan.steps.length,
    worst: "succeeded",
    failure: undefined,
    stopping: false,
    timeout: undefined,
  };
  scope.steps = plan.steps.map((planned) => createInstance(scope, planned));
  return scope;
}

function createInstance(scope: Scope, planned: PlannedStep): StepInstance {
  return {
    scope,
    planned,
    status: "waiting",
    left: planned.needs.length === 0 ? 0 : new Set(planned.needs.map((need) => need.from)).size,
    attempt: 1,
    retries: 0,
    startTime: undefined,
    endTime: undefined,
    inputs: undefined,
    outputs: undefined,
    failure: undefined,
    stopReason: undefined,
    timeout: undefined,
    progress: undefined,
    received: undefined,
  };
}
