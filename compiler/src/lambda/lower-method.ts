import { type Expr, functionTable, nameCall, nearest } from "@stave/ir-schema";
import type { CallExpression, Expression, Identifier, MemberExpression, SpreadElement } from "acorn";
import { bindOnce } from "./bind-once.js";
import { call, int } from "./build.js";
import { type Binding, isPath, type LambdaContext, type Lowered, type Shape } from "./context.js";
import { plainArguments } from "./global-functions.js";
import { lowerAll, withoutShape } from "./lower-expression.js";
import { lowerFunction } from "./lower-function.js";
import { lowerRegexMethod } from "./lower-regex.js";
import { temporalMethods } from "./lower-temporal.js";
import { lowerToZoned, lowerZonedMethod } from "./lower-zoned.js";
import { refusedMethods } from "./refused-methods.js";

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

const special: Readonly<Record<string, LowerMethod>> = {
  reduce: lowerReduce,
  sort: lowerSort,
  toSorted: lowerSort,
  reverse: (node, of, _, context) =>
    mutating(node, of, "toReversed", context) ? lowerReverse(of, context) : undefined,
  pop: (node, of, _, context) => lowerTaken(node, of, -1, context),
  shift: (node, of, _, context) => lowerTaken(node, of, 0, context),
  toString: lowerToString,
  toJSON: lowerToString,
  toZonedDateTimeISO: lowerToZoned,
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
  const lowered = lowerNamedMethod(node, callee, name, of, scope, context);
  if (lowered?.kind === "call") nameCall(lowered, { name, receiver: Math.max(0, lowered.args.indexOf(of)) });
  return lowered;
}

function lowerNamedMethod(
  node: CallExpression,
  callee: MemberExpression,
  name: string,
  of: Expr,
  scope: Scope,
  context: LambdaContext,
): Lowered {
  if (context.shapes.get(of) === "zoned") return lowerZonedMethod(node, of, context);
  const own = [special, temporalMethods].find((table) => Object.hasOwn(table, name))?.[name];
  if (own !== undefined) return own(node, of, scope, context);
  const plain = lowerRegexMethod(node, of, scope, context);
  if (plain !== "other") return plain;
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
  const near = nearest(method, [
    ...Object.keys(methodFunctions),
    ...Object.keys(special),
    ...Object.keys(temporalMethods),
  ]);
  return context.report(callee.property, "lambda-unknown-method", {
    method,
    rewrite:
      rewrite ??
      (near === undefined ? "See docs/functions.md for the methods there are." : `Did you mean \`${near}\`?`),
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
  return withWhole(first, of, 2, scope, context, (items, callback, inner) => {
    const lowered = lowerFunction(callback, shapes, inner, context);
    return lowered && call(fn, items, lowered);
  });
}

type Callback = Expression | SpreadElement;

/** A callback may also name the whole list, after `count` other parameters: `(x, i, all) => …`. */
function withWhole(
  callback: Callback,
  of: Expr,
  count: number,
  scope: Scope,
  context: LambdaContext,
  use: (items: Expr, callback: Callback, scope: Scope) => Lowered,
): Lowered {
  const isFunction = callback.type === "ArrowFunctionExpression" || callback.type === "FunctionExpression";
  const whole = isFunction ? callback.params[count] : undefined;
  if (!isFunction || whole?.type !== "Identifier") return use(of, callback, scope);
  const shorter = { ...callback, params: callback.params.slice(0, count) } as Callback;
  const shape = context.shapes.get(of);
  const bound = (items: Expr): Lowered =>
    use(items, shorter, { name: whole.name, make: () => ({ ...items }), shape, parent: scope });
  return isPath(of) ? bound(of) : bindOnce(of, bound, context);
}

function lowerReduce(node: CallExpression, of: Expr, scope: Scope, context: LambdaContext): Lowered {
  const [next, start] = node.arguments;
  if (next === undefined || start?.type === "SpreadElement") {
    return context.unsupported(node, "`reduce` without a function", "Write `reduce((sum, x) => sum + x, 0)`.");
  }
  const item = context.shapes.get(of) === "entries" ? "entry" : undefined;
  if (start === undefined) return lowerReduceFromFirst(node, next, of, scope, context);
  const from = lowerAll([start], scope, context)?.[0];
  return withWhole(next, of, 3, scope, context, (items, callback, inner) => {
    const lowered = lowerFunction(callback, [undefined, item], inner, context);
    return lowered && from && call("reduce", items, lowered, from);
  });
}

/** Without a start value the first item is it, and the function sees the others. */
function lowerReduceFromFirst(
  node: CallExpression,
  next: Callback,
  of: Expr,
  scope: Scope,
  context: LambdaContext,
): Lowered {
  const callback = lowerFunction(next, [], scope, context);
  const items = withoutShape(node, of, context);
  if (callback === undefined || items === undefined) return undefined;
  if (callback.kind !== "fn" || callback.params.length > 2) {
    return context.unsupported(node, "`reduce` without a start value here", "Give one: `reduce((sum, x) => …, 0)`.");
  }
  const reduced = (list: Expr): Expr => {
    const others = context.at(node, call("slice", list, context.at(node, int(1))));
    const first: Expr = context.at(node, { kind: "index", of: { ...list }, index: context.at(node, int(0)) });
    return call("reduce", others, callback, first);
  };
  return isPath(items) ? reduced(items) : bindOnce(items, reduced, context);
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

/** `path.split("/").pop()`: what is taken from a list that nothing else reads. */
function lowerTaken(node: CallExpression, of: Expr, position: number, context: LambdaContext): Lowered {
  const { property } = node.callee as MemberExpression;
  if (of.kind === "call" || of.kind === "list") return call("at", of, context.at(property, int(position)));
  return reportUnknown(node.callee as MemberExpression, (property as Identifier).name, context);
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
