import type { Expr, IrDocument, Type, Workflow } from "@stave/ir-schema";
import { expect, it } from "vitest";
import { lowerWorkflow, type MaestroParam } from "../../src/maestro/index.js";
import { evaluateSel, parseSel, type TypedValue } from "../../src/sel/index.js";

const ints: Type = { kind: "map", of: "int" };
const texts: Type = { kind: "map", of: "string" };
const pair: Type = { kind: "struct", fields: { a: "int", b: "string" } };
const literal = (type: Type, value: unknown): Expr => ({ kind: "literal", type, value });

function lowered(params: NonNullable<Workflow["params"]>): Readonly<Record<string, MaestroParam>> {
  const inputs = Object.fromEntries(
    Object.entries(params).map(([name, { type }]) => [name, { type, value: { kind: "param" as const, name } }]),
  );
  const outputs = Object.fromEntries(Object.entries(params).map(([name, { type }]) => [name, type]));
  const steps = [{ kind: "noop" as const, id: "s", inputs, outputs }];
  const document: IrDocument = { ir: "1.0", workflow: { id: "wf", params, steps } };
  const { definition, diagnostics } = lowerWorkflow(document);
  expect(diagnostics).toEqual([]);
  return definition?.workflow.params ?? {};
}

/** What a param is in a run that Maestro merged these values into: the keys of a map, or what it throws. */
function valueIn(
  params: Readonly<Record<string, MaestroParam>>,
  name: string,
  given: Readonly<Record<string, unknown>>,
): unknown {
  const vars: Record<string, TypedValue> = {};
  for (const [own, { type, value }] of Object.entries(params)) {
    if (value !== undefined) vars[own] = { type: type as TypedValue["type"], value: given[own] ?? value };
  }
  const { program } = parseSel(params[name]?.expression ?? "", { param: true });
  if (program === undefined) throw new Error(`${name} is no expression`);
  const outcome = evaluateSel(program, {
    vars,
    ext: { instance: { INITIATOR_TYPE: { type: "STRING", value: "MANUAL" } } },
  });
  return outcome.ok ? plain(outcome.value) : outcome.message;
}

const plain = (value: unknown): unknown =>
  typeof value === "object" && value !== null ? Object.keys(value).join() : value;

it("takes a given map in place of the default, not key by key, and an empty one that is said to be given", () => {
  const params = lowered({ names: { type: texts, default: literal(texts, { a: "x", b: "y" }) } });
  expect(params["names"]).toEqual({ type: "STRING_MAP", value: {} });
  expect(params["names_default"]?.value).toEqual({ a: "x", b: "y" });
  expect(valueIn(params, "names_value", {})).toBe("a,b");
  expect(valueIn(params, "names_value", { names: { c: "z" } })).toBe("c");
  expect(valueIn(params, "names_value", { stave_given_names: true })).toBe("");
});

it("lets a run give a map that has no default, and stops one that gives none", () => {
  const { who, who_default: blank } = lowered({ who: { type: pair } });
  expect(who).toEqual({ type: "MAP", value: {} });
  expect(blank?.value).toEqual({ a: { type: "LONG", value: 0 }, b: { type: "STRING", value: "" } });
  const params = lowered({ names: { type: texts } });
  expect(valueIn(params, "param_checks", { names: { a: "x" } })).toBe(true);
  expect(valueIn(params, "param_checks", { stave_given_names: true })).toBe(true);
  expect(valueIn(params, "param_checks", {})).toContain("the param names has no default");
});

it("leaves what cannot be merged as it is", () => {
  const params = lowered({
    none: { type: ints, default: literal(ints, {}) },
    who: { type: pair, default: literal(pair, { a: 1, b: "x" }) },
    fixed: { type: ints, mode: "constant", default: literal(ints, { a: 1 }) },
  });
  expect(Object.keys(params)).toEqual(["none", "who", "fixed"]);
});

it("says of each map it hands to a workflow that it is given", () => {
  const document: IrDocument = {
    ir: "1.0",
    workflow: {
      id: "wf",
      steps: [
        {
          kind: "subworkflow",
          id: "s",
          workflow: "other",
          inputs: { sizes: { type: ints, value: literal(ints, {}) }, n: { type: "int", value: literal("int", 1) } },
          outputs: {},
        },
      ],
    },
  };
  const [step] = lowerWorkflow(document).definition?.workflow.steps ?? [];
  const params = Object.values(step ?? {})[0]?.params ?? {};
  expect(Object.keys(params)).toEqual(["sizes", "n", "subworkflow_id", "stave_given_sizes"]);
});
