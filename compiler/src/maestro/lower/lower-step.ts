import { type Expr, type Input, type Step, type Type, withoutNull } from "@stave/ir-schema";
import type { MaestroParam, MaestroStep, MaestroStepKind } from "../definition.js";
import type { LowerContext } from "./context.js";
import { maestroExtension, merged, mergedParams } from "./extensions.js";
import type { Frame, PlannedStep } from "./frame.js";
import { handsOn, withDollar } from "./hand-on.js";
import { lowerTimeout } from "./lower-duration.js";
import { lowerRetry } from "./lower-retry.js";
import { lowerEmits, lowerWaits } from "./lower-signals.js";
import { lowerHandedOn, lowerParam } from "./lower-value.js";
import { NULL_TEXT, nullableScalar } from "./nullable.js";
import { paramSite } from "./site.js";
import { isJsonText, maestroType } from "./type-map.js";

/** What the lowering of one kind of step gives besides what all steps have. */
export interface LoweredKind {
  readonly wrapper: MaestroStepKind;
  /** Keys of the step beside `params`. */
  readonly keys: Readonly<Record<string, unknown>>;
  /** Params of the kind, after the inputs and outputs. */
  readonly params: Readonly<Record<string, MaestroParam>>;
  readonly after?: Readonly<Record<string, unknown>>;
}

const failureModes = {
  "fail-after-running": undefined,
  "fail-now": "FAIL_IMMEDIATELY",
  ignore: "IGNORE_FAILURE",
} as const;

/** A step in Maestro's form, from what its kind gave. */
export function assembleStep(
  context: LowerContext,
  frame: Frame,
  planned: PlannedStep,
  kind: LoweredKind,
  successors: Readonly<Record<string, string>>,
): MaestroStep {
  const { step } = planned;
  const own = { ...lowerInputs(context, frame, planned), ...outputParams(planned) };
  const signals = lowerSignals(context, frame, planned);
  const extension = maestroExtension(step.extensions);
  const first = context.isAsWritten && step.kind === "subworkflow" ? kind.params : {};
  const given = { ...Object.fromEntries(planned.carried), ...first, ...own, ...kind.params };
  const params = mergedParams(step.kind === "subworkflow" ? withDollar(given) : given, extension);
  const mode = step.onFailure === undefined ? undefined : failureModes[step.onFailure];
  const body = {
    id: step.id,
    ...(step.name !== undefined && { name: step.name }),
    ...(step.description !== undefined && { description: step.description }),
    ...kind.keys,
    ...(step.tags !== undefined && step.tags.length > 0 && { tags: step.tags }),
    ...(mode !== undefined && { failure_mode: mode }),
    ...timeoutOf(context, frame, planned),
    ...retryOf(context, planned, kind.wrapper),
    ...signals,
    ...(Object.keys(successors).length > 0 && { transition: { successors } }),
    ...(Object.keys(params).length > 0 && { params }),
    ...kind.after,
  };
  return { [kind.wrapper]: merged(body, extension.members) };
}

function lowerInputs(context: LowerContext, frame: Frame, planned: PlannedStep): Record<string, MaestroParam> {
  const params: Record<string, MaestroParam> = {};
  const inputs: Readonly<Record<string, Input>> = "inputs" in planned.step ? planned.step.inputs : {};
  for (const [name, param] of planned.inputs) {
    const input = inputs[name];
    if (input === undefined || (isLeftOut(input) && !holdsNull.has(planned.step.kind))) continue;
    const site = { ...paramSite(frame, planned, param), pointer: `${planned.pointer}/inputs/${name}/value` };
    const lower = handsOn(context, planned.step) || planned.isNext ? lowerHandedOn : lowerParam;
    const lowered = lower(context, site, input.value, input.type, `the input "${name}" of "${planned.step.id}"`);
    if (lowered !== undefined) params[param] = lowered;
  }
  return params;
}

/** Kinds whose inputs are read by name afterwards, so that each must be there. */
const holdsNull: ReadonlySet<Step["kind"]> = new Set(["noop", "subworkflow"]);

/** A null given to an argument that takes null is left out, since Maestro has no null. */
export function isLeftOut(input: { readonly type: Type; readonly value: Expr }): boolean {
  const isNullable = typeof input.type === "object" && input.type.kind === "nullable";
  return isNullable && input.value.kind === "literal" && input.value.value === null;
}

const emptyValues: Readonly<Record<string, unknown>> = {
  STRING: "",
  LONG: 0,
  DOUBLE: 0,
  BOOLEAN: false,
  MAP: {},
  STRING_MAP: {},
};

/** Outputs must be defined, and mutable, before a job may give them a value. */
function outputParams(planned: PlannedStep): Record<string, MaestroParam> {
  const params: Record<string, MaestroParam> = {};
  const inputs = new Set(planned.inputs.values());
  if (planned.step.kind === "http") return params;
  for (const { param, type } of planned.outputs.values()) {
    if (param === undefined || inputs.has(param)) continue;
    const target = maestroType(type) ?? maestroType(withoutNull(type)) ?? "STRING";
    const isNull = nullableScalar(type) !== undefined;
    const empty = isNull ? NULL_TEXT : isJsonText(type) ? "null" : (emptyValues[target] ?? []);
    params[param] = { type: target, value: empty, mode: "MUTABLE" };
  }
  return params;
}

function timeoutOf(
  context: LowerContext,
  frame: Frame,
  { step, pointer }: PlannedStep,
): { readonly timeout?: number | string } {
  if (step.timeout === undefined) return {};
  const timeout = lowerTimeout(context, frame, step.timeout, `the timeout of "${step.id}"`, `${pointer}/timeout`);
  return timeout === undefined ? {} : { timeout };
}

const isRetried = (kind: Step["kind"]): boolean => kind !== "noop" && kind !== "sleep";

function retryOf(
  context: LowerContext,
  { step, pointer }: PlannedStep,
  wrapper: MaestroStepKind,
): { readonly retry_policy?: unknown } {
  if (wrapper === "step") {
    const isPlain = step.retry === undefined && (context.isAsWritten || !isRetried(step.kind));
    return isPlain ? {} : { retry_policy: lowerRetry(context, step.retry, `${pointer}/retry`) };
  }
  if (step.retry !== undefined) {
    const problem = "it never retries loops and subworkflows";
    context.report("target-ignored", { what: `The retry of "${step.id}"`, problem }, `${pointer}/retry`);
  }
  return {};
}

function lowerSignals(context: LowerContext, frame: Frame, planned: PlannedStep): Record<string, unknown> {
  const { waits, emits } = planned.step;
  return {
    ...(waits !== undefined && waits.length > 0 && { signal_dependencies: lowerWaits(context, frame, planned, waits) }),
    ...(emits !== undefined && emits.length > 0 && { signal_outputs: lowerEmits(context, frame, planned, emits) }),
  };
}
