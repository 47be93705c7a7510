import {
  createDiagnostic,
  type Expr,
  encodeValue,
  type ForeachStep,
  StaveError,
  type Type,
  type Value,
} from "@stave/ir-schema";
import { below, convert, evaluate, evaluateAs, misfit } from "./evaluate.js";
import { endStopped, failStep, stopScope, succeedStep } from "./finish.js";
import {
  createScope,
  type ForeachProgress,
  ownKey,
  type Scope,
  type StepFailure,
  type StepInstance,
  type Values,
} from "./state.js";
import { checkDepth, diagnosticOf, openScope, setStatus, type Turn } from "./turn.js";

/** Iterations at once when the step does not say. */
export const DEFAULT_CONCURRENCY = 20;

const stepOf = (instance: StepInstance): ForeachStep => instance.planned.step as ForeachStep;
const progressOf = (instance: StepInstance): ForeachProgress => instance.progress as ForeachProgress;

/** Starts a loop over every combination of its lists' items. */
export function startForeach(turn: Turn, instance: StepInstance): void {
  checkDepth(instance);
  const step = stepOf(instance);
  const lists = step.over.map((variable, index) => ({
    name: variable.name,
    items: listOf(turn, instance, index),
  }));
  instance.progress = {
    kind: "foreach",
    lists,
    total: lists.reduce((product, list) => product * list.items.length, 1),
    collected: Object.fromEntries(Object.keys(step.collect).map((name) => [name, []])),
    running: new Map(),
    counts: { succeeded: 0, failed: 0 },
    failure: undefined,
    next: 0,
    lowest: 0,
    ahead: new Set(),
  };
  instance.startTime = turn.time;
  setStatus(turn, instance, "running");
  goOn(turn, instance);
}

function listOf(turn: Turn, instance: StepInstance, index: number): readonly Value[] {
  const { step, at } = instance.planned;
  const variable = stepOf(instance).over[index] as ForeachStep["over"][number];
  const pointer = `/over/${index}/in`;
  const what = `The list of "${variable.name}"`;
  const value = evaluate(variable.in, { state: turn.state, instance, what, pointer });
  const type: Type = { kind: "list", of: variable.type };
  const problem = misfit(encodeValue(value, type), type);
  if (problem === undefined) return convert(value, type) as readonly Value[];
  throw new StaveError([
    createDiagnostic("step-input-type", { step: step.id, input: variable.name, problem }, below(at, pointer)),
  ]);
}

/** Opens as many iterations as may run, and ends the loop once none is left. */
function goOn(turn: Turn, instance: StepInstance): void {
  const progress = progressOf(instance);
  while (mayOpen(instance)) openIteration(turn, instance);
  if (progress.running.size > 0) return;
  if (instance.stopReason !== undefined) endStopped(turn, instance);
  else if (progress.failure !== undefined) failStep(turn, instance, progress.failure);
  else succeedStep(turn, instance, progress.collected);
}

function mayOpen(instance: StepInstance): boolean {
  const progress = progressOf(instance);
  if (progress.next >= progress.total || instance.stopReason !== undefined) return false;
  if (progress.failure !== undefined) return false;
  const step = stepOf(instance);
  const window = step.strictOrder ? progress.next - progress.lowest : progress.running.size;
  return window < (step.concurrency ?? DEFAULT_CONCURRENCY);
}

function openIteration(turn: Turn, instance: StepInstance): void {
  const progress = progressOf(instance);
  const iteration = progress.next++;
  const scope = createScope(instance.planned.body ?? { steps: [], positions: new Map() }, {
    key: `${ownKey(instance)}[${iteration}]/`,
    run: instance.scope.run,
    owner: instance,
    boundary: false,
    iteration,
    loopValues: combination(progress, iteration),
  });
  progress.running.set(iteration, scope);
  openScope(turn, scope);
}

/** The first list varies fastest. */
function combination(progress: ForeachProgress, iteration: number): Values {
  let rest = iteration;
  const entries = progress.lists.map(({ name, items }) => {
    const value = items[rest % items.length] as Value;
    rest = Math.floor(rest / items.length);
    return [name, value] as const;
  });
  return Object.fromEntries(entries);
}

/** Takes in an ended iteration: its collected values and a count stay, the rest is let go. */
export function closeIteration(turn: Turn, scope: Scope): void {
  const instance = scope.owner as StepInstance;
  const progress = progressOf(instance);
  progress.running.delete(scope.iteration);
  if (stepOf(instance).strictOrder) advanceWindow(progress, scope.iteration);
  const failure = failureOf(turn, scope);
  progress.counts[failure === undefined && scope.worst === "succeeded" ? "succeeded" : "failed"]++;
  if (failure !== undefined && progress.failure === undefined) {
    progress.failure = failure;
    if (stepOf(instance).onFailure === "fail-now")
      for (const other of progress.running.values()) stopScope(turn, other);
  }
  goOn(turn, instance);
}

function advanceWindow(progress: ForeachProgress, iteration: number): void {
  progress.ahead.add(iteration);
  while (progress.ahead.delete(progress.lowest)) progress.lowest++;
}

function failureOf(turn: Turn, scope: Scope): StepFailure | undefined {
  if (scope.failure !== undefined) return { kind: "error", retryable: true, diagnostic: scope.failure };
  if (scope.worst !== "succeeded") return undefined;
  try {
    collect(turn, scope);
    return undefined;
  } catch (error) {
    return { kind: "error", retryable: false, diagnostic: diagnosticOf(error) };
  }
}

function collect(turn: Turn, scope: Scope): void {
  const instance = scope.owner as StepInstance;
  const { collected } = progressOf(instance);
  for (const [name, expr] of Object.entries(stepOf(instance).collect)) {
    const values = collected[name] as Value[];
    values[scope.iteration] = collectedValue(turn, scope, { name, expr });
  }
}

function collectedValue(turn: Turn, scope: Scope, wanted: { readonly name: string; readonly expr: Expr }): Value {
  const instance = scope.owner as StepInstance;
  const { name, expr } = wanted;
  const list = stepOf(instance).outputs[name];
  const type: Type = typeof list === "object" && list.kind === "list" ? list.of : "json";
  const pointer = `/collect/${name}`;
  try {
    const what = `The collected output "${name}"`;
    return evaluateAs(expr, type, { state: turn.state, instance, what, pointer, scope });
  } catch (error) {
    if (diagnosticOf(error).name !== "step-value-absent") throw error;
    if (typeof type === "object" && type.kind === "nullable") return null;
    const details = { step: instance.planned.step.id, output: name, iteration: scope.iteration };
    throw new StaveError([createDiagnostic("foreach-collect-absent", details, below(instance.planned.at, pointer))]);
  }
}
