import { doubleText } from "../java/double-text.js";
import { Failure } from "../java/failure.js";
import { addLong, divideLong, type Long, multiplyLong, negateLong, remainderLong, subtractLong } from "../java/long.js";
import type { SelAssignOperator, SelBinaryOperator, SelUnaryOperator } from "../syntax/ast.js";
import { type Box, isOpaque } from "./box.js";
import { innerText } from "./box-text.js";
import { TEXT_LIMIT } from "./limits.js";
import type { Machine } from "./machine.js";

function refuse(left: Box, operator: string, right: Box): never {
  throw new Failure("type_error", `${left.type} ${operator} ${right.type} has no meaning`);
}

function nonZero(divisor: Long): Long {
  if (divisor === 0) throw new Failure("arithmetic", "a LONG is divided by 0");
  return divisor;
}

function longBinary(machine: Machine, operator: SelBinaryOperator, left: Long, right: Long): Box | undefined {
  switch (operator) {
    case "+":
      return machine.long(addLong(left, right));
    case "-":
      return machine.long(subtractLong(left, right));
    case "*":
      return machine.long(multiplyLong(left, right));
    case "/":
      return machine.long(divideLong(left, nonZero(right)));
    case "%":
      return machine.long(remainderLong(left, nonZero(right)));
    default:
      return compare(machine, operator, left, right);
  }
}

function compare(machine: Machine, operator: SelBinaryOperator, left: Long, right: Long): Box | undefined {
  switch (operator) {
    case "==":
      return machine.boolean(left === right);
    case "!=":
      return machine.boolean(left !== right);
    case "<":
      return machine.boolean(left < right);
    case ">":
      return machine.boolean(left > right);
    case "<=":
      return machine.boolean(left <= right);
    case ">=":
      return machine.boolean(left >= right);
    default:
      return undefined;
  }
}

function doubleBinary(machine: Machine, operator: SelBinaryOperator, left: number, right: number): Box | undefined {
  switch (operator) {
    case "+":
      return machine.double(left + right);
    case "-":
      return machine.double(left - right);
    case "*":
      return machine.double(left * right);
    case "/":
      return machine.double(left / right);
    case "%":
      return machine.double(left % right);
    default:
      return compare(machine, operator, left, right);
  }
}

const isEquality = (operator: string): boolean => operator === "==" || operator === "!=";

/** Compares null with a value; only values that Java holds as null are equal to it. */
function nullEquality(machine: Machine, operator: SelBinaryOperator, other: Box): Box {
  if (isOpaque(other)) refuse({ type: "NULL", value: null }, operator, other);
  return machine.boolean((other.value === null) === (operator === "=="));
}

function stringBinary(machine: Machine, left: Box & { type: "STRING" }, operator: SelBinaryOperator, right: Box): Box {
  if (operator === "+") return machine.text(concatenate(machine, left.value, right));
  if (!isEquality(operator) || (right.type !== "STRING" && right.type !== "NULL")) refuse(left, operator, right);
  if (left.value !== null && left.value !== right.value) machine.scan(left.value);
  return machine.boolean((left.value === right.value) === (operator === "=="));
}

function concatenate(machine: Machine, left: string | null, right: Box): string {
  const before = String(left);
  const after = innerText(right);
  if (right.type === "MAP") machine.scan(after);
  if (before.length + after.length > TEXT_LIMIT) machine.exceeded("characters in one text", TEXT_LIMIT);
  return before + after;
}

function doubleWith(machine: Machine, left: Box & { type: "DOUBLE" }, operator: SelBinaryOperator, right: Box): Box {
  switch (right.type) {
    case "DOUBLE":
    case "LONG": {
      const value = Number(right.value);
      return doubleBinary(machine, operator, left.value, value) ?? refuse(left, operator, right);
    }
    case "STRING":
      return stringBinary(machine, machine.text(doubleText(left.value)), operator, right);
    case "NULL":
      return isEquality(operator) ? nullEquality(machine, operator, left) : refuse(left, operator, right);
    default:
      if (right.value === null && !isOpaque(right)) {
        throw new Failure("null_access", `the ${right.type} right of ${operator} is not set`);
      }
      return refuse(left, operator, right);
  }
}

function longWith(machine: Machine, left: Box & { type: "LONG" }, operator: SelBinaryOperator, right: Box): Box {
  switch (right.type) {
    case "LONG":
      return longBinary(machine, operator, left.value, right.value) ?? refuse(left, operator, right);
    case "DOUBLE":
      return doubleWith(machine, machine.double(Number(left.value)), operator, right);
    case "STRING":
      return stringBinary(machine, machine.text(String(left.value)), operator, right);
    default:
      return right.type === "NULL" && isEquality(operator)
        ? nullEquality(machine, operator, left)
        : refuse(left, operator, right);
  }
}

function booleanWith(machine: Machine, left: Box & { type: "BOOLEAN" }, operator: SelBinaryOperator, right: Box): Box {
  if (right.type === "NULL" && isEquality(operator)) return nullEquality(machine, operator, left);
  if (right.type !== "BOOLEAN") return refuse(left, operator, right);
  switch (operator) {
    case "&&":
      return machine.boolean(left.value && right.value);
    case "||":
      return machine.boolean(left.value || right.value);
    case "==":
      return machine.boolean(left.value === right.value);
    case "!=":
      return machine.boolean(left.value !== right.value);
    default:
      return refuse(left, operator, right);
  }
}

function nullWith(machine: Machine, left: Box, operator: SelBinaryOperator, right: Box): Box {
  switch (operator) {
    case "==":
    case "!=":
      return nullEquality(machine, operator, right);
    case "<":
    case ">":
      return machine.boolean(false);
    case "+":
      return machine.text(concatenate(machine, null, right));
    default:
      return refuse(left, operator, right);
  }
}

/** Applies a binary operator; both operands have been evaluated. */
export function binary(machine: Machine, operator: SelBinaryOperator, left: Box, right: Box): Box {
  switch (left.type) {
    case "LONG":
      return longWith(machine, left, operator, right);
    case "STRING":
      return stringBinary(machine, left, operator, right);
    case "BOOLEAN":
      return booleanWith(machine, left, operator, right);
    case "DOUBLE":
      return doubleWith(machine, left, operator, right);
    case "NULL":
      return nullWith(machine, left, operator, right);
    default:
      return refuse(left, operator, right);
  }
}

export function unary(machine: Machine, operator: SelUnaryOperator, operand: Box): Box {
  if (operator === "!" && operand.type === "BOOLEAN") return machine.boolean(!operand.value);
  if (operator !== "!" && operand.type === "LONG") {
    return machine.long(operator === "-" ? negateLong(operand.value) : operand.value);
  }
  if (operator !== "!" && operand.type === "DOUBLE") {
    return machine.double(operator === "-" ? -operand.value : operand.value);
  }
  throw new Failure("type_error", `${operator} has no meaning for ${operand.type}`);
}

function longAssign(target: Box & { type: "LONG" }, operator: SelAssignOperator, value: Long): void {
  switch (operator) {
    case "=":
      target.value = value;
      return;
    case "+=":
      target.value = addLong(target.value, value);
      return;
    case "-=":
      target.value = subtractLong(target.value, value);
      return;
    case "*=":
      target.value = multiplyLong(target.value, value);
      return;
    case "/=":
      target.value = divideLong(target.value, nonZero(value));
      return;
    case "%=":
      target.value = remainderLong(target.value, nonZero(value));
      return;
  }
}

function doubleAssign(target: Box & { type: "DOUBLE" }, operator: SelAssignOperator, value: number): void {
  switch (operator) {
    case "=":
      target.value = value;
      return;
    case "+=":
      target.value += value;
      return;
    case "-=":
      target.value -= value;
      return;
    case "*=":
      target.value *= value;
      return;
    case "/=":
      target.value /= value;
      return;
    case "%=":
      target.value %= value;
      return;
  }
}

const ASSIGNABLE: ReadonlySet<string> = new Set([
  "STRING",
  "BOOLEAN",
  "STRING_ARRAY",
  "LONG_ARRAY",
  "DOUBLE_ARRAY",
  "BOOLEAN_ARRAY",
  "MAP",
  "DATETIME",
  "DATETIME_ZONE",
  "DATETIME_FORMATTER",
  "DATETIME_PROPERTY",
  "DATETIME_DAYS",
]);

/** Changes the value inside the target; the types must be the same, except for `+=` on a STRING. */
export function assign(machine: Machine, target: Box, operator: SelAssignOperator, value: Box): void {
  if (target.type === "LONG" && value.type === "LONG") longAssign(target, operator, value.value);
  else if (target.type === "DOUBLE" && value.type === "DOUBLE") doubleAssign(target, operator, value.value);
  else if (target.type === "STRING" && operator === "+=") target.value = concatenate(machine, target.value, value);
  else if (operator === "=" && target.type === value.type && ASSIGNABLE.has(target.type)) {
    (target as { value: unknown }).value = value.value;
  } else throw new Failure("type_error", `${value.type} cannot be assigned to ${target.type} with ${operator}`);
}
