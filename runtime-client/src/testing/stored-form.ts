import { isPlainObject } from "../json.js";
import type { Properties, WorkflowSpec } from "../model/definition.js";

type Fields = Record<string, unknown>;

/** A workflow as the server writes it back: nulls gone, names of types and modes in upper case, tags as objects. */
export function storedWorkflow(workflow: WorkflowSpec): WorkflowSpec {
  const { tags, params, steps, time_triggers, ...rest } = withoutNulls(workflow as unknown as Fields);
  return {
    ...rest,
    ...(Array.isArray(tags) && { tags: tags.map(storedTag) }),
    ...(isPlainObject(params) && { params: storedParams(params) }),
    ...(Array.isArray(time_triggers) && { time_triggers: time_triggers.map(storedTrigger) }),
    steps: (steps as Fields[]).map(storedStep),
  } as unknown as WorkflowSpec;
}

/** Properties as the server writes them back: the run strategy is always an object. */
export function storedProperties(properties: Properties): Properties {
  const { run_strategy, ...rest } = withoutNulls(properties as Fields);
  return { ...rest, ...(run_strategy !== undefined && { run_strategy: storedStrategy(run_strategy) }) } as Properties;
}

function withoutNulls(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined));
}

function storedTag(tag: unknown): unknown {
  if (!isPlainObject(tag)) return { name: tag };
  return typeof tag["namespace"] === "string" ? { ...tag, namespace: tag["namespace"].toUpperCase() } : tag;
}

function storedTrigger(trigger: unknown): unknown {
  const fields = withoutNulls(trigger as Fields);
  const type = String(fields["type"]).toUpperCase();
  if (type !== "PREDEFINED") return { ...fields, type };
  return { ...fields, type, expression: `@${String(fields["expression"]).replace(/^@/, "").toLowerCase()}` };
}

function storedStrategy(strategy: unknown): unknown {
  if (typeof strategy === "number") return { rule: "PARALLEL", workflow_concurrency: strategy };
  const fields = isPlainObject(strategy) ? strategy : { rule: strategy };
  const rule = String(fields["rule"]).toUpperCase();
  return { rule, workflow_concurrency: fields["workflow_concurrency"] ?? (rule === "PARALLEL" ? 20 : 1) };
}

function storedStep(wrapper: Fields): Fields {
  const [kind, fields] = Object.entries(wrapper)[0] as [string, Fields];
  const { params, tags, steps, failure_mode, transition, ...rest } = withoutNulls(fields);
  return {
    [kind.toLowerCase()]: {
      ...rest,
      transition: transition ?? {},
      ...(failure_mode !== undefined && { failure_mode: String(failure_mode).toUpperCase() }),
      ...(Array.isArray(tags) && { tags: tags.map(storedTag) }),
      ...(isPlainObject(params) && { params: storedParams(params) }),
      ...(Array.isArray(steps) && { steps: steps.map((inner) => storedStep(inner as Fields)) }),
    },
  };
}

function storedParams(params: Fields): Fields {
  return Object.fromEntries(Object.entries(params).map(([name, param]) => [name, storedParam(param as Fields)]));
}

function storedParam(param: Fields): Fields {
  const { type, mode, value, tags, ...rest } = withoutNulls(param);
  const upper = String(type).toUpperCase();
  return {
    ...rest,
    type: upper,
    ...(mode !== undefined && { mode: String(mode).toUpperCase() }),
    ...(Array.isArray(tags) && { tags: tags.map(storedTag) }),
    ...(value !== undefined && { value: storedValue(upper, value) }),
  };
}

function storedValue(type: string, value: unknown): unknown {
  if (type === "MAP" && isPlainObject(value)) return storedParams(value);
  if (type === "LONG" && typeof value === "string") return BigInt(value);
  if (type === "STRING" && typeof value !== "string") return String(value);
  return value;
}
