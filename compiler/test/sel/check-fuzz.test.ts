import fc from "fast-check";
import { expect, it } from "vitest";
import { checkSel, collectRefs, findInterpolations, parseSel, printSel, type SelType } from "../../src/sel/index.js";
import { readCases } from "./recorded-cases.js";

const VARS: Readonly<Record<string, SelType>> = {
  pl: "LONG",
  ps: "STRING",
  pb: "BOOLEAN",
  pm: "MAP",
  psa: "STRING_ARRAY",
};
const LONGEST = 10_000;
/** A longer hunt is a matter of `STAVE_FUZZ=50`. */
const TIMES = Number(process.env["STAVE_FUZZ"] ?? 1);

/** Runs everything static on a text; it must come back with sound spans, whatever the text is. */
function exercise(text: string): void {
  for (const param of [true, false]) {
    const { program, errors } = parseSel(text, { param });
    for (const { start, end } of errors) expect(start >= 0 && start <= end && end <= text.length).toBe(true);
    if (program === undefined) continue;
    collectRefs(program);
    const { diagnostics } = checkSel(program, { vars: VARS, param });
    for (const { start, end } of diagnostics) expect(start >= 0 && start <= end && end <= text.length).toBe(true);
    const printed = printSel(program);
    if (errors.length === 0 && printed.length < LONGEST) expect(parseSel(printed).errors).toEqual([]);
  }
  findInterpolations(text);
}

const recorded = readCases()
  .map(({ expr }) => expr ?? "")
  .filter((text) => text !== "" && text.length < 600);
const fragments = [
  "(",
  ")",
  "{",
  "}",
  "[",
  "]",
  ";",
  ",",
  "'",
  '"',
  "\\u",
  "\\",
  "/*",
  "//",
  "$",
  "=",
  "+=",
  "new ",
  "int ",
  "if (",
  "for (;;) ",
  "\ud800",
  "é",
  "\0",
  "-",
  "!",
  "1",
  ".5",
  "null",
  "params",
];

it("answers random text of every kind", () => {
  const units = fc.oneof(
    fc.string({ unit: "binary", maxLength: 80 }),
    fc.array(fc.constantFrom(...fragments)).map((parts) => parts.join("")),
  );
  fc.assert(fc.property(units, exercise), { numRuns: 1_500 * TIMES });
});

it("answers recorded expressions with a part cut out, doubled or replaced", () => {
  const mutated = fc
    .tuple(fc.constantFrom(...recorded), fc.nat(), fc.nat(12), fc.constantFrom(...fragments, ""), fc.nat(2))
    .map(([text, position, length, fragment, copies]) => {
      const at = position % text.length;
      return text.slice(0, at) + text.slice(at, at + length).repeat(copies) + fragment + text.slice(at + length);
    });
  fc.assert(fc.property(mutated, exercise), { numRuns: 1_500 * TIMES });
});

it.each([
  ["(", "1", ")"],
  ["(1 + ", "1", ")"],
  ["(1 * a.b(", "1", "))"],
  ["{", "1;", "}"],
  ["a[", "1", "]"],
  ["a.b(", "1", ")"],
  ["a ? ", "1", " : 1"],
  ["if (a) ", "1", ""],
  ["x = ", "1", ""],
  ["-", "1", ""],
  ["!", "true", ""],
  ["1 + ", "1", ""],
  ["1 && ", "1", ""],
  ["", "a", ".b"],
  ["", "a", ".b()"],
  ["", "a", "[0]"],
  ["while (true) ", "1", ""],
  ["for (;;) ", "1", ""],
  ["new int[]{", "1", "}"],
  ["pb ? pb ? 1 : 2 : ", "1", ""],
  ["if (pb) pl += 1; else ", "1", ""],
  ["while (pb) { pl += 1; ", "1;", "}"],
])("answers %s repeated up to 10,000 characters", (before, middle, after) => {
  for (const count of [5, 50, 300, 5_000]) {
    const times = Math.min(count, Math.floor((LONGEST - 20) / (before.length + after.length)));
    exercise(`${before.repeat(times)}${middle}${after.repeat(times)};`);
  }
});
