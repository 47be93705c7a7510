import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { importRequest, requestIn } from "../../src/maestro/import/import-definition.js";
import { isEqual, isObject, type Json, type JsonObject, normalizeRequest } from "../../src/maestro/import/normalize.js";
import { checkDefinitionFiles, writeTypeScript } from "../../src/maestro/index.js";
import { caseGroups } from "./adversary/all-cases.js";
import { correctRequests } from "./adversary/correct-json.js";
import { moreRequests } from "./adversary/correct-more.js";
import { correctYaml } from "./adversary/correct-yaml.js";
import { arbitraryDefinition } from "./arbitrary-definition.js";
import { compileSource } from "./compile-source.js";
import { kept, MAESTRO_URL, outcome, push, start } from "./real-maestro.js";

const FROM = Number(process.env["STAVE_MAESTRO_FROM"] ?? 1);
const COUNT = Number(process.env["STAVE_MAESTRO_COUNT"] ?? 100);
const RUNS = Number(process.env["STAVE_MAESTRO_RUNS"] ?? 20);
const stamp = Date.now().toString(36);
const root = new URL("../../conformance/maestro/", import.meta.url);

function withId(request: JsonObject, id: string): JsonObject {
  const { workflow, properties } = request;
  return {
    ...request,
    properties: { owner: "stave", ...(isObject(properties) ? properties : {}) },
    workflow: { ...(isObject(workflow) ? workflow : {}), id },
  };
}

function hasErrors(request: JsonObject): boolean {
  return checkDefinitionFiles([{ path: "a.json", text: JSON.stringify(request) }]).some(
    ({ severity }) => severity === "error",
  );
}

async function recompiled(request: JsonObject): Promise<JsonObject> {
  const document = importRequest(request);
  if (document === undefined) throw new Error("it is not imported");
  const source = await writeTypeScript(document);
  const { definition, diagnostics } = compileSource(source);
  if (definition === undefined) throw new Error(`${source}\n${JSON.stringify(diagnostics)}`);
  return definition as JsonObject;
}

/** The names of all params in order, since Maestro evaluates them in it. */
function paramOrders(node: Json): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(paramOrders);
  if (!isObject(node)) return [];
  const own = isObject(node["params"]) ? Object.keys(node["params"]) : [];
  return [...own, ...Object.values(node).flatMap(paramOrders)];
}

/** Pushes a definition and what its import compiles to; nothing when the server keeps the same of both. */
async function difference(title: string, request: JsonObject): Promise<"refused" | string | undefined> {
  const id = `${title.replace(/[^A-Za-z0-9]+/g, "_").slice(0, 60)}_${stamp}`;
  const original = withId(request, `a_${id}`);
  if ((await push(original)) !== undefined) return "refused";
  // What certainly fails when it runs is not imported.
  if (hasErrors(original)) return "refused";
  const problem = await push({ ...(await recompiled(original)), ...rename(await recompiled(original), `b_${id}`) });
  if (problem !== undefined) return problem;
  const [first, second] = [await kept(`a_${id}`), await kept(`b_${id}`)];
  const found = differences(normalized(first), normalized(second), "");
  const isOrdered = isEqual([...paramOrders(first)], [...paramOrders(second)]);
  return found.length === 0 && isOrdered ? undefined : found.concat(isOrdered ? [] : "other order").join("\n");
}

function rename(definition: JsonObject, id: string): JsonObject {
  return { workflow: { ...(definition["workflow"] as JsonObject), id } };
}

/** A version with Maestro's defaults left out; a name that is the id is one of them. */
function normalized(version: JsonObject): JsonObject {
  const { workflow } = version;
  const { name, ...rest } = isObject(workflow) ? workflow : {};
  const isOwn = typeof name === "string" && !name.endsWith(stamp);
  return normalizeRequest({ ...version, workflow: isOwn ? { ...rest, name } : rest });
}

/** The places where two values differ, and both there. */
function differences(left: Json | undefined, right: Json | undefined, at: string): readonly string[] {
  if (isEqual(left, right)) return [];
  if (!isObject(left) || !isObject(right)) return [`${at}: ${JSON.stringify(left)} <> ${JSON.stringify(right)}`];
  const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  return keys.flatMap((key) => differences(left[key], right[key], `${at}/${key}`));
}

async function all(requests: readonly (readonly [string, JsonObject])[]): Promise<number> {
  const found: string[] = [];
  let accepted = 0;
  for (const [title, request] of requests) {
    const problem = await difference(title, request).catch((error: unknown) => String(error));
    if (problem !== "refused") accepted += 1;
    if (problem !== undefined && problem !== "refused") found.push(`${title}: ${problem}`);
  }
  process.stdout.write(`${accepted} of ${requests.length} taken, ${found.length} differ\n`);
  expect(found).toEqual([]);
  return accepted;
}

const given = ["samples", "requests", "yaml"].flatMap((folder) =>
  readdirSync(new URL(`${folder}/`, root)).flatMap((name): readonly (readonly [string, JsonObject])[] => {
    const request = requestIn({ path: name, text: readFileSync(new URL(`${folder}/${name}`, root), "utf8") });
    return request === undefined ? [] : [[name, request]];
  }),
);

function written(files: Readonly<Record<string, string>>): readonly (readonly [string, JsonObject])[] {
  return Object.entries(files).flatMap(([title, text]) => {
    const request = requestIn({ path: text.trimStart().startsWith("{") ? "a.json" : "a.yaml", text });
    return request === undefined ? [] : [[title, request] as const];
  });
}

const cases = Object.values(caseGroups)
  .flat()
  .map(({ title, text }): readonly [string, string] => [title, text]);

it.runIf(MAESTRO_URL)("gives the server back what it was given", { timeout: 3_600_000 }, async () => {
  await all(given);
  await all([...Object.entries({ ...correctRequests, ...moreRequests })] as never);
  await all(written(correctYaml));
});

it.runIf(MAESTRO_URL)("gives the server back every hard case that it takes", { timeout: 3_600_000 }, async () => {
  await all(cases.flatMap(([title, text]) => written({ [title]: text })));
});

const seeds = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => FROM + at);

it.runIf(MAESTRO_URL)("gives the server back generated definitions", { timeout: 36_000_000 }, async () => {
  await all(seeds(COUNT).map((seed) => [`def_${seed}`, arbitraryDefinition(seed) as JsonObject]));
});

it.runIf(MAESTRO_URL)("runs like the original", { timeout: 3_600_000 }, async () => {
  const found: string[] = [];
  let steps = 0;
  for (const seed of seeds(RUNS)) {
    const original = withId(arbitraryDefinition(seed) as JsonObject, `run_a_${seed}_${stamp}`);
    if ((await push(original)) !== undefined) continue;
    await push({ ...(await recompiled(original)), ...rename(await recompiled(original), `run_b_${seed}_${stamp}`) });
    const ids = [`run_a_${seed}_${stamp}`, `run_b_${seed}_${stamp}`];
    const instances = await Promise.all(ids.map(start));
    const [first, second] = await Promise.all(ids.map((id, at) => outcome(id, instances[at] ?? 0)));
    found.push(...differences(first, second, String(seed)));
    steps += Object.keys((first?.["steps"] ?? {}) as JsonObject).length;
  }
  process.stdout.write(`${RUNS} pairs of runs, ${steps} steps compared\n`);
  expect(found).toEqual([]);
});
