import fc from "fast-check";
import { expect, it } from "vitest";
import {
  findInterpolations,
  interpolateLiteral,
  type SelCase,
  selExpressionReport,
  selResultLine,
} from "../../src/sel/index.js";
import { readCases } from "./recorded-cases.js";

it("prints the recorded outcome, refs and no error for cases that succeed", () => {
  const wrong: unknown[] = [];
  for (const item of readCases()) {
    if (item.slow === true || item.category === "limits") continue;
    const line = selResultLine(item as SelCase);
    const { ok, refs, error_kind: kind } = item.expect;
    const isParseError = kind === "parse_error";
    const errors = line.static.diagnostics.filter(({ severity }) => severity === "error");
    const same = line.id === item.id && line.ok === ok && (!isParseError || line.error_kind === kind);
    const sameRefs = refs === undefined || JSON.stringify(line.refs) === JSON.stringify(refs);
    if (!same || !sameRefs || (ok && errors.length > 0)) wrong.push({ item, line });
  }
  expect(wrong).toEqual([]);
});

it("shows type, value and findings of one expression", () => {
  expect(selExpressionReport("n * 2", { n: 21 })).toMatchObject({ ok: true, type: "LONG", value: "42" });
  expect(selExpressionReport("n * 2", { n: 21 }).text).toBe("type   LONG\nvalue  42");
  expect(selExpressionReport("1 + \n  true", {}).text).toBe(
    [
      "fails  LONG + BOOLEAN has no meaning",
      "1:1 error STV6120 + cannot be applied to LONG and BOOLEAN",
      "  1 + ",
      "  ^^^^",
      "  hint: write '' + … to make text",
    ].join("\n"),
  );
  expect(selExpressionReport("m.get('a').size() + l.length", { m: { a: {} }, l: [1, 2.5] })).toMatchObject({
    value: "2",
  });
});

it("finds the references that interpolation replaces", () => {
  const unit = fc.constantFrom("$", "$$", "{", "}", "a", "b1", "_", "5", ".", "-", " ", "é");
  const vars = { a: { type: "STRING", value: "<A>" }, b1: { type: "STRING", value: "<B>" } } as const;
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 12 }), (units) => {
      const text = units.join("");
      let rebuilt = "";
      let at = 0;
      let known = true;
      for (const { kind, name, start, end } of findInterpolations(text)) {
        rebuilt += text.slice(at, start);
        if (kind === "dollar") rebuilt += "$";
        else if (kind === "escaped") rebuilt += text.slice(start, end);
        else {
          known &&= name !== undefined && Object.hasOwn(vars, name);
          rebuilt += vars[name as "a"]?.value ?? "";
        }
        at = end;
      }
      const outcome = interpolateLiteral({ type: "STRING", value: text }, vars);
      expect(outcome.ok).toBe(known);
      if (outcome.ok) expect(rebuilt + text.slice(at)).toBe(outcome.value);
    }),
    { numRuns: 3_000 },
  );
});
