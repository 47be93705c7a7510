import type { Expr, Type } from "@stave/ir-schema";
import { expect, it } from "vitest";
import { type LoweredLambda, lowerLambda } from "../../src/lambda/index.js";

const input = (name: string): Expr => ({ kind: "param", name });

function lower(text: string, types?: readonly Type[]): LoweredLambda {
  return lowerLambda(text, [input("a"), input("b")], types);
}

/** The lambda with its faulty part between `«` and `»`, the code, and words of the rewrite. */
const refused: readonly (readonly [text: string, code: string, rewrite?: string])[] = [
  ["(a) => a + «»", "STV2101"],
  ["(a) => a + «b»", "STV2102", "expr([…, b], (…, b) => …)"],
  ["(a) => «helper»(a)", "STV2102"],
  ["(a) => a.map((x) => x * «scale»)", "STV2102", "scale"],
  ["(a) => { «a += 1»; return a; }", "STV2103", "const"],
  [
    "(a) => { for (const x of a) return x; return 1; }".replace(
      "for (const x of a) return x;",
      "«for (const x of a) return x;»",
    ),
    "STV2103",
    "map",
  ],
  ["(a) => «a | 0»", "STV2103", "Math.trunc"],
  ["(a) => «typeof a» === 'x'", "STV2103", "null"],
  ["(a) => a.replace(«/x+/», 'y')", "STV2103", "plain texts"],
  ["(a) => «new Date(a)»", "STV2103", "Temporal"],
  ["(a) => «this».x", "STV2103", "list"],
  ["(a) => a.map(«f»)", "STV2103", "in place"],
  ["(a) => «a == 1»", "STV2104", "==="],
  ["(a) => «a != 2»", "STV2104", "!=="],
  ["«class A {}»", "STV2105"],
  ["«function () { [native code] }»", "STV2105"],
  ["(a, b, «c») => a", "STV2106", "one parameter"],
  ["«async (a) => a»", "STV2107"],
  ["«function* (a) { return a; }»", "STV2107"],
  ["(a) => { «cov_2k1().s[0]++»; return a; }", "STV2108"],
  ["(a) => («cov_2k1().b[0][0]++, a»)", "STV2108"],
  ["(a) => «_optionalChain([a, 'x'])»", "STV2108"],
  ["(a) => «__vi_import_0__».helper(a)", "STV2108"],
  ["(a) => a.«push»(1)", "STV2109", "[...xs, x]"],
  ["(a) => a.«match»('x')", "STV2109", "includes"],
  ["(a) => a.«frobnicate»()", "STV2109"],
  ["(a) => «Date.now»()", "STV2110", "run.startTime"],
  ["(a) => «Math.random»()", "STV2110", "step"],
  ["(a) => «fn.nosuch»(a)", "STV2110"],
  ["(a, b) => «a.sort()»[0] + a.length", "STV2111", "toSorted"],
  ["(a) => { const x = a; «}»", "STV2112"],
  ["(a) => { if (a) { return 1; } «return;» }", "STV2112"],
  ["(a) => { const x = «y» + 1; const y = a; return x + y; }", "STV2115"],
  ["(a) => { const a2 = «a2» + 1; return a2; }", "STV2115"],
  ["(a) => «a.find((x) => x > 1) === null»", "STV2116", "== null"],
  ["(a) => «a === undefined»", "STV2116", "a == null"],
];

it.each(refused)("refuses %s with %s", (...row) => {
  const [marked, code, rewrite] = row as unknown as (typeof refused)[number];
  const [start, end] = [marked.indexOf("«"), marked.indexOf("»") - 1];
  const { expr, diagnostics } = lower(marked.replace(/[«»]/g, ""));
  expect(expr).toBeUndefined();
  const [first] = diagnostics;
  expect({ code: first?.code, span: first?.textSpan }).toEqual({ code, span: { start, end } });
  if (rewrite !== undefined) expect(`${first?.hint}`).toContain(rewrite);
});

const typed: readonly (readonly [text: string, types: readonly Type[], code: string, rewrite: string])[] = [
  ["(a, b) => a < b", ["date", "date"], "STV2114", "Temporal.PlainDate.compare(a, b) < 0"],
  ["(a, b) => a === b", ["date", "date"], "STV2114", "a.equals(b)"],
  ["(a, b) => a !== b", ["timestamp", "timestamp"], "STV2114", "!a.equals(b)"],
  ["(a, b) => a >= b", ["duration", "duration"], "STV2114", "Temporal.Duration.compare(a, b) >= 0"],
  ["(a, b) => a.includes(b)", [{ kind: "list", of: "date" }, "date"], "STV2114", "a.some("],
  ["(a) => `${a}`", ["duration"], "STV2117", 'a.total("seconds")'],
  ["(a) => JSON.stringify(a)", [{ kind: "map", of: "int" }], "STV2118", "fn.toJson"],
  [
    "(a) => a.tag === null",
    [{ kind: "struct", fields: { tag: "string" }, optional: ["tag"] }],
    "STV2116",
    "a.tag == null",
  ],
];

it.each(typed)("refuses %s for inputs of the wrong types", (text, types, code, rewrite) => {
  const { diagnostics } = lower(text, types);
  expect(diagnostics.map((item) => item.code)).toEqual([code]);
  expect(diagnostics[0]?.hint).toContain(rewrite);
});

it("reports every problem of a lambda at once", () => {
  const { diagnostics } = lower("(a) => x + y + Date.now() + (a == 1 ? 1 : 2)");
  expect(diagnostics.map(({ code }) => code)).toEqual(["STV2102", "STV2102", "STV2110", "STV2104"]);
});

it("names the same fault once, however often the lambda is used", () => {
  const text = "(a) => a + missing";
  expect(lower(text).diagnostics).toHaveLength(1);
  expect(lower(text).diagnostics).toHaveLength(1);
});

it("understands what transpilers leave intact", () => {
  for (const text of [
    "(a) => (0, __vi_import_0__.fn.len)(a)",
    "(a) => __vite_ssr_import_1__.fn.len(a)",
    "(a) => import_stave.fn.len(a)",
    "(a)=>fn.len(a)",
    "function(a) { return fn.len(a); }",
    '(a) => { "use strict"; return fn.len(a); }',
  ]) {
    expect(lower(text)).toMatchObject({
      expr: { kind: "call", fn: "len", args: [{ kind: "param", name: "a" }] },
      diagnostics: [],
    });
  }
});

it("computes an input that is itself computed only once", () => {
  const sum: Expr = { kind: "op", op: "+", args: [input("a"), input("b")] };
  const { expr } = lowerLambda("(s) => s * s", [sum]);
  expect(expr).toMatchObject({ kind: "let", value: sum, in: { kind: "op", op: "*" } });
  expect(lowerLambda("(s) => s * 2", [sum]).expr).toMatchObject({ kind: "op", args: [sum, {}] });
});

it("says where in the text each node stands", () => {
  const text = "(a, b) => a * 2 > b";
  const { expr, spans } = lower(text);
  const source = (node: Expr | undefined): string => {
    const span = node && spans.get(node);
    return span ? text.slice(span.start, span.end) : "";
  };
  const [left, right] = (expr as Extract<Expr, { kind: "op" }>).args;
  expect([expr, left, right].map(source)).toEqual(["a * 2 > b", "a * 2", "b"]);
});
