import { type Expr, foldExpr, inferExpr, type Type } from "@stave/ir-schema";
import { expect, it } from "vitest";
import { lowerLambda } from "../../src/lambda/index.js";
import { generateProgram } from "./grammar.js";
import { inputs as named } from "./mistakes.js";
import { oddBodies } from "./odd-bodies.js";
import { createRandom } from "./random.js";

const none = (): undefined => undefined;
const inputs: readonly Expr[] = ["a", "b"].map((name) => ({ kind: "param", name }));

/** Lowers and checks; gives how it ended, and fails on anything but an answer. */
function answer(text: string, types?: readonly (Type | undefined)[]): string {
  const { expr, diagnostics } = lowerLambda(text, inputs, types);
  if (expr === undefined) {
    expect(diagnostics.length).toBeGreaterThan(0);
    for (const { textSpan } of diagnostics) expect(textSpan.end).toBeLessThanOrEqual(Math.max(1, text.length));
    return diagnostics[0]?.code ?? "";
  }
  const { type, diagnostics: found } = inferExpr(expr, { param: () => "int", output: none, loop: none });
  return found[0]?.code ?? (type === undefined ? "no type" : "typed");
}

it.each([
  ["deep parentheses", `(a) => ${"(".repeat(5000)}a${")".repeat(5000)}`],
  ["a long sum", `(a) => ${Array(4000).fill("a").join(" + ")}`],
  ["deep conditionals", `(a) => ${"a > 1 ? 1 : ".repeat(1200)}0`],
  ["deep arrows", `(a) => ${"[a].map((x) => ".repeat(800)}1${")".repeat(800)}`],
  ["deep lists", `(a) => ${"[".repeat(4000)}${"]".repeat(4000)}`],
  ["many early returns", `(a) => { ${Array(300).fill("if (a > 1) { const x = a; }").join(" ")} return a; }`],
  ["negations", `(a) => ${"!".repeat(9000)}a`],
  ["a long text", `(a) => "${"x".repeat(30_000)}"`],
  ["nothing", ""],
  ["a null byte", "\u0000"],
  ["lone surrogates", "(a) => a + '\ud800'"],
  ["other scripts", "(ａ) => ａ + 変数"],
  ["prototype names", "(a) => a.constructor.prototype.__proto__"],
  ["prototype methods", "(a) => a.hasOwnProperty('x') || Object.constructor('x') || Math.toString()"],
  ["a prototype key", "(a) => ({ __proto__: a })"],
  ["global names that objects have", "(a) => toString(a) + valueOf + constructor(1) + __proto__"],
])("answers for %s", (_, text) => {
  expect(answer(text)).toMatch(/^(STV2\d{3}|typed|no type)$/);
});

it("answers for mutated programs", () => {
  const random = createRandom(20261120);
  const pieces = [
    "(",
    ")",
    "=>",
    "${",
    "`",
    "?.",
    "...",
    "??",
    "a",
    "#",
    "\\",
    "async ",
    "]",
    "{",
    "0x",
    "1n",
    ";",
    "\u2028",
    "é",
  ];
  const counts: Record<string, number> = {};
  for (let index = 0; index < 6000; index += 1) {
    const { text, types } = generateProgram(createRandom(index));
    const at = random.int(text.length);
    const cut = random.chance(0.5) ? random.int(6) : 0;
    const mutated = text.slice(0, at) + (random.chance(0.7) ? random.pick(pieces) : "") + text.slice(at + cut);
    const kind = answer(mutated, types).startsWith("STV") ? "refused" : "accepted";
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  expect(counts["refused"]).toBeGreaterThan(3000);
});

it("answers for random characters", () => {
  const random = createRandom(7);
  for (let index = 0; index < 3000; index += 1) {
    const text = Array.from({ length: random.int(60) }, () =>
      String.fromCharCode(random.int(random.chance(0.9) ? 128 : 65_536)),
    ).join("");
    expect(answer(`(a) => ${text}`)).toMatch(/^(STV2\d{3}|typed|no type)$/);
  }
});

it.each(oddBodies)("answers once for %s", (_, body) => {
  const names = Object.keys(named);
  const text = `(${names.join(", ")}) => ${body}`;
  const params = names.map((name): Expr => ({ kind: "param", name }));
  const { expr, diagnostics } = lowerLambda(text, params, Object.values(named));
  for (const { message } of diagnostics) expect(message.length).toBeLessThan(300);
  if (expr === undefined) return expect(diagnostics.length).toBeGreaterThan(0);
  const found = inferExpr(expr, { param: (name) => named[name], output: none, loop: none });
  expect(found.type !== undefined || found.diagnostics.length > 0).toBe(true);
  const folded = foldExpr(expr);
  expect(folded.expr).toBeDefined();
});
