import { expect, it } from "vitest";
import { checkDefinitionFiles, lowerWorkflow } from "../../src/maestro/index.js";
import { arbitraryWorkflow } from "./arbitrary-workflow.js";

const RUNS = Number(process.env["STAVE_MAESTRO_RUNS"] ?? 250);
const FIRST = Number(process.env["STAVE_SEED"] ?? 1);
/** What Maestro cannot say at all, so that a refusal is right. */
const REFUSALS = new Set(["STV6001", "STV6004", "STV6009", "STV6010"]);

it(`finds no error in lowered workflows (seeds from ${FIRST})`, () => {
  let lowered = 0;
  for (let seed = FIRST; seed < FIRST + RUNS; seed += 1) {
    const document = arbitraryWorkflow(seed);
    const { definition, diagnostics } = lowerWorkflow(document, { defaultImage: "python:3.12" });
    if (definition === undefined) {
      const odd = diagnostics.filter(({ code, severity }) => severity === "error" && !REFUSALS.has(code));
      expect({ seed, odd }).toEqual({ seed, odd: [] });
      continue;
    }
    lowered += 1;
    const text = JSON.stringify(definition, null, 2);
    const errors = checkDefinitionFiles([{ path: "lowered.json", text }])
      .filter(({ severity }) => severity === "error")
      .map(({ code, message, line, column }) => `${line}:${column} ${code} ${message} <${text.split("\n")[line - 1]}>`);
    expect({ seed, errors }).toEqual({ seed, errors: [] });
  }
  expect(lowered).toBeGreaterThan(RUNS * 0.7);
});
