import type { MaestroStepKind } from "../definition.js";
import type { Reporter } from "../findings/reporter.js";
import { referenceIdProblem } from "../names.js";
import type { At, EdgeModel, StepModel } from "./definition-model.js";
import {
  checkLength,
  checkRange,
  type Fields,
  inside,
  keyPlace,
  listPlace,
  parsableText,
  placeOf,
  type Reading,
  readBoolean,
  readList,
  readObject,
  readText,
  readWhole,
  readWord,
  reportNull,
  reportShape,
} from "./fields.js";
import { readExpression, readParams } from "./read-param.js";
import { readRetry } from "./read-retry.js";
import { readEmits, readWaits } from "./read-signals.js";
import { readTags } from "./read-tags.js";

const WRAPPERS: readonly MaestroStepKind[] = ["step", "foreach", "while", "subworkflow", "template"];
const COMMON = [
  "id",
  "name",
  "description",
  "transition",
  "failure_mode",
  "tags",
  "timeout",
  "signal_dependencies",
  "signal_outputs",
  "params",
];
const OWN: Readonly<Record<MaestroStepKind, readonly string[]>> = {
  step: ["type", "sub_type", "sub_type_version", "retry_policy"],
  foreach: ["concurrency", "strict_ordering", "steps"],
  while: ["condition", "steps"],
  subworkflow: ["sync", "explicit_params"],
  template: ["sub_type"],
};
/** Step types as Maestro spells them. */
export const STEP_TYPES: readonly string[] = [
  "NoOp",
  "Sleep",
  "Titus",
  "Notebook",
  "Kubernetes",
  "Http",
  "Join",
  "foreach",
  "while",
  "subworkflow",
  "template",
];
const FAILURE_MODES = ["FAIL_AFTER_RUNNING", "FAIL_IMMEDIATELY", "IGNORE_FAILURE"];

/** Reads a list of steps. */
export function readSteps(reading: Reading | undefined): readonly StepModel[] {
  return readList(reading).flatMap((item) => readWrapper(item) ?? []);
}

function readWrapper(item: Reading): StepModel | undefined {
  const { node, reporter } = item;
  const entries = node.kind === "object" ? node.entries : [];
  const [entry] = entries;
  if (entry === undefined || entries.length !== 1) {
    const found = entries.length === 0 ? "there is none" : `there are ${entries.map(({ key }) => key).join(", ")}`;
    reporter.report("badWrapper", placeOf(item), { found });
    return undefined;
  }
  const kind = WRAPPERS.find((wrapper) => wrapper === entry.key.toLowerCase());
  if (kind === undefined) {
    reporter.report("badWrapper", keyPlace(item, entry), { found: `the key is ${entry.key}` });
    return undefined;
  }
  if (kind === "template") {
    reporter.report("badWrapper", keyPlace(item, entry), { found: "the key is template, which no server can run" });
  }
  return readStep(inside(item, entry.key, entry.value, kind === "step" ? "a step" : `a ${kind} step`), kind);
}

function readStep(reading: Reading, kind: MaestroStepKind): StepModel | undefined {
  const known = [...COMMON, ...OWN[kind]];
  const lenient = [...known, "type", "retry_policy", "sub_type"];
  const fields = readObject(reading, kind === "step" ? known : lenient, true);
  if (fields === undefined) return undefined;
  const id = readId(fields);
  checkTexts(fields);
  if (kind !== "step") reportStray(fields, kind, id?.value ?? "");
  const named = id ?? { value: "", node: reading.node, pointer: reading.pointer };
  const steps = fields.get("steps");
  const params = fields.get("params");
  const condition = readExpression(fields.get("condition"));
  if (kind === "while" && condition === undefined) missing(fields, "condition");
  return {
    kind,
    id: named.value,
    spot: { ...placeOf({ ...reading, node: named.node }), pointer: named.pointer },
    pointer: reading.pointer,
    node: reading.node,
    ...(kind === "step" && typeOf(fields, named.value)),
    ...optional("subType", readText(fields.get("sub_type"))),
    params: readParams(params),
    ...(params !== undefined && { paramsNode: params.node }),
    ...readTransition(fields, named.value),
    ...(steps !== undefined && { steps: readSteps(steps), stepsAt: listPlace(steps) }),
    ...optional("failureMode", readWord(fields.get("failure_mode"), FAILURE_MODES)),
    ...optional("timeout", readTimeout(fields.get("timeout"))),
    ...retryOf(fields),
    waits: readWaits(fields.get("signal_dependencies")),
    emits: readEmits(fields.get("signal_outputs")),
    ...optional("condition", condition),
    ...optional("concurrency", readConcurrency(fields, named.value)),
    isExplicit: readBoolean(fields.get("explicit_params"))?.value === true,
    ...(readBoolean(fields.get("sync"))?.value === false && { isAsync: true as const }),
  };
}

function optional<TKey extends string, TValue>(
  key: TKey,
  value: TValue | undefined,
): { readonly [K in TKey]?: TValue } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [K in TKey]?: TValue };
}

function readId(fields: Fields): At<string> | undefined {
  const reading = fields.get("id");
  const id = readText(reading);
  if (reading === undefined) missing(fields, "id");
  const problem = id === undefined ? undefined : referenceIdProblem(id.value);
  if (reading !== undefined && id !== undefined && problem !== undefined) {
    reading.reporter.report("badId", placeOf(reading), { what: "step id", id: id.value, problem });
  }
  return id;
}

function missing(fields: Fields, key: string): void {
  const { reading } = fields;
  reading.reporter.report("missingKey", placeOf(reading), { where: "A step", key });
}

function checkTexts(fields: Fields): void {
  checkLength(fields.get("name"), readText(fields.get("name")), 256);
  checkLength(fields.get("description"), readText(fields.get("description")), 16_384);
  readTags(fields.get("tags"));
  readBoolean(fields.get("sync"));
  readBoolean(fields.get("strict_ordering"));
  readText(fields.get("sub_type_version"));
}

function reportStray(fields: Fields, kind: MaestroStepKind, id: string): void {
  const { reading } = fields;
  const type = fields.raw("type");
  if (type !== undefined) {
    reading.reporter.report("strayType", keyPlace(reading, type), { id, wrapper: kind });
  }
  for (const key of ["retry_policy", "sub_type"]) {
    const entry = fields.raw(key);
    if (entry === undefined || OWN[kind].includes(key)) continue;
    reading.reporter.report("noRetryHere", keyPlace(reading, entry), { key, wrapper: kind, id });
  }
}

function typeOf(fields: Fields, id: string): Pick<StepModel, "type" | "typeNode"> {
  const reading = fields.get("type");
  if (reading === undefined) {
    missing(fields, "type");
    return {};
  }
  const word = readWord(reading, STEP_TYPES);
  if (word === undefined) return { typeNode: reading.node };
  checkType(reading.reporter, word, id);
  return { type: word.value, typeNode: reading.node };
}

/** Reports a type that Maestro reads and cannot run. */
export function checkType(reporter: Reporter, { value, node, pointer }: At<string>, id: string): void {
  const problem = typeProblems[value];
  if (problem === undefined) return;
  const [why, advice] = problem;
  reporter.report(
    "unusableType",
    { start: node.start, end: node.end, pointer },
    { type: value, id, problem: why, advice },
  );
}

const noRuntime = [
  "the open-source server has no runtime for it",
  "Use Kubernetes, Notebook, Http, Sleep or NoOp.",
] as const;
const wrapped = (wrapper: string): readonly [string, string] => [
  "it is no type of a plain step",
  `Use the wrapper key ${wrapper} instead of step.`,
];
const typeProblems: Readonly<Record<string, readonly [string, string]>> = {
  Titus: noRuntime,
  Join: noRuntime,
  template: noRuntime,
  foreach: wrapped("foreach"),
  while: wrapped("while"),
  subworkflow: wrapped("subworkflow"),
};

function readTransition(fields: Fields, id: string): Pick<StepModel, "edges" | "predecessors"> {
  const raw = fields.raw("transition");
  const { reading } = fields;
  if (raw?.value.kind === "null") reading.reporter.report("nullTransition", keyPlace(reading, raw), { id });
  const transition = fields.get("transition");
  const inner = transition === undefined ? undefined : readObject(transition, ["predecessors", "successors"], true);
  const successors = inner?.get("successors");
  const given = inner?.get("predecessors");
  if (inner?.raw("predecessors")?.value.kind === "null") reportNull(inner, "predecessors");
  const names = given === undefined ? undefined : readList(given).flatMap((item) => readText(item)?.value ?? []);
  return {
    edges: successors === undefined ? [] : readEdges(successors, id),
    ...(given !== undefined &&
      names !== undefined && {
        predecessors: { value: names, node: given.node, pointer: given.pointer },
      }),
  };
}

function readEdges(reading: Reading, from: string): readonly EdgeModel[] {
  const fields = readObject(reading, [], false);
  return (fields?.object.entries ?? []).map((entry) => {
    const spot = keyPlace(reading, entry);
    if (entry.value.kind === "null") {
      reading.reporter.report("nullCondition", spot, { from, to: entry.key });
      return { to: entry.key, spot };
    }
    const condition = readExpression(inside(reading, entry.key, entry.value, `the condition to "${entry.key}"`));
    return { to: entry.key, spot, ...(condition !== undefined && { condition }) };
  });
}

/** Reads a duration as its text. */
export function readTimeout(reading: Reading | undefined): At<string> | undefined {
  if (reading === undefined) return undefined;
  const value = parsableText(reading.node);
  if (value !== undefined) return { value, node: reading.node, pointer: reading.pointer };
  reportShape(reading, "a number of seconds or a duration");
  return undefined;
}

function retryOf(fields: Fields): Pick<StepModel, "retry"> {
  const reading = fields.get("retry_policy");
  readRetry(reading);
  return reading === undefined ? {} : { retry: reading.node };
}

const MOST_CONCURRENT = 500;

function readConcurrency(fields: Fields, id: string): At<number> | undefined {
  const reading = fields.get("concurrency");
  const value = readWhole(reading);
  if (reading === undefined || value === undefined) return undefined;
  if (value.value <= 0) reading.reporter.report("neverStarts", placeOf(reading), { found: value.value, id });
  else checkRange(reading, value, 1, MOST_CONCURRENT);
  return value;
}
