import type { Expr, IrDocument, Step, Type, Workflow } from "@stave/ir-schema";
import { expect, it } from "vitest";
import { type LowerOptions, lowerWorkflow, type MaestroDefinition } from "../../src/maestro/index.js";

const options: LowerOptions = { defaultImage: "python:3.12" };

function document(workflow: Partial<Workflow> & { readonly steps: readonly Step[] }): IrDocument {
  return { ir: "1.0", workflow: { id: "wf", ...workflow } };
}

function lower(workflow: Partial<Workflow> & { readonly steps: readonly Step[] }): MaestroDefinition {
  const { definition, diagnostics } = lowerWorkflow(document(workflow), options);
  expect(diagnostics).toEqual([]);
  if (definition === undefined) throw new Error("no definition");
  return definition;
}

const int = (value: number): Expr => ({ kind: "literal", type: "int", value });
const param = (name: string): Expr => ({ kind: "param", name });
const output = (step: string, name: string): Expr => ({ kind: "output", step, name });
const list = (of: Type): Type => ({ kind: "list", of });
const noop = (id: string, inputs: Record<string, { type: Type; value: Expr }> = {}, more: Partial<Step> = {}): Step =>
  ({
    kind: "noop",
    id,
    inputs,
    outputs: Object.fromEntries(Object.entries(inputs).map(([name, { type }]) => [name, type])),
    ...more,
  }) as Step;

const python = (id: string, inputs: Record<string, { type: Type; value: Expr }>, more: Partial<Step> = {}): Step =>
  ({ kind: "python", id, module: "model.py", function: id, returns: "fields", inputs, outputs: {}, ...more }) as Step;

it("lowers a workflow with a loop and a gate", async () => {
  const definition = lower({
    owner: "ds",
    params: {
      run_date: { type: "date" },
      cities: { type: list("string"), default: { kind: "literal", type: list("string"), value: ["seattle"] } },
      min_auc: { type: "float", default: { kind: "literal", type: "float", value: 0.8 } },
    },
    steps: [
      python(
        "clean",
        { csv: { type: "string", value: { kind: "text", parts: ["data/", param("run_date"), ".csv"] } } },
        { outputs: { path: "string" } } as Partial<Step>,
      ),
      {
        kind: "foreach",
        id: "fit_city",
        needs: [{ step: "clean" }],
        over: [{ name: "city", type: "string", in: param("cities") }],
        concurrency: 4,
        steps: [
          python(
            "fit",
            {
              rows: { type: "string", value: output("clean", "path") },
              city: { type: "string", value: { kind: "loop", step: "fit_city", name: "city" } },
              seed: { type: "int", value: int(7) },
            },
            { outputs: { auc: "float" } } as Partial<Step>,
          ),
        ],
        collect: { auc: output("fit", "auc") },
        outputs: { auc: list("float") },
      },
      noop(
        "good_enough",
        {
          value: {
            type: "bool",
            value: {
              kind: "op",
              op: ">=",
              args: [{ kind: "index", of: output("fit_city", "auc"), index: int(0) }, param("min_auc")],
            },
          },
        },
        { needs: [{ step: "fit_city" }] },
      ),
      noop("publish", {}, { needs: [{ step: "good_enough", when: output("good_enough", "value") }] }),
    ],
  });
  await expect(`${JSON.stringify(definition, null, 2)}\n`).toMatchFileSnapshot("cases/loop-and-gate.json.golden");
});

it("gives out the last values of a loop through a signal of its last iteration", async () => {
  const round: Expr = { kind: "loop", step: "descend", name: "round" };
  const definition = lower({
    params: { most: { type: "int", default: int(20) } },
    steps: [
      {
        kind: "while",
        id: "descend",
        vars: {
          round: { type: "int", init: int(0), next: { kind: "op", op: "+", args: [round, int(1)] } },
          slope: {
            type: "float",
            init: { kind: "literal", type: "float", value: 0 },
            next: output("improve", "slope"),
          },
          note: {
            type: { kind: "nullable", of: "string" },
            init: { kind: "literal", type: { kind: "nullable", of: "string" }, value: null },
            next: output("improve", "note"),
          },
        },
        condition: { kind: "op", op: "<", args: [round, param("most")] },
        limit: 50,
        steps: [
          python("improve", { round: { type: "int", value: round } }, {
            outputs: { slope: "float", note: { kind: "nullable", of: "string" } },
          } as Partial<Step>),
        ],
        outputs: { round: "int", slope: "float", note: { kind: "nullable", of: "string" } },
      },
      noop(
        "publish",
        {
          slope: { type: "float", value: output("descend", "slope") },
          note: { type: { kind: "nullable", of: "string" }, value: output("descend", "note") },
        },
        { needs: [{ step: "descend" }] },
      ),
    ],
  });
  const golden = `${JSON.stringify(definition, null, 2)}\n`;
  await expect(golden).toMatchFileSnapshot("cases/last-values.json.golden");
});

it("names outputs as other workflows read them", () => {
  const { workflow } = lower({
    params: { name: { type: "string" } },
    steps: [noop("a")],
    outputs: { name: { type: "string", value: param("name") } },
  });
  expect(workflow.steps[1]).toEqual({
    step: { id: "stave_outputs", type: "NoOp", params: { name: { type: "STRING", expression: "name;" } } },
  });
});

it("hands on lists that may be null as JSON text, which no expression looks into", () => {
  const maybe: Type = { kind: "nullable", of: list("int") };
  const chosen: Expr = {
    kind: "if",
    cond: { kind: "param", name: "yes" },
    then: param("ints"),
    else: { kind: "literal", type: "null", value: null },
  };
  const workflow = {
    params: {
      given: { type: maybe },
      yes: { type: "bool" as Type, default: { kind: "literal" as const, type: "bool" as Type, value: true } },
      ints: { type: list("int"), default: { kind: "literal" as const, type: list("int"), value: [1] } },
      none: { type: maybe, default: { kind: "literal" as const, type: maybe, value: null } },
    },
    steps: [
      noop("a", { x: { type: maybe, value: param("given") } }),
      noop(
        "b",
        {
          y: { type: maybe, value: output("a", "x") },
          z: { type: maybe, value: param("ints") },
          c: { type: maybe, value: chosen },
        },
        { needs: [{ step: "a" }] },
      ),
    ],
  };
  const { params, steps } = lower(workflow).workflow;
  expect(params).toMatchObject({
    given: { type: "STRING", expression: expect.stringContaining("return 'null';") },
    none: { type: "STRING", value: "null" },
  });
  expect(steps[1]?.step?.params).toEqual({
    y: { type: "STRING", expression: "a__x;" },
    z: { type: "STRING", expression: "Util.toJson(ints);" },
    c: { type: "STRING", expression: "(!yes) ? 'null' : Util.toJson(ints);" },
  });
  const size: Expr = { kind: "op", op: "??", args: [param("given"), param("ints")] };
  const read = lowerWorkflow(document({ ...workflow, steps: [noop("a", { x: { type: list("int"), value: size } })] }));
  expect(read.diagnostics.map(({ code }) => code)).toEqual(["STV6003"]);
});
