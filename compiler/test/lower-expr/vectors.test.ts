import { readdirSync, readFileSync } from "node:fs";
import { decodeValue, type Expr, type Json, type Type } from "@stave/ir-schema";
import { expect, it } from "vitest";
import type { Env, Expectation } from "../../../scripts/expr-vectors/vector.js";
import { lowerExprToSel, type RefExpr } from "../../src/maestro/lower-expr/index.js";
import { evaluateSel, parseSel, type TypedValue } from "../../src/sel/index.js";
import { normal, toJavaScript } from "../lambda/compare.js";
import { fromSel, toSel } from "./sel-value.js";

interface Vector {
  readonly id: string;
  readonly expr: Expr;
  readonly env?: Env;
  readonly type?: Type;
  readonly expect: Expectation;
}

const folder = new URL("../../../ir-schema/conformance/expr/", import.meta.url);
const vectors = readdirSync(folder)
  .filter((file) => file.endsWith(".jsonl"))
  .flatMap((file) => readFileSync(new URL(file, folder), "utf8").split("\n"))
  .filter((line) => line !== "")
  .map((line) => JSON.parse(line) as Vector)
  .filter((vector) => !("rejected" in vector.expect) && !isKnown(vector));

/** SEL wraps ints and goes on past year 9999 where the language fails, and its Java has no "inf". */
function isKnown({ expr, expect: expected }: Vector): boolean {
  if ("error" in expected && ["STV2501", "STV2507"].includes(expected.error)) return true;
  return /-9223372036854775808|"toFloat".*"inf"/.test(JSON.stringify(expr));
}

type Found = { readonly kind: "agree" | "refused" | "both fail" | "differ"; readonly detail?: string };

const stripped = (type: Type | undefined): Type | undefined =>
  typeof type === "object" && type.kind === "nullable" ? type.of : type;

function entryOf(ref: RefExpr, env: Env = {}): { readonly type: Type; readonly value?: Json } | undefined {
  switch (ref.kind) {
    case "param":
      return env.params?.[ref.name];
    case "output":
      return env.outputs?.[`${ref.step}.${ref.name}`];
    case "loop":
      return env.loops?.[`${ref.step}.${ref.name}`];
    case "signal":
      return env.signals?.[`${ref.signal}.${ref.field}`];
    case "run":
      return env.run?.[ref.field];
  }
}

/** Powers differ in their last digit between platforms. */
const rounded = (text: string): string => Number(text).toPrecision(14);

function run({ expr, env, type, expect: expected }: Vector): Found {
  const vars: Record<string, TypedValue> = {};
  let isHeld = true;
  const lowered = lowerExprToSel(expr, {
    nameOf: (ref) => {
      const name = `r_${JSON.stringify(ref).replace(/\W+/g, "_")}`;
      const entry = entryOf(ref, env);
      const value = entry && entry.value !== null && "value" in entry ? toSel(entry.value, entry.type) : undefined;
      if (value === undefined) isHeld = false;
      else vars[name] = value;
      return name;
    },
    typeOf: (ref) => stripped(entryOf(ref, env)?.type),
  });
  if ("diagnostics" in lowered || !isHeld || type === undefined) return { kind: "refused" };
  const text = lowered.setup === "" ? `${lowered.sel};` : lowered.sel;
  const parsed = parseSel(text);
  if (parsed.program === undefined || parsed.errors.length > 0)
    return { kind: "differ", detail: `${text} ${JSON.stringify(parsed.errors)}` };
  const outcome = evaluateSel(parsed.program, { vars });
  const hasValue = outcome.ok && outcome.type !== "ERROR";
  if (!("value" in expected))
    return hasValue
      ? { kind: "differ", detail: `${text} gives ${JSON.stringify(outcome)}, not ${JSON.stringify(expected)}` }
      : { kind: "both fail" };
  if (!hasValue)
    return { kind: "differ", detail: `${text} gives ${JSON.stringify(outcome)}, not ${JSON.stringify(expected)}` };
  const found = normal(toJavaScript(fromSel(outcome as TypedValue, type)));
  const wanted = normal(toJavaScript(decodeValue(expected.value, type)));
  return found === wanted || (text.includes("Math.pow") && rounded(found) === rounded(wanted))
    ? { kind: "agree" }
    : { kind: "differ", detail: `${text} gives ${found}, not ${wanted}` };
}

it("gives SEL that finds what the vectors say", () => {
  const counts: Record<string, number> = {};
  const differences: string[] = [];
  for (const vector of vectors) {
    const found = run(vector);
    counts[found.kind] = (counts[found.kind] ?? 0) + 1;
    if (found.kind === "differ") differences.push(`${vector.id}: ${found.detail}`);
  }
  process.stdout.write(`vectors through SEL: ${JSON.stringify(counts)}\n`);
  expect(differences).toEqual([]);
});
