import type { SelCall, SelExpression, SelProgram } from "../../sel/index.js";
import { walkSel } from "../../sel/refs/children.js";
import { didYouMean } from "../model/closest.js";
import type { StepModel } from "../model/definition-model.js";
import { checkMapGet } from "./check-map-get.js";
import { checkRunner, RUNNER } from "./check-runner.js";
import { hasTemplate } from "./default-params.js";
import { graphFacts } from "./graph-facts.js";
import { loopParamsOf } from "./instance.js";
import type { Place } from "./place.js";
import { findElsewhere, levelName, orderProblem, ownParam, type Problem, resolveStepOutput } from "./resolve-name.js";
import { targetText } from "./subworkflow-target.js";

/** A problem at a stretch of the expression. */
export interface PlacedProblem {
  readonly problem: Problem;
  readonly start: number;
  readonly end: number;
}

const FUNCTIONS = new Set([
  "getFromStep",
  "getFromSignal",
  "getFromSignalOrDefault",
  "getFromSignalDependency",
  "getFromForeach",
  "getFromSubworkflow",
  "getFromInstance",
  "nextUniqueId",
  "getExecutionEnvironment",
]);

/** Checks the calls of the engine's functions, and reads of params by a constant name. */
export function checkFunctions(program: SelProgram, place: Place, refs: ReadonlySet<string>): readonly PlacedProblem[] {
  const problems: PlacedProblem[] = [];
  walkSel(program, (node) => {
    const lookup = lookupName(node);
    if (lookup !== undefined) problems.push(...checkLookup(lookup, place, refs));
    const missingKey = node.kind === "call" ? checkMapGet(node, place) : undefined;
    if (missingKey !== undefined) problems.push({ problem: missingKey, start: node.start, end: node.end });
    if (node.kind !== "call" || !isParams(node.object) || !FUNCTIONS.has(node.method.name)) return;
    const { start, end } = node;
    for (const problem of checkCall(node, place)) problems.push({ problem, start, end });
  });
  return problems;
}

function isParams(node: SelExpression): boolean {
  return node.kind === "name" && node.name === "params";
}

interface Lookup {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

function lookupName(node: Parameters<Parameters<typeof walkSel>[1]>[0]): Lookup | undefined {
  const { start, end } = node;
  if (node.kind === "index" && isParams(node.object) && node.index.kind === "string") {
    return { name: node.index.value, start, end };
  }
  if (node.kind === "field" && isParams(node.object)) return { name: node.field.name, start, end };
  const isGet = node.kind === "call" && isParams(node.object) && node.method.name === "get" && node.args.length === 1;
  const [argument] = isGet ? node.args : [];
  return argument?.kind === "string" ? { name: argument.value, start, end } : undefined;
}

/** In a step `params` holds the workflow's names, at the workflow only what the expression also names bare. */
function checkLookup({ name, start, end }: Lookup, place: Place, refs: ReadonlySet<string>): readonly PlacedProblem[] {
  if (!place.names || refs.has(name)) return [];
  const isLoaded = place.step !== undefined && place.instance.names.has(name);
  if (isLoaded) return [];
  const own = place.step !== undefined && ownParam(place.step, name) !== undefined;
  const isReadable = own || (place.step === undefined && place.instance.names.has(name));
  const advice = isReadable ? `Write ${name}.` : didYouMean(name, place.instance.names.keys());
  const problem: Problem = { name: "lookupNotLoaded", details: { name, place: place.what, advice } };
  return [{ problem, start, end }];
}

function texts(call: SelCall): readonly (string | undefined)[] {
  return call.args.map((argument) => (argument.kind === "string" ? argument.value : undefined));
}

function checkCall(call: SelCall, place: Place): readonly Problem[] {
  const name = call.method.name;
  if (place.functions === "none") return [missing(name, place, "")];
  const check = checks[name];
  return check === undefined ? [] : check(texts(call), place, name);
}

function missing(name: string, place: Place, advice: string): Problem {
  return { name: "functionsMissing", details: { name, place: place.what, advice } };
}

type Check = (args: readonly (string | undefined)[], place: Place, name: string) => readonly Problem[];

const checks: Readonly<Record<string, Check>> = {
  getFromInstance: checkInstance,
  getFromStep: checkStep,
  getFromSignal: checkSignal,
  getFromSignalOrDefault: ([signal], place) => checkSignalName(signal, place, "alwaysDefault"),
  getFromSignalDependency: checkDependency,
  getFromForeach: checkForeach,
  getFromSubworkflow: checkSubworkflow,
};

const INSTANCE_FIELDS = [
  "INITIATOR_TIMEZONE",
  "INITIATOR_TYPE",
  "INITIATOR_RUNNER_NAME",
  "RUN_POLICY",
  "owner",
  "FIRST_TIME_TRIGGER_TIMEZONE",
  "workflow_id",
  "workflow_instance_id",
  "workflow_run_id",
];
const WORKFLOW_FIELDS = new Set(["owner", "FIRST_TIME_TRIGGER_TIMEZONE"]);
const STEP_FIELDS = [
  "step_id",
  "step_instance_id",
  "step_instance_uuid",
  "step_attempt_id",
  "step_type_info",
  "MAESTRO_STEP_ERROR_RETRIES",
];

function checkInstance([field]: readonly (string | undefined)[], place: Place, name: string): readonly Problem[] {
  if (field === undefined) return [];
  if (!INSTANCE_FIELDS.includes(field)) return [badField(name, field, INSTANCE_FIELDS)];
  if (field === RUNNER) return checkRunner(place);
  const isMisplaced = WORKFLOW_FIELDS.has(field) && place.functions !== "workflow";
  return isMisplaced ? [{ name: "workflowFieldOnly", details: { field, place: place.what } }] : [];
}

function badField(name: string, field: string, known: readonly string[]): Problem {
  const advice = didYouMean(field, known) || `It has ${known.join(", ")}.`;
  return { name: "badField", details: { name, field, advice } };
}

function checkStep(args: readonly (string | undefined)[], place: Place, name: string): readonly Problem[] {
  if (place.functions === "workflow") return [missing(name, place, "There are no steps yet.")];
  const [step, param] = args;
  if (args.length === 1)
    return step === undefined || STEP_FIELDS.includes(step) ? [] : [badField(name, step, STEP_FIELDS)];
  if (step === undefined || param === undefined) return [];
  return checkOutput(step, param, place);
}

/** What only this function gives of a step. */
const SPECIAL_PARAMS: readonly string[] = ["MAESTRO_STEP_STATUS", "MAESTRO_STEP_END_TIME"];

/** The call is evaluated only when it is reached, so a step that may be skipped is no problem by itself. */
function checkOutput(step: string, param: string, place: Place): readonly Problem[] {
  const name = `${step}.${param}`;
  const known = place.instance.steps.find((one) => one.id === step);
  if (known !== undefined && known === place.step) return [readsItself("getFromStep", param, place)];
  if (known !== undefined && SPECIAL_PARAMS.includes(param)) return orderProblem(known, name, place).filter(isCertain);
  const resolution = resolveStepOutput(step, param, name, place);
  if (resolution !== undefined) return resolution.findings.filter(isCertain);
  const elsewhere = findElsewhere(step, param, name, place);
  if (elsewhere !== undefined) return [elsewhere];
  const ids = place.instance.steps.map((one) => one.id);
  return [
    { name: "unknownStep", details: { step, where: `in ${levelName(place.instance)}`, advice: didYouMean(step, ids) } },
  ];
}

function isCertain(problem: Problem): boolean {
  return problem.name !== "maybeSkipped";
}

/** A step is not among the steps that are done, neither while its params are computed nor in its own conditions. */
function readsItself(name: string, param: string, { step, what }: Place): Problem {
  const isOwn = step !== undefined && ownParam(step, param) !== undefined;
  const advice = isOwn ? `Write ${param}.` : "Read it in a later step.";
  return { name: "readsItself", details: { name, step: step?.id ?? "", place: what, advice } };
}

function checkSignal(args: readonly (string | undefined)[], place: Place): readonly Problem[] {
  const { signalTriggers, timeTriggers } = place.instance.workflow;
  if (signalTriggers.length === 0) return [{ name: "noSignalTrigger", details: {} }];
  const [first] = args;
  const timed: readonly Problem[] = timeTriggers.length > 0 ? [{ name: "onlySignalRuns", details: {} }] : [];
  if (args.length === 2) return [...timed, ...checkSignalName(first, place)];
  if (timed.length > 0) return timed;
  const isKnown = signalTriggers.some((trigger) => trigger.params.some((param) => param.name === first));
  return first === undefined || isKnown ? [] : [{ name: "unknownSignalParam", details: { param: first } }];
}

function checkSignalName(
  signal: string | undefined,
  place: Place,
  unwired: "signalAtWorkflow" | "alwaysDefault" = "signalAtWorkflow",
): readonly Problem[] {
  const known = place.instance.workflow.signalTriggers.flatMap((trigger) => trigger.signals.map((one) => one.name));
  const problems: Problem[] = [];
  if (signal !== undefined && known.length > 0 && !known.includes(signal)) {
    problems.push({ name: "unknownSignal", details: { signal, advice: didYouMean(signal, known) } });
  }
  const isUnwired = place.functions === "workflow" || place.functions === "condition";
  if (isUnwired) problems.push({ name: unwired, details: { place: place.what } });
  return problems;
}

function checkDependency([index]: readonly (string | undefined)[], place: Place, name: string): readonly Problem[] {
  if (place.functions !== "step") return [missing(name, place, "Read the signal in a param of the step.")];
  const count = place.step?.waits.length ?? 0;
  if (index === undefined) return [];
  const isKnown = /^\d+$/.test(index) && Number(index) < count;
  return isKnown ? [] : [{ name: "noSuchDependency", details: { count, index } }];
}

function checkForeach(
  [loop, inner, param]: readonly (string | undefined)[],
  place: Place,
  name: string,
): readonly Problem[] {
  if (place.functions === "workflow") return [missing(name, place, "There are no steps yet.")];
  if (loop === undefined) return [];
  const { step, problems } = findFinished(loop, "foreach", place);
  if (step === undefined || inner === undefined) return problems;
  const body = (step.steps ?? []).find((one) => one.id === inner);
  if (body === undefined) return [...problems, { name: "notInLoop", details: { inner, loop } }];
  if (param === undefined) return problems;
  return [...problems, ...checkIterations(step, inner), ...checkInnerParam(body, inner, param)];
}

/** The type of the result is read from one of the iterations, which fails where that has no value. */
function checkIterations(loop: StepModel, inner: string): readonly Problem[] {
  const isEmpty = loopParamsOf(loop).some(({ value }) => value?.kind === "array" && value.items.length === 0);
  if (isEmpty) return [{ name: "nothingCollected", details: { loop: loop.id } }];
  const isSure = graphFacts(loop.steps ?? []).certain.has(inner);
  return isSure ? [] : [{ name: "perhapsNotCollected", details: { loop: loop.id, inner } }];
}

const SCALARS: readonly (string | undefined)[] = ["STRING", "LONG", "DOUBLE", "BOOLEAN", undefined];

function checkInnerParam(body: StepModel, inner: string, param: string): readonly Problem[] {
  const own = ownParam(body, param);
  if (own === undefined) {
    if (body.subType !== undefined) return [];
    const advice = didYouMean(
      param,
      body.params.map((one) => one.name),
    );
    return [{ name: "unknownStepParam", details: { step: inner, param, advice } }];
  }
  if (SCALARS.includes(own.type)) return [];
  return [{ name: "foreachParamType", details: { param, inner, found: own.type ?? "" } }];
}

function checkSubworkflow(args: readonly (string | undefined)[], place: Place, name: string): readonly Problem[] {
  if (place.functions === "workflow") return [missing(name, place, "There are no steps yet.")];
  const [id, inner, param] = args;
  if (id === undefined) return [];
  const { step, problems: order } = findFinished(id, "subworkflow", place);
  const isRace = step?.isAsync === true && order.length === 0;
  const problems: readonly Problem[] = isRace ? [{ name: "asyncRead", details: { step: id } }] : order;
  const target = step === undefined ? undefined : targetText(step);
  const child = target === undefined ? undefined : place.instance.others.get(target);
  if (child === undefined || inner === undefined || param === undefined) return problems;
  const innerStep = child.steps.find((one) => one.id === inner);
  if (innerStep !== undefined && (hasTemplate(innerStep) || ownParam(innerStep, param) !== undefined)) return problems;
  const known = innerStep === undefined ? child.steps.map((one) => one.id) : innerStep.params.map((one) => one.name);
  const advice = didYouMean(innerStep === undefined ? inner : param, known);
  return [...problems, { name: "unknownChildStep", details: { id: child.id, step: inner, param, advice } }];
}

/** A container step whose inner steps are read, and what is wrong with that. */
function findFinished(
  id: string,
  kind: "foreach" | "subworkflow",
  place: Place,
): { readonly step?: StepModel; readonly problems: readonly Problem[] } {
  const { steps, facts } = place.instance;
  const step = steps.find((one) => one.id === id);
  if (step === undefined) {
    const elsewhere = findElsewhere(id, "", id, place);
    const advice = didYouMean(
      id,
      steps.map((one) => one.id),
    );
    const unknown: Problem = {
      name: "unknownStep",
      details: { step: id, where: `in ${levelName(place.instance)}`, advice },
    };
    return { problems: [elsewhere ?? unknown] };
  }
  if (step.kind !== kind) return { problems: [{ name: "notALoop", details: { step: id, kind } }] };
  const here = place.step?.id ?? "";
  if (here === id) {
    const name = kind === "foreach" ? "getFromForeach" : "getFromSubworkflow";
    return { step, problems: [readsItself(name, "", place)] };
  }
  const isBefore = !facts.before.has(here) || facts.before.get(here)?.has(id) === true;
  if (isBefore) return { step, problems: [] };
  return { step, problems: [{ name: "notUpstream", details: { step: id, place: place.what, name: id } }] };
}
