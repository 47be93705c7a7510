import { isPlainObject } from "../json.js";
import type { Properties } from "../model/definition.js";
import { maestroError, springError } from "./http-error.js";
import { storedProperties } from "./stored-form.js";

type Fields = Record<string, unknown>;

const keys = [
  "owner",
  "access_control",
  "run_strategy",
  "step_concurrency",
  "alerting",
  "alerting_disabled",
  "signal_trigger_disabled",
  "time_trigger_disabled",
  "description",
  "reset_run_strategy_rule",
  "reset_workflow_concurrency",
  "reset_step_concurrency",
];

/** An update of properties, read. */
export interface Update {
  readonly given: Properties;
  readonly resets: ReadonlySet<string>;
}

/** Reads an update of properties, flat or wrapped, and refuses what the server refuses. */
export function readUpdate(body: Fields, path: string): Update {
  const { properties: wrapped, ...flat } = body;
  const fields: Fields = { ...flat, ...(isPlainObject(wrapped) ? wrapped : {}) };
  const unknown = Object.keys(fields).find((key) => !keys.includes(key));
  if (unknown !== undefined) throw maestroError(400, `JSON parse error: Unrecognized field "${unknown}"`);
  if ((fields["access_control"] ?? null) !== null) throw springError(500, "Internal Server Error", path);
  const resets = new Set(Object.keys(fields).filter((key) => key.startsWith("reset_") && fields[key] === true));
  const given = Object.entries(fields).filter(([key]) => !key.startsWith("reset_"));
  const properties = storedProperties(Object.fromEntries(given) as Properties);
  checkUpdate(properties, resets);
  return { given: properties, resets };
}

const rules = ["SEQUENTIAL", "STRICT_SEQUENTIAL", "FIRST_ONLY", "LAST_ONLY", "PARALLEL", "SERIAL_LATEST_ONLY"];
const alertTypes = [
  "STEP_FAILURE",
  "TCT_VIOLATION",
  "LONG_RUNNING",
  "DEPENDENCY_LATE",
  "BREAKPOINT_HIT",
  "DEFINITION_CHANGE",
  "RUN_SUCCESS",
  "SUCCESS_WITHIN",
];
const resetOf: Readonly<Record<string, keyof Properties>> = {
  reset_run_strategy_rule: "run_strategy",
  reset_step_concurrency: "step_concurrency",
};

function checkUpdate(properties: Properties, resets: ReadonlySet<string>): void {
  const { rule = "SEQUENTIAL", workflow_concurrency: runs = 1 } = strategyOf(properties);
  const types = Object.keys((properties.alerting?.["type_configs"] ?? {}) as Fields);
  if (!rules.includes(rule) || types.some((type) => !alertTypes.includes(type))) {
    throw maestroError(400, "JSON parse error: not one of the values accepted");
  }
  if (rule !== "PARALLEL" && runs !== 1) throw maestroError(400, "JSON parse error: only PARALLEL runs side by side");
  const steps = properties.step_concurrency ?? 1;
  const wrong = [
    ...(runs < 1 || runs > 1000 ? ["run_strategy"] : []),
    ...(steps < 1 || steps > 1000 ? ["step_concurrency"] : []),
    ...((properties.description ?? "").length > 16_384 ? ["description"] : []),
  ];
  if (wrong.length > 0) throw maestroError(400, "validation failed", wrong);
  for (const [reset, key] of Object.entries(resetOf)) {
    if (resets.has(reset) && properties[key] !== undefined)
      throw maestroError(400, `cannot set and reset ${key} at once`);
  }
}

interface Strategy {
  readonly rule?: string;
  readonly workflow_concurrency?: number;
}

function strategyOf({ run_strategy: strategy }: Properties): Strategy {
  return typeof strategy === "object" ? strategy : {};
}

/** The properties without those an update resets; the number of runs goes back to its default. */
export function afterResets(properties: Properties, { resets }: Update): Properties {
  const kept: Fields = { ...properties };
  for (const [reset, key] of Object.entries(resetOf)) if (resets.has(reset)) delete kept[key];
  const strategy = strategyOf(kept as Properties);
  if (resets.has("reset_workflow_concurrency") && strategy.rule === "PARALLEL") {
    kept["run_strategy"] = { ...strategy, workflow_concurrency: 20 };
  }
  return kept as Properties;
}
