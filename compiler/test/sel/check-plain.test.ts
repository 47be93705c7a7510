import { expect, it } from "vitest";
import { checkFully } from "../../src/sel/check/check-sel.js";
import { checkSel, parseSel, type SelCheckScope, type SelProgram } from "../../src/sel/index.js";

const vars: SelCheckScope["vars"] = {
  n: "LONG",
  m: "LONG",
  d: "DOUBLE",
  s: "STRING",
  texts: "STRING_ARRAY",
  longs: "LONG_ARRAY",
  map: "MAP",
  known: { type: "MAP", entries: { a: { type: "STRING" }, n: { type: "LONG", nullable: true } } },
  Util: "LONG",
};

const DIVISORS = [
  "0",
  "3",
  "n",
  "n - n",
  "m % m",
  "n - m",
  "(n + 0) - n",
  "0 * n",
  "texts.length",
  "known.size()",
  "-n",
];
const INDICES = ["0", "-1", "n", "n - n - 1", "n % 3", "texts.length", "texts.length - 1", "2147483648", "1 - 2"];
const TEXTS = [
  ...DIVISORS.flatMap((divisor) => [`n / (${divisor})`, `n % (${divisor})`, `d / (${divisor})`]),
  ...INDICES.flatMap((index) => [`texts[${index}]`, `longs[${index}] + 1`, `s.substring(${index})`]),
  ...["2, 1", "1, 2", "n, 2", "-1, n", "n, m"].map((range) => `s.substring(${range})`),
  ...[",", "\\\\.", "[", "a b", ""].map((pattern) => `s.split('${pattern}')[0]`),
  ...["known.get('a') + s", "known.get('n') + 1", "known.get('x') + s", "map.get('a') + s", "map.size() + n"],
  ...["s.length() > 1 && s.substring(1) == 'a'", "map.containsKey('a') || map.get('a') == 1", "s.isEmpty() && n > 1"],
  ...["texts.length > 1 && texts[1] == 'a'", "s.trim().length() > 1 && n > 2", "n > texts.length || n == m"],
  ...["Long.valueOf(s) + 1", "Long.valueOf('x')", "Long.valueOf('1')", "Double.parseDouble(s)", "Math.max(n, 1)"],
  ...["Util.incrementDateInt(n, -1)", "String.valueOf(texts)", "String.valueOf(n)", "(n / 2) + 1.5", "n / 2 == d"],
  ...["return n;", "return n / 0;", "s.equals(map)", "s.equals(n)", "n.toString()", "d.intValue()", "s + texts"],
];

it("says of every plain expression what the abstract machine says", () => {
  for (const text of TEXTS) {
    const program = parseSel(text, { param: true }).program as SelProgram;
    for (const scope of [
      { vars },
      { vars, param: true },
      { vars, expected: "STRING" },
      { vars, expected: "LONG" },
    ] as const) {
      expect(checkSel(program, scope), text).toEqual(checkFully(program, scope));
    }
  }
});
