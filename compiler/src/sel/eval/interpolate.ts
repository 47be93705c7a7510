import { doubleText } from "../java/double-text.js";
import { quoted } from "../java/failure.js";
import { jsonDouble, jsonString } from "./json-text.js";
import type { TypedValue } from "./typed-value.js";

/** A literal whose references are to be replaced; other types stay as they are. */
export interface SelLiteral {
  readonly type: "STRING" | "STRING_ARRAY" | "STRING_MAP";
  readonly value: unknown;
}

/** A param that may not have a value yet. */
export interface InterpolationValue extends TypedValue {
  readonly evaluated?: boolean;
}

export type InterpolationVars = Readonly<Record<string, InterpolationValue>>;

export type Interpolated =
  | { readonly ok: true; readonly type: SelLiteral["type"]; readonly value: unknown }
  | { readonly ok: false; readonly errorKind: "unknown_reference" | "illegal_argument"; readonly message: string };

const REFERENCE = String.raw`\$(?:\{([a-zA-Z][-_./a-zA-Z0-9]*)\}|([a-zA-Z][_a-zA-Z0-9]*))`;
// A dollar sign counts as unescaped at the start, after two of them, and after anything else.
const UNESCAPED = String.raw`(?<=\$\$|[^$]|^)`;
const POTENTIAL = new RegExp(
  String.raw`${UNESCAPED}${REFERENCE}|${UNESCAPED}\$(\$\{[a-zA-Z][-_./a-zA-Z0-9]*\}|\$[a-zA-Z][_a-zA-Z0-9]*)|\$\$`,
  "g",
);

class UnknownReference extends Error {}

function arrayText(type: string, values: readonly unknown[]): string {
  const item = { STRING_ARRAY: (value: unknown) => (value === null ? "null" : jsonString(String(value))) }[type];
  const number = type === "DOUBLE_ARRAY" ? (value: unknown) => jsonDouble(Number(value)) : String;
  return `[${values.map(item ?? number).join(",")}]`;
}

function jsonOf({ type, value }: TypedValue): string {
  if (value === null) return "null";
  switch (type) {
    case "STRING":
      return jsonString(String(value));
    case "DOUBLE":
      return jsonDouble(Number(value));
    case "STRING_ARRAY":
    case "LONG_ARRAY":
    case "DOUBLE_ARRAY":
    case "BOOLEAN_ARRAY":
      return arrayText(type, value as unknown[]);
    case "MAP":
    case "STRING_MAP": {
      const entries = Object.entries(value as Record<string, unknown>);
      const texts = entries.map(([key, item]) => {
        const typed: TypedValue = type === "MAP" ? (item as TypedValue) : { type: "STRING", value: item };
        return `${jsonString(key)}:${jsonOf(typed)}`;
      });
      return `{${texts.join(",")}}`;
    }
    default:
      return String(value);
  }
}

/** Scalars stand as text, arrays and maps as JSON. */
function valueText(param: TypedValue): string {
  if (param.type === "STRING") return String(param.value);
  return param.type === "DOUBLE" ? doubleText(Number(param.value)) : jsonOf(param);
}

function replaceAll(text: string, vars: InterpolationVars): string {
  return text.replace(POTENTIAL, (whole, braced?: string, plain?: string, escaped?: string) => {
    const name = braced ?? plain;
    if (name === undefined) return escaped ?? (whole === "$$" ? "$" : whole);
    const param = Object.hasOwn(vars, name) ? vars[name] : undefined;
    if (param === undefined) throw new UnknownReference(`there is no param ${name}`);
    if (param.evaluated === false) throw new UnknownReference(`the param ${name} has no value yet`);
    return valueText(param);
  });
}

function interpolateMap(value: unknown, vars: InterpolationVars): Interpolated {
  const entries = Object.entries(value as Record<string, string>).map(
    ([key, item]) => [replaceAll(key, vars), replaceAll(item, vars)] as const,
  );
  const repeated = entries.find(([key], index) => entries.findIndex(([other]) => other === key) < index);
  if (repeated !== undefined) {
    return { ok: false, errorKind: "illegal_argument", message: `the key ${quoted(repeated[0])} stands twice` };
  }
  return { ok: true, type: "STRING_MAP", value: Object.fromEntries(entries) };
}

/**
 * Replaces `$name` and `${name}` in the texts of a literal param, as Maestro does.
 * @example
 * interpolateLiteral({ type: "STRING", value: "s3://b/$day" }, { day: { type: "LONG", value: "20240229" } });
 * // { ok: true, type: "STRING", value: "s3://b/20240229" }
 */
export function interpolateLiteral(literal: SelLiteral, vars: InterpolationVars): Interpolated {
  try {
    switch (literal.type) {
      case "STRING":
        return { ok: true, type: "STRING", value: replaceAll(String(literal.value), vars) };
      case "STRING_ARRAY": {
        const value = (literal.value as string[]).map((item) => replaceAll(item, vars));
        return { ok: true, type: "STRING_ARRAY", value };
      }
      case "STRING_MAP":
        return interpolateMap(literal.value, vars);
    }
  } catch (failure) {
    if (!(failure instanceof UnknownReference)) throw failure;
    return { ok: false, errorKind: "unknown_reference", message: failure.message };
  }
}
