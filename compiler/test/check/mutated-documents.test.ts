import { readdirSync, readFileSync } from "node:fs";
import { checkDocument } from "@stave/compiler";
import type { IrDocument } from "@stave/ir-schema";
import { readIr, readIrValue } from "@stave/ir-schema/read";
import fc from "fast-check";
import { expect, it } from "vitest";

const examples = new URL("../../../examples/", import.meta.url);
const goldens = readdirSync(examples, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ir.json") && !name.includes("node_modules"))
  .flatMap((name) => documentsIn(JSON.parse(readFileSync(new URL(name, examples), "utf8"))));

function documentsIn(value: unknown): readonly IrDocument[] {
  if (typeof value !== "object" || value === null) return [];
  if ("ir" in value && "workflow" in value) return [value as IrDocument];
  return Object.values(value).flatMap(documentsIn);
}

type Path = readonly string[];

function pathsIn(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, child]) => pathsIn(child, [...path, key]))];
}

const junk = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    "",
    0,
    -1,
    1.5,
    true,
    [],
    {},
    "x".repeat(500),
    "__proto__",
    { kind: "nope" },
    [[[]]],
    2 ** 60,
  ),
  fc.jsonValue({ maxDepth: 2 }),
);

interface Mutation {
  readonly golden: number;
  readonly at: number;
  readonly action: "replace" | "remove" | "add" | "copy";
  readonly value: unknown;
  readonly other: number;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  golden: fc.nat(),
  at: fc.nat(),
  action: fc.constantFrom("replace", "remove", "add", "copy"),
  value: junk,
  other: fc.nat(),
});

function mutate({ golden, at, action, value, other }: Mutation): unknown {
  const document = structuredClone(goldens[golden % goldens.length]) as unknown;
  const paths = pathsIn(document).slice(1);
  const path = paths[at % paths.length] as Path;
  const parent = path
    .slice(0, -1)
    .reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], document) as Record<string, unknown>;
  const key = path.at(-1) as string;
  if (action === "remove") delete parent[key];
  else if (action === "add") parent[`${key}_more`] = value;
  else if (action === "replace") parent[key] = value;
  else parent[key] = structuredClone(valueAt(document, paths[other % paths.length] as Path) ?? value);
  return document;
}

function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>((node, step) => (node as Record<string, unknown> | undefined)?.[step], root);
}

const seed = Number(process.env["SEED"] ?? 20260101);

it(`answers every mutated document with findings or a document (seed ${seed})`, () => {
  let refused = 0;
  let found = 0;
  fc.assert(
    fc.property(mutation, (change) => {
      const result = readIrValue(mutate(change));
      for (const { code, at, message } of result.diagnostics) {
        expect(code).toMatch(/^STV50\d\d$/);
        expect(at.pointer).toBeTypeOf("string");
        expect(message.length).toBeGreaterThan(10);
      }
      if (result.document === undefined) refused++;
      else found += checkDocument(result.document).filter((item) => item.severity === "error").length > 0 ? 1 : 0;
    }),
    { numRuns: 4000, seed },
  );
  expect(refused).toBeGreaterThan(1000);
  expect(found).toBeGreaterThan(100);
});

it("reads the goldens back without findings", () => {
  for (const golden of goldens) {
    expect(readIr(JSON.stringify(golden)).diagnostics).toEqual([]);
    expect(checkDocument(golden).filter((item) => item.severity === "error")).toEqual([]);
  }
});

it.each([
  ['{"ir": "2.0", "workflow": {}}', "STV5002"],
  ["{nope", "STV5001"],
  ["null", "STV5005"],
  ['{"ir": "1.0"}', "STV5004"],
  ['{"ir": "1.0", "workflow": {"id": "a", "steps": []}, "more": 1}', "STV5003"],
])("says what is wrong with %s", (text, code) => {
  expect(readIr(text).diagnostics.map((item) => item.code)).toEqual([code]);
});
