import type { Diagnostic, Json, Type } from "@stave/ir-schema";
import { encodeAll } from "./evaluate.js";
import { keyOf, type RunState, type StepInstance } from "./state.js";
import type { RunStatus, StepStatus } from "./status.js";

/** How the iterations of a loop ended. */
export interface IterationCounts {
  readonly total: number;
  readonly succeeded: number;
  readonly failed: number;
}

/** How one step of the workflow's own scope stands. Times are ISO-8601. */
export interface StepResult {
  readonly id: string;
  readonly key: string;
  readonly kind: string;
  readonly status: StepStatus;
  readonly attempts: number;
  readonly startTime?: string;
  readonly endTime?: string;
  readonly outputs?: Readonly<Record<string, Json>>;
  readonly iterations?: IterationCounts;
  readonly failure?: Diagnostic;
}

/** How a run stands: what it gave, what each step did, what failed. Plain JSON. */
export interface RunResult {
  readonly runId: string;
  readonly workflow: string;
  readonly status: RunStatus;
  readonly startTime?: string;
  readonly endTime?: string;
  readonly params: Readonly<Record<string, Json>>;
  readonly outputs: Readonly<Record<string, Json>>;
  readonly steps: readonly StepResult[];
  /** The first failures, at most a hundred. */
  readonly failures: readonly { readonly key: string; readonly diagnostic: Diagnostic }[];
  readonly failureCount: number;
}

/** The state of a run as plain JSON for people and tools. */
export function resultOf(state: RunState): RunResult {
  const workflow = state.plans.get(state.rootId)?.workflow;
  const root = state.root;
  return {
    runId: state.started?.runId ?? "",
    workflow: state.rootId,
    status: state.status,
    ...times(state.started?.time, state.endTime),
    params: encodeAll(root?.run.params ?? {}, typesOf(workflow?.params ?? {})),
    outputs: encodeAll(state.outputs ?? {}, typesOf(workflow?.outputs ?? {})),
    steps: root?.steps.map(stepResult) ?? [],
    failures: state.failures,
    failureCount: state.failureCount,
  };
}

function typesOf(entries: Readonly<Record<string, { readonly type: Type }>>): Record<string, Type> {
  return Object.fromEntries(Object.entries(entries).map(([name, { type }]) => [name, type]));
}

function stepResult(instance: StepInstance): StepResult {
  const { step } = instance.planned;
  const { progress } = instance;
  return {
    id: step.id,
    key: keyOf(instance),
    kind: step.kind,
    status: instance.status,
    attempts: instance.startTime === undefined ? 0 : instance.attempt,
    ...times(instance.startTime, instance.endTime),
    ...(instance.outputs !== undefined && { outputs: encodeAll(instance.outputs, step.outputs) }),
    ...(progress?.kind === "foreach" && { iterations: { total: progress.total, ...progress.counts } }),
    ...(instance.failure !== undefined && { failure: instance.failure }),
  };
}

function times(start: number | undefined, end: number | undefined): { startTime?: string; endTime?: string } {
  return {
    ...(start !== undefined && { startTime: new Date(start).toISOString() }),
    ...(end !== undefined && { endTime: new Date(end).toISOString() }),
  };
}
