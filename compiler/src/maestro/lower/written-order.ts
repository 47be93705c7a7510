import type { Step } from "@stave/ir-schema";
import { maestroExtension } from "./extensions.js";

/** Steps, and those in the bodies of loops, in the order a definition has them where they were written in another. */
export function inWrittenOrder(steps: readonly Step[], order: readonly string[] | undefined): readonly Step[] {
  const whole = steps.map(withOrderedBody);
  if (order === undefined) return whole;
  const position = new Map(order.map((id, at) => [id, at]));
  const last = order.length;
  return whole.sort((left, right) => (position.get(left.id) ?? last) - (position.get(right.id) ?? last));
}

function withOrderedBody(step: Step): Step {
  if (step.kind !== "foreach" && step.kind !== "while") return step;
  return { ...step, steps: inWrittenOrder(step.steps, maestroExtension(step.extensions).steps) };
}
