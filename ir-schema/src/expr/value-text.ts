import { formatDate, formatDuration, formatTimestamp } from "./calendar/iso-text.js";
import { describeValue } from "./codec.js";
import { exprError } from "./expr-error.js";
import { DateValue, DurationValue, TimestampValue, type Value } from "./value.js";

/** The text a value has inside a template. */
export function valueText(value: Value): string {
  if (typeof value === "string") return value;
  if (typeof value === "bigint" || typeof value === "number" || typeof value === "boolean") return String(value);
  if (value instanceof DateValue) return formatDate(value);
  if (value instanceof TimestampValue) return formatTimestamp(value);
  if (value instanceof DurationValue) return formatDuration(value);
  throw exprError("value-of-wrong-kind", { found: describeValue(value), expected: "a value with a text" });
}
