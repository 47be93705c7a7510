import {
  createDiagnostic,
  DateValue,
  DurationValue,
  decodeValue,
  encodeValue,
  findFunction,
  kindOf,
  StaveError,
  TimestampValue,
  type Value,
} from "@stave/ir-schema";
import type { Functions } from "./generated/functions.js";
import { describeRef, isRef } from "./ref.js";

type Plain = (...args: readonly unknown[]) => unknown;

/**
 * The functions of expressions that JavaScript has no words for. Inside a lambda they become part of the
 * expression; outside they compute on plain values at once, so that a lambda can be tested as it stands.
 *
 * @example
 * const label = expr(day, (day) => fn.strftime(day, "%d %B %Y"));
 */
export const fn: Functions = new Proxy({} as Functions, {
  get: (_, name) => (typeof name === "string" && findFunction(name) !== undefined ? plain(name) : undefined),
  has: (_, name) => typeof name === "string" && findFunction(name) !== undefined,
});

function plain(name: string): Plain {
  return (...args) => {
    const ref = args.find(isRef);
    if (ref !== undefined) {
      const instead = `expr(value, (value) => fn.${name}(value))`;
      const details = { ref: describeRef(ref.expr), use: `passed to \`fn.${name}\``, instead };
      throw new StaveError([createDiagnostic("ref-used-as-value", details)]);
    }
    const values = args
      .filter((arg) => arg !== undefined)
      .map((arg) => (typeof arg === "function" ? callback(arg as Plain) : toValue(arg)));
    return toJavaScript(findFunction(name)?.evaluate(...(values as never[])) ?? null);
  };
}

function callback(call: Plain): (...args: readonly Value[]) => Value {
  return (...args) => toValue(call(...args.map(toJavaScript)));
}

const readers: Readonly<Record<string, "date" | "timestamp" | "duration">> = {
  "[object Temporal.PlainDate]": "date",
  "[object Temporal.Instant]": "timestamp",
  "[object Temporal.Duration]": "duration",
};

function toValue(plainValue: unknown): Value {
  if (plainValue === undefined || plainValue === null) return null;
  if (typeof plainValue === "number") return Number.isSafeInteger(plainValue) ? BigInt(plainValue) : plainValue;
  if (typeof plainValue !== "object") return plainValue as Value;
  if (Array.isArray(plainValue)) return plainValue.map(toValue);
  const temporal = readers[Object.prototype.toString.call(plainValue)];
  if (temporal !== undefined) return decodeValue(String(plainValue), temporal);
  return new Map(Object.entries(plainValue).map(([key, item]) => [key, toValue(item)]));
}

function toJavaScript(value: Value): unknown {
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  if (value instanceof DateValue) return temporalClass("PlainDate").from(String(encodeValue(value)));
  if (value instanceof TimestampValue) return temporalClass("Instant").from(String(encodeValue(value)));
  if (value instanceof DurationValue) return temporalClass("Duration").from(String(encodeValue(value)));
  if (Array.isArray(value)) return value.map(toJavaScript);
  const kind = kindOf(value);
  if (kind !== "map" && kind !== "struct") return value;
  const entries = value instanceof Map ? [...value] : Object.entries(value as object);
  return Object.fromEntries(entries.map(([key, item]) => [key, toJavaScript(item as Value)]));
}

function temporalClass(name: string): { from(text: string): unknown } {
  const temporal = (globalThis as { Temporal?: Record<string, { from(text: string): unknown }> }).Temporal;
  const found = temporal?.[name];
  if (found === undefined)
    throw new TypeError(`Temporal.${name} does not exist here; import a polyfill to compute dates outside a lambda.`);
  return found;
}
