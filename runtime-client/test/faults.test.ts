import {
  type Client,
  isRuntimeClientError,
  push,
  type RuntimeClientError,
  type WorkflowCreateRequest,
} from "@stave/runtime-client";
import {
  type FaultKind,
  faultKinds,
  type LedgerEntry,
  type ProxiedRequest,
  seededRandom,
  startFaultProxy,
  startTestServer,
} from "@stave/runtime-client/testing";
import { expect, it } from "vitest";
import { quickClient, request } from "./samples.js";

const OPERATIONS = Number(process.env["STAVE_FAULT_OPS"] ?? 1500);
const SEED = Number(process.env["STAVE_FAULT_SEED"] ?? 7);
const STALL_MS = 400;
const slowKinds: readonly FaultKind[] = ["stall-before", "stall-after"];

/** Half of the requests go wrong; stalls are rare, since they take real time. */
function someFault({ method, path }: ProxiedRequest, random: () => number): FaultKind {
  if (random() < 0.5) return "none";
  const kind = faultKinds[Math.floor(random() * faultKinds.length)] as FaultKind;
  if (slowKinds.includes(kind) && random() > 0.15) return "none";
  // Nothing on the wire tells the server that a second copy of a create request is not meant.
  if (kind === "duplicate" && method === "POST" && path.endsWith("/workflows")) return "none";
  return kind;
}

type Outcome = { readonly did: string } | { readonly error: RuntimeClientError };

interface Operation {
  readonly kind: "push" | "start" | "own-id-start" | "signal";
  readonly workflow: string;
  /** What tells the effect of this operation from that of others. */
  readonly mark: string;
  readonly outcome: Outcome;
}

async function outcomeOf(act: () => Promise<string>): Promise<Outcome> {
  try {
    return { did: await act() };
  } catch (error) {
    if (isRuntimeClientError(error)) return { error };
    throw error;
  }
}

/** A push; one that may still be going on is given the time to end, as its error asks for. */
async function pushOutcome(client: Client, wanted: WorkflowCreateRequest): Promise<Outcome> {
  const outcome = await outcomeOf(async () => (await push(client, wanted)).outcome);
  if ("error" in outcome && outcome.error.code === "ambiguous") await arrivals();
  return outcome;
}

/** What stalled on its way may still arrive. */
function arrivals(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, STALL_MS * 2));
}

/** A chain of operations on one workflow of its own. */
async function* operationsOn(client: Client, index: number, random: () => number): AsyncGenerator<Operation> {
  const workflow = `wf-${index}`;
  const uuid = (n: number): string => `00000000-0000-4000-8000-${String(index * 10 + n).padStart(12, "0")}`;
  for (const seconds of [1, 2]) {
    const outcome = await pushOutcome(client, request(workflow, seconds));
    yield { kind: "push", workflow, mark: String(seconds), outcome };
  }
  const again = await pushOutcome(client, request(workflow, 2));
  yield { kind: "push", workflow, mark: "2", outcome: again };
  const requestId = uuid(1);
  for (let time = 0; time < 2; time++) {
    const outcome = await outcomeOf(async () => (await client.start(workflow, { requestId })).outcome);
    yield { kind: "start", workflow, mark: requestId, outcome };
  }
  const own = await outcomeOf(async () => (await client.start(workflow)).outcome);
  yield { kind: "own-id-start", workflow, mark: "", outcome: own };
  const signalId = random() < 0.5 ? uuid(2) : uuid(3);
  const signal = { name: `signal-${index}`, requestId: signalId };
  yield {
    kind: "signal",
    workflow: signal.name,
    mark: signalId,
    outcome: await outcomeOf(async () => (await client.signals.announce(signal)).outcome),
  };
}

/** How often the server did what an operation asks for. */
function timesDone(ledger: readonly LedgerEntry[], operation: Operation, marksOfOthers: ReadonlySet<string>): number {
  const { kind, workflow, mark } = operation;
  return ledger.filter((entry) => {
    if (kind === "signal") return entry.did === "signal" && entry.name === workflow && entry.instanceId === mark;
    if (!("workflow" in entry) || entry.workflow !== workflow) return false;
    if (kind === "push") return entry.did === "push" && entry.metadata["seconds"] === mark;
    if (entry.did !== "start") return false;
    return kind === "start" ? entry.requestId === mark : !marksOfOthers.has(entry.requestId);
  }).length;
}

it(`does nothing twice and reports nothing falsely in ${OPERATIONS} faulted operations`, {
  timeout: 1_800_000,
}, async () => {
  await using server = await startTestServer();
  await using proxy = await startFaultProxy({ target: server.url, seed: SEED, choose: someFault, stallMs: STALL_MS });
  await using client = quickClient(proxy.url, { timeout: STALL_MS / 2, retry: { attempts: 6 } });
  const marked: Client = markSeconds(client);
  const operations: Operation[] = [];
  const chains = Math.ceil(OPERATIONS / 7);
  const random = seededRandom(SEED);
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let index = next++; index < chains; index = next++) {
      for await (const operation of operationsOn(marked, index, random)) operations.push(operation);
    }
  };
  await Promise.all(Array.from({ length: 32 }, lane));
  await arrivals();

  expect(operations.length).toBeGreaterThanOrEqual(OPERATIONS);
  expect(server.faults).toEqual([]);
  const explicitIds = new Set(operations.map(({ mark }) => mark));
  const byWorkflow = groupBy(server.ledger, ledgerKey);
  const problems: string[] = [];
  const tally: Record<string, number> = {};
  for (const operation of operations) {
    const times = timesDone(byWorkflow.get(operation.workflow) ?? [], operation, explicitIds);
    const { outcome } = operation;
    const said = "did" in outcome ? outcome.did : `${outcome.error.code}/${outcome.error.effect}`;
    const key = `${operation.kind} ${said}`;
    tally[key] = (tally[key] ?? 0) + 1;
    const line = `${operation.kind} ${operation.workflow} ${operation.mark}: said ${said}, done ${times} times`;
    if (times > 1) problems.push(line);
    if ("did" in outcome && times !== 1) problems.push(line);
  }
  problems.push(...falseDenials(operations, byWorkflow, explicitIds));
  expect(problems).toEqual([]);
  report({ operations: operations.length, requests: sum(proxy.counts), faults: proxy.counts, tally });
});

/** Operations that said the server did nothing although it did: only the first of those with one mark can tell. */
function falseDenials(
  operations: readonly Operation[],
  ledger: ReadonlyMap<string, readonly LedgerEntry[]>,
  explicitIds: ReadonlySet<string>,
): string[] {
  const all = groupBy(operations, ({ kind, workflow, mark }) => `${kind} ${workflow} ${mark}`);
  return [...all.values()].flatMap((same) => {
    const denied = same.every(({ outcome }) => "error" in outcome && outcome.error.effect === "none");
    const [first] = same;
    if (!denied || first === undefined) return [];
    const times = timesDone(ledger.get(first.workflow) ?? [], first, explicitIds);
    return times === 0 ? [] : [`${first.kind} ${first.workflow}: denied, but done ${times} times`];
  });
}

function ledgerKey(entry: LedgerEntry): string {
  return "name" in entry ? entry.name : entry.workflow;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}

function report(figures: unknown): void {
  if (process.env["STAVE_FAULT_OPS"] !== undefined) process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
}

/** Puts the content of a push into its metadata, where the server's ledger shows it. */
function markSeconds(client: Client): Client {
  const create: Client["workflows"]["create"] = (body, options) => {
    const last = body.workflow.steps[1] as unknown as { step: { params: { sleep_seconds: { value: number } } } };
    return client.workflows.create({ ...body, seconds: String(last.step.params.sleep_seconds.value) }, options);
  };
  return { ...client, workflows: { ...client.workflows, create } };
}
