import type { Alerting, Expr, IrDocument, Param, RunStrategy, Step, Trigger, Type, Workflow } from "@stave/ir-schema";
import { IR_VERSION } from "@stave/ir-schema";
import { planReach } from "../lower/reach.js";
import { INJECTED_WORKFLOW_PARAMS, isReadableName } from "../names.js";
import { table } from "../table.js";
import { durationText } from "./duration-text.js";
import { importStep, isLoopVariable, needsIn, type SourceStep, stepsIn, typeOfParam } from "./import-step.js";
import { type ImportedValue, type ImportScope, importValue, isBigText, paramsOf } from "./import-value.js";
import { lift } from "./lift.js";
import { isObject, type Json, type JsonObject, normalizeDuration, normalizeRequest } from "./normalize.js";

/** A create request in the portable language, as far as that can say it. */
export function importWorkflow(request: JsonObject): IrDocument {
  const { workflow: given, properties } = normalizeRequest(request);
  const workflow = isObject(given) ? given : {};
  const params = importParams(workflow);
  const types = new Map(Object.entries(params).map(([name, { type }]) => [name, type]));
  return {
    ir: IR_VERSION,
    workflow: {
      id: String(workflow["id"] ?? ""),
      ...headerOf(workflow),
      ...(isObject(properties) && propertiesOf(properties)),
      ...(Object.keys(params).length > 0 && { params }),
      steps: importSteps(stepsIn(workflow["steps"]), { params: types, variables: new Map() }),
      extensions: { maestro: { asWritten: true } },
    },
  };
}

interface Names {
  readonly params: ReadonlyMap<string, Type>;
  /** Loop variables by name, with the loop's id. */
  readonly variables: ReadonlyMap<string, { readonly step: string; readonly type: Type }>;
}

function importSteps(steps: readonly SourceStep[], names: Names): readonly Step[] {
  const needs = needsIn(steps);
  const before = new Map<string, Step>();
  const imported = steps.map((source) => {
    const id = String(source.body["id"]);
    const plain = (needs.get(id) ?? []).filter((need) => need.when === undefined).map((need) => need.step);
    const direct = new Map([...before].filter(([step]) => plain.includes(step)));
    const scope = scopeOf(source, names, direct);
    const inner = (list: readonly SourceStep[]): readonly Step[] =>
      importSteps(list, namesInside(source, names, scope));
    const step = importStep(source, needs.get(id) ?? [], scope, inner);
    before.set(id, step);
    return step;
  });
  return withoutNeedlessJoins(liftConditions(imported, steps, names));
}

/** A condition on an edge sees the params of the step it leaves, and the workflow's names. */
function liftConditions(imported: readonly Step[], sources: readonly SourceStep[], names: Names): readonly Step[] {
  const scopes = new Map(
    imported.map((step, at) => [step.id, conditionScope(step, sources[at] as SourceStep, names)] as const),
  );
  return imported.map((step) => {
    const needs = step.needs?.map((need) => {
      const scope = scopes.get(need.step);
      if (need.when?.kind !== "sel" || scope === undefined || need.when.source.endsWith(";")) return need;
      return { ...need, when: lift(need.when.source, "bool", scope) ?? need.when };
    });
    return needs === undefined ? step : { ...step, needs };
  });
}

function conditionScope(step: Step, source: SourceStep, names: Names): ImportScope {
  const shared = scopeOf(source, names, new Map());
  return {
    refOf: (name) => {
      const type = step.kind === "noop" && isReadableName(name) ? step.outputs[name] : undefined;
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
  return {
    refOf: (name) => {
      if (name in own || !isReadableName(name)) return undefined;
      const variable = names.variables.get(name);
      if (variable !== undefined) return { expr: { kind: "loop", step: variable.step, name }, type: variable.type };
      const param = names.params.get(name);
      return param === undefined ? outputOf(name, before) : { expr: { kind: "param", name }, type: param };
    },
  };
}

/** Only a step that an edge without condition comes from is read as a reference, since reading one makes an edge. */
function outputOf(
  name: string,
  before: ReadonlyMap<string, Step>,
): { readonly expr: Expr; readonly type: Type } | undefined {
  const [, step = "", output = ""] = /^([a-zA-Z][a-zA-Z0-9_]*?)__([a-zA-Z]\w*)$/.exec(name) ?? [];
  const found = before.get(step);
  const type = found?.kind === "noop" ? found.outputs[output] : undefined;
  return type === undefined ? undefined : { expr: { kind: "output", step, name: output }, type };
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
  return { params, variables };
}

const modes: Readonly<Record<string, NonNullable<Param["mode"]>>> = table({
  CONSTANT: "constant",
  IMMUTABLE: "immutable",
  MUTABLE_ON_START: "start",
  MUTABLE_ON_START_RESTART: "start-restart",
});

/** Params are written where no other param has a name yet. */
const NO_NAMES: ImportScope = { refOf: () => undefined };

/** Only here can an integer beyond the exact range be written, as `p.int(9223372036854775807n)`. */
function bigParam(param: JsonObject): ImportedValue | undefined {
  const { type, value } = param;
  if (type !== "LONG" || !isBigText(value)) return undefined;
  return { type: "int", value: { kind: "literal", type: "int", value } };
}

/** Defaults of structs and maps are values, which hold no expressions. */
function isPlainDefault(type: Type, value: Expr): boolean {
  if (value.kind === "struct") return Object.values(value.fields).every((field) => field.kind === "literal");
  const isBlock = typeof type === "object" && (type.kind === "map" || type.kind === "struct");
  return !isBlock || value.kind === "literal";
}

function importParams(workflow: JsonObject): Record<string, Param> {
  const all = paramsOf(workflow);
  const params: Record<string, Param> = {};
  for (const [name, param] of Object.entries(all)) {
    if (name in INJECTED_WORKFLOW_PARAMS || !isReadableName(name) || !isObject(param)) continue;
    const imported = importValue(param, NO_NAMES) ?? bigParam(param);
    const mode = modes[String(param["mode"])];
    if (imported === undefined || !isPlainDefault(imported.type, imported.value)) continue;
    params[name] = { type: imported.type, default: imported.value, ...(mode !== undefined && { mode }) };
  }
  return params;
}

function headerOf(workflow: JsonObject): Partial<Workflow> {
  const { name, description, tags, criticality, instance_step_concurrency: most } = workflow;
  const seconds = normalizeDuration(workflow["timeout"]);
  const triggers = triggersOf(workflow);
  return {
    ...(typeof name === "string" && { name }),
    ...(typeof description === "string" && { description }),
    ...(Array.isArray(tags) && tags.every((tag) => typeof tag === "string") && { tags: tags as string[] }),
    ...(typeof criticality === "string" && { criticality: criticality.toLowerCase() as "low" }),
    ...(typeof most === "number" && { runStepConcurrency: most }),
    ...(typeof seconds === "number" && {
      timeout: { kind: "literal", type: "duration", value: durationText(seconds) } as const,
    }),
    ...(triggers.length > 0 && { triggers }),
  };
}

/** Unix crons and signals; other schedules are kept beside. */
function triggersOf(workflow: JsonObject): readonly Trigger[] {
  const { time_triggers: timed, signal_triggers: signalled } = workflow;
  const crons = Array.isArray(timed) ? timed.map(cronOf) : [];
  const signals = Array.isArray(signalled) ? signalled.map(signalTriggerOf) : [];
  return [
    ...(crons.includes(undefined) ? [] : crons.flatMap((one) => one ?? [])),
    ...(signals.includes(undefined) ? [] : signals.flatMap((one) => one ?? [])),
  ];
}

function cronOf(trigger: Json): Trigger | undefined {
  if (!isObject(trigger) || trigger["type"] !== "CRON" || typeof trigger["cron"] !== "string") return undefined;
  if (trigger["cron"].trim().split(/\s+/).length !== 5) return undefined;
  const { cron, timezone, fuzzy_max_delay: delay } = trigger;
  const seconds = typeof delay === "string" ? /^(\d+)s$/.exec(delay)?.[1] : undefined;
  if (delay !== undefined && seconds === undefined) return undefined;
  return {
    kind: "cron",
    cron: String(cron),
    ...(typeof timezone === "string" && { timezone }),
    ...(seconds !== undefined && { jitter: durationText(Number(seconds)) }),
  };
}

function signalTriggerOf(trigger: Json): Trigger | undefined {
  if (!isObject(trigger) || !isObject(trigger["definitions"])) return undefined;
  // The builders know triggers of one signal; others are kept beside.
  if (Object.keys(trigger).some((key) => key !== "definitions")) return undefined;
  if (Object.keys(trigger["definitions"]).length !== 1) return undefined;
  const signals = Object.entries(trigger["definitions"]).map(([name, definition]) => {
    const { match_params: match, join_keys: joins } = isObject(definition) ? definition : {};
    const matches = Object.entries(isObject(match) ? match : {}).map(([field, one]) => [
      field,
      { op: isObject(one) ? one["operator"] : "=", value: isObject(one) ? one["value"] : "" },
    ]);
    return {
      name,
      ...(isObject(match) && { match: Object.fromEntries(matches) }),
      ...(Array.isArray(joins) && { joinKeys: joins }),
    };
  });
  return { kind: "signal", signals } as unknown as Trigger;
}

function propertiesOf(properties: JsonObject): Partial<Workflow> {
  const { owner, run_strategy: strategy, step_concurrency: most, alerting } = properties;
  return {
    ...(typeof owner === "string" && { owner }),
    ...(isObject(strategy) && { runStrategy: strategyOf(strategy) }),
    ...(typeof most === "number" && { stepConcurrency: most }),
    ...(isObject(alerting) && alertingOf(alerting)),
  };
}

function strategyOf(strategy: JsonObject): RunStrategy {
  const rule = String(strategy["rule"]).toLowerCase().replaceAll("_", "-") as RunStrategy["rule"];
  const count = strategy["workflow_concurrency"];
  const isOwn = typeof count === "number" && count !== (rule === "parallel" ? 20 : 1);
  return { rule, ...(isOwn && { concurrency: count }) };
}

function alertingOf(alerting: JsonObject): { readonly alerting?: Alerting } {
  const { emails, pagerduties, slack } = alerting;
  const channels = isObject(slack) ? slack["channels"] : undefined;
  const texts = (list: Json | undefined): list is string[] =>
    Array.isArray(list) && list.every((item) => typeof item === "string");
  const own = {
    ...(texts(emails) && { emails }),
    ...(texts(channels) && { slack: channels }),
    ...(texts(pagerduties) && { pagerduty: pagerduties }),
  };
  return Object.keys(own).length === 0 ? {} : { alerting: own };
}
