import { expect, it } from "vitest";
import { checkDefinitionFiles } from "../../src/maestro/index.js";
import { correctRequests } from "./adversary/correct-json.js";
import { moreRequests } from "./adversary/correct-more.js";

type Json = Record<string, unknown>;
type Path = readonly (string | number)[];

/** The one of two hundred steps says nothing that smaller ones do not. */
const requests = Object.entries({ ...correctRequests, ...moreRequests }).filter(([title]) => title !== "many steps");

/** Every object key and list position of a value, from the top. */
function pathsIn(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const inner: Path = [...path, Array.isArray(value) ? Number(key) : key];
    return [inner, ...pathsIn(item, inner)];
  });
}

function edit(value: unknown, [first, ...rest]: Path, change: (holder: Json, key: string) => unknown): unknown {
  if (rest.length === 0) return change(value as Json, String(first));
  const replaced = edit((value as Json)[String(first)], rest, change);
  if (Array.isArray(value)) return value.map((item, at) => (at === first ? replaced : item));
  return Object.fromEntries(Object.entries(value as Json).map(([key, item]) => [key, key === first ? replaced : item]));
}

function misspelt(holder: Json, key: string): Json {
  return Object.fromEntries(Object.entries(holder).map(([name, item]) => [name === key ? `${name}zz` : name, item]));
}

function withList(holder: Json, key: string): unknown {
  const put = [[1]];
  if (Array.isArray(holder)) return holder.map((item, at) => (at === Number(key) ? put : item));
  return Object.fromEntries(Object.entries(holder).map(([name, item]) => [name, name === key ? put : item]));
}

function isSilent(content: unknown): boolean {
  const findings = checkDefinitionFiles([{ path: "a.json", text: JSON.stringify(content) }]);
  return findings.every(({ severity }) => severity === "info");
}

/** What Maestro keeps as it comes. */
const free = /^\/(source|dsl_lang)|\/owner\/team|\/git_info\/|\/tags\/\d+\//;

const STRIDE = 9;

/** Every ninth of the changed definitions against which nothing is said. */
function silent(change: (holder: Json, key: string) => unknown, isApt: (path: string) => boolean): readonly string[] {
  return requests.flatMap(([title, content]) =>
    pathsIn(content).flatMap((path, position) => {
      if ((position + title.length) % STRIDE !== 0) return [];
      const pointer = `/${path.join("/")}`;
      if (free.test(pointer) || !isApt(pointer)) return [];
      return isSilent(edit(content, path, change)) ? [`${title} ${pointer}`] : [];
    }),
  );
}

/** Names that people choose: of params, steps left unread, entries of maps, environments and headers. */
it("finds a misspelt key wherever the language has keys", () => {
  const found = silent(
    misspelt,
    (pointer) =>
      !/\/\d+$|\/(params|env\/value|headers\/value|definitions|match_params|payload)\/[^/]+$|\/value\/[^/]+$/.test(
        pointer,
      ),
  );
  expect(found, found.join("\n")).toEqual([]);
});

it("finds a list wherever a definition has anything else", () => {
  const found = silent(withList, () => true);
  expect(found, found.join("\n")).toEqual([]);
});
