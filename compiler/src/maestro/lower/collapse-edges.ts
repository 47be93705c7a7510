import type { Expr, Need, Step } from "@stave/ir-schema";
import { maestroExtension } from "./extensions.js";

/**
 * Takes out the steps that stand for nothing but a condition on an edge. An imported workflow writes such an
 * edge as a branch, since the builders have no other word for it.
 */
export function collapseEdges(steps: readonly Step[]): readonly Step[] {
  const edges = new Map(steps.filter(isEdge).map((step) => [step.id, step]));
  const kept = steps.filter((step) => !edges.has(step.id)).map(collapseBody);
  if (edges.size === 0) return kept;
  return kept.map((step) => {
    const needs = (step.needs ?? []).flatMap((need) => resolve(need, edges));
    return needs.length === 0 ? step : { ...step, needs };
  });
}

function isEdge(step: Step): boolean {
  return step.kind === "noop" && maestroExtension(step.extensions).isEdge === true;
}

function collapseBody(step: Step): Step {
  if (step.kind !== "foreach" && step.kind !== "while") return step;
  const { steps } = maestroExtension(step.extensions);
  return { ...step, steps: inWrittenOrder(collapseEdges(step.steps), steps) };
}

function resolve(need: Need, edges: ReadonlyMap<string, Step>): readonly Need[] {
  const edge = edges.get(need.step);
  if (edge === undefined) return [need];
  const condition: Expr | undefined = edge.kind === "noop" ? edge.inputs["condition"]?.value : undefined;
  return (edge.needs ?? []).flatMap((before) =>
    resolve(condition === undefined ? before : { step: before.step, when: condition }, edges),
  );
}

/** Steps in the order a definition has them, where that is not the order they were written in. */
export function inWrittenOrder(steps: readonly Step[], order: readonly string[] | undefined): readonly Step[] {
  if (order === undefined) return steps;
  const position = new Map(order.map((id, at) => [id, at]));
  const last = order.length;
  return [...steps].sort((left, right) => (position.get(left.id) ?? last) - (position.get(right.id) ?? last));
}
