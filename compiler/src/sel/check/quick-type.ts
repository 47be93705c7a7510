import { CLASS_NAMES, isNoClass } from "../class-names.js";
import { ownEntry } from "../own-entry.js";
import type { SelBinary, SelCall, SelExpression, SelField, SelIndex, SelName, SelProgram } from "../syntax/ast.js";
import { ELEMENT_OF, type SelType } from "../types.js";
import type { SelCheckScope } from "./check-sel.js";
import type { SelVariable } from "./machine.js";
import { binaryType, unaryType } from "./operators.js";
import { guards, isSmallIndex, isUnknown, relies } from "./quick-facts.js";
import { QUICK_METHODS, QUICK_STATICS, type QuickMethod, takes } from "./quick-methods.js";

const DEEPEST = 60;

/**
 * The type of a program that is one plain expression nothing can be said against, so that most params never need the
 * abstract machine; undefined sends the program there.
 */
export function quickType(program: SelProgram, scope: SelCheckScope): SelType | undefined {
  const { body } = program;
  const statement = body[0];
  if (statement === undefined || body.length > 1 || scope.expected === "DOUBLE") return undefined;
  if (statement.kind !== "expression" && statement.kind !== "return") return undefined;
  const value = statement.kind === "return" ? statement.value : statement.expression;
  const type = typeOf(value, scope.vars, 0);
  return scope.expected === undefined || scope.expected === type ? type : undefined;
}

type Variables = SelCheckScope["vars"];

/** The one type of an expression without findings; undefined where that is not plain. */
function typeOf(node: SelExpression, vars: Variables, depth: number): SelType | undefined {
  if (depth > DEEPEST) return undefined;
  switch (node.kind) {
    case "name":
      return typeOfName(node.name, vars);
    case "long":
      return "LONG";
    case "double":
      return "DOUBLE";
    case "string":
      return "STRING";
    case "boolean":
      return "BOOLEAN";
    case "binary":
      return typeOfBinary(node, vars, depth + 1);
    case "unary": {
      const operand = typeOf(node.operand, vars, depth + 1);
      return operand === undefined ? undefined : unaryType(node.operator, operand);
    }
    case "ternary": {
      const then = typeOf(node.then, vars, depth + 1);
      if (then === undefined || then !== typeOf(node.otherwise, vars, depth + 1)) return undefined;
      return typeOf(node.condition, vars, depth + 1) === "BOOLEAN" ? then : undefined;
    }
    case "call":
      return typeOfCall(node, vars, depth + 1);
    case "index":
      return typeOfIndex(node, vars, depth + 1);
    case "field":
      return typeOfField(node, vars, depth + 1);
    default:
      return undefined;
  }
}

function typeOfName(name: string, vars: Variables): SelType | undefined {
  const entry = variableNamed(name, vars);
  if (entry === undefined || typeof entry === "string") return entry;
  return entry.entries === undefined ? plainType(entry) : undefined;
}

function variableNamed(name: string, vars: Variables): SelType | SelVariable | undefined {
  // Classes come before params.
  if (isNoClass(name) ? name === "params" : CLASS_NAMES.has(name)) return undefined;
  return ownEntry(vars, name);
}

/** The type of a value that is set whenever it is read. */
function plainType(entry: SelVariable): SelType | undefined {
  return entry.nullable === true || entry.type === "ANY" ? undefined : entry.type;
}

function typeOfBinary(node: SelBinary, vars: Variables, depth: number): SelType | undefined {
  const { operator, left, right } = node;
  const leftType = typeOf(left, vars, depth);
  const rightType = leftType === undefined ? undefined : typeOf(right, vars, depth);
  if (leftType === undefined || rightType === undefined) return undefined;
  switch (operator) {
    case "/":
    case "%":
      if (rightType === "LONG" && !isSafeDivisor(right)) return undefined;
      break;
    case "+":
      if (ELEMENT_OF[leftType] !== undefined || ELEMENT_OF[rightType] !== undefined) return undefined;
      if (isDateInt(left, leftType) || isDateInt(right, rightType)) return undefined;
      break;
    case "&&":
    case "||":
      if (guards(left) && relies(right)) return undefined;
  }
  if (leftType !== rightType && (isDivision(left) || isDivision(right))) return undefined;
  return binaryType(operator, leftType, rightType);
}

const isSafeDivisor = (node: SelExpression): boolean =>
  node.kind === "long" ? node.value !== 0 : node.kind === "field" || isUnknown(node);

/** A quotient that may have lost its fraction. */
const isDivision = (node: SelExpression): boolean => node.kind === "binary" && node.operator === "/";

/** A date as text, which looks like a number to add to. */
const isDateInt = (node: SelExpression, type: SelType): boolean =>
  type === "STRING" && node.kind === "call" && isUtil(node.object);

const isUtil = (node: SelExpression): node is SelName => node.kind === "name" && node.name === "Util";

function typeOfIndex({ object, index }: SelIndex, vars: Variables, depth: number): SelType | undefined {
  const array = typeOf(object, vars, depth);
  const element = array === undefined ? undefined : ELEMENT_OF[array];
  if (element === undefined || typeOf(index, vars, depth) !== "LONG") return undefined;
  return isSmallIndex(index) || isUnknown(index) ? element : undefined;
}

function typeOfField({ object, field }: SelField, vars: Variables, depth: number): SelType | undefined {
  if (field.name !== "length") return undefined;
  const array = typeOf(object, vars, depth);
  return array === undefined || ELEMENT_OF[array] === undefined ? undefined : "LONG";
}

/** The type of a call nothing can be said against; undefined where that is not plain. */
function typeOfCall(node: SelCall, vars: Variables, depth: number): SelType | undefined {
  const { object, method } = node;
  if (object.kind === "name") {
    const statics = QUICK_STATICS.get(object.name)?.get(method.name);
    if (statics !== undefined) {
      // A param of that name is hidden, which is worth a word.
      return ownEntry(vars, object.name) === undefined ? typeOfArguments(node, statics, vars, depth) : undefined;
    }
    const entry = variableNamed(object.name, vars);
    if (entry === "MAP") return mapCall(node, undefined, vars, depth);
    if (typeof entry === "object" && entry.type === "MAP") {
      return entry.nullable === true ? undefined : mapCall(node, entry.entries, vars, depth);
    }
  }
  const type = typeOf(object, vars, depth);
  if (type === undefined) return undefined;
  const quick = QUICK_METHODS[type]?.get(method.name);
  if (quick !== undefined) return typeOfArguments(node, quick, vars, depth);
  return type === "STRING" && isUnknown(object) ? partOfText(node, vars, depth) : undefined;
}

function typeOfArguments(node: SelCall, quick: QuickMethod, vars: Variables, depth: number): SelType | undefined {
  const { args } = node;
  const { parameters } = quick;
  if (parameters.length !== args.length) return undefined;
  for (let at = 0; at < args.length; at += 1) {
    const type = typeOf(args[at] as SelExpression, vars, depth);
    if (type === undefined || !takes(parameters[at] as QuickMethod["parameters"][number], type)) return undefined;
  }
  return quick.mayFail && !isUnknown(args[0] as SelExpression) ? undefined : quick.result;
}

type Entries = NonNullable<SelVariable["entries"]>;

function mapCall(node: SelCall, entries: Entries | undefined, vars: Variables, depth: number): SelType | undefined {
  const { args, method } = node;
  const [key] = args;
  if (key === undefined) return method.name === "size" ? "LONG" : undefined;
  if (args.length > 1 || typeOf(key, vars, depth) !== "STRING") return undefined;
  if (method.name === "containsKey") return "BOOLEAN";
  if (method.name !== "get" || entries === undefined || key.kind !== "string") return undefined;
  const entry = ownEntry(entries, key.value);
  return entry === undefined || entry.entries !== undefined ? undefined : plainType(entry);
}

/** A pattern that stands for itself. */
const PLAIN_PATTERN = /^[\w ,;:/=-]+$/;

function partOfText({ method, args }: SelCall, vars: Variables, depth: number): SelType | undefined {
  const [first, second] = args;
  if (first === undefined || args.length > 2) return undefined;
  if (method.name === "split") {
    return second === undefined && first.kind === "string" && PLAIN_PATTERN.test(first.value)
      ? "STRING_ARRAY"
      : undefined;
  }
  if (method.name !== "substring" || !isBound(first, vars, depth)) return undefined;
  if (second === undefined) return "STRING";
  const isReversed = first.kind === "long" && second.kind === "long" && first.value > second.value;
  return isBound(second, vars, depth) && !isReversed ? "STRING" : undefined;
}

const isBound = (node: SelExpression, vars: Variables, depth: number): boolean =>
  typeOf(node, vars, depth) === "LONG" && (isSmallIndex(node) || isUnknown(node));
