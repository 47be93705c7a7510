import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type HostOptions, listRuns, type RunNotice, type RunResult, readRun, resumeRun } from "@stave/runtime-local";
import { expect, it } from "vitest";
import { after, bundle, dur, int, ints, list, lit, loop, noop, op, out, shell, str, work } from "../build.js";
import { createProject, failuresOf } from "./project.js";

it("plays shell steps, a loop and a gate, and keeps the run", async () => {
  using project = createProject();
  const root = bundle({
    steps: [
      shell("hello", 'echo "hi $2"; echo \'{"n": 3}\' > "$STAVE_OUTPUT"', {
        inputs: { who: { type: "string", value: str("you; rm -rf $HOME") } },
        outputs: { stdout: "string", n: "int" },
      }),
      {
        kind: "foreach",
        id: "each",
        ...after("hello"),
        over: [{ name: "x", type: "int", in: ints(1, 2, 3) }],
        steps: [noop("calc", { y: { type: "int", value: op("*", loop("each", "x"), out("hello", "n")) } })],
        collect: { ys: out("calc", "y") },
        outputs: { ys: list("int") },
      },
      shell("never", "exit 1", { needs: [{ step: "each", when: op("<", out("hello", "n"), int(0)) }] }),
    ],
    outputs: {
      ys: { type: list("int"), value: out("each", "ys") },
      text: { type: "string", value: out("hello", "stdout") },
    },
  });
  const heard: RunNotice[] = [];
  const result = await project.run(root, { onEvent: (notice) => heard.push(notice) });
  expect(result).toMatchObject({ status: "succeeded", outputs: { ys: [3, 6, 9], text: "hi you; rm -rf $HOME" } });
  expect(result.steps.map((step) => step.status)).toEqual(["succeeded", "succeeded", "skipped"]);
  expect(readRun(result.runId, { projectDir: project.dir })).toEqual(result);
  expect(await resumeRun(result.runId, { projectDir: project.dir })).toEqual(result);
  expect(listRuns({ projectDir: project.dir })).toMatchObject([{ id: result.runId, status: "succeeded", owner: null }]);
  expect(heard[0]).toMatchObject({ type: "run-started", runId: result.runId, resumed: false });
  expect(heard.at(-1)).toEqual({ type: "run-finished", result });
  const steps = heard.flatMap((notice) => (notice.type === "step-changed" ? [`${notice.key} ${notice.status}`] : []));
  expect(steps).toContain("each[2]/calc succeeded");
});

it("gives inputs as arguments, variables as environment, and reads JSON from stdout where a list is declared", async () => {
  using project = createProject();
  const script = 'printf \'["%s","%s","%s","%s"]\' "$0" "$*" "$GREETING" "$STAVE_STEP"';
  const step = shell("args", script, {
    inputs: {
      n: { type: "int", value: int(7) },
      flag: { type: "bool", value: lit("bool", true) },
      off: { type: "bool", value: lit("bool", false) },
      day: { type: "date", value: lit("date", "2026-01-31") },
      none: { type: { kind: "nullable", of: "int" }, value: lit("null", null) },
      rows: { type: list("int"), value: ints(1, 2) },
    },
    env: { GREETING: str("hello") },
    outputs: { stdout: list("string") },
  });
  const { steps } = await project.run(bundle({ steps: [step] }));
  expect(steps[0]?.outputs).toEqual({
    stdout: ["args", "--n 7 --flag --day 2026-01-31 --rows [1,2]", "hello", "args"],
  });
});

it("puts the arguments after the last command of a script that does not place them", async () => {
  using project = createProject();
  const inputs = { word: { type: "string" as const, value: str("a b") } };
  const { steps } = await project.run(
    bundle({ steps: [shell("echo", "cd / && echo", { inputs, outputs: { stdout: "string" } })] }),
  );
  expect(steps[0]?.outputs).toEqual({ stdout: "--word a b" });
});

it("says how a command ended, with its last lines and where its log is", async () => {
  using project = createProject();
  const result = await project.run(
    bundle({
      steps: [
        shell("bad", "echo one; echo two >&2; exit 3"),
        shell("shot", "kill -9 $$"),
        shell("odd", 'echo "[1" > "$STAVE_OUTPUT"'),
      ],
    }),
    { maxProcesses: 1 },
  );
  const log = join(project.dir, ".stave", "runs", result.runId, "bad", "attempt-1", "stderr.log");
  expect(readFileSync(log, "utf8")).toBe("two\n");
  expect(result.failures[0]?.diagnostic.hint).toBe(`Its full log is in ${log}.`);
  expect(failuresOf(result)).toEqual([
    'STV7123 The step "bad" ended with exit code 3: two.',
    'STV7124 The step "shot" was killed by SIGKILL.',
    expect.stringMatching(/^STV7128 The outputs of the step "odd" cannot be read: /),
  ]);
});

it("points a failure at its source line", async () => {
  using project = createProject();
  const broken = noop("worse", { n: { type: "int", value: op("+", op("%", int(1), int(0)), int(1)) } });
  const { root } = bundle({ steps: [shell("bad", "exit 1"), broken] });
  const sites = { "/steps/0": [0, 12, 3], "/steps/1": [0, 20, 3], "/steps/1/inputs/n/value": [0, 21, 9] } as const;
  const sources = { files: ["wf.ts"], sites };
  const result = await project.run({ root: { ...root, sources }, others: [] });
  const failed = result.failures.find(({ key }) => key === "bad");
  expect(result.failures.find(({ key }) => key === "worse")?.diagnostic.at).toEqual({
    workflow: "main",
    pointer: "/steps/1/inputs/n/value/args/0",
    span: { file: "wf.ts", line: 21, column: 9 },
  });
  expect(failed?.diagnostic.at).toEqual({
    workflow: "main",
    pointer: "/steps/0",
    span: { file: "wf.ts", line: 12, column: 3 },
  });
});

it("ends the whole process group at a timeout, even what ignores SIGTERM", async () => {
  using project = createProject();
  const script = "trap '' TERM; (trap '' TERM; sleep 20; echo late > late.txt) & sleep 20; echo late > late.txt";
  const result = await project.run(bundle({ steps: [shell("slow", script, { timeout: dur("PT1S") })] }));
  expect(failuresOf(result)).toEqual(['STV7125 The step "slow" did not end within its timeout of PT1S.']);
  const pid = readFileSync(join(project.dir, ".stave/runs", result.runId, "slow/attempt-1/claim"), "utf8").trim();
  await expect.poll(() => livingMembers(pid), { timeout: 120_000 }).toEqual([]);
  expect(existsSync(join(project.dir, "late.txt"))).toBe(false);
});

/** Processes of a group; one that ended but that nobody asked about yet is a zombie. */
function livingMembers(group: string): string[] {
  const lines = execFileSync("ps", ["-eo", "pgid=,stat=,args="], { encoding: "utf8" }).split("\n");
  return lines.filter((line) => new RegExp(`^\\s*${group}\\s+[^Z]`).test(line));
}

it("retries in real time and numbers its attempts", async () => {
  using project = createProject();
  const step = shell("flaky", 'test "$STAVE_ATTEMPT" = 3', {
    retry: { limit: 5, backoff: { kind: "fixed", delay: "PT0.01S" } },
  });
  const result = await project.run(bundle({ steps: [step] }));
  expect(result.steps[0]).toMatchObject({ status: "succeeded", attempts: 3 });
});

it("stops on abort, or leaves the run to be resumed", async () => {
  using project = createProject();
  const root = bundle({ steps: [shell("a", "echo > up; test -e go || sleep 30"), shell("b", "true", after("a"))] });
  const abortOnceUp = async (options: HostOptions): Promise<RunResult> => {
    const abort = new AbortController();
    const played = project.run(root, { ...options, signal: abort.signal });
    await expect.poll(() => existsSync(join(project.dir, "up")), { timeout: 120_000 }).toBe(true);
    rmSync(join(project.dir, "up"));
    abort.abort();
    return await played;
  };
  expect(await abortOnceUp({})).toMatchObject({
    status: "stopped",
    steps: [{ status: "stopped" }, { status: "not-run" }],
  });
  const left = await abortOnceUp({ onAbort: "suspend" });
  expect(left.status).toBe("running");
  project.write("go", "");
  const resumed = await resumeRun(left.runId, { projectDir: project.dir });
  expect(resumed).toMatchObject({ status: "succeeded", steps: [{ attempts: 2 }, { attempts: 1 }] });
});

it("calls the handlers of custom steps", async () => {
  using project = createProject();
  const step = (id: string, type: string) =>
    ({ kind: "custom", id, type, inputs: { n: { type: "int", value: int(4) } }, outputs: { n: "int" } }) as const;
  const custom = {
    double: ({ n }: Record<string, unknown>) => ({ n: Number(n) * 2 }),
    broken: () => Promise.reject(new Error("no luck")),
    odd: () => ({ n: 4n }),
  };
  const steps = [step("a", "double"), step("b", "broken"), step("c", "odd")];
  const result = await project.run(bundle({ steps }), { custom, maxProcesses: 1 });
  expect(result.steps[0]?.outputs).toEqual({ n: 8 });
  expect(failuresOf(result)).toEqual([
    'STV7131 The handler of "broken" failed in the step "b": no luck.',
    'STV7131 The handler of "odd" failed in the step "c": Do not know how to serialize a BigInt.',
  ]);
});

it("does not wait for a handler that does not heed its signal", async () => {
  using project = createProject();
  const steps = [work("deaf", {}, { timeout: dur("PT0.05S") })];
  const result = await project.run(bundle({ steps }), { custom: { work: () => new Promise(() => {}) } });
  expect(failuresOf(result)).toEqual(['STV7125 The step "deaf" did not end within its timeout of PT0.05S.']);
});

it("keeps at most so many processes at work", async () => {
  using project = createProject();
  const script = "echo + >> log; sleep 0.05; echo - >> log";
  await project.run(bundle({ steps: [1, 2, 3, 4, 5, 6].map((n) => shell(`s${n}`, script)) }), { maxProcesses: 2 });
  let now = 0;
  const depths = readFileSync(join(project.dir, "log"), "utf8")
    .trim()
    .split("\n")
    .map((line) => (now += line === "+" ? 1 : -1));
  expect(Math.max(...depths)).toBe(2);
});
