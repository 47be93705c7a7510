import type { Client } from "../client.js";
import { RuntimeClientError } from "../errors.js";
import type { WorkflowCreateRequest } from "../model/definition.js";
import type { RetryNotice } from "../transport/link.js";
import { isThrottle } from "../transport/retry-link.js";
import { AdaptiveLimit } from "./adaptive-limit.js";

/** How many calls bulk work keeps in flight. */
export interface ConcurrencyOptions {
  /** At most so many; the server may bring it down, and it comes up again. The client's connections when absent. */
  readonly concurrency?: number;
  readonly signal?: AbortSignal | undefined;
}

const FIRST = 16;

/** The limit bulk work starts with. */
export function bulkLimit(client: Client, options: ConcurrencyOptions): AdaptiveLimit {
  const max = Math.max(1, options.concurrency ?? client.connections);
  return new AdaptiveLimit({ initial: FIRST, max, clock: client.clock, signal: options.signal });
}

/** Tells a limit how the server copes with one piece of work. */
export async function underLimit<T>(
  limit: AdaptiveLimit,
  work: (onRetry: (notice: RetryNotice) => void) => Promise<T>,
): Promise<T> {
  try {
    const result = await work(({ throttled, delayMs }) => limit.slowDown(throttled ? delayMs : 0));
    limit.succeeded();
    return result;
  } catch (error) {
    if (error instanceof RuntimeClientError && (isThrottle(error) || (error.status ?? 0) >= 500)) {
      limit.slowDown(error.retryAfterMs ?? 0);
    }
    throw error;
  }
}

/** The input up to the moment of an abort. */
export async function* untilAborted<T>(
  items: Iterable<T> | AsyncIterable<T>,
  signal: AbortSignal | undefined,
): AsyncGenerator<T, void, undefined> {
  for await (const item of items) {
    if (signal?.aborted) return;
    yield item;
  }
}

/** The id of an item of bulk work, or what is wrong with it; ids are seen once. */
export function requestId(request: unknown, index: number, seen: Set<string>): string | RuntimeClientError {
  const id: unknown = (request as Partial<WorkflowCreateRequest> | undefined | null)?.workflow?.id;
  if (typeof id !== "string" || id === "") return withoutId(index);
  if (seen.has(id)) return duplicateItem(id);
  seen.add(id);
  return id;
}

/** The id an item claims, for a result that says what is wrong with it. */
export function idText(request: unknown): string {
  return String((request as Partial<WorkflowCreateRequest> | undefined | null)?.workflow?.id ?? "");
}

function withoutId(index: number): RuntimeClientError {
  return new RuntimeClientError("invalid-argument", `Item ${index} is no create request: it has no \`workflow.id\`.`);
}

function duplicateItem(id: string): RuntimeClientError {
  return new RuntimeClientError("duplicate-item", `The workflow "${id}" is given twice; only the first one counts.`, {
    hint: "Give each workflow one id of its own.",
  });
}
