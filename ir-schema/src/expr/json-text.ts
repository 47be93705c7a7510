import { encodeValue } from "./codec.js";
import { kindOf, type StructValue, type Value } from "./value.js";

/** A value as JSON text without blanks, keys sorted; ints exact, NaN and the infinities as null. */
export function jsonText(value: Value): string {
  switch (kindOf(value)) {
    case "int":
      return String(value);
    case "float":
      return Number.isFinite(value) ? JSON.stringify(value) : "null";
    case "list":
      return `[${(value as readonly Value[]).map(jsonText).join(",")}]`;
    case "map":
      return objectText([...(value as ReadonlyMap<string, Value>)]);
    case "struct":
      return objectText(Object.entries(value as StructValue));
    default:
      return JSON.stringify(encodeValue(value));
  }
}

function objectText(entries: readonly (readonly [string, Value])[]): string {
  const sorted = entries.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${sorted.map(([key, value]) => `${JSON.stringify(key)}:${jsonText(value)}`).join(",")}}`;
}
