import type * as evaluated from "../eval/box.js";
import { innerText } from "../eval/box-text.js";
import { doubleText } from "../java/double-text.js";
import { addLong, divideLong, type Long, multiplyLong, negateLong, remainderLong, subtractLong } from "../java/long.js";
import type { SelBinaryOperator, SelUnaryOperator } from "../syntax/ast.js";
import type { SelType } from "../types.js";
import type { Constant, Content } from "./heap.js";
import { onlyType } from "./type-set.js";

/** A constant with the type it is of. */
export interface TypedConstant {
  readonly type: SelType;
  readonly constant: Constant;
}

/** The constant of a content with its type, where both are known. */
export function constantOf(content: Content): TypedConstant | undefined {
  const type = onlyType(content.types);
  if (type === "NULL") return { type, constant: null };
  if (type === undefined || content.constant === undefined) return undefined;
  return { type, constant: content.constant };
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
  if (constant === null) return "null";
  if (type === "DOUBLE") return doubleText(constant as number);
  if (typeof constant !== "object") return String(constant);
  const hasText = constant.kind === "opaque" && type !== "DATETIME_FORMATTER";
  return hasText ? innerText({ type, value: constant.value } as evaluated.Box) : undefined;
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

const SAME_VALUE: Readonly<Partial<Record<SelBinaryOperator, Constant>>> = {
  "-": 0,
  "%": 0,
  "==": true,
  "!=": false,
  "<": false,
  ">": false,
  "<=": true,
  ">=": true,
};

/** The value of an operator where one operand, or that both are the same, decides it. */
export function foldPartly(operator: SelBinaryOperator, left: Content, right: Content): Constant | undefined {
  const type = onlyType(left.types);
  if (type === "NULL" && (operator === "<" || operator === ">")) return false;
  if (operator === "&&" && (left.constant === false || right.constant === false)) return false;
  if (operator === "||" && (left.constant === true || right.constant === true)) return true;
  const isSame = left.symbol !== undefined && left.symbol === right.symbol && type === onlyType(right.types);
  // NaN differs from itself.
  return isSame && type !== "DOUBLE" ? SAME_VALUE[operator] : undefined;
}
