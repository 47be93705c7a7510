import { collectRefs, parseSel } from "../../sel/index.js";
import type { MaestroType } from "../definition.js";
import type { Reporter } from "../findings/reporter.js";
import type { DefinitionModel, ParamModel, StepModel } from "../model/definition-model.js";
import { allSteps } from "./check-graph.js";
import { literalConverts } from "./check-params.js";
import { constantValue } from "./constant-value.js";
import { loopParamsOf } from "./instance.js";

const ARRAYS: readonly MaestroType[] = ["STRING_ARRAY", "LONG_ARRAY", "DOUBLE_ARRAY", "BOOLEAN_ARRAY"];
const SCALARS: readonly MaestroType[] = ["STRING", "LONG", "DOUBLE", "BOOLEAN"];
const MOST_ITERATIONS = 25_000;
const DEFAULT_CONCURRENCY = 20;

/** Checks foreach and while steps. */
export function checkLoops(reporter: Reporter, definition: DefinitionModel): void {
  checkLevel(reporter, definition, definition.workflow.steps, new Map());
}

function checkLevel(
  reporter: Reporter,
  definition: DefinitionModel,
  steps: readonly StepModel[],
  outer: ReadonlyMap<string, string>,
): void {
  for (const step of steps) {
    if (step.kind !== "foreach" && step.kind !== "while") continue;
    const params = loopParamsOf(step);
    checkShape(reporter, step, params, outer);
    if (step.kind === "foreach") checkForeach(reporter, definition, step, params);
    else checkWhile(reporter, step, params);
    checkLevel(
      reporter,
      definition,
      step.steps ?? [],
      new Map([...outer, ...params.map(({ name }) => [name, step.id] as const)]),
    );
  }
}

function checkShape(
  reporter: Reporter,
  step: StepModel,
  params: readonly ParamModel[],
  outer: ReadonlyMap<string, string>,
): void {
  const given = step.params.findLast((param) => param.name === "loop_params");
  const { id, kind } = step;
  if (given === undefined) {
    reporter.report("loopParamsMissing", step.spot, { id, kind });
  } else if (given.type !== "MAP" || given.entries === undefined) {
    reporter.report("loopParamsComputed", given.spot, { id });
  }
  const allowed = kind === "foreach" ? ARRAYS : SCALARS;
  for (const { name, type, spot } of params) {
    const enclosing = outer.get(name);
    if (enclosing !== undefined) reporter.report("loopParamRepeated", spot, { name, id, outer: enclosing });
    if (type === undefined || allowed.includes(type)) continue;
    const expected = kind === "foreach" ? "arrays" : "texts, numbers and bools";
    reporter.report("loopParamType", spot, { name, id, found: type, kind, expected });
  }
}

function checkForeach(
  reporter: Reporter,
  definition: DefinitionModel,
  step: StepModel,
  params: readonly ParamModel[],
): void {
  const { id } = step;
  const given = step.params.findLast((param) => param.name === "loop_params");
  if (given?.entries !== undefined && params.length === 0) reporter.report("oneIteration", given.spot, { id });
  const lengths = params.map(lengthOf);
  const empty = params.find((_param, position) => lengths[position] === 0);
  if (empty !== undefined) reporter.report("noIterations", empty.spot, { id, name: empty.name });
  const total = lengths.reduce<number>((product, length) => product * Math.max(length ?? 1, 1), 1);
  if (empty === undefined && total > MOST_ITERATIONS) {
    reporter.report("tooManyIterations", given?.spot ?? step.spot, { id, found: total });
  }
  checkConcurrency(reporter, definition, step, lengths.every((length) => length !== undefined) ? total : undefined);
}

/** How many items a loop param has, where every run has as many. */
function lengthOf({ value, expression }: ParamModel): number | undefined {
  if (value?.kind === "array") return value.items.length;
  const constant = expression === undefined || value !== undefined ? undefined : constantValue(expression.text)?.value;
  return Array.isArray(constant) ? constant.length : undefined;
}

/** A loop runs at most as many iterations as steps may run at once, which are 20 unless the workflow says more. */
function checkConcurrency(
  reporter: Reporter,
  definition: DefinitionModel,
  step: StepModel,
  total: number | undefined,
): void {
  const { concurrency } = step;
  if (concurrency === undefined) return;
  const caps = [definition.workflow.instanceStepConcurrency?.value, definition.stepConcurrency?.value];
  const set = caps.filter((cap) => cap !== undefined);
  const isOpen = set.length === 0 && !definition.hasProperties;
  const limit = set.length === 0 ? DEFAULT_CONCURRENCY : Math.min(...set);
  if (isOpen || concurrency.value <= limit || (total !== undefined && total <= limit)) return;
  const place = { start: concurrency.node.start, end: concurrency.node.end, pointer: concurrency.pointer };
  reporter.report("concurrencyCapped", place, { id: step.id, found: concurrency.value, limit });
}

/** The values a scalar of another type may be turned into without failing. */
const converts: Readonly<Partial<Record<MaestroType, readonly MaestroType[]>>> = {
  STRING: SCALARS,
  LONG: ["LONG", "STRING"],
  DOUBLE: ["DOUBLE", "LONG", "STRING"],
  BOOLEAN: ["BOOLEAN", "STRING"],
};

/** After an iteration a loop param takes the value of a step's param of its name; of several, the last one's. */
function checkFeeding(reporter: Reporter, loop: StepModel, { name, type }: ParamModel): void {
  if (type === undefined) return;
  const feeding = (loop.steps ?? []).flatMap((one) =>
    one.params.filter((param) => param.name === name).map((param) => ({ step: one.id, param })),
  );
  const wrong = feeding.filter(({ param }) => !canFeed(param, type));
  for (const { step, param } of wrong) {
    const finding = wrong.length < feeding.length ? "loopParamTwice" : "loopParamChangesType";
    const details = { name, step, id: loop.id, expected: type, found: foundIn(param) };
    reporter.report(finding, param.spot, details);
  }
}

function canFeed(param: ParamModel, type: MaestroType): boolean {
  if (param.type === undefined) return true;
  const isText = param.type === "STRING" && param.value?.kind === "text" && !param.value.value.includes("$");
  return isText ? literalConverts(param, type) : converts[type]?.includes(param.type) !== false;
}

function foundIn({ type, value }: ParamModel): string {
  return value?.kind === "text" ? `"${value.value}"` : (type ?? "");
}

function checkWhile(reporter: Reporter, step: StepModel, params: readonly ParamModel[]): void {
  const inner = (step.steps ?? []).flatMap((one) => one.params.map((param) => ({ step: one.id, param })));
  const names = new Set(inner.map(({ param }) => param.name));
  for (const param of params) checkFeeding(reporter, step, param);
  const asked = namesIn(step).filter((name) => params.some((param) => param.name === name));
  const isTemplated = allSteps(step.steps ?? []).some((one) => one.subType !== undefined || one.kind === "subworkflow");
  if (asked.length === 0 ? params.length > 0 && isConstantTrue(step) : asked.every((name) => !names.has(name))) {
    if (isTemplated) return;
    const words = asked.length === 0 ? "that it asks for" : `named ${asked.join(" or ")}`;
    reporter.report("loopNeverChanges", step.spot, { id: step.id, names: words });
  }
}

function namesIn(step: StepModel): readonly string[] {
  const { program } = parseSel(step.condition?.text ?? "", { param: true });
  return program === undefined ? [] : collectRefs(program);
}

function isConstantTrue(step: StepModel): boolean {
  return /^\s*true\s*;?\s*$/.test(step.condition?.text ?? "");
}
