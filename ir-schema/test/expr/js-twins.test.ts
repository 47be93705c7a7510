import {
  DateValue,
  DurationValue,
  encodeValue,
  functionTable,
  kindOf,
  TimestampValue,
  type Value,
} from "@stave/ir-schema";
import { Temporal } from "temporal-polyfill";
import { expect, it } from "vitest";
import type { Vector } from "../../../scripts/expr-vectors/vector.js";
import { constant, plainCall, readVectors } from "./vector-values.js";

function toJavaScript(value: Value): unknown {
  if (typeof value === "bigint") return Number(value);
  if (value instanceof DateValue) return Temporal.PlainDate.from(String(encodeValue(value)));
  if (value instanceof TimestampValue) return Temporal.Instant.from(String(encodeValue(value)));
  if (value instanceof DurationValue) return Temporal.Duration.from(String(encodeValue(value)));
  if (Array.isArray(value)) return value.map(toJavaScript);
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, item]) => [key, toJavaScript(item)]));
  if (kindOf(value) !== "struct") return value;
  return Object.fromEntries(Object.entries(value as object).map(([key, item]) => [key, toJavaScript(item as Value)]));
}

const globals: Readonly<Record<string, unknown>> = {
  ...{ Math, Number, Object, Temporal },
  encodeURIComponent,
  decodeURIComponent,
  parseFloat,
};

function twin(fn: string, args: readonly unknown[]): unknown {
  const { js } = functionTable[fn] ?? {};
  const [first, ...rest] = args as [never, ...unknown[]];
  if (js?.method !== undefined) return (first[js.method] as (...args: unknown[]) => unknown).call(first, ...rest);
  if (js?.property !== undefined) return first[js.property];
  const [root, ...path] = (js?.global ?? "").split(".") as [string, ...string[]];
  const target = path.reduce<unknown>((object, key) => (object as Record<string, unknown>)[key], globals[root]) as (
    ...args: unknown[]
  ) => unknown;
  return target(...args);
}

/** What both sides of a comparison look like: undefined is null, -0 is 0, Temporal values are texts. */
function normal(value: unknown): unknown {
  if (value === undefined) return null;
  if (typeof value === "number") return Number.isFinite(value) ? value + 0 : String(value);
  if (Array.isArray(value)) return value.map(normal);
  if (value instanceof Temporal.Duration) return `${value.total("seconds")} seconds`;
  if (typeof value === "object" && value !== null && !isPlain(value)) return String(value);
  return value;
}

const isPlain = (value: object): boolean => Object.getPrototypeOf(value) === Object.prototype;

/** Ints that a JavaScript number cannot hold, and weeks, which its durations have only with a calendar. */
function hasUnsafe(vector: Vector): boolean {
  return (
    /^total-.*"weeks"/.test(`${vector.id}${JSON.stringify(vector.expr)}`) ||
    /"(?:-?922337203685477580[78])"|9007199254740991/.test(JSON.stringify(vector))
  );
}

const vectors = readVectors().filter((vector) => {
  const call = plainCall(vector);
  return (
    call !== undefined &&
    functionTable[call.fn]?.js !== undefined &&
    !("rejected" in vector.expect) &&
    !hasUnsafe(vector)
  );
});

it("finds what JavaScript finds where a function has a twin there", () => {
  const differences: string[] = [];
  for (const vector of vectors) {
    const call = plainCall(vector) as NonNullable<ReturnType<typeof plainCall>>;
    const args = call.args.map((arg) => toJavaScript(constant(arg)));
    const found = attempt(() => normal(twin(call.fn, args)));
    if ("error" in vector.expect) {
      if (isLost(found)) continue;
    } else if (JSON.stringify(found.value) === JSON.stringify(expectedOf(vector))) continue;
    differences.push(
      `${vector.id}: ${JSON.stringify(args)} gives ${JSON.stringify(found)}, not ${JSON.stringify(vector.expect)}`,
    );
  }
  expect(differences).toEqual([]);
  expect(vectors.length).toBeGreaterThan(900);
});

function expectedOf({ expect: expectation, type }: Vector): unknown {
  const { value } = expectation as { value: unknown };
  return type === "duration" ? `${Temporal.Duration.from(String(value)).total("seconds")} seconds` : normal(value);
}

function attempt(run: () => unknown): { readonly value?: unknown; readonly threw?: string } {
  try {
    return { value: run() };
  } catch (error) {
    return { threw: String(error) };
  }
}

/** Where the language has no value, JavaScript throws or gives a number that is no int of 64 bits. */
function isLost({ value, threw }: { readonly value?: unknown; readonly threw?: string }): boolean {
  if (threw !== undefined || value === null) return true;
  return ["NaN", "Infinity", "-Infinity"].includes(String(value)) || Math.abs(Number(value)) > 9e15;
}
