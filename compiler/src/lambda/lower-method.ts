import { type Expr, functionTable } from "@stave/ir-schema";
import type { CallExpression, Expression, Identifier, MemberExpression } from "acorn";
import { call } from "./build.js";
import type { Binding, LambdaContext, Lowered, Shape } from "./context.js";
import { plainArguments } from "./global-functions.js";
import { lowerAll, withoutShape } from "./lower-expression.js";
import { lowerFunction } from "./lower-function.js";
import { temporalMethods } from "./lower-temporal.js";

type Scope = Binding | undefined;

/** Lowers the call of one method on a value. */
export type LowerMethod = (node: CallExpression, of: Expr, scope: Scope, context: LambdaContext) => Lowered;

const higherOrder: Readonly<Record<string, (item: Shape | undefined) => readonly (Shape | undefined)[]>> = {
  map: (item) => [item],
  filter: (item) => [item],
  some: (item) => [item],
  every: (item) => [item],
  find: (item) => [item],
  findIndex: (item) => [item],
  findLast: (item) => [item],
  flatMap: (item) => [item],
};

const keepsEntries = new Set(["filter", "slice", "toReversed"]);
const givesEntry = new Set(["find", "findLast", "at"]);

const methodFunctions: Record<string, string> = {};
for (const [fn, { js }] of Object.entries(functionTable)) if (js?.method !== undefined) methodFunctions[js.method] = fn;

const refusedMethods: Readonly<Record<string, string>> = {
  push: "Build a new list: `[...xs, x]`.",
  unshift: "Build a new list: `[x, ...xs]`.",
  pop: "Use `xs.at(-1)` and `xs.slice(0, -1)`.",
  shift: "Use `xs[0]` and `xs.slice(1)`.",
  splice: "Use `slice` and `[...a, ...b]`.",
  fill: "Use `map`.",
  copyWithin: "Use `slice` and `[...a, ...b]`.",
  forEach: "Use `map`, `filter` or `reduce`, which give a value.",
  reduceRight: "Use `xs.toReversed().reduce(…)`.",
  findLastIndex: "Use `xs.toReversed().findIndex(…)`.",
  match: "Use `includes`, `startsWith` or `split` with plain texts.",
  matchAll: "Use `split` with a plain text.",
  search: "Use `indexOf` with a plain text.",
  test: "Use `includes`, `startsWith` or `endsWith` on the text.",
  exec: "Use `includes`, `startsWith` or `split` on the text.",
  localeCompare: "Use `fn.compareText(a, b)`: the order of a locale differs between machines.",
  toLocaleString: "Use `toFixed` or `fn.strftime`: the format of a locale differs between machines.",
  toLocaleUpperCase: "Use `toUpperCase()`.",
  toLocaleLowerCase: "Use `toLowerCase()`.",
  charCodeAt: "Use `charAt` and compare texts.",
  codePointAt: "Use `charAt` and compare texts.",
  normalize: "Do it in a step.",
  keys: "Use `fn.range(xs.length)` or `Object.keys(map)`.",
  values: "Use the list itself or `Object.values(map)`.",
  entries: "The function of `map` also takes the position: `xs.map((x, i) => …)`.",
  get: "Use `map[key]`, or `map[key] ?? fallback`.",
  has: "Use `Object.hasOwn(map, key)`.",
  hasOwnProperty: "Use `Object.hasOwn(map, key)`.",
  toPrecision: "Use `toFixed`.",
  toExponential: "Use `toFixed`.",
  substr: "Use `slice`.",
  trimLeft: "Use `trimStart`.",
  trimRight: "Use `trimEnd`.",
  valueOf: "Use the value itself.",
  getFullYear: "Dates are `Temporal.PlainDate`: use `.year`.",
  getMonth: "Dates are `Temporal.PlainDate`: use `.month`.",
  getDate: "Dates are `Temporal.PlainDate`: use `.day`.",
  getTime: "Timestamps are `Temporal.Instant`: use `.epochMilliseconds`.",
  toISOString: "Use a template: `${x}`.",
  with: "Use `map((x, i) => (i === position ? value : x))`.",
  toSpliced: "Use `slice` and `[...a, ...b]`.",
};

const special: Readonly<Record<string, LowerMethod>> = {
  reduce: lowerReduce,
  sort: lowerSort,
  toSorted: lowerSort,
  reverse: (node, of, _, context) =>
    mutating(node, of, "toReversed", context) ? lowerReverse(of, context) : undefined,
  toString: lowerToString,
  flat: (node, of, _, context) =>
    node.arguments.length === 0
      ? call("flat", of)
      : context.unsupported(node, "`flat` with a depth", "Call `flat()` again."),
};

/** The expression of a method call on a value. */
export function lowerMethod(node: CallExpression, of: Expr, scope: Scope, context: LambdaContext): Lowered {
  const callee = node.callee as MemberExpression;
  if (callee.computed) return context.unsupported(node, "a method by computed name", "Write the method's name.");
  const { name } = callee.property as Identifier;
  const own = [special, temporalMethods].find((table) => Object.hasOwn(table, name))?.[name];
  if (own !== undefined) return own(node, of, scope, context);
  const fn = Object.hasOwn(methodFunctions, name) ? methodFunctions[name] : undefined;
  if (fn === undefined) return reportUnknown(callee, name, context);
  const shape = context.shapes.get(of);
  const lowered = Object.hasOwn(higherOrder, name)
    ? lowerHigherOrder(node, fn, of, name, scope, context)
    : lowerPlain(node, fn, of, scope, context);
  if (lowered !== undefined && shape === "entries") {
    if (keepsEntries.has(name)) context.shapes.set(lowered, "entries");
    if (givesEntry.has(name)) context.shapes.set(lowered, "entry");
  }
  return lowered;
}

function reportUnknown(callee: MemberExpression, method: string, context: LambdaContext): undefined {
  const rewrite = Object.hasOwn(refusedMethods, method) ? refusedMethods[method] : undefined;
  return context.report(callee.property, "lambda-unknown-method", {
    method,
    rewrite: rewrite ?? "See docs/functions.md for the methods there are.",
  });
}

function lowerPlain(node: CallExpression, fn: string, of: Expr, scope: Scope, context: LambdaContext): Lowered {
  const args = plainArguments(node, context);
  const lowered = args && lowerAll(args, scope, context);
  if (lowered === undefined) return undefined;
  const expr = call(fn, of, ...lowered);
  if (fn === "includes" || fn === "indexOf") context.origins.set(expr, "equality");
  return expr;
}

function lowerHigherOrder(
  node: CallExpression,
  fn: string,
  of: Expr,
  name: string,
  scope: Scope,
  context: LambdaContext,
): Lowered {
  const [first] = node.arguments;
  if (first === undefined || node.arguments.length > 1) {
    return context.unsupported(node, `\`${name}\` with ${node.arguments.length} arguments`, `Give one function.`);
  }
  const item = context.shapes.get(of) === "entries" ? "entry" : undefined;
  const shapes = (higherOrder[name] as (item: Shape | undefined) => readonly (Shape | undefined)[])(item);
  const callback = lowerFunction(first, shapes, scope, context);
  return callback && call(fn, of, callback);
}

function lowerReduce(node: CallExpression, of: Expr, scope: Scope, context: LambdaContext): Lowered {
  const [next, start] = node.arguments;
  if (next === undefined || start === undefined || start.type === "SpreadElement") {
    return context.unsupported(node, "`reduce` without a start value", "Give one: `reduce((sum, x) => sum + x, 0)`.");
  }
  const item = context.shapes.get(of) === "entries" ? "entry" : undefined;
  const callback = lowerFunction(next, [undefined, item], scope, context);
  const from = lowerAll([start], scope, context)?.[0];
  return callback && from && call("reduce", of, callback, from);
}

function lowerSort(node: CallExpression, of: Expr, scope: Scope, context: LambdaContext): Lowered {
  const method = ((node.callee as MemberExpression).property as Identifier).name;
  if (method === "sort" && !mutating(node, of, "toSorted", context)) return undefined;
  const [compare] = node.arguments;
  if (compare === undefined) {
    const plain = withoutShape(node, of, context);
    return plain && call("sortText", plain);
  }
  const shape = context.shapes.get(of);
  const item = shape === "entries" ? "entry" : undefined;
  const callback = lowerFunction(compare, [item, item], scope, context);
  if (callback === undefined) return undefined;
  const sorted = call("sortWith", of, callback);
  if (shape !== undefined) context.shapes.set(sorted, shape);
  return sorted;
}

function lowerReverse(of: Expr, context: LambdaContext): Expr {
  const reversed = call("reversed", of);
  const shape = context.shapes.get(of);
  if (shape !== undefined) context.shapes.set(reversed, shape);
  return reversed;
}

/** `sort` and `reverse` change the list in place: fine on a new list, or on one that nothing else reads. */
function mutating(node: CallExpression, of: Expr, instead: string, context: LambdaContext): boolean {
  if (of.kind === "call" || of.kind === "list") return true;
  const object = (node.callee as MemberExpression).object;
  if (object.type === "Identifier" && of.kind === "param") {
    const uses = context.text.match(new RegExp(`(?<![\\w$])${object.name.replaceAll("$", "\\$")}(?![\\w$])`, "g"));
    if (uses?.length === 2) return true;
  }
  const { name } = (node.callee as MemberExpression).property as Identifier;
  context.report(node, "lambda-mutation", {
    what: `\`${name}\` reorders \`${context.source(object)}\` itself`,
    rewrite: `Write \`${context.source(object)}.${instead}(…)\`, which gives a new list.`,
  });
  return false;
}

function lowerToString(node: CallExpression, of: Expr, _: Scope, context: LambdaContext): Lowered {
  if (node.arguments.length > 0) return context.unsupported(node, "`toString` with a base", "Use `toString()`.");
  context.origins.set(of, "text");
  return { kind: "text", parts: [of] };
}

/** The arguments of a call, lowered; for methods that look at them. */
export function lowerArguments(
  node: CallExpression,
  scope: Scope,
  context: LambdaContext,
  most: number,
): readonly Expr[] | undefined {
  const args: Expression[] | undefined = plainArguments(node, context, most);
  return args && lowerAll(args, scope, context);
}
