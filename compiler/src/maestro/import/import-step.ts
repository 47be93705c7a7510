import type { Expr, Need, Step, Type } from "@stave/ir-schema";
import { table } from "../table.js";
import { durationText } from "./duration-text.js";
import { hasNaturalType, importPlain, inputsOf } from "./import-leaf.js";
import { importRetry } from "./import-retry.js";
import { importEmits, importWaits } from "./import-signals.js";
import { importType } from "./import-type.js";
import { type ImportScope, importValue, paramsOf } from "./import-value.js";
import { lift } from "./lift.js";
import { isObject, type Json, type JsonObject, normalizeDuration } from "./normalize.js";

/** A step of a definition: its wrapper, and what is in it. */
export interface SourceStep {
  readonly wrapper: string;
  readonly body: JsonObject;
}

/** The steps of a list, without what is no step. */
export function stepsIn(list: Json | undefined): readonly SourceStep[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((step: Json): readonly SourceStep[] => {
    const [entry] = isObject(step) ? Object.entries(step) : [];
    return entry !== undefined && isObject(entry[1]) ? [{ wrapper: entry[0].toLowerCase(), body: entry[1] }] : [];
  });
}

/** The edges that lead to each step of a list. */
export function needsIn(steps: readonly SourceStep[]): ReadonlyMap<string, readonly Need[]> {
  const needs = new Map<string, Need[]>();
  for (const { body } of steps) {
    const transition = body["transition"];
    const successors = isObject(transition) ? transition["successors"] : undefined;
    for (const [to, condition] of Object.entries(isObject(successors) ? successors : {})) {
      const source = String(condition);
      const when: Expr = { kind: "sel", source, type: "bool" };
      const need: Need = { step: String(body["id"]), ...(source !== "true" && { when }) };
      needs.set(to, [...(needs.get(to) ?? []), need]);
    }
  }
  return needs;
}

/** A step in the portable language; what it cannot say is added by comparing. */
export function importStep(
  { wrapper, body }: SourceStep,
  edges: Edges,
  scope: ImportScope,
  bodyOf: (steps: readonly SourceStep[]) => readonly Step[],
): Step {
  const common = {
    ...commonOf(body, edges),
    ...(wrapper === "step" && importRetry(body["retry_policy"])),
    ...importWaits(body["signal_dependencies"]),
    ...importEmits(body["signal_outputs"], scope),
  };
  const kind = kinds[wrapper] ?? importPlain;
  return { ...common, ...kind(body, scope, bodyOf) } as unknown as Step;
}

/** The edges that lead to a step, and how they meet. */
export interface Edges {
  readonly needs: readonly Need[];
  readonly join?: "any" | "all";
}

function commonOf(body: JsonObject, { needs, join }: Edges): JsonObject & { readonly id: string } {
  const { name, description, tags } = body;
  const seconds = normalizeDuration(body["timeout"]);
  const mode = failureModes[String(body["failure_mode"]).toUpperCase()];
  return {
    id: String(body["id"]),
    ...(typeof name === "string" && name !== body["id"] && { name }),
    ...(typeof description === "string" && { description }),
    ...(Array.isArray(tags) && tags.length > 0 && tags.every((tag) => typeof tag === "string") && { tags }),
    ...(needs.length > 0 && { needs: needs as unknown as Json }),
    ...(join !== undefined && { join }),
    ...(mode !== undefined && { onFailure: mode }),
    ...(typeof seconds === "number" && seconds > 0 && { timeout: durationLiteral(seconds) }),
  };
}

const failureModes: Readonly<Record<string, string>> = table({
  FAIL_IMMEDIATELY: "fail-now",
  IGNORE_FAILURE: "ignore",
});

function durationLiteral(seconds: number): Json {
  return { kind: "literal", type: "duration", value: durationText(seconds) };
}

type Kind = (
  body: JsonObject,
  scope: ImportScope,
  bodyOf: (steps: readonly SourceStep[]) => readonly Step[],
) => Record<string, unknown>;

const kinds: Readonly<Record<string, Kind>> = table({
  step: importPlain,
  subworkflow: importSubworkflow,
  foreach: importForeach,
  while: importWhile,
});

function literalText(param: Json | undefined): string | undefined {
  const value = isObject(param) ? param["value"] : undefined;
  return typeof value === "string" && !value.includes("$") ? value : undefined;
}

function importSubworkflow(body: JsonObject, scope: ImportScope): Record<string, unknown> {
  const params = paramsOf(body);
  const version = literalText(params["subworkflow_version"]);
  return {
    kind: "subworkflow",
    workflow: literalText(params["subworkflow_id"]) ?? String(body["id"]),
    ...(version !== undefined && { version }),
    ...(body["sync"] === false && { sync: false }),
    inputs: inputsOf(params, scope, ["subworkflow_id", "subworkflow_version"]),
    outputs: {},
  };
}

function loopParams(body: JsonObject): JsonObject {
  const given = paramsOf(body)["loop_params"];
  const value = isObject(given) ? given["value"] : undefined;
  return isObject(value) ? value : {};
}

function importForeach(
  body: JsonObject,
  scope: ImportScope,
  bodyOf: (steps: readonly SourceStep[]) => readonly Step[],
): Record<string, unknown> {
  const over = Object.entries(loopParams(body)).flatMap(([name, param]) => {
    const imported = importValue(param, scope);
    const isList = imported !== undefined && typeof imported.type === "object" && imported.type.kind === "list";
    return isList && hasNaturalType(imported) ? [{ name, type: itemOf(imported.type), in: imported.value }] : [];
  });
  const { concurrency, strict_ordering: strict } = body;
  const isCount = typeof concurrency === "number" && Number.isInteger(concurrency) && concurrency > 0;
  return {
    kind: "foreach",
    over: over.length > 0 ? over : [NO_LIST],
    ...(isCount && { concurrency }),
    ...(strict === true && { strictOrder: true }),
    steps: bodyOf(stepsIn(body["steps"])),
    collect: {},
    outputs: {},
  };
}

/** Stands for loop params that only Maestro can hold; they are kept beside. */
const NO_LIST = {
  name: "item",
  type: "string",
  in: { kind: "literal", type: { kind: "list", of: "string" }, value: [""] },
} as const;

function itemOf(type: Type): Type {
  return typeof type === "object" && type.kind === "list" ? type.of : "json";
}

function importWhile(
  body: JsonObject,
  scope: ImportScope,
  bodyOf: (steps: readonly SourceStep[]) => readonly Step[],
): Record<string, unknown> {
  const steps = bodyOf(stepsIn(body["steps"]));
  const vars = Object.entries(loopParams(body)).flatMap(([name, param]) => {
    const imported = importValue(param, scope);
    if (imported === undefined) return [];
    const next = nextOf(name, imported.type, steps);
    return [[name, { type: imported.type, init: imported.value, ...(next !== undefined && { next }) }] as const];
  });
  return {
    kind: "while",
    vars: Object.fromEntries(vars),
    condition: conditionOf(String(body["condition"] ?? "false"), vars, body, scope),
    steps,
    outputs: {},
  };
}

/** The condition of a loop sees its variables and the workflow's names, and no steps. */
function conditionOf(
  source: string,
  vars: readonly (readonly [string, { readonly type: Type }])[],
  body: JsonObject,
  scope: ImportScope,
): Expr {
  const inside: ImportScope = {
    ...(scope.keeps !== undefined && { keeps: scope.keeps }),
    refOf: (name) => {
      const variable = vars.find(([one]) => one === name)?.[1];
      if (variable !== undefined) {
        return { expr: { kind: "loop", step: String(body["id"]), name }, type: variable.type };
      }
      const outer = scope.refOf(name);
      return outer?.expr.kind === "output" ? undefined : outer;
    },
  };
  return lift(source, "bool", inside) ?? { kind: "sel", source, type: "bool" };
}

/** In Maestro a step of the body that has a param of the variable's name gives its next value. */
function nextOf(name: string, type: Type, steps: readonly Step[]): Expr | undefined {
  const feeding = steps.findLast(
    (step) => step.kind === "noop" && JSON.stringify(step.outputs[name]) === JSON.stringify(type),
  );
  return feeding === undefined ? undefined : { kind: "output", step: feeding.id, name };
}

/** Whether a loop param becomes a loop variable; others are kept beside. */
export function isLoopVariable({ wrapper }: SourceStep, param: Json, scope: ImportScope): boolean {
  const imported = importValue(param, scope);
  return imported !== undefined && (wrapper === "while" || hasNaturalType(imported));
}

/** The type of a loop variable or param by its Maestro type, for the names a body sees. */
export function typeOfParam(param: Json): Type | undefined {
  return isObject(param) && typeof param["type"] === "string" ? importType(param["type"]) : undefined;
}
