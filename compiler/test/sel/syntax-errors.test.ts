import { expect, it } from "vitest";
import { parseSel } from "../../src/sel/index.js";

/** The errors of a text as `code "the text they point at"`. */
function errorsOf(text: string, param = false): string[] {
  return parseSel(text, { param }).errors.map(
    ({ code, start, end }) => `${code} ${JSON.stringify(text.slice(start, end))}`,
  );
}

it.each([
  ["1 +;", 'STV6101 ";"'],
  ["a.b(1 2);", 'STV6101 "2"'],
  ["x = #;", 'STV6102 "#"'],
  ["'abc", `STV6103 "'abc"`],
  ["1; /* no end", 'STV6104 "/* no end"'],
  ["'a\\qb';", 'STV6105 "\\\\q"'],
  ["'\\u12';", 'STV6106 "\\\\u"'],
  ["0xFF;", 'STV6107 "0xFF"'],
  ["9223372036854775808;", 'STV6108 "9223372036854775808"'],
  ["x = 1", 'STV6109 "1"'],
  ["1;;", 'STV6110 ";"'],
  ["class = 1;", 'STV6111 "class"'],
  ["i++;", 'STV6112 "++"'],
  ["a.b = 1;", 'STV6114 "a.b"'],
  ["if (a) int x = 1;", 'STV6115 "int x = 1"'],
  ["do { } while (a);", 'STV6116 "do"'],
  ["'\\101';", 'STV6117 "\\\\101"'],
])("it points at what is wrong in %s", (text, expected) => {
  expect(errorsOf(text)[0]).toBe(expected);
});

it("reports the errors of several statements in one run", () => {
  expect(errorsOf("x = 1 +; y = 2; z = ); w = 3;")).toEqual(['STV6101 ";"', 'STV6101 ")"']);
});

it("maps spans back over unicode escapes and the trimmed front of a param", () => {
  const escaped = parseSel("'\\u0041' + \\u0078;").program?.body[0];
  expect(escaped).toMatchObject({ start: 0, end: 18, expression: { right: { start: 11, end: 17, name: "x" } } });
  const padded = parseSel("  1 + x ", { param: true }).program?.body[0];
  expect(padded).toMatchObject({ start: 2, expression: { right: { start: 6, end: 7 } } });
});

it("offers the missing semicolon as a fix", () => {
  expect(parseSel("return 1").errors[0]?.fix).toEqual({ start: 8, end: 8, text: ";" });
});

it("refuses long texts by their length and deep ones by their depth", () => {
  expect(parseSel("1;".padEnd(10_000)).errors).toMatchObject([{ code: "STV6100", kind: "limit_exceeded" }]);
  expect(parseSel("1;".padEnd(9_999)).errors).toEqual([]);
  const deep = `${"(".repeat(4_900)}1${")".repeat(4_900)};`;
  expect(parseSel(deep).errors[0]).toMatchObject({ code: "STV6113", kind: "limit_exceeded" });
});
