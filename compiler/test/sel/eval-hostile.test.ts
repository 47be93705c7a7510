import fc from "fast-check";
import { expect, it } from "vitest";
import { evaluateSel, type SelOutcome } from "../../src/sel/eval/evaluate-sel.js";
import { interpolateLiteral } from "../../src/sel/eval/interpolate.js";
import type { SelLimits } from "../../src/sel/eval/limits.js";
import { parseSel } from "../../src/sel/syntax/parser.js";

function run(text: string, limits: Partial<SelLimits> = {}): SelOutcome | "parse" {
  const { program, errors } = parseSel(text);
  return program === undefined || errors.length > 0 ? "parse" : evaluateSel(program, { vars: {}, limits });
}

function kindOf(text: string, limits: Partial<SelLimits> = {}): string {
  const outcome = run(text, limits);
  return outcome === "parse" ? outcome : outcome.ok ? outcome.type : outcome.errorKind;
}

it("stops patterns that backtrack without end", () => {
  const text = "s = 'a'; for (i = 0; i < 6; i += 1) s += s; return (s + '!').replaceAll('(a+)+$', 'x');";
  expect(kindOf(text, { work: 1_000_000 })).toBe("limit_exceeded");
});

it("stops repeated work on texts that grow in place", () => {
  const grow = "s = 'ab'; for (i = 0; i < 20; i += 1) s += s;";
  const search = "for (i = 0; i < 20000; i += 1) { s += 'x'; s.contains('zz'); } return 1;";
  expect(kindOf(grow + search, { work: 1_000_000 })).toBe("limit_exceeded");
  expect(kindOf(`${grow} return s.split('').length;`, { work: 1_000_000 })).toBe("limit_exceeded");
  expect(kindOf("s = 'ab'; for (i = 0; i < 60; i += 1) s += s; return s.length();")).toBe("limit_exceeded");
});

it("refuses to write maps that hold themselves", () => {
  const self = "m = new HashMap(); m.put('m', m);";
  expect(kindOf(`${self} return m;`)).toBe("limit_exceeded");
  expect(kindOf(`${self} return '' + m;`)).toBe("limit_exceeded");
  expect(kindOf(`${self} return Util.toJson(m);`)).toBe("limit_exceeded");
});

it("refuses to write maps that hold one map very often", () => {
  const double =
    "m = new HashMap(); for (i = 0; i < 40; i += 1) { HashMap n = new HashMap(); n.put('a', m); n.put('b', m); HashMap m = n; }";
  expect(kindOf(`${double} return m;`)).toBe("limit_exceeded");
  expect(kindOf(`${double} return '' + m;`)).toBe("limit_exceeded");
  expect(kindOf(`${double} return Util.toJson(m);`)).toBe("limit_exceeded");
});

it("counts ranges before it makes them", () => {
  expect(kindOf("Util.intsBetween(5, 1, 0);")).toBe("limit_exceeded");
  expect(kindOf("Util.intsBetween(0, 2147483647, 2);")).toBe("limit_exceeded");
  expect(kindOf("String.format('%2000000000d', 1);")).toBe("limit_exceeded");
});

it("evaluates long chains of operators, members and signs", () => {
  expect(kindOf(`${"1+".repeat(2500)}1;`)).toBe("LONG");
  expect(kindOf(`'a'${".trim()".repeat(1300)};`)).toBe("STRING");
  expect(kindOf(`${"true?".repeat(350)}1${":0".repeat(350)};`)).toBe("LONG");
  expect(kindOf(`${"- ".repeat(350)}1;`)).toBe("LONG");
});

it("reads no property that is not a param", () => {
  expect(kindOf("constructor;")).toBe("NULL");
  expect(kindOf("params.__proto__;")).toBe("NULL");
  expect(kindOf("params.get('toString');")).toBe("NULL");
  expect(kindOf("'a'.constructor();")).toBe("unknown_function");
  expect(kindOf("m = new HashMap(); m.put('__proto__', 1); return m.get('__proto__');")).toBe("LONG");
});

const WORDS =
  "1 2.5 'a' \"b\" true null x y m new int[] { } ( ) [ ] ; , . = == + - * / % && || ! ? : if else for while return throw String DateTime Util params plusDays split format put length 9223372036854775807".split(
    " ",
  );

it("gives an outcome for any program, never a throw", () => {
  const program = fc.array(fc.constantFrom(...WORDS), { maxLength: 40 }).map((words) => words.join(" "));
  fc.assert(
    fc.property(fc.oneof(program, fc.string({ unit: "binary" })), (text) => {
      expect(run(text)).toBeDefined();
    }),
    { numRuns: 3000 },
  );
});

it("gives an outcome for any pattern, replacement, format and date pattern", () => {
  const piece = fc.string({ unit: fc.constantFrom(...`ab1(){}[]|*+?.^$\\-&%<>:=!dDwpsyMxZzGSE',# é😀`) });
  const vars = (a: string, b: string, c: string) => ({
    a: { type: "STRING", value: a } as const,
    b: { type: "STRING", value: b } as const,
    c: { type: "STRING", value: c } as const,
  });
  const uses = [
    "c.replaceAll(a, b);",
    "c.split(a);",
    "String.format(a, b, 1, 2.5);",
    "new DateTime(0).toString(a);",
    "DateTimeFormat.forPattern(a).parseMillis(b);",
    "new DateTime(a);",
    "DateTimeZone.forID(a);",
  ];
  fc.assert(
    fc.property(fc.constantFrom(...uses), piece, piece, piece, (use, a, b, c) => {
      const { program } = parseSel(use);
      expect(program && evaluateSel(program, { vars: vars(a, b, c), now: () => 0, random: () => 0 })).toBeDefined();
    }),
    { numRuns: 5000 },
  );
});

it("interpolates any text without a throw", () => {
  const text = fc.string({ unit: fc.constantFrom(..."$${}ab_-./1 ") });
  fc.assert(
    fc.property(text, (value) => {
      const vars = { a: { type: "STRING", value: "$b" } as const };
      expect(interpolateLiteral({ type: "STRING", value }, vars)).toBeDefined();
    }),
  );
});
