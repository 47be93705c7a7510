import type { SelAssignOperator, SelBinaryOperator, SelUnaryOperator } from "../syntax/ast.js";
import type { SelType } from "../types.js";

/** Singletons of classes: nothing can be done with them but call their members. */
export const STATIC_TYPES: ReadonlySet<SelType> = new Set<SelType>([
  "UUID",
  "MATH",
  "PRESET_PARAMS",
  "PRESET_UTIL_FUNCTION",
  "PRESET_MISC_FUNC_FIELDS",
]);

const isScalar = (type: SelType): boolean => isNumber(type) || type === "STRING" || type === "BOOLEAN";
const isNumber = (type: SelType): boolean => type === "LONG" || type === "DOUBLE";

function arithmetic(left: SelType, right: SelType): SelType | undefined {
  if (!isNumber(left) || !isNumber(right)) return undefined;
  return left === "LONG" && right === "LONG" ? "LONG" : "DOUBLE";
}

function plus(left: SelType, right: SelType): SelType | undefined {
  if (left === "STRING" || left === "NULL") return STATIC_TYPES.has(right) ? undefined : "STRING";
  if (isNumber(left) && right === "STRING") return "STRING";
  return arithmetic(left, right);
}

const EQUAL_TO: Readonly<Partial<Record<SelType, readonly SelType[]>>> = {
  LONG: ["LONG", "DOUBLE", "STRING", "NULL"],
  DOUBLE: ["LONG", "DOUBLE", "STRING", "NULL"],
  STRING: ["STRING", "NULL"],
  BOOLEAN: ["BOOLEAN", "NULL"],
};

function equality(left: SelType, right: SelType): SelType | undefined {
  if (left === right && isScalar(left)) return "BOOLEAN";
  if (left === "NULL") return STATIC_TYPES.has(right) ? undefined : "BOOLEAN";
  return EQUAL_TO[left]?.includes(right) === true ? "BOOLEAN" : undefined;
}

const numbers = (left: SelType, right: SelType): SelType | undefined =>
  isNumber(left) && isNumber(right) ? "BOOLEAN" : undefined;

/** The type of `left operator right`, or undefined where Maestro refuses the operands. */
export function binaryType(operator: SelBinaryOperator, left: SelType, right: SelType): SelType | undefined {
  switch (operator) {
    case "+":
      return plus(left, right);
    case "-":
    case "*":
    case "/":
    case "%":
      return arithmetic(left, right);
    case "==":
    case "!=":
      return equality(left, right);
    case "<":
    case ">":
      return left === "NULL" ? "BOOLEAN" : numbers(left, right);
    case "<=":
    case ">=":
      return numbers(left, right);
    case "&&":
    case "||":
      return left === "BOOLEAN" && right === "BOOLEAN" ? "BOOLEAN" : undefined;
  }
}

/** The type of `operator operand`, or undefined where Maestro refuses the operand. */
export function unaryType(operator: SelUnaryOperator, operand: SelType): SelType | undefined {
  if (operator === "!") return operand === "BOOLEAN" ? "BOOLEAN" : undefined;
  return isNumber(operand) ? operand : undefined;
}

/** Whether a name may be created by an assignment of a value of this type. */
export function canCreate(type: SelType): boolean {
  return type !== "NULL" && !STATIC_TYPES.has(type);
}

/** Whether `target operator value` is accepted for an existing target. */
export function canAssign(operator: SelAssignOperator, target: SelType, value: SelType): boolean {
  if (operator === "=") return target === value && canCreate(target);
  if (target === "STRING") return operator === "+=" && !STATIC_TYPES.has(value);
  return isNumber(target) && target === value;
}
