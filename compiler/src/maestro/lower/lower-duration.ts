import type { Expr } from "@stave/ir-schema";
import type { LowerContext } from "./context.js";

const iso = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
const units = [604_800, 86_400, 3_600, 60, 1];

/** The seconds of an ISO-8601 duration; nothing when it has months or years, or is none. */
export function durationSeconds(text: string): number | undefined {
  const match = iso.exec(text);
  if (match === null) return undefined;
  return units.reduce((total, unit, position) => total + unit * Number(match[position + 1] ?? 0), 0);
}

const MOST_SECONDS = 120 * 86_400;

/** A constant timeout in whole seconds, 1 to 120 days. */
export function lowerTimeout(context: LowerContext, expr: Expr, what: string, pointer: string): number | undefined {
  const seconds = constantSeconds(context, expr, what, pointer);
  if (seconds === undefined) return undefined;
  if (seconds >= 1 && seconds <= MOST_SECONDS) return Math.ceil(seconds);
  context.report(
    "target-limit",
    { what, found: `${seconds} seconds`, limit: "120 days and at least a second" },
    pointer,
  );
  return undefined;
}

/** The seconds of a constant duration; anything else is reported. */
export function constantSeconds(context: LowerContext, expr: Expr, what: string, pointer: string): number | undefined {
  const seconds = expr.kind === "literal" ? durationSeconds(String(expr.value)) : undefined;
  if (seconds === undefined) context.report("target-constant", { what }, pointer);
  return seconds;
}
