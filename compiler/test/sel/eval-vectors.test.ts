import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { evaluateSel, type SelOutcome } from "../../src/sel/eval/evaluate-sel.js";
import { type Interpolated, interpolateLiteral, type SelLiteral } from "../../src/sel/eval/interpolate.js";
import type { SelExtension, TypedValue } from "../../src/sel/eval/typed-value.js";
import { parseSel } from "../../src/sel/syntax/parser.js";

interface VectorCase {
  readonly id: string;
  readonly expr: string;
  readonly literal?: SelLiteral;
  readonly vars: Readonly<Record<string, TypedValue>>;
  readonly ext?: SelExtension;
  readonly entry?: "param";
  readonly expect: {
    readonly ok: boolean;
    readonly type?: string;
    readonly value?: unknown;
    readonly not_a_param_value?: boolean;
    readonly error_kind?: string;
  };
}

const FOLDER = fileURLToPath(new URL("../../conformance/sel/", import.meta.url));

const readCases = (file: string): VectorCase[] =>
  readFileSync(FOLDER + file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as VectorCase);

const double = (text: unknown): string => (Object.is(Number(text), -0) ? "-0" : String(Number(text)));

/** One form for equal values: doubles by value, maps and dates by sorted keys. */
function canonical(type: string, value: unknown): unknown {
  if (value === null || typeof value !== "object") return type === "DOUBLE" ? double(value) : value;
  if (Array.isArray(value)) return type === "DOUBLE_ARRAY" ? value.map(double) : value;
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  if (type !== "MAP") return entries;
  return entries.map(([key, item]) => [key, item.type, canonical(item.type, item.value)]);
}

function outcome(testCase: VectorCase): SelOutcome | Interpolated | { ok: false; errorKind: string } {
  if (testCase.literal !== undefined) return interpolateLiteral(testCase.literal, testCase.vars);
  const { program, errors } = parseSel(testCase.expr, { param: testCase.entry === "param" });
  if (program === undefined) return { ok: false, errorKind: "limit_exceeded" };
  if (errors.length > 0) return { ok: false, errorKind: "parse_error" };
  return evaluateSel(program, { vars: testCase.vars, ...(testCase.ext === undefined ? {} : { ext: testCase.ext }) });
}

function recorded({ expect: { ok, type = "", value, error_kind, not_a_param_value = false } }: VectorCase): unknown {
  return ok ? { ok, type, value: canonical(type, value), not_a_param_value } : { ok, error_kind };
}

function found(testCase: VectorCase): unknown {
  const result = outcome(testCase);
  if (!result.ok) return { ok: false, error_kind: result.errorKind };
  const not_a_param_value = "notAParamValue" in result && result.notAParamValue === true;
  return { ok: true, type: result.type, value: canonical(result.type, result.value), not_a_param_value };
}

for (const file of readdirSync(FOLDER).filter((name) => name.endsWith(".jsonl"))) {
  it(`gives the recorded outcome, value and kind of error of every case in ${file}`, () => {
    const differing = readCases(file).filter(
      (testCase) => JSON.stringify(found(testCase)) !== JSON.stringify(recorded(testCase)),
    );
    expect(differing.map((testCase) => [testCase.expr, recorded(testCase), found(testCase)])).toEqual([]);
  });
}
