import type { Step } from "@stave/ir-schema";
import { expect, it } from "vitest";
import { lowerWorkflow } from "../../src/maestro/index.js";

/** A chain in which each step reads the one before it, except where nothing does. */
function chain(count: number, breakAt: number): readonly Step[] {
  return Array.from({ length: count }, (_, at): Step => {
    const isRead = at > 0 && at !== breakAt;
    return {
      kind: "noop",
      id: `s${at}`,
      inputs: isRead ? { x: { type: "int", value: { kind: "output", step: `s${at - 1}`, name: "x" } } } : {},
      outputs: { x: "int" },
      ...(at > 0 && { needs: [{ step: `s${at - 1}` }] }),
    };
  });
}

function hintOf(steps: readonly Step[]): string | undefined {
  const { diagnostics } = lowerWorkflow({ ir: "1.0", workflow: { id: "wf", steps: [...steps] } });
  expect(diagnostics.map(({ code }) => code)).toEqual(["STV6007"]);
  return diagnostics[0]?.hint;
}

it("says where a workflow with too many steps is best cut", () => {
  expect(hintOf(chain(400, 222))).toBe('Make a subworkflow of the 222 steps up to "s221": no value goes across.');
  expect(hintOf(chain(400, 50))).toBe('Make a subworkflow of the 300 steps up to "s299": what goes across is s299.x.');
});

it("names the largest steps of a definition with too many bytes", () => {
  const text = (id: string, length: number): Step => ({
    kind: "noop",
    id,
    inputs: { x: { type: "string", value: { kind: "literal", type: "string", value: "x".repeat(length) } } },
    outputs: {},
  });
  expect(hintOf([text("a", 100), text("b", 200_000), text("c", 90_000)])).toMatch(
    /^Hand long values over in files, or make subworkflows; the largest steps are "b" \(200\d+ bytes\) and "c"/,
  );
});
