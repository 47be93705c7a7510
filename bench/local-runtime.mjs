// The local runtime: durable no-op steps a second, and memory of long loops. Each figure is taken in a fresh process.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runWorkflow } from "@stave/runtime-local";

const int = (value) => ({ kind: "literal", type: "int", value });

const chain = (count) => ({
  id: "chain",
  steps: Array.from({ length: count }, (_, index) => ({
    kind: "noop",
    id: `s${index}`,
    ...(index > 0 && { needs: [{ step: `s${index - 1}` }] }),
    inputs: { n: { type: "int", value: int(index) } },
    outputs: { n: "int" },
  })),
});

const loop = (count) => ({
  id: "loop",
  steps: [
    {
      kind: "foreach",
      id: "each",
      over: [{ name: "x", type: "int", in: { kind: "call", fn: "range", args: [int(0), int(count)] } }],
      steps: [
        {
          kind: "noop",
          id: "tick",
          inputs: { x: { type: "int", value: { kind: "loop", step: "each", name: "x" } } },
          outputs: { x: "int" },
        },
      ],
      collect: { x: { kind: "output", step: "tick", name: "x" } },
      outputs: { x: { kind: "list", of: "int" } },
    },
  ],
});

const workflows = { chain, loop };

/** Plays one workflow in this process and prints what it took. */
async function play(kind, count) {
  const projectDir = mkdtempSync(join(tmpdir(), "stave-bench-"));
  try {
    const root = { ir: "1.0", workflow: workflows[kind](count) };
    const start = performance.now();
    const result = await runWorkflow({ projectDir, bundle: { root } });
    const seconds = (performance.now() - start) / 1000;
    if (result.status !== "succeeded") throw new Error(JSON.stringify(result.failures));
    const collected = kind === "loop" ? result.steps[0].outputs.x.length : result.steps.length;
    if (collected !== count) throw new Error(`${collected} of ${count}`);
    return { seconds, megabytes: process.resourceUsage().maxRSS / 1024 };
  } finally {
    rmSync(projectDir, { recursive: true, force: true });
  }
}

/** The same number of events, each in a transaction of its own, and nothing else: what the store alone allows. */
function storeAlone(count) {
  const require = createRequire(fileURLToPath(import.meta.resolve("@stave/runtime-local")));
  const Database = require("libsql");
  const dir = mkdtempSync(join(tmpdir(), "stave-bench-"));
  try {
    const db = new Database(join(dir, "state.db"));
    db.pragma("journal_mode = WAL");
    db.pragma("synchronous = FULL");
    db.exec("create table events(run text, seq integer, event text, primary key(run, seq)) strict, without rowid");
    const insert = db.prepare("insert into events values(?, ?, ?)");
    const event = JSON.stringify({ type: "attempt-succeeded", key: "s1000", attempt: 1, time: 1_790_000_000_000 });
    const start = performance.now();
    for (let index = 0; index < count; index++) {
      db.exec("begin immediate");
      insert.run("r", index, event);
      db.exec("commit");
    }
    const seconds = (performance.now() - start) / 1000;
    db.close();
    return { seconds, megabytes: process.resourceUsage().maxRSS / 1024 };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

const self = fileURLToPath(import.meta.url);
const inFreshProcess = (...args) =>
  JSON.parse(execFileSync(process.execPath, [self, "--only", ...args.map(String)], { encoding: "utf8" }));

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** The rows of the bench table. */
export async function run({ quick = false } = {}) {
  const steps = quick ? 2_000 : 10_000;
  const rounds = Array.from({ length: quick ? 1 : 3 }, () => ({
    ours: steps / inFreshProcess("chain", steps).seconds,
    baseline: steps / inFreshProcess("store", steps).seconds,
  }));
  const ours = median(rounds.map((round) => round.ours));
  const baseline = median(rounds.map((round) => round.baseline));
  const [short, long] = quick ? [1_000, 10_000] : [10_000, 100_000];
  const [small, large] = [inFreshProcess("loop", short), inFreshProcess("loop", long)];
  return [
    row("durable no-op steps in a foreach, 20 at once; baseline: SQLite alone, a transaction each", "steps/s", {
      ours: long / large.seconds,
      baseline,
      goal: "≥ 2,000 steps/s",
    }),
    row("durable no-op steps in a chain; baseline: SQLite alone, as many transactions", "steps/s", {
      ours,
      baseline,
      goal: "≥ 2,000 steps/s",
    }),
    row(
      `foreach of ${long.toLocaleString("en")} iterations, peak memory; baseline: ${short.toLocaleString("en")}`,
      "MB",
      {
        ours: large.megabytes,
        baseline: small.megabytes,
        goal: "completes, bounded",
      },
    ),
    row(`foreach of ${long.toLocaleString("en")} iterations, time; baseline: 10 × ${short.toLocaleString("en")}`, "s", {
      ours: large.seconds,
      baseline: small.seconds * 10,
      goal: "linear",
    }),
  ];
}

const row = (name, unit, { ours, baseline, goal }) => ({ name, ours, baseline, ratio: ours / baseline, goal, unit });

const [flag, kind, count] = process.argv.slice(2);
if (process.argv[1] === self && flag === "--only") {
  console.log(JSON.stringify(kind === "store" ? storeAlone(Number(count)) : await play(kind, Number(count))));
} else if (process.argv[1] === self) {
  console.table(await run({ quick: flag === "--quick" }));
}
