import type { Diagnostic, Expr, IrDocument, NoopStep, Step, Workflow } from "@stave/ir-schema";
import type { MaestroDefinition } from "../definition.js";
import { INJECTED_WORKFLOW_PARAMS, workflowIdProblem } from "../names.js";
import { createContext, type LowerContext, type LowerOptions } from "./context.js";
import { maestroExtension, merged, mergedParams, withRequest } from "./extensions.js";
import { createFrame, type Frame } from "./frame.js";
import { withDollar } from "./hand-on.js";
import { withLastValues } from "./last-values.js";
import { checkLimits, hasTooManySteps } from "./limits.js";
import { lowerTimeout } from "./lower-duration.js";
import { lowerFrame } from "./lower-frame.js";
import { lowerParams } from "./lower-params.js";
import { lowerProperties } from "./lower-properties.js";
import { lowerTriggers } from "./lower-triggers.js";
import { paramChecks } from "./param-checks.js";
import { needsOf, planLoops } from "./plan-loops.js";
import { OUTPUTS_STEP, planSteps } from "./plan-steps.js";
import { inWrittenOrder } from "./written-order.js";

/** A definition for Maestro, or the diagnostics that say why there is none. */
export interface LoweredWorkflow {
  /** The JSON of Maestro's create request; absent when there is an error. */
  readonly definition?: MaestroDefinition;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Turns a workflow into Maestro's create request.
 *
 * @example
 * const { definition, diagnostics } = lowerWorkflow(document, { defaultImage: "python:3.12" });
 */
export function lowerWorkflow(document: IrDocument, options: LowerOptions = {}): LoweredWorkflow {
  const { workflow } = document;
  const context = createContext(workflow, options, namesIn(workflow));
  if (hasTooManySteps(context, workflow.steps)) return { diagnostics: context.diagnostics };
  const definition = buildDefinition(context, writtenSteps(context));
  checkLimits(context, definition);
  const isBroken = context.diagnostics.some((item) => item.severity === "error");
  return { ...(!isBroken && { definition }), diagnostics: distinct(context.diagnostics) };
}

function buildDefinition(context: LowerContext, steps: readonly Step[]): MaestroDefinition {
  const { workflow } = context;
  const problem = workflowIdProblem(workflow.id);
  if (problem !== undefined) context.report("target-name", { what: `the workflow "${workflow.id}"`, problem }, "/id");
  const added = [...context.mapParams.values()].flatMap(({ flag, held }) => [flag, ...Object.values(held ?? {})]);
  const own = [...Object.keys(workflow.params ?? {}), ...added];
  const frame = createFrame([...Object.keys(INJECTED_WORKFLOW_PARAMS), ...own]);
  planSteps(context, frame, steps, "/steps");
  planLoops(context, frame);
  const params = {
    ...lowerParams(context, frame, !context.isAsWritten && passesDown(workflow.steps)),
    ...paramChecks(context, frame),
  };
  const properties = lowerProperties(workflow);
  const extension = maestroExtension(workflow.extensions);
  const head = header(context, frame);
  const lowered = lowerFrame(context, frame, steps);
  const all = mergedParams(
    context.isAsWritten ? params : withDollar({ ...params, ...Object.fromEntries(context.added) }, lowered),
    extension,
  );
  const body = {
    id: workflow.id,
    ...head,
    ...(Object.keys(all).length > 0 && { params: all }),
    steps: lowered,
  };
  const definition = {
    ...(properties !== undefined && { properties }),
    workflow: merged(body, extension.members) as unknown as MaestroDefinition["workflow"],
  };
  return withRequest(definition, extension);
}

function header(context: LowerContext, frame: Frame): Record<string, unknown> {
  const { workflow } = context;
  const timeout =
    workflow.timeout === undefined
      ? undefined
      : lowerTimeout(context, frame, workflow.timeout, "the timeout of the workflow", "/timeout");
  return {
    ...(workflow.name !== undefined && { name: workflow.name }),
    ...(workflow.description !== undefined && { description: workflow.description }),
    ...(workflow.tags !== undefined && workflow.tags.length > 0 && { tags: workflow.tags }),
    ...(timeout !== undefined && { timeout }),
    ...(workflow.criticality !== undefined && { criticality: workflow.criticality.toUpperCase() }),
    ...(workflow.runStepConcurrency !== undefined && { instance_step_concurrency: workflow.runStepConcurrency }),
    ...lowerTriggers(context, workflow.triggers ?? []),
  };
}

function writtenSteps(context: LowerContext): readonly Step[] {
  const { workflow } = context;
  if (!context.isAsWritten) return withLastValues(context, withOutputs(workflow));
  return inWrittenOrder(workflow.steps, maestroExtension(workflow.extensions).steps);
}

/** The workflow's steps, and one that computes its outputs for a workflow that runs it as a step. */
function withOutputs(workflow: Workflow): readonly Step[] {
  const outputs = Object.entries(workflow.outputs ?? {});
  if (outputs.length === 0) return workflow.steps;
  const values: readonly Expr[] = outputs.map(([, { value }]) => value);
  const ids = workflow.steps.map((step) => step.id);
  const step: NoopStep = {
    kind: "noop",
    id: OUTPUTS_STEP,
    needs: needsOf(values, ids),
    inputs: Object.fromEntries(outputs),
    outputs: Object.fromEntries(outputs.map(([name, { type }]) => [name, type])),
  };
  return [...workflow.steps, step];
}

function passesDown(steps: readonly Step[]): boolean {
  return steps.some((step) => step.kind === "foreach" || step.kind === "while");
}

/** All names a new one could be mistaken for. */
function namesIn(workflow: Workflow): Set<string> {
  const names = new Set([...Object.keys(INJECTED_WORKFLOW_PARAMS), ...Object.keys(workflow.params ?? {})]);
  names.add("loop_index").add("condition").add("ready").add("loop_params").add("kubernetes").add("notebook");
  addStepNames(workflow.steps, names);
  return names;
}

function addStepNames(steps: readonly Step[], names: Set<string>): void {
  for (const step of steps) {
    names.add(step.id);
    const keyed = [
      "inputs" in step ? step.inputs : {},
      "outputs" in step ? step.outputs : {},
      step.kind === "while" ? step.vars : {},
    ];
    for (const name of keyed.flatMap((record) => Object.keys(record))) names.add(name);
    if (step.kind === "foreach") for (const { name } of step.over) names.add(name);
    if (step.kind === "foreach" || step.kind === "while") addStepNames(step.steps, names);
  }
}

function distinct(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter(({ code, message, at }) => {
    const key = `${code} ${at.pointer} ${message}`;
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}
