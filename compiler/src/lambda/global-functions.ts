import { type Expr, functionTable } from "@stave/ir-schema";
import type { CallExpression, Expression, SpreadElement } from "acorn";
import { call, text } from "./build.js";
import type { Binding, LambdaContext, Lowered } from "./context.js";
import { lowerAll, lowerExpression, lowerValue } from "./lower-expression.js";
import { lowerArrayFrom } from "./lower-fresh-list.js";
import { lowerPairs } from "./lower-pairs.js";
import { temporalFunctions } from "./lower-temporal.js";

type Scope = Binding | undefined;

/** Lowers the call of one global function. */
export type LowerGlobal = (node: CallExpression, scope: Scope, context: LambdaContext) => Lowered;

/** Arguments that are no spreads; a spread is reported. */
export function plainArguments(
  node: CallExpression,
  context: LambdaContext,
  most: number = Number.POSITIVE_INFINITY,
): Expression[] | undefined {
  const spread = node.arguments.find((arg): arg is SpreadElement => arg.type === "SpreadElement");
  if (spread) return context.unsupported(spread, "a spread argument here", "Pass the values one by one.");
  if (node.arguments.length > most) {
    const extra = node.arguments[most] as Expression;
    return context.unsupported(extra, `argument ${most + 1} of \`${context.source(node.callee)}\``, "Leave it out.");
  }
  return node.arguments as Expression[];
}

const library =
  (fn: string, most: number): LowerGlobal =>
  (node, scope, context) => {
    const args = plainArguments(node, context, most);
    const lowered = args && lowerAll(args, scope, context);
    return lowered && call(fn, ...lowered);
  };

/** `Math.min(a, b)` and `Math.min(...xs)`: both are the extreme of one list. */
const extreme =
  (fn: string): LowerGlobal =>
  (node, scope, context) => {
    const list: Expression = { ...node, type: "ArrayExpression", elements: node.arguments } as never;
    const items = lowerExpression(list, scope, context);
    if (items === undefined) return undefined;
    const isOneSpread = items.kind === "call" && items.fn === "spread";
    return call(fn, isOneSpread ? (items.args[0] as Expr) : context.at(node, items));
  };

const stringify: LowerGlobal = (node, scope, context) => {
  const args = plainArguments(node, context, 1);
  const lowered = args && lowerAll(args, scope, context);
  if (lowered === undefined) return undefined;
  const json = call("toJson", ...lowered);
  context.origins.set(json, "stringify");
  return json;
};

const toText: LowerGlobal = (node, scope, context) => {
  const args = plainArguments(node, context, 1);
  if (args?.length === 0) return text("");
  const lowered = args && lowerAll(args, scope, context);
  const value = lowered?.[0];
  if (value === undefined) return undefined;
  context.origins.set(value, "text");
  return { kind: "text", parts: [value] };
};

const parseWhole: LowerGlobal = (node, scope, context) => {
  const args = plainArguments(node, context, 2);
  const [value, radix] = (args && lowerAll(args, scope, context)) ?? [];
  if (value === undefined) return undefined;
  if (radix !== undefined && !(radix.kind === "literal" && radix.value === 10)) {
    return context.unsupported(node, "`parseInt` with a base other than 10", "Leave the base out.");
  }
  return call("parseInt", value);
};

const entries: LowerGlobal = (node, scope, context) => {
  const lowered = library("entries", 1)(node, scope, context);
  if (lowered !== undefined) context.shapes.set(lowered, "entries");
  return lowered;
};

const fromEntries: LowerGlobal = (node, scope, context) => {
  const [arg] = plainArguments(node, context, 1) ?? [];
  const pairs = arg && lowerPairs(arg, scope, context);
  return pairs && call("fromEntries", pairs);
};

const listOf: LowerGlobal = (node, scope, context) =>
  lowerValue({ ...node, type: "ArrayExpression", elements: node.arguments } as never, scope, context);

const assign: LowerGlobal = (node, scope, context) => {
  const args = plainArguments(node, context);
  const lowered = args && lowerAll(args, scope, context);
  const [first, ...rest] = lowered ?? [];
  return first && rest.reduce((merged, other) => call("merge", merged, other), first);
};

const fromTable: Record<string, LowerGlobal> = {};
for (const [fn, { js, signatures }] of Object.entries(functionTable)) {
  if (js?.global === undefined) continue;
  const most = Math.max(...signatures.map((signature) => signature.split(/\)\s*:/)[0]?.split(",").length ?? 1));
  fromTable[js.global] = library(fn, most);
}

const globalFunctions: Readonly<Record<string, LowerGlobal>> = {
  ...fromTable,
  ...temporalFunctions,
  "Math.min": extreme("mathMin"),
  "Math.max": extreme("mathMax"),
  "JSON.stringify": stringify,
  String: toText,
  parseInt: parseWhole,
  "Number.parseInt": parseWhole,
  "Number.parseFloat": library("parseFloat", 1),
  isNaN: library("isNaN", 1),
  isFinite: library("isFinite", 1),
  "Object.entries": entries,
  "Object.fromEntries": fromEntries,
  "Object.assign": assign,
  "Array.from": lowerArrayFrom,
  "Array.of": listOf,
};

/** The names of the global functions that expressions have. */
export function globalNames(): readonly string[] {
  return Object.keys(globalFunctions);
}

/** How the call of a global function is lowered, by the text that names it. */
export function findGlobal(name: string): LowerGlobal | undefined {
  return Object.hasOwn(globalFunctions, name) ? globalFunctions[name] : undefined;
}

/** What to write instead of globals that expressions do not have. */
export const refusedGlobals: Readonly<Record<string, string>> = {
  Date: "Use `Temporal.PlainDate` or `Temporal.Instant`; the clock is `run.startTime`.",
  "Date.now": "Pass `run.startTime` in the list.",
  "Math.random": "An expression is a function of its inputs; draw random values in a step.",
  "Temporal.Now": "Pass `run.startTime` or `run.logicalDate` in the list.",
  Boolean: "Compare instead: `x != null`, `n !== 0`, `s !== ''`.",
  BigInt: "Ints are exact already; write the number.",
  Symbol: "Use a text.",
  Array: "Write `Array(n).fill(value)` or `Array.from({ length: n }, (_, i) => i)`.",
  "Object.groupBy": "Use `fn.groupBy(xs, (x) => key)`.",
  "Object.is": "Use `===`.",
  "Object.freeze": "Values never change; use the value itself.",
  "String.raw": "Use a plain template.",
  "String.fromCharCode": "Write the text itself.",
  "Number.prototype": "Call the method on the number.",
  "Math.average": "Use `fn.mean(xs)`.",
  "Math.mean": "Use `fn.mean(xs)`.",
  "Math.sum": "Use `fn.sum(xs)`.",
  "Math.median": "Use `fn.median(xs)`.",
  window: "Pass the value in the list.",
  document: "Pass the value in the list.",
  globalThis: "Pass the value in the list.",
  len: "Use `.length`.",
  range: "Use `fn.range(n)`.",
  sum: "Use `fn.sum(xs)`.",
  min: "Use `Math.min(...xs)`.",
  max: "Use `Math.max(...xs)`.",
  abs: "Use `Math.abs(x)`.",
  round: "Use `Math.round(x)`.",
  int: "Use `Math.trunc(x)` or `parseInt(text)`.",
  float: "Use `Number(text)`.",
  str: "Use `String(x)`.",
  sorted: "Use `xs.toSorted((a, b) => a - b)`.",
  print: "Print in a step.",
  "Array.isArray": "Types are known; there is nothing to test.",
  console: "Print in a step.",
  performance: "Pass `run.startTime` in the list.",
  crypto: "Use `fn.sha256(text)`.",
  process: "Pass the value as a param.",
  Intl: "Use `fn.strftime` or `toFixed`.",
  Promise: "Do the work in a step.",
  fetch: "Fetch in an http step and pass its output.",
  require: "Pass the value in the list.",
  eval: "Write the expression itself.",
  setTimeout: "Use a sleep step.",
  structuredClone: "Values never change; use the value itself.",
  encodeURI: "Use `encodeURIComponent` on each part.",
  escape: "Use `encodeURIComponent`.",
  unescape: "Use `decodeURIComponent`.",
};
