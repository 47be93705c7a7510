import { expect, it } from "vitest";
import { checkSel, parseSel, type SelCheckScope, type SelType } from "../../src/sel/index.js";

const VARS: Readonly<Record<string, SelType>> = {
  n: "LONG",
  d: "DOUBLE",
  s: "STRING",
  b: "BOOLEAN",
  m: "MAP",
  a: "LONG_ARRAY",
};

/** The findings of a text as `code severity "the text they point at"`. */
function check(text: string, scope: Partial<SelCheckScope> = {}): string[] {
  const { program } = parseSel(text, { param: scope.param === true });
  if (program === undefined) return ["no program"];
  const { diagnostics } = checkSel(program, { vars: VARS, ...scope });
  for (const { message, hint } of diagnostics) expect(message + (hint ?? "")).not.toMatch(/\{\w+\}/);
  return diagnostics.map(({ code, severity, start, end }) => `${code} ${severity} ${text.slice(start, end)}`);
}

it.each([
  ["1 + true;", "STV6120 error 1 + true"],
  ["-s;", "STV6121 error -s"],
  ["n = 1.5;", "STV6122 error 1.5"],
  ["x = null;", "STV6123 error null"],
  ["x += 1;", "STV6124 error x"],
  ["double x = 1;", "STV6125 error 1"],
  ["new int[]{1, 2.5};", "STV6126 error 2.5"],
  ["if (n) {}", "STV6127 error n"],
  ["m['k'];", "STV6128 error m['k']"],
  ["s.startsWith(1);", "STV6129 error 1"],
  ["throw 5;", "STV6130 error 5"],
  ["new int['3'];", "STV6131 error '3'"],
  ["Map[] x;", "STV6132 error Map[]"],
  ["List x;", "STV6140 error List"],
  ["s.indexOf('a');", "STV6141 error indexOf"],
  ["s.trim(1);", "STV6142 error trim"],
  ["s.length;", "STV6143 error length"],
  ["'a'.valueOf(1);", "STV6144 error valueOf"],
  ["new UUID();", "STV6145 error UUID"],
  ["Long.valueOf(5.5);", "STV6146 error 5.5"],
  ["params.nextUniqueId();", "STV6147 error nextUniqueId"],
  ["String x; x.length();", "STV6150 error length"],
  ["s.contains(null);", "STV6151 error null"],
  ["if (null) {}", "STV6152 error null"],
  ["Map x; 1.5 + x;", "STV6154 error x"],
  ["(new int[]{1})[1];", "STV6160 error 1"],
  ["n / 0;", "STV6162 error 0"],
  ["DateTimeZone.forID('Mars');", "STV6163 error 'Mars'"],
  ["'abc'.substring(5);", "STV6158 error 5"],
  ["new Double(5);", "STV6165 error new Double(5)"],
  ["new int[-1];", "STV6166 error -1"],
  ["while (true) {}", "STV6170 error true"],
  ["new int[30000];", "STV6171 error 30000"],
  ["break;", "STV6173 error break;"],
])("it reports %s as an error", (text, expected) => {
  expect(check(text)).toEqual([expected]);
});

it.each([
  ["nosuch + 1;", "STV6190 warning nosuch"],
  ["n = n + 1; n;", "STV6191 warning n"],
  ["m != null && m.size() > 0;", "STV6192 warning m != null && m.size() > 0"],
  ["n / 2 * 1.5;", "STV6193 warning n / 2"],
  ["'' + a;", "STV6194 warning a"],
  ["String.format('%s', -3000000000);", undefined],
  ["s.substring(-3000000000);", "STV6195 warning -3000000000"],
  ["Long = 7;", "STV6196 warning Long"],
  ["int x = n; x += 1; n;", "STV6197 warning x = n"],
  ["for (int i = 0; i < 2; i += 1) { int x = 5; x += 1; }", "STV6198 warning x = 5"],
  ["DateTime t = new DateTime(0); t.plusDays(1); t.getMillis();", "STV6199 warning plusDays"],
  ["Util.incrementDateInt(20240101, 1) + 1;", "STV6200 warning Util.incrementDateInt(20240101, 1)"],
  ["return 1; n;", "STV6801 warning n;"],
  ["while (n > 0) {}", "STV6802 warning n > 0"],
  ["m.get('k') + 1;", "STV6803 warning m.get('k')"],
])("it warns of %s", (text, expected) => {
  if (expected === undefined) return expect(check(text)).toEqual([]);
  return expect(check(text)).toContain(expected);
});

it.each([
  ["if (n > 1) { 'a'; } else { 'b'; }", "STV6180 error if (n > 1) { 'a'; } else { 'b'; }"],
  ["new DateTime(0)", "STV6181 error new DateTime(0)"],
  ["null", "STV6181 error null"],
  ["a", "STV6182 error a"],
])("it reports the result of the param %s", (text, expected) => {
  expect(check(text, { param: true, expected: "LONG" })).toContain(expected);
});

it("gives the type of the result", () => {
  const typeOf = (text: string): unknown => {
    const { program } = parseSel(text);
    return program && checkSel(program, { vars: VARS }).types;
  };
  expect(typeOf("n * 1.0;")).toEqual(["DOUBLE"]);
  expect(typeOf("b ? n : s;")).toEqual(["STRING", "LONG"]);
  expect(typeOf("if (b) return n; return a;")).toEqual(["LONG", "LONG_ARRAY"]);
  expect(typeOf("int x = 1;")).toEqual(["VOID"]);
  expect(typeOf("throw 'no';")).toEqual(["ERROR"]);
  expect(typeOf("1 + true;")).toEqual([]);
});

it("keeps what fails on one side of an unknown condition a warning", () => {
  expect(check("if (b) { 1 + true; } return n;")).toEqual(["STV6120 warning 1 + true"]);
  expect(check("if (b) { 1 + true; } else { -s; }")).toEqual(["STV6120 error 1 + true", "STV6121 error -s"]);
  expect(check("if (b) return 1; 1 + true;")).toEqual(["STV6120 warning 1 + true"]);
});

it("takes the name of a class for the class, whatever the params", () => {
  expect(check("String + 1;", { vars: { String: "LONG" } })).toEqual(["STV6805 warning String"]);
  expect(check("Math + 1;", { vars: { Math: "LONG" } })).toEqual(["STV6805 warning Math", "STV6120 error Math + 1"]);
});

it("follows loops and aliases as Maestro runs them", () => {
  expect(check("t = 0; for (i = 0; i < 3; i += 1) { t += i; } if (t == 3) { 1 + true; }")).toHaveLength(1);
  expect(check("int x = 1; int y = x; y += 1; if (x == 2) { 1 + true; }")).toContain("STV6120 error 1 + true");
  expect(check("int x = 1; y = x; y += 1; if (x == 2) { 1 + true; }")).toEqual([]);
});

it("reports each of several errors once, and none that only follows from another", () => {
  expect(check("x = 1 + true; y = x.foo(); z = -s;")).toEqual(["STV6120 error 1 + true", "STV6121 error -s"]);
});

/** The text after the first fix offered. */
function fixed(text: string, scope: Partial<SelCheckScope> = {}): string | undefined {
  const { program, errors } = parseSel(text);
  const findings = program && errors.length === 0 ? checkSel(program, { vars: VARS, ...scope }).diagnostics : errors;
  const fix = findings.find((finding) => finding.fix !== undefined)?.fix;
  return fix && text.slice(0, fix.start) + fix.text + text.slice(fix.end);
}

it.each([
  ["m == null;", "null == m;"],
  ["double x = 1;", "double x = 1.0;"],
  ["double x = n + 1;", "double x = (n + 1) * 1.0;"],
  ["s = n + 1;", "s = '' + (n + 1);"],
  ["new double[]{1.5, n};", "new double[]{1.5, n * 1.0};"],
  ["Long.parseInt(s);", "Long.parseLong(s);"],
  ["s.startWith('a');", "s.startsWith('a');"],
  ["s.length > 3;", "s.length() > 3;"],
  ["m.key;", "m.get('key');"],
  ["m['key'];", "m.get('key');"],
  ["dateint + nn;", "dateint + n;"],
  ["Math.max(n, d);", "Math.max(n, d.longValue());"],
  ["d + n / 2;", "d + n * 1.0 / 2;"],
  ["int x = n; x += 1; n;", "x = n; x += 1; n;"],
  ["null != m && m.size() > 0;", "(null != m ? m.size() > 0 : false);"],
  ["for (i = 0; i <= a.length; i += 1) { n += a[i]; }", "for (i = 0; i < a.length; i += 1) { n += a[i]; }"],
  ["n++;", "n += 1;"],
  ["b & b;", "b && b;"],
  [String.raw`s.split('\d');`, String.raw`s.split('\\d');`],
])("offers a fix for %s", (text, expected) => {
  expect(fixed(text, { vars: { ...VARS, dateint: "LONG" } })).toBe(expected);
});
