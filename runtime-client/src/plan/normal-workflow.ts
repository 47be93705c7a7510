import { isPlainObject } from "../json.js";
import type { WorkflowSpec } from "../model/definition.js";
import { asBoolean, whole } from "./coerce.js";
import { type NamedParam, normalParam, normalParams, normalTags } from "./normal-param.js";

type Fields = Readonly<Record<string, unknown>>;

/** A step in the one form all its spellings share. */
export interface NormalStep {
  readonly kind: string;
  readonly id: string;
  /** Next steps and the condition on the way to each, sorted by step. */
  readonly successors: Readonly<Record<string, string>>;
  readonly params: readonly NamedParam[];
  readonly steps: readonly NormalStep[];
  /** Everything else that differs from the server's default. */
  readonly fields: Fields;
}

/** A workflow in the one form all its spellings share: two definitions that mean the same are deeply equal. */
export interface NormalWorkflow {
  readonly id: string;
  readonly params: readonly NamedParam[];
  readonly steps: readonly NormalStep[];
  readonly timeTriggers: readonly Fields[];
  readonly signalTriggers: readonly Fields[];
  readonly fields: Fields;
}

/** A workflow without the differences that mean nothing to the server. */
export function normalWorkflow(workflow: WorkflowSpec): NormalWorkflow {
  const { id, params, steps, time_triggers, signal_triggers, ...rest } = workflow as unknown as Fields;
  const fields = normalFields(rest);
  if (fields["name"] === id) delete fields["name"];
  return {
    id: String(id),
    params: normalParams(params) ?? [],
    steps: listOf(steps).map(normalStep),
    timeTriggers: listOf(time_triggers).map(normalTimeTrigger),
    signalTriggers: listOf(signal_triggers).map(normalSignalTrigger),
    fields,
  };
}

function listOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.filter(isPlainObject) : [];
}

const upperCase = (value: unknown): unknown => (typeof value === "string" ? value.toUpperCase() : value);

const normalOf: Readonly<Record<string, (value: unknown) => unknown>> = {
  criticality: upperCase,
  failure_mode: upperCase,
  type: upperCase,
  tags: normalTags,
  timeout: whole,
  concurrency: whole,
  instance_step_concurrency: whole,
  strict_ordering: asBoolean,
  sync: asBoolean,
  explicit_params: asBoolean,
  retry_policy: normalRetry,
  signal_dependencies: normalDependencies,
  signal_outputs: normalOutputs,
};

/** What the server assumes where a field is left out. */
const defaults: Readonly<Record<string, unknown>> = {
  failure_mode: "FAIL_AFTER_RUNNING",
  strict_ordering: false,
  sync: true,
  explicit_params: false,
};

function normalFields(fields: Fields): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(fields)) {
    if (value === null || value === undefined) continue;
    const normal = (normalOf[key] ?? ((same: unknown) => same))(value);
    if (normal !== undefined && normal !== defaults[key]) out[key] = normal;
  }
  return out;
}

function normalStep(wrapper: Fields): NormalStep {
  const [key, inner] = Object.entries(wrapper)[0] ?? ["", {}];
  const { id, transition, params, steps, ...rest } = isPlainObject(inner) ? inner : {};
  const successors = isPlainObject(transition) ? transition["successors"] : undefined;
  return {
    kind: key.toLowerCase(),
    id: String(id),
    successors: sortedTexts(successors),
    params: normalParams(params) ?? [],
    steps: listOf(steps).map(normalStep),
    fields: normalFields(rest),
  };
}

function sortedTexts(successors: unknown): Readonly<Record<string, string>> {
  if (!isPlainObject(successors)) return {};
  const entries = Object.entries(successors).map(([id, condition]): [string, string] => [id, String(condition)]);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function normalTimeTrigger(trigger: Fields): Fields {
  const { type, expression, timezone, ...rest } = withoutNulls(trigger);
  const plain = typeof expression === "string" ? `@${expression.replace(/^@/, "").toLowerCase()}` : undefined;
  return {
    ...rest,
    type: upperCase(type),
    ...(plain !== undefined && { expression: plain }),
    ...(timezone !== undefined && timezone !== "UTC" && { timezone }),
  };
}

function normalSignalTrigger(trigger: Fields): Fields {
  const { definitions, params, ...rest } = withoutNulls(trigger);
  const named = normalParams(params);
  const matched = isPlainObject(definitions)
    ? Object.fromEntries(Object.entries(definitions).map(([name, entry]) => [name, withoutEmpty(entry)]))
    : definitions;
  return { ...rest, definitions: matched, ...(named !== undefined && { params: named }) };
}

function normalDependencies(list: unknown): unknown {
  const items = listOf(list).map((item) => {
    const { match_params, ...rest } = withoutNulls(item);
    if (!isPlainObject(match_params) || Object.keys(match_params).length === 0) return rest;
    const matches = Object.entries(match_params).map(([key, match]) => {
      const { param, ...other } = isPlainObject(match) ? match : { param: match };
      return [key, { ...other, param: normalParam(param) }];
    });
    return { ...rest, match_params: Object.fromEntries(matches) };
  });
  return items.length === 0 ? undefined : items;
}

function normalOutputs(list: unknown): unknown {
  const items = listOf(list).map((item) => {
    const { params, payload, ...rest } = withoutNulls(item);
    const [named, carried] = [normalParams(params), normalParams(payload)];
    return { ...rest, ...(named && { params: named }), ...(carried && { payload: carried }) };
  });
  return items.length === 0 ? undefined : items;
}

const retryDefaults: Readonly<Record<string, unknown>> = {
  error_retry_limit: 2,
  platform_retry_limit: 10,
  timeout_retry_limit: 0,
};
const backoffDefaults: Readonly<Record<string, unknown>> = {
  type: "EXPONENTIAL_BACKOFF",
  error_retry_backoff_in_secs: 60,
  platform_retry_backoff_in_secs: 60,
  timeout_retry_backoff_in_secs: 60,
  error_retry_exponent: 2,
  platform_retry_exponent: 2,
  timeout_retry_exponent: 2,
  error_retry_limit_in_secs: 600,
  platform_retry_limit_in_secs: 3600,
  timeout_retry_limit_in_secs: 3600,
};

function normalRetry(policy: unknown): unknown {
  if (!isPlainObject(policy)) return undefined;
  const { backoff, ...limits } = policy;
  const kept = withoutDefaults(limits, retryDefaults);
  const shape = isPlainObject(backoff)
    ? withoutDefaults({ ...backoff, type: upperCase(backoff["type"]) }, backoffDefaults)
    : {};
  const out = { ...kept, ...(Object.keys(shape).length > 0 && { backoff: shape }) };
  return Object.keys(out).length === 0 ? undefined : out;
}

function withoutDefaults(fields: Fields, assumed: Fields): Fields {
  const entries = Object.entries(fields).map(([key, value]): [string, unknown] => [key, whole(value)]);
  return Object.fromEntries(
    entries.filter(([key, value]) => value !== null && value !== undefined && value !== assumed[key]),
  );
}

function withoutNulls(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined));
}

function withoutEmpty(value: unknown): unknown {
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, member]) => !isEmpty(member)));
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  return Array.isArray(value) ? value.length === 0 : isPlainObject(value) && Object.keys(value).length === 0;
}
