import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listRuns, readRun, runWorkflow } from "@stave/runtime-local";
import { expect, it } from "vitest";
import { after, bundle, ints, list, loop, noop, op, out, shell } from "../build.js";

it("plays shell steps, a loop and a gate", async () => {
  const projectDir = mkdtempSync(join(tmpdir(), "stave-"));
  const result = await runWorkflow({
    projectDir,
    bundle: bundle({
      steps: [
        shell("hello", 'echo "hi $2"; echo \'{"n": 3}\' > "$STAVE_OUTPUT"', {
          inputs: { who: { type: "string", value: { kind: "literal", type: "string", value: "you; rm -rf" } } },
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
        shell("never", "exit 1", {
          needs: [{ step: "each", when: op("<", out("hello", "n"), { kind: "literal", type: "int", value: 0 }) }],
        }),
      ],
      outputs: {
        ys: { type: list("int"), value: out("each", "ys") },
        text: { type: "string", value: out("hello", "stdout") },
      },
    }),
  });
  expect(result).toMatchObject({ status: "succeeded", outputs: { ys: [3, 6, 9], text: "hi you; rm -rf" } });
  expect(result.steps.map((step) => step.status)).toEqual(["succeeded", "succeeded", "skipped"]);
  expect(readRun(result.runId, { projectDir })).toEqual(result);
  expect(listRuns({ projectDir })).toMatchObject([{ id: result.runId, status: "succeeded", owner: null }]);
});
