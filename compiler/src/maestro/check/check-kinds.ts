import type { MaestroType } from "../definition.js";
import type { DefinitionFix } from "../findings/finding.js";
import type { Reporter } from "../findings/reporter.js";
import { closest } from "../model/closest.js";
import type { DefinitionModel, ParamModel, StepModel } from "../model/definition-model.js";
import { workflowIdProblem } from "../names.js";
import { allSteps } from "./check-graph.js";
import { checkRequest } from "./check-http.js";
import { checkKept } from "./check-params.js";
import { kindDefaults, stepKindName } from "./default-params.js";
import { EXEC, KIND_MAPS, type MapRule, OWN_TYPED, PRE_STOP } from "./kind-entries.js";

/** Checks what each kind of step wants of its params. */
export function checkKinds(reporter: Reporter, definition: DefinitionModel): void {
  for (const step of allSteps(definition.workflow.steps)) {
    for (const rule of KIND_MAPS[stepKindName(step)] ?? []) checkMap(reporter, step, rule);
    for (const param of step.params) checkOwnType(reporter, step, param);
    kindChecks[stepKindName(step)]?.(reporter, step);
    checkTemplate(reporter, step);
  }
}

/** Scalars that a kind of step has itself; only Sleep leaves the type of its own to the definition. */
function checkOwnType(reporter: Reporter, step: StepModel, param: ParamModel): void {
  const kept = kindDefaults(step)[param.name];
  if (kept !== undefined && kept !== "MAP" && step.type !== "Sleep") checkKept(reporter, param, kept);
}

function lastParam(step: StepModel, name: string): ParamModel | undefined {
  return step.params.findLast((param) => param.name === name);
}

/** A job template may bring whatever a step itself lacks. */
function checkMap(reporter: Reporter, step: StepModel, rule: MapRule): void {
  const { param: name, required } = rule;
  const param = lastParam(step, name);
  const kind = article(stepKindName(step));
  if (param === undefined) {
    if (step.subType === undefined) {
      for (const key of required)
        reporter.report("missingParam", step.spot, { id: step.id, kind, name: `${name}.${key}` });
    }
    return;
  }
  if (param.value === undefined) return checkKept(reporter, param, "MAP");
  if (param.type !== undefined && param.type !== "MAP") {
    const found = param.type;
    reporter.report("wrongParamType", param.spot, {
      name,
      id: step.id,
      found,
      kind: stepKindName(step),
      expected: "a MAP",
    });
    return;
  }
  if (param.entries === undefined) return;
  const hasRepository = param.entries.some((entry) => entry.name === "git_repo");
  for (const entry of param.entries) {
    const isUnread = entry.name === "git_submodules" && !hasRepository;
    if (!isUnread) checkEntry(reporter, step, rule, entry);
  }
  checkPreStop(reporter, step, name, param);
  for (const key of required) {
    if (step.subType !== undefined || param.entries.some((entry) => entry.name === key)) continue;
    reporter.report("missingParam", param.spot, { id: step.id, kind, name: `${name}.${key}` });
  }
}

/** The one entry that is a MAP of its own: `exec`, a MAP with `command`. */
function checkPreStop(reporter: Reporter, step: StepModel, name: string, param: ParamModel): void {
  const hooks = param.entries?.find((entry) => entry.name === "pre_stop")?.entries ?? [];
  const path = `${name}.pre_stop`;
  for (const hook of hooks) checkEntry(reporter, step, { param: path, entries: PRE_STOP }, hook);
  const commands = hooks.find((hook) => hook.name === "exec")?.entries ?? [];
  for (const entry of commands) checkEntry(reporter, step, { param: `${path}.exec`, entries: EXEC }, entry);
}

function article(kind: string): string {
  return /^[aeiouh]/i.test(kind) && kind === "Http" ? `an ${kind} step` : `a ${kind} step`;
}

const converts: Readonly<Partial<Record<MaestroType, readonly MaestroType[]>>> = {
  STRING: ["STRING", "LONG", "DOUBLE", "BOOLEAN"],
  STRING_MAP: ["STRING_MAP"],
  STRING_ARRAY: ["STRING_ARRAY", "LONG_ARRAY", "DOUBLE_ARRAY", "BOOLEAN_ARRAY"],
  MAP: ["MAP"],
  BOOLEAN: ["BOOLEAN"],
};

function checkEntry(
  reporter: Reporter,
  step: StepModel,
  { param, entries: known, isLenient }: Omit<MapRule, "required">,
  entry: ParamModel,
): void {
  const expected = known[entry.name];
  const kind = stepKindName(step);
  const { spot } = entry;
  if (expected === undefined) {
    const meant = closest(entry.name, Object.keys(known));
    const advice = meant === undefined ? `They know ${Object.keys(known).join(", ")}.` : `Did you mean "${meant}"?`;
    const fix = meant === undefined ? undefined : renameFix(reporter, spot, meant);
    const details = { id: step.id, param, key: entry.name, kind, advice };
    reporter.report(isLenient === true ? "entryIgnored" : "unknownEntry", spot, details, fix);
    return;
  }
  const isReplaced =
    kind === "Notebook" && param === "kubernetes" && (entry.name === "command" || entry.name === "args");
  if (isReplaced) reporter.report("commandOverwritten", spot, { key: entry.name, id: step.id });
  if (entry.value === undefined && !OWN_TYPED.has(entry.name)) return checkKept(reporter, entry, expected);
  if (entry.type === undefined || converts[expected]?.includes(entry.type) === true) return;
  const name = `${param}.${entry.name}`;
  reporter.report("wrongParamType", spot, { name, id: step.id, found: entry.type, kind, expected: `a ${expected}` });
}

/** Renames a key, in quotes where it stood in quotes. */
function renameFix({ text }: Reporter, { start, end }: ParamModel["spot"], name: string): DefinitionFix {
  const quote = /^["']/.exec(text.slice(start, end))?.[0] ?? "";
  return { description: `Rename the key to ${name}`, edits: [{ start, end, text: quote + name + quote }] };
}

const kindChecks: Readonly<Record<string, (reporter: Reporter, step: StepModel) => void>> = {
  Sleep: checkSleep,
  Http: checkHttp,
  subworkflow: checkSubworkflow,
};

function checkSleep(reporter: Reporter, step: StepModel): void {
  const param = lastParam(step, "sleep_seconds");
  if (param === undefined) {
    const [only] = step.params;
    const advice =
      only === undefined ? "Add sleep_seconds." : `"${only.name}" has no meaning here; Sleep reads sleep_seconds.`;
    reporter.report("sleepDefault", step.spot, { id: step.id, advice });
    return;
  }
  checkType(reporter, step, param, ["LONG"], "a LONG");
}

/** The type a param is declared with is not the one Maestro needs. */
function checkType(
  reporter: Reporter,
  step: StepModel,
  param: ParamModel | undefined,
  allowed: readonly MaestroType[],
  expected: string,
): void {
  if (param?.type === undefined || allowed.includes(param.type)) return;
  const place = param.typeNode === undefined ? param.spot : { ...placeOfType(param), pointer: `${param.pointer}/type` };
  const details = { name: param.name, id: step.id, found: param.type, kind: stepKindName(step), expected };
  const fix =
    param.typeNode === undefined || allowed[0] === undefined
      ? undefined
      : {
          description: `Make it ${expected}`,
          edits: [{ start: place.start, end: place.end, text: JSON.stringify(allowed[0]) }],
        };
  reporter.report("wrongParamType", place, details, fix);
}

function placeOfType(param: ParamModel): { readonly start: number; readonly end: number } {
  return { start: param.typeNode?.start ?? param.spot.start, end: param.typeNode?.end ?? param.spot.end };
}

const STATES = ["DONE", "USER_ERROR", "PLATFORM_ERROR", "FATAL_ERROR", "CONTINUE", "STOPPED", "TIMED_OUT"];

function checkHttp(reporter: Reporter, step: StepModel): void {
  const state = lastParam(step, "state_expr");
  if (state?.value?.kind === "text") checkStates(reporter, state, state.value.value);
  checkRequest(reporter, lastParam(step, "http"));
  reporter.report("hostAllowList", step.spot, { id: step.id });
}

/** Only constants in the places of a result are read; anything else is left to the run. */
function checkStates(reporter: Reporter, param: ParamModel, text: string): void {
  const results = [...text.matchAll(/(?:\?|:|return|^)\s*(['"])([A-Za-z_]+)\1\s*(?=[;:)]|$)/g)];
  for (const [, , found = ""] of results) {
    if (STATES.includes(found.toUpperCase())) continue;
    const place = { start: param.value?.start ?? 0, end: param.value?.end ?? 0, pointer: param.valuePointer };
    reporter.report("stateName", place, { found, expected: STATES.join(" ") });
  }
}

function checkSubworkflow(reporter: Reporter, step: StepModel): void {
  const target = lastParam(step, "subworkflow_id");
  if (target === undefined) {
    reporter.report("missingParam", step.spot, { id: step.id, kind: "a subworkflow step", name: "subworkflow_id" });
  }
  checkTarget(reporter, target);
  const version = lastParam(step, "subworkflow_version");
  const text = version?.value?.kind === "text" ? version.value.value : undefined;
  if (version === undefined || text === undefined || text.includes("$")) return;
  if (/^(active|latest|default|[1-9]\d*)$/i.test(text)) return;
  const place = { start: version.value?.start ?? 0, end: version.value?.end ?? 0, pointer: version.valuePointer };
  reporter.report("badVersion", place, { found: text, id: step.id });
}

/** No workflow can have an id that Maestro refuses. */
function checkTarget(reporter: Reporter, target: ParamModel | undefined): void {
  const value = target?.value;
  if (value?.kind !== "text" || value.value.includes("$")) return;
  const problem = workflowIdProblem(value.value);
  if (problem === undefined || target === undefined) return;
  const place = { start: value.start, end: value.end, pointer: target.valuePointer };
  reporter.report("badId", place, { what: "workflow id", id: value.value, problem });
}

const TEMPLATED = new Set(["Http", "Kubernetes", "Notebook"]);

function checkTemplate(reporter: Reporter, step: StepModel): void {
  if (step.subType === undefined || step.type === undefined) return;
  const { node, pointer, value } = step.subType;
  const place = { start: node.start, end: node.end, pointer };
  if (TEMPLATED.has(step.type)) reporter.report("unknownTemplate", place, { type: value, id: step.id });
  else reporter.report("templateIgnored", place, { kind: step.type, id: step.id });
}
