import { baseType, type Type, withoutNull } from "@stave/ir-schema";
import { refuse } from "./refuse.js";

/** SEL text that gives a value. */
export interface SelValue {
  readonly text: string;
  /** The type without null. */
  readonly type: Type;
  /** True for a name or a literal, which may be written twice. */
  readonly isSimple: boolean;
  /** SEL text that is true when there is no value; `text` may be evaluated only when it is false. */
  readonly isNull?: string;
}

/** A value written as a name or literal. */
export function simple(text: string, type: Type): SelValue {
  return { text, type: withoutNull(type), isSimple: true };
}

/** A value that SEL computes. */
export function computed(text: string, type: Type): SelValue {
  return { text, type: withoutNull(type), isSimple: false };
}

const words: Readonly<Record<string, string>> = { int: "long", float: "double", bool: "boolean" };
const texts: ReadonlySet<unknown> = new Set(["string", "date", "timestamp", "duration"]);

/** True for a type that SEL holds as text. */
export function isText(type: Type): boolean {
  return texts.has(baseType(type));
}

/** SEL's word for the items of a list type. */
export function elementWord(of: Type): string {
  const base = baseType(of);
  if (texts.has(base)) return "String";
  const word = typeof base === "string" ? words[base] : undefined;
  return word ?? refuse("Maestro has lists of texts, numbers and bools only");
}

/** The item type of a list that SEL can hold. */
export function itemType(type: Type): Type {
  if (typeof type === "string" || type.kind !== "list") return refuse("it is no list");
  elementWord(type.of);
  return type.of;
}

/** Some value of a type, for a place that is never read. */
export function placeholder(type: Type): string {
  const base = baseType(type);
  if (typeof base !== "string") return base.kind === "list" ? `new ${elementWord(base.of)}[0]` : "new HashMap()";
  if (texts.has(base)) return "''";
  const zeros: Readonly<Record<string, string>> = { int: "0", float: "0.0", bool: "false", null: "0" };
  return zeros[base] ?? refuse(`SEL has no values of type ${base}`);
}

/** SEL text of an int. */
export function intText(digits: string): string {
  if (digits === "-9223372036854775808") return "(0 - 9223372036854775807 - 1)";
  return digits.startsWith("-") ? `(${digits})` : digits;
}

/** SEL text of a float. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return "(0.0 / 0.0)";
  if (!Number.isFinite(value)) return value > 0 ? "(1.0 / 0.0)" : "(-1.0 / 0.0)";
  const text = Number.isInteger(value) && Math.abs(value) < 1e15 ? `${value}.0` : String(value);
  return value < 0 || Object.is(value, -0) ? `(-${text.replace(/^-/, "")})` : text;
}
