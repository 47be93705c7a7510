import { expect, it } from "vitest";
import { collectRefs, parseSel } from "../../src/sel/index.js";
import { readCases } from "./recorded-cases.js";

it("finds the names Maestro finds in every recorded case", () => {
  const wrong = readCases()
    .filter((item) => item.expr !== undefined && item.expect.refs !== undefined)
    .map((item) => {
      const { program } = parseSel(item.expr as string, { param: item.entry === "param" });
      return { id: item.id, expr: item.expr, found: program && collectRefs(program), recorded: item.expect.refs };
    })
    .filter(({ found, recorded }) => JSON.stringify(found) !== JSON.stringify(recorded));
  expect(wrong).toEqual([]);
});
