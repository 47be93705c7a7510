import type { Expr } from "@stave/ir-schema";
import type { ArrayExpression, Expression, Identifier } from "acorn";
import type { Binding, LambdaContext, Lowered } from "./context.js";
import { lowerAll, lowerExpression } from "./lower-expression.js";
import { lowerFunction } from "./lower-function.js";

type Scope = Binding | undefined;

/** A list of `[key, value]` pairs, as `Object.fromEntries` takes it: each pair becomes a struct. */
export function lowerPairs(node: Expression, scope: Scope, context: LambdaContext): Lowered {
  if (node.type === "ArrayExpression") return lowerPairList(node, scope, context);
  const mapped = lowerMappedPairs(node, scope, context);
  if (mapped !== "other") return mapped;
  const list = lowerExpression(node, scope, context);
  if (list === undefined) return undefined;
  if (context.shapes.get(list) === "entries") return list;
  return context.unsupported(node, "pairs made elsewhere", "Make them in place: `xs.map((x) => [key, value])`.");
}

function lowerPairList(node: ArrayExpression, scope: Scope, context: LambdaContext): Lowered {
  const items = node.elements.map((element) =>
    element === null || element.type === "SpreadElement"
      ? context.unsupported(node, "a spread among pairs", "Write each pair.")
      : lowerPair(element, scope, context),
  );
  return items.includes(undefined) ? undefined : context.at(node, { kind: "list", items: items as Expr[] });
}

function lowerPair(node: Expression, scope: Scope, context: LambdaContext): Lowered {
  if (node.type === "ArrayExpression" && node.elements.length === 2) {
    const parts = lowerAll(node.elements as Expression[], scope, context);
    const [key, value] = parts ?? [];
    return key && value && context.at(node, { kind: "struct", fields: { key, value } });
  }
  const pair = lowerExpression(node, scope, context);
  if (pair === undefined || context.shapes.get(pair) === "entry") return pair;
  return context.unsupported(node, "a pair made elsewhere", "Write it in place: `[key, value]`.");
}

function lowerMappedPairs(node: Expression, scope: Scope, context: LambdaContext): Lowered | "other" {
  if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return "other";
  const { object, property, computed } = node.callee;
  const name = (property as Identifier).name;
  const [arg] = node.arguments;
  if (computed || (name !== "map" && name !== "flatMap") || object.type === "Super" || arg === undefined)
    return "other";
  const items = lowerExpression(object, scope, context);
  if (items === undefined) return undefined;
  const shape = context.shapes.get(items) === "entries" ? "entry" : undefined;
  const lowerResult = name === "map" ? lowerPair : lowerPairs;
  const fn = lowerFunction(arg, [shape], scope, context, lowerResult);
  return fn && context.at(node, { kind: "call", fn: name, args: [items, fn] });
}
