import { doubleText } from "../java/double-text.js";
import { quoted } from "../java/failure.js";
import { asciiDigits, parseLong } from "../java/long.js";
import type { TypedValue } from "./typed-value.js";

/** The types a Maestro param can be declared with. */
export type ParamType =
  | "STRING"
  | "LONG"
  | "DOUBLE"
  | "BOOLEAN"
  | "STRING_ARRAY"
  | "LONG_ARRAY"
  | "DOUBLE_ARRAY"
  | "BOOLEAN_ARRAY"
  | "MAP"
  | "STRING_MAP";

/** The value of a param, or why the result cannot become one. */
export type ConvertedResult =
  | { readonly ok: true; readonly type: ParamType; readonly value: unknown }
  | { readonly ok: false; readonly message: string };

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,10})?$/;

/** The text of a scalar as Java prints it; undefined for what is none. */
function scalarText({ type, value }: TypedValue): string | undefined {
  if (value === null) return undefined;
  if (type === "DOUBLE") return doubleText(Number(value));
  return type === "STRING" || type === "LONG" || type === "BOOLEAN" ? String(value) : undefined;
}

function toLong({ type, value }: TypedValue): unknown {
  if (type === "LONG") return value;
  const long = type === "STRING" && value !== null ? parseLong(String(value)) : undefined;
  return long === undefined ? undefined : String(long);
}

function toDouble(result: TypedValue): unknown {
  if (result.type === "BOOLEAN") return undefined;
  const text = asciiDigits(scalarText(result) ?? "");
  return DECIMAL.test(text) ? doubleText(Number(text)) : undefined;
}

function toBoolean({ type, value }: TypedValue): unknown {
  if (type === "BOOLEAN") return value;
  const text = type === "STRING" ? String(value).toLowerCase() : "";
  return text === "true" ? true : text === "false" ? false : undefined;
}

function toStringArray({ type, value }: TypedValue): unknown {
  if (!type.endsWith("_ARRAY")) return undefined;
  if (type !== "DOUBLE_ARRAY") return (value as unknown[]).map((item) => (item === null ? null : String(item)));
  return (value as unknown[]).map((item) => doubleText(Number(item)));
}

const toMap = ({ type, value }: TypedValue): unknown => (type === "MAP" && value !== null ? value : undefined);
const same =
  (declared: ParamType) =>
  ({ type, value }: TypedValue): unknown =>
    type === declared ? value : undefined;

const CONVERSIONS: Readonly<Record<ParamType, (result: TypedValue) => unknown>> = {
  STRING: scalarText,
  LONG: toLong,
  DOUBLE: toDouble,
  BOOLEAN: toBoolean,
  STRING_ARRAY: toStringArray,
  LONG_ARRAY: same("LONG_ARRAY"),
  DOUBLE_ARRAY: same("DOUBLE_ARRAY"),
  BOOLEAN_ARRAY: same("BOOLEAN_ARRAY"),
  MAP: toMap,
  STRING_MAP: toMap,
};

/**
 * Turns the result of an expression into the value of a param of the declared type, as Maestro does.
 * @example
 * convertResult({ type: "STRING", value: "20240229" }, "LONG"); // { ok: true, type: "LONG", value: "20240229" }
 * convertResult({ type: "DOUBLE", value: "2.5" }, "LONG"); // { ok: false, message: "…" }
 */
export function convertResult(result: TypedValue, declared: ParamType): ConvertedResult {
  const value = CONVERSIONS[declared](result);
  if (value !== undefined) return { ok: true, type: declared, value };
  const shown = scalarText(result);
  const what = shown === undefined ? result.type : `${result.type} ${quoted(shown)}`;
  return { ok: false, message: `the result is ${what}, which a ${declared} param does not take` };
}
