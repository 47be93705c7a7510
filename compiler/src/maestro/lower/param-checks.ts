import { type Expr, type Param, type Type, withoutNull } from "@stave/ir-schema";
import type { MaestroParam } from "../definition.js";
import { lowerExprToSel } from "../lower-expr/index.js";
import type { LowerContext } from "./context.js";
import type { Frame } from "./frame.js";
import { selText } from "./literal.js";
import { missingParam, workflowSite } from "./lower-params.js";
import { selScope } from "./lower-value.js";
import { isGiven } from "./map-params.js";
import { unshared } from "./site.js";

/** What a param's value must not be, and the words for it. */
interface Limit {
  readonly isBroken: Expr;
  readonly message: string;
}

/**
 * A param that checks the limits of all others. Maestro itself enforces none, but it evaluates every param when
 * a run starts, so a value outside its limits stops the start.
 */
export function paramChecks(context: LowerContext, frame: Frame): Record<string, MaestroParam> {
  const lines = Object.entries(context.workflow.params ?? {}).flatMap(([name, param]) => [
    ...missingMap(context, name),
    ...limitsOf(context, name, param).flatMap((limit) => checkLine(context, frame, name, limit)),
  ]);
  if (lines.length === 0 || context.isAsWritten) return {};
  const start = "if (params.getFromInstance('INITIATOR_TYPE') == 'VALIDATION') { return true; }";
  return {
    [context.fresh("param_checks")]: { type: "BOOLEAN", expression: [start, ...lines, "return true;"].join(" ") },
  };
}

function missingMap(context: LowerContext, name: string): readonly string[] {
  const split = context.mapParams.get(name);
  if (split?.isRequired !== true) return [];
  return [`if (!${isGiven(name, split.flag)}) { throw ${selText(missingParam(name))}; }`];
}

function checkLine(context: LowerContext, frame: Frame, name: string, { isBroken, message }: Limit): readonly string[] {
  const lowered = lowerExprToSel(unshared(isBroken), selScope(context, workflowSite(frame, name)));
  if ("diagnostics" in lowered) {
    ignored(context, name, message);
    return [];
  }
  return [`${lowered.setup} if (${lowered.value}) { throw ${selText(message)}; }`.trim()];
}

function ignored(context: LowerContext, name: string, message: string): void {
  const problem = "it checks no params, and SEL cannot say this check";
  context.report("target-ignored", { what: `"${message}"`, problem }, `/params/${name}`);
}

function limitsOf(context: LowerContext, name: string, param: Param): readonly Limit[] {
  const { min, max, minLength, maxLength, pattern } = param;
  const value: Expr = { kind: "param", name };
  const length: Expr = { kind: "field", of: value, name: "length" };
  const type = withoutNull(param.type);
  const must = `the param ${name} must`;
  if (pattern !== undefined) ignored(context, name, `${must} match ${pattern}`);
  const limits: readonly (Limit | undefined)[] = [
    min === undefined ? undefined : compared("<", value, type, min, `${must} be at least ${min}`),
    max === undefined ? undefined : compared(">", value, type, max, `${must} be at most ${max}`),
    minLength === undefined
      ? undefined
      : compared("<", length, "int", minLength, `${must} have a length of at least ${minLength}`),
    maxLength === undefined
      ? undefined
      : compared(">", length, "int", maxLength, `${must} have a length of at most ${maxLength}`),
    enumLimit(value, type, must),
  ];
  const found = limits.filter((limit) => limit !== undefined);
  return type === param.type ? found : found.map((limit) => unlessNull(value, limit));
}

function compared(op: "<" | ">", value: Expr, type: Type, limit: unknown, message: string): Limit {
  return { isBroken: { kind: "op", op, args: [value, { kind: "literal", type, value: limit }] }, message };
}

function enumLimit(value: Expr, type: Type, must: string): Limit | undefined {
  if (typeof type !== "object" || type.kind !== "enum") return undefined;
  const { of, values } = type;
  const different = values.map((one): Expr => {
    return { kind: "op", op: "!=", args: [value, { kind: "literal", type: of, value: one }] };
  });
  const isBroken = different.reduce((all, one): Expr => ({ kind: "op", op: "and", args: [all, one] }));
  return { isBroken, message: `${must} be one of ${values.join(", ")}` };
}

function unlessNull(value: Expr, { isBroken, message }: Limit): Limit {
  const isThere: Expr = { kind: "op", op: "!=", args: [value, { kind: "literal", type: "null", value: null }] };
  return { isBroken: { kind: "op", op: "and", args: [isThere, isBroken] }, message };
}
