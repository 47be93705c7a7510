import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { listRuns, resumeRun, runWorkflow } from "@stave/runtime-local";
import { expect, it } from "vitest";
import { bundle, ints, noop, shell, str, work } from "../build.js";
import { createProject, failuresOf } from "./project.js";

const one = bundle({ steps: [noop("a")] });

it("refuses what it cannot play before anything runs", async () => {
  using project = createProject();
  const steps = [
    { kind: "container", id: "c", inputs: {}, outputs: {} },
    {
      kind: "foreach",
      id: "f",
      over: [],
      steps: [{ kind: "notebook", id: "n", path: "x.ipynb", inputs: {}, outputs: {} }],
      collect: {},
      outputs: {},
    },
    work("w"),
  ] as const;
  const found = await project
    .run(bundle({ steps }))
    .catch((error: unknown) => error as { diagnostics: { code: string; at: object }[] });
  expect("diagnostics" in found && found.diagnostics.map(({ code, at }) => [code, at])).toMatchObject([
    ["STV7129", { pointer: "/steps/0" }],
    ["STV7129", { pointer: "/steps/1/steps/0" }],
    ["STV7130", { pointer: "/steps/2" }],
  ]);
  expect(listRuns({ projectDir: project.dir })).toEqual([]);
});

it("says that the state cannot be written", async () => {
  using project = createProject();
  const file = project.write("file", "");
  await expect(runWorkflow({ bundle: one, projectDir: project.dir, stateDir: join(file, "state") })).rejects.toThrow(
    /STV7150.*ENOTDIR/,
  );
  mkdirSync(join(project.dir, "odd", "state.db"), { recursive: true });
  await expect(
    runWorkflow({ bundle: one, projectDir: project.dir, stateDir: join(project.dir, "odd") }),
  ).rejects.toThrow(/STV7150/);
});

it("says that the store is broken, and leaves it alone", async () => {
  using project = createProject();
  mkdirSync(join(project.dir, ".stave"));
  project.write(".stave/state.db", "this is not a database, it is a text of some length, repeated ".repeat(100));
  await expect(project.run(one)).rejects.toThrow(/STV7152 ?.*state\.db cannot be read/);
});

it("names a run that is not there, and the process that plays one", async () => {
  using project = createProject();
  await expect(resumeRun("nope", { projectDir: project.dir })).rejects.toThrow(/STV7153.*"nope"/);
  const abort = new AbortController();
  const playing = project.run(bundle({ steps: [shell("s", "sleep 30")] }), { signal: abort.signal });
  const [row] = listRuns({ projectDir: project.dir });
  await expect(resumeRun(row?.id ?? "", { projectDir: project.dir })).rejects.toThrow(
    `STV7154: The run "${row?.id}" is being played by the process ${process.pid}.`,
  );
  abort.abort();
  await playing;
});

const canMount = process.getuid?.() === 0 && spawnSync("mount", ["--version"]).status === 0;

it.runIf(canMount)("says that the disk is full, ends its processes, and goes on once there is room", async () => {
  using project = createProject();
  const state = join(project.dir, ".stave");
  mkdirSync(state);
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=400k", "tmpfs", state]).status === 0;
  if (!mounted) return;
  try {
    const steps = [
      shell("slow", "test -e go || sleep 30"),
      {
        kind: "foreach" as const,
        id: "many",
        over: [{ name: "x", type: "int" as const, in: ints(...Array(3000).keys()) }],
        steps: [noop("tick")],
        collect: {},
        outputs: {},
      },
    ];
    await expect(project.run(bundle({ steps }))).rejects.toThrow(/STV7151.*state\.db is full/);
    execFileSync("mount", ["-o", "remount,size=50m", state]);
    project.write("go", "");
    const [row] = listRuns({ projectDir: project.dir });
    const result = await resumeRun(row?.id ?? "", { projectDir: project.dir });
    expect(result).toMatchObject({
      status: "succeeded",
      steps: [{ attempts: 2 }, { iterations: { succeeded: 3000 } }],
    });
  } finally {
    execFileSync("umount", ["-l", state]);
  }
});

it("says that an input is too long for a command line", async () => {
  using project = createProject();
  const text = { type: "string" as const, value: str("x".repeat(3_000_000)) };
  const result = await project.run(bundle({ steps: [shell("long", "true", { inputs: { text } })] }));
  expect(failuresOf(result)[0]).toMatch(/^STV7139 The step "long" could not be started: .*E2BIG/);
});
