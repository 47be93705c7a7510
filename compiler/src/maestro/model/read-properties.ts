import { didYouMean } from "./closest.js";
import type { At, DefinitionModel } from "./definition-model.js";
import {
  checkFree,
  checkLength,
  checkRange,
  type Fields,
  inside,
  isNothing,
  keyPlace,
  placeOf,
  type Reading,
  readBoolean,
  readObject,
  readText,
  readWhole,
  readWord,
  reportNull,
  reportShape,
} from "./fields.js";
import { readAlerting } from "./read-alerting.js";
import type { SourceText } from "./source-node.js";

const RULES = ["SEQUENTIAL", "STRICT_SEQUENTIAL", "FIRST_ONLY", "LAST_ONLY", "PARALLEL", "SERIAL_LATEST_ONLY"];
const KEYS = [
  "owner",
  "access_control",
  "run_strategy",
  "step_concurrency",
  "alerting",
  "alerting_disabled",
  "signal_trigger_disabled",
  "time_trigger_disabled",
  "description",
  "tags",
];

/** What the properties say about the workflow. */
export interface PropertiesModel {
  readonly owner?: At<string>;
  readonly runRule?: string;
  readonly stepConcurrency?: At<number>;
  readonly alertTexts: readonly SourceText[];
}

/** Reads `properties`. */
export function readProperties(reading: Reading): PropertiesModel {
  const fields = readObject(reading, KEYS, true);
  if (fields === undefined) return { alertTexts: [] };
  for (const key of ["alerting_disabled", "signal_trigger_disabled", "time_trigger_disabled"]) {
    readBoolean(fields.get(key));
  }
  checkLength(fields.get("description"), readText(fields.get("description")), 16_384);
  refuse(fields.get("access_control"), fields.get("tags"));
  const stepConcurrency = readWhole(fields.get("step_concurrency"));
  checkRange(fields.get("step_concurrency"), stepConcurrency, 1, 1_000);
  const owner = readOwner(fields.get("owner"));
  const runRule = readRunStrategy(fields.get("run_strategy"));
  return {
    alertTexts: readAlerting(fields.get("alerting")),
    ...(owner !== undefined && { owner }),
    ...(runRule !== undefined && { runRule }),
    ...(stepConcurrency !== undefined && { stepConcurrency }),
  };
}

function refuse(access: Reading | undefined, tags: Reading | undefined): void {
  if (access !== undefined) access.reporter.report("accessControl", placeOf(access), {});
  const isEmpty = tags?.node.kind === "array" && tags.node.items.length === 0;
  if (tags !== undefined && !isEmpty) tags.reporter.report("propertyTags", placeOf(tags), {});
}

function readOwner(reading: Reading | undefined): At<string> | undefined {
  if (reading === undefined || reading.node.kind !== "object") return readName(reading);
  const fields = readObject(reading, ["name"], false);
  for (const { key, value } of fields?.unknown ?? []) checkFree(inside(reading, key, value));
  const name = fields?.get("name");
  if (name !== undefined) return readName(name);
  reading.reporter.report("missingKey", placeOf(reading), { where: "The owner", key: "name" });
  return undefined;
}

/** Unlike elsewhere, a number is not taken as its text. */
function readName(reading: Reading | undefined): At<string> | undefined {
  if (reading === undefined || reading.node.kind === "text") return readText(reading);
  reportShape(reading, "a text");
  return undefined;
}

function readRunStrategy(reading: Reading | undefined): string | undefined {
  if (reading === undefined) return undefined;
  if (reading.node.kind === "number") {
    if (/^-?\d+$/.test(reading.node.text)) checkRange(reading, readWhole(reading), 1, 1_000);
    else reportShape(reading, "a whole number");
    return "PARALLEL";
  }
  if (reading.node.kind !== "object") return readWord(reading, RULES)?.value;
  const fields = readObject(reading, ["rule", "workflow_concurrency"], true);
  if (fields === undefined) return undefined;
  if (fields.get("rule") === undefined) {
    reading.reporter.report("missingKey", placeOf(reading), { where: "The run strategy", key: "rule" });
  }
  const rule = readWord(fields.get("rule"), RULES)?.value;
  const concurrency = readWhole(fields.get("workflow_concurrency"));
  checkRange(fields.get("workflow_concurrency"), concurrency, 1, rule === undefined || rule === "PARALLEL" ? 1_000 : 1);
  return rule;
}

const GIT_TEXTS = ["origin", "branch", "sha", "path", "author"];

/** Reads `git_info`. */
export function readGitInfo(reading: Reading | undefined): void {
  if (reading === undefined) return;
  const fields = readObject(reading, [...GIT_TEXTS, "timestamp", "uncommitted_changes"], true);
  for (const key of GIT_TEXTS) readText(fields?.get(key));
  readWhole(fields?.get("timestamp"));
  readBoolean(fields?.get("uncommitted_changes"));
}

const systemKeys = ["workflow_id", "workflow_version_id", "version_author", "create_time"];
const metadataKeys = [
  "source",
  "manifest",
  "source_definition",
  "api_version",
  "dsl_client_hostname",
  "dsl_client_version",
  "dsl_lang",
  "dsl_source",
  "step_ordinals",
];
const ROOT_KEYS = ["properties", "workflow", "is_active", "git_info"];

function checkFreeField(fields: Fields, key: string): void {
  const value = fields.get(key);
  if (value !== undefined) checkFree(value);
}

/** Reads the top level of a create request, without its workflow. */
export function readRoot(
  reading: Reading,
): (Omit<DefinitionModel, "workflow" | "form"> & { workflow?: Reading }) | undefined {
  const fields = readObject(reading, [...ROOT_KEYS, ...metadataKeys], false);
  if (fields === undefined) return undefined;
  for (const entry of fields.unknown) {
    const place = keyPlace(reading, entry);
    if (systemKeys.includes(entry.key)) {
      reading.reporter.report("systemKey", place, { key: entry.key });
      continue;
    }
    checkFree(inside(reading, entry.key, entry.value));
    const advice = didYouMean(entry.key, ROOT_KEYS);
    if (advice !== "") reading.reporter.report("unknownRootKey", place, { key: entry.key, advice });
  }
  for (const key of metadataKeys) checkFreeField(fields, key);
  const active = fields.raw("is_active");
  if (active !== undefined && isNothing({ node: active.value })) reportNull(fields, "is_active");
  else readBoolean(fields.get("is_active"));
  readGitInfo(fields.get("git_info"));
  const properties = fields.get("properties");
  const workflow = fields.get("workflow");
  if (workflow === undefined) {
    reading.reporter.report("missingKey", placeOf(reading), { where: "The definition", key: "workflow" });
  }
  return {
    node: reading.node,
    hasProperties: properties !== undefined,
    ...(properties === undefined ? { alertTexts: [] } : readProperties(properties)),
    ...(workflow !== undefined && { workflow }),
  };
}
