import { closest } from "./closest.js";
import type { ParamModel } from "./definition-model.js";
import {
  type Fields,
  keyPlace,
  type Reading,
  readList,
  renameKey,
  reportShape,
  reportUnknown,
  scalarText,
} from "./fields.js";
import { readDslParams } from "./read-dsl-param.js";
import { readTags } from "./read-tags.js";
import type { SourceNode } from "./source-node.js";

const REQUEST_ONLY = [
  "time_triggers",
  "signal_triggers",
  "alerting",
  "retry_policy",
  "signal_dependencies",
  "signal_outputs",
  "instance_step_concurrency",
  "step_concurrency",
  "strict_ordering",
  "predecessors",
  "git_info",
  "is_active",
  "properties",
  "steps",
  "successors",
];

/** Reads the params of a workflow or job: every key that is none of the language's. */
export function readLevelParams(fields: Fields, known: readonly string[], refused: string): readonly ParamModel[] {
  const { reading, object } = fields;
  for (const entry of object.entries) {
    if (known.includes(entry.key)) continue;
    if (entry.key === refused) reportUnknown(reading, entry, known);
    const meant = REQUEST_ONLY.includes(entry.key) ? undefined : misspelt(entry.key, known);
    if (meant === undefined && !REQUEST_ONLY.includes(entry.key)) continue;
    const advice = meant === undefined ? "Use the JSON form, which has it." : `Did you mean "${meant}"?`;
    const isFree = meant !== undefined && !object.entries.some(({ key }) => key === meant);
    const fix = isFree
      ? { description: `Rename the key to ${meant}`, edits: [renameKey(reading, entry, meant)] }
      : undefined;
    reading.reporter.report("keyIsParam", keyPlace(reading, entry), { key: entry.key, advice }, fix);
  }
  return readDslParams(reading, object, known);
}

function misspelt(key: string, known: readonly string[]): string | undefined {
  if (key.length < 5 || /[!<(]/.test(key)) return undefined;
  const meant = closest(key, known);
  return meant !== undefined && Math.abs(meant.length - key.length) <= 1 ? meant : undefined;
}

/** Reads tags, which the language has of text only; any scalar is taken for its text. */
export function readTextTags(reading: Reading | undefined): void {
  if (reading?.node.kind !== "array") return readTags(reading);
  const items = reading.node.items.map((node): SourceNode => {
    const value = scalarText(node);
    return value === undefined ? node : { kind: "text", value, start: node.start, end: node.end };
  });
  for (const item of readList(reading)) if (item.node.kind === "object") reportShape(item, "a text");
  return readTags({ ...reading, node: { ...reading.node, items } });
}

/** Of two names of one key, the one that is written last counts. */
export function lastOf({ object, get }: Fields, keys: readonly string[]): Reading | undefined {
  const last = object.entries.findLast((entry) => keys.includes(entry.key));
  return last && get(last.key);
}
