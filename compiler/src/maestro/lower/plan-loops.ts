import { type Expr, type ForeachStep, formatType, type NoopStep, type Type, type WhileStep } from "@stave/ir-schema";
import { isReadableName, referenceIdProblem } from "../names.js";
import type { LowerContext } from "./context.js";
import { createFrame, type Frame, type LoopPlan, type PlannedStep } from "./frame.js";
import { announceStep, checkVariables, planFirstValues } from "./last-values.js";
import { selText } from "./literal.js";
import { planSteps } from "./plan-steps.js";
import { stepParamText } from "./read-reference.js";
import { stepsRead } from "./site.js";
import { ELEMENT_WORDS, maestroType, scalarMaestroType } from "./type-map.js";

/** Settles the names in the bodies of all loops of a frame, and how the loops' outputs are read. */
export function planLoops(context: LowerContext, frame: Frame): void {
  for (const planned of frame.steps.values()) {
    if (planned.step.kind === "foreach") planned.loop = planForeach(context, frame, planned, planned.step);
    if (planned.step.kind === "while") planned.loop = planWhile(context, frame, planned, planned.step);
    if (planned.loop !== undefined) planLoops(context, planned.loop.body);
  }
}

function openBody(
  context: LowerContext,
  frame: Frame,
  planned: PlannedStep,
  variables: readonly { readonly name: string; readonly type: Type }[],
): Frame {
  const body = createFrame([...frame.readable, "loop_index", "condition"], frame, planned);
  for (const { name, type } of variables) {
    const isFree =
      (context.isAsWritten && name !== COUNT) ||
      (!body.readable.has(name) && isReadableName(name) && referenceIdProblem(name) === undefined);
    const own = isFree ? name : context.fresh(`${planned.step.id}_${name}`);
    body.variables.set(`${planned.step.id}.${name}`, { name: own, type });
    body.readable.add(own);
  }
  return body;
}

function planForeach(context: LowerContext, frame: Frame, planned: PlannedStep, step: ForeachStep): LoopPlan {
  for (const { name, type } of step.over) {
    if (scalarMaestroType(type) !== undefined && type !== "json") continue;
    const what = `the loop variable "${name}" of "${step.id}"`;
    const instead = "Loop over one text or number of each item, such as its id, and give the steps the whole list.";
    context.report("target-type", { what, type: formatType(type), instead }, `${planned.pointer}/over`);
  }
  const body = openBody(context, frame, planned, step.over);
  const computed = Object.entries(step.collect).filter(([, value]) => directOutput(step, value) === undefined);
  const gatherer = computed.length === 0 ? undefined : gatherStep(context.fresh(`${step.id}_collect`), step, computed);
  const steps = gatherer === undefined ? step.steps : [...step.steps, gatherer];
  planSteps(context, body, steps, `${planned.pointer}/steps`);
  const isCounted = step.over.some(({ in: list }) => list.kind !== "literal" || (list.value as unknown[]).length === 0);
  const count = isCounted && Object.keys(step.collect).length > 0 ? context.fresh(`${step.id}_count`) : undefined;
  planCollected(context, planned, step, body, gatherer, count);
  const lists = new Map(
    (count === undefined ? [] : step.over).map(({ name, type }) => {
      const variable = body.variables.get(`${step.id}.${name}`)?.name ?? name;
      return [variable, { name: context.fresh(`${variable}_items`), type: { kind: "list", of: type } as Type }];
    }),
  );
  return { body, steps, lists, ...(count !== undefined && { count }) };
}

/** A collected value that is just an output of a step of the body. */
function directOutput(step: ForeachStep, value: Expr): { readonly step: string; readonly name: string } | undefined {
  if (value.kind !== "output") return undefined;
  const source = step.steps.find((one) => one.id === value.step);
  const isPlain = source !== undefined && source.kind !== "subworkflow" && source.kind !== "foreach";
  return isPlain ? value : undefined;
}

function gatherStep(id: string, step: ForeachStep, computed: readonly (readonly [string, Expr])[]): NoopStep {
  const types = Object.fromEntries(computed.map(([name]) => [name, itemType(step.outputs[name])]));
  return {
    kind: "noop",
    id,
    needs: needsOf(
      computed.map(([, value]) => value),
      step.steps.map((one) => one.id),
    ),
    inputs: Object.fromEntries(computed.map(([name, value]) => [name, { type: types[name] ?? "json", value }])),
    outputs: types,
  };
}

/** Edges to all steps of a list that expressions read. */
export function needsOf(exprs: readonly Expr[], steps: readonly string[]): { readonly step: string }[] {
  const read = new Set(exprs.flatMap((expr) => [...stepsRead(expr)]));
  return steps.filter((id) => read.has(id)).map((step) => ({ step }));
}

function itemType(type: Type | undefined): Type {
  return typeof type === "object" && type.kind === "list" ? type.of : "json";
}

function planCollected(
  context: LowerContext,
  planned: PlannedStep,
  step: ForeachStep,
  body: Frame,
  gatherer: NoopStep | undefined,
  count: string | undefined,
): void {
  for (const [name, value] of Object.entries(step.collect)) {
    const type: Type = step.outputs[name] ?? { kind: "list", of: "json" };
    const source = directOutput(step, value) ?? { step: gatherer?.id ?? "", name };
    const param = body.steps.get(source.step)?.outputs.get(source.name)?.param;
    const word = isScalarList(type) ? ELEMENT_WORDS[maestroType(type) ?? "STRING"] : undefined;
    if (param === undefined || word === undefined) {
      if (!context.isRead(step.id, name)) continue;
      const what = `the output "${name}" of "${step.id}"`;
      context.report("target-type", { what, type: formatType(type) }, `${planned.pointer}/collect/${name}`);
      continue;
    }
    const read = `params.getFromForeach(${selText(step.id)}, ${selText(source.step)}, ${selText(param)})`;
    const guarded = (isLazy: boolean): string =>
      count === undefined ? read : `(${stepParamText(step.id, count, isLazy)} == 0 ? new ${word}[0] : ${read})`;
    planned.outputs.set(name, { type, read: guarded });
  }
}

function isScalarList(type: Type): boolean {
  return typeof type === "object" && type.kind === "list" && type.of !== "json";
}

function planWhile(context: LowerContext, frame: Frame, planned: PlannedStep, step: WhileStep): LoopPlan {
  if (!context.isAsWritten) checkVariables(context, planned, step);
  const variables = Object.entries(step.vars).map(([name, { type }]) => ({ name, type }));
  const withCount = step.limit === undefined ? variables : [...variables, { name: COUNT, type: "int" as const }];
  const body = openBody(context, frame, planned, withCount);
  const next = context.isAsWritten ? undefined : nextStep(context, step, body);
  const steps = [...step.steps, ...(next === undefined ? [] : [next])];
  const ending = context.endings.get(step.id);
  if (ending !== undefined && next !== undefined) {
    planFirstValues(planned, step, ending, body);
    steps.push(announceStep(context, step, next, body));
  }
  planSteps(context, body, steps, `${planned.pointer}/steps`, next?.id);
  return { body, steps, lists: new Map() };
}

/** The loop variable that counts iterations where the loop has a limit; no name of a user's has a space. */
export const COUNT = "iterations done";

function nextStep(context: LowerContext, step: WhileStep, body: Frame): NoopStep | undefined {
  const inputs: Record<string, { type: Type; value: Expr }> = {};
  for (const [name, { type, next }] of Object.entries(step.vars)) {
    const own = body.variables.get(`${step.id}.${name}`)?.name ?? name;
    inputs[own] = { type, value: next ?? { kind: "loop", step: step.id, name } };
  }
  const count = body.variables.get(`${step.id}.${COUNT}`)?.name;
  if (count !== undefined) inputs[count] = { type: "int", value: plusOne(step.id) };
  if (Object.keys(inputs).length === 0) return undefined;
  const values = Object.values(inputs).map((input) => input.value);
  const ids = step.steps.map((one) => one.id);
  const followed = new Set(step.steps.flatMap((one) => (one.needs ?? []).map((need) => need.step)));
  // It runs in every iteration, whatever was skipped: a root surely runs, and the rest is only waited for.
  const root = step.steps.find((one) => (one.needs ?? []).length === 0)?.id;
  const read = new Set(needsOf(values, ids).map((need) => need.step));
  const needs = ids.filter((id) => id === root || read.has(id) || !followed.has(id)).map((id) => ({ step: id }));
  return {
    kind: "noop",
    id: context.fresh(`${step.id}_next`),
    needs,
    join: "any",
    inputs,
    outputs: Object.fromEntries(Object.entries(inputs).map(([name, { type }]) => [name, type])),
  };
}

function plusOne(step: string): Expr {
  return {
    kind: "op",
    op: "+",
    args: [
      { kind: "loop", step, name: COUNT },
      { kind: "literal", type: "int", value: 1 },
    ],
  };
}
