import type { Expr } from "@stave/ir-schema";
import type {
  ArrowFunctionExpression,
  CallExpression,
  Expression,
  FunctionExpression,
  Pattern,
  SpreadElement,
} from "acorn";
import { call, nullLiteral, variable } from "./build.js";
import {
  type Binding,
  type LambdaContext,
  type LocalFunction,
  type Lowered,
  lookup,
  ownName,
  type Shape,
} from "./context.js";
import { lowerBlock } from "./lower-block.js";
import { lowerAll, lowerValue } from "./lower-expression.js";
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

const binaryGlobals: Readonly<Record<string, string>> = {
  "Temporal.PlainDate.compare": "compare",
  "Temporal.Instant.compare": "compare",
  "Temporal.Duration.compare": "compare",
};

const functionHints: Readonly<Record<string, string>> = {
  Boolean: 'Write the test: `(x) => x !== null`, `(s) => s !== ""`, `(n) => n !== 0`.',
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
  const local = node.type === "Identifier" ? lookup(node.name, scope)?.fn : undefined;
  if (local !== undefined) return lowerFunction(local.node, shapes, local.scope, context, result);
  const source = context.source(node);
  const shared = Object.hasOwn(binaryGlobals, source) ? binaryGlobals[source] : undefined;
  if (shared !== undefined) {
    const [left, right] = [context.freshName(), context.freshName()];
    const body = context.at(node, call(shared, variable(left), variable(right)));
    return context.at(node, { kind: "fn", params: [left, right], body });
  }
  const global = Object.hasOwn(unaryGlobals, source) ? unaryGlobals[source] : undefined;
  if (global !== undefined) {
    const name = context.freshName();
    return context.at(node, { kind: "fn", params: [name], body: context.at(node, global(variable(name))) });
  }
  const isOutside = node.type === "Identifier" && lookup(node.name, scope) === undefined;
  const plain = isOutside ? "Write its body in place: `(x) => …`." : "Write an arrow function: `(x) => …`.";
  const rewrite = Object.hasOwn(functionHints, source) ? functionHints[source] : plain;
  return context.unsupported(node, `\`${source}\` as a function`, rewrite as string);
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
  const params = node.params.map((param) =>
    param.type === "Identifier" ? ownName(param.name, scope, context) : context.freshName(),
  );
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

/** The call of a function that a `const` names: its body, with the arguments bound to its parameters. */
export function lowerLocalCall(
  node: CallExpression,
  local: LocalFunction,
  scope: Binding | undefined,
  context: LambdaContext,
): Lowered {
  const { node: fn } = local;
  const refusal = refusedKind(fn);
  if (refusal !== undefined) return context.report(fn, "lambda-async", { what: refusal });
  const args = node.arguments.some(({ type }) => type === "SpreadElement")
    ? context.unsupported(node, "a spread argument here", "Pass the values one by one.")
    : lowerAll(node.arguments as Expression[], scope, context);
  if (args === undefined) return undefined;
  const lets: { readonly name: string; readonly value: Expr }[] = [];
  let inner = local.scope;
  for (const [index, param] of fn.params.entries()) {
    const name = context.freshName();
    lets.push({ name, value: args[index] ?? nullLiteral() });
    const bound = bindPattern(param as Pattern, () => variable(name), undefined, inner, context);
    if (bound === "refused") return undefined;
    inner = bound;
  }
  const body = lowerBody(fn, inner, context, lowerValue);
  return body && lets.reduceRight<Expr>((rest, { name, value }) => ({ kind: "let", name, value, in: rest }), body);
}
