import type { MaestroType } from "../definition.js";
import { table } from "../table.js";

/** The keys of a workflow in Maestro's YAML language; every other key is a param. */
export const DSL_WORKFLOW_KEYS: readonly string[] = [
  "id",
  "name",
  "description",
  "owner",
  "tags",
  "timeout",
  "criticality",
  "run_strategy",
  "workflow_concurrency",
  "jobs",
  "dag",
];

/** The keys that every job has. */
export const DSL_JOB_KEYS: readonly string[] = [
  "id",
  "name",
  "description",
  "failure_mode",
  "tags",
  "timeout",
  "transition",
];

/** The keys that jobs of one wrapper have beside those. */
export const DSL_OWN_KEYS: Readonly<Record<string, readonly string[]>> = table({
  job: ["type", "type_version"],
  foreach: ["params", "loop_params", "ranges", "concurrency", "job_concurrency", "jobs", "dag"],
  while: ["params", "loop_params", "condition", "jobs", "dag"],
  subworkflow: ["workflow_id", "subworkflow_id", "version", "subworkflow_version", "sync", "explicit_params"],
});

/** Keys that can be neither the language's nor a param's: Maestro refuses them. */
export const DSL_REFUSED_KEYS: { readonly workflow: string; readonly job: string } = {
  workflow: "workflow_params",
  job: "job_params",
};

/** How the language writes the types of params. */
export const DSL_TYPE_WORDS: Readonly<Record<MaestroType, string>> = {
  STRING: "string",
  LONG: "long",
  DOUBLE: "double",
  BOOLEAN: "boolean",
  STRING_MAP: "map",
  STRING_ARRAY: "array<string>",
  LONG_ARRAY: "array<long>",
  DOUBLE_ARRAY: "array<double>",
  BOOLEAN_ARRAY: "array<boolean>",
  MAP: "pmap",
};
