import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Step } from "@stave/ir-schema";
import { expect, it } from "vitest";
import { bundle, dur, int, ints, list } from "../build.js";
import { createProject, failuresOf } from "./project.js";

const pythonHarness = fileURLToPath(new URL("../../../python/stave/harness.py", import.meta.url));
const hasPython = spawnSync("python3", ["--version"]).status === 0;

const call = (fn: string, more: Partial<Extract<Step, { kind: "python" }>> = {}): Step => ({
  kind: "python",
  id: "call",
  module: "model.py",
  function: fn,
  returns: "result",
  inputs: { rows: { type: list("int"), value: ints(1, 2, 3) }, scale: { type: "int", value: int(10) } },
  outputs: { result: "float" },
  ...more,
});

const model = `
import time

def fit(rows: list[int], scale: int) -> float:
    print("fitting")
    return sum(rows) * scale / 2

def broken(rows: list[int], scale: int) -> float:
    raise ValueError("no rows like these")

def slow(rows: list[int], scale: int) -> float:
    time.sleep(30)
    return 0.0
`;

it.runIf(hasPython)("calls a function through the harness", async () => {
  using project = createProject();
  project.write("model.py", model);
  const { steps } = await project.run(bundle({ steps: [call("fit")] }), { pythonHarness });
  expect(steps[0]).toMatchObject({ status: "succeeded", outputs: { result: 30 } });
});

it.runIf(hasPython)("shows the user's exception, and ends a slow function at its timeout", async () => {
  using project = createProject();
  project.write("model.py", model);
  const broken = await project.run(bundle({ steps: [call("broken")] }), { pythonHarness });
  expect(failuresOf(broken)[0]).toMatch(
    /^STV7138 The step "call" failed: ValueError: no rows like these\n.*model\.py/s,
  );
  const slow = await project.run(bundle({ steps: [call("slow", { timeout: dur("PT0.5S") })] }), { pythonHarness });
  expect(failuresOf(slow)[0]).toMatch(/^STV7125/);
});

it("says what is missing: the interpreter, the harness, the module", async () => {
  using project = createProject();
  const play = async (options: object) => failuresOf(await project.run(bundle({ steps: [call("fit")] }), options))[0];
  expect(await play({ pythonHarness, python: "python9" })).toBe(
    'STV7135 The step "call" needs Python, but "python9" was not found.',
  );
  expect(await play({ pythonHarness: "/nowhere", python: "sh" })).toMatch(/^STV7136 .*not at \/nowhere/);
  expect(await play({ pythonHarness, python: "sh" })).toMatch(/^STV7137 .*model\.py, which is not in /);
});
