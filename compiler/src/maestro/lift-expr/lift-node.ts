import { baseType, type Expr, type Operator, type Type } from "@stave/ir-schema";
import type { SelBinaryOperator, SelExpression } from "../../sel/index.js";
import type { LiftedRef, LiftScope } from "./index.js";
import { isTotal } from "./total.js";

type Lift<K extends SelExpression["kind"]> = (
  node: Extract<SelExpression, { kind: K }>,
  scope: LiftScope,
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
  name: ({ name }, scope) => scope.refOf(name),
  unary: liftUnary,
  binary: liftBinary,
  ternary: liftTernary,
  index: liftIndex,
  field: liftField,
  call: liftCall,
  arrayLiteral: liftArray,
};

/** The portable expression of one node; undefined where it has none. */
export function liftNode(node: SelExpression, scope: LiftScope): LiftedRef | undefined {
  return (lifters[node.kind] as Lift<SelExpression["kind"]> | undefined)?.(node as never, scope);
}

function liftAll(nodes: readonly SelExpression[], scope: LiftScope): readonly LiftedRef[] | undefined {
  const lifted = nodes.map((node) => liftNode(node, scope));
  return lifted.includes(undefined) ? undefined : (lifted as readonly LiftedRef[]);
}

function liftUnary(node: Extract<SelExpression, { kind: "unary" }>, scope: LiftScope): LiftedRef | undefined {
  const operand = liftNode(node.operand, scope);
  if (operand === undefined || node.operator === "+") return undefined;
  if (node.operator === "!") return operand.type === "bool" ? op("not", "bool", operand) : undefined;
  return isNumber(operand) ? op("neg", operand.type, operand) : undefined;
}

const comparisons: ReadonlySet<SelBinaryOperator> = new Set(["<", "<=", ">", ">="]);
const arithmetic: ReadonlySet<SelBinaryOperator> = new Set(["+", "-", "*", "/", "%"]);

function liftBinary(node: Extract<SelExpression, { kind: "binary" }>, scope: LiftScope): LiftedRef | undefined {
  const sides = liftAll([node.left, node.right], scope);
  const [left, right] = sides ?? [];
  if (!left || !right) return undefined;
  const { operator } = node;
  if (operator === "&&" || operator === "||") return liftLogic(operator, node.right, left, right);
  if (operator === "==" || operator === "!=") {
    const isAlike = left.type === right.type && typeof left.type === "string";
    return isAlike || areComparable(left, right) ? op(operator, "bool", left, right) : undefined;
  }
  if (comparisons.has(operator)) {
    return areComparable(left, right) ? op(operator as Operator, "bool", left, right) : undefined;
  }
  if (operator === "+" && (isText(left) || isText(right))) return liftJoined(left, right);
  if (!arithmetic.has(operator) || !isNumber(left) || !isNumber(right)) return undefined;
  const isInts = left.type === "int" && right.type === "int";
  // SEL cuts the quotient of two ints, and divides no float by an int of zero; the portable one is a float.
  if (operator === "/" && (isInts || !(right.type === "float" || isSmallInt(right, 1)))) return undefined;
  return op(operator as Operator, isInts ? "int" : "float", left, right);
}

/** SEL evaluates both sides, the portable language only what is needed: the same where the right side never fails. */
function liftLogic(
  operator: "&&" | "||",
  rightNode: SelExpression,
  left: LiftedRef,
  right: LiftedRef,
): LiftedRef | undefined {
  if (left.type !== "bool" || right.type !== "bool" || !isTotal(rightNode)) return undefined;
  return op(operator === "&&" ? "and" : "or", "bool", left, right);
}

/** SEL compares an int with a float as floats, the portable language exactly: the same for what a float holds. */
function areComparable(left: LiftedRef, right: LiftedRef): boolean {
  if (!isNumber(left) || !isNumber(right)) return false;
  return left.type === right.type || isSmallInt(left, 0) || isSmallInt(right, 0);
}

function isSmallInt({ expr }: LiftedRef, least: number): boolean {
  if (expr.kind !== "literal" || expr.type !== "int") return false;
  return Number.isSafeInteger(expr.value) && Math.abs(Number(expr.value)) >= least;
}

/** Java writes floats in its own way, so they stay SEL; a bool joins only on the right. */
function liftJoined(left: LiftedRef, right: LiftedRef): LiftedRef | undefined {
  if (baseType(left.type) === "bool") return undefined;
  const isPlain = ({ type }: LiftedRef): boolean => ["string", "int", "bool"].includes(String(baseType(type)));
  return isPlain(left) && isPlain(right) ? op("+", "string", left, right) : undefined;
}

function liftTernary(node: Extract<SelExpression, { kind: "ternary" }>, scope: LiftScope): LiftedRef | undefined {
  const [cond, then, otherwise] = liftAll([node.condition, node.then, node.otherwise], scope) ?? [];
  if (cond?.type !== "bool" || !then || !otherwise) return undefined;
  if (JSON.stringify(then.type) !== JSON.stringify(otherwise.type)) return undefined;
  return { expr: { kind: "if", cond: cond.expr, then: then.expr, else: otherwise.expr }, type: then.type };
}

function liftIndex(node: Extract<SelExpression, { kind: "index" }>, scope: LiftScope): LiftedRef | undefined {
  if (node.object.kind === "name" && node.object.name === "params") {
    return node.index.kind === "string" ? scope.refOf(node.index.value) : undefined;
  }
  const [of, index] = liftAll([node.object, node.index], scope) ?? [];
  if (!of || index?.type !== "int" || typeof of.type !== "object" || of.type.kind !== "list") return undefined;
  return { expr: { kind: "index", of: of.expr, index: index.expr }, type: of.type.of };
}

function liftField(node: Extract<SelExpression, { kind: "field" }>, scope: LiftScope): LiftedRef | undefined {
  const of = liftNode(node.object, scope);
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

function liftCall(node: Extract<SelExpression, { kind: "call" }>, scope: LiftScope): LiftedRef | undefined {
  if (node.object.kind === "name" && scope.refOf(node.object.name) === undefined) return liftStatic(node, scope);
  const [of, ...args] = liftAll([node.object, ...node.args], scope) ?? [];
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

function liftStatic(node: Extract<SelExpression, { kind: "call" }>, scope: LiftScope): LiftedRef | undefined {
  const name = node.object.kind === "name" ? `${node.object.name}.${node.method.name}` : "";
  if (name.startsWith("params.")) return liftParams(node, scope);
  const args = liftAll(node.args, scope);
  if (name === "Util.intsBetween" && args?.length === 3) return liftRange(args);
  const [first, second] = args ?? [];
  if (!first || !second || args?.length !== 2) return undefined;
  if (name === "Math.min" || name === "Math.max") return liftExtreme(name, first, second);
  if (name === "Math.pow")
    return first.type === "float" && second.type === "float" ? call("pow", "float", first, second) : undefined;
  const isTexts = typeof second.type === "object" && second.type.kind === "list" && second.type.of === "string";
  return name === "String.join" && first.type === "string" && isTexts
    ? call("join", "string", second, first)
    : undefined;
}

function liftExtreme(name: "Math.min" | "Math.max", first: LiftedRef, second: LiftedRef): LiftedRef | undefined {
  if (first.type !== "int" || second.type !== "int") return undefined;
  const list: Expr = { kind: "list", of: "int", items: [first.expr, second.expr] };
  return call(name === "Math.min" ? "mathMin" : "mathMax", "int", { expr: list, type: INTS });
}

const INTS: Type = { kind: "list", of: "int" };

/** Arguments of Java's methods have 32 bits. */
const MOST_IN_CALL = 2 ** 31;

/** Upwards both end before the last number, and so they do downwards; a step of nothing never ends in SEL. */
function liftRange(args: readonly LiftedRef[]): LiftedRef | undefined {
  const [from, to, step] = args;
  const isFixed = step?.expr.kind === "literal" && step.expr.value !== 0;
  const isWide = args.some(({ expr }) => expr.kind === "literal" && Math.abs(Number(expr.value)) >= MOST_IN_CALL);
  if (!from || !to || !step || !isFixed || isWide || args.some(({ type }) => type !== "int")) return undefined;
  return call("range", INTS, from, to, ...(step.expr.kind === "literal" && step.expr.value === 1 ? [] : [step]));
}

/** A read of a param or of a step's output by its name as a text. */
function liftParams(node: Extract<SelExpression, { kind: "call" }>, scope: LiftScope): LiftedRef | undefined {
  const names = node.args.map((arg) => (arg.kind === "string" ? arg.value : undefined));
  const [first, second] = names;
  if (first === undefined) return undefined;
  if (node.method.name === "get" && names.length === 1) return scope.refOf(first);
  const isOutput = node.method.name === "getFromStep" && names.length === 2 && second !== undefined;
  return isOutput ? scope.outputOf?.(first, second) : undefined;
}

const items: Readonly<Record<string, Type>> = {
  long: "int",
  int: "int",
  Long: "int",
  double: "float",
  String: "string",
  boolean: "bool",
};

/** SEL's stack holds no more of them. */
const MOST_ELEMENTS = 120;

function liftArray(node: Extract<SelExpression, { kind: "arrayLiteral" }>, scope: LiftScope): LiftedRef | undefined {
  const of = Object.hasOwn(items, node.type.name) ? items[node.type.name] : undefined;
  const lifted = node.elements.length > MOST_ELEMENTS ? undefined : liftAll(node.elements, scope);
  if (of === undefined || lifted === undefined || lifted.some(({ type }) => type !== of)) return undefined;
  const expr: Expr = { kind: "list", of, items: lifted.map((item) => item.expr) };
  return { expr, type: { kind: "list", of } };
}
