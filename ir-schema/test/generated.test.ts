import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { generateIr } from "../../scripts/generate-ir.js";

const read = (file: string): string => readFileSync(new URL(`../${file}`, import.meta.url), "utf8");

it("checks in the JSON Schema and the types that the zod schemas give", async () => {
  const { schema, types } = await generateIr();
  expect(read("ir-1.0.schema.json")).toBe(schema);
  expect(read("src/generated/ir.ts")).toBe(types);
});
