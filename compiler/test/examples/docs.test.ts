import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { examplesPages } from "../../../scripts/generate-examples-docs.js";

it("keeps the pages of examples up to date", () => {
  const pages = examplesPages();
  for (const [page, text] of Object.entries(pages)) expect(readFileSync(page, "utf8")).toBe(text);
  const written = readdirSync("docs/examples").map((name) => `docs/examples/${name}`);
  expect(["docs/examples.md", ...written].sort()).toEqual(Object.keys(pages).sort());
});
