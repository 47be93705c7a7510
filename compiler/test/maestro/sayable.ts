import { isObject, type Json, type JsonObject } from "../../src/maestro/import/normalize.js";

/** What Maestro's YAML language has no words for. */
const UNSAID: ReadonlySet<string> = new Set([
  "retry_policy",
  "signal_dependencies",
  "signal_outputs",
  "time_triggers",
  "signal_triggers",
  "instance_step_concurrency",
  "strict_ordering",
  "validator",
  "namespace",
  "sub_type",
]);

/** A create request without the keys that the language cannot say. */
export function sayable({ properties, workflow }: JsonObject): JsonObject {
  const { owner, run_strategy } = isObject(properties) ? properties : ({} as JsonObject);
  const kept = {
    owner: isObject(owner) ? (owner["name"] ?? "ann") : (owner ?? "ann"),
    ...(run_strategy !== undefined && { run_strategy }),
  };
  return { properties: kept, workflow: pruned(workflow ?? {}) };
}

function pruned(value: Json): Json {
  if (Array.isArray(value)) return value.map(pruned);
  if (!isObject(value)) return value;
  const isParam = value["value"] !== undefined || value["expression"] !== undefined;
  const entries = Object.entries(value).filter(
    ([key, item]) => !UNSAID.has(key) && !isEmptyMap(item) && !(isParam && key === "tags"),
  );
  return Object.fromEntries(
    entries.map(([key, item]) => [key, key === "tags" && Array.isArray(item) ? item.map(tagName) : pruned(item)]),
  );
}

function tagName(tag: Json): Json {
  return isObject(tag) ? (tag["name"] ?? "") : tag;
}

/** Of texts, which the language takes for one of params. */
function isEmptyMap(item: Json): boolean {
  return (
    isObject(item) &&
    item["type"] === "STRING_MAP" &&
    isObject(item["value"]) &&
    Object.keys(item["value"]).length === 0
  );
}
