import type { Expr, Operator } from "@stave/ir-schema";
import type { BinaryExpression, Expression } from "acorn";
import { isNull, op } from "./build.js";
import { type Binding, isPath, type LambdaContext, type Lowered } from "./context.js";
import { lowerValue, softened } from "./lower-expression.js";

const arithmetic: Readonly<Record<string, Operator>> = {
  "+": "+",
  "-": "-",
  "*": "*",
  "/": "/",
  "%": "%",
  "**": "**",
};
const comparison: Readonly<Record<string, Operator>> = { "<": "<", "<=": "<=", ">": ">", ">=": ">=" };
const equality: Readonly<Record<string, Operator>> = { "===": "==", "!==": "!=", "==": "==", "!=": "!=" };

const rewrites: Readonly<Record<string, readonly [string, string]>> = {
  "|": ["the bit operator `|`", "Use `Math.trunc(x)` to cut a fraction."],
  "&": ["the bit operator `&`", "Use `x % 2 === 0` to test for even numbers."],
  "^": ["the bit operator `^`", "Use `**` for powers, `!==` for either-or."],
  "<<": ["the bit operator `<<`", "Multiply by a power of 2."],
  ">>": ["the bit operator `>>`", "Use `Math.floor(x / 2)`."],
  ">>>": ["the bit operator `>>>`", "Use `Math.floor(x / 2)`."],
  in: ["`in`", "Use `Object.hasOwn(map, key)`."],
  instanceof: ["`instanceof`", "Types are known; test for null with `x != null`."],
};

/** The expression of a binary operator. */
export function lowerBinary(node: BinaryExpression, scope: Binding | undefined, context: LambdaContext): Lowered {
  const rewrite = rewrites[node.operator];
  if (rewrite !== undefined) return context.unsupported(node, ...rewrite);
  const left = lowerValue(node.left as Expression, scope, context);
  const right = lowerValue(node.right, scope, context);
  if (left === undefined || right === undefined) return undefined;
  const equal = equality[node.operator];
  if (equal !== undefined) return lowerEquality(node, equal, left, right, context);
  const compared = comparison[node.operator];
  if (compared === undefined) return op(arithmetic[node.operator] as Operator, left, right);
  return marked(op(compared, left, right), context);
}

function marked(expr: Expr, context: LambdaContext): Expr {
  context.origins.set(expr, "comparison");
  return expr;
}

function lowerEquality(
  node: BinaryExpression,
  operator: Operator,
  left: Expr,
  right: Expr,
  context: LambdaContext,
): Lowered {
  const isStrict = node.operator.length === 3;
  if (isNull(left) || isNull(right)) return lowerNullTest(node, operator, isNull(left) ? right : left, context);
  if (!isStrict) return context.report(node, "lambda-loose-equality", { op: node.operator });
  const expr = op(operator, left, right);
  context.origins.set(expr, "equality");
  return expr;
}

/** A value that is undefined in JavaScript, not null, where it is missing. */
function givesUndefined(value: Expr): boolean {
  if (value.kind === "let" || value.kind === "if" || value.kind === "index") return true;
  return value.kind === "call" && ["get", "at", "find", "findLast"].includes(value.fn);
}

function lowerNullTest(node: BinaryExpression, operator: Operator, value: Expr, context: LambdaContext): Lowered {
  const isStrict = node.operator.length === 3;
  const [left, right] = [context.source(node.left), context.source(node.right)];
  const isUndefined = [left, right].some((side) => side === "undefined" || side.startsWith("void "));
  if (isStrict && (isUndefined ? isPath(value) && value.kind !== "field" : givesUndefined(value))) {
    const side = isNullSource(left) ? right : left;
    return context.report(node, "lambda-null-test", {
      test: context.source(node),
      rewrite: `${side} ${node.operator.slice(0, 2)} null`,
    });
  }
  const expr = op(operator, softened(value, context), { kind: "literal", type: "null", value: null });
  if (isStrict) context.origins.set(expr, isUndefined && isPath(value) ? "undefined-test" : "null-test");
  return expr;
}

function isNullSource(source: string): boolean {
  return source === "null" || source === "undefined" || source.startsWith("void ");
}
