import type { CustomStep, Expr, IrDocument, Param, Step, Type } from "@stave/ir-schema";
import { IR_VERSION } from "@stave/ir-schema";
import type { LiftedRef } from "../lift-expr/index.js";
import { inOrder, planReach, type Reach } from "../lower/reach.js";
import { INJECTED_WORKFLOW_PARAMS, isReadableName } from "../names.js";
import { table } from "../table.js";
import { headerOf, propertiesOf } from "./import-settings.js";
import { importStep, isLoopVariable, needsIn, type SourceStep, stepsIn, typeOfParam } from "./import-step.js";
import {
  type ImportedValue,
  type ImportScope,
  importValue,
  isBigText,
  isWholeValue,
  paramsOf,
} from "./import-value.js";
import { lift } from "./lift.js";
import { isObject, type Json, type JsonObject, normalizeRequest } from "./normalize.js";

/** A create request in the portable language, as far as that can say it. */
export function importWorkflow(request: JsonObject, keeps: (text: string) => boolean): IrDocument {
  const { workflow: given, properties } = normalizeRequest(request);
  const workflow = isObject(given) ? given : {};
  const params = importParams(workflow, keeps);
  const types = new Map(Object.entries(params).map(([name, { type }]) => [name, type]));
  const names: Names = {
    params: types,
    variables: new Map(),
    defined: new Set(Object.keys(paramsOf(workflow))),
    keeps,
  };
  return {
    ir: IR_VERSION,
    workflow: {
      id: String(workflow["id"] ?? ""),
      ...headerOf(workflow),
      ...(isObject(properties) && propertiesOf(properties)),
      ...(Object.keys(params).length > 0 && { params }),
      steps: importSteps(stepsIn(workflow["steps"]), names),
      extensions: { maestro: { asWritten: true, ...(endsBare(workflow) && { semicolons: false }) } },
    },
  };
}

/** Whether most expressions of params do without a semicolon. */
function endsBare(node: Json): boolean {
  const texts = expressionsIn(node);
  return texts.filter((text) => text.trimEnd().endsWith(";")).length * 2 < texts.length;
}

function expressionsIn(node: Json): readonly string[] {
  if (typeof node !== "object" || node === null) return [];
  const { expression } = node as JsonObject;
  const own = typeof expression === "string" ? [expression] : [];
  return [...own, ...Object.values(node).flatMap(expressionsIn)];
}

/** What can be named in a list of steps. */
interface Names {
  readonly params: ReadonlyMap<string, Type>;
  /** Loop variables by name, with the loop's id. */
  readonly variables: ReadonlyMap<string, { readonly step: string; readonly type: Type }>;
  /** All names that the definition gives to a param around here. */
  readonly defined: ReadonlySet<string>;
  readonly keeps: (text: string) => boolean;
}

function importSteps(sources: readonly SourceStep[], names: Names): readonly Step[] {
  const outline = outlineOf(sources);
  const reach = planReach(outline);
  const bodies = new Map(sources.map((source) => [String(source.body["id"]), source]));
  const imported = new Map<string, Step>();
  for (const { id, needs = [], join } of inOrder(outline)) {
    const source = bodies.get(id);
    if (source === undefined) continue;
    const before = new Map([...imported].filter(([step]) => reach.followed.get(id)?.has(step) === true));
    const scope = scopeOf(source, names, before);
    const inner = (list: readonly SourceStep[]): readonly Step[] =>
      importSteps(list, namesInside(source, names, scope));
    const step = importStep(source, { needs, ...(join !== undefined && { join }) }, scope, inner);
    imported.set(id, step.kind === "custom" ? { ...step, outputs: readOutputs(step, source, sources) } : step);
  }
  const steps = outline.flatMap(({ id }) => imported.get(id) ?? []);
  return steps.map((step) => liftConditions(step, imported, reach, bodies, names));
}

/** The steps with nothing but their edges. */
function outlineOf(sources: readonly SourceStep[]): readonly Step[] {
  const edges = needsIn(sources);
  const outline = sources.map(({ body }): Step => {
    const id = String(body["id"]);
    const needs = edges.get(id) ?? [];
    const isMerge = needs.length > 1;
    return {
      kind: "noop",
      id,
      inputs: {},
      outputs: {},
      ...(needs.length > 0 && { needs }),
      ...(isMerge && { join: "any" }),
    };
  });
  return withoutNeedlessJoins(outline);
}

/** A condition on an edge sees the params of the step it leaves, and what that step sees. */
function liftConditions(
  step: Step,
  imported: ReadonlyMap<string, Step>,
  { sure }: Reach,
  bodies: ReadonlyMap<string, SourceStep>,
  names: Names,
): Step {
  const needs = step.needs?.map((need) => {
    const [source, body] = [imported.get(need.step), bodies.get(need.step)];
    if (need.when?.kind !== "sel" || source === undefined || body === undefined) return need;
    const before = new Map([...imported].filter(([id]) => id === source.id || sure.get(source.id)?.has(id) === true));
    return { ...need, when: lift(need.when.source, "bool", conditionScope(source, body, names, before)) ?? need.when };
  });
  return needs === undefined ? step : { ...step, needs };
}

function conditionScope(step: Step, source: SourceStep, names: Names, before: ReadonlyMap<string, Step>): ImportScope {
  const shared = scopeOf(source, names, before);
  return {
    ...shared,
    refOf: (name) => {
      const type = isReadableName(name) ? readableOutputs(step)[name] : undefined;
      return type === undefined ? shared.refOf(name) : { expr: { kind: "output", step: step.id, name }, type };
    },
  };
}

/** Where all steps before one surely run, both join rules mean the same. */
function withoutNeedlessJoins(steps: readonly Step[]): readonly Step[] {
  const { certain } = planReach(steps);
  return steps.map((step) => {
    const { join, ...rest } = step;
    const isNeedless =
      join === "any" && (step.needs ?? []).every((need) => need.when === undefined && certain.has(need.step));
    return isNeedless ? (rest as Step) : step;
  });
}

/** A name is a reference unless the step has a param of the same name. */
function scopeOf(source: SourceStep, names: Names, before: ReadonlyMap<string, Step>): ImportScope {
  const own = paramsOf(source.body);
  const outputOf = (step: string, name: string): LiftedRef | undefined => {
    const found = before.get(step);
    const type = found === undefined ? undefined : readableOutputs(found)[name];
    return type === undefined ? undefined : { expr: { kind: "output", step, name }, type };
  };
  return {
    keeps: names.keeps,
    outputOf,
    refOf: (name) => {
      if (Object.hasOwn(own, name) || !isReadableName(name)) return undefined;
      const variable = names.variables.get(name);
      if (variable !== undefined) return { expr: { kind: "loop", step: variable.step, name }, type: variable.type };
      const param = names.params.get(name);
      if (param !== undefined) return { expr: { kind: "param", name }, type: param };
      return runFact(name, names.defined) ?? outputNamed(name, outputOf);
    },
  };
}

/** What a step's params are to others: those of a step that only computes are its outputs. */
function readableOutputs(step: Step): Readonly<Record<string, Type>> {
  return step.kind === "noop" || step.kind === "custom" ? step.outputs : {};
}

/** A job may give its params other values: those that conditions after it or other steps read are its outputs. */
function readOutputs(
  step: CustomStep,
  { body }: SourceStep,
  sources: readonly SourceStep[],
): Readonly<Record<string, Type>> {
  const after = JSON.stringify(body["transition"] ?? {});
  const others = JSON.stringify(sources.filter((source) => source.body !== body));
  const isRead = (name: string): boolean =>
    new RegExp(`\\b${name}\\b`).test(after) ||
    new RegExp(`${quoted(step.id)}\\W+${name}\\b|\\b${quoted(step.id)}__${name}\\b`).test(others);
  const read = Object.entries(step.inputs).filter(
    ([name, { type }]) => isReadableName(name) && isPlainType(type) && isRead(name),
  );
  return Object.fromEntries(read.map(([name, { type }]) => [name, type]));
}

const isPlainType = (type: Type): boolean => typeof type === "string" || type.kind === "list";

const quoted = (text: string): string => text.replace(/[.\\]/g, "\\$&");

/** A param of every workflow that says a fact about the run, unless the definition gives it another value. */
function runFact(name: string, defined: ReadonlySet<string>): LiftedRef | undefined {
  return name === "TARGET_RUN_DATE" && !defined.has(name)
    ? { expr: { kind: "run", field: "dsNodash" }, type: "string" }
    : undefined;
}

/** Two underscores stand between the name of a step and that of its param; only one place for them is unmistakable. */
function outputNamed(
  name: string,
  outputOf: (step: string, name: string) => LiftedRef | undefined,
): LiftedRef | undefined {
  const [, step = "", output = ""] = /^([a-zA-Z][a-zA-Z0-9_]*?)__([a-zA-Z]\w*)$/.exec(name) ?? [];
  return outputOf(step, output);
}

function namesInside(source: SourceStep, names: Names, scope: ImportScope): Names {
  const own = paramsOf(source.body);
  const loop = own["loop_params"];
  const entries = isObject(loop) && isObject(loop["value"]) ? Object.entries(loop["value"]) : [];
  const params = new Map(names.params);
  const variables = new Map(names.variables);
  for (const name of [...Object.keys(own), ...entries.map(([name]) => name)]) {
    params.delete(name);
    variables.delete(name);
  }
  for (const [name, param] of entries) {
    const type = typeOfParam(param);
    const item = source.wrapper === "foreach" && typeof type === "object" && type.kind === "list" ? type.of : type;
    const isKept = item !== undefined && isLoopVariable(source, param, scope);
    if (isKept) variables.set(name, { step: String(source.body["id"]), type: item });
  }
  const defined = new Set([...names.defined, ...Object.keys(own), ...entries.map(([name]) => name)]);
  return { params, variables, defined, keeps: names.keeps };
}

const modes: Readonly<Record<string, NonNullable<Param["mode"]>>> = table({
  CONSTANT: "constant",
  IMMUTABLE: "immutable",
  MUTABLE_ON_START: "start",
  MUTABLE_ON_START_RESTART: "start-restart",
});

/** Params are written where no other param has a name yet. */
function scopeOfParams(defined: ReadonlySet<string>, keeps: (text: string) => boolean): ImportScope {
  return { keeps, refOf: (name) => runFact(name, defined) };
}

/** Only here can an integer beyond the exact range be written, as `p.int(9223372036854775807n)`. */
function bigParam(param: JsonObject): ImportedValue | undefined {
  const { type, value } = param;
  if (type !== "LONG" || !isBigText(value)) return undefined;
  return { type: "int", value: { kind: "literal", type: "int", value } };
}

/** Defaults of structs and maps are values, which hold no expressions. */
function isPlainDefault(type: Type, value: Expr): boolean {
  const isBlock = typeof type === "object" && (type.kind === "map" || type.kind === "struct");
  return isWholeValue(value) && (!isBlock || value.kind === "literal" || value.kind === "struct");
}

function importParams(workflow: JsonObject, keeps: (text: string) => boolean): Record<string, Param> {
  const all = paramsOf(workflow);
  const scope = scopeOfParams(new Set(Object.keys(all)), keeps);
  const params: Record<string, Param> = {};
  for (const [name, param] of Object.entries(all)) {
    if (name in INJECTED_WORKFLOW_PARAMS || !isReadableName(name) || !isObject(param)) continue;
    const imported = importValue(param, scope) ?? bigParam(param);
    const mode = modes[String(param["mode"])];
    if (imported === undefined || !isPlainDefault(imported.type, imported.value)) continue;
    params[name] = { type: imported.type, default: imported.value, ...(mode !== undefined && { mode }) };
  }
  return params;
}
