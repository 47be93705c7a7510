import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { examplesPage } from "../../../scripts/generate-examples-docs.js";

it("has written the page of the examples", () => {
  expect(readFileSync("docs/examples.md", "utf8")).toBe(examplesPage());
});
