import { type Expr, formatType, type SignalEmit, type SignalWait, type Type } from "@stave/ir-schema";
import { lowerExprToSel } from "../lower-expr/index.js";
import type { LowerContext } from "./context.js";
import type { Frame, PlannedStep } from "./frame.js";
import { escapeDollars } from "./literal.js";
import { lowerParam, selScope } from "./lower-value.js";
import { nullableScalar } from "./nullable.js";
import { readReference } from "./read-reference.js";
import { conditionSite, type Site, unshared } from "./site.js";
import { maestroType } from "./type-map.js";

/** A step's signals to wait for. */
export function lowerWaits(
  context: LowerContext,
  frame: Frame,
  planned: PlannedStep,
  waits: readonly SignalWait[],
): readonly unknown[] {
  return waits.map((wait, position) => {
    const site = waitSite(frame, planned, `${planned.pointer}/waits/${position}`);
    const match = Object.entries(wait.match ?? {}).map(([field, { op, value }]) => {
      const param = signalParam(context, site, value, `the field "${field}" that "${planned.step.id}" waits for`);
      return [field, { param, operator: op }];
    });
    return {
      name: signalName(context, site, wait.name),
      ...(match.length > 0 && { match_params: Object.fromEntries(match) }),
    };
  });
}

/** The signals a step announces. */
export function lowerEmits(
  context: LowerContext,
  frame: Frame,
  planned: PlannedStep,
  emits: readonly SignalEmit[],
): readonly unknown[] {
  return emits.map((emit, position) => {
    const pointer = `${planned.pointer}/emits/${position}`;
    const site: Site = { ...conditionSite(frame, planned), functions: false, place: "a signal it announces", pointer };
    const params = Object.entries(emit.fields ?? {}).map(([field, value]) => [
      field,
      signalParam(context, site, value, `the field "${field}" that "${planned.step.id}" announces`),
    ]);
    return {
      name: signalName(context, site, emit.name),
      ...(params.length > 0 && { params: Object.fromEntries(params) }),
    };
  });
}

/** Signals are awaited before the step's own params are computed. */
function waitSite(frame: Frame, planned: PlannedStep, pointer: string): Site {
  return {
    frame,
    functions: false,
    steps: true,
    signals: false,
    isLazy: (step) => !planned.sure.has(step),
    place: `what "${planned.step.id}" waits for`,
    pointer,
  };
}

const anyId = /^params\.getFromStep\('([a-zA-Z][-_.a-zA-Z0-9]*)', '(\w+)'\)$/;

function signalParam(context: LowerContext, site: Site, value: Expr, what: string): unknown {
  // There are no functions here, but references in texts take any id.
  const [, step, param] = (value.kind === "sel" && !site.functions && anyId.exec(value.source)) || [];
  if (step !== undefined) return { type: "STRING", value: `\${${step}__${param}}` };
  const type = exprType(context, site, value);
  const target = type === undefined ? "STRING" : maestroType(type);
  if (target === "STRING" || target === "LONG") return lowerParam(context, site, value, type ?? "string", what);
  context.report("target-type", { what, type: formatType(type ?? "json") }, site.pointer);
  return undefined;
}

function exprType(context: LowerContext, site: Site, value: Expr): Type | undefined {
  if (value.kind === "literal") return value.type;
  const lowered = lowerExprToSel(unshared(value), selScope(context, site));
  return "type" in lowered ? lowered.type : undefined;
}

const interpolatable = /^[a-zA-Z][-_./a-zA-Z0-9]*$/;

/** A signal's name: text in which Maestro fills in params. */
export function signalName(context: LowerContext, site: Site, name: Expr): string {
  const parts = name.kind === "text" ? name.parts : [name];
  return parts.map((part) => namePart(context, site, part)).join("");
}

function namePart(context: LowerContext, site: Site, part: string | Expr): string {
  const fixed = typeof part === "string" ? part : part.kind === "literal" ? String(part.value) : undefined;
  const escaped = fixed === undefined ? undefined : escapeDollars(fixed);
  if (escaped !== undefined) return escaped;
  if (typeof part !== "string" && (part.kind === "param" || part.kind === "loop" || part.kind === "output")) {
    const read = readReference(context, site, part);
    if (read === undefined) return "";
    if (interpolatable.test(read.sel) && nullableScalar(read.type) === undefined) return `\${${read.sel}}`;
  }
  context.report("target-constant", { what: "the name of a signal" }, site.pointer);
  return "";
}
