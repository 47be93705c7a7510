import type { Retry } from "@stave/ir-schema";
import type { LowerContext } from "./context.js";
import { durationSeconds } from "./lower-duration.js";

const causes = ["error", "platform", "timeout"] as const;
const DEFAULT_CAUSES: readonly string[] = ["error", "platform"];
const MOST_SECONDS = 86_400;

/** Maestro's retry policy for a step's; without one nothing is retried. */
export function lowerRetry(context: LowerContext, retry: Retry | undefined, pointer: string): Record<string, unknown> {
  const on: readonly string[] = retry === undefined ? [] : (retry.on ?? DEFAULT_CAUSES);
  // A definition that stays as it was written leaves the kinds it does not name to Maestro's defaults.
  const stated = causes.filter((cause) => !context.isAsWritten || on.includes(cause));
  const limits = stated.map((cause) => [`${cause}_retry_limit`, on.includes(cause) ? (retry?.limit ?? 0) : 0]);
  const backoff = retry?.backoff === undefined ? undefined : lowerBackoff(context, retry.backoff, on, pointer);
  return { ...Object.fromEntries(limits), ...(backoff !== undefined && { backoff }) };
}

/** Exponential with exponent 1 for a fixed delay, since Maestro drops the delay of timeouts from fixed ones. */
function lowerBackoff(
  context: LowerContext,
  backoff: NonNullable<Retry["backoff"]>,
  on: readonly string[],
  pointer: string,
): Record<string, unknown> | undefined {
  const delay = waitSeconds(context, backoff.delay, pointer);
  const max = backoff.max === undefined ? undefined : waitSeconds(context, backoff.max, pointer);
  if (delay === undefined) return undefined;
  const factor = backoff.kind === "fixed" ? 1 : (backoff.factor ?? 2);
  if (!Number.isInteger(factor)) {
    context.report(
      "target-unsupported",
      { what: `a backoff factor of ${factor}`, problem: "it takes whole ones" },
      pointer,
    );
    return undefined;
  }
  const isPlainFixed = backoff.kind === "fixed" && !on.includes("timeout");
  const written = on.flatMap((cause): (readonly [string, unknown])[] => {
    const base = [`${cause}_retry_backoff_in_secs`, delay] as const;
    if (isPlainFixed) return [base];
    const limit = max ?? (backoff.kind === "fixed" ? delay : MOST_SECONDS);
    return [base, [`${cause}_retry_exponent`, factor], [`${cause}_retry_limit_in_secs`, limit]];
  });
  return { type: isPlainFixed ? "FIXED_BACKOFF" : "EXPONENTIAL_BACKOFF", ...Object.fromEntries(written) };
}

function waitSeconds(context: LowerContext, text: string, pointer: string): number | undefined {
  const seconds = durationSeconds(text);
  if (seconds !== undefined && seconds >= 1 && seconds <= MOST_SECONDS) return Math.round(seconds);
  const what = `A delay between attempts of ${text}`;
  context.report("target-limit", { what, found: `${seconds ?? "no"} seconds`, limit: "1 second to 1 day" }, pointer);
  return undefined;
}
