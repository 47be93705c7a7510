// SEL: parse + check + first evaluation of small expressions against the fastest JavaScript expression engine measured.
// Alone, after `npm run build`: node bench/sel.mjs
import { fileURLToPath } from "node:url";
import { Environment } from "@marcbachmann/cel-js";
import { checkSel, evaluateSel, parseSel } from "@stave/compiler/sel";
import { median, printRows, seconds } from "./measure.mjs";

// Every text is new, so that neither side can keep what it made of an earlier one.
const shapes = [
  { sel: (n) => `a + b * ${n};`, cel: (n) => `a + b * ${n}` },
  { sel: (n) => `a > ${n} ? 'high' : 'low';`, cel: (n) => `a > ${n} ? 'high' : 'low'` },
  { sel: (n) => `name + '-${n}' + name;`, cel: (n) => `name + '-${n}' + name` },
  { sel: (n) => `a > ${n} && b < ${n} || a == b;`, cel: (n) => `a > ${n} && b < ${n} || a == b` },
  { sel: (n) => `name.startsWith('x${n}');`, cel: (n) => `name.startsWith('x${n}')` },
];

const vars = { a: { type: "LONG", value: "7" }, b: { type: "LONG", value: "3" }, name: { type: "STRING", value: "seattle" } };
const types = { a: { type: "LONG" }, b: { type: "LONG" }, name: { type: "STRING" } };

function ours(from, count) {
  for (let index = 0; index < count; index++) {
    const text = shapes[index % shapes.length].sel(from + index);
    const { program } = parseSel(text);
    const { diagnostics } = checkSel(program, { vars: types });
    const result = evaluateSel(program, { vars });
    if (!result.ok || diagnostics.some((item) => item.severity === "error")) throw new Error(`${text}: ${JSON.stringify(result)}`);
  }
}

const environment = new Environment().registerVariable("a", "int").registerVariable("b", "int").registerVariable("name", "string");
const values = { a: 7n, b: 3n, name: "seattle" };

function theirs(from, count) {
  for (let index = 0; index < count; index++) {
    const program = environment.parse(shapes[index % shapes.length].cel(from + index));
    const checked = program.check();
    if (!checked.valid) throw checked.error;
    program(values);
  }
}

export async function run({ quick }) {
  const count = quick ? 5000 : 40_000;
  let from = 0;
  const next = () => (from += count);
  ours(next(), count);
  theirs(next(), count);
  const measured = Array.from({ length: 7 }, () => [seconds(() => ours(next(), count)), seconds(() => theirs(next(), count))]);
  const each = (side) => (median(measured.map((pair) => pair[side])) / count) * 1e6;
  return [{ name: "SEL parse + check + first evaluation, against @marcbachmann/cel-js", unit: "µs", ours: each(0), baseline: each(1), ratio: median(measured.map(([a, b]) => a / b)), goal: "< 1 ×" }];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) printRows(await run({ quick: process.argv.includes("--quick") }));
