import type { Expr, Operator } from "../generated/ir.js";
import { describeValue } from "./codec.js";
import { compareValues, isEqual } from "./compare.js";
import { exprError } from "./expr-error.js";
import { isWholePower } from "./infer-op.js";
import { asNumber, checkedInt } from "./number.js";
import type { Value } from "./value.js";
import { valueText } from "./value-text.js";

type OpExpr = Extract<Expr, { kind: "op" }>;
type Binary = (left: Value, right: Value) => Value;

const onNumbers =
  (symbol: string, ints: (a: bigint, b: bigint) => bigint, floats: (a: number, b: number) => number): Binary =>
  (left, right) =>
    typeof left === "bigint" && typeof right === "bigint"
      ? checkedInt(ints(left, right), () => `${left} ${symbol} ${right}`)
      : floats(asNumber(left), asNumber(right));

const addNumbers: Binary = onNumbers(
  "+",
  (a, b) => a + b,
  (a, b) => a + b,
);

const remainderOfInts = (a: bigint, b: bigint): bigint => {
  if (b === 0n) throw exprError("int-remainder-by-zero", { dividend: String(a) });
  return a % b;
};

const binary: Readonly<Partial<Record<Operator, Binary>>> = {
  "+": (left, right) =>
    typeof left === "string" || typeof right === "string"
      ? valueText(left) + valueText(right)
      : addNumbers(left, right),
  "-": onNumbers(
    "-",
    (a, b) => a - b,
    (a, b) => a - b,
  ),
  "*": onNumbers(
    "*",
    (a, b) => a * b,
    (a, b) => a * b,
  ),
  "%": onNumbers("%", remainderOfInts, (a, b) => a % b),
  "/": (left, right) => asNumber(left) / asNumber(right),
  "<": (left, right) => compareValues(left, right) < 0,
  "<=": (left, right) => compareValues(left, right) <= 0,
  ">": (left, right) => compareValues(left, right) > 0,
  ">=": (left, right) => compareValues(left, right) >= 0,
  "==": isEqual,
  "!=": (left, right) => !isEqual(left, right),
};

/** The value of an operator applied to operands that `read` evaluates when they are needed. */
export function evaluateOp(node: OpExpr, read: (operand: Expr) => Value): Value {
  const [first, second] = node.args;
  if (first === undefined) throw exprError("unknown-value", { what: `operand of \`${node.op}\`` });
  const left = read(first);
  if (node.op === "not") return !asBool(left);
  if (node.op === "neg") return negate(left);
  if (second === undefined) throw exprError("unknown-value", { what: `second operand of \`${node.op}\`` });
  if (node.op === "and") return asBool(left) && asBool(read(second));
  if (node.op === "or") return asBool(left) || asBool(read(second));
  if (node.op === "??") return left ?? read(second);
  const right = read(second);
  if (node.op === "**") return raise(left, right, node);
  return (binary[node.op] as Binary)(left, right);
}

function negate(value: Value): Value {
  return typeof value === "bigint" ? checkedInt(-value, () => `-(${value})`) : -asNumber(value);
}

function raise(left: Value, right: Value, node: OpExpr): Value {
  if (typeof left !== "bigint" || typeof right !== "bigint" || !isWholePower(node)) {
    return asNumber(left) ** asNumber(right);
  }
  const isSmall = left === 0n || left === 1n || left === -1n;
  const exponent = isSmall ? (right > 0n ? 2n - (right % 2n) : 0n) : right;
  const operation = (): string => `${left} ** ${right}`;
  if (exponent > 64n) throw exprError("int-overflow", { operation: operation() });
  return checkedInt(left ** exponent, operation);
}

/** A bool, else an error. */
export function asBool(value: Value): boolean {
  if (typeof value === "boolean") return value;
  throw exprError("value-of-wrong-kind", { found: describeValue(value), expected: "a bool" });
}
