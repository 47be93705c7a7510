import {
  decodeValue,
  ExprError,
  encodeValue,
  evaluateExpr,
  inferExpr,
  type Json,
  type Type,
  type Value,
} from "@stave/ir-schema";
import { expect, it } from "vitest";
import { lowerLambda } from "../../src/lambda/index.js";
import { lowerExprToSel } from "../../src/maestro/lower-expr/index.js";
import { checkSel, evaluateSel, parseSel, type SelType, type TypedValue } from "../../src/sel/index.js";
import { normal, toJavaScript } from "../lambda/compare.js";
import { generateProgram } from "../lambda/grammar.js";
import type { Program } from "../lambda/program.js";
import { createRandom } from "../lambda/random.js";
import { fromSel, toSel } from "./sel-value.js";

const seed = Number(process.env["STAVE_SEED"] ?? Date.now() % 1_000_000_000);
const count = Number(process.env["STAVE_PROGRAMS"] ?? 8_000);
const none = (): undefined => undefined;

interface Outcome {
  readonly kind: string;
  readonly why?: string;
  readonly detail?: unknown;
}

const stripped = (type: Type): Type => (typeof type === "object" && type.kind === "nullable" ? type.of : type);
const params = (count: number): { kind: "param"; name: string }[] =>
  Array.from({ length: count }, (_, index) => ({ kind: "param", name: `p${index}` }));

/** Maestro has no null: another value stands where the program has one. */
function instead(type: Type): Json {
  if (type === "int") return 3;
  return type === "string" ? "b" : { id: 2, name: "ab", score: 1.5 };
}

/** Evaluates the tree and the SEL it lowers to. */
function compare(program: Program): Outcome {
  const types = program.types.map(stripped);
  const given = program.inputs.map((input, index) => input ?? instead(types[index] as Type));
  const { expr } = lowerLambda(program.text, params(types.length), types);
  if (expr === undefined) return { kind: "no tree" };
  const typeOf = (name: string): Type | undefined => types[Number(name.slice(1))];
  const inferred = inferExpr(expr, { param: typeOf, output: none, loop: none });
  if (inferred.type === undefined || inferred.diagnostics.some(({ severity }) => severity === "error"))
    return { kind: "no tree" };
  const lowered = lowerExprToSel(expr, {
    nameOf: (ref) => (ref as { name: string }).name,
    typeOf: (ref) => typeOf((ref as { name: string }).name),
  });
  if ("diagnostics" in lowered) return { kind: "refused", why: lowered.diagnostics[0]?.message ?? "" };
  const vars: Record<string, TypedValue> = {};
  for (const [index, type] of types.entries()) {
    const value = toSel(given[index], type);
    if (value !== undefined) vars[`p${index}`] = value;
    else if (new RegExp(`\\bp${index}\\b`).test(lowered.sel)) return { kind: "JSON text" };
  }
  const text = lowered.setup === "" ? `${lowered.sel};` : lowered.sel;
  if (text.length > 9_999) return { kind: "too long" };
  const parsed = parseSel(text);
  if (parsed.program === undefined || parsed.errors.length > 0)
    return { kind: "differ", detail: { text, errors: parsed.errors } };
  const inputs = given.map((input, index) => decodeValue(input, types[index] as Type));
  const tree = evaluateTree(expr, inputs, inferred.type);
  const outcome = evaluateSel(parsed.program, { vars });
  if (!outcome.ok || outcome.type === "ERROR") {
    if (tree === undefined || (!outcome.ok && outcome.errorKind === "limit_exceeded")) return { kind: "both fail" };
    // An empty list of ints has an infinite extreme in JavaScript, which no LONG can be.
    if (outcome.ok && outcome.value === "an empty list has no extreme") return { kind: "both fail" };
    return { kind: "differ", detail: { text, sel: outcome, tree } };
  }
  if (tree === undefined) return { kind: "only SEL has a value", detail: text };
  const varTypes = Object.fromEntries(Object.entries(vars).map(([name, { type }]) => [name, type as SelType]));
  const error = checkSel(parsed.program, { vars: varTypes }).diagnostics.find(({ severity }) => severity === "error");
  if (error !== undefined) return { kind: "differ", detail: { text, error } };
  const found = normal(toJavaScript(fromSel(outcome as TypedValue, inferred.type)));
  return found === tree || (text.includes("Math.pow") && rounded(found) === rounded(tree))
    ? { kind: "agree" }
    : { kind: "differ", detail: { text, sel: found, tree } };
}

/** Powers differ in their last digit between platforms. */
const rounded = (text: string): string =>
  text.replace(/-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/g, (digits) => Number(digits).toPrecision(12));

function evaluateTree(
  expr: Parameters<typeof evaluateExpr>[0],
  inputs: readonly Value[],
  type: Type,
): string | undefined {
  const scope = {
    param: (name: string) => inputs[Number(name.slice(1))],
    output: none,
    loop: none,
    signal: none,
    run: none,
  };
  try {
    const value = evaluateExpr(expr, scope);
    encodeValue(value, type);
    return normal(toJavaScript(value));
  } catch (error) {
    if (error instanceof ExprError) return undefined;
    throw error;
  }
}

it(`gives SEL that computes what the tree computes (seed ${seed}, ${count} programs)`, { timeout: 3_600_000 }, () => {
  const counts: Record<string, number> = {};
  const reasons: Record<string, number> = {};
  const differences: string[] = [];
  for (let index = 0; index < count && differences.length < 5; index += 1) {
    const program = generateProgram(createRandom(seed + index));
    const outcome = compare(program);
    counts[outcome.kind] = (counts[outcome.kind] ?? 0) + 1;
    if (outcome.kind === "only SEL has a value" && process.env["STAVE_REASONS"])
      process.stdout.write(`ONLY ${program.text}\n   ${outcome.detail}\n`);
    if (outcome.why !== undefined) reasons[outcome.why] = (reasons[outcome.why] ?? 0) + 1;
    if (outcome.kind === "differ")
      differences.push(
        JSON.stringify({
          seed: seed + index,
          lambda: program.text,
          ...(outcome.detail as object),
          inputs: program.inputs,
        }),
      );
  }
  process.stdout.write(`SEL property: seed ${seed}, ${JSON.stringify(counts)}\n`);
  if (process.env["STAVE_REASONS"]) process.stdout.write(`${JSON.stringify(reasons, null, 1)}\n`);
  expect(differences).toEqual([]);
  expect(counts["agree"] ?? 0).toBeGreaterThan(count * 0.15);
});
