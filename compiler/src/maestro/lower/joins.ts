import type { Expr, Need, Step } from "@stave/ir-schema";
import type { MaestroStep } from "../definition.js";
import type { LowerContext } from "./context.js";
import type { Frame, PlannedStep } from "./frame.js";
import { lowerCondition, lowerPartCondition } from "./lower-value.js";
import { inOrder, planReach } from "./reach.js";
import { ranCondition } from "./read-reference.js";
import { conditionSite, type Site, stepsRead } from "./site.js";

/** The edges of a frame by the step they leave, and the steps added to decide a join. */
export interface LoweredEdges {
  readonly successors: ReadonlyMap<string, Readonly<Record<string, string>>>;
  readonly gates: readonly MaestroStep[];
}

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly condition: string;
}

/**
 * Turns needs into Maestro's transitions. Maestro waits for all predecessors and then asks whether any edge
 * is true, so a join of `all` with more than one doubtful need gets a step of its own that decides.
 */
export function lowerEdges(context: LowerContext, frame: Frame, steps: readonly Step[]): LoweredEdges {
  const { before } = planReach(steps);
  const edges: Edge[] = [];
  const gates: MaestroStep[] = [];
  for (const step of inOrder(steps)) {
    const needs = (step.needs ?? []).filter((need) => frame.steps.has(need.step));
    const doubtful = needs.filter((need) => isDoubtful(frame, need));
    if (needsGate(frame, step, needs, doubtful, before)) {
      gates.push(addGate(context, frame, step, needs, edges));
    } else {
      edges.push(...needs.map((need) => plainEdge(context, frame, step, need, doubtful)));
    }
  }
  return { successors: bySource(edges, steps), gates };
}

function isDoubtful(frame: Frame, need: Need): boolean {
  return need.when !== undefined || frame.steps.get(need.step)?.isCertain !== true;
}

function needsGate(
  frame: Frame,
  step: Step,
  needs: readonly Need[],
  doubtful: readonly Need[],
  before: ReadonlyMap<string, ReadonlySet<string>>,
): boolean {
  const isBlind = needs.some(
    (need) =>
      need.when !== undefined &&
      [...stepsRead(need.when)].some(
        (id) => frame.steps.has(id) && (id === need.step ? isReadLater(frame, id) : !before.get(need.step)?.has(id)),
      ),
  );
  if (isBlind) return true;
  const isDouble = new Set(needs.map((need) => need.step)).size < needs.length;
  return isDouble || (step.join !== "any" && doubtful.length > 1);
}

/** Whether what a step gives, a foreach or a subworkflow, can be read in other steps only, not in its own conditions. */
function isReadLater(frame: Frame, id: string): boolean {
  const outputs = [...(frame.steps.get(id)?.outputs.values() ?? [])];
  return outputs.some(({ param, own }) => param === undefined && own === undefined);
}

function plainEdge(context: LowerContext, frame: Frame, step: Step, need: Need, doubtful: readonly Need[]): Edge {
  const decides = step.join === "any" || doubtful.length === 0 || doubtful.includes(need);
  const from = frame.steps.get(need.step);
  const condition =
    !decides || from === undefined
      ? "false"
      : need.when === undefined
        ? "true"
        : (lowerCondition(context, at(conditionSite(frame, from), step, frame), need.when, `step "${step.id}"`) ??
          "false");
  return { from: need.step, to: step.id, condition };
}

function at(site: Site, step: Step, frame: Frame): Site {
  return { ...site, pointer: frame.steps.get(step.id)?.pointer ?? site.pointer };
}

function addGate(context: LowerContext, frame: Frame, step: Step, needs: readonly Need[], edges: Edge[]): MaestroStep {
  const id = context.fresh(`${step.id}_ready`);
  const ready = joinCondition(context, frame, step, needs);
  const sources = new Set(needs.map((need) => need.step));
  const hasCertain = [...sources].some((source) => frame.steps.get(source)?.isCertain === true);
  if (!hasCertain) sources.add(firstRoot(frame));
  for (const from of sources) edges.push({ from, to: id, condition: "true" });
  return {
    step: {
      id,
      type: "NoOp",
      transition: { successors: { [step.id]: "ready" } },
      params: { ready: { type: "BOOLEAN", expression: `${ready};` } },
    },
  };
}

function firstRoot(frame: Frame): string {
  const root = [...frame.steps.values()].find((planned) => (planned.step.needs ?? []).length === 0);
  return root?.step.id ?? "";
}

function joinCondition(context: LowerContext, frame: Frame, step: Step, needs: readonly Need[]): string {
  const parts = needs.map((need) => needCondition(context, frame, step, need)).filter((part) => part !== "true");
  if (step.join === "any") {
    return parts.length < needs.length ? "true" : parts.map((part) => `(${part})`).join(" || ");
  }
  return parts.length === 0 ? "true" : parts.reduceRight((rest, part) => `(${part}) ? (${rest}) : false`);
}

function needCondition(context: LowerContext, frame: Frame, step: Step, need: Need): string {
  const ran = ranCondition(frame, need.step);
  if (need.when === undefined) return ran;
  const planned = frame.steps.get(step.id);
  const when = laterCondition(context, frame, planned, need.when);
  return ran === "true" ? when : `(${ran}) ? (${when}) : false`;
}

/** A condition read after the fact, where each step it reads may have been skipped. */
function laterCondition(context: LowerContext, frame: Frame, step: PlannedStep | undefined, when: Expr): string {
  const site: Site = {
    frame,
    functions: true,
    steps: true,
    signals: true,
    isLazy: (id) => frame.steps.get(id)?.isCertain !== true,
    place: `the conditions before "${step?.step.id}"`,
    pointer: step?.pointer ?? "",
  };
  return lowerPartCondition(context, site, when, `step "${step?.step.id}"`) ?? "false";
}

function bySource(
  edges: readonly Edge[],
  steps: readonly Step[],
): ReadonlyMap<string, Readonly<Record<string, string>>> {
  const successors = new Map<string, Record<string, string>>(steps.map((step) => [step.id, {}]));
  for (const { from, to, condition } of edges) {
    const known = successors.get(from);
    if (known !== undefined) known[to] = condition;
  }
  return successors;
}
