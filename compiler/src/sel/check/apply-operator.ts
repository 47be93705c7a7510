import type { SelBinary, SelBinaryOperator, SelExpression, SelUnary } from "../syntax/ast.js";
import type { SelType } from "../types.js";
import type { FindingKey, FindingParams, SelFix } from "./findings.js";
import { conversionFix, nullFirstFix } from "./fixes.js";
import { constantOf, foldBinary, foldPartly, foldUnary } from "./fold-operator.js";
import { type Box, type Constant, type Content, present, typed } from "./heap.js";
import type { Machine } from "./machine.js";
import { warnOperands } from "./operand-traps.js";
import { binaryType, unaryType } from "./operators.js";
import {
  bitOf,
  describeTypes,
  hasType,
  isPoisoned,
  NO_TYPE,
  onlyType,
  POISONED,
  setOf,
  type TypeSet,
  typesOf,
} from "./type-set.js";

const LONGEST_TEXT = 20_000;
const LONG = bitOf("LONG");
const BOOLEAN = bitOf("BOOLEAN");
const ARRAYS = setOf("STRING_ARRAY", "LONG_ARRAY", "DOUBLE_ARRAY", "BOOLEAN_ARRAY");

/** A value of some types, with its constant while it is small enough to follow. */
export function result(types: TypeSet, constant: Constant | undefined): Box {
  const isLarge = typeof constant === "string" && constant.length > LONGEST_TEXT;
  return constant === undefined || isLarge ? present(types) : typed(types, constant);
}

function resultTypes(operator: SelBinaryOperator, left: TypeSet, right: TypeSet): TypeSet {
  const leftType = onlyType(left);
  const rightType = onlyType(right);
  if (leftType !== undefined && rightType !== undefined) return resultBit(operator, leftType, rightType);
  let types = NO_TYPE;
  for (const one of typesOf(left)) for (const other of typesOf(right)) types |= resultBit(operator, one, other);
  return types;
}

function resultBit(operator: SelBinaryOperator, left: SelType, right: SelType): TypeSet {
  const type = binaryType(operator, left, right);
  return type === undefined ? NO_TYPE : bitOf(type);
}

/** The value of `left operator right`, or the end of the path where Maestro refuses it. */
export function applyBinary(machine: Machine, node: SelBinary, left: Box, right: Box): Box {
  const { operator } = node;
  const [leftContent, rightContent] = [left.content, right.content];
  if (isPoisoned(leftContent.types | rightContent.types)) return typed(POISONED);
  const types = resultTypes(operator, leftContent.types, rightContent.types);
  if (types === NO_TYPE) failBinary(machine, node, leftContent, rightContent);
  warnOperands(machine, node, leftContent, rightContent);
  const leftConstant = constantOf(leftContent);
  const rightConstant = constantOf(rightContent);
  if (isDivision(operator) && types === LONG && rightConstant?.constant === 0) {
    machine.fail("divisionByZero", node.right, {});
  }
  const knowable = leftConstant !== undefined && rightConstant !== undefined;
  const folded = knowable
    ? foldBinary(operator, leftConstant, rightConstant)
    : foldPartly(operator, leftContent, rightContent);
  return result(types, folded);
}

const isDivision = (operator: SelBinaryOperator): boolean => operator === "/" || operator === "%";

const isUnset = (content: Content): boolean => content.constant === null && !hasType(content.types, "NULL");

function failBinary(machine: Machine, node: SelBinary, left: Content, right: Content): never {
  const { operator } = node;
  if (onlyType(left.types) === "DOUBLE" && isUnset(right) && !hasType(right.types, "STRING")) {
    machine.fail("operandNull", node.right, { operator, operand: describeTypes(right.types) });
  }
  const params = { operator, left: describeTypes(left.types), right: describeTypes(right.types) };
  machine.fail("operandTypes", node, { ...params, advice: adviseBinary(node, left, right) }, fixBinary(node));
}

function fixBinary(node: SelBinary): SelFix | undefined {
  return node.operator === "==" || node.operator === "!=" ? nullFirstFix(node) : undefined;
}

function adviseBinary(node: SelBinary, left: Content, right: Content): string {
  const { operator } = node;
  const isEquality = operator === "==" || operator === "!=";
  if (isEquality && hasType(right.types, "NULL")) return `write null ${operator} … with null on the left`;
  if (isEquality && onlyType(left.types) === "STRING") {
    return "convert one side: Long.valueOf(text), or '' + number";
  }
  if (hasType(left.types, "NULL") || hasType(right.types, "NULL")) {
    return "test for null with null == value and choose with ?:";
  }
  if (onlyType(left.types) === "STRING" && "<>=".includes(operator[0] as string)) {
    return `write left.compareTo(right) ${operator} 0`;
  }
  if (((left.types | right.types) & ARRAYS) !== 0) return "write Util.toJson(array), or String.join(',', texts)";
  const isArithmetic = ["-", "*", "/", "%"].includes(operator);
  if (isArithmetic && hasType(left.types | right.types, "STRING"))
    return "write Long.valueOf(text) for the number in a text";
  if (onlyType(left.types) === "DATETIME") return "use isBefore, isAfter, isEqual, plusDays, Days.daysBetween";
  return operator === "+" ? "write '' + … to make text" : "";
}

/** The value of `operator operand`. */
export function applyUnary(machine: Machine, node: SelUnary, operand: Box): Box {
  const { types } = operand.content;
  if (isPoisoned(types)) return operand;
  const only = onlyType(types);
  const possible = only === undefined ? typesOf(types) : [only];
  const accepted = possible.filter((type) => unaryType(node.operator, type) !== undefined);
  if (accepted.length === 0) {
    const advice = hasType(types, "NULL") ? "null has no value to take" : "";
    machine.fail("operandType", node, { operator: node.operator, operand: describeTypes(types), advice });
  }
  const constant = constantOf(operand.content);
  return result(setOf(...accepted), constant === undefined ? undefined : foldUnary(node.operator, constant));
}

/** Ends the path when a value must be one of some types and is certainly none of them. */
export function requireType(
  machine: Machine,
  value: Box,
  allowed: TypeSet,
  refused: {
    readonly key: FindingKey;
    readonly at: SelExpression;
    readonly params: FindingParams;
    /** The type a fix may convert to. */
    readonly wanted?: SelType;
  },
  nullKey?: FindingKey,
): void {
  const { types } = value.content;
  if ((types & (allowed | POISONED)) !== 0) return;
  if (nullKey !== undefined && types === setOf("NULL")) machine.fail(nullKey, refused.at, refused.params);
  const fix = refused.wanted === undefined ? undefined : conversionFix(refused.at, refused.wanted, types);
  machine.fail(refused.key, refused.at, { found: describeTypes(types), ...refused.params }, fix);
}

/** The known truth of a condition, which must be BOOLEAN. */
export function conditionTruth(machine: Machine, node: SelExpression, value: Box): boolean | undefined {
  const { constant, types } = value.content;
  if (types !== BOOLEAN) {
    const refused = { key: "conditionType", at: node, params: { advice: "test it with null == … first" } } as const;
    requireType(machine, value, BOOLEAN, refused, "conditionNull");
  }
  return typeof constant === "boolean" ? constant : undefined;
}
