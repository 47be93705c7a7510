import { describeValue } from "./codec.js";
import { exprError } from "./expr-error.js";
import { DateValue, DurationValue, kindOf, type StructValue, TimestampValue, type Value } from "./value.js";

/** Below, above or equal: negative, positive or 0; NaN when a float is NaN. */
export function compareValues(a: Value, b: Value): number {
  const [left, right] = [sortKey(a, b), sortKey(b, a)];
  if (left < right) return -1;
  if (left > right) return 1;
  return Number.isNaN(left) || Number.isNaN(right) ? Number.NaN : 0;
}

type SortKey = number | bigint | string;

function sortKey(value: Value, other: Value): SortKey {
  if (typeof value === "number" || typeof value === "bigint") {
    if (typeof other === "number" || typeof other === "bigint") return value;
  } else if (kindOf(value) === kindOf(other)) {
    if (typeof value === "string") return value;
    if (value instanceof DateValue) return value.days;
    if (value instanceof TimestampValue || value instanceof DurationValue) return value.nanos;
  }
  const found = `${describeValue(value)} and ${describeValue(other)}`;
  throw exprError("value-of-wrong-kind", { found, expected: "two values of one ordered type" });
}

/** Equality by content; an int equals the float of the same value, NaN equals nothing. */
export function isEqual(a: Value, b: Value): boolean {
  if (typeof a === "bigint" || typeof b === "bigint")
    return isNumber(a) && isNumber(b) && !(a < b) && !(a > b) && !hasNaN(a, b);
  if (a === null || b === null || typeof a !== "object" || typeof b !== "object") return a === b;
  if (a instanceof DateValue) return b instanceof DateValue && a.days === b.days;
  if (a instanceof TimestampValue) return b instanceof TimestampValue && a.nanos === b.nanos;
  if (a instanceof DurationValue) return b instanceof DurationValue && a.nanos === b.nanos;
  return isEqualCompound(a, b);
}

const isNumber = (value: Value): value is number | bigint => typeof value === "number" || typeof value === "bigint";
const hasNaN = (a: number | bigint, b: number | bigint): boolean => Number.isNaN(a) || Number.isNaN(b);

type Compound = Exclude<Value, null | boolean | bigint | number | string>;

function isEqualCompound(a: Compound, b: Compound): boolean {
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, i) => isEqual(item, b[i]));
  }
  const [left, right] = [entriesOf(a), entriesOf(b)];
  if (left === undefined || right === undefined || left.size !== right.size) return false;
  return [...left].every(([key, value]) => right.has(key) && isEqual(value, right.get(key) as Value));
}

function entriesOf(value: Compound): ReadonlyMap<string, Value> | undefined {
  if (value instanceof Map) return value;
  return kindOf(value) === "struct" ? new Map(Object.entries(value as StructValue)) : undefined;
}
