import { createDiagnostic, type Value, type WhileStep } from "@stave/ir-schema";
import { below, evaluateAs, isTrue, type Question } from "./evaluate.js";
import { endStopped, failStep, succeedStep } from "./finish.js";
import { createScope, ownKey, type Scope, type StepInstance, type Values, type WhileProgress } from "./state.js";
import { checkDepth, diagnosticOf, openScope, setStatus, type Turn } from "./turn.js";

/** Most iterations of a while that sets no limit. */
export const DEFAULT_LIMIT = 25_000;

const stepOf = (instance: StepInstance): WhileStep => instance.planned.step as WhileStep;
const progressOf = (instance: StepInstance): WhileProgress => instance.progress as WhileProgress;

/** Starts a loop that goes on while its condition holds. */
export function startWhile(turn: Turn, instance: StepInstance): void {
  checkDepth(instance);
  const values = mapVars(instance, (name, variable) =>
    evaluateAs(variable.init, variable.type, ask(turn, instance, `vars/${name}/init`)),
  );
  instance.progress = { kind: "while", values, iteration: 0, current: undefined };
  instance.startTime = turn.time;
  setStatus(turn, instance, "running");
  goOn(turn, instance);
}

function mapVars(instance: StepInstance, value: (name: string, variable: WhileStep["vars"][string]) => Value): Values {
  return Object.fromEntries(
    Object.entries(stepOf(instance).vars).map(([name, variable]) => [name, value(name, variable)]),
  );
}

function ask(turn: Turn, instance: StepInstance, pointer: string): Question {
  return { state: turn.state, instance, what: `"${pointer}"`, pointer: `/${pointer}` };
}

/** Opens the next iteration, or ends the loop when its condition no longer holds. */
function goOn(turn: Turn, instance: StepInstance): void {
  const progress = progressOf(instance);
  const scope = createScope(instance.planned.body ?? { steps: [], positions: new Map() }, {
    key: `${ownKey(instance)}[${progress.iteration}]/`,
    run: instance.scope.run,
    owner: instance,
    boundary: false,
    iteration: progress.iteration,
    loopValues: progress.values,
  });
  if (!isTrue(stepOf(instance).condition, { ...ask(turn, instance, "condition"), scope })) {
    succeedStep(turn, instance, progress.values);
    return;
  }
  const limit = stepOf(instance).limit ?? DEFAULT_LIMIT;
  if (progress.iteration >= limit) {
    const { step, at } = instance.planned;
    const diagnostic = createDiagnostic("while-limit", { step: step.id, limit }, below(at, "/limit"));
    failStep(turn, instance, { kind: "error", retryable: false, diagnostic });
    return;
  }
  progress.iteration++;
  progress.current = scope;
  openScope(turn, scope);
}

/** Takes in an ended iteration and computes the variables of the next. */
export function closeTurn(turn: Turn, scope: Scope): void {
  const instance = scope.owner as StepInstance;
  const progress = progressOf(instance);
  progress.current = undefined;
  if (instance.stopReason !== undefined) {
    endStopped(turn, instance);
    return;
  }
  if (scope.failure !== undefined) {
    failStep(turn, instance, { kind: "error", retryable: true, diagnostic: scope.failure });
    return;
  }
  try {
    progress.values = mapVars(instance, (name, variable) => {
      if (variable.next === undefined) return progress.values[name] as Value;
      return evaluateAs(variable.next, variable.type, { ...ask(turn, instance, `vars/${name}/next`), scope });
    });
    goOn(turn, instance);
  } catch (error) {
    failStep(turn, instance, { kind: "error", retryable: false, diagnostic: diagnosticOf(error) });
  }
}
