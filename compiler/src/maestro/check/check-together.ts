import type { Reporter } from "../findings/reporter.js";
import { didYouMean } from "../model/closest.js";
import type { DefinitionModel, ParamModel, StepModel } from "../model/definition-model.js";
import { INJECTED_WORKFLOW_PARAMS } from "../names.js";
import { allSteps } from "./check-graph.js";
import { type PassingProblem, passingProblem } from "./check-passing.js";
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

function checkCall(call: Call, child: ReadFile | undefined): void {
  const { file, step, target } = call;
  const spot = targetOf(step)?.spot ?? step.spot;
  if (child === undefined) {
    file.reporter.report("unknownSubworkflow", spot, { id: target, step: step.id });
    return;
  }
  const own = new Map(child.definition.workflow.params.map((param) => [param.name, param]));
  for (const param of step.params) {
    if (param.name === "subworkflow_id" || param.name === "subworkflow_version") continue;
    checkPassed(call, param, own);
  }
  if (!step.isExplicit) checkPassedDown(call, own);
}

function checkPassed(call: Call, param: ParamModel, own: ReadonlyMap<string, ParamModel>): void {
  const { name, spot } = param;
  const { target: id } = call;
  const { reporter } = call.file;
  const step = call.step.id;
  const known = own.get(name);
  if (known === undefined) {
    if (name in INJECTED_WORKFLOW_PARAMS || name.startsWith("outer_")) return;
    reporter.report("unknownChildParam", spot, { id, name, step, advice: didYouMean(name, own.keys()) });
    return;
  }
  const problem = passingProblem(param, known);
  if (problem === undefined) return;
  if (problem.kind === "fixed") {
    reporter.report("childParamMode", spot, { step, name: problem.path, id, mode: problem.mode });
  } else if (problem.kind === "type") {
    const { path, from, to } = problem;
    const details = { step, name: path, found: from ?? "", id, expected: to ?? "" };
    reporter.report("childParamType", spot, details);
  } else {
    reportEither(call, param, problem);
  }
}

function reportEither(
  { file, step, target }: Call,
  { name, spot }: ParamModel,
  problem: Extract<PassingProblem, { readonly kind: "fixing" | "computed" }>,
): void {
  const details = { step: step.id, name, id: target };
  if (problem.kind === "fixing") file.reporter.report("passedFixed", spot, { ...details, mode: problem.mode });
  else file.reporter.report("childParamComputed", spot, { ...details, type: problem.type });
}

/** Without explicit_params, everything the caller has reaches the child, with the child's rules for what may change. */
function checkPassedDown(call: Call, own: ReadonlyMap<string, ParamModel>): void {
  const { file, step, target: id } = call;
  for (const param of file.definition.workflow.params) {
    const { name } = param;
    const known = own.get(name);
    if (known === undefined || ownParam(step, name) !== undefined) continue;
    const problem = passingProblem(param, known);
    if (problem?.kind === "fixed") {
      const details = { step: step.id, name: problem.path, mode: problem.mode, id };
      file.reporter.report("passedDownMode", step.spot, details);
    } else if (problem?.kind === "type") {
      const { path, from, to } = problem;
      const details = { step: step.id, name: path, found: from ?? "", expected: to ?? "", id };
      file.reporter.report("passedDownType", step.spot, details);
    } else if (problem !== undefined) {
      reportEither(call, { ...param, spot: step.spot }, problem);
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
