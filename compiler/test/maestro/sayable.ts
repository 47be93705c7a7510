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
  const entries = Object.entries(value).filter(([key]) => !UNSAID.has(key) && !(isParam && key === "tags"));
  const kept = entries.map(([key, item]): readonly [string, Json] => {
    if (key === "tags" && Array.isArray(item)) return [key, item.map(tagName)];
    return [key, isEmptyMap(item) ? { ...item, value: { key: "text" } } : pruned(item)];
  });
  return Object.fromEntries(kept);
}

function tagName(tag: Json): Json {
  return isObject(tag) ? (tag["name"] ?? "") : tag;
}

/** Of texts, which the language takes for one of params. */
function isEmptyMap(item: Json): item is JsonObject {
  return (
    isObject(item) &&
    item["type"] === "STRING_MAP" &&
    isObject(item["value"]) &&
    Object.keys(item["value"]).length === 0
  );
}
