import { assertInvariant, type Step } from "@stave/ir-schema";
import type { MaestroParam, MaestroStep } from "../definition.js";
import type { LowerContext } from "./context.js";
import type { Frame, PlannedStep } from "./frame.js";
import { guards } from "./hand-on.js";
import { lowerEdges } from "./joins.js";
import type { KindInput } from "./kubernetes-entries.js";
import { lowerContainer, lowerPython, lowerShell } from "./lower-container.js";
import { lowerCustom, lowerHttp, lowerNoop, lowerNotebook, lowerSleep, lowerSubworkflow } from "./lower-kinds.js";
import { lowerForeach, lowerWhile } from "./lower-loops.js";
import { assembleStep, type LoweredKind } from "./lower-step.js";
import { inOrder } from "./reach.js";

type LeafKind = Exclude<Step["kind"], "foreach" | "while">;

const leaves: { readonly [K in LeafKind]: (input: KindInput<Extract<Step, { kind: K }>>) => LoweredKind } = {
  python: lowerPython,
  shell: lowerShell,
  container: lowerContainer,
  notebook: lowerNotebook,
  http: lowerHttp,
  sleep: lowerSleep,
  noop: lowerNoop,
  custom: lowerCustom,
  subworkflow: lowerSubworkflow,
};

/** The steps of a frame whose names are settled, in the order they were given in. */
export function lowerFrame(context: LowerContext, frame: Frame, steps: readonly Step[]): readonly MaestroStep[] {
  const edges = lowerEdges(context, frame, steps);
  const lowered = new Map<string, MaestroStep>();
  for (const step of inOrder(steps)) {
    const planned = frame.steps.get(step.id);
    assertInvariant(planned !== undefined, "every step of a frame is planned");
    lowered.set(step.id, lowerStep(context, frame, planned, edges.successors.get(step.id) ?? {}));
  }
  // Last, when all is known that is handed in to the frame and so on to its loops.
  const guarded = steps.flatMap((step) => {
    const [planned, one] = [frame.steps.get(step.id), lowered.get(step.id)];
    return planned === undefined || one === undefined ? [] : [withParams(one, guards(context, frame, planned))];
  });
  return [...guarded, ...edges.gates];
}

function withParams(step: MaestroStep, more: Readonly<Record<string, MaestroParam>>): MaestroStep {
  const [entry] = Object.entries(step);
  if (entry === undefined || Object.keys(more).length === 0) return step;
  const [kind, { params, ...rest }] = entry;
  const { steps, ...head } = rest;
  return { [kind]: { ...head, params: { ...params, ...more }, ...(steps !== undefined && { steps }) } };
}

function lowerStep(
  context: LowerContext,
  frame: Frame,
  planned: PlannedStep,
  successors: Readonly<Record<string, string>>,
): MaestroStep {
  const { step, loop } = planned;
  if (loop === undefined) {
    const lower = leaves[step.kind as LeafKind] as (input: KindInput<Step>) => LoweredKind;
    return assembleStep(context, frame, planned, lower({ context, frame, planned, step }), successors);
  }
  // The body goes first: what it reads from outside becomes params of the loop step.
  const body = lowerFrame(context, loop.body, loop.steps);
  const kind =
    step.kind === "while"
      ? lowerWhile({ context, frame, planned, step }, loop)
      : step.kind === "foreach"
        ? lowerForeach({ context, frame, planned, step }, loop)
        : undefined;
  assertInvariant(kind !== undefined, "only foreach and while steps have a body");
  return assembleStep(context, frame, planned, { ...kind, after: { steps: body } }, successors);
}
