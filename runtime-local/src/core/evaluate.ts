import {
  checkValue,
  createDiagnostic,
  type Diagnostic,
  decodeValue,
  type Expr,
  ExprError,
  encodeValue,
  evaluateExpr,
  type Json,
  type Place,
  SKIPPED,
  StaveError,
  type Type,
  type Value,
  type ValueScope,
} from "@stave/ir-schema";
import { durationMillis } from "./duration.js";
import { runField, signalField } from "./facts.js";
import type { RunState, Scope, StepInstance, Values } from "./state.js";

/** What an expression can see. */
export type Env = ValueScope;

/** What expressions of a scope can see; those of a step see also the signals it received. */
export function envOf(state: RunState, scope: Scope, instance?: StepInstance): Env {
  return {
    param: (name) => ownValue(scope.run.params, name),
    output: (step, name) => outputOf(scope, step, name),
    loop: (step, name) => loopValue(scope, step, name),
    signal: (from, signal, field) => signalField(state, instance, { from, signal, field }),
    run: (field) => runField(state, scope.run.definition.workflow.id, field),
  };
}

function outputOf(from: Scope, step: string, name: string): Value | typeof SKIPPED | undefined {
  for (let scope: Scope | undefined = from; scope !== undefined; scope = scope.owner?.scope) {
    const position = scope.plan.positions.get(step);
    if (position !== undefined) {
      const value = ownValue(scope.steps[position]?.outputs, name);
      return value === undefined ? SKIPPED : value;
    }
    if (scope.boundary) break;
  }
  return undefined;
}

function ownValue(values: Values | undefined, name: string): Value | undefined {
  return values !== undefined && Object.hasOwn(values, name) ? values[name] : undefined;
}

function loopValue(from: Scope, step: string, name: string): Value | undefined {
  for (let scope: Scope | undefined = from; scope !== undefined && !scope.boundary; scope = scope.owner?.scope) {
    if (scope.owner?.planned.step.id === step) return ownValue(scope.loopValues, name);
  }
  return undefined;
}

/** An expression of a step and what it is for, for messages. */
export interface Question {
  readonly state: RunState;
  readonly instance: StepInstance;
  /** "The input `lr`", the beginning of a sentence. */
  readonly what: string;
  /** Where below the step the expression stands. */
  readonly pointer: string;
  /** Where it is evaluated; beside the step when absent. */
  readonly scope?: Scope;
}

/** The value of a step's expression; throws a `StaveError` that says why it has none. */
export function evaluate(expr: Expr, question: Question): Value {
  const { state, instance, what } = question;
  try {
    return evaluateExpr(expr, envOf(state, question.scope ?? instance.scope, instance));
  } catch (error) {
    if (!(error instanceof ExprError)) throw error;
    const step = instance.planned.step.id;
    const at = below(instance.planned.at, `${question.pointer}${error.pointer}`);
    throw new StaveError([
      isAbsence(error)
        ? createDiagnostic("step-value-absent", { step, what }, at)
        : createDiagnostic("step-expression", { step, what, problem: sentencePart(error.message) }, at),
    ]);
  }
}

/** The truth of a step's condition; throws when it is no bool. */
export function isTrue(expr: Expr, question: Question): boolean {
  const value = evaluate(expr, question);
  if (typeof value === "boolean") return value;
  throw stepExpression(question, `found ${JSON.stringify(encodeValue(value, "json"))}, expected a bool`);
}

/** True when an expression failed only because a step it reads gave no outputs. */
export const isAbsence = (error: unknown): boolean =>
  error instanceof ExprError && error.errorName === "value-was-skipped";

/** A text without its final full stop, to go on after it. */
export const sentencePart = (text: string): string => text.replace(/\.$/, "");

/** The place of a part of a step, with the step's own line. */
export function below(at: Place, pointer: string): Place {
  return { ...at, pointer: `${at.pointer ?? ""}${pointer}` };
}

/** The value in the form its declared type gives it: an int where a float is declared becomes one. */
export function convert(value: Value, type: Type): Value {
  return typeof value === "string" || typeof value === "boolean" ? value : decodeValue(encodeValue(value, type), type);
}

/** What keeps a JSON value from being of a type, in words; undefined when it is of the type. */
export function misfit(json: Json, type: Type): string | undefined {
  const problem = checkValue(json, type);
  if (problem === undefined) return undefined;
  const place = problem.path === "" ? "" : ` at ${problem.path}`;
  return `found ${problem.found}${place}, expected ${problem.expected}`;
}

/** The value of a step's expression in the form of a type; throws when it is of another. */
export function evaluateAs(expr: Expr, type: Type, question: Question): Value {
  const value = evaluate(expr, question);
  const problem = misfit(encodeValue(value, type), type);
  if (problem === undefined) return convert(value, type);
  throw stepExpression(question, problem);
}

function stepExpression({ instance, what, pointer }: Question, problem: string): StaveError {
  const { step, at } = instance.planned;
  return new StaveError([createDiagnostic("step-expression", { step: step.id, what, problem }, below(at, pointer))]);
}

/** The milliseconds of a step's duration expression and its ISO text; throws when it is not a duration. */
export function durationOf(expr: Expr, question: Question): { readonly millis: number; readonly text: string } {
  const text = encodeValue(evaluate(expr, question), "duration");
  const millis = typeof text === "string" ? durationMillis(text) : undefined;
  if (millis !== undefined && millis >= 0) return { millis, text: String(text) };
  throw stepExpression(question, `${JSON.stringify(text)} is no length of time`);
}

/** The evaluated inputs of a step, each of its declared type. */
export function inputsOf(state: RunState, instance: StepInstance): Values {
  const { step, at } = instance.planned;
  if (!("inputs" in step)) return {};
  const values: Record<string, Value> = {};
  for (const [name, input] of Object.entries(step.inputs)) {
    const pointer = `/inputs/${name}`;
    const value = evaluate(input.value, { state, instance, what: `The input "${name}"`, pointer: `${pointer}/value` });
    const problem = misfit(encodeValue(value, input.type), input.type);
    if (problem !== undefined) throw new StaveError([inputMisfit(step.id, name, { problem, at: below(at, pointer) })]);
    values[name] = convert(value, input.type);
  }
  return values;
}

function inputMisfit(step: string, input: string, found: { problem: string; at: Place }): Diagnostic {
  return createDiagnostic("step-input-type", { step, input, problem: found.problem }, found.at);
}

/** Values encoded by their declared types. */
export function encodeAll(values: Values, types: Readonly<Record<string, Type>>): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, encodeValue(value, types[name] ?? "json")]),
  );
}
