import type { Step } from "@stave/ir-schema";
import { INJECTED_STEP_PARAMS, isReadableName, referenceIdProblem } from "../names.js";
import { table } from "../table.js";
import type { LowerContext } from "./context.js";
import type { Frame, PlannedOutput } from "./frame.js";
import { unescaped } from "./hand-on.js";
import { selText } from "./literal.js";
import { planReach } from "./reach.js";
import { stepParamText } from "./read-reference.js";

/** How the param names of a kind of step are chosen. */
interface Naming {
  /** Whether the names are part of what the step means, so that they cannot be changed. */
  readonly isFixed: boolean;
  /** Whether the outputs' names are what the step itself gives its values. */
  readonly hasFixedOutputs: boolean;
  readonly reserved: readonly string[];
  /** Whether inputs become params of the step at all. */
  readonly hasInputs: boolean;
  readonly hasOutputs: boolean;
}

const free: Naming = {
  isFixed: false,
  hasFixedOutputs: true,
  hasInputs: true,
  hasOutputs: true,
  reserved: ["kubernetes", "stave_input"],
};
const none: Naming = { isFixed: false, hasFixedOutputs: true, hasInputs: false, hasOutputs: false, reserved: [] };

const naming: Readonly<Record<Step["kind"], Naming>> = {
  python: free,
  shell: { ...free, hasFixedOutputs: false },
  container: { ...free, hasInputs: false },
  notebook: { ...free, isFixed: true, reserved: ["kubernetes", "notebook"] },
  http: none,
  sleep: none,
  noop: { ...free, hasOutputs: false, reserved: [] },
  custom: { ...free, isFixed: true, reserved: [] },
  subworkflow: { ...none, isFixed: true, hasInputs: true, reserved: ["subworkflow_id", "subworkflow_version"] },
  foreach: none,
  while: none,
};

/** Settles the param names of the steps of a list; `next`, which gives a loop's variables their next values, keeps its. */
export function planSteps(
  context: LowerContext,
  frame: Frame,
  steps: readonly Step[],
  pointer: string,
  next?: string,
): void {
  const reach = planReach(steps);
  steps.forEach((step, position) => {
    const at = `${pointer}/${position}`;
    const problem = referenceIdProblem(step.id);
    if (problem !== undefined) context.report("target-name", { what: `step "${step.id}"`, problem }, `${at}/id`);
    const isNext = step.id === next;
    const isFixed = isNext || step.id === OUTPUTS_STEP || context.isAsWritten;
    const rule = isFixed ? { ...naming[step.kind], isFixed: true } : naming[step.kind];
    const own = new Set(rule.hasFixedOutputs && rule.hasOutputs ? outputNames(step) : []);
    const inputs = planInputs(context, frame, step, at, rule, own);
    frame.steps.set(step.id, {
      step,
      pointer: at,
      inputs,
      outputs: isNext ? nextOutputs(step) : planOutputs(context, frame, step, at, inputs, own),
      ownNames: own,
      carried: new Map(),
      sure: reach.sure.get(step.id) ?? new Set(),
      isCertain: reach.certain.has(step.id),
      isNext,
    });
  });
}

function outputNames(step: Step): readonly string[] {
  return Object.keys("outputs" in step ? step.outputs : {});
}

function planInputs(
  context: LowerContext,
  frame: Frame,
  step: Step,
  pointer: string,
  rule: Naming,
  own: Set<string>,
): Map<string, string> {
  const inputs = new Map<string, string>();
  if (!rule.hasInputs || !("inputs" in step)) return inputs;
  for (const name of Object.keys(step.inputs)) {
    // In Maestro a job gives its params other values, so that an input of an imported step may be its output, too.
    const isTaken = own.has(name) && !context.isAsWritten;
    const problem = isTaken ? "it has an output so named" : nameProblem(name, rule);
    if (rule.isFixed && problem !== undefined) {
      context.report("target-name", { what: `input "${name}" of "${step.id}"`, problem }, `${pointer}/inputs`);
    }
    const isFree = problem === undefined && /^[a-zA-Z]/.test(name) && isReadableName(name) && !frame.readable.has(name);
    const param = rule.isFixed || isFree ? name : context.fresh(`${name}_input`);
    inputs.set(name, param);
    own.add(param);
  }
  return inputs;
}

function nextOutputs(step: Step): Map<string, PlannedOutput> {
  const outputs = Object.entries("outputs" in step ? step.outputs : {});
  return new Map(
    outputs.map(([name, type]) => [
      name,
      { type, read: (isLazy) => unescaped(stepParamText(step.id, name, isLazy), type) },
    ]),
  );
}

function nameProblem(name: string, rule: Naming): string | undefined {
  if (rule.reserved.includes(name) || name in INJECTED_STEP_PARAMS)
    return "a step of this kind has its own param so named";
  return referenceIdProblem(name);
}

function planOutputs(
  context: LowerContext,
  frame: Frame,
  step: Step,
  pointer: string,
  inputs: ReadonlyMap<string, string>,
  own: Set<string>,
): Map<string, PlannedOutput> {
  const outputs = new Map<string, PlannedOutput>();
  const rule = naming[step.kind];
  for (const [name, type] of Object.entries("outputs" in step ? step.outputs : {})) {
    // What a script prints is carried only for those who read it: it may be long, and needs Python in the image.
    if (step.kind === "shell" && name === "stdout" && !context.isRead(step.id, name)) continue;
    const fixed = fixedOutput(step, name, inputs);
    if (fixed !== undefined) {
      outputs.set(name, { type, ...fixed });
    } else if (rule.hasOutputs) {
      const problem = nameProblem(name, rule);
      if (rule.hasFixedOutputs && problem !== undefined) {
        context.report("target-name", { what: `output "${name}" of "${step.id}"`, problem }, `${pointer}/outputs`);
      }
      const isTaken = own.has(name) || frame.readable.has(name) || problem !== undefined || !isReadableName(name);
      const param = rule.hasFixedOutputs || !isTaken ? name : context.fresh(`${name}_output`);
      own.add(param);
      outputs.set(name, { type, param });
    }
  }
  return outputs;
}

/** The step that computes a subworkflow's outputs at its end. */
export const OUTPUTS_STEP = "stave_outputs";

const httpOutputs: Readonly<Record<string, string>> = table({ status_code: "status_code", body: "response_body" });

function fixedOutput(
  step: Step,
  name: string,
  inputs: ReadonlyMap<string, string>,
): { readonly param: string } | Required<Pick<PlannedOutput, "read">> | undefined {
  if (step.kind === "noop") return { param: inputs.get(name) ?? name };
  if (step.kind === "http") return { param: httpOutputs[name] ?? name };
  if (step.kind !== "subworkflow") return undefined;
  return { read: () => `params.getFromSubworkflow(${selText(step.id)}, '${OUTPUTS_STEP}', ${selText(name)})` };
}
