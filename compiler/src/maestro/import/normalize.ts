import { parseDuration } from "../model/duration.js";
import { table } from "../table.js";
import { toLiteral, toText } from "./normalize-scalar.js";

/** Plain JSON. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
/** A plain JSON object. */
export type JsonObject = { readonly [key: string]: Json };

const STEP_TYPES: Readonly<Record<string, string>> = table({
  noop: "NoOp",
  sleep: "Sleep",
  titus: "Titus",
  notebook: "Notebook",
  kubernetes: "Kubernetes",
  http: "Http",
});

/** Whether a value is an object. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * A create request with Maestro's defaults left out and its spellings made one, so that two requests that mean
 * the same are equal.
 */
export function normalizeRequest(request: JsonObject): JsonObject {
  const { workflow, properties, ...rest } = request;
  return withoutEmpty({
    ...rest,
    is_active: rest["is_active"] === true || rest["is_active"] === "true" ? null : (rest["is_active"] ?? null),
    properties: isObject(properties) ? normalizeProperties(properties) : null,
    workflow: isObject(workflow) ? normalizeWorkflow(workflow) : (workflow ?? null),
  });
}

function withoutEmpty(object: { readonly [key: string]: Json | undefined }): JsonObject {
  return Object.fromEntries(
    Object.entries(object).filter((entry): entry is [string, Json] => entry[1] !== null && entry[1] !== undefined),
  );
}

function upper(value: Json | undefined): Json {
  return typeof value === "string" ? value.toUpperCase() : (value ?? null);
}

function whole(value: Json | undefined): Json {
  return typeof value === "string" && /^\d+$/.test(value) ? Number(value) : (value ?? null);
}

function normalizeProperties(properties: JsonObject): JsonObject {
  const { owner } = properties;
  const isPlainOwner = isObject(owner) && Object.keys(owner).length === 1 && typeof owner["name"] === "string";
  return withoutEmpty({
    ...properties,
    owner: isPlainOwner ? (owner["name"] ?? null) : (owner ?? null),
    run_strategy: normalizeStrategy(properties["run_strategy"]),
    step_concurrency: whole(properties["step_concurrency"]),
  });
}

function normalizeStrategy(strategy: Json | undefined): Json {
  if (strategy === undefined || strategy === null) return null;
  const count = whole(strategy);
  if (typeof count === "number") return { rule: "PARALLEL", workflow_concurrency: count };
  const given = isObject(strategy) ? strategy : { rule: strategy };
  const rule = upper(given["rule"]);
  const fallback = rule === "PARALLEL" ? 20 : 1;
  return { rule, workflow_concurrency: whole(given["workflow_concurrency"]) ?? fallback };
}

/** A duration as the seconds Maestro makes of it; a text with references stays. */
export function normalizeDuration(value: Json | undefined): Json {
  if (typeof value === "number") return Math.trunc(value);
  if (typeof value !== "string" || value.includes("$")) return value ?? null;
  return Math.floor(parseDuration(value).milliseconds / 1_000);
}

function normalizeTags(tags: Json | undefined): Json {
  if (!Array.isArray(tags) || tags.length === 0) return null;
  return tags.map((tag: Json) => {
    if (!isObject(tag)) return tag;
    const own = withoutEmpty({ ...tag, namespace: upper(tag["namespace"]) });
    return Object.keys(own).length === 1 && typeof own["name"] === "string" ? own["name"] : own;
  });
}

function listOrNull(list: Json | undefined): Json {
  return Array.isArray(list) && list.length > 0 ? list : null;
}

function normalizeWorkflow(workflow: JsonObject): JsonObject {
  const { steps, time_triggers: timed } = workflow;
  return withoutEmpty({
    ...workflow,
    name: workflow["name"] === workflow["id"] ? null : (workflow["name"] ?? null),
    tags: normalizeTags(workflow["tags"]),
    timeout: normalizeDuration(workflow["timeout"]),
    criticality: upper(workflow["criticality"]),
    instance_step_concurrency: whole(workflow["instance_step_concurrency"]),
    time_triggers: Array.isArray(timed) && timed.length > 0 ? timed.map(normalizeTrigger) : null,
    signal_triggers: listOrNull(workflow["signal_triggers"]),
    params: normalizeParams(workflow["params"]),
    steps: Array.isArray(steps) ? steps.map(normalizeStep) : (steps ?? null),
  });
}

function normalizeTrigger(trigger: Json): Json {
  if (!isObject(trigger)) return trigger;
  const { expression } = trigger;
  const plain = typeof expression === "string" ? `@${expression.replace(/^@/, "").toLowerCase()}` : null;
  return withoutEmpty({ ...trigger, type: upper(trigger["type"]), expression: plain });
}

/** A map of params with their defaults left out; none when it is empty. */
export function normalizeParams(params: Json | undefined): Json {
  if (!isObject(params) || Object.keys(params).length === 0) return null;
  return Object.fromEntries(Object.entries(params).map(([name, param]) => [name, normalizeParam(param)]));
}

function normalizeParam(param: Json): Json {
  if (!isObject(param)) return param;
  const type = upper(param["type"]);
  const mode = upper(param["mode"]);
  const { value } = param;
  return withoutEmpty({
    ...param,
    type,
    mode: mode === "MUTABLE" ? null : mode,
    tags: normalizeTags(param["tags"]),
    value: type === "MAP" && isObject(value) ? (normalizeParams(value) ?? {}) : toLiteral(String(type), value ?? null),
    expression: toText(param["expression"] ?? null),
  });
}

function normalizeStep(step: Json): Json {
  if (!isObject(step)) return step;
  return Object.fromEntries(
    Object.entries(step).map(([wrapper, body]) => [
      wrapper.toLowerCase(),
      isObject(body) ? normalizeBody(wrapper, body) : body,
    ]),
  );
}

function normalizeBody(wrapper: string, body: JsonObject): JsonObject {
  const { steps, type } = body;
  const mode = upper(body["failure_mode"]);
  const isPlain = wrapper.toLowerCase() === "step";
  return withoutEmpty({
    ...body,
    name: body["name"] === body["id"] ? null : (body["name"] ?? null),
    type: isPlain && typeof type === "string" ? (STEP_TYPES[type.toLowerCase()] ?? type) : null,
    failure_mode: mode === "FAIL_AFTER_RUNNING" ? null : mode,
    tags: normalizeTags(body["tags"]),
    timeout: normalizeDuration(body["timeout"]),
    transition: normalizeTransition(body["transition"]),
    retry_policy: normalizeRetry(body["retry_policy"]),
    signal_dependencies: normalizeSignals(body["signal_dependencies"]),
    signal_outputs: normalizeSignals(body["signal_outputs"]),
    concurrency: whole(body["concurrency"]),
    strict_ordering: body["strict_ordering"] === true ? true : null,
    sync: body["sync"] === true ? null : (body["sync"] ?? null),
    explicit_params: body["explicit_params"] === true ? true : null,
    params: normalizeParams(body["params"]),
    ...(Array.isArray(steps) && { steps: steps.map(normalizeStep) }),
  });
}

function normalizeRetry(policy: Json | undefined): Json {
  if (!isObject(policy)) return policy ?? null;
  const { backoff } = policy;
  const delays = isObject(backoff) ? withoutEmpty({ ...backoff, type: upper(backoff["type"]) }) : null;
  return withoutEmpty({ ...policy, backoff: delays });
}

function normalizeSignals(list: Json | undefined): Json {
  if (!Array.isArray(list) || list.length === 0) return null;
  return list.map((signal: Json) => {
    if (!isObject(signal)) return signal;
    const { match_params: matches } = signal;
    const matched = isObject(matches)
      ? Object.entries(matches).map(([key, match]) => [key, normalizeMatch(match)])
      : [];
    return withoutEmpty({
      ...signal,
      params: normalizeParams(signal["params"]),
      payload: normalizeParams(signal["payload"]),
      match_params: matched.length === 0 ? null : Object.fromEntries(matched),
    });
  });
}

function normalizeMatch(match: Json): Json {
  return isObject(match) ? { ...match, param: normalizeParam(match["param"] ?? null) } : match;
}

function normalizeTransition(transition: Json | undefined): Json {
  const successors = isObject(transition) ? transition["successors"] : undefined;
  if (!isObject(successors) || Object.keys(successors).length === 0) return null;
  const texts = Object.entries(successors).map(([to, condition]) => [to, toText(condition)]);
  return { successors: Object.fromEntries(texts) };
}

/** Whether two values are equal, whatever the order of their keys. */
export function isEqual(left: Json | undefined, right: Json | undefined): boolean {
  return JSON.stringify(sorted(left ?? null)) === JSON.stringify(sorted(right ?? null));
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}
