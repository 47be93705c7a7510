import { bulkLimit, type ConcurrencyOptions, underLimit } from "../bulk/bulk-work.js";
import { mapOrdered } from "../bulk/map-ordered.js";
import { carryOut, latestOf, type PushResult } from "../bulk/push.js";
import type { Client } from "../client.js";
import type { CallOptions } from "../endpoint.js";
import { RuntimeClientError } from "../errors.js";
import type { WorkflowDefinition } from "../model/definition.js";
import { serverDigest } from "./digest.js";
import { checkPlan, invalidPlan, type Plan, type PlanEntry } from "./plan.js";
import { type Placed, wavesOf } from "./waves.js";

/** How a plan is applied. */
export interface ApplyOptions extends Omit<CallOptions, "onRetry">, ConcurrencyOptions {
  /** Apply what still fits although the server moved elsewhere; those entries fail with `plan-stale`. */
  readonly partly?: boolean;
}

/** What came of one entry; `already` when an earlier, broken-off apply had done it. */
export type ApplyResult = { readonly index: number } & (
  | PushResult
  | { readonly id: string; readonly outcome: "deleted" | "already" }
  | { readonly id: string; readonly outcome: "failed"; readonly error: RuntimeClientError }
);

/**
 * Applies exactly the plan that was reviewed. Every entry is compared with the server first, and nothing is done when
 * one of them moved; applying again takes up what was broken off. Workflows go after those they call, deletions last.
 *
 * @example
 * for await (const result of apply(client, readPlan(text))) console.log(result.outcome, result.id);
 */
export async function* apply(
  client: Client,
  reviewed: Plan,
  options: ApplyOptions = {},
): AsyncGenerator<ApplyResult, void, undefined> {
  checkPlan(reviewed);
  if (reviewed.server !== client.baseUrl) throw invalidPlan(`was made for ${reviewed.server}, not ${client.baseUrl}`);
  if (options.partly !== true) await refuseStale(client, reviewed.entries, options);
  const limit = bulkLimit(client, options);
  const work = ({ entry, index }: Placed): Promise<ApplyResult> =>
    settle(entry, index, () => underLimit(limit, (onRetry) => applyEntry(client, entry, { ...options, onRetry })));
  for (const wave of wavesOf(reviewed.entries)) {
    yield* mapOrdered(wave, work, { gate: limit, window: limit.max * 4 });
  }
}

async function settle(entry: PlanEntry, index: number, work: () => Promise<Applied>): Promise<ApplyResult> {
  try {
    return { index, ...(await work()) };
  } catch (error) {
    if (error instanceof RuntimeClientError) return { index, id: entry.id, outcome: "failed", error };
    throw error;
  }
}

type Standing = "at-base" | "at-target" | "moved";

function standing(entry: PlanEntry, server: WorkflowDefinition | undefined): Standing {
  const digest = server === undefined ? undefined : serverDigest(server);
  const target = entry.action === "delete" ? undefined : entry.target;
  if (digest === target) return "at-target";
  return digest === entry.base?.digest ? "at-base" : "moved";
}

async function refuseStale(client: Client, entries: readonly PlanEntry[], options: ApplyOptions): Promise<void> {
  const limit = bulkLimit(client, options);
  const look = (entry: PlanEntry): Promise<Standing> =>
    underLimit(limit, async (onRetry) => standing(entry, await latestOf(client, entry.id, { ...options, onRetry })));
  const moved: string[] = [];
  let index = 0;
  for await (const found of mapOrdered(entries, look, { gate: limit, window: limit.max * 4 })) {
    const entry = entries[index++];
    if (found === "moved" && entry !== undefined) moved.push(entry.id);
  }
  if (moved.length > 0) throw stale(moved);
}

const NAMED = 5;

function stale(moved: readonly string[]): RuntimeClientError {
  const names = moved
    .slice(0, NAMED)
    .map((id) => `"${id}"`)
    .join(", ");
  const more = moved.length > NAMED ? ` and ${moved.length - NAMED} more` : "";
  return new RuntimeClientError("plan-stale", `The server changed after the plan was made: ${names}${more}.`, {
    hint: "Make the plan again and review it.",
    body: { moved },
  });
}

type Applied = PushResult | { readonly id: string; readonly outcome: "deleted" | "already" };

async function applyEntry(client: Client, entry: PlanEntry, options: CallOptions): Promise<Applied> {
  const { id } = entry;
  const server = await latestOf(client, id, options);
  const found = standing(entry, server);
  if (found === "at-target") return { id, outcome: "already" };
  if (found === "moved") throw stale([id]);
  if (entry.action === "delete") return deleteOnce(client, id, options);
  const { action, request: body, digest, target, set: changedProperties = {} } = entry;
  return carryOut(client, { action, body, digest, target, changedProperties }, server, options);
}

async function deleteOnce(client: Client, id: string, options: CallOptions): Promise<Applied> {
  try {
    await client.workflows.delete(id, options);
  } catch (error) {
    if (!(error instanceof RuntimeClientError) || error.effect === "none") throw error;
    if (!(await isGone(client, id, error, options))) throw error;
  }
  return { id, outcome: "deleted" };
}

async function isGone(client: Client, id: string, lost: RuntimeClientError, options: CallOptions): Promise<boolean> {
  try {
    return (await latestOf(client, id, options)) === undefined;
  } catch (failure) {
    const message = `Whether the deletion of "${id}" took effect is not known: ${lost.message}`;
    const cause = new AggregateError([lost, failure]);
    throw new RuntimeClientError("ambiguous", message, { effect: "unknown", hint: "Apply the plan again.", cause });
  }
}
