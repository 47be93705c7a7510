// Building, checking and emitting workflows against building and writing equal plain objects.
// Alone, after `npm run build`: node bench/build.mjs
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { compileDefinition, createSourceReader } from "@stave/compiler";
import { canonicalJson } from "@stave/ir-schema";
import { custom, expr, p, text, workflow } from "stave";
import { median, printRows, seconds } from "./measure.mjs";

const step = custom("bench/step", {
  inputs: { input: p.string(), n: p.int(1) },
  outputs: { value: p.string(), count: p.int() },
});

const params = {
  day: p.date("2026-01-31"),
  city: p.string("seattle"),
  low: p.int(1),
  high: p.int(10),
  rate: p.float(0.5),
};

const define = (index, steps) =>
  workflow(`wf_${index}`, { owner: "bench", params }, (w, { day, city, low, high, rate }) => {
    const path = text`s3://bucket/${city}/${day}.parquet`;
    const count = expr([low, high, rate], (low, high, rate) => (low * rate > high ? low : high));
    let before = w.step("step_0", step({ input: path, n: count }));
    for (let at = 1; at < steps; at++) before = w.step(`step_${at}`, step({ input: before.value, n: low }));
  });

/** The same document as plain objects, built by hand. */
function plain(index, steps) {
  const param = (name) => ({ kind: "param", name });
  const literal = (type, value) => ({ kind: "literal", type, value });
  const op = (op, ...args) => ({ kind: "op", op, args });
  const list = [];
  for (let at = 0; at < steps; at++) {
    list.push({
      kind: "custom",
      id: `step_${at}`,
      ...(at > 0 && { needs: [{ step: `step_${at - 1}` }] }),
      type: "bench/step",
      inputs: {
        input: {
          type: "string",
          value:
            at > 0
              ? { kind: "output", step: `step_${at - 1}`, name: "value" }
              : { kind: "text", parts: ["s3://bucket/", param("city"), "/", param("day"), ".parquet"] },
        },
        n: {
          type: "int",
          value:
            at > 0
              ? param("low")
              : {
                  kind: "if",
                  cond: op(">", op("*", param("low"), param("rate")), param("high")),
                  then: param("low"),
                  else: param("high"),
                },
        },
      },
      outputs: { value: "string", count: "int" },
    });
  }
  return {
    ir: "1.0",
    workflow: {
      id: `wf_${index}`,
      owner: "bench",
      params: {
        day: { type: "date", default: literal("date", "2026-01-31") },
        city: { type: "string", default: literal("string", "seattle") },
        low: { type: "int", default: literal("int", 1) },
        high: { type: "int", default: literal("int", 10) },
        rate: { type: "float", default: literal("float", 0.5) },
      },
      steps: list,
    },
  };
}

function ours(count, steps, options) {
  let bytes = 0;
  for (let index = 0; index < count; index++) {
    const { text, digest, diagnostics } = compileDefinition(define(index, steps), options);
    if (diagnostics.length > 0) throw new Error(diagnostics[0].message);
    bytes += text.length + digest.length;
  }
  return bytes;
}

function baseline(count, steps) {
  let bytes = 0;
  for (let index = 0; index < count; index++) bytes += JSON.stringify(plain(index, steps)).length;
  return bytes;
}

/** Pairs of runs, one after the other, so that a drifting machine cancels out. */
function compare(runs, one, other) {
  one();
  other();
  const pairs = Array.from({ length: runs }, () => [seconds(one), seconds(other)]);
  return {
    ours: median(pairs.map(([a]) => a)),
    baseline: median(pairs.map(([, b]) => b)),
    ratio: median(pairs.map(([a, b]) => a / b)),
  };
}

/** The most memory a process of its own takes for one workflow. */
function peakOf(steps) {
  const text = execFileSync(process.execPath, [fileURLToPath(import.meta.url), "--peak-of", String(steps)], {
    encoding: "utf8",
  });
  return Number(text) / 1024;
}

export async function run({ quick }) {
  const rows = [];
  const many = quick ? 1000 : 10_000;
  const same = canonicalJson(compileDefinition(define(0, 10)).document) === canonicalJson(plain(0, 10));
  if (!same) throw new Error("the two sides do not build the same document");
  const usual = compare(
    5,
    () => ours(many, 10),
    () => baseline(many, 10),
  );
  rows.push({ name: `build + check + emit, ${many} workflows × 10 steps`, unit: "s", ...usual, goal: "≤ 5 ×" });
  const readSource = createSourceReader();
  const sited = compare(
    quick ? 1 : 3,
    () => ours(many, 10, { sources: true, readSource }),
    () => baseline(many, 10),
  );
  rows.push({ name: "the same with source tables", unit: "s", ...sited, goal: "" });
  const few = seconds(() => ours(many / 10, 10)) / (many / 10);
  const more = seconds(() => ours(many * (quick ? 1 : 10), 10)) / (many * (quick ? 1 : 10));
  rows.push({
    name: `growth, ${many / 10} → ${many * (quick ? 1 : 10)} workflows, time each`,
    unit: "s",
    ours: more,
    baseline: few,
    ratio: more / few,
    goal: "≈ 1 ×",
  });
  const steps = quick ? 100_000 : 1_000_000;
  const large = compare(
    1,
    () => ours(1, steps),
    () => baseline(1, steps),
  );
  rows.push({ name: `one workflow of ${steps} steps`, unit: "s", ...large, goal: "≤ 5 ×" });
  rows.push({ name: "its peak memory, alone in a process", unit: "MB", ours: peakOf(steps), goal: "≤ 2048 MB" });
  return rows;
}

if (process.argv[2] === "--peak-of") {
  ours(1, Number(process.argv[3]));
  console.log(process.resourceUsage().maxRSS);
} else if (process.argv[1] === fileURLToPath(import.meta.url)) {
  printRows(await run({ quick: process.argv.includes("--quick") }));
}
