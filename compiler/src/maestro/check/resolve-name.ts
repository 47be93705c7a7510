import type { MaestroType } from "../definition.js";
import type { FindingDetails, FindingName } from "../findings/finding.js";
import { didYouMean } from "../model/closest.js";
import type { ParamModel, StepModel } from "../model/definition-model.js";
import { AFTER_OWN_PARAMS, INJECTED_STEP_PARAMS, SEPARATOR } from "../names.js";
import { hasTemplate, kindDefaults } from "./default-params.js";
import type { Instance } from "./instance.js";
import type { Place } from "./place.js";

/** What a name stands for at a place: a value of a type (if known), or nothing, with the finding that says so. */
export interface Resolution {
  readonly isFound: boolean;
  readonly type?: MaestroType;
  readonly findings: readonly Problem[];
}

/** A finding still without its place. */
export type Problem = {
  readonly [TName in FindingName]: { readonly name: TName; readonly details: FindingDetails<TName> };
}[FindingName];

const found = (type: MaestroType | undefined, findings: readonly Problem[] = []): Resolution => ({
  isFound: true,
  ...(type !== undefined && { type }),
  findings,
});

const lost = (problem: Problem): Resolution => ({ isFound: false, findings: [problem] });

/** Resolves a bare name as Maestro does at a place. */
export function resolveName(name: string, place: Place): Resolution {
  if (!place.names) return lost({ name: "nothingVisible", details: { name, place: place.what } });
  const shared = place.instance.names.get(name);
  if (name.includes(SEPARATOR) && shared === undefined) return resolveStepParam(name, place);
  const own = place.own === "all" && !isTooEarly(name, place) ? place.step && ownParam(place.step, name) : undefined;
  if (own !== undefined && shared !== undefined) return resolveHidden(name, place, own, shared.type);
  if (own !== undefined) return found(own.type, ownProblems(name, place));
  if (shared !== undefined && !(shared.isGiven === true && place.step === undefined)) {
    return found(shared.type, selfProblems(name, place));
  }
  if (place.own === "all" && place.step !== undefined && hasTemplate(place.step)) return found(undefined);
  return lost({ name: "unknownName", details: { name, place: place.what, advice: adviseName(name, place) } });
}

/** Whether a step has the param only when its own ones are computed. */
function isTooEarly(name: string, { param }: Place): boolean {
  return name === AFTER_OWN_PARAMS && param !== undefined;
}

function adviseName(name: string, place: Place): string {
  const hidden = place.own === "none" && place.step !== undefined && ownParam(place.step, name) !== undefined;
  if (hidden) return "The step's own params are not visible there.";
  const own = place.own === "all" ? (place.step?.params.map((param) => param.name) ?? []) : [];
  return didYouMean(name, [...own, ...place.instance.names.keys()]);
}

/** A param the step itself has, whether defined or given by its kind. */
export function ownParam(
  step: StepModel,
  name: string,
): { readonly type?: MaestroType; readonly param?: ParamModel } | undefined {
  const param = step.params.findLast((one) => one.name === name);
  const fixed = kindDefaults(step)[name] ?? INJECTED_STEP_PARAMS[name];
  if (param === undefined && fixed === undefined) return undefined;
  const type = fixed ?? param?.type;
  return { ...(type !== undefined && { type }), ...(param !== undefined && { param }) };
}

/** Own param and workflow param of one name: which is meant follows from the order of evaluation. */
function resolveHidden(
  name: string,
  place: Place,
  own: { readonly type?: MaestroType },
  shared: MaestroType | undefined,
): Resolution {
  const { param, step } = place;
  if (param?.name === name) return found(shared);
  const isEarlier = param === undefined || isEvaluatedBefore(step, name, param.name);
  const type = isEarlier ? own.type : shared;
  if (name in INJECTED_STEP_PARAMS || own.type === shared) {
    if (param === undefined) return found(type);
  }
  const meaning = isEarlier
    ? "step's own, since that is computed before"
    : "workflow's, since the step's own comes later";
  const advice = `Write ${step?.id}__${name} for the step's own, or rename one of them.`;
  return found(type, [{ name: "hiddenName", details: { name, step: step?.id ?? "", meaning, advice } }]);
}

function isEvaluatedBefore(step: StepModel | undefined, name: string, than: string): boolean {
  if (step === undefined) return false;
  const order = [...Object.keys(INJECTED_STEP_PARAMS), ...Object.keys(kindDefaults(step))];
  const names = [...order, ...step.params.map((param) => param.name).filter((one) => !order.includes(one))];
  return names.indexOf(name) < names.indexOf(than);
}

function selfProblems(name: string, place: Place): readonly Problem[] {
  const isSelf = place.step === undefined && place.param?.name === name;
  return isSelf ? [{ name: "selfAtWorkflow", details: { name } }] : [];
}

/** A step's param that only its own expression names refers to itself. */
function ownProblems(name: string, place: Place): readonly Problem[] {
  return place.param?.name === name ? [{ name: "selfAtWorkflow", details: { name } }] : [];
}

/** `step__param`, or `signal__param` of the signal that started the run. */
function resolveStepParam(name: string, place: Place): Resolution {
  const splits = splitsOf(name);
  const [first, second] = splits.map(([id]) => id).filter((id) => place.instance.steps.some((one) => one.id === id));
  if (first !== undefined && second !== undefined)
    return lost({ name: "ambiguousStep", details: { name, first, second } });
  for (const [step, param] of splits) {
    const resolution = resolveStepOutput(step, param, name, place);
    if (resolution !== undefined) return resolution;
  }
  const signals = place.instance.workflow.signalTriggers.flatMap((trigger) => trigger.signals.map((one) => one.name));
  const isSignal = splits.some(([signal]) => signals.includes(signal));
  if (isSignal && place.steps !== "none") return found(undefined);
  if (isSignal) return found(undefined, [{ name: "signalAtWorkflow", details: { place: place.what } }]);
  const [step = name, param = ""] = splits[0] ?? [];
  const elsewhere = findElsewhere(step, param, name, place);
  if (elsewhere !== undefined) return lost(elsewhere);
  if (place.steps === "none") {
    const advice = "Steps cannot be read there.";
    return lost({ name: "unknownName", details: { name, place: place.what, advice } });
  }
  const ids = place.instance.steps.map((one) => one.id);
  const where = `in ${levelName(place.instance)}`;
  return lost({ name: "unknownStep", details: { step, where, advice: didYouMean(step, ids) } });
}

function splitsOf(name: string): readonly (readonly [string, string])[] {
  const splits: [string, string][] = [];
  for (let at = name.indexOf(SEPARATOR); at >= 0; at = name.indexOf(SEPARATOR, at + 1)) {
    if (at > 0 && at + SEPARATOR.length < name.length) splits.push([name.slice(0, at), name.slice(at + 2)]);
  }
  return splits;
}

/** Resolves a param of a step of the place's instance by its long name; nothing when there is no such step. */
export function resolveStepOutput(stepId: string, param: string, name: string, place: Place): Resolution | undefined {
  const step = place.instance.steps.find((one) => one.id === stepId);
  if (step === undefined) return undefined;
  const isSelf = step === place.step;
  if (place.steps === "none" && !(isSelf && place.own === "all")) {
    const advice = "Steps cannot be read there.";
    return lost({ name: "unknownName", details: { name, place: place.what, advice } });
  }
  if (isSelf && isTooEarly(param, place)) {
    return lost({ name: "unknownName", details: { name, place: place.what, advice: "" } });
  }
  const orderProblems = isSelf ? [] : orderProblem(step, name, place);
  const own = ownParam(step, param);
  if (own === undefined && !hasTemplate(step)) {
    const advice = didYouMean(param, [...step.params.map((one) => one.name), ...Object.keys(kindDefaults(step))]);
    return lost({ name: "unknownStepParam", details: { step: stepId, param, advice } });
  }
  const [problem] = orderProblems;
  if (problem?.name === "notUpstream") return lost(problem);
  return found(own?.type, orderProblems);
}

/** What is wrong with reading a step at a place because of the order in which steps run. */
export function orderProblem(step: StepModel, name: string, place: Place): readonly Problem[] {
  const here = place.step?.id ?? "";
  const { before, sure, certain, never } = place.instance.facts;
  if (!before.has(here) || !before.has(step.id)) return [];
  if (!before.get(here)?.has(step.id)) {
    return [{ name: "notUpstream", details: { step: step.id, place: place.what, name } }];
  }
  if (certain.has(step.id) || never.has(here) || sure.get(here)?.has(step.id)) return [];
  return [{ name: "maybeSkipped", details: { step: step.id, name, place: place.what } }];
}

/** The finding for a step that exists, but on the other side of a loop's boundary. */
export function findElsewhere(stepId: string, param: string, name: string, place: Place): Problem | undefined {
  for (let at = place.instance.parent; at !== undefined; at = at.parent) {
    if (at.steps.some((one) => one.id === stepId)) return { name: "outsideLoop", details: { step: stepId, name } };
  }
  const loop = place.instance.steps.find((one) => containsStep(one, stepId));
  if (loop === undefined) return undefined;
  return { name: "insideLoop", details: { step: stepId, loop: loop.id, name, param } };
}

function containsStep(loop: StepModel, id: string): boolean {
  return (loop.steps ?? []).some((step) => step.id === id || containsStep(step, id));
}

/** The words for the steps of an instance. */
export function levelName(instance: Instance): string {
  return instance.loop === undefined ? "the workflow" : `the loop "${instance.loop.id}"`;
}
