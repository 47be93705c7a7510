import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { MaestroDefinition } from "../../src/maestro/definition.js";
import { isObject, type Json, type JsonObject } from "../../src/maestro/import/normalize.js";
import { lowerWorkflow, writeDsl } from "../../src/maestro/index.js";
import { arbitraryWorkflow, choicesFrom } from "./arbitrary-workflow.js";
import { decorate } from "./decorate.js";
import { goldenDefinitions } from "./golden-definitions.js";
import { sayable } from "./sayable.js";

const url = process.env["STAVE_MAESTRO_URL"];
const RUNS = Number(process.env["STAVE_MAESTRO_RUNS"] ?? 60);
const FIRST = Number(process.env["STAVE_SEED"] ?? 1);

interface Answer {
  readonly status: number;
  readonly body: JsonObject;
}

async function call(method: string, path: string, type?: string, body?: string): Promise<Answer> {
  const headers = { user: "stave", ...(type !== undefined && { "content-type": type }) };
  const answer = await fetch(`${url}/api/v3${path}`, { method, headers, ...(body !== undefined && { body }) });
  return { status: answer.status, body: (await answer.json()) as JsonObject };
}

/** What a server makes of a definition, or that it refuses it. */
async function stored(path: string, type: string, text: string): Promise<Json | undefined> {
  const pushed = await call("POST", path, type, text);
  if (pushed.status !== 200) return undefined;
  const { workflow_definition: definition } = pushed.body;
  return isObject(definition) ? (definition["workflow"] ?? null) : null;
}

/** Durations keep the form they were given in, and params that are none may be written. */
function comparable(value: Json): Json {
  if (Array.isArray(value)) return value.map(comparable);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).filter(
    ([key, item]) => key !== "predecessors" && !(key === "params" && JSON.stringify(item) === "{}"),
  );
  return Object.fromEntries(
    entries.map(([key, item]) => [key, key === "timeout" && !isObject(item) ? String(item) : comparable(item)]),
  );
}

async function compare(request: JsonObject): Promise<"equal" | "refused" | "unsaid"> {
  const { text } = writeDsl(request as unknown as MaestroDefinition);
  if (text === undefined) return "unsaid";
  const asJson = await stored("/workflows", "application/json", JSON.stringify(request));
  const asDsl = await stored("/workflows/yaml", "application/yaml", text);
  expect(comparable(asDsl ?? null), text).toEqual(comparable(asJson ?? null));
  return asJson === undefined ? "refused" : "equal";
}

function countText(counts: Readonly<Record<string, number>>): string {
  return `${Object.entries(counts)
    .map(([what, count]) => `${count} ${what}`)
    .join(", ")}\n`;
}

it.skipIf(url === undefined)("pushes the YAML language as the same definitions as the JSON", async () => {
  const counts = { equal: 0, refused: 0, unsaid: 0 };
  for (let seed = FIRST; seed < FIRST + RUNS; seed += 1) {
    const lowered = lowerWorkflow(arbitraryWorkflow(seed), { defaultImage: "python:3.12" }).definition;
    if (lowered === undefined) continue;
    const request = seed % 2 === 0 ? decorate(lowered, choicesFrom(seed)) : lowered;
    counts[await compare(sayable(request as unknown as JsonObject))] += 1;
  }
  process.stderr.write(`generated: ${countText(counts)}`);
  expect(counts.unsaid).toBe(0);
  expect(counts.equal).toBeGreaterThan(RUNS / 3);
});

it.skipIf(url === undefined)("pushes given definitions in the YAML language as the same as the JSON", async () => {
  const root = new URL("../../conformance/maestro/", import.meta.url);
  const counts = { equal: 0, refused: 0, unsaid: 0 };
  for (const folder of ["samples", "requests"]) {
    for (const name of readdirSync(new URL(`${folder}/`, root))) {
      const request = JSON.parse(readFileSync(new URL(`${folder}/${name}`, root), "utf8")) as JsonObject;
      if (!isObject(request["workflow"]) || request["workflow"]["steps"] === undefined) continue;
      for (const said of [request, sayable(request)]) counts[await compare(said)] += 1;
    }
  }
  process.stderr.write(`given: ${countText(counts)}`);
});

it.skipIf(url === undefined)("pushes examples and cases in the YAML language as the same as the JSON", async () => {
  const counts = { equal: 0, refused: 0, unsaid: 0 };
  for (const request of goldenDefinitions()) {
    for (const said of [request, sayable(request)]) counts[await compare(said)] += 1;
  }
  process.stderr.write(`lowered: ${countText(counts)}`);
});
