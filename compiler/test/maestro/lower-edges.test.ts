import type { Expr, Step, Type, Workflow } from "@stave/ir-schema";
import { expect, it } from "vitest";
import { lowerWorkflow, type MaestroStepBody } from "../../src/maestro/index.js";
import { evaluateSel, parseSel } from "../../src/sel/index.js";

const literal = (type: Type, value: unknown): Expr => ({ kind: "literal", type, value });
const output = (step: string, name: string): Expr => ({ kind: "output", step, name });
const yes = literal("bool", true);

function noop(id: string, inputs: Record<string, { type: Type; value: Expr }> = {}, more: Partial<Step> = {}): Step {
  const outputs = Object.fromEntries(Object.entries(inputs).map(([name, { type }]) => [name, type]));
  return { kind: "noop", id, inputs, outputs, ...more } as Step;
}

function bodies(workflow: Partial<Workflow> & Pick<Workflow, "steps">): ReadonlyMap<string, MaestroStepBody> {
  const { definition, diagnostics } = lowerWorkflow({ ir: "1.0", workflow: { id: "wf", ...workflow } });
  expect(diagnostics).toEqual([]);
  const found = new Map<string, MaestroStepBody>();
  const visit = (steps: readonly object[]): void => {
    for (const step of steps) {
      const body = Object.values(step)[0] as MaestroStepBody;
      found.set(body.id, body);
      visit(body.steps ?? []);
    }
  };
  visit(definition?.workflow.steps ?? []);
  return found;
}

const successors = (body: MaestroStepBody | undefined): unknown => body?.transition?.successors;

it("counts an iteration of a while on though a step its next values read was skipped", () => {
  const found = bodies({
    steps: [
      {
        kind: "while",
        id: "w",
        vars: {
          n: {
            type: "int",
            init: literal("int", 0),
            next: { kind: "op", op: "+", args: [{ kind: "loop", step: "w", name: "n" }, literal("int", 1)] },
          },
          x: {
            type: "int",
            init: literal("int", 0),
            next: { kind: "if", cond: yes, then: literal("int", 1), else: output("b", "v") },
          },
        },
        condition: { kind: "op", op: "<", args: [{ kind: "loop", step: "w", name: "n" }, literal("int", 2)] },
        steps: [
          noop("a", { flag: { type: "bool", value: literal("bool", false) } }),
          noop(
            "b",
            { v: { type: "int", value: literal("int", 5) } },
            { needs: [{ step: "a", when: output("a", "flag") }] },
          ),
        ],
        outputs: {},
      },
    ],
  });
  expect(successors(found.get("a"))).toEqual({ b: "flag", w_next: "true" });
  expect(found.get("w_next")?.params?.["x"]?.expression).toContain("params.getFromStep('b', 'v')");
});

it("decides behind a subworkflow, whose outputs its own edges cannot read", () => {
  const found = bodies({
    steps: [
      { kind: "subworkflow", id: "s", workflow: "other", inputs: {}, outputs: { flag: "bool" } },
      noop("t", {}, { needs: [{ step: "s", when: output("s", "flag") }] }),
    ],
  });
  expect(successors(found.get("s"))).toEqual({ t_ready: "true" });
  expect(found.get("t_ready")?.params?.["ready"]?.expression).toContain("getFromSubworkflow('s'");
});

it("reads the count of a loop that may be skipped only where its outputs are read", () => {
  const items: Type = { kind: "list", of: "int" };
  const loop: Step = {
    kind: "foreach",
    id: "f",
    needs: [{ step: "a", when: output("a", "flag") }],
    over: [{ name: "i", type: "int", in: { kind: "param", name: "items" } }],
    steps: [noop("v", { n: { type: "int", value: literal("int", 1) } })],
    collect: { n: output("v", "n") },
    outputs: { n: items },
  };
  const other = noop("g", { n: { type: items, value: literal(items, []) } }, { needs: [{ step: "a" }] });
  const first: Expr = { kind: "firstOf", options: [output("f", "n"), output("g", "n")] };
  const found = bodies({
    params: { items: { type: items, default: literal(items, []) } },
    steps: [
      noop("a", { flag: { type: "bool", value: literal("bool", false) } }),
      loop,
      other,
      noop("z", { n: { type: items, value: first } }, { needs: [{ step: "f" }, { step: "g" }], join: "any" }),
    ],
  });
  expect(found.get("z")?.params?.["n"]?.expression).toContain("params.getFromStep('f', 'f_count') == 0");
});

it("computes a struct with a list in it field by field", () => {
  const pair: Type = { kind: "struct", fields: { a: "int", c: { kind: "list", of: "float" } } };
  const found = bodies({
    params: { who: { type: pair, default: literal(pair, { a: 1, c: [] }) } },
    steps: [
      noop("s", {
        who: {
          type: pair,
          value: { kind: "if", cond: yes, then: { kind: "param", name: "who" }, else: { kind: "param", name: "who" } },
        },
      }),
    ],
  });
  const value = Object.values(found.get("s")?.params ?? {}).find(({ type }) => type === "MAP")?.value;
  expect(value).toMatchObject({
    a: { type: "LONG" },
    c: { type: "DOUBLE_ARRAY", expression: expect.stringMatching(/\.get\('c'\);$/) },
  });
});

it("refuses a param that a loop would hide from its steps", () => {
  const over = [{ name: "i", type: "int" as const, in: literal({ kind: "list", of: "int" }, [1]) }];
  const loop: Step = { kind: "foreach", id: "f", over, steps: [noop("s")], collect: {}, outputs: {} };
  const lowered = (name: string, steps: readonly Step[]): readonly string[] =>
    lowerWorkflow({
      ir: "1.0",
      workflow: { id: "wf", params: { [name]: { type: "int", default: literal("int", 1) } }, steps },
    }).diagnostics.map(({ code }) => code);
  expect(lowered("loop_index", [loop])).toEqual(["STV6001"]);
  expect(lowered("loop_index", [noop("s")])).toEqual([]);
  expect(lowered("condition", [loop])).toEqual([]);
});

it("asks a busy or broken server again, and one that refuses not", () => {
  const http = (retry: Step["retry"]): Step => ({
    kind: "http",
    id: "h",
    inputs: { url: { type: "string", value: literal("string", "https://example.org") } },
    outputs: {},
    ...(retry !== undefined && { retry }),
  });
  expect(bodies({ steps: [http(undefined)] }).get("h")?.params).not.toHaveProperty("state_expr");
  const { state_expr: state } = bodies({ steps: [http({ limit: 2, on: ["platform"] })] }).get("h")?.params ?? {};
  const { program } = parseSel(String(state?.value));
  const stateOf = (code: number): unknown =>
    program && evaluateSel(program, { vars: { status_code: { type: "LONG", value: String(code) } } });
  expect([204, 404, 429, 503].map(stateOf)).toMatchObject(
    ["DONE", "FATAL_ERROR", "PLATFORM_ERROR", "PLATFORM_ERROR"].map((value) => ({ value })),
  );
});

it("reads no outputs of a step that failed and let the run go on", () => {
  const work: Step = {
    kind: "python",
    id: "a",
    module: "m.py",
    function: "f",
    returns: "fields",
    inputs: {},
    outputs: { r: "int" },
  };
  const reads = (options: readonly Expr[]): Expr => ({ kind: "firstOf", options });
  const steps: readonly Step[] = [
    { ...work, onFailure: "ignore" },
    noop("z", { v: { type: "int", value: literal("int", 4) } }),
    noop("b", { x: { type: "int", value: output("a", "r") } }, { needs: [{ step: "a" }] }),
    noop(
      "c",
      { x: { type: "int", value: reads([output("a", "r"), output("z", "v")]) } },
      { needs: [{ step: "a" }, { step: "z" }], join: "any" },
    ),
  ];
  const { definition, diagnostics } = lowerWorkflow(
    { ir: "1.0", workflow: { id: "wf", steps } },
    { defaultImage: "python:3.12" },
  );
  expect(diagnostics).toEqual([]);
  const texts = definition?.workflow.steps.map((step) => Object.values(step)[0]?.params?.["x"]?.expression) ?? [];
  const evaluated = (text: string | undefined, status: string): unknown => {
    const { program } = parseSel(text ?? "", { param: true });
    const a = {
      MAESTRO_STEP_STATUS: { type: "STRING" as const, value: status },
      r: { type: "LONG" as const, value: "0" },
    };
    const vars = { z__v: { type: "LONG" as const, value: "4" } };
    return program && evaluateSel(program, { vars, ext: { steps: { a, z: { v: vars.z__v } } } });
  };
  expect(evaluated(texts[2], "SUCCEEDED")).toMatchObject({ ok: true, value: "0" });
  expect(evaluated(texts[2], "COMPLETED_WITH_ERROR")).toMatchObject({ ok: false });
  expect(evaluated(texts[3], "COMPLETED_WITH_ERROR")).toMatchObject({ ok: true, value: "4" });
});
