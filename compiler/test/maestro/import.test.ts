import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { importRequest } from "../../src/maestro/import/import-definition.js";
import { isEqual, isObject, type Json, type JsonObject } from "../../src/maestro/import/normalize.js";
import { importDefinition, lowerWorkflow, normalizeRequest } from "../../src/maestro/index.js";
import { arbitraryWorkflow, choicesFrom } from "./arbitrary-workflow.js";
import { decorate } from "./decorate.js";

const root = new URL("../../conformance/maestro/", import.meta.url);
const RUNS = Number(process.env["STAVE_MAESTRO_RUNS"] ?? 400);
const FIRST = Number(process.env["STAVE_SEED"] ?? 1);
const invalid = new Set(["sample-invalid-wf.json", "sample-invalid-wf-def.json"]);

function roundTrip(request: JsonObject): void {
  const document = importRequest(request);
  if (document === undefined) throw new Error(`not imported: ${JSON.stringify(request)}`);
  const definition = lowerWorkflow(document).definition as unknown as JsonObject;
  const [back, wanted] = [normalizeRequest(definition), normalizeRequest(request)];
  if (!isEqual(back, wanted)) expect(back).toEqual(wanted);
  expect(paramOrders(back)).toEqual(paramOrders(wanted));
}

/** The names of all params in order, since Maestro evaluates them in it. */
function paramOrders(node: Json): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(paramOrders);
  if (!isObject(node)) return [];
  const own = isObject(node["params"]) ? Object.keys(node["params"]) : [];
  const inner = Object.entries(node).sort(([left], [right]) => (left < right ? -1 : 1));
  return [...own, ...inner.flatMap(([, value]) => paramOrders(value))];
}

const files = ["samples", "requests"].flatMap((folder) =>
  readdirSync(new URL(`${folder}/`, root))
    .filter((name) => !invalid.has(name))
    .map((name) => `${folder}/${name}`),
);

it.each(files)("imports %s so that it compiles back to itself", (name) => {
  roundTrip(JSON.parse(readFileSync(new URL(name, root), "utf8")) as JsonObject);
});

it(`imports generated definitions so that they compile back to themselves (seeds from ${FIRST})`, () => {
  for (let seed = FIRST; seed < FIRST + RUNS; seed += 1) {
    const { definition } = lowerWorkflow(arbitraryWorkflow(seed), { defaultImage: "python:3.12" });
    if (definition === undefined) continue;
    const request = seed % 2 === 0 ? decorate(definition, choicesFrom(seed)) : definition;
    roundTrip(request as unknown as JsonObject);
  }
});

it("imports a workflow in the YAML language", async () => {
  const text = readFileSync(new URL("yaml/sample-conditional-wf.yaml", root), "utf8");
  const { document } = importDefinition({ path: "a.yaml", text });
  await expect(`${JSON.stringify(document, null, 2)}\n`).toMatchFileSnapshot("cases/conditional.ir.golden");
});
