import type { IrDocument, Step } from "@stave/ir-schema";
import type { LowerOptions } from "../lower/context.js";
import { lowerWorkflow } from "../lower/lower-workflow.js";
import { type SourceStep, stepsIn } from "./import-step.js";
import { isEqual, isObject, type Json, type JsonObject, normalizeParams, normalizeRequest } from "./normalize.js";

/** How imports are lowered. */
export const options: LowerOptions = { defaultImage: "none" };

/**
 * Adds to an imported workflow whatever of the original its lowering does not give back, as members of
 * `extensions.maestro`, so that the lowering of the result equals the original.
 */
export function reconcile(document: IrDocument, original: JsonObject): IrDocument | undefined {
  const lowered = lowerWorkflow(document, options).definition;
  if (lowered === undefined) return undefined;
  const wanted = normalizeRequest(original);
  const given = normalizeRequest(lowered as unknown as JsonObject);
  return { ...document, workflow: reconcileWorkflow(document.workflow, given, wanted) };
}

/** Whether the lowering of a workflow equals a request up to Maestro's defaults. */
export function isSameDefinition(document: IrDocument, original: JsonObject): boolean {
  const { definition } = lowerWorkflow(document, options);
  return (
    definition !== undefined &&
    isEqual(normalizeRequest(definition as unknown as JsonObject), normalizeRequest(original))
  );
}

type Workflow = IrDocument["workflow"];

function reconcileWorkflow(workflow: Workflow, given: JsonObject, wanted: JsonObject): Workflow {
  const own = objectOf(given["workflow"]);
  const target = objectOf(wanted["workflow"]);
  const extension = {
    ...objectOf(workflow.extensions?.["maestro"] as Json),
    ...changed("request", differences(given, wanted, ["properties", "workflow"])),
    ...changed("properties", propertyDifferences(given, wanted)),
    ...changed("members", differences(own, target, ["id", "params", "steps"])),
    ...paramChanges(own, target),
  };
  return {
    ...workflow,
    steps: reconcileSteps(workflow.steps, stepsIn(own["steps"]), stepsIn(target["steps"])),
    extensions: { maestro: extension },
  };
}

function propertyDifferences(given: JsonObject, wanted: JsonObject): JsonObject | undefined {
  const isEmptyKept = wanted["properties"] !== undefined && given["properties"] === undefined;
  const found = differences(objectOf(given["properties"]), objectOf(wanted["properties"]), []);
  return found ?? (isEmptyKept ? {} : undefined);
}

function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

function changed(key: string, value: JsonObject | undefined): JsonObject {
  return value === undefined ? {} : { [key]: value };
}

/** The members to set, and with null those to remove, to get from one object to another. */
function differences(given: JsonObject, wanted: JsonObject, without: readonly string[]): JsonObject | undefined {
  const keys = new Set([...Object.keys(given), ...Object.keys(wanted)]);
  const found = [...keys].filter((key) => !without.includes(key) && !isEqual(given[key], wanted[key]));
  return found.length === 0 ? undefined : Object.fromEntries(found.map((key) => [key, wanted[key] ?? null]));
}

function paramChanges(given: JsonObject, wanted: JsonObject): JsonObject {
  const own = objectOf(normalizeParams(given["params"]));
  const target = objectOf(normalizeParams(wanted["params"]));
  const params = differences(own, target, []);
  const result = [...Object.keys(own).filter((name) => name in target)];
  result.push(...Object.keys(target).filter((name) => !(name in own)));
  const order = Object.keys(target);
  const isInOrder = result.every((name, at) => name === order[at]);
  return { ...changed("params", params), ...(!isInOrder && { order }) };
}

function reconcileSteps(
  steps: readonly Step[],
  given: readonly SourceStep[],
  wanted: readonly SourceStep[],
): readonly Step[] {
  return steps.map((step) => {
    const own = given.find(({ body }) => body["id"] === step.id);
    const target = wanted.find(({ body }) => body["id"] === step.id);
    return own === undefined || target === undefined ? step : reconcileStep(step, own.body, target.body);
  });
}

function reconcileStep(step: Step, given: JsonObject, wanted: JsonObject): Step {
  const isLoop = step.kind === "foreach" || step.kind === "while";
  const nested = isLoop ? ["id", "params", "steps"] : ["id", "params"];
  const extension = {
    ...changed("members", differences(given, wanted, nested)),
    ...paramChanges(given, wanted),
  };
  const inner = isLoop ? { steps: reconcileSteps(step.steps, stepsIn(given["steps"]), stepsIn(wanted["steps"])) } : {};
  const hasExtension = Object.keys(extension).length > 0;
  return { ...step, ...inner, ...(hasExtension && { extensions: { maestro: extension } }) } as Step;
}
