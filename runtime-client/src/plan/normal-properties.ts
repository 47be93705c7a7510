import { isPlainObject } from "../json.js";
import type { Properties, RunStrategy } from "../model/definition.js";
import { asBoolean, whole } from "./coerce.js";

/** The properties that mean something, in one form; absent is the server's default. */
export type NormalProperties = Readonly<Record<string, unknown>>;

/** Properties a push resets when it brings others but not these. */
export const resetByPush: readonly (keyof Properties)[] = ["run_strategy", "step_concurrency", "alerting"];

const compared: readonly (keyof Properties)[] = [
  "owner",
  "run_strategy",
  "step_concurrency",
  "alerting",
  "alerting_disabled",
  "signal_trigger_disabled",
  "time_trigger_disabled",
  "description",
];

/** Properties without the differences that mean nothing to the server. */
export function normalProperties(properties: Properties): NormalProperties {
  const out: Record<string, unknown> = {};
  for (const key of compared) {
    const value = properties[key];
    if (value === undefined || value === null) continue;
    const normal = (normalOf[key] ?? ((same: unknown) => same))(value);
    if (normal !== undefined && normal !== false) out[key] = normal;
  }
  return out;
}

const normalOf: Readonly<Partial<Record<keyof Properties, (value: unknown) => unknown>>> = {
  owner: (owner) => (isPlainObject(owner) && Object.keys(owner).length === 1 ? owner["name"] : owner),
  run_strategy: (strategy) => normalStrategy(strategy as RunStrategy),
  step_concurrency: whole,
  alerting: (alerting) => normalAlerting(alerting),
  alerting_disabled: asBoolean,
  signal_trigger_disabled: asBoolean,
  time_trigger_disabled: asBoolean,
};

/** A run strategy as rule and number; nothing for the default, one run after the other. */
export function normalStrategy(
  strategy: RunStrategy,
): { readonly rule: string; readonly workflow_concurrency: number } | undefined {
  const { rule, workflow_concurrency: given } = partsOf(strategy);
  const concurrency = (whole(given) as number | undefined) ?? (rule === "PARALLEL" ? 20 : 1);
  return rule === "SEQUENTIAL" && concurrency === 1 ? undefined : { rule, workflow_concurrency: concurrency };
}

function partsOf(strategy: RunStrategy): { rule: string; workflow_concurrency: number | undefined } {
  if (typeof strategy === "number") return { rule: "PARALLEL", workflow_concurrency: strategy };
  if (typeof strategy === "string") return { rule: strategy.toUpperCase(), workflow_concurrency: undefined };
  return { rule: strategy.rule.toUpperCase(), workflow_concurrency: strategy.workflow_concurrency };
}

// The lists of alerting are sets on the server, and names change their case there.
function normalAlerting(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => (typeof item === "string" ? item : normalAlerting(item)));
    return items.length === 0 ? undefined : items.sort((a, b) => (String(a) < String(b) ? -1 : 1));
  }
  if (!isPlainObject(value)) return value;
  const entries = Object.entries(value).flatMap(([key, member]): [string, unknown][] => {
    const normal = normalAlerting((alertingForms[key] ?? ((same: unknown) => same))(member));
    return normal === undefined || normal === null || normal === false ? [] : [[key, normal]];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

const alertingForms: Readonly<Record<string, (value: unknown) => unknown>> = {
  actions: lowerCase,
  granularity: lowerCase,
  severity: lowerCase,
  duration_minutes: whole,
  completed_by_hour: whole,
  completed_by_ts: whole,
  always_page: asBoolean,
  disabled: asBoolean,
  workflow: asBoolean,
};

function lowerCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowerCase);
  return typeof value === "string" ? value.toLowerCase() : value;
}
