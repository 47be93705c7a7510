import { readIrValue } from "@stave/ir-schema/read";
import {
  cron,
  custom,
  emit,
  firstOf,
  fromTrigger,
  noop,
  p,
  run,
  shell,
  signal,
  sleep,
  text,
  workflow,
} from "@stave/sdk";
import { type BuildResult, buildWorkflow, definitionNode, siteAt } from "@stave/sdk/internal";
import { expect, it } from "vitest";

const clean = custom("clean", { inputs: { csv: p.string() }, outputs: { path: p.string(), rows: p.int() } });
const fit = custom("fit", {
  inputs: { rows: p.string(), city: p.string(), seed: p.int(7) },
  outputs: { auc: p.float(), uri: p.string() },
});
const publish = custom("publish", { inputs: { models: p.list(p.string()) } });

function build(definition: unknown): BuildResult {
  const node = definitionNode(definition);
  if (node === undefined) throw new Error("not a workflow");
  const built = buildWorkflow(node, { sites: false });
  expect(readIrValue(JSON.parse(JSON.stringify(built.document))).diagnostics).toEqual([]);
  return built;
}

const names = (built: BuildResult): readonly string[] => built.diagnostics.map((item) => item.name);

it("makes an edge of every output that is used", () => {
  const { document, diagnostics } = build(
    workflow("w", { params: { day: p.date() } }, (w, { day }) => {
      const rows = w.step("clean", clean({ csv: text`data/${day}.csv` }));
      w.step("fit", fit({ rows: rows.path, city: "seattle" }), { retry: { limit: 3 } });
    }),
  );
  expect(diagnostics).toEqual([]);
  expect(document.workflow.steps[1]).toMatchObject({
    kind: "custom",
    needs: [{ step: "clean" }],
    retry: { limit: 3 },
    inputs: {
      rows: { type: "string", value: { kind: "output", step: "clean", name: "path" } },
      seed: { type: "int", value: { kind: "literal", type: "int", value: 7 } },
    },
  });
});

it("takes refs anywhere in the arguments of custom steps and subworkflows", () => {
  const options = p.struct({ rows: p.int(), tags: p.list(p.string()) });
  const tune = custom("tune", { inputs: { options } });
  const other = workflow("other", { params: { options } }, () => {});
  const { document, diagnostics } = build(
    workflow("w", { params: { city: p.string() } }, (w, { city }) => {
      const { rows } = w.step("clean", clean({ csv: city }));
      w.step("tune", tune({ options: { rows, tags: [city, "b"] } }));
      w.subworkflow("sub", other, { options: { rows, tags: ["a", city] } });
    }),
  );
  expect(diagnostics).toEqual([]);
  for (const step of document.workflow.steps.slice(1)) {
    expect(step).toMatchObject({
      needs: [{ step: "clean" }],
      inputs: {
        options: {
          value: {
            kind: "struct",
            fields: { rows: { kind: "output", step: "clean", name: "rows" }, tags: { kind: "list" } },
          },
        },
      },
    });
  }
});

it("lifts an edge out of a loop to the loop itself and gathers what the body gives back", () => {
  const { document, diagnostics } = build(
    workflow("w", { params: { cities: p.list(p.string(), ["a"]) } }, (w, { cities }) => {
      const rows = w.step("clean", clean({ csv: "x" }));
      const models = w.foreach("each", { city: cities }, (w, { city }) =>
        w.step("fit", fit({ rows: rows.path, city })),
      );
      w.step("publish", publish({ models: models.uri }));
      return { aucs: models.auc };
    }),
  );
  expect(diagnostics).toEqual([]);
  const [, loop, last] = document.workflow.steps;
  expect(loop).toMatchObject({
    kind: "foreach",
    needs: [{ step: "clean" }],
    over: [{ name: "city", type: "string", in: { kind: "param", name: "cities" } }],
    collect: { auc: { kind: "output", step: "fit", name: "auc" } },
    outputs: { auc: { kind: "list", of: "float" } },
  });
  expect(last?.needs).toEqual([{ step: "each" }]);
  expect(document.workflow.outputs).toEqual({
    aucs: { type: { kind: "list", of: "float" }, value: { kind: "output", step: "each", name: "auc" } },
  });
});

it("compiles a branch to conditional edges from its gate and merges the arms with firstOf", () => {
  const { document, diagnostics } = build(
    workflow("w", { params: { n: p.int(1) } }, (w, { n }) => {
      const big = w.when("is_big", n.gt(10), (w) => w.step("big", clean({ csv: "big" })));
      const small = big.otherwise((w) => w.step("small", clean({ csv: "small" })));
      const chosen = w.step("chosen", noop({ path: firstOf(big.path, small.path) }));
      return { path: chosen.path };
    }),
  );
  expect(diagnostics).toEqual([]);
  const condition = { kind: "output", step: "is_big", name: "condition" };
  expect(document.workflow.steps.map((step) => [step.id, step.needs, step.join])).toEqual([
    ["is_big", undefined, undefined],
    ["big", [{ step: "is_big", when: condition }], undefined],
    ["small", [{ step: "is_big", when: { kind: "op", op: "not", args: [condition] } }], undefined],
    ["chosen", [{ step: "big" }, { step: "small" }], "any"],
  ]);
});

it("repeats with loop variables whose next values the body gives back", () => {
  const { document, diagnostics } = build(
    workflow("w", (w) => {
      const best = w.while(
        "improve",
        { score: p.float(0), tries: p.int(0) },
        ({ tries }) => tries.lt(5),
        (w, { tries }) => {
          const model = w.step("fit", fit({ rows: "r", city: "c", seed: tries }));
          return { score: model.auc, tries: tries.add(1) };
        },
        { limit: 10 },
      );
      return { score: best.score };
    }),
  );
  expect(diagnostics).toEqual([]);
  expect(document.workflow.steps[0]).toMatchObject({
    kind: "while",
    limit: 10,
    vars: { score: { type: "float", next: { kind: "output", step: "fit", name: "auc" } }, tries: { type: "int" } },
    outputs: { score: "float", tries: "int" },
  });
});

it("types a subworkflow by the other workflow's params and outputs", () => {
  const child = workflow("child", { params: { city: p.string(), days: p.int(7) } }, (w, { city }) => {
    const rows = w.step("clean", clean({ csv: city }));
    return { rows: rows.rows };
  });
  const built = build(
    workflow("parent", (w) => {
      const report = w.subworkflow("report", child, { city: "seattle" });
      return { rows: report.rows };
    }),
  );
  expect(built.diagnostics).toEqual([]);
  expect(built.subworkflows.map(({ id }) => id)).toEqual(["child"]);
  expect(built.document.workflow.steps[0]).toMatchObject({
    kind: "subworkflow",
    workflow: "child",
    outputs: { rows: "int" },
  });
});

it("reports a ref that escapes its loop, one of another workflow and a repeated id", () => {
  let leaked: unknown;
  const first = build(
    workflow("first", (w) => {
      w.foreach("each", { city: ["a", "b"] }, (_, { city }) => {
        leaked = city;
      });
      w.step("fit", fit({ rows: "r", city: leaked as string }));
      w.step("fit", fit({ rows: "r", city: "c" }));
    }),
  );
  expect(names(first)).toEqual(["escaped-ref", "duplicate-step-id"]);
  const second = build(workflow("second", (w) => void w.step("fit", fit({ rows: "r", city: leaked as string }))));
  expect(names(second)).toEqual(["foreign-ref"]);
});

it("reports arguments that are missing, unknown or of the wrong type", () => {
  const bad = build(workflow("w", (w) => void w.step("fit", fit({ rows: 3, town: "c" } as never))));
  expect(names(bad)).toEqual(["literal-type", "missing-argument", "unknown-argument"]);
});

it("does not also miss an argument that is there under a misspelt name", () => {
  const bad = build(workflow("w", (w) => void w.step("fit", fit({ rows: "r", citty: "c" } as never))));
  expect(names(bad)).toEqual(["unknown-argument"]);
});

it("traps a ref that is used as its value", () => {
  const used = (use: (ref: never) => unknown): readonly string[] =>
    names(
      build(
        workflow("w", { params: { n: p.int(1) } }, (w, { n }) => {
          use(n as never);
          w.step("s", sleep("PT1S"));
        }),
      ),
    );
  expect(used((n) => `${n}`)).toEqual(["ref-used-as-value"]);
  expect(used((n) => (n as number) * 2)).toEqual(["ref-used-as-value"]);
  expect(used((n) => JSON.stringify({ n }))).toEqual(["ref-used-as-value"]);
  expect(used((n) => [...(n as number[])])).toEqual(["ref-used-as-value"]);
});

it("builds the same IR twice", () => {
  const landed = signal("landed", { match: { table: "trips", rows: { ">=": 10 } }, fields: { day: p.string() } });
  const definition = workflow(
    "w",
    {
      triggers: [cron("0 6 * * *", { timezone: "Europe/Berlin" }), landed],
      timeout: { hours: 2 },
      runStrategy: "parallel",
    },
    (w) => {
      w.step("load", shell("load", { args: { day: fromTrigger(landed).day, run: run.id } }), {
        waits: [landed],
        emits: [emit("done", { day: run.ds })],
      });
    },
  );
  expect(build(definition).document).toEqual(build(definition).document);
  expect(build(definition).document.workflow).toMatchObject({
    timeout: { kind: "literal", type: "duration", value: "PT2H" },
    triggers: [
      { kind: "cron", timezone: "Europe/Berlin" },
      {
        kind: "signal",
        signals: [{ name: "landed", match: { table: { op: "=", value: "trips" }, rows: { op: ">=", value: 10 } } }],
      },
    ],
  });
});

it("notes where every part was written when sites are captured", () => {
  const definition = definitionNode(workflow("w", (w) => void w.step("s", shell("echo", { args: { a: 1 } }))));
  const { sites } = buildWorkflow(definition as never, { sites: true });
  expect(siteAt(sites, "/steps/0/inputs/a/value")).toMatchObject({ path: [1, "args", "a"] });
  expect(siteAt(sites, "/steps/0/id")).toMatchObject({ path: [0] });
  expect(siteAt(sites, "/steps/0/retry/limit")).toMatchObject({ path: [2, "retry", "limit"] });
});
