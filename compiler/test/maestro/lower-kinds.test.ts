import type { Expr, IrDocument, Step, Type, Workflow } from "@stave/ir-schema";
import { expect, it } from "vitest";
import { checkDefinitionFiles, lowerWorkflow } from "../../src/maestro/index.js";
import { evaluateSel, parseSel, type TypedValue } from "../../src/sel/index.js";

const literal = (type: Type, value: unknown): Expr => ({ kind: "literal", type, value });
const text = (value: string): { type: Type; value: Expr } => ({ type: "string", value: literal("string", value) });
const output = (step: string, name: string): Expr => ({ kind: "output", step, name });
const param = (name: string): Expr => ({ kind: "param", name });

const steps: readonly Step[] = [
  {
    kind: "python",
    id: "clean",
    name: "Clean the rows",
    module: "model.py",
    function: "clean",
    returns: "fields",
    environment: "py",
    env: { TOKEN: literal("string", "$x") },
    inputs: {
      day: { type: "date", value: param("day") },
      path: { type: "string", value: { kind: "text", parts: ["s3://b/", { kind: "run", field: "dsNodash" }] } },
      weights: { type: { kind: "map", of: "float" }, value: literal({ kind: "map", of: "float" }, { a: 0.5 }) },
      options: {
        type: { kind: "struct", fields: { deep: "bool", names: { kind: "list", of: "string" } } },
        value: literal(
          { kind: "struct", fields: { deep: "bool", names: { kind: "list", of: "string" } } },
          { deep: true, names: ["x"] },
        ),
      },
    },
    outputs: { rows: "int", path: "string" },
    retry: {
      limit: 3,
      backoff: { kind: "exponential", delay: "PT30S", factor: 3, max: "PT10M" },
      on: ["error", "timeout"],
    },
    timeout: literal("duration", "PT2H"),
    onFailure: "fail-now",
    tags: ["heavy"],
    waits: [
      {
        name: literal("string", "table"),
        alias: "t",
        match: { day: { op: ">=", value: param("day") } },
        fields: { hour: "int" },
      },
    ],
    emits: [{ name: literal("string", "cleaned"), fields: { rows: output("clean", "rows"), day: param("day") } }],
  },
  {
    kind: "shell",
    id: "pack",
    needs: [{ step: "clean" }],
    script: 'tar cf "$2" rows',
    environment: "py",
    inputs: { out: { type: "string", value: output("clean", "path") } },
    outputs: {},
  },
  {
    kind: "http",
    id: "tell",
    needs: [{ step: "clean", when: { kind: "op", op: ">", args: [output("clean", "rows"), literal("int", 0)] } }],
    inputs: {
      url: text("https://example.org"),
      method: text("POST"),
      body: { type: "string", value: { kind: "text", parts: ["rows: ", output("clean", "rows")] } },
    },
    outputs: { status_code: "int", body: "string" },
  },
  {
    kind: "container",
    id: "score",
    needs: [{ step: "pack" }, { step: "tell" }],
    inputs: {
      image: text("acme/score:3"),
      args: {
        type: { kind: "list", of: "string" },
        value: {
          kind: "list",
          of: "string",
          items: [literal("string", "--day"), { kind: "text", parts: [param("day")] }],
        },
      },
    },
    resources: { memory: "1Gi" },
    outputs: { auc: "float" },
  },
  {
    kind: "notebook",
    id: "report",
    path: "report.ipynb",
    environment: "py",
    needs: [{ step: "score" }],
    inputs: { auc: { type: "float", value: output("score", "auc") } },
    outputs: {},
  },
  {
    kind: "sleep",
    id: "pause",
    inputs: { duration: { type: "duration", value: literal("duration", "PT1M30S") } },
    outputs: {},
  },
  {
    kind: "while",
    id: "improve",
    needs: [{ step: "score" }],
    vars: {
      tries: {
        type: "int",
        init: literal("int", 0),
        next: { kind: "op", op: "+", args: [{ kind: "loop", step: "improve", name: "tries" }, literal("int", 1)] },
      },
      auc: { type: "float", init: output("score", "auc"), next: output("again", "auc") },
    },
    condition: { kind: "op", op: "<", args: [{ kind: "loop", step: "improve", name: "auc" }, param("good")] },
    limit: 5,
    steps: [
      {
        kind: "container",
        id: "again",
        inputs: {
          image: text("acme/fit:1"),
          args: {
            type: { kind: "list", of: "string" },
            value: { kind: "list", of: "string", items: [output("clean", "path")] },
          },
        },
        outputs: { auc: "float" },
      },
    ],
    outputs: { tries: "int", auc: "float" },
  },
  {
    kind: "foreach",
    id: "cities",
    needs: [{ step: "clean" }],
    over: [
      { name: "city", type: "string", in: literal({ kind: "list", of: "string" }, ["seattle", "$x"]) },
      { name: "year", type: "int", in: param("years") },
    ],
    concurrency: 4,
    strictOrder: true,
    steps: [
      {
        kind: "subworkflow",
        id: "city_report",
        workflow: "city_report",
        version: "latest",
        inputs: {
          city: { type: "string", value: { kind: "loop", step: "cities", name: "city" } },
          year: { type: "int", value: { kind: "loop", step: "cities", name: "year" } },
          rows: { type: "int", value: output("clean", "rows") },
        },
        outputs: { score: "float" },
      },
    ],
    collect: { score: output("city_report", "score") },
    outputs: { score: { kind: "list", of: "float" } },
  },
  {
    kind: "noop",
    id: "best",
    needs: [{ step: "tell" }, { step: "pack" }],
    join: "any",
    inputs: {
      what: { type: "string", value: { kind: "firstOf", options: [output("tell", "body"), output("clean", "path")] } },
    },
    outputs: { what: "string" },
  },
];

const workflow: Workflow = {
  id: "everything",
  name: "Everything",
  owner: "ds",
  tags: ["nightly"],
  criticality: "high",
  params: {
    day: { type: "date", default: { kind: "run", field: "logicalDate" }, mode: "start" },
    years: { type: { kind: "list", of: "int" }, default: literal({ kind: "list", of: "int" }, [2024, 2025]) },
    good: { type: "float", default: literal("float", 0.8), min: 0, max: 1 },
  },
  triggers: [
    { kind: "cron", cron: "0 6 * * *", timezone: "Europe/Berlin", jitter: "PT5M" },
    { kind: "signal", signals: [{ name: "landed", match: { table: { op: "=", value: "trips" } }, joinKeys: ["day"] }] },
  ],
  runStrategy: { rule: "parallel", concurrency: 3 },
  stepConcurrency: 40,
  runStepConcurrency: 10,
  timeout: literal("duration", "P1D"),
  alerting: { emails: ["a@example.org"], slack: ["#data"] },
  environments: { py: { kind: "image", image: "acme/py:1" } },
  steps,
  outputs: { what: { type: "string", value: output("best", "what") } },
};

it("stops a run whose params are outside of their limits", () => {
  const size: Type = { kind: "enum", of: "string", values: ["small", "big"] };
  const maybe: Type = { kind: "nullable", of: "int" };
  const limited: Workflow = {
    id: "limited",
    params: {
      rate: { type: "float", default: literal("float", 0.5), min: 0, max: 1 },
      top: { type: maybe, default: literal(maybe, null), min: 1 },
      names: {
        type: { kind: "list", of: "string" },
        default: literal({ kind: "list", of: "string" }, ["a"]),
        maxLength: 2,
      },
      day: { type: "date", default: literal("date", "2026-01-31"), min: "2026-01-01" },
      size: { type: size, default: literal(size, "small") },
    },
    steps: [{ kind: "noop", id: "a", inputs: {}, outputs: {} }],
  };
  const { definition, diagnostics } = lowerWorkflow({ ir: "1.0", workflow: limited });
  expect(diagnostics).toEqual([]);
  const text = JSON.stringify(definition);
  expect(checkDefinitionFiles([{ path: "a.json", text }]).filter(({ severity }) => severity === "error")).toEqual([]);
  const { program } = parseSel(definition?.workflow.params?.["param_checks"]?.expression ?? "", { param: true });
  const start = (given: Readonly<Record<string, unknown>>): unknown => {
    const vars: Record<string, TypedValue> = {
      rate: { type: "DOUBLE", value: "0.5" },
      top: { type: "STRING", value: "stave:null" },
      names: { type: "STRING_ARRAY", value: ["a"] },
      day: { type: "STRING", value: "2026-01-31" },
      size: { type: "STRING", value: "small" },
    };
    for (const [name, value] of Object.entries(given)) vars[name] = { type: vars[name]?.type ?? "STRING", value };
    const ext = { instance: { INITIATOR_TYPE: { type: "STRING", value: "MANUAL" } } } as const;
    const outcome = program === undefined ? undefined : evaluateSel(program, { vars, ext });
    return outcome?.ok === true ? outcome.value : outcome;
  };
  expect(start({})).toBe(true);
  expect(start({ rate: "1.5" })).toBe("the param rate must be at most 1");
  expect(start({ rate: "-0.5" })).toBe("the param rate must be at least 0");
  expect(start({ top: "1" })).toBe(true);
  expect(start({ top: "0" })).toBe("the param top must be at least 1");
  expect(start({ names: ["a", "b", "c"] })).toBe("the param names must have a length of at most 2");
  expect(start({ day: "2025-12-31" })).toBe("the param day must be at least 2026-01-01");
  expect(start({ size: "huge" })).toBe("the param size must be one of small, big");
});

it("lowers every kind of step and everything a workflow says", async () => {
  const document: IrDocument = { ir: "1.0", workflow };
  const { definition, diagnostics } = lowerWorkflow(document);
  expect(diagnostics).toEqual([]);
  const text = JSON.stringify(definition, null, 2);
  const findings = checkDefinitionFiles([{ path: "everything.json", text }]);
  expect(
    findings
      .filter(({ severity }) => severity !== "info")
      .map(({ code, pointer, message }) => `${code} ${pointer} ${message}`),
  ).toEqual([]);
  await expect(`${text}\n`).toMatchFileSnapshot("cases/everything.json.golden");
});

it("refuses a workflow of a hundred thousand steps at once", () => {
  const many = Array.from({ length: 100_000 }, (_, at): Step => {
    return { kind: "noop", id: `s${at}`, needs: at === 0 ? [] : [{ step: `s${at - 1}` }], inputs: {}, outputs: {} };
  });
  const { definition, diagnostics } = lowerWorkflow({ ir: "1.0", workflow: { id: "wf", steps: many } });
  expect(definition).toBeUndefined();
  expect(diagnostics.map(({ code }) => code)).toEqual(["STV6007"]);
});
