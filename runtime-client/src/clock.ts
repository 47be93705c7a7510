import { randomUUID } from "node:crypto";
import { RuntimeClientError } from "./errors.js";
import { onAbort } from "./on-abort.js";

/** Time and chance, injected so that tests neither wait nor guess. */
export interface Clock {
  readonly now: () => number;
  /** Resolves after the time, or rejects as soon as the signal aborts. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly random: () => number;
}

/** Waits; an abort becomes the client's own error, which says what was going on. */
export async function pause(clock: Clock, ms: number, signal: AbortSignal | undefined, doing: string): Promise<void> {
  try {
    await clock.sleep(ms, signal);
  } catch (cause) {
    throw aborted(doing, signal?.reason ?? cause);
  }
}

/** The error of a call that its caller gave up. */
export function aborted(doing: string, cause: unknown): RuntimeClientError {
  return new RuntimeClientError("aborted", `The call was aborted while ${doing}.`, { cause });
}

/** Time, chance and ids as the world gives them. */
export const systemClock: Clock & { readonly newId: () => string } = {
  now: () => Date.now(),
  random: () => Math.random(),
  newId: () => randomUUID(),
  sleep,
};

function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const timer = setTimeout(() => {
      ignoreAbort();
      resolve();
    }, ms);
    const ignoreAbort = onAbort(signal, () => {
      clearTimeout(timer);
      reject(signal?.reason);
    });
  });
}
