import { expect, it } from "vitest";
import { requestIn } from "../../src/maestro/import/import-definition.js";
import type { JsonObject } from "../../src/maestro/import/normalize.js";
import { checkDefinitionFiles, lowerWorkflow, normalizeRequest, writeYaml } from "../../src/maestro/index.js";
import { arbitraryWorkflow } from "./arbitrary-workflow.js";

it("writes definitions as YAML that reads as the same definition", () => {
  for (let seed = 1; seed <= 100; seed += 1) {
    const { definition } = lowerWorkflow(arbitraryWorkflow(seed), { defaultImage: "python:3.12" });
    if (definition === undefined) continue;
    const file = { path: "a.yaml", text: writeYaml(definition, "from here\nand there") };
    const back = requestIn(file) as JsonObject;
    expect(normalizeRequest(back)).toEqual(normalizeRequest(definition as unknown as JsonObject));
    expect(checkDefinitionFiles([file]).filter(({ severity }) => severity === "error")).toEqual([]);
  }
});
