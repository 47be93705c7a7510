import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import {
  canonicalJson,
  diagnosticTable,
  type Expr,
  encodeValue,
  functionTable,
  inferExpr,
  type Type,
} from "@stave/ir-schema";
import { expect, it } from "vitest";
import type { Vector } from "../../../scripts/expr-vectors/vector.js";
import { constant, plainCall, readVectors } from "./vector-values.js";

const script = fileURLToPath(new URL("./python-twins.py", import.meta.url));
const hasPython = spawnSync("python3", ["-c", "import zoneinfo"]).status === 0;
const none = (): undefined => undefined;

/** Cases in which the twin is known to do otherwise, by function: its own text, NaN, years or formats. */
const otherwise: Readonly<Record<string, RegExp>> = {
  get: /"type":"json"/,
  toJson: /"NaN"|Infinity/,
  includes: /"NaN"/,
  join: /"of":"float"/,
  split: /"value":""\}\]?(?:,\{"kind":"literal","type":"int"|\]?\}?$)/,
  replace: /\$&/,
  replaceAll: /\$&/,
  padStart: /"ab"/,
  padEnd: /"ab"/,
  formatDate: /"0001-|%Q/,
  strftime: /"0001-/,
  decodeUrl: /%"/,
  timestamp: /"2026-01-31"/,
};

/** Where Python's texts are counted by characters and ours by UTF-16 units, or its white space is another set. */
const countsUnits = new Set([
  "lastIndexOf",
  "slice",
  "padStart",
  "padEnd",
  "zfill",
  "countText",
  "sortText",
  "get",
  "replaceAll",
]);

/** Python would build what the language refuses for its size. */
const tooLarge = diagnosticTable["value-too-large"].code;

interface Case {
  readonly id: string;
  readonly code: string;
  readonly args: readonly { readonly type: Type; readonly value: unknown }[];
  readonly vector: Vector;
}

function caseOf(vector: Vector): Case | undefined {
  const call = plainCall(vector);
  const code = call && functionTable[call.fn]?.python?.code;
  if (call === undefined || code === undefined || "rejected" in vector.expect) return undefined;
  if ("error" in vector.expect && vector.expect.error === tooLarge) return undefined;
  if (countsUnits.has(call.fn) && JSON.stringify(vector.expr).includes("😀")) return undefined;
  if (otherwise[call.fn]?.test(JSON.stringify(vector.expr))) return undefined;
  const args = call.args.map((arg) => {
    const type = inferExpr(arg, { param: none, output: none, loop: none }).type as Type;
    return { type, value: encodeValue(constant(arg), type) };
  });
  return { id: vector.id, code, args, vector };
}

const cases = readVectors()
  .map(caseOf)
  .filter((one) => one !== undefined);

function runPython(): readonly { readonly id: string; readonly value?: unknown; readonly error?: string }[] {
  const input = cases.map(({ id, code, args }) => JSON.stringify({ id, code, args })).join("\n");
  const { stdout, stderr } = spawnSync("python3", [script], { input, encoding: "utf8", maxBuffer: 64_000_000 });
  if (stderr !== "") throw new Error(stderr);
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { id: string });
}

function normal(value: unknown, type: Type | undefined): string {
  if (type === "duration" && typeof value === "string") return JSON.stringify({ seconds: secondsOf(value) });
  return canonicalJson(value);
}

it.skipIf(!hasPython)("finds what CPython finds where a function has a twin there", () => {
  const differences = runPython().flatMap(({ id, value, error }, index) => {
    const { vector, args } = cases[index] as Case;
    if ("error" in vector.expect)
      return error !== undefined || isBeyondInts(value) ? [] : [`${id}: Python gives ${JSON.stringify(value)}`];
    const expected = normal((vector.expect as { value: unknown }).value, vector.type);
    const found = error ?? normal(value, undefined);
    return found === expected ? [] : [`${id}: ${JSON.stringify(args)} gives ${found}, not ${expected}`];
  });
  expect(differences).toEqual([]);
  expect(cases.length).toBeGreaterThan(1500);
});

/** Python's ints have no limit and its years end elsewhere. */
function isBeyondInts(value: unknown): boolean {
  return Math.abs(Number(value)) >= 2 ** 63;
}

function secondsOf(text: string): unknown {
  const length: Expr = { kind: "literal", type: "duration", value: text };
  return constant({ kind: "call", fn: "total", args: [length, { kind: "literal", type: "string", value: "seconds" }] });
}
