import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Step } from "@stave/ir-schema";
import { listRuns, type RunResult, readEvents, readRun } from "@stave/runtime-local";
import { checkHistory } from "@stave/runtime-local/core";
import { build } from "esbuild";
import { beforeAll, expect, it } from "vitest";
import { after, bundle, dur, int, ints, list, loop, noop, op, out, param, shell } from "../build.js";
import { createProject } from "./project.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const host = join(root, "node_modules/.cache/kill-host.mjs");

beforeAll(async () => {
  await build({
    entryPoints: [join(root, "test/fixtures/host.ts")],
    outfile: host,
    bundle: true,
    platform: "node",
    format: "esm",
    conditions: ["source"],
    external: ["libsql"],
    logLevel: "silent",
  });
});

/** Notes in the ledger that it began and ended, and works a little in between. */
const noted = (id: string, more: Parameters<typeof shell>[2] = {}): Step => {
  const script =
    'echo "start $STAVE_STEP" >> ledger; sleep 0.02; echo \'{"n": 1}\' > "$STAVE_OUTPUT"; echo "end $STAVE_STEP" >> ledger';
  return shell(id, script, { outputs: { n: "int" }, ...more });
};

const everything = bundle(
  {
    steps: [
      noted("first"),
      {
        kind: "foreach",
        id: "each",
        ...after("first"),
        over: [{ name: "x", type: "int", in: ints(...Array(12).keys()) }],
        concurrency: 5,
        steps: [
          noted("one"),
          noop("mid", { n: { type: "int", value: op("+", out("one", "n"), loop("each", "x")) } }, after("one")),
          noted("two", after("mid")),
        ],
        collect: { n: out("mid", "n") },
        outputs: { n: list("int") },
      },
      {
        kind: "sleep",
        id: "nap",
        ...after("first"),
        inputs: { duration: { type: "duration", value: dur("PT0.2S") } },
        outputs: {},
      },
      {
        kind: "while",
        id: "count",
        ...after("nap"),
        vars: { n: { type: "int", init: int(0), next: op("+", loop("count", "n"), out("tick", "n")) } },
        condition: op("<", loop("count", "n"), int(5)),
        steps: [noted("tick")],
        outputs: { n: "int" },
      },
      {
        kind: "subworkflow",
        id: "sub",
        ...after("first"),
        workflow: "child",
        inputs: { n: { type: "int", value: int(3) } },
        outputs: { n: "int" },
      },
      noted("last", after("each", "count", "sub")),
    ],
    outputs: {
      ns: { type: list("int"), value: out("each", "n") },
      count: { type: "int", value: out("count", "n") },
      sub: { type: "int", value: out("sub", "n") },
    },
  },
  {
    ir: "1.0",
    workflow: {
      id: "child",
      params: { n: { type: "int" } },
      steps: [noted("a"), noted("b", after("a"))],
      outputs: { n: { type: "int", value: op("+", param("n"), out("b", "n")) } },
    },
  },
);

const expectedKeys = [
  "first",
  ...[...Array(12).keys()].flatMap((index) => [`each[${index}]/one`, `each[${index}]/two`]),
  ...[...Array(5).keys()].map((index) => `count[${index}]/tick`),
  "sub/a",
  "sub/b",
  "last",
].sort();

const expectedOutputs = { ns: [...Array(12).keys()].map((index) => index + 1), count: 5, sub: 4 };

/** Small and reproducible: mulberry32. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Life {
  /** Milliseconds until it is killed, counted from its first sign of life, or from its birth. */
  readonly millis: number;
  readonly from: "sign" | "birth";
}

interface Ended {
  readonly killed: boolean;
  readonly played: boolean;
  readonly output: string;
}

/** Runs a host and kills it after its time, if it is not done by then. */
async function runHost(args: readonly string[], life: Life): Promise<Ended> {
  const child: ChildProcess = spawn(process.execPath, [host, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  let timer: NodeJS.Timeout | undefined;
  const startTimer = (): void => {
    timer ??= setTimeout(() => child.kill("SIGKILL"), life.millis);
  };
  let output = "";
  let errors = "";
  child.stdout?.on("data", (chunk) => {
    output += String(chunk);
    startTimer();
  });
  child.stderr?.on("data", (chunk) => (errors += String(chunk)));
  if (life.from === "birth") startTimer();
  await new Promise<void>((resolve) => child.once("close", () => resolve()));
  clearTimeout(timer);
  if (errors !== "") throw new Error(errors);
  return { killed: child.signalCode === "SIGKILL", played: output !== "", output: output.replace("playing\n", "") };
}

interface Ordeal {
  /** How much longer each host may live than the one before; without it a slow machine might never get on. */
  readonly patience: number;
  readonly project: ReturnType<typeof createProject>;
  readonly random: () => number;
  readonly runId: string;
  afterKill(): void;
}

/** Plays one run to its end through as many kills as it takes; answers how many met a host at work. */
async function survive({
  project,
  random,
  runId,
  patience,
  afterKill,
}: Ordeal): Promise<{ kills: number; result: RunResult }> {
  for (let kills = 0, hosts = 0; ; hosts++) {
    const isThere = hosts > 0 && listRuns({ projectDir: project.dir }).some(({ id }) => id === runId);
    const life: Life =
      random() < 0.15
        ? { millis: 50 + random() * 150, from: "birth" }
        : { millis: random() * 200 + kills * patience, from: "sign" };
    const { killed, played, output } = await runHost([project.dir, runId, isThere ? "resume" : "new"], life);
    if (!killed) return { kills, result: JSON.parse(output) as RunResult };
    if (played) kills++;
    afterKill();
  }
}

const seed = Number(process.env["STAVE_SEED"] ?? Date.now() % 1_000_000);

it(`loses nothing and repeats nothing through fifty kills of the host (seed ${seed})`, async () => {
  const random = randomFrom(seed);
  let kills = 0;
  for (let round = 0; kills < 50; round++) {
    using project = createProject();
    project.write("bundle.json", JSON.stringify(everything));
    const survived = await survive({ project, random, runId: `run-${round}`, patience: 0, afterKill: () => {} });
    kills += survived.kills;
    expect(survived.result).toMatchObject({ status: "succeeded", outputs: expectedOutputs });
    expect(readRun(`run-${round}`, { projectDir: project.dir })).toEqual(survived.result);
    expect(checkHistory(everything, readEvents(`run-${round}`, { projectDir: project.dir }))).toEqual([]);
    const ledger = readFileSync(join(project.dir, "ledger"), "utf8").trim().split("\n");
    const marked = (word: string): string[] =>
      ledger
        .filter((line) => line.startsWith(word))
        .map((line) => line.slice(word.length + 1))
        .sort();
    expect(marked("start")).toEqual(expectedKeys);
    expect(marked("end")).toEqual(expectedKeys);
  }
});

it(`begins again what died with its host (seed ${seed})`, async () => {
  using project = createProject();
  project.write("bundle.json", JSON.stringify(everything));
  const killGroups = (): void => {
    const files = readdirSync(project.dir, { recursive: true, encoding: "utf8" });
    for (const file of files.filter((name) => name.endsWith("/claim"))) {
      const claim = join(project.dir, file);
      const pid = Number(readFileSync(claim, "utf8"));
      if (pid > 1 && readCommand(pid).includes(join(claim, ".."))) process.kill(-pid, "SIGKILL");
    }
  };
  const ordeal = { project, random: randomFrom(seed + 1), runId: "run", patience: 100, afterKill: killGroups };
  const { kills, result } = await survive(ordeal);
  expect(kills).toBeGreaterThan(0);
  expect(result).toMatchObject({ status: "succeeded", outputs: expectedOutputs });
  const ended = new Set(
    readFileSync(join(project.dir, "ledger"), "utf8")
      .split("\n")
      .filter((line) => line.startsWith("end ")),
  );
  expect([...ended].map((line) => line.slice(4)).sort()).toEqual(expectedKeys);
});

function readCommand(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return "";
  }
}
