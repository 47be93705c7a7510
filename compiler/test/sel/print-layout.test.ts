import fc from "fast-check";
import { expect, it } from "vitest";
import { parseSel, printSel } from "../../src/sel/index.js";
import { withoutSpans } from "./without-spans.js";

const printed = (text: string): string => {
  const { program } = parseSel(text);
  return program === undefined ? "" : printSel(program);
};

it.each([
  ["x=1;return   x+1 ;", "x = 1;\nreturn x + 1;"],
  ["if(a){b;}else{c;d;}", "if (a) {\n  b;\n} else {\n  c;\n  d;\n}"],
  ["for(int i=0;i<3;i+=1)x+=i;", "for (int i = 0; i < 3; i += 1) x += i;"],
  ["for(;;){break;}", "for (;;) {\n  break;\n}"],
  ["(1+2)*3-(4-5);", "(1 + 2) * 3 - (4 - 5);"],
  ["- -x; !(a&&b); (5).toString();", "-(-x);\n!(a && b);\n(5).toString();"],
  ["new int[]{1,2,}[0];", "new int[]{1, 2}[0];"],
  ["'it\\'s\\n\\u0007';", "'it\\'s\\n\\u0007';"],
])("it prints %s in one layout", (text, expected) => {
  expect(printed(text)).toBe(expected);
});

const name = fc.constantFrom("a", "b2", "$c", "_d", "éa");
const operator = fc.constantFrom("||", "&&", "==", "!=", "<", ">=", "+", "-", "*", "/", "%");
const literal = fc.oneof(
  fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }).map(String),
  fc
    .double({ min: 0, noNaN: true })
    .map((value) =>
      Number.isInteger(value) && value < 1e21 ? `${value}.0` : String(value).replace("Infinity", "1e999"),
    ),
  fc
    .string({ unit: "binary" })
    .map((text) => `'${text.replace(/[\\']/g, "\\$&").replace(/\n/g, "\\n").replace(/\r/g, "\\r")}'`),
  fc.constantFrom("true", "false", "null"),
);

const { expression } = fc.letrec<{ expression: string }>((tie) => {
  const inner = tie("expression");
  const wrapped = inner.map((text) => `(${text})`);
  return {
    expression: fc.oneof(
      { depthSize: "small" },
      name,
      literal,
      fc.tuple(wrapped, operator, wrapped).map((parts) => parts.join(" ")),
      fc.tuple(fc.constantFrom("-", "+", "!"), wrapped).map((parts) => parts.join("")),
      fc.tuple(wrapped, inner, inner).map(([c, t, e]) => `${c} ? ${t} : ${e}`),
      fc.tuple(name, fc.constantFrom("=", "+=", "%="), inner).map((parts) => parts.join(" ")),
      fc.tuple(wrapped, name, fc.array(inner, { maxLength: 3 })).map(([o, m, args]) => `${o}.${m}(${args.join(", ")})`),
      fc.tuple(wrapped, inner).map(([o, i]) => `${o}[${i}]`),
      fc.array(inner, { maxLength: 3 }).map((items) => `new String[]{${items.join(", ")}}`),
      inner.map((size) => `new long[${size}]`),
    ),
  };
});

const statement = fc.oneof(
  expression.map((text) => `${text};`),
  expression.map((text) => `return ${text};`),
  fc.tuple(expression, expression).map(([c, e]) => `if (${c}) {${e};} else {int x = ${e}, y; }`),
  fc.tuple(expression, expression).map(([c, e]) => `for (int i = 0; ${c}; (${e})) {${e}; continue;}`),
);

it("reads back what it prints for generated programs", () => {
  fc.assert(
    fc.property(fc.array(statement, { maxLength: 4 }), (statements) => {
      const { program, errors } = parseSel(statements.join("\n"));
      if (program === undefined || errors.length > 0) return statements.join("\n").length >= 9_000;
      const again = parseSel(printSel(program));
      expect(again.errors).toEqual([]);
      expect(withoutSpans(again.program)).toBe(withoutSpans(program));
      return true;
    }),
    { numRuns: 1_500 },
  );
});
