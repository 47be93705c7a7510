import type { Client } from "../client.js";
import { aborted } from "../clock.js";
import { RuntimeClientError } from "../errors.js";
import type { WorkflowCreateRequest } from "../model/definition.js";
import { digestOf } from "../plan/digest.js";
import type { AdaptiveLimit } from "./adaptive-limit.js";
import { bulkLimit, type ConcurrencyOptions, idText, requestId, underLimit, untilAborted } from "./bulk-work.js";
import type { Journal } from "./journal.js";
import { mapOrdered } from "./map-ordered.js";
import { type PushOptions, type PushResult, push } from "./push.js";

/** How many workflows are pushed. */
export interface BulkPushOptions extends Omit<PushOptions, "onRetry">, ConcurrencyOptions {
  /** What an earlier, broken-off push did; such items are passed over. */
  readonly journal?: Journal;
}

/** What came of one item; the items settle each on their own. */
export type BulkPushResult = { readonly index: number } & (
  | PushResult
  | { readonly id: string; readonly outcome: "resumed" }
  | { readonly id: string; readonly outcome: "failed"; readonly error: RuntimeClientError }
) & {
    /** The push succeeded but could not be noted in the journal. */
    readonly journalError?: RuntimeClientError;
  };

/**
 * Brings many workflows to the server, side by side, and gives the results in the order of the input. The input is read
 * as it is needed, so a generator of any length will do.
 *
 * @example
 * for await (const result of bulkPush(client, requests)) {
 *   if (result.outcome === "failed") console.error(result.id, result.error.message);
 * }
 */
export async function* bulkPush(
  client: Client,
  items: Iterable<WorkflowCreateRequest> | AsyncIterable<WorkflowCreateRequest>,
  options: BulkPushOptions = {},
): AsyncGenerator<BulkPushResult, void, undefined> {
  const limit = bulkLimit(client, options);
  const seen = new Set<string>();
  const work = async (request: WorkflowCreateRequest, index: number): Promise<BulkPushResult> => {
    const id = requestId(request, index, seen);
    if (id instanceof RuntimeClientError) return { index, id: idText(request), outcome: "failed", error: id };
    return settle(client, request, index, { options, limit });
  };
  yield* mapOrdered(untilAborted(items, options.signal), work, { gate: limit, window: limit.max * 4 });
  if (options.signal?.aborted) throw aborted("pushing many workflows", options.signal.reason);
}

interface Bulk {
  readonly options: BulkPushOptions;
  readonly limit: AdaptiveLimit;
}

async function settle(
  client: Client,
  request: WorkflowCreateRequest,
  index: number,
  { options, limit }: Bulk,
): Promise<BulkPushResult> {
  const { id } = request.workflow;
  const { journal, concurrency: _concurrency, ...rest } = options;
  try {
    const key = journal === undefined ? "" : `${id} ${digestOf(request)}`;
    if (await journal?.has(key)) return { index, id, outcome: "resumed" };
    const result = await underLimit(limit, (onRetry) => push(client, request, { ...rest, onRetry }));
    const journalError = await note(journal, key);
    return { index, ...result, ...(journalError !== undefined && { journalError }) };
  } catch (error) {
    if (error instanceof RuntimeClientError) return { index, id, outcome: "failed", error };
    throw error;
  }
}

async function note(journal: Journal | undefined, key: string): Promise<RuntimeClientError | undefined> {
  try {
    await journal?.done(key);
    return undefined;
  } catch (cause) {
    if (cause instanceof RuntimeClientError) return cause;
    return new RuntimeClientError("journal-failed", `The journal refused an entry: ${String(cause)}.`, { cause });
  }
}
