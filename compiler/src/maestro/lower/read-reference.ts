import { formatType, type Step, type Type } from "@stave/ir-schema";
import type { OutputExpr, RefExpr, RunExpr, SignalExpr } from "../lower-expr/index.js";
import { isReadableName } from "../names.js";
import type { LowerContext } from "./context.js";
import { type Frame, findStep, findVariable, type PlannedOutput, type PlannedStep } from "./frame.js";
import { escaped, handsOn, holdsDollar, pastOwn, unescaped } from "./hand-on.js";
import { programText, selText } from "./literal.js";
import { nullableScalar } from "./nullable.js";
import { paramSite, type ReadValue, type Site } from "./site.js";
import { spreadStruct } from "./spread-struct.js";
import { isJsonText, maestroType } from "./type-map.js";

/** The SEL text that reads a reference at a place, after whatever has to be carried there for it. */
export function readReference(context: LowerContext, site: Site, ref: RefExpr): ReadValue | undefined {
  if (site.isBlind === true) return missing(context, site, "a value");
  switch (ref.kind) {
    case "param":
      return readParam(context, site, ref.name);
    case "loop":
      return readVariable(context, site, ref.step, ref.name);
    case "output":
      return readOutput(context, site, ref);
    case "signal":
      return readSignal(context, site, ref);
    case "run":
      return readRun(context, site, ref);
  }
}

function readParam(context: LowerContext, site: Site, name: string): ReadValue | undefined {
  const { params } = context.workflow;
  const param = params !== undefined && Object.hasOwn(params, name) ? params[name] : undefined;
  if (param === undefined) return missing(context, site, `the param "${name}"`);
  const type = readableType(context, site, param.type, `The param "${name}"`);
  if (type === undefined) return undefined;
  if (!isReadableName(name)) return { sel: `params[${selText(name)}]`, type };
  return readShared(context, site, context.mapParams.get(name)?.held?.value ?? name, type);
}

function readVariable(context: LowerContext, site: Site, loop: string, name: string): ReadValue | undefined {
  const variable = findVariable(site.frame, loop, name);
  if (variable === undefined) return missing(context, site, `the loop variable "${name}" of "${loop}"`);
  if (site.guarding?.step.id === loop) return { sel: unescaped(variable.name, variable.type), type: variable.type };
  return readShared(context, site, variable.name, variable.type);
}

/** A workflow-level name, read past the step's own param of the same name where there is one. */
function readShared(context: LowerContext, site: Site, name: string, type: Type): ReadValue | undefined {
  const { own, guarding } = site;
  if (guarding !== undefined && handsOn(context, guarding.step) && holdsDollar(type))
    return { sel: pastOwn(name), type };
  if (context.isAsWritten || own === undefined || site.defining === name || !own.ownNames.has(name))
    return { sel: name, type };
  if (handsOn(context, own.step)) return { sel: pastOwn(name), type };
  return carried(context, own, `bare ${name}`, `outer_${name}`, { sel: name, type });
}

/** A value computed in a param of a step, as the step itself reads it. */
function carried(
  context: LowerContext,
  own: PlannedStep,
  key: string,
  wanted: string,
  value: ReadValue,
): ReadValue | undefined {
  const name = carry(context, own, key, wanted, value);
  if (name === undefined) return undefined;
  return { sel: handsOn(context, own.step) ? unescaped(name, value.type) : name, type: value.type };
}

const carriedKeys = new WeakMap<PlannedStep, Map<string, string>>();

/** The name of a param of a step that holds a value, made to be handed on where the step does that. */
function carry(
  context: LowerContext,
  own: PlannedStep,
  key: string,
  wanted: string,
  value: ReadValue,
): string | undefined {
  const keys = carriedKeys.get(own) ?? new Map<string, string>();
  carriedKeys.set(own, keys);
  const known = keys.get(key);
  if (known !== undefined) return known;
  const type = maestroType(value.type);
  if (type === undefined) {
    context.report(
      "target-type",
      { what: `a value read by "${own.step.id}"`, type: formatType(value.type) },
      own.pointer,
    );
    return undefined;
  }
  const name = context.fresh(wanted);
  const written = handsOn(context, own.step)
    ? escaped(context, value.sel, value.type)
    : { setup: "", value: value.sel };
  own.carried.set(name, spreadStruct(value.type, written) ?? { type, expression: programText(written) });
  keys.set(key, name);
  return name;
}

function readOutput(context: LowerContext, site: Site, ref: OutputExpr): ReadValue | undefined {
  const found = findStep(site.frame, ref.step);
  const what = `the output "${ref.name}" of "${ref.step}"`;
  if (found === undefined) return missing(context, site, what);
  if (found.frame !== site.frame) return handIn(context, site, ref, `${ref.step}_${ref.name}`);
  const output = found.step.outputs.get(ref.name);
  if (output === undefined) return missing(context, site, what);
  const type = readableType(context, site, output.type, `The output "${ref.name}" of "${ref.step}"`);
  if (type === undefined) return undefined;
  const isOwn = site.own?.step.id === ref.step;
  const own = output.own ?? output.param;
  if (isOwn && own !== undefined) return { sel: own, type };
  if (isOwn && !site.functions) return missing(context, site, what);
  const read = outputText(context, found.step, output, site.isLazy(ref.step));
  return throughOwn(context, site, `output ${ref.step}.${ref.name}`, `${ref.step}_${ref.name}`, what, {
    sel: read,
    type,
  });
}

function outputText(context: LowerContext, step: PlannedStep, output: PlannedOutput, isLazy: boolean): string {
  const { id } = step.step;
  const mayFail = !context.isAsWritten && failsQuietly(step);
  const read = output.read?.(isLazy || mayFail) ?? stepParamText(id, output.param ?? "", isLazy || mayFail);
  return mayFail ? `(${succeeded(id)} ? ${read} : ${readOfNothing(id)})` : read;
}

const working: ReadonlySet<Step["kind"]> = new Set([
  "python",
  "shell",
  "container",
  "notebook",
  "http",
  "custom",
  "subworkflow",
  "foreach",
]);

/** Whether a run goes on after a step that did its work badly. */
function failsQuietly({ step }: PlannedStep): boolean {
  return step.onFailure === "ignore" && working.has(step.kind);
}

function statusText(id: string): string {
  return stepParamText(id, "MAESTRO_STEP_STATUS", true);
}

function succeeded(id: string): string {
  return `(${statusText(id)} == 'SUCCEEDED')`;
}

/** A step that failed has its outputs' blank values; no step has this param, so reading it stops who asks. */
function readOfNothing(id: string): string {
  return `params.getFromStep(${selText(id)}, 'no output of a step that is ' + ${statusText(id)})`;
}

/** SEL that says, in any later step of the frame, whether a step gave its outputs. */
export function gaveCondition(context: LowerContext, frame: Frame, id: string): string {
  const planned = frame.steps.get(id);
  const mayFail = planned !== undefined && !context.isAsWritten && failsQuietly(planned);
  return mayFail ? succeeded(id) : ranCondition(frame, id);
}

/** How a finished step's param is read from another step of its frame. */
export function stepParamText(step: string, param: string, isLazy: boolean): string {
  const isSafe = isReadableName(step) && isReadableName(param) && !step.endsWith("_") && !param.startsWith("_");
  return isSafe && !isLazy ? `${step}__${param}` : `params.getFromStep(${selText(step)}, ${selText(param)})`;
}

/** SEL that says, in any later step of the frame, whether a step ran. */
export function ranCondition(frame: Frame, id: string): string {
  const planned = frame.steps.get(id);
  return planned === undefined || planned.isCertain ? "true" : stepParamText(id, "maestro_step_satisfied", true);
}

/** A value the place cannot reach by itself, computed in a param of the place's own step. */
function throughOwn(
  context: LowerContext,
  site: Site,
  key: string,
  wanted: string,
  what: string,
  value: ReadValue,
): ReadValue | undefined {
  const isVisible = site.steps && (site.functions || !value.sel.includes("params."));
  if (isVisible) return value;
  if (site.own !== undefined) return carried(context, site.own, key, wanted, value);
  context.report("target-not-visible", { what, place: site.place }, site.pointer);
  return undefined;
}

/** A value of an outer frame, made a param of the loop step so that the loop's body sees it. */
function handIn(context: LowerContext, site: Site, ref: RefExpr, wanted: string): ReadValue | undefined {
  const { frame } = site;
  if (frame.parent === undefined || frame.loop === undefined) return missing(context, site, wanted);
  const key = JSON.stringify(ref);
  const place = { ...paramSite(frame.parent, frame.loop), ...(site.isWhole && { isWhole: site.isWhole }) };
  const outer = readReference(context, place, ref);
  if (outer === undefined) return undefined;
  const name = frame.handedIn.get(key)?.name ?? carry(context, frame.loop, key, wanted, outer);
  if (name === undefined) return undefined;
  frame.handedIn.set(key, { name, type: outer.type });
  frame.readable.add(name);
  if (site.guarding === frame.loop) return { sel: unescaped(name, outer.type), type: outer.type };
  return readShared(context, site, name, outer.type);
}

function readSignal(context: LowerContext, site: Site, ref: SignalExpr): ReadValue | undefined {
  const what = `the field "${ref.field}" of the signal "${ref.signal}"`;
  const type = strip(ref.type);
  const wanted = `${ref.signal}_${ref.field}`;
  if (ref.from === "trigger") {
    if (site.frame.parent !== undefined) return handIn(context, site, ref, wanted);
    const sel = `params.getFromSignal(${selText(ref.signal)}, ${selText(ref.field)})`;
    return signalValue(context, site, ref, wanted, what, { sel, type });
  }
  const waits = site.own?.step.waits ?? [];
  const position = waits.findIndex((wait) => wait.alias === ref.signal || isNamed(wait.name, ref.signal));
  if (position < 0) return missing(context, site, what);
  const sel = `params.getFromSignalDependency('${position}', ${selText(ref.field)})`;
  return signalValue(context, site, ref, wanted, what, { sel, type });
}

function isNamed(name: { readonly kind: string; readonly value?: unknown }, signal: string): boolean {
  return name.kind === "literal" && name.value === signal;
}

function signalValue(
  context: LowerContext,
  site: Site,
  ref: SignalExpr,
  wanted: string,
  what: string,
  value: ReadValue,
): ReadValue | undefined {
  if (site.signals) return value;
  if (site.own !== undefined) return carried(context, site.own, JSON.stringify(ref), wanted, value);
  context.report("target-not-visible", { what, place: site.place }, site.pointer);
  return undefined;
}

const isoDate =
  "(TARGET_RUN_DATE.substring(0, 4) + '-' + TARGET_RUN_DATE.substring(4, 6) + '-' + TARGET_RUN_DATE.substring(6))";

const runFields: Readonly<Partial<Record<RunExpr["field"], ReadValue>>> = {
  id: { sel: "('' + params.getFromInstance('workflow_instance_id'))", type: "string" },
  workflowId: { sel: "workflow_id", type: "string" },
  startTime: {
    sel: "new DateTime(RUN_TS).withZone(DateTimeZone.UTC).toString('yyyy-MM-dd\\'T\\'HH:mm:ss.SSS\\'Z\\'')",
    type: "timestamp",
  },
  logicalDate: { sel: isoDate, type: "date" },
  ds: { sel: isoDate, type: "string" },
  dsNodash: { sel: "TARGET_RUN_DATE", type: "string" },
};

function readRun(context: LowerContext, site: Site, ref: RunExpr): ReadValue | undefined {
  const value = runFields[ref.field];
  const what = `run.${ref.field}`;
  if (value === undefined) {
    const instead = "Compute the interval from `run.logicalDate`, or give its ends as params.";
    const problem = "it does not keep the interval of a run";
    context.report("target-unsupported", { what, problem, instead }, site.pointer);
    return undefined;
  }
  if (!value.sel.includes("params.")) return value;
  if (site.frame.parent !== undefined) return handIn(context, site, ref, "run_id");
  return throughOwn(context, site, what, "run_id", what, value);
}

function missing(context: LowerContext, site: Site, what: string): undefined {
  context.report("target-not-visible", { what, place: site.place }, site.pointer);
  return undefined;
}

/** A text, number or bool that may be null is held as text; anything else that may be null cannot be read. */
function readableType(context: LowerContext, site: Site, type: Type, what: string): Type | undefined {
  const isHeld =
    typeof type !== "object" ||
    type.kind !== "nullable" ||
    nullableScalar(type) !== undefined ||
    (site.isWhole === true && isJsonText(type));
  if (isHeld) return type;
  context.report("target-null", { what }, site.pointer);
  return undefined;
}

/** Fields of signals are never null. */
function strip(type: Type): Type {
  return typeof type === "object" && type.kind === "nullable" ? type.of : type;
}
