import type { MaestroStepKind } from "../definition.js";
import { referenceIdProblem } from "../names.js";
import { table } from "../table.js";
import { closest } from "./closest.js";
import type { DefinitionModel, EdgeModel, ParamModel, StepModel, WorkflowModel } from "./definition-model.js";
import { DSL_JOB_KEYS, DSL_OWN_KEYS, DSL_REFUSED_KEYS, DSL_WORKFLOW_KEYS } from "./dsl-keys.js";
import {
  checkLength,
  checkRange,
  type Fields,
  inside,
  keyPlace,
  placeOf,
  type Reading,
  readBoolean,
  readList,
  readObject,
  readText,
  readWhole,
  readWord,
  reportShape,
  reportUnknown,
  scalarText,
} from "./fields.js";
import { readDslParams } from "./read-dsl-param.js";
import { readTransitions } from "./read-dsl-transition.js";
import { readExpression } from "./read-param.js";
import { readTimeout, STEP_TYPES } from "./read-step.js";
import { readTags } from "./read-tags.js";
import { CRITICALITIES, readWorkflowId } from "./read-workflow.js";
import type { SourceEntry, SourceNode } from "./source-node.js";

const WRAPPERS: Readonly<Record<string, MaestroStepKind>> = table({
  job: "step",
  foreach: "foreach",
  while: "while",
  subworkflow: "subworkflow",
});
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
const RULES = ["SEQUENTIAL", "STRICT_SEQUENTIAL", "FIRST_ONLY", "LAST_ONLY", "PARALLEL", "SERIAL_LATEST_ONLY"];
const FAILURE_MODES = ["FAIL_AFTER_RUNNING", "FAIL_IMMEDIATELY", "IGNORE_FAILURE"];

/** Reads a workflow of Maestro's YAML language. */
export function readDsl(reading: Reading): DefinitionModel | undefined {
  const root = readObject(reading, ["workflow", "Workflow"], true);
  const given = lastOf(root, ["workflow", "Workflow"]);
  if (root === undefined) return undefined;
  reportTwoRoots(root);
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

function reportTwoRoots(root: Fields): void {
  const { reading } = root;
  const [, second] = root.object.entries.filter(({ key }) => key === "workflow" || key === "Workflow");
  if (second === undefined || root.raw("workflow") === undefined || root.raw("Workflow") === undefined) return;
  const advice = "A file holds one workflow.";
  reading.reporter.report("unknownKey", keyPlace(reading, second), { where: "The file", key: second.key, advice });
}

/** Of keys that mean the same, the last one counts. */
function lastOf(fields: Fields | undefined, keys: readonly string[]): Reading | undefined {
  const last = fields?.object.entries.findLast(({ key }) => keys.includes(key));
  return last === undefined ? undefined : fields?.get(last.key);
}

/** Without a rule the language passes the concurrency over. */
function checkConcurrency(fields: Fields, rule: string | undefined): void {
  const reading = fields.get("workflow_concurrency");
  const concurrency = readWhole(reading);
  if (reading === undefined || concurrency === undefined) return;
  if (rule === undefined) reading.reporter.report("concurrencyIgnored", placeOf(reading), {});
  else checkRange(reading, concurrency, 1, rule === "PARALLEL" ? 1_000 : 1);
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
  const timeout = readTimeout(fields.get("timeout"));
  const jobs = fields.get("jobs");
  if (jobs === undefined) reading.reporter.report("noSteps", placeOf(reading), { where: "The workflow" });
  return {
    ...readWorkflowId(fields),
    node: reading.node,
    pointer: reading.pointer,
    ...(timeout !== undefined && { timeout }),
    params: readParams(fields, DSL_WORKFLOW_KEYS, DSL_REFUSED_KEYS.workflow),
    steps: readJobs(fields),
    ...(jobs !== undefined && { stepsNode: jobs.node }),
    timeTriggers: [],
    signalTriggers: [],
  };
}

/** The language has tags of text only, and takes any scalar for its text. */
function readTextTags(reading: Reading | undefined): void {
  if (reading?.node.kind !== "array") return readTags(reading);
  const items = reading.node.items.map((node): SourceNode => {
    const value = scalarText(node);
    return value === undefined ? node : { kind: "text", value, start: node.start, end: node.end };
  });
  for (const item of readList(reading)) if (item.node.kind === "object") reportShape(item, "a text");
  return readTags({ ...reading, node: { ...reading.node, items } });
}

/** Every key that is none of the language's is a param. */
function readParams(fields: Fields, known: readonly string[], refused: string): readonly ParamModel[] {
  const { reading, object } = fields;
  for (const entry of object.entries) {
    if (known.includes(entry.key)) continue;
    if (entry.key === refused) reportUnknown(reading, entry, known);
    const meant = REQUEST_ONLY.includes(entry.key) ? undefined : misspelt(entry.key, known);
    if (meant === undefined && !REQUEST_ONLY.includes(entry.key)) continue;
    const advice = meant === undefined ? "Use the JSON form, which has it." : `Did you mean "${meant}"?`;
    reading.reporter.report("keyIsParam", keyPlace(reading, entry), { key: entry.key, advice });
  }
  return readDslParams(reading, object, known);
}

function misspelt(key: string, known: readonly string[]): string | undefined {
  if (key.length < 5 || /[!<(]/.test(key)) return undefined;
  const meant = closest(key, known);
  return meant !== undefined && Math.abs(meant.length - key.length) <= 1 ? meant : undefined;
}

function readJobs(fields: Fields): readonly StepModel[] {
  const jobs = readList(fields.get("jobs")).flatMap((item) => readJob(item) ?? []);
  return applyDag(fields.get("dag"), jobs);
}

function readJob(item: Reading): StepModel | undefined {
  const { node, reporter } = item;
  const [entry, second] = node.kind === "object" ? node.entries : [];
  const wrapper = entry?.key.toLowerCase() ?? "";
  const kind = entry === undefined || second !== undefined ? undefined : WRAPPERS[wrapper];
  if (entry === undefined || kind === undefined) {
    reporter.report("wrongShape", placeOf(item), {
      where: "A job",
      found: "something else",
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
  readTextTags(fields.get("tags"));
  const name = id?.value ?? "";
  const own = readParams(fields, [...DSL_JOB_KEYS, ...(DSL_OWN_KEYS[wrapper] ?? [])], DSL_REFUSED_KEYS.job);
  const version = kind === "subworkflow" ? fields.raw("workflow_version") : undefined;
  if (version !== undefined) {
    const details = { key: "workflow_version", advice: "Write version." };
    reading.reporter.report("keyIsParam", keyPlace(reading, version), details);
  }
  const failureMode = readWord(fields.get("failure_mode"), FAILURE_MODES);
  const timeout = readTimeout(fields.get("timeout"));
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
      ? { steps: readJobs(fields), ...(jobs !== undefined && { stepsNode: jobs.node }) }
      : {}),
    ...whileCondition(fields, kind),
    ...loopConcurrency(fields, kind, name),
    isExplicit: kind === "subworkflow" && readBoolean(fields.get("explicit_params"))?.value === true,
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
  if (type !== undefined) return { type, typeNode: text.node };
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

function specialParams(fields: Fields, kind: MaestroStepKind, id: string): readonly ParamModel[] {
  if (kind === "foreach" || kind === "while") return loopParams(fields, kind);
  if (kind !== "subworkflow") return [];
  const target = lastOf(fields, ["workflow_id", "subworkflow_id"]);
  const version = lastOf(fields, ["version", "subworkflow_version"]);
  const node: SourceNode = target?.node ?? {
    kind: "text",
    value: id,
    start: fields.reading.node.start,
    end: fields.reading.node.start,
  };
  return [
    textParam("subworkflow_id", target ?? fields.reading, node),
    ...(version === undefined ? [] : [textParam("subworkflow_version", version, version.node)]),
  ];
}

/** They come last, or take the place of a param that is written under their name. */
function withSpecial(own: readonly ParamModel[], special: readonly ParamModel[]): readonly ParamModel[] {
  const replaced = own.map((param) => special.find(({ name }) => name === param.name) ?? param);
  return [...replaced, ...special.filter(({ name }) => !own.some((param) => param.name === name))];
}

function textParam(name: string, reading: Reading, value: SourceNode): ParamModel {
  return {
    name,
    spot: placeOf(reading),
    pointer: reading.pointer,
    node: value,
    type: "STRING",
    value,
    meta: new Map(),
  };
}

/** A foreach without any has none; a while needs them. */
function loopParams(fields: Fields, kind: MaestroStepKind): readonly ParamModel[] {
  const given = lastOf(fields, ["params", "loop_params"]);
  const ranges = kind === "foreach" ? fields.get("ranges") : undefined;
  const place = given ?? ranges ?? fields.reading;
  if (kind === "while" && given === undefined) return [];
  const named = given === undefined ? undefined : readObject(given, [], false);
  const listed = given === undefined || named === undefined ? [] : readDslParams(given, named.object);
  const spans = ranges === undefined ? undefined : readObject(ranges, [], false);
  const ranged = ranges === undefined ? [] : (spans?.object.entries ?? []).map((entry) => rangeParam(ranges, entry));
  const value: SourceNode = { kind: "object", start: place.node.start, end: place.node.end, entries: [] };
  const base = { name: "loop_params", spot: placeOf(place), pointer: place.pointer, node: place.node };
  return [{ ...base, type: "MAP", value, entries: [...listed, ...ranged], meta: new Map() }];
}

/** A range becomes a call of Util.intsBetween. */
function rangeParam(ranges: Reading, entry: SourceEntry): ParamModel {
  const reading = inside(ranges, entry.key, entry.value, `the range "${entry.key}"`);
  const fields = readObject(reading, ["from", "to", "increment"], true);
  const [from = 0, to, step = 1] = ["from", "to", "increment"].map((key) => readWhole(fields?.get(key))?.value);
  if (fields !== undefined && fields.get("to") === undefined) {
    reading.reporter.report("missingKey", placeOf(reading), { where: `The range "${entry.key}"`, key: "to" });
  }
  const text = `Util.intsBetween(${from}, ${to ?? 1}, ${step});`;
  const expression = { text, node: entry.value, pointer: reading.pointer };
  const spot = keyPlace(ranges, entry);
  return {
    name: entry.key,
    spot,
    pointer: reading.pointer,
    node: entry.value,
    type: "LONG_ARRAY",
    expression,
    meta: new Map(),
  };
}

function applyDag(dag: Reading | undefined, jobs: readonly StepModel[]): readonly StepModel[] {
  if (dag === undefined) return jobs;
  if (dag.node.kind === "object") return applyDagMap(dag, jobs);
  const word = readWord(dag, ["sequential", "parallel"])?.value;
  if (word !== "sequential") return jobs;
  return jobs.map((job, position) => {
    const next = jobs[position + 1];
    const isOpen = job.edges.length === 0 && next !== undefined;
    return isOpen ? { ...job, edges: [{ to: next.id, spot: job.spot }] } : job;
  });
}

function applyDagMap(dag: Reading, jobs: readonly StepModel[]): readonly StepModel[] {
  const edges = new Map<string, readonly EdgeModel[]>();
  for (const entry of dag.node.kind === "object" ? dag.node.entries : []) {
    const place = keyPlace(dag, entry);
    if (!jobs.some((job) => job.id === entry.key)) {
      dag.reporter.report("badDag", place, { problem: `there is no job "${entry.key}"` });
    }
    if (entry.value.kind === "null") continue;
    if (entry.value.kind !== "array") {
      dag.reporter.report("badDag", place, { problem: `the value of "${entry.key}" must be a list` });
      continue;
    }
    edges.set(entry.key, readTransitions(inside(dag, entry.key, entry.value)));
  }
  return jobs.map((job) => (job.edges.length > 0 ? job : { ...job, edges: edges.get(job.id) ?? [] }));
}
