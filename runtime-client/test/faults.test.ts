import { apply, type Client, createClient, plan } from "@stave/runtime-client";
import { startFaultProxy, startTestServer } from "@stave/runtime-client/testing";
import { expect, it } from "vitest";
import { freshPrefix, liveUrl } from "./conversation/recording.js";
import { audit } from "./faults/audit.js";
import { ledgerOf } from "./faults/ledger-of.js";
import {
  arrivals,
  CHAIN,
  type ChainOptions,
  chain,
  markingPushes,
  type Operation,
  STALL_MS,
  someFault,
} from "./faults/operations.js";
import { quickClient, request } from "./samples.js";

const LONG = process.env["STAVE_FAULT_OPS"] !== undefined;
const OPERATIONS = Number(process.env["STAVE_FAULT_OPS"] ?? 1500);
const SEED = Number(process.env["STAVE_FAULT_SEED"] ?? 7);
const LANES = 48;
/** A real server on a busy machine takes its time. */
const LIVE_STALL_MS = 8000;
const LIVE_LANES = 16;

async function runChains(
  client: Client,
  count: number,
  options: ChainOptions = {},
  lanes = LANES,
): Promise<Operation[]> {
  const operations: Operation[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let index = next++; index < count; index = next++) {
      for await (const operation of chain(client, index, options)) operations.push(operation);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  await arrivals(options.stallMs);
  return operations;
}

async function settingsOf(baseUrl: string, workflows: ReadonlySet<string>): Promise<Map<string, unknown>> {
  await using direct = quickClient(baseUrl);
  const found = new Map<string, unknown>();
  for (const id of workflows) {
    const settings = await direct.properties.get(id).catch(() => undefined);
    found.set(id, settings?.step_concurrency);
  }
  return found;
}

it(`does nothing twice and reports nothing falsely in ${OPERATIONS} operations`, { timeout: 1_800_000 }, async () => {
  await using server = await startTestServer();
  await using proxy = await startFaultProxy({ target: server.url, seed: SEED, choose: someFault, stallMs: STALL_MS });
  await using client = quickClient(proxy.url, { timeout: STALL_MS / 2, retry: { attempts: 6 } });
  const operations = await runChains(markingPushes(client), Math.ceil(OPERATIONS / CHAIN));
  const workflows = new Set(operations.flatMap(({ kind, subject }) => (kind === "settings" ? [subject] : [])));
  const settings = await settingsOf(server.url, workflows);
  const { problems, tally } = audit(operations, server.ledger, (workflow) => settings.get(workflow));

  expect(operations.length).toBeGreaterThanOrEqual(OPERATIONS);
  expect(server.faults).toEqual([]);
  expect(problems).toEqual([]);
  if (LONG)
    process.stdout.write(
      `${JSON.stringify({ operations: operations.length, faults: proxy.counts, tally }, null, 2)}\n`,
    );
});

it.runIf(liveUrl !== undefined)(
  `does nothing twice and reports nothing falsely in ${OPERATIONS} operations on a real Maestro`,
  { timeout: 1_800_000 },
  async () => {
    const target = liveUrl as string;
    await using proxy = await startFaultProxy({ target, seed: SEED, choose: someFault, stallMs: LIVE_STALL_MS });
    await using client = createClient({
      baseUrl: proxy.url,
      user: "ada",
      timeout: LIVE_STALL_MS / 2,
      retry: { attempts: 6, baseMs: 20, maxMs: 200, maxRetryAfterMs: 2000 },
    });
    const prefix = freshPrefix();
    const count = Math.ceil(OPERATIONS / CHAIN);
    const operations = await runChains(markingPushes(client), count, { prefix, stallMs: LIVE_STALL_MS }, LIVE_LANES);
    await using direct = createClient({ baseUrl: target, user: "ada" });
    const named = (signals: boolean): Set<string> =>
      new Set(operations.flatMap(({ kind, subject }) => ((kind === "signal") === signals ? [subject] : [])));
    const ledger = await ledgerOf(direct, named(false), named(true));
    const settings = await settingsOf(target, named(false));
    const { problems, tally } = audit(operations, ledger, (workflow) => settings.get(workflow));
    process.stdout.write(
      `${JSON.stringify({ operations: operations.length, faults: proxy.counts, tally }, null, 2)}\n`,
    );
    expect(problems).toEqual([]);
  },
);

it("brings a fleet to its state through faults, each workflow in one version", { timeout: 600_000 }, async () => {
  await using server = await startTestServer();
  await using proxy = await startFaultProxy({ target: server.url, seed: SEED, choose: someFault, stallMs: STALL_MS });
  await using client = quickClient(proxy.url, { timeout: STALL_MS / 2, retry: { attempts: 6 } });
  const fleet = Array.from({ length: LONG ? 1000 : 100 }, (_, index) => request(`wf-${index}`));
  let rounds = 0;
  for (let left = fleet.length; left > 0 && rounds < 30; rounds++) {
    const reviewed = await plan(client, fleet);
    const unknown: string[] = [];
    for await (const result of apply(client, reviewed, { partly: true })) {
      if (result.outcome === "failed" && result.error.effect === "unknown") unknown.push(result.id);
    }
    if (unknown.length > 0) await arrivals();
    left = reviewed.entries.length + reviewed.failures.length;
  }
  expect(rounds).toBeLessThan(30);
  const pushed = server.ledger.map((entry) => ("workflow" in entry ? entry.workflow : ""));
  expect(pushed.length).toBe(fleet.length);
  expect(new Set(pushed).size).toBe(fleet.length);
});
