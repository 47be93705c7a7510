import type { Json, Type } from "../../generated/ir.js";
import { decodeValue, describeValue, encodeValue } from "../codec.js";
import { fails, float, gives, json, listOf, mapOf, struct } from "../example.js";
import { exprError } from "../expr-error.js";
import type { FunctionEntry, FunctionGroup } from "../function-entry.js";
import { jsonText } from "../json-text.js";
import { checkedInt, intFromFloat } from "../number.js";
import { selRefuses, selText } from "../sel-text.js";
import type { Value } from "../value.js";
import { valueText } from "../value-text.js";

type Num = number | bigint;

function intFromText(text: string): bigint {
  const match = /^\s*([+-]?)(\d+(?:_\d+)*)\s*$/.exec(text);
  if (match === null) throw exprError("text-does-not-parse", { text, expected: "an int" });
  const size = BigInt((match[2] ?? "").replaceAll("_", ""));
  return checkedInt(match[1] === "-" ? -size : size, () => text.trim());
}

const floatPattern =
  /^\s*[+-]?(?:(?:\d+(?:_\d+)*\.?(?:\d+(?:_\d+)*)?|\.\d+(?:_\d+)*)(?:e[+-]?\d+)?|inf(?:inity)?|nan)\s*$/i;

function floatFromText(text: string): number {
  if (!floatPattern.test(text)) throw exprError("text-does-not-parse", { text, expected: "a number" });
  const plain = text.trim().replaceAll("_", "").toLowerCase();
  if (plain.endsWith("nan")) return Number.NaN;
  if (plain.includes("inf")) return plain.startsWith("-") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return Number(plain);
}

function toInt(value: Value): Value {
  if (typeof value === "string") return intFromText(value);
  if (typeof value === "boolean") return value ? 1n : 0n;
  return typeof value === "bigint" ? value : intFromFloat(value as number, () => `toInt(${value})`);
}

function toFloat(value: Value): Value {
  if (typeof value === "string") return floatFromText(value);
  return typeof value === "boolean" ? Number(value) : Number(value as Num);
}

function toBool(text: string): boolean {
  if (text === "true" || text === "false") return text === "true";
  throw exprError("text-does-not-parse", { text, expected: '"true" or "false"' });
}

function parseWhole(text: string): bigint {
  const value = Number.parseInt(text, 10);
  if (Number.isNaN(value)) throw exprError("text-does-not-parse", { text, expected: "a text that starts with an int" });
  return checkedInt(BigInt(/^\s*([+-]?\d+)/.exec(text)?.[1]?.replace("+", "") ?? 0), () => text);
}

function parseJson(text: string): Value {
  let parsed: Json;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError)
      throw exprError("text-does-not-parse", { text: text.slice(0, 60), expected: "JSON" });
    throw error;
  }
  return decodeValue(parsed, "json");
}

/** A reader of one type from `json`; JSON of another form is an error. */
function jsonReader(name: string, type: Type, result: string, examples: FunctionEntry["examples"]): FunctionEntry {
  return {
    signatures: [`${name}(value: json): ${result}`],
    doc: `The JSON value as ${result}; an error when it is something else.`,
    evaluate: (value: Value) => {
      try {
        return decodeValue(encodeValue(value), type);
      } catch (error) {
        throw error instanceof Error && "code" in error
          ? exprError("value-of-wrong-kind", { found: describeValue(value), expected: result })
          : error;
      }
    },
    sel: selRefuses("its JSON is text"),
    examples,
  };
}

/** Conversions between types, and JSON. */
export const conversionFunctions: FunctionGroup = {
  title: "Conversion and JSON",
  doc: "A text that does not say what is asked for is an error, except where JavaScript gives NaN.",
  functions: {
    toText: {
      signatures: ["toText(value: P): string"],
      doc: "The text a template would show: numbers as JavaScript writes them, dates in ISO form.",
      evaluate: valueText,
      sel: { statements: true },
      examples: () => [
        gives([5], "5"),
        gives([float(5)], "5"),
        gives([float(1e21)], "1e+21"),
        gives([true], "true"),
        gives([0.1], "0.1"),
      ],
    },
    toInt: {
      signatures: ["toInt(value: N): int", "toInt(value: bool): int", "toInt(text: string): int"],
      doc: "The int of a number (cut toward zero), a bool, or a text of digits, as Python's `int`.",
      evaluate: toInt,
      python: { name: "int", code: "int(a)" },
      sel: {
        text: ([value], [type]) => {
          if (type === "string") return `Long.parseLong(${value}.trim())`;
          if (type === "bool") return `(${value} ? 1 : 0)`;
          return type === "int" ? (value ?? "") : `${value}.longValue()`;
        },
      },
      examples: () => [
        gives([" 42 "], 42),
        gives(["-7"], -7),
        gives([2.9], 2),
        gives([-2.9], -2),
        gives([true], 1),
        fails(["1.5"], "text-does-not-parse"),
        fails(["99999999999999999999"], "int-overflow"),
      ],
    },
    toFloat: {
      signatures: ["toFloat(value: N): float", "toFloat(value: bool): float", "toFloat(text: string): float"],
      doc: "The float of a number, a bool, or a text, as Python's `float`.",
      evaluate: toFloat,
      python: { name: "float", code: "float(a)" },
      sel: {
        text: ([value], [type]) => {
          if (type === "string") return `Double.parseDouble(${value}.trim())`;
          if (type === "bool") return `(${value} ? 1.0 : 0.0)`;
          return type === "int" ? `(${value} * 1.0)` : (value ?? "");
        },
      },
      examples: () => [
        gives(["1.5"], 1.5),
        gives([3], 3),
        gives([" -1e3 "], -1000),
        gives(["inf"], "Infinity"),
        fails(["x"], "text-does-not-parse"),
      ],
    },
    toBool: {
      signatures: ["toBool(text: string): bool"],
      doc: 'The bool of the text "true" or "false".',
      evaluate: toBool,
      sel: selText((text) => `new Boolean(${text})`),
      examples: () => [gives(["true"], true), gives(["false"], false), fails(["yes"], "text-does-not-parse")],
    },
    number: {
      signatures: ["number(value: N): N", "number(value: bool): int", "number(text: string): float"],
      doc: "What `Number(x)` gives: NaN for a text that is no number, 0 for an empty one.",
      evaluate: (value: Value) =>
        typeof value === "bigint" ? value : typeof value === "boolean" ? BigInt(value) : Number(value),
      js: { global: "Number" },
      sel: selRefuses("it has no NaN for a text that is no number"),
      examples: () => [gives(["1.5"], 1.5), gives(["x"], "NaN"), gives([""], 0), gives([3], 3), gives(["0x10"], 16)],
    },
    parseInt: {
      signatures: ["parseInt(text: string): int"],
      doc: "The int that the text starts with; a text that starts with none is an error.",
      evaluate: parseWhole,
      sel: selRefuses("it reads whole texts only; use `fn.toInt`"),
      examples: () => [gives(["12px"], 12), gives([" -3.9"], -3), fails(["px"], "text-does-not-parse")],
    },
    parseFloat: {
      signatures: ["parseFloat(text: string): float"],
      doc: "The number that the text starts with, NaN when it starts with none.",
      evaluate: (text: string) => Number.parseFloat(text),
      js: { global: "parseFloat" },
      sel: selRefuses("it reads whole texts only; use `fn.toFloat`"),
      examples: () => [gives(["1.5em"], 1.5), gives(["x"], "NaN"), gives(["-.5"], -0.5)],
    },
    toJson: {
      signatures: ["toJson(value: T): string"],
      doc: "The value as JSON text without blanks, keys sorted; dates as ISO texts, NaN and the infinities as null.",
      evaluate: jsonText,
      python: {
        name: "json.dumps",
        code: '__import__("json").dumps(a, separators=(",", ":"), sort_keys=True, ensure_ascii=False)',
      },
      sel: {
        text: ([value], [type]) => {
          const base = typeof type === "object" && type.kind === "list" ? type.of : type;
          if (base === "string" || base === "int" || base === "bool") return `Util.toJson(${value})`;
          return selRefuses("it writes floats and the keys of maps in its own way");
        },
      },
      examples: () => [
        gives([[1, 2]], "[1,2]"),
        gives(['a"b'], '"a\\"b"'),
        gives([mapOf("int", { b: 1, a: 2 })], '{"a":2,"b":1}'),
        gives([struct({ x: 1.5, ok: true })], '{"ok":true,"x":1.5}'),
        gives([float(Number.NaN)], "null"),
      ],
    },
    parseJson: {
      signatures: ["parseJson(text: string): json"],
      doc: "The JSON value of a text.",
      evaluate: parseJson,
      python: { name: "json.loads", code: '__import__("json").loads(a)' },
      sel: selRefuses("it cannot read JSON"),
      examples: () => [
        gives(['{"a": [1, 2.5]}'], { a: [1, 2.5] }),
        gives(["null"], null),
        fails(["{"], "text-does-not-parse"),
      ],
    },
    jsonToText: jsonReader("jsonToText", "string", "string", () => [
      gives([json("a")], "a"),
      fails([json(1)], "value-of-wrong-kind"),
    ]),
    jsonToInt: jsonReader("jsonToInt", "int", "int", () => [
      gives([json(3)], 3),
      fails([json(1.5)], "value-of-wrong-kind"),
    ]),
    jsonToFloat: jsonReader("jsonToFloat", "float", "float", () => [gives([json(3)], 3), gives([json(0.5)], 0.5)]),
    jsonToBool: jsonReader("jsonToBool", "bool", "bool", () => [
      gives([json(true)], true),
      fails([json("true")], "value-of-wrong-kind"),
    ]),
    jsonToList: jsonReader("jsonToList", { kind: "list", of: "json" }, "list<json>", () => [
      gives([json([1, "a"])], [1, "a"]),
    ]),
    jsonToMap: jsonReader("jsonToMap", { kind: "map", of: "json" }, "map<json>", () => [
      gives([json({ a: 1 })], { a: 1 }),
    ]),
    toJsonValue: {
      signatures: ["toJsonValue(value: T): json"],
      doc: "Any value as a `json` value.",
      evaluate: (value: Value) => decodeValue(encodeValue(value), "json"),
      sel: selRefuses("its JSON is text"),
      examples: () => [gives([[1, 2]], [1, 2]), gives([listOf("string", [])], [])],
    },
  },
};
