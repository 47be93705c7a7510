import {
  DateValue,
  DurationValue,
  decodeValue,
  type Expr,
  encodeValue,
  evaluateExpr,
  inferExpr,
  type Json,
  kindOf,
  TimestampValue,
  type Type,
  type Value,
} from "@stave/ir-schema";
import { Temporal } from "temporal-polyfill";
import { expect, it } from "vitest";
import { lowerLambda } from "../../src/lambda/index.js";

/** The inputs of a group of lambdas: for each name its type and the values it takes, one for each run. */
export type Inputs = Readonly<Record<string, readonly [type: Type, ...values: readonly Json[]]>>;

const none = (): undefined => undefined;

const list = (of: Type): Type => ({ kind: "list", of });
const maybe = (of: Type): Type => ({ kind: "nullable", of });
const map = (of: Type): Type => ({ kind: "map", of });

/** Short names of types. */
export const types: { readonly [K in "list" | "maybe" | "map"]: (of: Type) => Type } = { list, maybe, map };

function toJavaScript(value: Value): unknown {
  if (typeof value === "bigint") return Number(value);
  if (value instanceof DateValue) return Temporal.PlainDate.from(String(encodeValue(value)));
  if (value instanceof TimestampValue) return Temporal.Instant.from(String(encodeValue(value)));
  if (value instanceof DurationValue) return Temporal.Duration.from(String(encodeValue(value)));
  if (Array.isArray(value)) return value.map(toJavaScript);
  const toObject = (entries: Iterable<readonly [string, Value]>): object =>
    Object.fromEntries([...entries].map(([key, item]) => [key, toJavaScript(item)]));
  if (value instanceof Map) return toObject(value);
  return kindOf(value) === "struct" ? toObject(Object.entries(value as object)) : value;
}

function normal(value: unknown): Json {
  const text = JSON.stringify(value ?? null, (_, part: unknown) => {
    if (part === undefined) return null;
    if (typeof part !== "number") return part;
    return Number.isFinite(part) ? part + 0 : String(part);
  });
  return JSON.parse(text);
}

/** The code and message of the first thing found wrong, or the value for each run. */
export function evaluateLambda(text: string, inputs: Inputs): Json {
  const names = Object.keys(inputs);
  const params = names.map((name): Expr => ({ kind: "param", name }));
  const { expr, diagnostics } = lowerLambda(
    text,
    params,
    names.map((name) => inputs[name]?.[0]),
  );
  const [problem] = diagnostics;
  if (expr === undefined || problem) return `${problem?.code} ${problem?.message} ${problem?.hint ?? ""}`;
  const found = inferExpr(expr, { param: (name) => inputs[name]?.[0], output: none, loop: none });
  const [wrong] = found.diagnostics;
  if (wrong || found.type === undefined) return `${wrong?.code} ${wrong?.message} ${wrong?.hint ?? ""}`;
  return runs(inputs).map((values) => {
    const param = (name: string): Value | undefined => values[names.indexOf(name)];
    const value = evaluateExpr(expr, { param, output: none, loop: none, signal: none, run: none });
    encodeValue(value, found.type);
    return normal(toJavaScript(value));
  });
}

function runs(inputs: Inputs): readonly (readonly Value[])[] {
  const columns = Object.values(inputs).map(([type, ...values]) => values.map((value) => decodeValue(value, type)));
  const count = Math.max(1, ...columns.map((column) => column.length));
  return Array.from({ length: count }, (_, run) => columns.map((column) => column[run % column.length] as Value));
}

/** What the real function gives for each run. */
export function runLambda(text: string, inputs: Inputs): Json {
  const real = new Function("Temporal", `return (${text});`)(Temporal) as (...args: unknown[]) => unknown;
  return runs(inputs).map((values) => normal(real(...values.map(toJavaScript))));
}

/** Checks that each lambda is accepted and means what JavaScript says; a body alone sees the inputs by their names. */
export function means(inputs: Inputs, bodies: readonly string[]): void {
  it.each(bodies)("computes %s", (body) => {
    const isWhole = /^(?:\([^()]*\)|\w+) =>|^function/.test(body);
    const text = isWhole ? body : `(${Object.keys(inputs).join(", ")}) => ${body}`;
    expect(evaluateLambda(text, inputs)).toEqual(runLambda(text, inputs));
  });
}
