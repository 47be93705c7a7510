import { expect, it } from "vitest";
import { parseSel } from "../../src/sel/index.js";
import { readCases } from "./recorded-cases.js";

it("accepts and refuses exactly what Maestro's parser does", () => {
  const wrong = readCases()
    .filter((item) => item.expr !== undefined)
    .filter((item) => {
      const { errors } = parseSel(item.expr as string, { param: item.entry === "param" });
      const recorded = item.expect.error_kind;
      const refused = errors.some((error) => error.kind === "parse_error");
      return refused !== (recorded === "parse_error");
    })
    .map((item) => item.id);
  expect(wrong).toEqual([]);
});
