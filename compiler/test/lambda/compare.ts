import {
  DateValue,
  DurationValue,
  decodeValue,
  ExprError,
  encodeValue,
  evaluateExpr,
  inferExpr,
  kindOf,
  TimestampValue,
  type Type,
  type Value,
} from "@stave/ir-schema";
import { Temporal } from "temporal-polyfill";
import { lowerLambda } from "../../src/lambda/index.js";
import type { Program } from "./program.js";

/** What came of running a lambda both ways. */
export type Outcome =
  | { readonly kind: "agree" | "refused" | "unsafe" | "tree-error"; readonly why?: string }
  | { readonly kind: "differ"; readonly real: unknown; readonly tree: unknown };

/** The JavaScript value that a real lambda would be given. */
export function toJavaScript(value: Value): unknown {
  if (typeof value === "bigint") return Number(value);
  if (value instanceof DateValue) return Temporal.PlainDate.from(String(encodeValue(value)));
  if (value instanceof TimestampValue || value instanceof DurationValue) return encodeValue(value);
  if (Array.isArray(value)) return value.map(toJavaScript);
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, item]) => [key, toJavaScript(item)]));
  if (kindOf(value) !== "struct") return value;
  return Object.fromEntries(Object.entries(value as object).map(([key, item]) => [key, toJavaScript(item as Value)]));
}

/** One text for equal results: undefined is null, -0 is 0, dates are their ISO text. */
export function normal(value: unknown): string {
  return (
    JSON.stringify(value, (_, part: unknown) => {
      if (part === undefined) return null;
      if (typeof part !== "number") return part;
      return Number.isFinite(part) ? part + 0 : String(part);
    }) ?? "null"
  );
}

class Unsafe extends Error {}

function check(value: number): number {
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER) throw new Unsafe();
  if (Object.is(value, -0)) throw new Unsafe("-0");
  return value;
}

interface Ran {
  readonly value?: string;
  readonly unsafe?: boolean;
  readonly threw?: string;
}

function run(text: string, inputs: readonly unknown[]): Ran {
  try {
    const real = new Function("Temporal", "check", `return (${text});`)(Temporal, check) as (
      ...args: unknown[]
    ) => unknown;
    return { value: normal(real(...inputs)) };
  } catch (error) {
    return error instanceof Unsafe ? { unsafe: true } : { threw: String(error) };
  }
}

/** Errors where the tree has no value although JavaScript gives one: NaN, undefined or an inexact number. */
const expected = new Set([
  "int-overflow",
  "int-remainder-by-zero",
  "index-out-of-range",
  "missing-key",
  "date-out-of-range",
  "bad-argument",
  "value-too-large",
  "text-does-not-parse",
]);

function evaluate(program: Program, inputs: readonly Value[]): { type: Type; value: Value } | Outcome {
  const params = program.types.map((_, index) => ({ kind: "param" as const, name: String(index) }));
  const { expr, diagnostics } = lowerLambda(program.text, params, program.types);
  if (expr === undefined) return { kind: "refused", why: diagnostics[0]?.name ?? "nothing" };
  const none = (): undefined => undefined;
  const inferred = inferExpr(expr, { param: (name) => program.types[Number(name)], output: none, loop: none });
  const error = inferred.diagnostics.find(({ severity }) => severity === "error");
  if (error !== undefined) return { kind: "refused", why: error.name };
  if (inferred.type === undefined) return { kind: "refused", why: "no type" };
  const scope = { param: (name: string) => inputs[Number(name)], output: none, loop: none, signal: none, run: none };
  try {
    const value = evaluateExpr(expr, scope);
    encodeValue(value, inferred.type);
    return { type: inferred.type, value };
  } catch (error) {
    if (error instanceof ExprError && expected.has(error.errorName))
      return { kind: "tree-error", why: error.errorName };
    return { kind: "differ", real: "", tree: String(error) };
  }
}

/** Runs the real function and the lowered tree on the same inputs. */
export function compareProgram(program: Program): Outcome {
  const values = program.inputs.map((input, index) => decodeValue(input, program.types[index] as Type));
  const tree = evaluate(program, values);
  if ("kind" in tree && tree.kind !== "differ") return tree;
  const real = run(program.text, values.map(toJavaScript));
  const text = "kind" in tree ? undefined : normal(toJavaScript(tree.value));
  if (text !== undefined && real.value === text) return { kind: "agree" };
  if (run(program.checkedText, values.map(toJavaScript)).unsafe) return { kind: "unsafe" };
  return { kind: "differ", real: real.value ?? real.threw, tree: text ?? tree };
}
