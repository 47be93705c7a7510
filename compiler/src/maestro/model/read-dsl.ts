import type { DefinitionModel, WorkflowModel } from "./definition-model.js";
import { DSL_REFUSED_KEYS, DSL_WORKFLOW_KEYS } from "./dsl-keys.js";
import {
  checkLength,
  checkRange,
  type Fields,
  inside,
  keyPlace,
  listPlace,
  placeOf,
  type Reading,
  readObject,
  readText,
  readWhole,
  readWord,
  reportUnknown,
} from "./fields.js";
import { readJobs } from "./read-dsl-job.js";
import { lastOf, readLevelParams, readTextTags } from "./read-dsl-level.js";
import { CRITICALITIES, readWorkflowId } from "./read-workflow.js";

const ROOTS = ["workflow", "Workflow"];
const RULES = ["SEQUENTIAL", "STRICT_SEQUENTIAL", "FIRST_ONLY", "LAST_ONLY", "PARALLEL", "SERIAL_LATEST_ONLY"];

/** Reads a workflow of Maestro's YAML language. */
export function readDsl(reading: Reading): DefinitionModel | undefined {
  const root = readObject(reading, ROOTS, true);
  const given = root && lastOf(root, ROOTS);
  if (root === undefined) return undefined;
  const [, second] = ROOTS.flatMap((key) => root.raw(key) ?? []);
  if (second !== undefined) reportUnknown(reading, second, []);
  reportAliases(reading);
  if (given === undefined) {
    reading.reporter.report("missingKey", placeOf(reading), { where: "The file", key: "workflow" });
    return undefined;
  }
  const fields = readObject({ ...given, what: "the workflow" }, DSL_WORKFLOW_KEYS, false);
  if (fields === undefined) return undefined;
  const owner = readText(fields.get("owner"));
  const rule = readWord(fields.get("run_strategy"), RULES)?.value;
  checkConcurrency(fields, rule);
  return {
    form: "dsl",
    node: reading.node,
    hasProperties: true,
    alertTexts: [],
    ...(owner !== undefined && { owner }),
    ...(rule !== undefined && { runRule: rule }),
    workflow: readDslWorkflow(fields),
  };
}

/** Without a rule it counts for nothing. */
function checkConcurrency(fields: Fields, rule: string | undefined): void {
  const entry = fields.raw("workflow_concurrency");
  const concurrency = readWhole(fields.get("workflow_concurrency"));
  if (entry === undefined || concurrency === undefined) return;
  if (rule !== undefined) checkRange(fields.get(entry.key), concurrency, 1, rule === "PARALLEL" ? 1_000 : 1);
  else if (fields.raw("run_strategy") === undefined)
    fields.reading.reporter.report("concurrencyIgnored", keyPlace(fields.reading, entry), {});
}

function reportAliases(reading: Reading): void {
  const { node, reporter } = reading;
  if (node.kind === "text" && node.isAlias === true) {
    reporter.report("aliasNotRead", placeOf(reading), { name: node.value });
  } else if (node.kind === "array") {
    for (const [position, item] of node.items.entries()) reportAliases(inside(reading, position, item));
  } else if (node.kind === "object") {
    for (const { key, value } of node.entries) reportAliases(inside(reading, key, value));
  }
}

function readDslWorkflow(fields: Fields): WorkflowModel {
  const { reading } = fields;
  checkLength(fields.get("name"), readText(fields.get("name")), 256);
  checkLength(fields.get("description"), readText(fields.get("description")), 16_384);
  readTextTags(fields.get("tags"));
  readWord(fields.get("criticality"), CRITICALITIES);
  const timeout = readText(fields.get("timeout"));
  const jobs = fields.get("jobs");
  if (jobs === undefined) reading.reporter.report("noSteps", placeOf(reading), { where: "The workflow" });
  return {
    ...readWorkflowId(fields),
    node: reading.node,
    pointer: reading.pointer,
    ...(timeout !== undefined && { timeout }),
    params: readLevelParams(fields, DSL_WORKFLOW_KEYS, DSL_REFUSED_KEYS.workflow),
    steps: readJobs(fields),
    ...(jobs !== undefined && { stepsAt: listPlace(jobs) }),
    timeTriggers: [],
    signalTriggers: [],
  };
}
