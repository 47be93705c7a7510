import { createHash } from "node:crypto";
import type { Client } from "../client.js";
import { aborted } from "../clock.js";
import type { CallOptions } from "../endpoint.js";
import { RuntimeClientError } from "../errors.js";
import type { StartOptions, StartResult } from "../model/run.js";
import { bulkLimit, type ConcurrencyOptions, underLimit, untilAborted } from "./bulk-work.js";
import { mapOrdered } from "./map-ordered.js";

/** One run to start. */
export interface StartItem extends StartOptions {
  readonly workflow: string;
}

/** What came of one start; the items settle each on their own. After an `error`, see its `effect`. */
export type BulkStartResult = { readonly index: number; readonly item: StartItem } & (
  | { readonly outcome: StartResult["outcome"]; readonly result: StartResult }
  | { readonly outcome: "error"; readonly error: RuntimeClientError }
);

/**
 * Starts many runs side by side and gives the results in the order of the input. With request ids of their own, see
 * {@link requestIdFrom}, the same items can be started again after a break without running anything twice.
 *
 * @example
 * const items = days.map((day) => ({
 *   workflow: "rain",
 *   requestId: requestIdFrom("backfill-7", "rain", day),
 *   params: { run_date: { type: "STRING", value: day } },
 * }));
 * for await (const { item, outcome } of bulkStart(client, items, { concurrency: 4 })) console.log(item, outcome);
 */
export async function* bulkStart(
  client: Client,
  items: Iterable<StartItem> | AsyncIterable<StartItem>,
  options: Omit<CallOptions, "onRetry"> & ConcurrencyOptions = {},
): AsyncGenerator<BulkStartResult, void, undefined> {
  const limit = bulkLimit(client, options);
  const work = async (item: StartItem, index: number): Promise<BulkStartResult> => {
    const { workflow, ...start } = item;
    try {
      const result = await underLimit(limit, (onRetry) => client.start(workflow, start, { ...options, onRetry }));
      return { index, item, outcome: result.outcome, result };
    } catch (error) {
      if (error instanceof RuntimeClientError) return { index, item, outcome: "error", error };
      throw error;
    }
  };
  yield* mapOrdered(untilAborted(items, options.signal), work, { gate: limit, window: limit.max * 4 });
  if (options.signal?.aborted) throw aborted("starting many runs", options.signal.reason);
}

/**
 * A request id made of names: the same names give the same id, so that a repeated start is recognised.
 *
 * @example
 * requestIdFrom("backfill-7", "rain", "2026-01-31");
 */
export function requestIdFrom(...names: readonly string[]): string {
  const bytes = createHash("sha256").update(JSON.stringify(names)).digest().subarray(0, 16);
  // Version 8 and the variant of RFC 9562: an id of one's own making.
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
