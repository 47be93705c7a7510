import { describeValue, INT_MAX, INT_MIN } from "./codec.js";
import { exprError } from "./expr-error.js";
import type { Value } from "./value.js";

/** An int that fits 64 bits, else an error that names the operation. */
export function checkedInt(value: bigint, operation: () => string): bigint {
  if (value >= INT_MIN && value <= INT_MAX) return value;
  throw exprError("int-overflow", { operation: operation() });
}

/** The whole float as an int; an error when it is no number or does not fit. */
export function intFromFloat(value: number, operation: () => string): bigint {
  if (!Number.isFinite(value)) throw exprError("int-overflow", { operation: operation() });
  return checkedInt(BigInt(Math.trunc(value)), operation);
}

/** An int or float as a JavaScript number. */
export function asNumber(value: Value): number {
  if (typeof value === "number") return value;
  if (typeof value === "bigint") return Number(value);
  throw exprError("value-of-wrong-kind", { found: describeValue(value), expected: "a number" });
}

/** The text of a number as JavaScript writes it: `5` for 5.0, `1e+21`. */
export function numberText(value: number | bigint): string {
  return String(value);
}
