import type { Expr, IrDocument, Need, Step } from "@stave/ir-schema";
import { expect, it } from "vitest";
import { lowerWorkflow } from "../../src/maestro/index.js";
import type { TypedValue } from "../../src/sel/index.js";
import { choicesFrom } from "./arbitrary-workflow.js";
import { simulateMaestro } from "./simulate-maestro.js";

const RUNS = Number(process.env["STAVE_MAESTRO_RUNS"] ?? 250);
const FIRST = Number(process.env["STAVE_SEED"] ?? 1);
const PARAMS = ["p0", "p1", "p2", "p3"];

/** A graph of steps with conditions over params and over outputs of the step an edge leaves. */
function graph(seed: number): IrDocument {
  const choices = choicesFrom(seed);
  const steps: Step[] = [];
  const bool = (value: Expr): { type: "bool"; value: Expr } => ({ type: "bool", value });
  const condition = (from: string): Expr => {
    const param: Expr = { kind: "param", name: choices.pick(PARAMS) };
    const output: Expr = { kind: "output", step: from, name: "flag" };
    return choices.pick<Expr>([
      param,
      { kind: "op", op: "not", args: [param] },
      output,
      { kind: "op", op: "and", args: [param, output] },
    ]);
  };
  for (let at = 0; at < 3 + choices.below(7); at += 1) {
    const id = `s${at}`;
    const needs = steps
      .filter(() => choices.chance(0.4))
      .map((step): Need => (choices.chance(0.5) ? { step: step.id, when: condition(step.id) } : { step: step.id }));
    const isAny = choices.chance(0.3);
    const merges = isAny && needs.length > 1 && needs.every((need) => need.when === undefined);
    const options = needs.map((need): Expr => ({ kind: "output", step: need.step, name: "flag" }));
    steps.push({
      kind: "noop",
      id,
      inputs: {
        flag: bool({ kind: "param", name: choices.pick(PARAMS) }),
        ...(merges && { first: bool({ kind: "firstOf", options }) }),
      },
      outputs: { flag: "bool", ...(merges && { first: "bool" }) },
      ...(needs.length > 0 && { needs }),
      ...(isAny && { join: "any" }),
    });
  }
  const params = Object.fromEntries(
    PARAMS.map((name) => [
      name,
      { type: "bool" as const, default: { kind: "literal" as const, type: "bool" as const, value: true } },
    ]),
  );
  return { ir: "1.0", workflow: { id: "wf", owner: "ann", params, steps } };
}

/** The steps that run by the rules of the IR, with the value that each merges. */
function simulateIr(
  steps: readonly Step[],
  params: Readonly<Record<string, boolean>>,
): ReadonlyMap<string, boolean | undefined> {
  const ran = new Map<string, boolean>();
  const value = (expr: Expr): boolean => {
    switch (expr.kind) {
      case "param":
        return params[expr.name] === true;
      case "output": {
        const step = steps.find((one) => one.id === expr.step);
        return step?.kind === "noop" && value(step.inputs["flag"]?.value as Expr);
      }
      case "op":
        return expr.op === "not" ? !value(expr.args[0] as Expr) : expr.args.every(value);
      case "firstOf":
        return value(expr.options.find((option) => option.kind === "output" && ran.get(option.step) === true) as Expr);
      default:
        throw new Error(expr.kind);
    }
  };
  for (const step of steps) {
    const needs = step.needs ?? [];
    const open = needs.map((need) => ran.get(need.step) === true && (need.when === undefined || value(need.when)));
    ran.set(step.id, needs.length === 0 || (step.join === "any" ? open.includes(true) : !open.includes(false)));
  }
  const merged = (step: Step): boolean | undefined => {
    const first = step.kind === "noop" ? step.inputs["first"] : undefined;
    return first === undefined ? undefined : value(first.value);
  };
  return new Map(steps.filter((step) => ran.get(step.id) === true).map((step) => [step.id, merged(step)]));
}

it(`runs the steps that the portable rules run, on any graph and any values (seeds from ${FIRST})`, () => {
  for (let seed = FIRST; seed < FIRST + RUNS; seed += 1) {
    const { workflow } = graph(seed);
    const { definition, diagnostics } = lowerWorkflow({ ir: "1.0", workflow });
    expect({ seed, diagnostics }).toEqual({ seed, diagnostics: [] });
    if (definition === undefined) continue;
    for (let bits = 0; bits < 2 ** PARAMS.length; bits += 1) {
      const params = Object.fromEntries(PARAMS.map((name, at) => [name, ((bits >> at) & 1) === 1]));
      const given = Object.fromEntries(
        Object.entries(params).map(([name, value]): [string, TypedValue] => [name, { type: "BOOLEAN", value }]),
      );
      const wanted = [...simulateIr(workflow.steps, params)].sort();
      const played = simulateMaestro(definition, given);
      const ran = workflow.steps
        .filter((step) => played.has(step.id))
        .map((step) => [step.id, played.get(step.id)?.params["first"]?.value])
        .sort();
      expect({ seed, params, ran }).toEqual({ seed, params, ran: wanted });
    }
  }
});
