import { type Expr, formatType, type Param, type Step, type Type, withoutNull } from "@stave/ir-schema";
import type { MaestroParam, MaestroType } from "../definition.js";
import { INJECTED_WORKFLOW_PARAMS, isReadableName, RESERVED_RUN_PARAMS, referenceIdProblem } from "../names.js";
import type { LowerContext } from "./context.js";
import type { Frame } from "./frame.js";
import { DOLLAR, hasKeys } from "./hand-on.js";
import { hasDollar, selText } from "./literal.js";
import { lowerParam, textsOf } from "./lower-value.js";
import { splitMapParam } from "./map-params.js";
import { NULL_TEXT, nullableScalar } from "./nullable.js";
import type { Site } from "./site.js";
import { isJsonText, maestroType } from "./type-map.js";

const modes: Readonly<Record<NonNullable<Param["mode"]>, string | undefined>> = {
  constant: "CONSTANT",
  immutable: "IMMUTABLE",
  start: "MUTABLE_ON_START",
  "start-restart": "MUTABLE_ON_START_RESTART",
  mutable: undefined,
};

/** The workflow's own params. */
export function lowerParams(context: LowerContext, frame: Frame, isPassedDown: boolean): Record<string, MaestroParam> {
  const lowered: Record<string, MaestroParam> = {};
  for (const [name, param] of Object.entries(context.workflow.params ?? {})) {
    const pointer = `/params/${name}`;
    const problem = paramNameProblem(name) ?? loopNameProblem(name, context.workflow.steps);
    if (problem !== undefined && !context.isAsWritten) {
      context.report("target-name", { what: `the param "${name}"`, problem }, pointer);
    }
    const value = paramValue(context, frame, name, param);
    if (value === undefined) continue;
    if (isPassedDown) refuseDollars(context, name, param, pointer);
    const mode = param.mode === undefined ? undefined : modes[param.mode];
    const extras = {
      ...(mode !== undefined && { mode }),
      ...(param.tags !== undefined && param.tags.length > 0 && { tags: param.tags }),
    };
    const split = context.mapParams.get(name);
    if (split === undefined) lowered[name] = { ...value, ...extras };
    else Object.assign(lowered, splitMapParam(name, split, param.type, value, extras));
  }
  return lowered;
}

function paramNameProblem(name: string): string | undefined {
  if (name in INJECTED_WORKFLOW_PARAMS) return "Maestro gives every workflow a param so named";
  if (name === DOLLAR) return "dollar signs are handed on in a param so named";
  if (RESERVED_RUN_PARAMS.has(name)) return "Maestro does not let a run set a param so named";
  const problem = referenceIdProblem(name);
  return problem ?? (isReadableName(name) ? undefined : "expressions cannot read a param so named");
}

/** A loop gives its body params of its own, which hide those of the workflow. */
function loopNameProblem(name: string, steps: readonly Step[]): string | undefined {
  const kinds: readonly Step["kind"][] =
    name === "loop_index" ? ["foreach", "while"] : name === "condition" ? ["while"] : [];
  return hasKind(steps, kinds) ? "Maestro gives the steps of a loop a param so named" : undefined;
}

function hasKind(steps: readonly Step[], kinds: readonly Step["kind"][]): boolean {
  return steps.some((step) => kinds.includes(step.kind) || ("steps" in step && hasKind(step.steps, kinds)));
}

function paramValue(context: LowerContext, frame: Frame, name: string, param: Param): MaestroParam | undefined {
  const what = `the param "${name}"`;
  if (param.default === undefined) return requiredParam(context, name, param.type);
  return lowerParam(context, workflowSite(frame, name), param.default, param.type, what);
}

/** Where workflow params are computed: before any step, and without the run's identity. */
export function workflowSite(frame: Frame, name: string): Site {
  return {
    frame,
    functions: true,
    steps: false,
    signals: true,
    isLazy: () => false,
    defining: name,
    place: `the param "${name}"`,
    pointer: `/params/${name}/default`,
  };
}

const placeholders: Readonly<Record<Exclude<MaestroType, "MAP" | "STRING_MAP">, string>> = {
  STRING: "''",
  LONG: "0",
  DOUBLE: "0.0",
  BOOLEAN: "false",
  STRING_ARRAY: "new String[0]",
  LONG_ARRAY: "new long[0]",
  DOUBLE_ARRAY: "new double[0]",
  BOOLEAN_ARRAY: "new boolean[0]",
};

const textPlaceholders: Readonly<Record<string, string>> = {
  date: "'1970-01-01'",
  timestamp: "'1970-01-01T00:00:00Z'",
  duration: "'PT0S'",
};

/**
 * A param without a default. Maestro wants a value in every definition and evaluates it at each push, so the
 * expression gives a placeholder then, and stops a run that gave no value.
 */
function requiredParam(context: LowerContext, name: string, declared: Type): MaestroParam | undefined {
  const isHeld = nullableScalar(declared) !== undefined;
  const type = isHeld || isJsonText(declared) ? declared : withoutNull(declared);
  const target = maestroType(type);
  if (target === undefined) {
    context.report("target-type", { what: `the param "${name}"`, type: formatType(declared) }, `/params/${name}`);
    return undefined;
  }
  if (target === "MAP" || target === "STRING_MAP") return { type: target, value: {} };
  const text =
    typeof type === "string"
      ? textPlaceholders[type]
      : isHeld
        ? `'${NULL_TEXT}'`
        : isJsonText(type)
          ? "'null'"
          : undefined;
  const placeholder = text ?? placeholders[target];
  const expression =
    `if (params.getFromInstance('INITIATOR_TYPE') == 'VALIDATION') { return ${placeholder}; } ` +
    `throw ${selText(missingParam(name))};`;
  return { type: target, expression };
}

/** The words for a param without a value. */
export function missingParam(name: string): string {
  return `the param ${name} has no default and was not given`;
}

/** A map cannot be guarded on its way into a loop, where it is read as a literal once more. */
function refuseDollars(context: LowerContext, name: string, param: Param, pointer: string): void {
  if (!hasKeys(param.type)) return;
  const text = firstDollar(param.default);
  if (text !== undefined) context.report("target-dollar", { what: `the param "${name}"`, text }, pointer);
}

function firstDollar(expr: Expr | undefined): string | undefined {
  if (expr?.kind !== "literal") return undefined;
  return textsOf(expr.value).find(hasDollar);
}
