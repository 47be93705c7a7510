import type { MaestroType } from "../definition.js";
import type { Reporter } from "../findings/reporter.js";
import { didYouMean } from "../model/closest.js";
import type { DefinitionModel, ParamModel, StepModel } from "../model/definition-model.js";
import { plainValue } from "../model/source-node.js";
import { INJECTED_WORKFLOW_PARAMS } from "../names.js";
import { allSteps } from "./check-graph.js";
import { literalConverts } from "./check-params.js";
import { convertsTo } from "./direct-call.js";
import type { VisibleParam } from "./instance.js";
import { ownParam } from "./resolve-name.js";
import { targetOf, targetText } from "./subworkflow-target.js";

/** A definition with the file it is in. */
export interface ReadFile {
  readonly reporter: Reporter;
  readonly definition: DefinitionModel;
}

/** A step of one file that runs the workflow of another. */
interface Call {
  readonly file: ReadFile;
  readonly step: StepModel;
  readonly target: string;
}

function callsOf(file: ReadFile): readonly Call[] {
  return allSteps(file.definition.workflow.steps).flatMap((step) => {
    const target = step.kind === "subworkflow" ? targetText(step) : undefined;
    return target === undefined ? [] : [{ file, step, target }];
  });
}

/** The names that callers among the files pass to each workflow, beyond what it defines. */
export function givenNames(files: readonly ReadFile[]): ReadonlyMap<string, readonly VisibleParam[]> {
  const given = new Map<string, VisibleParam[]>();
  for (const { file, step, target } of files.flatMap(callsOf)) {
    const outer = step.isExplicit ? [] : file.definition.workflow.params;
    const names = [...step.params, ...outer].map(({ name }): VisibleParam => ({ name, isGiven: true }));
    given.set(target, [...(given.get(target) ?? []), ...names]);
  }
  return given;
}

/** Checks what only several definitions together show. */
export function checkTogether(files: readonly ReadFile[]): void {
  const byId = new Map<string, ReadFile>();
  for (const file of files) {
    const { id, spot } = file.definition.workflow;
    const known = byId.get(id);
    if (known !== undefined) file.reporter.report("repeatedWorkflow", spot, { id, file: known.reporter.file });
    else byId.set(id, file);
  }
  const calls = files.flatMap(callsOf);
  for (const call of calls) checkCall(call, byId.get(call.target));
  checkRecursion(calls);
  if (files.length > 1) checkSignals(files);
}

/** Signals may come from elsewhere, so one that nobody among the files announces is only mentioned. */
function checkSignals(files: readonly ReadFile[]): void {
  const stepsOf = ({ definition }: ReadFile): readonly StepModel[] => allSteps(definition.workflow.steps);
  const announced = files.flatMap((file) =>
    stepsOf(file).flatMap((step) => step.emits.map((emit) => emit.name?.value)),
  );
  if (announced.some((name) => name?.includes("$") === true)) return;
  for (const file of files) {
    for (const step of stepsOf(file)) {
      for (const { name } of step.waits) {
        if (name === undefined || name.value.includes("$") || announced.includes(name.value)) continue;
        const place = { start: name.node.start, end: name.node.end, pointer: name.pointer };
        file.reporter.report("neverAnnounced", place, { step: step.id, signal: name.value });
      }
    }
  }
}

function checkCall({ file, step, target }: Call, child: ReadFile | undefined): void {
  const spot = targetOf(step)?.spot ?? step.spot;
  if (child === undefined) {
    file.reporter.report("unknownSubworkflow", spot, { id: target, step: step.id });
    return;
  }
  const own = new Map(child.definition.workflow.params.map((param) => [param.name, param]));
  for (const param of step.params) {
    if (param.name === "subworkflow_id" || param.name === "subworkflow_version") continue;
    checkPassed(file.reporter, step, param, target, own);
  }
  if (!step.isExplicit) checkPassedDown(file, step, target, own);
}

function checkPassed(
  reporter: Reporter,
  step: StepModel,
  param: ParamModel,
  id: string,
  own: ReadonlyMap<string, ParamModel>,
): void {
  const { name, spot } = param;
  const known = own.get(name);
  if (known === undefined) {
    if (name in INJECTED_WORKFLOW_PARAMS || name.startsWith("outer_")) return;
    reporter.report("unknownChildParam", spot, { id, name, step: step.id, advice: didYouMean(name, own.keys()) });
    return;
  }
  if (isFixed(known) && !isSameValue(param, known)) {
    reporter.report("childParamMode", spot, { step: step.id, name, id, mode: known.mode?.value ?? "" });
  }
  if (canPass(param.type, known.type) && !isWrongText(param, known.type)) return;
  reporter.report("childParamType", spot, {
    step: step.id,
    name,
    found: param.type ?? "",
    id,
    expected: known.type ?? "",
  });
}

function isFixed(param: ParamModel): boolean {
  return param.mode?.value === "CONSTANT" || param.mode?.value === "IMMUTABLE";
}

function canPass(from: MaestroType | undefined, to: MaestroType | undefined): boolean {
  return from === undefined || to === undefined || convertsTo(from, to);
}

/** Giving a param the value it has is no change. */
function isSameValue(param: ParamModel, known: ParamModel): boolean {
  if (param.value === undefined || known.value === undefined || param.type !== known.type) return false;
  return JSON.stringify(plainValue(param.value)) === JSON.stringify(plainValue(known.value));
}

/** A text that stands as it is and is no number, or neither true nor false. */
function isWrongText(param: ParamModel, to: MaestroType | undefined): boolean {
  if (param.type !== "STRING" || param.value?.kind !== "text" || param.value.value.includes("$")) return false;
  return (to === "LONG" || to === "DOUBLE" || to === "BOOLEAN") && !literalConverts(param, to);
}

/** Without explicit_params, everything the caller has reaches the child, with the child's rules for what may change. */
function checkPassedDown(file: ReadFile, step: StepModel, id: string, own: ReadonlyMap<string, ParamModel>): void {
  for (const param of file.definition.workflow.params) {
    const known = own.get(param.name);
    if (known === undefined || ownParam(step, param.name) !== undefined) continue;
    const { name } = param;
    if (isFixed(known)) {
      file.reporter.report("passedDownMode", step.spot, { step: step.id, name, mode: known.mode?.value ?? "", id });
    } else if (!canPass(param.type, known.type)) {
      const details = { step: step.id, name, found: param.type ?? "", expected: known.type ?? "", id };
      file.reporter.report("passedDownType", step.spot, details);
    }
  }
}

function checkRecursion(calls: readonly Call[]): void {
  const next = new Map<string, Set<string>>();
  for (const { file, target } of calls) {
    const from = file.definition.workflow.id;
    next.set(from, new Set([...(next.get(from) ?? []), target]));
  }
  for (const { file, step, target } of calls) {
    const from = file.definition.workflow.id;
    const path = pathTo(target, from, next);
    if (path === undefined) continue;
    file.reporter.report("recursion", targetOf(step)?.spot ?? step.spot, { cycle: [from, ...path].join(" → ") });
  }
}

function pathTo(
  from: string,
  to: string,
  next: ReadonlyMap<string, ReadonlySet<string>>,
): readonly string[] | undefined {
  const queue: (readonly string[])[] = [[from]];
  const seen = new Set([from]);
  for (const path of queue) {
    const at = path.at(-1) ?? "";
    if (at === to) return path;
    for (const one of next.get(at) ?? []) {
      if (seen.has(one)) continue;
      seen.add(one);
      queue.push([...path, one]);
    }
  }
  return undefined;
}
