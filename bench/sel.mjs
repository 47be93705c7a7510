// SEL: parse + check + first evaluation of small expressions against the fastest JavaScript expression engine measured.
// Alone, after `npm run build`: node bench/sel.mjs, with --each for every expression on its own.
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { Environment } from "@marcbachmann/cel-js";
import { checkSel, evaluateSel, parseSel } from "@stave/compiler/sel";
import { median, printRows, seconds } from "./measure.mjs";
import { known, plain, realistic, variables } from "./sel-expressions.mjs";

const each = (pick) => Object.fromEntries(Object.entries(variables).map(([name, row]) => [name, pick(row)]));
const types = each(([type]) => ({ type }));
for (const [name, entries] of Object.entries(known)) types[name].entries = entries;
const vars = each(([type, , value]) => ({ type, value }));
const values = each(([, , , value]) => value);
const environment = new Environment();
for (const [name, [, type]] of Object.entries(variables)) environment.registerVariable(name, type);

function ours(text) {
  const { program } = parseSel(text);
  const { diagnostics } = checkSel(program, { vars: types });
  const result = evaluateSel(program, { vars });
  if (!result.ok || diagnostics.some(({ severity }) => severity === "error"))
    throw new Error(`${text}: ${JSON.stringify(result)}`);
  return result;
}

function theirs(text) {
  const program = environment.parse(text);
  const checked = program.check();
  if (!checked.valid) throw checked.error;
  return program(values);
}

const READ = { LONG: BigInt, DOUBLE: Number, STRING: String, BOOLEAN: (value) => value };

/** Both sides must say the same before they are compared. */
function verify([sel, cel]) {
  const { type, value } = ours(fill(sel, 12345));
  const expected = theirs(fill(cel, 12345));
  if (!isDeepStrictEqual(READ[type](value), expected)) throw new Error(`${sel} is ${value}, ${cel} is ${expected}`);
}

const fill = (template, number) => template.split("#").join(number);

// Neither side can keep what it made of an earlier text: none comes twice. Flat texts, as if read from a file.
function texts(pairs, side, from, count) {
  return Array.from({ length: count }, (_, index) => fill(pairs[index % pairs.length][side], from + index));
}

function evaluateAll(evaluate, list) {
  for (const text of list) evaluate(text);
}

const WARM_UP = 5;
let from = 1000;

/** The microseconds an expression takes on each side, in rounds that take turns. */
function measure(pairs, { count, rounds }) {
  const measured = [];
  for (let round = 0; round < rounds + WARM_UP; round++) {
    const [sel, cel] = [0, 1].map((side) => texts(pairs, side, from, count));
    from += count;
    measured.push([seconds(() => evaluateAll(ours, sel)), seconds(() => evaluateAll(theirs, cel))]);
  }
  const [mine, other] = [0, 1].map((side) => (median(measured.slice(WARM_UP).map((pair) => pair[side])) / count) * 1e6);
  return { ours: mine, baseline: other, ratio: mine / other, unit: "µs" };
}

const WHAT = "SEL parse + check + first evaluation, against @marcbachmann/cel-js";

export async function run({ quick, detailed = false }) {
  const size = { count: 7200, rounds: quick ? 7 : 41 };
  for (const pair of [...plain, ...realistic]) verify(pair);
  const rows = [
    { name: `${WHAT}: ${plain.length} plain shapes`, ...measure(plain, size), goal: "< 1 ×" },
    { name: `${WHAT}: ${realistic.length} realistic ones`, ...measure(realistic, size), goal: "< 1 ×" },
  ];
  const single = (pair) => ({ name: `\`${pair[0]}\``, ...measure([pair], { count: 2000, rounds: 15 }) });
  return detailed ? [...rows, ...[...plain, ...realistic].map(single)] : rows;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  printRows(await run({ quick: process.argv.includes("--quick"), detailed: process.argv.includes("--each") }));
}
