import { expect, it } from "vitest";
import { Failure } from "../../src/sel/java/failure.js";
import { type FormatArgument, formatText } from "../../src/sel/java/format.js";
import { HashMap } from "../../src/sel/java/hash-map.js";
import { replaceAll, split } from "../../src/sel/java/regex-text.js";
import { hashText } from "../../src/sel/java/text.js";

const int = (value: number): FormatArgument => ({ kind: "integer", value, bits: value > 0x7fffffff ? 64 : 32 });
const double = (value: number): FormatArgument => ({ kind: "double", value });
const text = (value: string): FormatArgument => ({ kind: "text", value });

it.each([
  ["%5d|%-5d|%05d|%+d|%,d|%(d", [7, 7, 7, 7, 1234567, -7], "    7|7    |00007|+7|1,234,567|(7)"],
  ["%x|%X|%#o|%08x", [-1, 255, 8, 255], "ffffffff|FF|010|000000ff"],
  ["%2$d %1$d %<d", [1, 2], "2 1 1"],
  ["%c%%%n", [65], "A%\n"],
] as const)("formats integers by %j", (format, values, expected) => {
  expect(formatText(format, values.map(int))).toBe(expected);
});

it.each([
  ["%.2f", 1.005, "1.01"],
  ["%.0f", 2.5, "3"],
  ["%010.3f", -2.34567, "-00002.346"],
  ["%,.2f", 1234567.891, "1,234,567.89"],
  ["%e", 0, "0.000000e+00"],
  ["%.3E", 123456, "1.235E+05"],
  ["%g", 0.0001, "0.000100000"],
  ["%g", 0.00001, "1.00000e-05"],
  ["%a", 1, "0x1.0p0"],
  ["%s", 1e10, "1.0E10"],
  ["%5.1f", Number.NaN, "  NaN"],
])("formats a double by %j", (format, value, expected) => {
  expect(formatText(format, [double(value)])).toBe(expected);
});

it("formats dates given as large numbers", () => {
  const parts = "%1$tY-%1$tm-%1$td %1$tH:%1$tM:%1$tS.%1$tL %1$tA %1$Tb %1$tp";
  expect(formatText(parts, [int(1709210096789)])).toBe("2024-02-29 12:34:56.789 Thursday FEB pm");
});

it.each(["%", "%q", "%d", "%-d", "%+s", "%.2d", "%5n", "%0$d", "%99999999999d", "% +d", "%D"])(
  "refuses the format %j",
  (format) => {
    expect(() => formatText(format, format === "%d" ? [text("x")] : [int(1)])).toThrow(Failure);
  },
);

const meter = { charge: () => {}, readPattern: () => {} };

it.each([
  ["a1b22", "\\d+", "<$0>", "a<1>b<22>"],
  ["aaa", "a{1,2}?", "x", "xxx"],
  ["abab", "(a)(b)", "$2$1", "baba"],
  ["abc", "", "-", "-a-b-c-"],
  ["x.y", "\\Q.\\E", "\\$", "x$y"],
  ["aXbxc", "(?i)x", "-", "a-b-c"],
  ["ab", "(?<n>a)\\k<n>|b", "[${n}]", "a[]"],
  ["foo bar", "(?<=foo )bar", "x", "foo x"],
  ["a\nb\n", "(?m)^", ">", ">a\n>b\n"],
  ["abcd", "[a-z&&[^bc]]", "_", "_bc_"],
  ["aab", "a*+a|b", "x", "aax"],
  ["😀x", ".", "-", "--"],
  ["abab", "(?>a|ab)+b", "x", "xx"],
  ["aa", "(a)\\1", "x", "x"],
  ["tel: 12", "\\p{Alpha}+|\\p{Nd}", "#", "#: ##"],
])("replaces in %j every %j by %j", (subject, pattern, replacement, expected) => {
  expect(replaceAll(pattern, subject, replacement, meter)).toBe(expected);
});

it.each([
  ["a,b,,c,,", ",", 0, ["a", "b", "", "c"]],
  ["a,b,,c,,", ",", -1, ["a", "b", "", "c", "", ""]],
  ["a,b,c", ",", 2, ["a", "b,c"]],
  ["abc", "", 0, ["a", "b", "c"]],
  ["", ",", 0, [""]],
  [",a", ",", 0, ["", "a"]],
  ["aaa", "a", 0, []],
])("splits %j at %j with limit %d", (subject, pattern, limit, expected) => {
  expect(split(pattern, subject, limit, meter)).toEqual(expected);
});

it.each([
  "(",
  "[a",
  "*a",
  "a**",
  "a{2,1}",
  "{",
  "\\",
  "\\i",
  "(?<=a+)b",
  "(?P<n>a)",
  "[z-a]",
  "\\p{Nope}",
  "\\k<n>",
  "(?<1>a)",
])("refuses the pattern %j", (pattern) => {
  expect(() => split(pattern, "x", 0, meter)).toThrow(Failure);
});

it("says what of Java's patterns it does not know", () => {
  for (const pattern of ["\\X", "\\N{DIGIT ONE}", "\\p{InGreek}", "\\b{g}"]) {
    expect(() => split(pattern, "x", 0, meter)).toThrow(/not supported/);
  }
});

it("looks at a replacement only when something matches", () => {
  expect(replaceAll("z", "abc", "$9", meter)).toBe("abc");
  expect(() => replaceAll("a", "abc", "$9", meter)).toThrow(Failure);
});

it("iterates a map in the order of Java's hash table, also after it grew", () => {
  const map = new HashMap<string, number>({ hash: hashText, equals: (left, right) => left === right });
  for (const key of "one two three four five six seven eight nine ten eleven twelve thirteen".split(" "))
    map.put(key, 1);
  expect([...map].map(([key]) => key).join(" ")).toBe(
    "nine six one seven two three thirteen eight four twelve eleven ten five",
  );
});
