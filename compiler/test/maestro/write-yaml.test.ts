import type { IrDocument } from "@stave/ir-schema";
import { expect, it } from "vitest";
import { requestIn } from "../../src/maestro/import/import-definition.js";
import type { JsonObject } from "../../src/maestro/import/normalize.js";
import { checkDefinitionFiles, lowerWorkflow, normalizeRequest, writeYaml } from "../../src/maestro/index.js";
import { arbitraryWorkflow } from "./arbitrary-workflow.js";

it("writes definitions as YAML that reads as the same definition", () => {
  for (let seed = 1; seed <= 100; seed += 1) {
    const { definition } = lowerWorkflow(arbitraryWorkflow(seed), { defaultImage: "python:3.12" });
    if (definition === undefined) continue;
    const file = { path: "a.yaml", text: writeYaml(definition) };
    const back = requestIn(file) as JsonObject;
    expect(normalizeRequest(back)).toEqual(normalizeRequest(definition as unknown as JsonObject));
    expect(checkDefinitionFiles([file]).filter(({ severity }) => severity === "error")).toEqual([]);
  }
});

it("says where each step and param was written", () => {
  const document: IrDocument = {
    ir: "1.0",
    workflow: {
      id: "wf",
      params: { day: { type: "int", default: { kind: "literal", type: "int", value: 5 } } },
      steps: [
        {
          kind: "foreach",
          id: "all",
          over: [{ name: "item", type: "int", in: { kind: "literal", type: { kind: "list", of: "int" }, value: [1] } }],
          steps: [{ kind: "noop", id: "one", inputs: {}, outputs: {} }],
          collect: {},
          outputs: {},
        },
      ],
    },
    sources: {
      files: ["a.ts"],
      sites: { "": [0, 1, 1], "/params/day": [0, 3, 5], "/steps/0": [0, 7, 1], "/steps/0/steps/0": [0, 8, 3] },
    },
  };
  const { definition } = lowerWorkflow(document);
  const text = definition === undefined ? "" : writeYaml(definition, { written: document, comments: true });
  expect(text).toBe(`# made from a.ts:1
workflow:
  id: wf
  params:
    # a.ts:3
    day:
      type: LONG
      value: 5
  steps:
    # a.ts:7
    - foreach:
        id: all
        params:
          loop_params:
            type: MAP
            value:
              item:
                type: LONG_ARRAY
                value:
                  - 1
        steps:
          # a.ts:8
          - step:
              id: one
              type: NoOp
`);
});
