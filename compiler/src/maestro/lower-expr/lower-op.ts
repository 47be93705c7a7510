import { baseType, type Expr, isWholePower, type Type } from "@stave/ir-schema";
import { coerced } from "./coerce.js";
import { compareDurations } from "./duration.js";
import type { Emitter } from "./emitter.js";
import { textOf } from "./float-text.js";
import { chosen, lowerNode, lowerWhole } from "./lower-node.js";
import { refuse } from "./refuse.js";
import { computed, isText, type SelValue, simple } from "./value.js";

type OpExpr = Extract<Expr, { kind: "op" }>;

/** The SEL of an operator. */
export function lowerOp(node: OpExpr, emitter: Emitter): SelValue {
  const [left, right] = node.args as readonly [Expr, Expr | undefined];
  if (node.op === "not") return computed(`(!${lowerWhole(left, emitter).text})`, "bool");
  if (node.op === "neg") return negated(lowerWhole(left, emitter));
  if (right === undefined) return refuse(`\`${node.op}\` has one operand`);
  if (node.op === "and" || node.op === "or") return lowerLogic(node, left, right, emitter);
  if (node.op === "??") return lowerFallback(node, left, right, emitter);
  const isDurations = [left, right].every((operand) => emitter.types.get(operand) === "duration");
  if (isDurations) return compareDurations(node.op, left, right, emitter);
  if (node.op === "==" || node.op === "!=") return lowerEquality(node.op, left, right, emitter);
  const [first, second] = [lowerWhole(left, emitter), lowerWhole(right, emitter)];
  if (["<", "<=", ">", ">="].includes(node.op)) return compared(node.op, first, second);
  return lowerArithmetic(node, first, second, emitter);
}

/** SEL's `0 - x` gives 0.0 where `-x` gives -0.0, and only ints have no minus before a literal's own. */
function negated(value: SelValue): SelValue {
  return computed(`(-${value.text})`, baseType(value.type));
}

/** SEL evaluates both sides of `&&` and `||`, so a choice stands for them. */
function lowerLogic(node: OpExpr, left: Expr, right: Expr, emitter: Emitter): SelValue {
  const first = lowerWhole(left, emitter);
  const constant = (): SelValue => simple(node.op === "or" ? "true" : "false", "bool");
  const second = (): SelValue => lowerWhole(right, emitter);
  return node.op === "and"
    ? chosen(node, first, second, constant, emitter)
    : chosen(node, first, constant, second, emitter);
}

function lowerFallback(node: OpExpr, left: Expr, right: Expr, emitter: Emitter): SelValue {
  const value = lowerNode(left, emitter);
  const type = emitter.types.get(node) ?? value.type;
  if (value.isNull === undefined) return coerced(value, type, emitter);
  if (value.isNull === "true") return coerced(lowerNode(right, emitter), type, emitter);
  const held = /^\w+$/.test(value.isNull) ? value : { ...value, isNull: emitter.name(value.isNull) };
  const whole: SelValue = { text: held.text, type: held.type, isSimple: held.isSimple };
  return chosen(
    node,
    simple(held.isNull ?? "false", "bool"),
    () => lowerNode(right, emitter),
    () => whole,
    emitter,
  );
}

function lowerEquality(operator: "==" | "!=", left: Expr, right: Expr, emitter: Emitter): SelValue {
  const [a, b] = [lowerNode(left, emitter), lowerNode(right, emitter)];
  const wanted = (text: string): SelValue => computed(operator === "==" ? text : `(!${text})`, "bool");
  if (a.type === "null" || b.type === "null") {
    const other = a.type === "null" ? b : a;
    return wanted(other.isNull ?? "false");
  }
  if (a.isNull === undefined && b.isNull === undefined) return computed(equal(a, b, operator), "bool");
  const [x, y] = [emitter.held(a), emitter.held(b)];
  const nulls = [x.isNull ?? "false", y.isNull ?? "false"] as const;
  return wanted(`(${nulls[0]} ? ${nulls[1]} : (${nulls[1]} ? false : ${equal(x, y)}))`);
}

/** SEL text that compares two values that are not null for equality. */
export function equal(a: SelValue, b: SelValue, operator: "==" | "!=" = "=="): string {
  const base = baseType(a.type);
  if (base === "timestamp") return `(${millis(a)} ${operator} ${millis(b)})`;
  if (base === "duration") return refuse("Maestro holds durations as text");
  return `(${a.text} ${operator} ${b.text})`;
}

const millis = (value: SelValue): string => `new DateTime(${value.text}, DateTimeZone.UTC).getMillis()`;

/** SEL text that compares two values of an ordered type. */
export function compared(operator: string, a: SelValue, b: SelValue): SelValue {
  const base: Type = baseType(a.type);
  if (base === "timestamp") return computed(`(${millis(a)} ${operator} ${millis(b)})`, "bool");
  if (base === "duration") return refuse("Maestro holds durations as text");
  if (isText(base)) return computed(`(${a.text}.compareTo(${b.text}) ${operator} 0)`, "bool");
  return computed(`(${a.text} ${operator} ${b.text})`, "bool");
}

function lowerArithmetic(node: OpExpr, left: SelValue, right: SelValue, emitter: Emitter): SelValue {
  const type = emitter.types.get(node) ?? refuse("the type of an operation is not known");
  if (type === "string") {
    const start = isText(left.type) ? "" : "'' + ";
    return computed(`(${start}${textOf(left, emitter)} + ${textOf(right, emitter)})`, "string");
  }
  if (node.op === "**") return lowerPower(node, left, right, emitter);
  if (node.op === "/") return computed(`(${coerced(left, "float", emitter).text} / ${right.text})`, "float");
  const isInts = baseType(left.type) === "int" && baseType(right.type) === "int";
  const first =
    isInts || baseType(left.type) === "float" || baseType(right.type) === "float"
      ? left
      : coerced(left, "float", emitter);
  return computed(`(${first.text} ${node.op} ${right.text})`, isInts ? "int" : "float");
}

function lowerPower(node: OpExpr, left: SelValue, right: SelValue, emitter: Emitter): SelValue {
  const isInts = baseType(left.type) === "int" && baseType(right.type) === "int";
  if (!isInts || !isWholePower(node)) {
    const [base, exponent] = [coerced(left, "float", emitter), coerced(right, "float", emitter)];
    return computed(`Math.pow(${base.text}, ${exponent.text})`, "float");
  }
  const count = Number(right.text);
  if (count === 0) return simple("1", "int");
  if (count > 63) return refuse(`the power ${count} does not fit an int`);
  const base = emitter.held(left).text;
  return computed(`(${Array.from({ length: count }, () => base).join(" * ")})`, "int");
}
