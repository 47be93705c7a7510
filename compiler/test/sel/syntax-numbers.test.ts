import { expect, it } from "vitest";
import { evaluateSel, parseSel, type SelProgram } from "../../src/sel/index.js";

const programOf = (text: string): SelProgram => parseSel(text).program as SelProgram;

it("reads numbers with and without a fraction", () => {
  const texts = ["1.5", "4.", "0.25", "012.5", "1.5e2", "2.d", "7.25f", "1.0D", "0", "00", "10L"];
  const values = texts.map((text) => evaluateSel(programOf(`${text};`), { vars: {} }));
  expect(values.map((outcome) => outcome.ok && outcome.value)).toEqual([
    "1.5",
    "4.0",
    "0.25",
    "12.5",
    "150.0",
    "2.0",
    "7.25",
    "1.0",
    "0",
    "0",
    "10",
  ]);
});
