import { baseType, type Expr, type Operator, type Type } from "@stave/ir-schema";
import type { SelBinaryOperator, SelExpression } from "../../sel/index.js";
import type { LiftedRef, LiftScope } from "./index.js";

type Lift<K extends SelExpression["kind"]> = (
  node: Extract<SelExpression, { kind: K }>,
  refOf: LiftScope,
) => LiftedRef | undefined;

const literal = (type: Type, value: unknown): LiftedRef => ({ expr: { kind: "literal", type, value }, type });
const op = (operator: Operator, type: Type, ...args: readonly LiftedRef[]): LiftedRef => ({
  expr: { kind: "op", op: operator, args: args.map(({ expr }) => expr) },
  type,
});
const call = (fn: string, type: Type, ...args: readonly LiftedRef[]): LiftedRef => ({
  expr: { kind: "call", fn, args: args.map(({ expr }) => expr) },
  type,
});

const isNumber = ({ type }: LiftedRef): boolean => type === "int" || type === "float";
const isText = ({ type }: LiftedRef): boolean => baseType(type) === "string";

const lifters: { readonly [K in SelExpression["kind"]]?: Lift<K> } = {
  long: ({ value }) => literal("int", typeof value === "bigint" ? String(value) : value),
  double: ({ value }) => (Number.isFinite(value) ? literal("float", value) : undefined),
  string: ({ value }) => literal("string", value),
  boolean: ({ value }) => literal("bool", value),
  name: ({ name }, refOf) => refOf(name),
  unary: liftUnary,
  binary: liftBinary,
  ternary: liftTernary,
  index: liftIndex,
  field: liftField,
  call: liftCall,
  arrayLiteral: liftArray,
};

/** The portable expression of one node; undefined where it has none. */
export function liftNode(node: SelExpression, refOf: LiftScope): LiftedRef | undefined {
  return (lifters[node.kind] as Lift<SelExpression["kind"]> | undefined)?.(node as never, refOf);
}

function liftAll(nodes: readonly SelExpression[], refOf: LiftScope): readonly LiftedRef[] | undefined {
  const lifted = nodes.map((node) => liftNode(node, refOf));
  return lifted.includes(undefined) ? undefined : (lifted as readonly LiftedRef[]);
}

function liftUnary(node: Extract<SelExpression, { kind: "unary" }>, refOf: LiftScope): LiftedRef | undefined {
  const operand = liftNode(node.operand, refOf);
  if (operand === undefined || node.operator === "+") return undefined;
  if (node.operator === "!") return operand.type === "bool" ? op("not", "bool", operand) : undefined;
  return isNumber(operand) ? op("neg", operand.type, operand) : undefined;
}

const comparisons: ReadonlySet<SelBinaryOperator> = new Set(["<", "<=", ">", ">="]);
const arithmetic: ReadonlySet<SelBinaryOperator> = new Set(["+", "-", "*", "/", "%"]);

/** `&&` and `||` stay SEL: there both sides are always evaluated, here only what is needed. */
function liftBinary(node: Extract<SelExpression, { kind: "binary" }>, refOf: LiftScope): LiftedRef | undefined {
  const sides = liftAll([node.left, node.right], refOf);
  const [left, right] = sides ?? [];
  if (!left || !right) return undefined;
  const { operator } = node;
  if (operator === "==" || operator === "!=") {
    const isAlike = left.type === right.type && typeof left.type === "string";
    return isAlike || (isNumber(left) && isNumber(right)) ? op(operator, "bool", left, right) : undefined;
  }
  if (comparisons.has(operator)) {
    return isNumber(left) && isNumber(right) ? op(operator as Operator, "bool", left, right) : undefined;
  }
  if (operator === "+" && (isText(left) || isText(right))) return liftJoined(left, right);
  if (!arithmetic.has(operator) || !isNumber(left) || !isNumber(right)) return undefined;
  const isInts = left.type === "int" && right.type === "int";
  // SEL cuts the quotient of two ints, and divides by nothing; the portable one is a float.
  if (isInts && operator === "/") return undefined;
  return op(operator as Operator, isInts ? "int" : "float", left, right);
}

/** Java writes floats in its own way, so they stay SEL. */
function liftJoined(left: LiftedRef, right: LiftedRef): LiftedRef | undefined {
  const isPlain = ({ type }: LiftedRef): boolean => ["string", "int", "bool"].includes(String(baseType(type)));
  return isPlain(left) && isPlain(right) ? op("+", "string", left, right) : undefined;
}

function liftTernary(node: Extract<SelExpression, { kind: "ternary" }>, refOf: LiftScope): LiftedRef | undefined {
  const [cond, then, otherwise] = liftAll([node.condition, node.then, node.otherwise], refOf) ?? [];
  if (cond?.type !== "bool" || !then || !otherwise) return undefined;
  if (JSON.stringify(then.type) !== JSON.stringify(otherwise.type)) return undefined;
  return { expr: { kind: "if", cond: cond.expr, then: then.expr, else: otherwise.expr }, type: then.type };
}

function liftIndex(node: Extract<SelExpression, { kind: "index" }>, refOf: LiftScope): LiftedRef | undefined {
  const [of, index] = liftAll([node.object, node.index], refOf) ?? [];
  if (!of || index?.type !== "int" || typeof of.type !== "object" || of.type.kind !== "list") return undefined;
  return { expr: { kind: "index", of: of.expr, index: index.expr }, type: of.type.of };
}

function liftField(node: Extract<SelExpression, { kind: "field" }>, refOf: LiftScope): LiftedRef | undefined {
  const of = liftNode(node.object, refOf);
  if (of === undefined || node.field.name !== "length" || typeof of.type !== "object") return undefined;
  return of.type.kind === "list" ? call("length", "int", of) : undefined;
}

interface Method {
  readonly fn: string;
  readonly result: Type;
  readonly args: readonly Type[];
}

const textMethods: Readonly<Record<string, Method>> = {
  toUpperCase: { fn: "upper", result: "string", args: [] },
  toLowerCase: { fn: "lower", result: "string", args: [] },
  length: { fn: "length", result: "int", args: [] },
  startsWith: { fn: "startsWith", result: "bool", args: ["string"] },
  endsWith: { fn: "endsWith", result: "bool", args: ["string"] },
  contains: { fn: "includes", result: "bool", args: ["string"] },
  lastIndexOf: { fn: "lastIndexOf", result: "int", args: ["string"] },
};

function liftCall(node: Extract<SelExpression, { kind: "call" }>, refOf: LiftScope): LiftedRef | undefined {
  if (node.object.kind === "name" && refOf(node.object.name) === undefined) return liftStatic(node, refOf);
  const [of, ...args] = liftAll([node.object, ...node.args], refOf) ?? [];
  if (of === undefined) return undefined;
  const { name } = node.method;
  if (typeof of.type === "object" && of.type.kind === "map") return liftMapCall(name, of, of.type.of, args);
  const method = isText(of) && Object.hasOwn(textMethods, name) ? textMethods[name] : undefined;
  const fits = method?.args.length === args.length && args.every(({ type }, index) => type === method.args[index]);
  return method && fits ? call(method.fn, method.result, of, ...args) : undefined;
}

function liftMapCall(name: string, of: LiftedRef, value: Type, args: readonly LiftedRef[]): LiftedRef | undefined {
  const [key, fallback] = args;
  if (key?.type !== "string") return undefined;
  if (name === "containsKey" && args.length === 1) return call("hasKey", "bool", of, key);
  const isFallback = name === "getOrDefault" && args.length === 2 && fallback?.type === value;
  return isFallback ? call("getOr", value, of, key, fallback) : undefined;
}

function liftStatic(node: Extract<SelExpression, { kind: "call" }>, refOf: LiftScope): LiftedRef | undefined {
  const name = node.object.kind === "name" ? `${node.object.name}.${node.method.name}` : "";
  const args = liftAll(node.args, refOf);
  const [first, second] = args ?? [];
  if (!first || !second || args?.length !== 2) return undefined;
  if (name === "Math.pow")
    return first.type === "float" && second.type === "float" ? call("pow", "float", first, second) : undefined;
  const isTexts = typeof second.type === "object" && second.type.kind === "list" && second.type.of === "string";
  return name === "String.join" && first.type === "string" && isTexts
    ? call("join", "string", second, first)
    : undefined;
}

const items: Readonly<Record<string, Type>> = {
  long: "int",
  int: "int",
  Long: "int",
  double: "float",
  String: "string",
  boolean: "bool",
};

function liftArray(node: Extract<SelExpression, { kind: "arrayLiteral" }>, refOf: LiftScope): LiftedRef | undefined {
  const of = Object.hasOwn(items, node.type.name) ? items[node.type.name] : undefined;
  const lifted = liftAll(node.elements, refOf);
  if (of === undefined || lifted === undefined || lifted.some(({ type }) => type !== of)) return undefined;
  const expr: Expr = { kind: "list", of, items: lifted.map((item) => item.expr) };
  return { expr, type: { kind: "list", of } };
}
