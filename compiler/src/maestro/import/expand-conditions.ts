import type { Expr, Need, NoopStep, Step } from "@stave/ir-schema";

/** A branch to write around steps: its gate and what stands inside. */
export interface Branch {
  readonly gate: NoopStep;
  readonly inside: readonly Step[];
}

/** What is written one after the other in a body: steps, and branches around steps. */
export type Written = Step | Branch;

/** Whether it is a branch. */
export function isBranch(written: Written): written is Branch {
  return "gate" in written;
}

/**
 * The steps of a list, each after what it needs, with every condition on an edge as a branch: around the step
 * itself where that has no other edge, else around a step that stands for the edge.
 */
export function expandConditions(steps: readonly Step[], fresh: (wanted: string) => string): readonly Written[] {
  return steps.flatMap((step): readonly Written[] => {
    const needs = step.needs ?? [];
    const [only] = needs;
    if (needs.length === 1 && only?.when !== undefined) {
      const gate = gateOf(fresh(`${step.id}_if`), only, only.when);
      const { join: _join, ...rest } = step;
      return [{ gate, inside: [{ ...rest, needs: [] } as Step] }];
    }
    const branches: Branch[] = [];
    const own = needs.map((need): Need => {
      if (need.when === undefined) return need;
      const id = fresh(`${need.step}_to_${step.id}`);
      const taken: NoopStep = { kind: "noop", id: `${id}_taken`, inputs: {}, outputs: {}, extensions: EDGE };
      branches.push({ gate: gateOf(id, need, need.when), inside: [taken] });
      return { step: taken.id };
    });
    return [...branches, needs.length === 0 ? step : ({ ...step, needs: own } as Step)];
  });
}

const EDGE = { maestro: { isEdge: true } };

function gateOf(id: string, need: Need, condition: Expr): NoopStep {
  return {
    kind: "noop",
    id,
    needs: [{ step: need.step }],
    inputs: { condition: { type: "bool", value: condition } },
    outputs: { condition: "bool" },
    extensions: EDGE,
  };
}
