import { expect, it } from "vitest";
import { parseSel, printSel } from "../../src/sel/index.js";
import { readCases } from "./recorded-cases.js";
import { withoutSpans } from "./without-spans.js";

const LONGEST = 10_000;

it("reads back every recorded program it prints, and prints it the same again", () => {
  const wrong: unknown[] = [];
  for (const item of readCases()) {
    const { program, errors } = parseSel(item.expr ?? "");
    if (program === undefined || errors.length > 0) continue;
    const printed = printSel(program);
    if (printed.length >= LONGEST) continue;
    const again = parseSel(printed);
    const same = again.program !== undefined && withoutSpans(again.program) === withoutSpans(program);
    if (!same || again.errors.length > 0 || printSel(program) !== printed) wrong.push({ id: item.id, printed });
  }
  expect(wrong).toEqual([]);
});
