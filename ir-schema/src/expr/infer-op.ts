import type { Expr, Operator, Type } from "../generated/ir.js";
import { baseType, isNullable, joinTypes, withoutNull } from "./assignable.js";
import { nameOf, operatorHint } from "./conversion-hints.js";
import { describeExpr } from "./describe-expr.js";
import { formatType } from "./format-type.js";
import type { InferState } from "./infer.js";
import { checkCondition, inferNode } from "./infer-node.js";
import { isNullLiteral, learn } from "./nonnull.js";
import { isNumeric, isOrdered, isPrintable } from "./type-sets.js";

type OpExpr = Extract<Expr, { kind: "op" }>;
type BinaryRule = (node: OpExpr, left: Type, right: Type, state: InferState) => Type | undefined;

const arithmetic: BinaryRule = (node, left, right, state) => {
  if (!isNumeric(left) || !isNumeric(right)) return refuse(node, left, right, "two numbers", state);
  return baseType(left) === "int" && baseType(right) === "int" ? "int" : "float";
};

const division: BinaryRule = (node, left, right, state) =>
  arithmetic(node, left, right, state) === undefined ? undefined : "float";

const power: BinaryRule = (node, left, right, state) => {
  const type = arithmetic(node, left, right, state);
  return type === "int" && !isWholePower(node) ? "float" : type;
};

const addition: BinaryRule = (node, left, right, state) => {
  const isText = baseType(left) === "string" || baseType(right) === "string";
  if (!isText) return arithmetic(node, left, right, state);
  const other = baseType(left) === "string" ? right : left;
  return isPrintable(other) && !isTime(other) ? "string" : refuse(node, left, right, "a string and a number", state);
};

const comparison: BinaryRule = (node, left, right, state) => {
  const bothNumbers = isNumeric(left) && isNumeric(right);
  if (bothNumbers || (isOrdered(left) && baseType(left) === baseType(right))) return "bool";
  return refuse(node, left, right, "two numbers, texts, dates or durations", state);
};

const rules: Readonly<Partial<Record<Operator, BinaryRule>>> = {
  "+": addition,
  "-": arithmetic,
  "*": arithmetic,
  "%": arithmetic,
  "/": division,
  "**": power,
  "<": comparison,
  "<=": comparison,
  ">": comparison,
  ">=": comparison,
};

function isTime(type: Type): boolean {
  return type === "date" || type === "timestamp" || type === "duration";
}

/** True when an int power stays an int: its exponent is written as a whole number that is not negative. */
export function isWholePower(node: OpExpr): boolean {
  const exponent = node.args[1];
  return exponent?.kind === "literal" && exponent.type === "int" && !String(exponent.value).startsWith("-");
}

const unary: ReadonlySet<Operator> = new Set(["neg", "not"]);

/** The type of an operator applied to its operands. */
export function inferOp(node: OpExpr, state: InferState): Type | undefined {
  const expected = unary.has(node.op) ? 1 : 2;
  const [left, right] = node.args;
  if (left === undefined || node.args.length !== expected) {
    return state.report(node, "operand-count", { op: node.op, found: node.args.length, expected });
  }
  if (right === undefined) return inferUnary(node, left, state);
  if (node.op === "and" || node.op === "or") return inferLogic(node, left, right, state);
  if (node.op === "??") return inferFallback(left, right, state);
  const leftType = inferNode(left, state);
  const rightType = inferNode(right, state);
  if (leftType === undefined || rightType === undefined) return resultOf(node.op);
  if (node.op === "==" || node.op === "!=") return inferEquality(node, leftType, rightType, state);
  if (reportNull(node, left, leftType, state) || reportNull(node, right, rightType, state)) return resultOf(node.op);
  return rules[node.op]?.(node, leftType, rightType, state);
}

function resultOf(op: Operator): Type | undefined {
  if (op === "/") return "float";
  return rules[op] === comparison || op === "==" || op === "!=" ? "bool" : undefined;
}

function reportNull(node: OpExpr, operand: Expr, type: Type, state: InferState): boolean {
  if (!isNullable(type)) return false;
  state.report(operand, "may-be-null", {
    what: describeExpr(operand),
    type: formatType(type),
    use: `\`${node.op === "neg" ? "-" : node.op}\``,
  });
  return true;
}

function refuse(node: OpExpr, left: Type, right: Type, expected: string, state: InferState): undefined {
  const words = (operand: Expr | undefined, type: Type): string =>
    operand && operand.kind !== "op" ? `${formatType(type)} (${describeExpr(operand)})` : formatType(type);
  const rewrite = operatorHint(node.op, [node.args[0], left], [node.args[1], right], expected);
  return state.report(node, "operand-types", {
    op: node.op,
    left: words(node.args[0], left),
    right: words(node.args[1], right),
    expected,
    ...(rewrite !== undefined && { rewrite }),
  });
}

/** `!!x` asks for what `x` itself would. */
function inferNot(operand: Expr, state: InferState): Type {
  const [twice] = operand.kind === "op" && operand.op === "not" ? operand.args : [];
  const type = inferNode(twice ?? operand, state);
  if (type !== undefined) checkCondition(twice ?? operand, type, state, twice === undefined ? "not" : "test");
  if (twice !== undefined) state.onNode?.(operand, "bool");
  return "bool";
}

function inferUnary(node: OpExpr, operand: Expr, state: InferState): Type | undefined {
  if (node.op === "not") return inferNot(operand, state);
  const type = inferNode(operand, state);
  if (type === undefined || reportNull(node, operand, type, state)) return undefined;
  if (isNumeric(type)) return baseType(type);
  return state.report(node, "operand-types", {
    op: "-",
    left: `${formatType(type)} (${describeExpr(operand)})`,
    expected: "a number",
  });
}

function inferLogic(node: OpExpr, left: Expr, right: Expr, state: InferState): Type {
  const leftType = inferNode(left, state);
  const known = learn(left, node.op === "and", state.nonNull);
  const rightType = state.knowing(known, () => inferNode(right, state));
  const isFallback = node.op === "or" && rightType !== undefined && baseType(rightType) !== "bool";
  const isTested = leftType === undefined || checkCondition(left, leftType, state, isFallback ? "fallback" : "test");
  if (isTested && rightType !== undefined) checkCondition(right, rightType, state);
  return "bool";
}

function inferFallback(left: Expr, right: Expr, state: InferState): Type | undefined {
  const leftType = inferNode(left, state);
  const rightType = inferNode(right, state);
  if (leftType === undefined) return undefined;
  if (!isNullable(leftType) && leftType !== "json") {
    state.report(left, "needless-fallback", { what: describeExpr(left), type: formatType(leftType) });
  }
  if (rightType === undefined) return undefined;
  if (leftType === "null") return rightType;
  const value = withoutNull(leftType);
  const joined = joinTypes(value, rightType);
  if (joined !== undefined) return joined;
  const name = nameOf(left, "x");
  const asText = baseType(rightType) === "string" && isPrintable(value);
  return state.report(right, "branches-differ", {
    left: formatType(value),
    right: formatType(rightType),
    ...(asText && { rewrite: `Write \`${name} == null ? … : String(${name})\`.` }),
  });
}

function inferEquality(node: OpExpr, leftType: Type, rightType: Type, state: InferState): Type {
  if (leftType === "null" || rightType === "null") return "bool";
  const [left, right] = [baseType(withoutNull(leftType)), baseType(withoutNull(rightType))];
  const compound = [left, right].find((type) => typeof type !== "string");
  if (compound !== undefined) state.report(node, "structural-equality", { type: formatType(compound) });
  else if (!areComparable(left, right)) {
    state.report(node, "never-equal", { left: words(node.args[0], leftType), right: words(node.args[1], rightType) });
  } else reportForeignValue(node, withoutNull(leftType), withoutNull(rightType), state);
  return "bool";
}

function words(operand: Expr | undefined, type: Type): string {
  return operand === undefined || operand.kind === "op" || isNullLiteral(operand)
    ? formatType(type)
    : `${formatType(type)} (${describeExpr(operand)})`;
}

function areComparable(left: Type, right: Type): boolean {
  return left === right || left === "json" || right === "json" || (isNumeric(left) && isNumeric(right));
}

function reportForeignValue(node: OpExpr, left: Type, right: Type, state: InferState): void {
  const [enumType, other] =
    typeof left !== "string" && left.kind === "enum" ? [left, node.args[1]] : [right, node.args[0]];
  if (typeof enumType === "string" || enumType.kind !== "enum" || other?.kind !== "literal") return;
  if (enumType.values.length === 0 || enumType.values.some((value) => value === other.value)) return;
  state.report(node, "not-an-enum-value", { value: JSON.stringify(other.value), type: formatType(enumType) });
}
