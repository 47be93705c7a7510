import type { DefinitionModel, EdgeModel, ParamModel, StepModel } from "../model/definition-model.js";
import { conditionOfOtherwise } from "../model/read-dsl-transition.js";
import { entryOf, plainValue, type SourceNode, type SourceObject } from "../model/source-node.js";
import type { Json, JsonObject } from "./normalize.js";

/** The create request that Maestro makes of a workflow in its YAML language. */
export function requestOfDsl(definition: DefinitionModel): JsonObject {
  const { workflow } = definition;
  const object = workflow.node as SourceObject;
  return {
    is_active: true,
    properties: {
      ...(definition.owner !== undefined && { owner: definition.owner.value }),
      run_strategy: strategyOf(definition, object),
      step_concurrency: 20,
    },
    workflow: {
      ...copied(object, ["id", "name", "description", "timeout", "criticality", "tags"]),
      ...paramsOf(workflow.params),
      steps: workflow.steps.map(stepOf),
    },
  };
}

function strategyOf(definition: DefinitionModel, object: SourceObject): Json {
  const rule = definition.runRule ?? "SEQUENTIAL";
  const concurrency = entryOf(object, "workflow_concurrency");
  if (concurrency === undefined) return { rule };
  return { rule, workflow_concurrency: plainValue(concurrency.value) as Json };
}

function copied(object: SourceObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(
    keys.flatMap((key) => {
      const entry = entryOf(object, key);
      return entry === undefined || entry.value.kind === "null" ? [] : [[key, plainValue(entry.value) as Json]];
    }),
  );
}

function paramsOf(params: readonly ParamModel[]): { readonly params?: JsonObject } {
  if (params.length === 0) return {};
  return { params: Object.fromEntries(params.map((param) => [param.name, paramOf(param)])) };
}

function paramOf({ type, value, expression, mode, entries }: ParamModel): JsonObject {
  return {
    type: type ?? "STRING",
    ...(expression !== undefined ? { expression: expression.text } : { value: literalOf(value, entries) }),
    ...(mode !== undefined && { mode: mode.value }),
  };
}

function literalOf(value: SourceNode | undefined, entries: readonly ParamModel[] | undefined): Json {
  if (entries !== undefined) return Object.fromEntries(entries.map((entry) => [entry.name, paramOf(entry)]));
  return value === undefined ? null : (plainValue(value) as Json);
}

function stepOf(step: StepModel): JsonObject {
  const object = step.node as SourceObject;
  const successors = successorsOf(step.edges);
  return {
    [step.kind]: {
      ...copied(object, ["id", "name", "description", "failure_mode", "tags", "timeout"]),
      ...ownKeys(step, object),
      ...(Object.keys(successors).length > 0 && { transition: { successors } }),
      ...paramsOf(step.params),
      ...(step.steps !== undefined && { steps: step.steps.map(stepOf) }),
    },
  };
}

function ownKeys(step: StepModel, object: SourceObject): JsonObject {
  const concurrency = step.concurrency === undefined ? {} : { concurrency: step.concurrency.value };
  const condition = step.condition === undefined ? {} : { condition: step.condition.text };
  if (step.kind === "subworkflow") return copied(object, ["sync", "explicit_params"]);
  if (step.kind !== "step") return { ...concurrency, ...condition };
  return {
    type: step.type ?? "",
    ...(step.subType !== undefined && { sub_type: step.subType.value }),
  };
}

/** OTHERWISE stands for none of the IFs before it. */
function successorsOf(edges: readonly EdgeModel[]): JsonObject {
  const conditions = edges.flatMap((edge) => edge.condition?.text ?? []);
  const successors: Record<string, Json> = {};
  for (const { to, condition, isOtherwise } of edges) {
    const isRest = isOtherwise === true && conditions.length > 0;
    successors[to] = condition?.text ?? (isRest ? conditionOfOtherwise(conditions) : "true");
  }
  return successors;
}
