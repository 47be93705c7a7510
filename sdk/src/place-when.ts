import type { Expr, Input, Type } from "@stave/ir-schema";
import { type Body, finish, noteContainer } from "./container.js";
import type { Arm } from "./context.js";
import type { StepOptions } from "./options.js";
import { conditionExpr, negated, noteSite, placeStep, type Spot } from "./placing.js";
import { isRef } from "./ref.js";
import { partOf, type Site } from "./sites.js";

/** Places the gate of a branch and its first arm; gives the arms' results and a way to the other arm. */
export function placeWhen(
  spot: Spot,
  id: string,
  condition: unknown,
  body: Body,
  options: StepOptions,
  site: Site | undefined,
): object {
  const outputs: Record<string, Type> = { condition: "bool" };
  const placed = placeStep(spot, id, outputs);
  noteContainer(placed, site, 3);
  const { context } = placed.scope;
  const pointer = `${placed.pointer}/inputs/condition`;
  noteSite(context, pointer, partOf(site, 1));
  const asked = conditionExpr(placed, condition, pointer, `branch "${id}"`);
  const refs = isRef(condition) ? [condition] : [];
  const inputs: Record<string, Input> = { condition: { type: "bool", value: asked } };
  spot.scope.steps.push({ kind: "noop", id, ...finish(placed, options, refs), inputs, outputs } as never);
  const answer: Expr = { kind: "output", step: id, name: "condition" };
  const arm = (when: Expr): Arm => ({ parent: spot.arm, gate: id, when });
  const result = body({ scope: spot.scope, arm: arm(answer) });
  const base = typeof result === "object" && result !== null ? result : {};
  return Object.create(base, {
    otherwise: { value: (other: Body) => other({ scope: spot.scope, arm: arm(negated(answer)) }) },
  });
}
