import { CLASS_NAMES } from "../class-names.js";
import type { SelBinary, SelCall, SelExpression, SelProgram } from "../syntax/ast.js";
import { ELEMENT_OF, type SelType } from "../types.js";
import type { SelCheckScope } from "./check-sel.js";
import { binaryType, unaryType } from "./operators.js";

const DEEPEST = 60;

interface QuickMethod {
  readonly parameters: readonly SelType[];
  readonly result: SelType;
}

const text = (result: SelType, ...parameters: readonly SelType[]): QuickMethod => ({ parameters, result });

/** Methods of STRING that cannot fail on a text and arguments of these types. */
const TEXT_METHODS: ReadonlyMap<string, QuickMethod> = new Map([
  ["length", text("LONG")],
  ["isEmpty", text("BOOLEAN")],
  ["trim", text("STRING")],
  ["toUpperCase", text("STRING")],
  ["toLowerCase", text("STRING")],
  ["startsWith", text("BOOLEAN", "STRING")],
  ["endsWith", text("BOOLEAN", "STRING")],
  ["contains", text("BOOLEAN", "STRING")],
  ["compareTo", text("LONG", "STRING")],
  ["lastIndexOf", text("LONG", "STRING")],
]);

/**
 * The type of a program that is one plain expression nothing can be said against, so that most params never need the
 * abstract machine; undefined sends the program there.
 */
export function quickType(program: SelProgram, scope: SelCheckScope): SelType | undefined {
  const [statement] = program.body;
  if (statement?.kind !== "expression" || program.body.length > 1 || scope.expected === "DOUBLE") return undefined;
  const type = typeOf(statement.expression, scope.vars, 0);
  return scope.expected === undefined || scope.expected === type ? type : undefined;
}

type Variables = SelCheckScope["vars"];

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
    default:
      return undefined;
  }
}

function typeOfName(name: string, vars: Variables): SelType | undefined {
  // Classes come before params.
  if (name === "params" || CLASS_NAMES.has(name)) return undefined;
  const entry = Object.hasOwn(vars, name) ? vars[name] : undefined;
  if (entry === undefined || typeof entry === "string") return entry;
  const isPlain = entry.nullable !== true && entry.entries === undefined && entry.type !== "ANY";
  return isPlain ? (entry.type as SelType) : undefined;
}

function typeOfBinary(node: SelBinary, vars: Variables, depth: number): SelType | undefined {
  const { operator, left, right } = node;
  const leftType = typeOf(left, vars, depth);
  const rightType = leftType === undefined ? undefined : typeOf(right, vars, depth);
  if (leftType === undefined || rightType === undefined) return undefined;
  switch (operator) {
    case "/":
    case "%":
      // Divisions by zero and those that lose a fraction are told apart by the machine.
      return undefined;
    case "+":
      if (ELEMENT_OF[leftType] !== undefined || ELEMENT_OF[rightType] !== undefined) return undefined;
      break;
    case "&&":
    case "||":
      // A call or field on the left may be a guard.
      if (mayGuard(left, 0)) return undefined;
  }
  return binaryType(operator, leftType, rightType);
}

function mayGuard(node: SelExpression, depth: number): boolean {
  if (depth > DEEPEST) return true;
  switch (node.kind) {
    case "binary":
      return mayGuard(node.left, depth + 1) || mayGuard(node.right, depth + 1);
    case "unary":
      return mayGuard(node.operand, depth + 1);
    case "name":
    case "long":
    case "double":
    case "string":
    case "boolean":
      return false;
    default:
      return true;
  }
}

function typeOfCall({ object, method, args }: SelCall, vars: Variables, depth: number): SelType | undefined {
  const quick = TEXT_METHODS.get(method.name);
  if (quick === undefined || quick.parameters.length !== args.length) return undefined;
  if (typeOf(object, vars, depth) !== "STRING") return undefined;
  for (const [at, arg] of args.entries()) {
    if (typeOf(arg, vars, depth) !== quick.parameters[at]) return undefined;
  }
  return quick.result;
}
