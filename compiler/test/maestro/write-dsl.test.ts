import { expect, it } from "vitest";
import type { MaestroDefinition } from "../../src/maestro/definition.js";
import { requestIn } from "../../src/maestro/import/import-definition.js";
import { isObject, type JsonObject } from "../../src/maestro/import/normalize.js";
import {
  checkDefinitionFiles,
  type DefinitionFile,
  lowerWorkflow,
  normalizeRequest,
  writeDsl,
} from "../../src/maestro/index.js";
import { arbitraryWorkflow, choicesFrom } from "./arbitrary-workflow.js";
import { decorate } from "./decorate.js";
import { goldenDefinitions } from "./golden-definitions.js";
import { sayable } from "./sayable.js";

const RUNS = Number(process.env["STAVE_MAESTRO_RUNS"] ?? 60);
const FIRST = Number(process.env["STAVE_SEED"] ?? 1);

/** What a definition says, and the language sets where it says nothing. */
function withDefaults(request: JsonObject): JsonObject {
  const normal = normalizeRequest(request);
  const properties = isObject(normal["properties"]) ? normal["properties"] : {};
  const defaults = { run_strategy: { rule: "SEQUENTIAL", workflow_concurrency: 1 }, step_concurrency: 20 };
  return { ...normal, properties: { ...defaults, ...properties } };
}

function errorsIn(file: DefinitionFile): readonly string[] {
  return checkDefinitionFiles([file])
    .filter(({ severity }) => severity === "error")
    .map(({ code, message }) => `${code} ${message}`)
    .sort();
}

/** The language says what the request says, and the same is wrong with both. */
function expectReadsBack(request: JsonObject, title: string): void {
  const { text, diagnostics } = writeDsl(request as unknown as MaestroDefinition);
  expect({ title, diagnostics }).toEqual({ title, diagnostics: [] });
  const file = { path: "a.yaml", text: text ?? "" };
  expect({ title, ...withDefaults(requestIn(file) as JsonObject) }).toEqual({ title, ...withDefaults(request) });
  expect(errorsIn(file)).toEqual(errorsIn({ path: "a.json", text: JSON.stringify(request) }));
}

it(`writes definitions in the YAML language that read back, with the same findings (seeds from ${FIRST})`, () => {
  for (let seed = FIRST; seed < FIRST + RUNS; seed += 1) {
    const lowered = lowerWorkflow(arbitraryWorkflow(seed), { defaultImage: "python:3.12" }).definition;
    if (lowered === undefined) continue;
    const decorated = seed % 2 === 0 ? decorate(lowered, choicesFrom(seed)) : lowered;
    expectReadsBack(sayable(decorated as unknown as JsonObject), `seed ${seed}`);
  }
});

it("writes examples and cases in the YAML language", () => {
  const requests = goldenDefinitions();
  for (const request of requests) expectReadsBack(sayable(request), JSON.stringify(request).slice(0, 200));
  expect(requests.length).toBeGreaterThan(20);
});

const definition: MaestroDefinition = {
  properties: { owner: { name: "ann" }, run_strategy: 3 },
  workflow: {
    id: "wf",
    timeout: 3600,
    params: {
      name: { type: "STRING", value: "yes" },
      share: { type: "DOUBLE", value: -5 },
      none: { type: "LONG_ARRAY", value: [] },
      texts: { type: "STRING_MAP", value: { "<<": "a\nb", 2028: "x\u2028y" } },
      map: { type: "MAP", mode: "CONSTANT", value: { day: { type: "STRING", expression: "TARGET_RUN_DATE" } } },
      plain: { type: "MAP", value: { day: { type: "STRING", value: "x" } } },
    },
    steps: [
      {
        step: {
          id: "a",
          type: "NoOp",
          transition: { successors: { b: "n > 1", c: "!((n > 1))" } },
          params: { type: { type: "STRING", value: "t" }, n: { type: "LONG", expression: "9007199254740993;" } },
        },
      },
      {
        subworkflow: {
          id: "b",
          params: {
            subworkflow_version: { type: "STRING", expression: "'active'" },
            subworkflow_id: { type: "STRING", value: "child" },
          },
        },
      },
      {
        foreach: {
          id: "c",
          params: {
            loop_params: { type: "MAP", value: { i: { type: "LONG_ARRAY", expression: "base" } } },
            base: { type: "LONG_ARRAY", value: [1] },
          },
          steps: [{ step: { id: "d", type: "NoOp" } }],
        },
      },
    ],
  },
};

it("writes what people would write", () => {
  expect(writeDsl(definition).text).toBe(`workflow:
  id: wf
  owner: ann
  timeout: 3600
  run_strategy: PARALLEL
  workflow_concurrency: 3
  name<string>: "yes"
  share: -5.0
  none<array<long>>: []
  texts:
    "2028": "x\\u2028y"
    "<<": |-
      a
      b
  map<pmap>(constant):
    "!day": TARGET_RUN_DATE
  plain<pmap>:
    day: x
  jobs:
    - job:
        id: a
        type: NoOp
        type<string>: t
        "!n<long>": 9007199254740993;
        transition:
          - IF n > 1 THEN b
          - OTHERWISE c
    - subworkflow:
        id: b
        workflow_id: child
        "!subworkflow_version": "'active'"
    - foreach:
        id: c
        loop_params:
          "!i<array<long>>": base
        loop_params<pmap>:
          "!i<array<long>>": base
        base:
          - 1
        jobs:
          - job:
              id: d
              type: NoOp
`);
});

it("names each key that the language has no words for, once, where it is first", () => {
  const { workflow } = definition;
  const retry = { retry_policy: { error_retry_limit: 1 } };
  const { text, diagnostics } = writeDsl({
    is_active: false,
    properties: { owner: "ann", alerting: { emails: ["a@b.c"] }, step_concurrency: 5 },
    workflow: {
      ...workflow,
      time_triggers: [{ type: "CRON", cron: "0 0 * * *" }],
      tags: [{ name: "t", namespace: "SYSTEM" }],
      params: { empty: { type: "STRING_MAP", value: {} }, odd: { type: "LONG", value: 1, validator: "x" } },
      steps: [
        { step: { id: "a", type: "NoOp", transition: { successors: { b: "x &&\ny" } }, ...retry } },
        { step: { id: "b", type: "NoOp", ...retry } },
        { subworkflow: { id: "c", params: { subworkflow_id: { type: "STRING", expression: "'x'" } } } },
        { template: { id: "d" } },
      ],
    },
  });
  expect(text).toBeUndefined();
  expect(diagnostics.map(({ message }) => message.replace("Maestro's YAML language has no words for ", ""))).toEqual([
    'is_active: false of the workflow "wf".',
    'time_triggers of the workflow "wf".',
    'namespace of the tag "t" of the workflow "wf".',
    'alerting of the workflow "wf".',
    'step_concurrency: 5 of the workflow "wf".',
    'the value of the param "empty" of the workflow "wf".',
    'validator of the param "odd" of the workflow "wf".',
    'retry_policy of the step "a" and 1 more.',
    'the condition on the way to "b" of the step "a".',
    '"subworkflow_id" as anything but a literal without a mode of the step "c".',
    'the step kind template of the step "d".',
  ]);
});
