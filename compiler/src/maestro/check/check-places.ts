import type { MaestroType } from "../definition.js";
import type { Reporter } from "../findings/reporter.js";
import { didYouMean } from "../model/closest.js";
import type {
  DefinitionModel,
  ParamModel,
  SignalModel,
  SignalTriggerModel,
  StepModel,
} from "../model/definition-model.js";
import type { SourceNode, SourceText } from "../model/source-node.js";
import { INJECTED_STEP_PARAMS, INJECTED_WORKFLOW_PARAMS, SEPARATOR } from "../names.js";
import { checkCycles } from "./check-cycles.js";
import { checkExpression, type Wanted } from "./check-expression.js";
import { allSteps } from "./check-graph.js";
import { checkLiteralTexts, checkText } from "./check-texts.js";
import { kindDefaults } from "./default-params.js";
import { type Instance, loopInstance, type Surroundings, type VisibleParam, workflowInstance } from "./instance.js";
import { readDollars } from "./interpolation.js";
import { keptEntryType } from "./kind-entries.js";
import { type Place, spanIn, stepPlace, workflowPlace } from "./place.js";

/** Checks every expression and every text with references of a definition, each with the names it can see. */
export function checkPlaces(reporter: Reporter, definition: DefinitionModel, surroundings: Surroundings): void {
  const { workflow } = definition;
  const instance = workflowInstance(workflow, surroundings);
  const reads = new Map<string, readonly string[]>();
  for (const param of workflow.params) {
    reads.set(param.name, checkParam(reporter, param, workflowPlace(instance, param)));
  }
  checkCycles(reporter, workflow.params, reads, new Set());
  if (workflow.timeout !== undefined) {
    const place: Place = { ...workflowPlace(instance), functions: "none", what: "the timeout of the workflow" };
    checkText(reporter, workflow.timeout.node, workflow.timeout.pointer, place);
  }
  for (const trigger of workflow.signalTriggers) checkTrigger(reporter, instance, trigger);
  for (const text of definition.alertTexts) checkAlert(reporter, instance, text);
  checkSteps(reporter, instance);
}

/** An address that cannot be filled in is passed over. */
function checkAlert(reporter: Reporter, instance: Instance, node: SourceText): void {
  for (const { name, start, end } of readDollars(node.value).references) {
    if (instance.names.has(name)) continue;
    const advice = didYouMean(name, instance.names.keys());
    reporter.report("alertReference", spanIn(node, "/properties/alerting/emails", start, end), {
      text: `$${name}`,
      advice,
    });
  }
}

/** Checks one param; gives the names it reads. */
function checkParam(
  reporter: Reporter,
  param: ParamModel,
  place: Place,
  path: readonly string[] = [param.name],
): readonly string[] {
  if (param.expression !== undefined && param.value === undefined) {
    return checkExpression(reporter, param.expression, place, wantedType(param, place, path));
  }
  const inner = (param.entries ?? []).flatMap((entry) => checkParam(reporter, entry, place, [...path, entry.name]));
  return [...inner, ...checkLiteralTexts(reporter, param, place)];
}

/** Maestro converts a result to the type of the param; entries of a MAP are read as they are, except its own. */
function wantedType(param: ParamModel, place: Place, path: readonly string[]): Wanted {
  const type = keptType(param, place, path) ?? param.type;
  if (type === undefined) return {};
  const isOwn = path.length === 1 || path[0] === "loop_params" || keptType(param, place, path) !== undefined;
  return isOwn || isHandedOn(place) ? { type } : { type, isUnchecked: param.name };
}

/** Whether a param reaches other workflow instances, where its entries are read by their types. */
function isHandedOn({ instance, step }: Place): boolean {
  return step === undefined ? allSteps(instance.workflow.steps).some(handsOn) : step.kind !== "step";
}

function handsOn({ kind, isExplicit }: StepModel): boolean {
  return kind === "foreach" || kind === "while" || (kind === "subworkflow" && !isExplicit);
}

/** The type that Maestro's own param or entry of that name keeps. */
function keptType(param: ParamModel, { param: outer, step }: Place, path: readonly string[]): MaestroType | undefined {
  if (path.length > 1) return step === undefined ? undefined : keptEntryType(step, path);
  if (param !== outer) return undefined;
  if (step === undefined) return INJECTED_WORKFLOW_PARAMS[param.name];
  return step.type === "Sleep" ? undefined : kindDefaults(step)[param.name];
}

function checkSteps(reporter: Reporter, instance: Instance): void {
  for (const step of instance.steps) {
    checkStepTexts(reporter, instance, step);
    checkStepParams(reporter, instance, step);
    checkSignals(reporter, instance, step);
    checkConditions(reporter, instance, step);
    if (step.kind === "foreach" || step.kind === "while") {
      const inner = loopInstance(instance, step);
      if (step.kind === "while") checkWhile(reporter, inner, step);
      checkSteps(reporter, inner);
    }
  }
}

/** Timeouts and retries see only the workflow's names. */
function checkStepTexts(reporter: Reporter, instance: Instance, step: StepModel): void {
  const base: Place = { ...stepPlace(instance, step), own: "none", steps: "none", functions: "none", what: "" };
  const { timeout } = step;
  if (timeout !== undefined) {
    checkText(reporter, timeout.node, timeout.pointer, { ...base, what: `the timeout of "${step.id}"` });
  }
  const pointer = `${step.pointer}/retry_policy`;
  if (step.retry !== undefined) checkRetryTexts(reporter, instance, step.retry, pointer);
}

/** A policy that cannot be computed at run time is replaced by the default without a word. */
function checkRetryTexts(reporter: Reporter, instance: Instance, policy: SourceNode, pointer: string): void {
  for (const { key, value } of policy.kind === "object" ? policy.entries : []) {
    const at = `${pointer}/${key}`;
    checkRetryTexts(reporter, instance, value, at);
    for (const { name, start, end } of value.kind === "text" ? readDollars(value.value).references : []) {
      if (instance.names.has(name)) continue;
      reporter.report("retryExpression", spanIn(value, at, start, end), { where: key, name });
    }
  }
}

function checkStepParams(reporter: Reporter, instance: Instance, step: StepModel): void {
  const reads = new Map<string, readonly string[]>();
  for (const param of step.params) {
    const place = stepPlace(instance, step, param);
    const isState = step.type === "Http" && param.name === "state_expr";
    reads.set(param.name, checkParam(reporter, param, place));
    if (isState) checkStateExpression(reporter, place, param);
  }
  checkCycles(reporter, step.params, reads, new Set(instance.names.keys()));
}

/** A text that holds SEL, evaluated after the response without the engine's functions. */
function checkStateExpression(reporter: Reporter, place: Place, param: ParamModel): void {
  if (param.value?.kind !== "text" || /\$[a-zA-Z{]/.test(param.value.value)) return;
  const { param: _own, ...rest } = place;
  const expression = { text: param.value.value, node: param.value, pointer: param.valuePointer };
  const what = `state_expr of step "${place.step?.id}"`;
  checkExpression(
    reporter,
    expression,
    { ...rest, functions: "none", steps: "none", what },
    { type: "STRING", exactFor: "the name of a state" },
  );
}

function checkConditions(reporter: Reporter, instance: Instance, step: StepModel): void {
  for (const edge of step.edges) {
    if (edge.condition === undefined) continue;
    const what = `the condition from "${step.id}" to "${edge.to}"`;
    const place: Place = { ...stepPlace(instance, step), steps: "self", functions: "condition", what };
    checkExpression(reporter, edge.condition, place, { type: "BOOLEAN" });
  }
}

function checkSignals(reporter: Reporter, instance: Instance, step: StepModel): void {
  const base = { ...stepPlace(instance, step), functions: "none" } as const;
  for (const wait of step.waits) {
    checkSignal(reporter, wait, { ...base, own: "none", what: `what step "${step.id}" waits for` });
  }
  for (const emit of step.emits) {
    checkSignal(reporter, emit, { ...base, steps: "self", what: `what step "${step.id}" announces` });
  }
}

function checkSignal(reporter: Reporter, signal: SignalModel, place: Place): void {
  if (signal.name !== undefined) checkText(reporter, signal.name.node, signal.name.pointer, place);
  for (const param of signal.params) checkSignalParam(reporter, param, place);
  for (const { expression, ...param } of signal.payload) {
    if (expression === undefined || param.value !== undefined) checkParam(reporter, param, place);
    else checkExpression(reporter, expression, place, {});
  }
}

/** A signal carries the text or the number that an expression gives, whatever is declared. */
function checkSignalParam(reporter: Reporter, param: ParamModel, place: Place): void {
  const { expression, type, name } = param;
  if (expression === undefined || param.value !== undefined || type === undefined) checkParam(reporter, param, place);
  else checkExpression(reporter, expression, place, { signal: { name, declared: type } });
}

/** The condition sees the loop's names and the loop step's own params, but no steps and no functions. */
function checkWhile(reporter: Reporter, inner: Instance, step: StepModel): void {
  if (step.condition === undefined) return;
  const names = new Map([...inner.names, ...ownNames(step)]);
  names.delete("condition");
  const place: Place = {
    instance: { ...inner, names },
    own: "none",
    steps: "none",
    names: true,
    functions: "none",
    what: `the condition of "${step.id}"`,
  };
  const refs = checkExpression(reporter, step.condition, { ...place, step }, { type: "BOOLEAN" });
  if (refs.includes("loop_index")) {
    const at = { start: step.condition.node.start, end: step.condition.node.end, pointer: step.condition.pointer };
    reporter.report("indexAlwaysMinusOne", at, {});
  }
}

/** What the condition sees of its own step: what Maestro gives it, and its params by their long names. */
function ownNames({ id, params }: StepModel): readonly (readonly [string, VisibleParam])[] {
  const given = Object.entries(INJECTED_STEP_PARAMS).map(([name, type]) => ({ name, type }));
  const own = params.filter(({ name }) => name !== "loop_params");
  const long = own.map(({ name, type }) => ({ name: id + SEPARATOR + name, ...(type !== undefined && { type }) }));
  return [...given, ...long].map((one) => [one.name, one] as const);
}

/** A trigger's expressions see nothing at all. */
function checkTrigger(reporter: Reporter, instance: Instance, trigger: SignalTriggerModel): void {
  const place: Place = {
    instance,
    own: "none",
    steps: "none",
    names: false,
    functions: "none",
    what: "a signal trigger",
  };
  for (const param of trigger.params) checkParam(reporter, param, place);
  if (trigger.condition !== undefined) checkExpression(reporter, trigger.condition, place, { type: "BOOLEAN" });
  if (trigger.dedup !== undefined) checkExpression(reporter, trigger.dedup, place, { type: "STRING" });
}
