import { doubleText } from "../java/double-text.js";
import { illegal } from "../java/failure.js";
import { HashMap } from "../java/hash-map.js";
import { hashText } from "../java/text.js";
import { checkUnboxable, cutLong } from "./argument.js";
import { type Box, type BoxMap, isArray, type ScalarBox } from "./box.js";
import { OutputBudget } from "./output-budget.js";

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\b": "\\b",
  "\t": "\\t",
  "\n": "\\n",
  "\f": "\\f",
  "\r": "\\r",
};

const hexadecimal = (unit: string): string => unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");

/** A JSON string as Jackson writes it. */
export function jsonString(text: string): string {
  const escaped = text.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what JSON must escape
    /["\\\u0000-\u001f]/g,
    (unit) => SHORT_ESCAPES[unit] ?? `\\u${hexadecimal(unit)}`,
  );
  return `"${escaped}"`;
}

/** A JSON number as Jackson writes it; what is no number becomes a string. */
export function jsonDouble(value: number): string {
  return Number.isFinite(value) ? doubleText(value) : `"${value}"`;
}

function scalarText(box: ScalarBox, cut: boolean): string {
  switch (box.type) {
    case "STRING":
      return box.value === null ? "null" : jsonString(box.value);
    case "LONG":
      return String(cut ? cutLong(box.value) : box.value);
    case "DOUBLE":
      return jsonDouble(box.value);
    case "BOOLEAN":
      return String(box.value);
  }
}

const KEY_RULES = {
  hash: (key: string | null): number => (key === null ? 0 : hashText(key)),
  equals: (left: string | null, right: string | null): boolean => left === right,
};

/** Java copies the map before writing it, which may merge keys and change their order. */
function mapText(map: BoxMap, budget: OutputBudget): string {
  const copy = new HashMap<string | null, string>(KEY_RULES);
  budget.take(map.size * 200);
  budget.inside(() => {
    for (const [key, value] of map) copy.put(key.value, valueText(value, false, budget));
  });
  const entries = [...copy].map(([key, text]) => `${jsonString(key ?? illegal("a map key is null"))}:${text}`);
  return `{${entries.join(",")}}`;
}

function valueText(box: Box, cut: boolean, budget: OutputBudget): string {
  if (isArray(box)) return `[${box.value.map((element) => scalarText(element, false)).join(",")}]`;
  if (box.value === null) return "null";
  switch (box.type) {
    case "STRING":
      budget.take(box.value.length);
      return scalarText(box, cut);
    case "LONG":
    case "DOUBLE":
    case "BOOLEAN":
      return scalarText(box, cut);
    case "MAP":
      return mapText(box.value, budget);
    default:
      return illegal(`${box.type} cannot be written as JSON`);
  }
}

/** `Util.toJson`: a LONG by itself is cut to 32 bits, one inside of a map or an array is not. */
export function jsonText(box: Box): string {
  checkUnboxable(box);
  return valueText(box, true, new OutputBudget());
}
