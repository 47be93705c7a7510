import {
  inside,
  placeOf,
  type Reading,
  readBoolean,
  readList,
  readObject,
  readText,
  readTexts,
  readWhole,
  readWord,
} from "./fields.js";
import type { SourceText } from "./source-node.js";

const KEYS = ["emails", "pagerduties", "slack", "bypass_digest_config", "pagerduty_config", "tct", "type_configs"];
const TYPES = [
  "STEP_FAILURE",
  "TCT_VIOLATION",
  "LONG_RUNNING",
  "DEPENDENCY_LATE",
  "BREAKPOINT_HIT",
  "DEFINITION_CHANGE",
  "RUN_SUCCESS",
  "SUCCESS_WITHIN",
];
const TYPE_KEYS = ["emails", "pagerduties", "slack", "actions", "disabled", "granularity", "duration_minutes"];

/** Checks `alerting`; gives the addresses, in which params are filled in. */
export function readAlerting(reading: Reading | undefined): readonly SourceText[] {
  if (reading === undefined) return [];
  const fields = readObject(reading, KEYS, true);
  if (fields === undefined) return [];
  readSlack(fields.get("slack"));
  readTct(fields.get("tct"));
  readDigest(fields.get("bypass_digest_config"));
  readPager(fields.get("pagerduty_config"));
  readTypes(fields.get("type_configs"));
  readTexts(fields.get("pagerduties"));
  return readTexts(fields.get("emails")).flatMap(({ node }) => (node.kind === "text" ? [node] : []));
}

function readSlack(reading: Reading | undefined): void {
  if (reading === undefined) return;
  const fields = readObject(reading, ["users", "channels", "mention_users"], true);
  for (const key of ["users", "channels", "mention_users"]) readTexts(fields?.get(key));
}

const TCT_CHOICES = ["completed_by_hour", "duration_minutes", "completed_by_ts"];

function readTct(reading: Reading | undefined): void {
  if (reading === undefined) return;
  const fields = readObject(reading, [...TCT_CHOICES, "tz"], true);
  if (fields === undefined) return;
  readText(fields.get("tz"));
  const given = TCT_CHOICES.filter((key) => readWhole(fields.get(key), bitsOf(key)) !== undefined);
  if (given.length === 1) return;
  const found = given.length === 0 ? "without any" : `with ${given.join(" and ")}`;
  reading.reporter.report("wrongShape", placeOf(reading), {
    where: "Tct",
    found,
    expected: `exactly one of ${TCT_CHOICES.join(", ")}`,
  });
}

function bitsOf(key: string): 32 | 64 {
  return key === "completed_by_ts" ? 64 : 32;
}

function readDigest(reading: Reading | undefined): void {
  if (reading === undefined) return;
  const fields = readObject(reading, ["workflow", "steps"], true);
  readBoolean(fields?.get("workflow"));
  readTexts(fields?.get("steps"));
}

function readPager(reading: Reading | undefined): void {
  if (reading === undefined) return;
  const fields = readObject(reading, ["severity", "always_page"], true);
  readWord(fields?.get("severity"), ["critical", "error", "warning", "info"]);
  readBoolean(fields?.get("always_page"));
}

/** The keys of `type_configs` must be in upper case, unlike words elsewhere. */
function readTypes(reading: Reading | undefined): void {
  if (reading === undefined) return;
  const fields = readObject(reading, TYPES, true);
  for (const { key, value } of fields?.object.entries ?? []) {
    if (value.kind === "null") continue;
    const config = readObject(inside(reading, key, value), TYPE_KEYS, true);
    for (const item of readList(config?.get("actions"))) readWord(item, ["EMAIL", "PAGE", "SLACK", "CANCEL"]);
    readWord(config?.get("granularity"), ["WORKFLOW", "STEP", "ALL"]);
    readBoolean(config?.get("disabled"));
    readWhole(config?.get("duration_minutes"), 32);
    for (const texts of ["emails", "pagerduties"]) readTexts(config?.get(texts));
    readSlack(config?.get("slack"));
  }
}
