import { table } from "./table.js";

/** Names of SEL's classes; a param of such a name cannot be read by its bare name. */
export const SEL_CLASS_NAMES: ReadonlySet<string> = new Set(
  (
    "Integer Long Float Double Boolean String Map HashMap LinkedHashMap DateTime DateTimeZone DateTimeFormatter " +
    "DateTimeFormat Property Days UUID Math Util System Arrays DateTimeConstants params"
  ).split(" "),
);

/** Words of SEL's grammar. */
export const SEL_RESERVED_WORDS: ReadonlySet<string> = new Set(
  (
    "abstract boolean break byte case catch char class const continue default do double else extends false final " +
    "finally float for goto if implements import instanceof int interface long native new null package private " +
    "protected public return short static super switch synchronized this throw throws transient true try void " +
    "volatile while"
  ).split(" "),
);

/** Names that start and restart requests refuse as run params. */
export const RESERVED_RUN_PARAMS: ReadonlySet<string> = new Set(
  (
    "maestro Maestro MAESTRO scheduler Scheduler SCHEDULER util Util UTIL params Params PARAMS AUTH_BLOB AUTH_DATA " +
    "AUTH_ACTING_ON_BEHALF_OF_BLOB AUTH_TRIGGERING_ON_BEHALF_OF_BLOB AUTHORIZED_MANAGERS"
  ).split(" "),
);

/** Params that Maestro adds to every workflow, with their types. */
export const INJECTED_WORKFLOW_PARAMS: Readonly<Record<string, "STRING" | "LONG">> = table({
  DSL_DEFAULT_TZ: "STRING",
  WORKFLOW_CRON_TIMEZONE: "STRING",
  RUN_TS: "LONG",
  TARGET_RUN_DATE: "STRING",
  TARGET_RUN_HOUR: "STRING",
  DERIVED_RUN_TS: "LONG",
  DERIVED_RUN_DATE_US_PACIFIC: "STRING",
  DERIVED_RUN_DATE_US_PACIFIC_MINUS_ONE: "STRING",
  DERIVED_RUN_DATE_UTC: "STRING",
  DERIVED_RUN_DATE_UTC_MINUS_ONE: "STRING",
  DERIVED_RUN_DATE_UTC_PLUS_ONE: "STRING",
  DERIVED_RUN_DATE_UTC_MINUS_ONE_HOUR: "STRING",
  DERIVED_RUN_DATE_UTC_PLUS_ONE_HOUR: "STRING",
  DERIVED_RUN_HOUR_US_PACIFIC: "STRING",
  DERIVED_RUN_HOUR_UTC: "STRING",
  DERIVED_RUN_HOUR_UTC_MINUS_ONE_HOUR: "STRING",
  DERIVED_RUN_HOUR_UTC_PLUS_ONE_HOUR: "STRING",
  LOCAL_RUN_DATE: "STRING",
  RUN_DATE: "STRING",
  RUN_DATE_MINUS_1: "STRING",
  RUN_DATE_MINUS_7: "STRING",
  job_template_version: "STRING",
  owner: "STRING",
  workflow_id: "STRING",
});

/** The one of them that is dropped unless a definition or a run gives it. */
export const ABSENT_UNLESS_GIVEN = "job_template_version";

/** The param that a step gets only after its own are computed. */
export const AFTER_OWN_PARAMS = "maestro_step_satisfied";

/** Params that Maestro adds to every step, with their types. */
export const INJECTED_STEP_PARAMS: Readonly<Record<string, "STRING" | "LONG" | "BOOLEAN">> = table({
  workflow_instance_id: "LONG",
  step_instance_uuid: "STRING",
  step_attempt_id: "LONG",
  step_id: "STRING",
  maestro_step_satisfied: "BOOLEAN",
});

/** The text between a step's id and its param in a reference. */
export const SEPARATOR = "__";

const identifier = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Whether SEL can read a param of this name bare. */
export function isReadableName(name: string): boolean {
  return identifier.test(name) && !SEL_RESERVED_WORDS.has(name) && !SEL_CLASS_NAMES.has(name);
}

const workflowId = /^[_a-zA-Z0-9][.\-_a-zA-Z0-9]*$/;
const referenceId = /^[_a-zA-Z][.\-_a-zA-Z0-9]*$/;

/** What Maestro has against a workflow id, or nothing. */
export function workflowIdProblem(id: string): string | undefined {
  if (id.length === 0 || id.length > 128) return `it has ${id.length} characters, where 1 to 128 are allowed`;
  if (!workflowId.test(id)) return "only letters, digits and . - _ are allowed, and it cannot start with . or -";
  if (/^maestro_/i.test(id)) return "names that start with maestro_ are reserved";
  return /_maestro$/i.test(id) ? "names that end with _maestro are reserved" : undefined;
}

/** What Maestro has against a step id or param name, or nothing. */
export function referenceIdProblem(id: string): string | undefined {
  if (id.length === 0 || id.length > 128) return `it has ${id.length} characters, where 1 to 128 are allowed`;
  if (!referenceId.test(id)) return "only letters, digits and . - _ are allowed, and it must start with a letter or _";
  if (id.includes(SEPARATOR)) return "two underscores in a row separate a step from its param";
  return /^maestro_/i.test(id) ? "names that start with maestro_ are reserved" : undefined;
}
