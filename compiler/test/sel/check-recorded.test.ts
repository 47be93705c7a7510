import { expect, it } from "vitest";
import { checkFully } from "../../src/sel/check/check-sel.js";
import { checkSel, parseSel, type SelType } from "../../src/sel/index.js";
import { type Verdict, verdictOf } from "./check-measure.js";
import { readCases } from "./recorded-cases.js";

const verdicts: readonly Verdict[] = readCases()
  .filter((item) => item.expr !== undefined)
  .map(verdictOf);

const kindOf = ({ item }: Verdict): string => item.expect.error_kind ?? "ok";
const isRefused = ({ errors }: Verdict): boolean => errors.length > 0;

/** Shares of the recorded failures found without running; measured, and not to be lowered. */
const LEAST: Readonly<Record<string, number>> = {
  parse_error: 1,
  type_error: 0.995,
  unknown_function: 0.998,
  null_access: 0.97,
  illegal_argument: 0.95,
  arithmetic: 0.9,
  limit_exceeded: 0.9,
  index_out_of_bounds: 0.67,
  other: 1,
};

it("reports no error on a recorded case that succeeds", () => {
  const wrong = verdicts.filter((verdict) => kindOf(verdict) === "ok" && isRefused(verdict));
  expect(wrong.map(({ item, errors }) => [item.id, item.expr, errors])).toEqual([]);
});

it("never gives another type than the recorded one", () => {
  const wrong = verdicts.filter(({ item, type }) => item.expect.ok && type !== undefined && type !== item.expect.type);
  expect(wrong.map(({ item, type }) => [item.id, item.expr, type])).toEqual([]);
});

it.each(Object.entries(LEAST))("finds recorded failures of the kind %s", (kind, least) => {
  const failing = verdicts.filter((verdict) => kindOf(verdict) === kind);
  const found = failing.filter(isRefused);
  expect(found.length / failing.length, `${found.length} of ${failing.length}`).toBeGreaterThanOrEqual(least);
});

it("says the same of plain expressions without the abstract machine as with it", () => {
  for (const item of readCases()) {
    const { program, errors } = parseSel(item.expr ?? "");
    if (program === undefined || errors.length > 0 || program.body.length !== 1) continue;
    const vars = Object.fromEntries(Object.entries(item.vars).map(([name, { type }]) => [name, type as SelType]));
    for (const expected of [undefined, "STRING", "LONG", "BOOLEAN"] as const) {
      const scope = { vars, param: true, ...(expected === undefined ? {} : { expected }) };
      expect(checkSel(program, scope), item.expr ?? "").toEqual(checkFully(program, scope));
    }
  }
});

it("knows the type of nearly every result", () => {
  const succeeding = verdicts.filter(({ item }) => item.expect.ok);
  const known = succeeding.filter(({ type }) => type !== undefined);
  expect(known.length / succeeding.length).toBeGreaterThanOrEqual(0.95);
});
