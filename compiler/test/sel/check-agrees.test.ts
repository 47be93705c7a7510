import fc from "fast-check";
import { expect, it } from "vitest";
import { checkFully } from "../../src/sel/check/check-sel.js";
import {
  checkSel,
  evaluateSel,
  parseSel,
  type SelExtension,
  type SelType,
  type TypedValue,
} from "../../src/sel/index.js";
import { type RecordedCase, readCases } from "./recorded-cases.js";

/** A longer hunt is a matter of `STAVE_FUZZ=50`. */
const TIMES = Number(process.env["STAVE_FUZZ"] ?? 1);
const TOKEN = /[A-Za-z_]\w*|\d+(?:\.\d+)?[fL]?|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|\s+|[-+*/%=!<>&|]=?|[^\s\w]/g;
const LIMITS = { visits: 2_000_000, memory: 20_000_000, work: 2_000_000 };

const recorded = readCases().filter(
  ({ expr, category, slow }) => expr !== undefined && expr.length < 900 && category !== "limits" && slow !== true,
);
const KINDS: readonly RegExp[] = [/^[A-Za-z_]\w*$/, /^\d/, /^['"]/, /^[-+*/%<>=!&|]/, /./s];
const kindOf = (token: string): number => KINDS.findIndex((kind) => kind.test(token));
const tokens = [...new Set(recorded.flatMap(({ expr }) => (expr ?? "").match(TOKEN) ?? []))].filter(
  (token) => token.trim() !== "" && token.length < 30,
);
const alike = KINDS.map((_, kind) => tokens.filter((token) => kindOf(token) === kind));

const VALUES: Readonly<Record<string, readonly unknown[]>> = {
  STRING: ["", "a", "k=v", "20240229", " x ", "é", "true"],
  LONG: ["0", "1", "-7", "20240229", "9223372036854775807", "4294967296"],
  DOUBLE: ["0", "1.5", "-2", "NaN", "Infinity"],
  BOOLEAN: [true, false],
  STRING_ARRAY: [[], ["a"], ["x", null, "z"]],
  LONG_ARRAY: [[], ["1"], ["5", "-6", "7"]],
  DOUBLE_ARRAY: [[], ["0.5"]],
  BOOLEAN_ARRAY: [[], [true, false]],
};

interface Mutant {
  readonly item: RecordedCase;
  readonly text: string;
  readonly vars: Readonly<Record<string, TypedValue>>;
}

function edited(text: string, edits: readonly { at: number; pick: number; kind: number }[]): string {
  const parts = text.match(TOKEN) ?? [];
  for (const { at, pick, kind } of edits) {
    const place = at % Math.max(1, parts.length);
    const same = alike[kindOf(parts[place] ?? "a")] ?? tokens;
    if (kind === 0) parts.splice(place, 1);
    else if (kind === 1) parts.splice(place, 0, tokens[pick % tokens.length] as string);
    else if ((parts[place] ?? "").trim() !== "") parts[place] = same[pick % same.length] ?? "";
  }
  return parts.join("");
}

/** A recorded expression with other values, a few tokens exchanged, and maybe another one behind it. */
const mutant: fc.Arbitrary<Mutant> = fc
  .record({
    item: fc.constantFrom(...recorded),
    other: fc.constantFrom(...recorded),
    edits: fc.array(fc.record({ at: fc.nat(), pick: fc.nat(), kind: fc.nat(9) }), { maxLength: 2 }),
    joins: fc.integer({ min: 0, max: 3 }),
    pick: fc.nat(20),
  })
  .map(({ item, other, edits, joins, pick }) => {
    const text = edited(item.expr ?? "", edits);
    const entries = Object.entries(item.vars).map(([name, { type, value }], at) => {
      const values = VALUES[type] ?? [value];
      return [name, { type, value: values[(pick + at) % values.length] }];
    });
    const isOpen = !/[;}]\s*$/.test(text);
    const joined = joins === 0 ? `${text}${isOpen ? ";" : ""} ${other.expr ?? ""}` : text;
    return { item, text: joined, vars: Object.fromEntries(entries) as Record<string, TypedValue> };
  });

it("reports no error on a program that runs, and the type it gives is the type that comes out", () => {
  let ran = 0;
  const check = ({ item, text, vars }: Mutant): void => {
    const { program, errors } = parseSel(text);
    if (program === undefined || errors.length > 0) return;
    const outcome = evaluateSel(program, {
      vars,
      ...(item.ext ? { ext: item.ext as SelExtension } : {}),
      limits: LIMITS,
    });
    const types = Object.fromEntries(Object.entries(vars).map(([name, { type }]) => [name, type as SelType]));
    const scope = { vars: types, paramFunctions: item.ext !== undefined };
    const checked = checkSel(program, scope);
    expect(checkFully(program, scope)).toEqual(checked);
    if (!outcome.ok) return;
    ran += 1;
    expect(checked.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(checked.types).toContain(outcome.type);
  };
  fc.assert(fc.property(mutant, check), { numRuns: 3_000 * TIMES });
  expect(ran).toBeGreaterThan(500 * TIMES);
});
