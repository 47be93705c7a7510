import type { MaestroType } from "../definition.js";
import type { Reporter } from "../findings/reporter.js";
import type { DefinitionModel, ParamModel, StepModel } from "../model/definition-model.js";
import { scalarText } from "../model/fields.js";
import { MODES } from "../model/read-param.js";
import { describeNode } from "../model/source-node.js";
import {
  INJECTED_STEP_PARAMS,
  INJECTED_WORKFLOW_PARAMS,
  isReadableName,
  RESERVED_RUN_PARAMS,
  SEL_CLASS_NAMES,
  SEL_RESERVED_WORDS,
} from "../names.js";
import { checkComputedAgain, checkRunnerAgain } from "./check-again.js";
import { allSteps } from "./check-graph.js";
import { kindDefaults, stepKindName } from "./default-params.js";
import { itemType, loopParamsOf } from "./instance.js";
import { readDollars } from "./interpolation.js";
import { isOptionalEntry } from "./kind-entries.js";

/** Checks params against those that Maestro itself gives. */
export function checkParams(reporter: Reporter, definition: DefinitionModel): void {
  const { workflow } = definition;
  const all = allSteps(workflow.steps);
  for (const param of workflow.params) {
    checkWorkflowParam(reporter, param);
    checkName(reporter, param);
    checkEntries(reporter, param, () => false);
  }
  for (const step of all) {
    for (const param of step.params) {
      checkStepParam(reporter, step, param);
      checkEntries(reporter, param, (path) => isOptionalEntry(step, path));
    }
    for (const { params, payload } of [...step.waits, ...step.emits]) {
      for (const param of [...params, ...payload]) checkEntries(reporter, param, () => false);
    }
  }
  const down = all.find((step) => step.kind === "foreach" || step.kind === "while");
  const sub = all.find((step) => step.kind === "subworkflow" && !step.isExplicit);
  for (const step of all.filter(({ kind }) => kind !== "step" && kind !== "template")) {
    checkHandedNames(reporter, step);
    checkComputedAgain(reporter, step);
  }
  const target = down ?? sub;
  for (const param of target === undefined ? [] : workflow.params) {
    checkDollars(reporter, param, target as StepModel);
    checkRunnerAgain(reporter, param, target as StepModel);
  }
  for (const step of all) {
    if (step.kind !== "foreach" && step.kind !== "while" && step.kind !== "subworkflow") continue;
    for (const param of [...step.params, ...loopParamsOf(step)]) checkDollars(reporter, param, step);
  }
}

const INTERNAL_MODES = ["REQUIRED", "OPTIONAL", "PROVIDED", "RESERVED"];

/** Params that Maestro merges at a push; those inside loops are merged only in a run, which then fails as well. */
function checkInternalMode(reporter: Reporter, { name, meta, pointer }: ParamModel): void {
  const mode = meta.get("internal_mode");
  if (mode === undefined) return;
  if (mode.kind === "text" && INTERNAL_MODES.includes(mode.value.toUpperCase())) return;
  const place = { start: mode.start, end: mode.end, pointer: `${pointer}/internal_mode` };
  const where = `The internal_mode of "${name}"`;
  const expected = INTERNAL_MODES.join(" ");
  if (mode.kind === "text") reporter.report("unknownWord", place, { where, found: mode.value, expected });
  else reporter.report("wrongShape", place, { where, found: describeNode(mode), expected: `one of ${expected}` });
}

/** An entry of a MAP needs a value or an expression, unless Maestro or the entry itself says that it may be empty. */
function checkEntries(
  reporter: Reporter,
  param: ParamModel,
  isOptional: (path: readonly string[]) => boolean,
  path: readonly string[] = [param.name],
): void {
  checkInternalMode(reporter, param);
  for (const entry of param.entries ?? []) {
    const inner = [...path, entry.name];
    checkEntries(reporter, entry, isOptional, inner);
    if (entry.value !== undefined || entry.expression !== undefined || isOptional(inner)) continue;
    const internal = entry.meta.get("internal_mode");
    if (internal?.kind === "text" && internal.value.toUpperCase() === "OPTIONAL") continue;
    const { start, end } = entry.node;
    reporter.report("noValue", { start, end, pointer: entry.pointer }, { name: entry.name });
  }
}

const FIXED = new Set(["owner", "workflow_id"]);

/** What a loop or a subworkflow step has is handed to workflow instances, where Maestro has params of its own. */
function checkHandedNames(reporter: Reporter, step: StepModel): void {
  for (const param of [...step.params, ...loopParamsOf(step)]) {
    const { name, spot } = param;
    const kept = INJECTED_WORKFLOW_PARAMS[name];
    if (kept === undefined) continue;
    if (FIXED.has(name)) reporter.report("systemParam", spot, { name, place: `to step "${step.id}"` });
    else if (param.type?.endsWith("_ARRAY") !== true) checkKept(reporter, param, kept);
    else if (kept === "LONG" && param.type !== "LONG_ARRAY") {
      const what = `The loop param "${name}"`;
      reporter.report("neverConverts", spot, { what, found: itemType(param.type) ?? "", expected: kept });
    }
  }
}

function checkWorkflowParam(reporter: Reporter, param: ParamModel): void {
  const { name, spot } = param;
  const kept = INJECTED_WORKFLOW_PARAMS[name];
  if (kept === undefined) return;
  if (FIXED.has(name)) {
    reporter.report("systemParam", spot, { name, place: "by a definition" });
    return;
  }
  checkOverride(reporter, param, kept, ["MUTABLE_ON_START"]);
}

/** A redefinition keeps the type, may not loosen the mode, and may not carry system keys. */
function checkOverride(reporter: Reporter, param: ParamModel, kept: MaestroType, modes: readonly string[]): void {
  const { name, spot, mode } = param;
  for (const key of param.meta.keys()) reporter.report("sourceGiven", spot, { name, key });
  if (mode !== undefined && !modes.includes(mode.value)) {
    const place = { start: mode.node.start, end: mode.node.end, pointer: mode.pointer };
    reporter.report("modeLoosened", place, { name, found: mode.value, expected: modes.join(" or ") });
  }
  checkKept(reporter, param, kept);
}

/** A param that Maestro has itself keeps its type, into which what is given must convert. */
export function checkKept(reporter: Reporter, param: ParamModel, kept: MaestroType): void {
  const { name, spot, type } = param;
  if (type === undefined || type === kept) return;
  const isKnownWrong = param.value !== undefined && !literalConverts(param, kept);
  if (isKnownWrong) {
    reporter.report("neverConverts", spot, { what: `The value of "${name}"`, found: type, expected: kept });
  } else {
    reporter.report("typeKept", spot, { name, kept, found: type });
  }
}

/** Whether a scalar literal can become a param of a scalar type. */
export function literalConverts(param: Pick<ParamModel, "value">, kept: MaestroType): boolean {
  const text = param.value === undefined ? undefined : scalarText(param.value);
  const pattern = literalPatterns[kept];
  return text !== undefined && pattern?.test(text) === true;
}

const literalPatterns: Readonly<Partial<Record<MaestroType, RegExp>>> = {
  STRING: /^/,
  LONG: /^[+-]?\d+$/,
  DOUBLE: /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/,
  BOOLEAN: /^(true|false)$/i,
};

function checkName(reporter: Reporter, { name, spot }: ParamModel): void {
  if (RESERVED_RUN_PARAMS.has(name)) reporter.report("runParamName", spot, { name });
  if (isReadableName(name)) return;
  if (name.includes("__")) return;
  const isWord = SEL_RESERVED_WORDS.has(name);
  const problem = isWord
    ? "it is a word of SEL"
    : SEL_CLASS_NAMES.has(name)
      ? "it is a class of SEL"
      : "it is no identifier";
  const advice = `Rename it, or read it with params['${name}'] in steps.`;
  reporter.report("unreadableName", spot, { name, problem, advice });
}

function checkStepParam(reporter: Reporter, step: StepModel, param: ParamModel): void {
  const { name, spot } = param;
  if (name in INJECTED_STEP_PARAMS) {
    reporter.report("systemParam", spot, { name, place: `to step "${step.id}"` });
    return;
  }
  const kind = stepKindName(step);
  const isLoop = kind === "foreach" || kind === "while";
  if (isLoop && (name === "loop_index" || (kind === "while" && name === "condition"))) {
    reporter.report("reservedLoopName", spot, { kind, id: step.id, name });
    return;
  }
  if (!(name in kindDefaults(step)) || kind === "Sleep") return;
  for (const key of param.meta.keys()) reporter.report("sourceGiven", spot, { name, key });
  checkKindMode(reporter, param, name);
  if (MERGED.has(name)) for (const entry of param.entries ?? []) checkKindMode(reporter, entry, name);
}

/** MAPs whose entries are merged into Maestro's own. */
const MERGED = new Set(["http", "kubernetes", "notebook"]);

const MODE_ON_START = new Set(["loop_params", "subworkflow_id"]);

/** Some params of a kind may change at the start, so a definition cannot make them more lenient again. */
function checkKindMode(reporter: Reporter, param: ParamModel, name: string): void {
  const { mode } = param;
  if (mode === undefined) return;
  const least = MODE_ON_START.has(name) ? "MUTABLE_ON_START" : "MUTABLE";
  const allowed = MODES.slice(MODES.indexOf(least), MODES.indexOf("IMMUTABLE"));
  if (allowed.some((one) => one === mode.value)) return;
  const place = { start: mode.node.start, end: mode.node.end, pointer: mode.pointer };
  reporter.report("modeLoosened", place, { name, found: mode.value, expected: allowed.join(" or ") });
}

/** A literal that gives a dollar and a name is read again, as a reference, where it is handed on. */
function checkDollars(reporter: Reporter, param: ParamModel, step: StepModel): void {
  if (param.mode?.value === "IMMUTABLE" || param.value === undefined) return;
  const texts = param.value.kind === "array" ? param.value.items : [param.value];
  for (const node of texts) {
    if (node.kind !== "text") continue;
    const escaped = /\$\$(\{[a-zA-Z][-_./a-zA-Z0-9]*\}|[a-zA-Z][_a-zA-Z0-9]*)/.exec(node.value);
    if (escaped === null || readDollars(node.value).references.some((one) => one.isEscaped)) continue;
    const text = `$${escaped[1]}`;
    const place = { start: node.start, end: node.end, pointer: param.valuePointer };
    reporter.report("dollarAgain", place, { name: param.name, text, step: step.id, effect: "fails or is replaced" });
  }
}
