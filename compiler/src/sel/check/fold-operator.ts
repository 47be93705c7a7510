import { doubleText } from "../java/double-text.js";
import { addLong, divideLong, type Long, multiplyLong, negateLong, remainderLong, subtractLong } from "../java/long.js";
import type { SelBinaryOperator, SelUnaryOperator } from "../syntax/ast.js";
import type { SelType } from "../types.js";
import type { Constant } from "./heap.js";

/** A constant with the type it is of. */
export interface TypedConstant {
  readonly type: SelType;
  readonly constant: Constant;
}

const LONG_OPERATIONS: Readonly<Partial<Record<SelBinaryOperator, (left: Long, right: Long) => Long | boolean>>> = {
  "+": addLong,
  "-": subtractLong,
  "*": multiplyLong,
  "/": divideLong,
  "%": remainderLong,
  "==": (left, right) => left === right,
  "!=": (left, right) => left !== right,
  "<": (left, right) => left < right,
  ">": (left, right) => left > right,
  "<=": (left, right) => left <= right,
  ">=": (left, right) => left >= right,
};

const DOUBLE_OPERATIONS: Readonly<
  Partial<Record<SelBinaryOperator, (left: number, right: number) => number | boolean>>
> = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  "/": (left, right) => left / right,
  "%": (left, right) => left % right,
  "==": (left, right) => left === right,
  "!=": (left, right) => left !== right,
  "<": (left, right) => left < right,
  ">": (left, right) => left > right,
  "<=": (left, right) => left <= right,
  ">=": (left, right) => left >= right,
};

const BOOLEAN_OPERATIONS: Readonly<Partial<Record<SelBinaryOperator, (left: boolean, right: boolean) => boolean>>> = {
  "&&": (left, right) => left && right,
  "||": (left, right) => left || right,
  "==": (left, right) => left === right,
  "!=": (left, right) => left !== right,
};

/** The text `+` makes of a constant; undefined where it is not known. */
export function constantText({ type, constant }: TypedConstant): string | undefined {
  if (constant === null) return type === "STRING" || type === "NULL" ? "null" : undefined;
  if (type === "DOUBLE") return doubleText(constant as number);
  return typeof constant === "object" ? undefined : String(constant);
}

const isNumber = ({ type }: TypedConstant): boolean => type === "LONG" || type === "DOUBLE";

function foldEquality(operator: "==" | "!=", left: TypedConstant, right: TypedConstant): boolean | undefined {
  const equal = isEqual(left, right);
  return equal === undefined ? undefined : equal === (operator === "==");
}

function isEqual(left: TypedConstant, right: TypedConstant): boolean | undefined {
  if (left.constant === null || right.constant === null) return left.constant === right.constant;
  if (typeof left.constant === "object" || typeof right.constant === "object") return undefined;
  return constantText(left) === constantText(right);
}

/** The value of an operator on constants it accepts; undefined where it is not known. */
export function foldBinary(
  operator: SelBinaryOperator,
  left: TypedConstant,
  right: TypedConstant,
): Constant | undefined {
  if (left.type === "LONG" && right.type === "LONG") {
    return LONG_OPERATIONS[operator]?.(left.constant as Long, right.constant as Long);
  }
  if (isNumber(left) && isNumber(right)) {
    return DOUBLE_OPERATIONS[operator]?.(Number(left.constant), Number(right.constant));
  }
  if (left.type === "BOOLEAN" && right.type === "BOOLEAN") {
    return BOOLEAN_OPERATIONS[operator]?.(left.constant as boolean, right.constant as boolean);
  }
  if (operator === "==" || operator === "!=") return foldEquality(operator, left, right);
  if (operator === "<" || operator === ">") return false;
  if (operator !== "+") return undefined;
  const texts = [constantText(left), constantText(right)];
  return texts[0] === undefined || texts[1] === undefined ? undefined : texts[0] + texts[1];
}

/** The value of a unary operator on a constant it accepts. */
export function foldUnary(operator: SelUnaryOperator, { type, constant }: TypedConstant): Constant {
  if (operator === "!") return constant !== true;
  if (operator === "+") return constant;
  return type === "LONG" ? negateLong(constant as Long) : -(constant as number);
}
