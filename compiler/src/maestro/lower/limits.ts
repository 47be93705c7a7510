import type { Step } from "@stave/ir-schema";
import type { MaestroDefinition, MaestroStep, MaestroStepBody } from "../definition.js";
import type { LowerContext } from "./context.js";
import { cutHint } from "./cut-hint.js";

const MOST_STEPS = 300;
const MOST_BYTES = 256 * 1024;
const MOST_NESTED = 9;

/** Whether a workflow has too many steps before any is added; it is not lowered at all then. */
export function hasTooManySteps(context: LowerContext, steps: readonly Step[]): boolean {
  const count = countIrSteps(steps);
  if (count <= MOST_STEPS) return false;
  const cut = cutHint(steps, MOST_STEPS);
  report(context, `The workflow "${context.workflow.id}"`, `${count} steps`, `${MOST_STEPS}`, "/steps", cut);
  return true;
}

function countIrSteps(steps: readonly Step[]): number {
  let count = 0;
  for (const step of steps) {
    count += 1;
    if (step.kind === "foreach" || step.kind === "while") count += countIrSteps(step.steps);
  }
  return count;
}

/** Reports what the whole definition has too much of. */
export function checkLimits(context: LowerContext, definition: MaestroDefinition): void {
  const { steps } = definition.workflow;
  const what = `The workflow "${definition.workflow.id}"`;
  const count = countSteps(steps);
  const cut = count > MOST_STEPS ? cutHint(context.workflow.steps, MOST_STEPS / 2) : undefined;
  if (count > MOST_STEPS) report(context, what, `${count} steps`, `${MOST_STEPS}`, "/steps", cut);
  const depth = depthOf(steps);
  if (depth > MOST_NESTED) report(context, what, `${depth} levels of loops`, `${MOST_NESTED}`, "/steps");
  const bytes = bytesOf(definition);
  if (bytes > MOST_BYTES) report(context, what, `${bytes} bytes as a request`, `${MOST_BYTES}`, "", largest(steps));
}

function bytesOf(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}

function largest(steps: readonly MaestroStep[]): string {
  const sizes = steps.map((step) => ({ id: bodyOf(step)?.id ?? "", bytes: bytesOf(step) }));
  const [first, second] = sizes.sort((left, right) => right.bytes - left.bytes);
  const words = [first, second].flatMap((one) => (one === undefined ? [] : [`"${one.id}" (${one.bytes} bytes)`]));
  return `Hand long values over in files, or make subworkflows; the largest steps are ${words.join(" and ")}.`;
}

function report(
  context: LowerContext,
  what: string,
  found: string,
  limit: string,
  pointer: string,
  cut?: string,
): void {
  context.report("target-limit", { what, found, limit, cut }, pointer);
}

/** The body inside a step's wrapper. */
export function bodyOf(step: MaestroStep): MaestroStepBody | undefined {
  return Object.values(step)[0];
}

function nestedSteps(step: MaestroStep): readonly MaestroStep[] {
  return bodyOf(step)?.steps ?? [];
}

function countSteps(steps: readonly MaestroStep[]): number {
  return steps.reduce((total, step) => total + 1 + countSteps(nestedSteps(step)), 0);
}

function depthOf(steps: readonly MaestroStep[]): number {
  return steps.reduce((deepest, step) => {
    const inner = nestedSteps(step);
    return inner.length === 0 ? deepest : Math.max(deepest, 1 + depthOf(inner));
  }, 0);
}
