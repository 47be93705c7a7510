import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { type ProcessSpec, runProcess } from "../../src/executors/process.js";
import { createProject } from "./project.js";

const spec = (dir: string, script: string, signal = new AbortController().signal): ProcessSpec => ({
  dir,
  argv: ["/bin/sh", "-c", script],
  cwd: dir,
  env: process.env,
  signal,
  graceMillis: 10_000,
  started: () => {},
});

it("runs once, however many hosts start the same attempt", async () => {
  using project = createProject();
  const ends = await Promise.all(
    Array.from({ length: 8 }, () => runProcess(spec(project.dir, "echo ran >> ledger; sleep 0.1; exit 4"))),
  );
  expect(ends).toEqual(Array(8).fill({ exitCode: 4 }));
  expect(readFileSync(join(project.dir, "ledger"), "utf8")).toBe("ran\n");
});

it("adopts the end of an attempt that no host saw", async () => {
  using project = createProject();
  project.write("claim", "999999999\n");
  project.write("exit", "0\n");
  expect(await runProcess(spec(project.dir, "exit 1"))).toEqual({ exitCode: 0 });
});

it("calls lost what vanished, what another process's number hides, and what went down with the machine", async () => {
  const endOf = async (files: Record<string, string>) => {
    using project = createProject();
    for (const [name, text] of Object.entries(files)) project.write(name, text);
    return await runProcess(spec(project.dir, "echo again > again"));
  };
  expect(await endOf({ claim: "999999999\n" })).toEqual({ lost: true });
  expect(await endOf({ claim: `${process.pid}\n` })).toEqual({ lost: true });
  expect(await endOf({ claim: "" })).toEqual({ lost: true });
  expect(await endOf({ claim: "999999999\n", exit: "" })).toEqual({ lost: true });
  expect(await endOf({ claim: "999999999\n", exit: "143\n" })).toEqual({ lost: true });
});

it("tells an exit code from a signal", async () => {
  const endOf = async (script: string) => {
    using project = createProject();
    return await runProcess(spec(project.dir, script));
  };
  expect(await endOf("exit 75")).toEqual({ exitCode: 75 });
  expect(await endOf("exit 127")).toEqual({ exitCode: 127 });
  expect(await endOf("kill -TERM $$")).toEqual({ killedBy: "SIGTERM" });
  expect(await endOf("kill -SEGV $$")).toEqual({ killedBy: "SIGSEGV" });
});

it("stops politely first", async () => {
  using project = createProject();
  const abort = new AbortController();
  const script = "trap 'echo bye > bye; exit 0' TERM; echo up > up; while :; do sleep 0.02; done";
  const running = runProcess(spec(project.dir, script, abort.signal));
  await expect.poll(() => existsSync(join(project.dir, "up")), { timeout: 120_000 }).toBe(true);
  abort.abort();
  expect(await running).toEqual({ exitCode: 0 });
  expect(readFileSync(join(project.dir, "bye"), "utf8")).toBe("bye\n");
});
