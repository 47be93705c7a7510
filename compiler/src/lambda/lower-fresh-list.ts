import { type Expr, forEachChild, nameCall } from "@stave/ir-schema";
import type { CallExpression, Expression, Identifier, MemberExpression, SpreadElement } from "acorn";
import { call, variable } from "./build.js";
import type { Binding, LambdaContext, Lowered } from "./context.js";
import { plainArguments } from "./global-functions.js";
import { lowerAll, lowerExpression, lowerValue } from "./lower-expression.js";
import { lowerFunction } from "./lower-function.js";
import { globalName } from "./lower-member.js";

type Scope = Binding | undefined;
type Arg = Expression | SpreadElement;

/** The `n` of `{ length: n }`, `Array(n)` and `new Array(n)`, which JavaScript uses to make lists of n items. */
function countOf(node: Arg, scope: Scope): Expression | undefined {
  if (node.type === "ObjectExpression") {
    const [only, ...others] = node.properties;
    const isLength = only?.type === "Property" && !only.computed && (only.key as Identifier).name === "length";
    return isLength && others.length === 0 ? only.value : undefined;
  }
  if (node.type !== "CallExpression" && node.type !== "NewExpression") return undefined;
  const [count, extra] = node.arguments;
  const isArray = globalName(node.callee, scope) === "Array" && extra === undefined;
  return isArray && count?.type !== "SpreadElement" ? count : undefined;
}

function lowerRange(count: Expression, scope: Scope, context: LambdaContext): Lowered {
  const stop = lowerValue(count, scope, context);
  const positions = stop && context.at(count, call("range", stop));
  if (positions !== undefined) nameCall(positions, { name: "Array.from" });
  return positions;
}

function usesName(expr: Expr, name: string): boolean {
  if (expr.kind === "var" && expr.name === name) return true;
  let isUsed = false;
  forEachChild(expr, (child) => {
    isUsed ||= usesName(child, name);
  });
  return isUsed;
}

function lowerCounted(count: Expression, make: Arg, scope: Scope, context: LambdaContext): Lowered {
  const positions = lowerRange(count, scope, context);
  const each = lowerFunction(make, [], scope, context);
  if (positions === undefined || each?.kind !== "fn") return undefined;
  const [item] = each.params;
  if (item !== undefined && usesName(each.body, item)) {
    const rewrite = "Use the position, its second parameter: `(_, i) => …`.";
    return context.unsupported(make, "the first parameter here, which is undefined in JavaScript", rewrite);
  }
  return call("map", positions, each);
}

/** `Array.from({ length: n }, (_, i) => …)`, `Array.from(xs, (x) => …)` and `Array.from(xs)`. */
export function lowerArrayFrom(node: CallExpression, scope: Scope, context: LambdaContext): Lowered {
  const args = plainArguments(node, context, 2);
  const [source, make] = args ?? [];
  if (source === undefined) return undefined;
  const count = countOf(source, scope);
  if (count !== undefined) {
    if (make !== undefined) return lowerCounted(count, make, scope, context);
    const rewrite = "Say how to make each item: `Array.from({ length: n }, (_, i) => i)`.";
    return context.unsupported(node, "a list of undefined items", rewrite);
  }
  const items = lowerIterable(source, scope, context);
  if (items === undefined || make === undefined) return items;
  const each = lowerFunction(make, [], scope, context);
  return each && call("map", items, each);
}

/** `Array(n).fill(x)`: n times the same item. */
export function lowerFill(node: CallExpression, scope: Scope, context: LambdaContext): Lowered | "other" {
  const { object, property } = node.callee as MemberExpression;
  if ((property as Identifier).name !== "fill" || object.type === "Super") return "other";
  const count = countOf(object, scope);
  const item = node.arguments[0];
  if (count === undefined || item === undefined || item.type === "SpreadElement") return "other";
  const [value, times] = lowerAll([item, count], scope, context) ?? [];
  const filled = value && times && call("repeatItem", value, times);
  if (filled !== undefined) nameCall(filled, { name: "fill", receiver: 1 });
  return filled;
}

/** What `...` and `Array.from` read: a list, a text, the positions of a list, or a set made in place. */
export function lowerIterable(node: Expression, scope: Scope, context: LambdaContext): Lowered {
  const positions = lowerPositions(node, scope, context);
  const known = positions === "other" ? lowerSet(node, scope, context) : positions;
  if (known !== "other") return known;
  const items = lowerExpression(node, scope, context);
  if (items === undefined) return undefined;
  const spread = context.at(node, call("spread", items));
  const shape = context.shapes.get(items);
  if (shape !== undefined) context.shapes.set(spread, shape);
  return spread;
}

function lowerPositions(node: Expression, scope: Scope, context: LambdaContext): Lowered | "other" {
  if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression" || node.callee.computed) return "other";
  const { object, property } = node.callee;
  const isKeys = (property as Identifier).name === "keys" && node.arguments.length === 0;
  if (!isKeys || object.type === "Super" || globalName(object, scope) === "Object") return "other";
  const count = countOf(object, scope);
  if (count !== undefined) return lowerRange(count, scope, context);
  const items = lowerValue(object, scope, context);
  if (items === undefined) return undefined;
  const [item, position] = [context.freshName(), context.freshName()];
  const each: Expr = { kind: "fn", params: [item, position], body: context.at(property, variable(position)) };
  const positions = call("map", items, context.at(node, each));
  nameCall(positions, { name: "keys", receiver: 0 });
  return context.at(node, positions);
}

/** `new Set(xs)`, where the set itself is read at once. */
export function lowerSet(node: Expression, scope: Scope, context: LambdaContext): Lowered | "other" {
  const isSet = node.type === "NewExpression" && globalName(node.callee, scope) === "Set";
  const [items, extra] = isSet ? node.arguments : [];
  if (items === undefined || items.type === "SpreadElement" || extra !== undefined) return "other";
  const list = lowerIterable(items, scope, context);
  if (list === undefined) return undefined;
  const unique = context.at(node, call("unique", list));
  context.origins.set(unique, "set");
  return unique;
}
