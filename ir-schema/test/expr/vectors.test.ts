import { readdirSync, readFileSync } from "node:fs";
import { canonicalJson, functionDocs } from "@stave/ir-schema";
import { expect, it } from "vitest";
import { outcomeOf } from "../../../scripts/expr-vectors/vector.js";
import { generateExprVectors } from "../../../scripts/generate-expr-vectors.js";
import { readVectors } from "./vector-values.js";

const folder = new URL("../../conformance/expr/", import.meta.url);

it("checks in the vectors that the generator gives, and no others", () => {
  const files = readdirSync(folder).filter((file) => file.endsWith(".jsonl"));
  const found = Object.fromEntries(files.map((file) => [file, readFileSync(new URL(file, folder), "utf8")]));
  expect(found).toEqual(generateExprVectors());
});

it("finds what every vector says", () => {
  const vectors = readVectors();
  const wrong = vectors.filter(({ expr, env, expect: expected }) => {
    const outcome = outcomeOf(expr, env);
    return canonicalJson(outcome.expect) !== canonicalJson(expected);
  });
  expect(wrong.map(({ id }) => id)).toEqual([]);
  expect(vectors.length).toBeGreaterThan(3000);
  expect(new Set(vectors.map(({ id }) => id)).size).toBe(vectors.length);
  expect(vectors.filter(({ expect: expected }) => "error" in expected).length).toBeGreaterThan(300);
});

it("checks in the page of functions that the table gives", () => {
  expect(readFileSync(new URL("../../../docs/functions.md", import.meta.url), "utf8")).toBe(functionDocs());
});
