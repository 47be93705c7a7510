import type { Clock } from "../clock.js";
import { afterAttempts, type Effect, isUnsettled, RuntimeClientError, type RuntimeClientErrorCode } from "../errors.js";
import type { Call, Link } from "./link.js";

/** How often and how long the client tries again. */
export interface RetryPolicy {
  /** Tries in all, the first included; 1 switches retries off. */
  readonly attempts: number;
  readonly baseMs: number;
  readonly maxMs: number;
  /** A server that asks to wait longer than this is not waited for. */
  readonly maxRetryAfterMs: number;
}

/** Tries again what is safe to try again, with growing, jittered pauses. */
export function withRetry(next: Link, policy: RetryPolicy, clock: Clock): Link {
  return async (call) => {
    let effect: Effect = "none";
    for (let attempt = 1; ; attempt++) {
      try {
        return await next(call);
      } catch (error) {
        if (!(error instanceof RuntimeClientError)) throw error;
        if (call.repeat !== "read" && error.effect === "unknown") effect = "unknown";
        const failed = afterAttempts(error, attempt, effect);
        const delayMs = delayBefore(attempt + 1, failed, call, policy, clock);
        if (delayMs === undefined) throw failed;
        call.onRetry?.({ attempt, delayMs, throttled: isThrottle(error), error });
        await rest(delayMs, call, failed, clock);
      }
    }
  };
}

// Unlike a pause elsewhere, this one must not forget what the failed attempt may have done.
async function rest(ms: number, call: Call, failed: RuntimeClientError, clock: Clock): Promise<void> {
  try {
    await clock.sleep(ms, call.signal);
  } catch (cause) {
    const { method, url, effect, attempts } = failed;
    throw new RuntimeClientError("aborted", `${method} ${url} was aborted while waiting to try again.`, {
      method,
      url,
      effect,
      attempts,
      cause: call.signal?.reason ?? cause,
    });
  }
}

const transient: ReadonlySet<RuntimeClientErrorCode> = new Set([
  "connection-failed",
  "timeout",
  "bad-response",
  "rate-limited",
  "server-error",
  "unavailable",
]);

/** Whether the server asks for less load. */
export function isThrottle(error: RuntimeClientError): boolean {
  return error.code === "rate-limited" || error.status === 503;
}

function mayRepeat(error: RuntimeClientError, call: Call): boolean {
  if (!transient.has(error.code)) return false;
  if (error.effect === "none" || call.repeat === "read" || call.repeat === "keyed") return true;
  // A late first attempt could undo what came after the second one.
  return call.repeat === "repeatable" && !isUnsettled(error);
}

function delayBefore(
  attempt: number,
  error: RuntimeClientError,
  call: Call,
  policy: RetryPolicy,
  clock: Clock,
): number | undefined {
  if (attempt > policy.attempts || !mayRepeat(error, call)) return undefined;
  const jittered = backoffMs(attempt - 2, policy, clock.random);
  if (error.retryAfterMs === undefined) return jittered;
  return error.retryAfterMs > policy.maxRetryAfterMs ? undefined : Math.max(error.retryAfterMs, jittered);
}

/** An exponential pause, of which a random part between half and all is kept. */
export function backoffMs(exponent: number, policy: RetryPolicy, random: () => number): number {
  const full = Math.min(policy.maxMs, policy.baseMs * 2 ** exponent);
  return full * (0.5 + random() / 2);
}
