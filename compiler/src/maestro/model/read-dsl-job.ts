import type { MaestroStepKind } from "../definition.js";
import { referenceIdProblem } from "../names.js";
import { table } from "../table.js";
import type { StepModel } from "./definition-model.js";
import { DSL_JOB_KEYS, DSL_OWN_KEYS, DSL_REFUSED_KEYS } from "./dsl-keys.js";
import {
  checkLength,
  checkRange,
  type Fields,
  inside,
  keyPlace,
  listPlace,
  placeOf,
  type Reading,
  readBoolean,
  readList,
  readObject,
  readText,
  readWhole,
  readWord,
} from "./fields.js";
import { applyDag } from "./read-dsl-dag.js";
import { lastOf, readLevelParams, readTextTags } from "./read-dsl-level.js";
import { specialParams, withSpecial } from "./read-dsl-special.js";
import { readTransitions } from "./read-dsl-transition.js";
import { readExpression } from "./read-param.js";
import { checkType, STEP_TYPES } from "./read-step.js";
import { describeNode } from "./source-node.js";

const WRAPPERS: Readonly<Record<string, MaestroStepKind>> = table({
  job: "step",
  foreach: "foreach",
  while: "while",
  subworkflow: "subworkflow",
});

const FAILURE_MODES = ["FAIL_AFTER_RUNNING", "FAIL_IMMEDIATELY", "IGNORE_FAILURE"];

/** Reads the jobs of a workflow or loop with their transitions. */
export function readJobs(fields: Fields): readonly StepModel[] {
  const jobs = readList(fields.get("jobs")).flatMap((item) => readJob(item) ?? []);
  return applyDag(fields.get("dag"), jobs);
}

function readJob(item: Reading): StepModel | undefined {
  const { node, reporter } = item;
  const [entry, second] = node.kind === "object" ? node.entries : [];
  const wrapper = entry?.key.toLowerCase() ?? "";
  const kind = second !== undefined ? undefined : WRAPPERS[wrapper];
  if (entry === undefined || kind === undefined) {
    const odd = second ?? entry;
    reporter.report("wrongShape", odd === undefined ? placeOf(item) : keyPlace(item, odd), {
      where: "A job",
      found:
        odd === undefined ? describeNode(node) : `${second === undefined ? "one" : "more"} with the key "${odd.key}"`,
      expected: "an object with exactly one of the keys job, foreach, while, subworkflow",
    });
    return undefined;
  }
  const reading = inside(item, entry.key, entry.value, `a ${entry.key}`);
  const fields = readObject(reading, [], false);
  return fields === undefined ? undefined : buildStep(fields, kind, wrapper);
}

function buildStep(fields: Fields, kind: MaestroStepKind, wrapper: string): StepModel {
  const { reading } = fields;
  const id = readText(fields.get("id"));
  if (id === undefined) reading.reporter.report("missingKey", placeOf(reading), { where: "A job", key: "id" });
  const problem = id === undefined ? undefined : referenceIdProblem(id.value);
  if (id !== undefined && problem !== undefined) {
    reading.reporter.report("badId", { ...id.node, pointer: id.pointer }, { what: "job id", id: id.value, problem });
  }
  checkLength(fields.get("name"), readText(fields.get("name")), 256);
  checkLength(fields.get("description"), readText(fields.get("description")), 16_384);
  readTextTags(fields.get("tags"));
  if (kind === "subworkflow") readBoolean(fields.get("sync"));
  if (kind === "step") readText(fields.get("type_version"));
  const name = id?.value ?? "";
  const own = readLevelParams(fields, [...DSL_JOB_KEYS, ...(DSL_OWN_KEYS[wrapper] ?? [])], DSL_REFUSED_KEYS.job);
  const version = kind === "subworkflow" ? fields.raw("workflow_version") : undefined;
  if (version !== undefined) {
    const details = { key: "workflow_version", advice: "Write version." };
    reading.reporter.report("keyIsParam", keyPlace(reading, version), details);
  }
  const failureMode = readWord(fields.get("failure_mode"), FAILURE_MODES);
  const timeout = readText(fields.get("timeout"));
  const jobs = fields.get("jobs");
  return {
    kind,
    id: name,
    spot: {
      ...placeOf(reading),
      ...(id !== undefined && { start: id.node.start, end: id.node.end, pointer: id.pointer }),
    },
    pointer: reading.pointer,
    node: reading.node,
    params: withSpecial(own, specialParams(fields, kind, name)),
    edges: readTransitions(fields.get("transition")),
    waits: [],
    emits: [],
    ...(failureMode !== undefined && { failureMode }),
    ...(timeout !== undefined && { timeout }),
    ...(kind === "step" && jobType(fields)),
    ...(kind === "foreach" || kind === "while"
      ? { steps: readJobs(fields), ...(jobs !== undefined && { stepsAt: listPlace(jobs) }) }
      : {}),
    ...whileCondition(fields, kind),
    ...loopConcurrency(fields, kind, name),
    isExplicit: kind === "subworkflow" && readBoolean(fields.get("explicit_params"))?.value === true,
    ...(readBoolean(fields.get("sync"))?.value === false && { isAsync: true as const }),
  };
}

function jobType(fields: Fields): Pick<StepModel, "type" | "typeNode" | "subType"> {
  const { reading } = fields;
  const text = readText(fields.get("type"));
  if (text === undefined) {
    reading.reporter.report("missingKey", placeOf(reading), { where: "A job", key: "type" });
    return {};
  }
  const type = STEP_TYPES.find((one) => one.toLowerCase() === text.value.toLowerCase());
  if (type !== undefined) {
    checkType(reading.reporter, { ...text, value: type }, readText(fields.get("id"))?.value ?? "");
    return { type, typeNode: text.node };
  }
  reading.reporter.report(
    "notTemplate",
    { ...text.node, pointer: text.pointer },
    {
      id: readText(fields.get("id"))?.value ?? "",
      type: text.value,
    },
  );
  return { typeNode: text.node, subType: text };
}

function whileCondition(fields: Fields, kind: MaestroStepKind): Pick<StepModel, "condition"> {
  if (kind !== "while") return {};
  const condition = readExpression(fields.get("condition"));
  if (condition !== undefined) return { condition };
  fields.reading.reporter.report("missingKey", placeOf(fields.reading), { where: "A while", key: "condition" });
  return {};
}

function loopConcurrency(fields: Fields, kind: MaestroStepKind, id: string): Pick<StepModel, "concurrency"> {
  if (kind !== "foreach") return {};
  const reading = lastOf(fields, ["concurrency", "job_concurrency"]);
  const value = readWhole(reading);
  if (reading === undefined || value === undefined) return {};
  if (value.value <= 0) reading.reporter.report("neverStarts", placeOf(reading), { found: value.value, id });
  else checkRange(reading, value, 1, 500);
  return { concurrency: value };
}
