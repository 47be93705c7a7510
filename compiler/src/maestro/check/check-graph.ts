import type { Reporter } from "../findings/reporter.js";
import { didYouMean } from "../model/closest.js";
import type { DefinitionModel, StepModel } from "../model/definition-model.js";
import { plainValue } from "../model/source-node.js";
import { graphFacts } from "./graph-facts.js";

const MOST_STEPS = 300;
const MOST_BYTES = 262_144;
const DEEPEST = 9;

/** Checks ids, edges and the amount of everything. */
export function checkGraph(reporter: Reporter, definition: DefinitionModel): void {
  const { workflow } = definition;
  const all = allSteps(workflow.steps);
  checkAmounts(reporter, definition, all);
  checkUnique(reporter, all);
  checkLevel(reporter, workflow.steps, all, "of the workflow");
  if (workflow.stepsAt?.isEmpty === true) {
    reporter.report("noSteps", workflow.stepsAt, { where: "The workflow" });
  }
  for (const step of all) {
    if (step.kind !== "foreach" && step.kind !== "while") continue;
    checkLevel(reporter, step.steps ?? [], all, `of the loop "${step.id}"`);
    if (step.stepsAt === undefined) {
      const key = definition.form === "dsl" ? "jobs" : "steps";
      reporter.report("missingKey", step.spot, { where: `The loop "${step.id}"`, key });
    } else if ((step.steps ?? []).length === 0) {
      reporter.report("emptyBody", step.stepsAt, { id: step.id });
    }
  }
}

/** A list of steps and all nested in them. */
export function allSteps(steps: readonly StepModel[]): readonly StepModel[] {
  return steps.flatMap((step) => [step, ...allSteps(step.steps ?? [])]);
}

function checkAmounts(reporter: Reporter, definition: DefinitionModel, all: readonly StepModel[]): void {
  const { workflow } = definition;
  if (all.length > MOST_STEPS) reporter.report("tooManySteps", workflow.spot, { found: all.length });
  const bytes = new TextEncoder().encode(JSON.stringify(plainValue(definition.node))).length;
  if (bytes > MOST_BYTES) reporter.report("tooManyBytes", workflow.spot, { found: bytes });
  reportDepth(reporter, workflow.steps, 1);
}

function reportDepth(reporter: Reporter, steps: readonly StepModel[], depth: number): void {
  for (const step of steps) {
    const isNest = step.kind !== "step" && step.kind !== "template";
    if (isNest && depth > DEEPEST) reporter.report("nestedTooDeep", step.spot, { found: depth });
    else reportDepth(reporter, step.steps ?? [], depth + 1);
  }
}

function checkUnique(reporter: Reporter, all: readonly StepModel[]): void {
  const seen = new Set<string>();
  for (const step of all) {
    if (step.id !== "" && seen.has(step.id)) reporter.report("repeatedStep", step.spot, { id: step.id });
    seen.add(step.id);
  }
}

function checkLevel(reporter: Reporter, steps: readonly StepModel[], all: readonly StepModel[], place: string): void {
  const ids = new Set(steps.map((step) => step.id));
  for (const step of steps) {
    for (const edge of step.edges) {
      if (ids.has(edge.to)) continue;
      const advice = all.some(({ id }) => id === edge.to)
        ? "That step stands at another level; edges stay within one."
        : didYouMean(edge.to, ids);
      reporter.report("unknownSuccessor", edge.spot, { from: step.id, to: edge.to, place, advice });
    }
  }
  checkPredecessors(reporter, steps);
  const { cycle, never } = graphFacts(steps);
  const first = steps.find((step) => step.id === cycle[0]);
  if (first !== undefined) reporter.report("cycle", first.spot, { cycle: cycle.join(" → ") });
  for (const step of steps) if (never.has(step.id)) reporter.report("unreachableStep", step.spot, { id: step.id });
}

function checkPredecessors(reporter: Reporter, steps: readonly StepModel[]): void {
  for (const { id, predecessors } of steps) {
    if (predecessors === undefined || predecessors.value.length === 0) continue;
    const computed = new Set(steps.filter((one) => one.edges.some(({ to }) => to === id)).map((one) => one.id));
    const given = new Set(predecessors.value);
    const isSame = given.size === predecessors.value.length && given.size === computed.size;
    if (isSame && [...given].every((one) => computed.has(one))) continue;
    const place = { start: predecessors.node.start, end: predecessors.node.end, pointer: predecessors.pointer };
    reporter.report("predecessorsDiffer", place, {
      id,
      found: list(predecessors.value),
      expected: list([...computed]),
    });
  }
}

function list(ids: readonly string[]): string {
  return ids.length === 0 ? "(none)" : ids.join(", ");
}
