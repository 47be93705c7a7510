import type { Retry } from "@stave/ir-schema";
import { durationMillis } from "./duration.js";
import type { FailureKind } from "./event.js";

const defaultBackoff = { kind: "exponential", delay: "PT1S", max: "PT10M" } as const;

const retriedByDefault: readonly FailureKind[] = ["error", "platform"];

/**
 * The milliseconds before a step's next attempt; undefined when it gets none. `done` counts the retries so far.
 * Without a backoff the delays are 1 s, 2 s, 4 s ... up to 10 minutes.
 */
export function retryDelay(retry: Retry | undefined, kind: FailureKind, done: number): number | undefined {
  if (retry === undefined || done >= retry.limit) return undefined;
  if (!(retry.on ?? retriedByDefault).includes(kind)) return undefined;
  const backoff: NonNullable<Retry["backoff"]> = retry.backoff ?? defaultBackoff;
  const delay = durationMillis(backoff.delay) ?? 0;
  if (backoff.kind === "fixed") return delay;
  const longest = backoff.max === undefined ? Number.MAX_SAFE_INTEGER : (durationMillis(backoff.max) ?? 0);
  return Math.min(longest, delay * (backoff.factor ?? 2) ** done);
}
