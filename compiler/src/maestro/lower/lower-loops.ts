import type { ForeachStep, WhileStep } from "@stave/ir-schema";
import type { MaestroParam } from "../definition.js";
import type { LowerContext } from "./context.js";
import type { Frame, LoopPlan, PlannedStep } from "./frame.js";
import type { KindInput } from "./kubernetes-entries.js";
import type { LoweredKind } from "./lower-step.js";
import { lowerCondition, lowerExpr, lowerHandedOn, terminate } from "./lower-value.js";
import { COUNT } from "./plan-loops.js";
import { type LoweredExpr, paramSite, type Site } from "./site.js";

const MOST_CONCURRENT = 500;

/** A foreach step without its body. */
export function lowerForeach({ context, frame, planned, step }: KindInput<ForeachStep>, plan: LoopPlan): LoweredKind {
  const lists: Record<string, MaestroParam> = {};
  const loop: Record<string, MaestroParam> = {};
  step.over.forEach(({ name, type, in: list }, position) => {
    const site = { ...paramSite(frame, planned), pointer: `${planned.pointer}/over/${position}/in` };
    const lowered = lowerHandedOn(
      context,
      site,
      list,
      { kind: "list", of: type },
      `the list of "${name}" in "${step.id}"`,
    );
    if (lowered === undefined) return;
    const variable = plan.body.variables.get(`${step.id}.${name}`)?.name ?? name;
    const own = plan.lists.get(variable)?.name;
    if (own === undefined) {
      loop[variable] = lowered;
    } else {
      lists[own] = lowered;
      loop[variable] = { type: lowered.type, expression: `${own};` };
    }
  });
  const count = countParam(plan, Object.keys(lists));
  return {
    wrapper: "foreach",
    keys: foreachKeys(context, planned, step),
    params: { ...lists, ...count, loop_params: { type: "MAP", value: loop } },
  };
}

function countParam(plan: LoopPlan, lists: readonly string[]): Record<string, MaestroParam> {
  if (plan.count === undefined) return {};
  const product = lists.map((list) => `${list}.length`).join(" * ");
  return { [plan.count]: { type: "LONG", expression: `${product};` } };
}

function foreachKeys(context: LowerContext, planned: PlannedStep, step: ForeachStep): Record<string, unknown> {
  if (step.concurrency !== undefined && step.concurrency > MOST_CONCURRENT) {
    const what = `The concurrency of "${step.id}"`;
    context.report(
      "target-limit",
      { what, found: String(step.concurrency), limit: String(MOST_CONCURRENT) },
      `${planned.pointer}/concurrency`,
    );
  }
  return {
    ...(step.concurrency !== undefined && { concurrency: step.concurrency }),
    ...(step.strictOrder === true && { strict_ordering: true }),
  };
}

/** A while step without its body. */
export function lowerWhile({ context, frame, planned, step }: KindInput<WhileStep>, plan: LoopPlan): LoweredKind {
  const loop: Record<string, MaestroParam> = {};
  for (const [name, { type, init }] of Object.entries(step.vars)) {
    const site = { ...paramSite(frame, planned), pointer: `${planned.pointer}/vars/${name}/init` };
    const lowered = lowerHandedOn(context, site, init, type, `the start of "${name}" in "${step.id}"`);
    const variable = plan.body.variables.get(`${step.id}.${name}`)?.name ?? name;
    if (lowered !== undefined) loop[variable] = lowered;
  }
  const count = plan.body.variables.get(`${step.id}.${COUNT}`)?.name;
  if (count !== undefined) loop[count] = { type: "LONG", value: 0 };
  const site = whileSite(plan.body, planned);
  const condition =
    count === undefined
      ? lowerCondition(context, site, step.condition, `the loop "${step.id}"`)
      : limited(step, count, lowerExpr(context, site, step.condition, `the loop "${step.id}"`));
  const text = condition ?? "false";
  return {
    wrapper: "while",
    keys: { condition: context.isAsWritten ? text : terminate(text) },
    params: { loop_params: { type: "MAP", value: loop } },
  };
}

/** Sees the loop variables, the workflow's names and the while step's own params, and no functions. */
function whileSite(body: Frame, planned: PlannedStep): Site {
  return {
    frame: body,
    functions: false,
    steps: false,
    signals: false,
    isLazy: () => false,
    guarding: planned,
    place: `the condition of "${planned.step.id}"`,
    pointer: `${planned.pointer}/condition`,
  };
}

function limited(step: WhileStep, count: string, condition: LoweredExpr | undefined): string | undefined {
  if (condition === undefined) return undefined;
  const message = `the loop ${step.id} wants more than ${step.limit} iterations`.replace(/'/g, "");
  const test = `if (goes_on && (${count} >= ${step.limit})) { throw '${message}'; }`;
  return `${condition.setup} goes_on = ${condition.value}; ${test} return goes_on;`.trim();
}
