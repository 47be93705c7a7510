import type { Expr } from "@stave/ir-schema";
import type { ArrowFunctionExpression, Expression, FunctionExpression, Pattern, SpreadElement } from "acorn";
import { call, variable } from "./build.js";
import type { Binding, LambdaContext, Lowered, Shape } from "./context.js";
import { lowerBlock } from "./lower-block.js";
import { lowerValue } from "./lower-expression.js";
import { bindPattern } from "./lower-pattern.js";

/** How the result of a function is lowered. */
export type LowerResult = (node: Expression, scope: Binding | undefined, context: LambdaContext) => Lowered;

type FunctionNode = ArrowFunctionExpression | FunctionExpression;

const unaryGlobals: Readonly<Record<string, (item: Expr) => Expr>> = {
  String: (item) => ({ kind: "text", parts: [item] }),
  Number: (item) => call("number", item),
  "Math.abs": (item) => call("abs", item),
  "Math.ceil": (item) => call("ceil", item),
  "Math.floor": (item) => call("floor", item),
  "Math.round": (item) => call("mathRound", item),
  "Math.trunc": (item) => call("trunc", item),
  "Math.sqrt": (item) => call("sqrt", item),
};

/** The function argument of a method such as `map`. */
export function lowerFunction(
  node: Expression | SpreadElement,
  shapes: readonly (Shape | undefined)[],
  scope: Binding | undefined,
  context: LambdaContext,
  result: LowerResult = lowerValue,
): Lowered {
  if (node.type === "ArrowFunctionExpression" || node.type === "FunctionExpression") {
    const refusal = refusedKind(node);
    if (refusal !== undefined) return context.report(node, "lambda-async", { what: refusal });
    return lowerArrow(node, shapes, scope, context, result);
  }
  const source = context.source(node);
  const global = Object.hasOwn(unaryGlobals, source) ? unaryGlobals[source] : undefined;
  if (global !== undefined) {
    const name = context.freshName();
    return context.at(node, { kind: "fn", params: [name], body: context.at(node, global(variable(name))) });
  }
  return context.unsupported(node, `\`${source}\` as a function`, `Write an arrow function: \`(x) => …\`.`);
}

/** Why a function is of a kind that no expression is. */
export function refusedKind(node: FunctionNode): string | undefined {
  if (node.async) return "async";
  return node.generator ? "a generator" : undefined;
}

function lowerArrow(
  node: FunctionNode,
  shapes: readonly (Shape | undefined)[],
  scope: Binding | undefined,
  context: LambdaContext,
  result: LowerResult,
): Lowered {
  const params = node.params.map((param) => (param.type === "Identifier" ? param.name : context.freshName()));
  let inner = scope;
  for (const [index, param] of node.params.entries()) {
    const name = params[index] as string;
    const bound = bindPattern(param as Pattern, () => variable(name), shapes[index], inner, context);
    if (bound === "refused") return undefined;
    inner = bound;
  }
  const body = lowerBody(node, inner, context, result);
  return body && context.at(node, { kind: "fn", params, body });
}

/** The value that a function's body gives. */
export function lowerBody(
  node: FunctionNode,
  scope: Binding | undefined,
  context: LambdaContext,
  result: LowerResult,
): Lowered {
  return node.body.type === "BlockStatement"
    ? lowerBlock(node.body.body, scope, context, result, node)
    : result(node.body, scope, context);
}
