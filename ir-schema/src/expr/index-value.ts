import { describeValue } from "./codec.js";
import { exprError } from "./expr-error.js";
import type { Value } from "./value.js";

/** The item at a position from 0, or the value of a key; an error where there is none. */
export function indexValue(of: Value, index: Value): Value {
  if (of instanceof Map && typeof index === "string") {
    const value = of.get(index) as Value | undefined;
    if (value === undefined) throw exprError("missing-key", { key: index });
    return value;
  }
  if (Array.isArray(of) || typeof of === "string") return itemAt(of, index);
  const found = `${describeValue(of)} indexed by ${describeValue(index)}`;
  throw exprError("value-of-wrong-kind", { found, expected: "a list by an int or a map by a string" });
}

function itemAt(of: string | readonly Value[], index: Value): Value {
  const position = typeof index === "bigint" ? Number(index) : index;
  if (typeof position !== "number") {
    throw exprError("value-of-wrong-kind", { found: describeValue(index), expected: "an int as a position" });
  }
  const item = of[position];
  if (item === undefined) throw exprError("index-out-of-range", { index: String(index), length: of.length });
  return item;
}
