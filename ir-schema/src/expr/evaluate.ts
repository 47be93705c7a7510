import type { Expr, RunExpr, SignalExpr } from "../generated/ir.js";
import { acceptsArguments } from "./argument-kinds.js";
import { decodeValue, describeValue } from "./codec.js";
import { asBool, evaluateOp } from "./evaluate-op.js";
import { ExprError, exprError } from "./expr-error.js";
import type { FnValue, FunctionEntry } from "./function-entry.js";
import { findFunction } from "./function-table.js";
import { indexValue } from "./index-value.js";
import { MAX_DEPTH } from "./infer-node.js";
import { pointerOf } from "./pointer.js";
import { properties } from "./properties.js";
import { isStruct, kindOf, SKIPPED, type Value } from "./value.js";
import { valueText } from "./value-text.js";

/** Where an expression's free names get their values; undefined for a name that does not exist. */
export interface ValueScope {
  param(name: string): Value | undefined;
  /** May answer `SKIPPED` for an output of a step that was skipped. */
  output(step: string, name: string): Value | typeof SKIPPED | undefined;
  loop(step: string, name: string): Value | undefined;
  signal(from: SignalExpr["from"], signal: string, field: string): Value | undefined;
  run(field: RunExpr["field"]): Value | undefined;
}

interface Frame {
  readonly name: string;
  readonly value: Value;
  readonly parent: Frame | undefined;
}

/** What one evaluation may still do: a unit for each node, and for each item or sixteen characters of a result. */
interface Budget {
  left: number;
}

const MAX_WORK = 5_000_000;

interface Context {
  readonly scope: ValueScope;
  readonly budget: Budget;
  readonly frame: Frame | undefined;
  readonly depth: number;
}

type Evaluate<K extends Expr["kind"]> = (node: Extract<Expr, { kind: K }>, context: Context) => Value;

const evaluators: { readonly [K in Expr["kind"]]: Evaluate<K> } = {
  literal: (node) => decodeValue(node.value, node.type),
  param: (node, { scope }) => known(scope.param(node.name), () => `param "${node.name}"`),
  output: evaluateOutput,
  loop: (node, { scope }) => known(scope.loop(node.step, node.name), () => `loop variable "${node.name}"`),
  signal: (node, { scope }) =>
    known(scope.signal(node.from, node.signal, node.field), () => `field "${node.field}" of signal "${node.signal}"`),
  run: (node, { scope }) => known(scope.run(node.field), () => `run.${node.field}`),
  sel: (node) => {
    throw exprError("sel-not-portable", { source: node.source });
  },
  var: evaluateVariable,
  op: (node, context) => evaluateOp(node, (operand) => evaluateNode(operand, context)),
  call: evaluateCall,
  if: (node, context) => evaluateNode(asBool(evaluateNode(node.cond, context)) ? node.then : node.else, context),
  list: (node, context) => node.items.map((item) => evaluateNode(item, context)),
  map: (node, context) =>
    new Map(node.entries.map((entry) => [asKey(evaluateNode(entry.key, context)), evaluateNode(entry.value, context)])),
  struct: (node, context) =>
    Object.fromEntries(Object.entries(node.fields).map(([name, field]) => [name, evaluateNode(field, context)])),
  index: (node, context) => indexValue(evaluateNode(node.of, context), evaluateNode(node.index, context)),
  field: (node, context) => fieldValue(evaluateNode(node.of, context), node.name),
  text: (node, context) =>
    node.parts.map((part) => (typeof part === "string" ? part : valueText(evaluateNode(part, context)))).join(""),
  let: (node, context) => evaluateNode(node.in, bind(context, node.name, evaluateNode(node.value, context))),
  fn: (node) => {
    throw exprError("value-of-wrong-kind", {
      found: `a function of ${node.params.length} parameters`,
      expected: "a value",
    });
  },
  firstOf: evaluateFirstOf,
};

/** The value of an expression; throws `ExprError`, which names the failing part, where it has none. */
export function evaluateExpr(expr: Expr, scope: ValueScope): Value {
  try {
    return evaluateNode(expr, { scope, budget: { left: MAX_WORK }, frame: undefined, depth: 0 });
  } catch (error) {
    if (error instanceof RangeError) throw exprError("value-too-large", { what: "The nesting", limit: MAX_DEPTH });
    if (error instanceof ExprError && error.node) error.pointer = pointerOf(expr, error.node) ?? "";
    throw error;
  }
}

function evaluateNode(node: Expr, context: Context): Value {
  try {
    spend(context.budget, 1);
    return (evaluators[node.kind] as Evaluate<Expr["kind"]>)(node as never, context);
  } catch (error) {
    if (error instanceof ExprError) error.node ??= node;
    throw error;
  }
}

function spend(budget: Budget, work: number): void {
  budget.left -= work;
  if (budget.left < 0) throw exprError("value-too-large", { what: "The work of the expression", limit: MAX_WORK });
}

/** What making a value cost. */
function sizeOf(value: Value): number {
  if (typeof value === "string") return value.length >> 4;
  if (Array.isArray(value)) return value.length;
  return value instanceof Map ? value.size : 0;
}

function known(value: Value | undefined, what: () => string): Value {
  if (value === undefined) throw exprError("unknown-value", { what: what() });
  return value;
}

function evaluateOutput(node: Extract<Expr, { kind: "output" }>, { scope }: Context): Value {
  const value = scope.output(node.step, node.name);
  if (value === SKIPPED) throw exprError("value-was-skipped", { step: node.step, output: node.name });
  return known(value, () => `output "${node.name}" of step "${node.step}"`);
}

function evaluateVariable(node: Extract<Expr, { kind: "var" }>, context: Context): Value {
  for (let frame = context.frame; frame !== undefined; frame = frame.parent) {
    if (frame.name === node.name) return frame.value;
  }
  throw exprError("unknown-value", { what: `variable \`${node.name}\`` });
}

function bind(context: Context, name: string, value: Value): Context {
  if (context.depth > MAX_DEPTH) throw exprError("value-too-large", { what: "The nesting", limit: MAX_DEPTH });
  return { ...context, frame: { name, value, parent: context.frame }, depth: context.depth + 1 };
}

function evaluateCall(node: Extract<Expr, { kind: "call" }>, context: Context): Value {
  const entry = findFunction(node.fn);
  if (entry === undefined) throw exprError("unknown-value", { what: `function \`${node.fn}\`` });
  const args = node.args.map((arg) => (arg.kind === "fn" ? closure(arg, context) : evaluateNode(arg, context)));
  if (!acceptsArguments(node.fn, args)) throw otherArguments(node.fn, entry.signatures);
  const value = apply(node.fn, entry, args);
  spend(context.budget, sizeOf(value));
  return value;
}

function apply(fn: string, entry: FunctionEntry, args: readonly unknown[]): Value {
  try {
    return entry.evaluate(...(args as never[]));
  } catch (error) {
    // Only an ill-typed tree has items of other kinds inside a list, which no signature looks at.
    if (error instanceof TypeError) throw otherArguments(fn, entry.signatures);
    throw error;
  }
}

function otherArguments(fn: string, signatures: readonly string[]): ExprError {
  return exprError("value-of-wrong-kind", {
    found: `\`${fn}\` of other arguments`,
    expected: `\`${signatures.join("` or `")}\``,
  });
}

function closure(fn: Extract<Expr, { kind: "fn" }>, context: Context): FnValue {
  return (...args) => {
    const inner = fn.params.reduce((outer, name, index) => bind(outer, name, args[index] ?? null), context);
    return evaluateNode(fn.body, inner);
  };
}

function asKey(value: Value): string {
  if (typeof value === "string") return value;
  throw exprError("value-of-wrong-kind", { found: describeValue(value), expected: "a string as a map key" });
}

function fieldValue(of: Value, name: string): Value {
  if (isStruct(of)) return Object.hasOwn(of, name) ? (of[name] ?? null) : null;
  if (of instanceof Map) return (of.get(name) as Value | undefined) ?? null;
  const property = properties[kindOf(of)]?.[name];
  const entry = property && findFunction(property.fn);
  if (entry) return entry.evaluate(of as never);
  throw exprError("value-of-wrong-kind", { found: describeValue(of), expected: `a value with a field \`${name}\`` });
}

function evaluateFirstOf(node: Extract<Expr, { kind: "firstOf" }>, context: Context): Value {
  let last: ExprError | undefined;
  for (const option of node.options) {
    try {
      return evaluateNode(option, context);
    } catch (error) {
      if (!(error instanceof ExprError) || error.errorName !== "value-was-skipped") throw error;
      last = error;
    }
  }
  throw last ?? exprError("unknown-value", { what: "option" });
}
