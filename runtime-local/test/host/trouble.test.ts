import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { listRuns, resumeRun, runWorkflow } from "@stave/runtime-local";
import { expect, it } from "vitest";
import { bundle, noop, shell, work } from "../build.js";
import { createProject } from "./project.js";

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
