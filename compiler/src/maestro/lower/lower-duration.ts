import type { Expr } from "@stave/ir-schema";
import type { MaestroParam } from "../definition.js";
import type { LowerContext } from "./context.js";
import type { Frame } from "./frame.js";
import { type Program, programText } from "./literal.js";
import { workflowSite } from "./lower-params.js";
import { lowerExpr } from "./lower-value.js";
import { paramSite, type Site } from "./site.js";

const iso = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
const units = [604_800, 86_400, 3_600, 60, 1];

/** The seconds of an ISO-8601 duration; nothing when it has months or years, or is none. */
export function durationSeconds(text: string): number | undefined {
  const match = iso.exec(text);
  if (match === null) return undefined;
  return units.reduce((total, unit, position) => total + unit * Number(match[position + 1] ?? 0), 0);
}

const MOST_SECONDS = 120 * 86_400;

/** A timeout in whole seconds, 1 to 120 days; one that is computed is the name of a param that has them. */
export function lowerTimeout(
  context: LowerContext,
  frame: Frame,
  expr: Expr,
  what: string,
  pointer: string,
): number | string | undefined {
  const seconds = constantSeconds(expr);
  if (seconds === undefined) return computedTimeout(context, frame, expr, what, pointer);
  if (seconds >= 1 && seconds <= MOST_SECONDS) return Math.ceil(seconds);
  const limit = "120 days and at least a second";
  context.report("target-limit", { what, found: `${seconds} seconds`, limit }, pointer);
  return undefined;
}

/** The seconds of a constant duration. */
function constantSeconds(expr: Expr): number | undefined {
  return expr.kind === "literal" ? durationSeconds(String(expr.value)) : undefined;
}

/** Timeouts see no params but those of the workflow, which in a loop's body those of the loop are too. */
function computedTimeout(
  context: LowerContext,
  frame: Frame,
  expr: Expr,
  what: string,
  pointer: string,
): string | undefined {
  const { parent, loop } = frame;
  const isInLoop = parent !== undefined && loop !== undefined;
  const site: Site = { ...(isInLoop ? paramSite(parent, loop) : workflowSite(frame, "")), place: what, pointer };
  const seconds = lowerSeconds(context, site, expr, what);
  if (seconds === undefined) return undefined;
  const name = context.fresh(what.replace(/^the /, ""));
  const value = `(${seconds.value}) < 1 ? 1 : (${seconds.value})`;
  const params = isInLoop ? loop.carried : context.added;
  params.set(name, { type: "LONG", expression: programText({ setup: seconds.setup, value }) });
  return `\${${name}}`;
}

/** The seconds of a pause: a constant, or SEL. */
export function lowerPause(context: LowerContext, site: Site, expr: Expr, what: string): MaestroParam {
  const constant = constantSeconds(expr);
  if (constant !== undefined) return { type: "LONG", value: Math.ceil(constant) };
  const seconds = lowerSeconds(context, site, expr, what);
  return { type: "LONG", expression: programText(seconds ?? { setup: "", value: "0" }) };
}

/** SEL of a duration's seconds, rounded up. */
function lowerSeconds(context: LowerContext, site: Site, expr: Expr, what: string): Program | undefined {
  const unit: Expr = { kind: "literal", type: "string", value: "milliseconds" };
  const lowered = lowerExpr(context, site, { kind: "call", fn: "total", args: [expr, unit] }, what);
  if (lowered === undefined) return undefined;
  return { setup: lowered.setup, value: `((${lowered.value}).longValue() + 999) / 1000` };
}
