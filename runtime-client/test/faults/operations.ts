import { type Client, isRuntimeClientError, push, type RuntimeClientError } from "@stave/runtime-client";
import { type FaultKind, faultKinds, type ProxiedRequest } from "@stave/runtime-client/testing";
import { request } from "../samples.js";

/** How long a stalled request stalls. */
export const STALL_MS = 1600;

/** What a client said of an operation. */
export type Outcome = { readonly did: string } | { readonly error: RuntimeClientError };

/** One operation and what came of it. */
export interface Operation {
  readonly kind: "push" | "settings" | "start" | "own-id-start" | "restart" | "signal";
  readonly subject: string;
  /** What tells the effect of this operation from that of others. */
  readonly mark: string;
  readonly outcome: Outcome;
}

/** How many operations a chain has. */
export const CHAIN = 10;

const slowKinds: readonly FaultKind[] = ["stall-before", "stall-after"];

/** Half of the requests go wrong; stalls are rare, since they take real time. */
export function someFault({ method, path }: ProxiedRequest, random: () => number): FaultKind {
  if (random() < 0.5) return "none";
  const kind = faultKinds[Math.floor(random() * faultKinds.length)] as FaultKind;
  if (slowKinds.includes(kind) && random() > 0.05) return "none";
  // Nothing on the wire tells the server that a second copy of a create request is not meant.
  if (kind === "duplicate" && method === "POST" && path.endsWith("/workflows")) return "none";
  return kind;
}

/** Waits for what may still be under way. */
export function arrivals(stallMs: number = STALL_MS): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, stallMs * 1.5));
}

async function outcomeOf(act: () => Promise<string>): Promise<Outcome> {
  try {
    return { did: await act() };
  } catch (error) {
    if (isRuntimeClientError(error)) return { error };
    throw error;
  }
}

/** An outcome that is not certain gives what is under way the time to end, as its error asks for. */
async function settled(stallMs: number, act: () => Promise<string>): Promise<Outcome> {
  const outcome = await outcomeOf(act);
  if ("error" in outcome && outcome.error.effect === "unknown") await arrivals(stallMs);
  return outcome;
}

/** Where a chain runs. */
export interface ChainOptions {
  /** Put in front of every name. */
  readonly prefix?: string;
  readonly stallMs?: number;
}

/** Ten operations on one workflow and one signal of their own. */
export async function* chain(
  client: Client,
  index: number,
  { prefix = "", stallMs = STALL_MS }: ChainOptions = {},
): AsyncGenerator<Operation, void, undefined> {
  const subject = `${prefix}wf-${index}`;
  const uuid = (n: number): string => `00000000-0000-4000-8000-${String(index * 10 + n).padStart(12, "0")}`;
  for (const seconds of [1, 2, 2]) {
    const outcome = await settled(stallMs, async () => (await push(client, request(subject, seconds))).outcome);
    yield { kind: "push", subject, mark: String(seconds), outcome };
  }
  for (const step_concurrency of [30, 40]) {
    const outcome = await settled(stallMs, async () => {
      const { step_concurrency: set } = await client.properties.update(subject, { step_concurrency });
      return `set ${set === step_concurrency}`;
    });
    yield { kind: "settings", subject, mark: String(step_concurrency), outcome };
  }
  for (const requestId of [uuid(1), uuid(1)]) {
    const outcome = await outcomeOf(async () => (await client.start(subject, { requestId })).outcome);
    yield { kind: "start", subject, mark: requestId, outcome };
  }
  yield {
    kind: "own-id-start",
    subject,
    mark: "",
    outcome: await outcomeOf(async () => (await client.start(subject)).outcome),
  };
  const requestId = uuid(2);
  const restarted = await outcomeOf(async () => {
    await client.instances.stop(subject, 1);
    return (await client.restart(subject, 1, { from: "beginning", requestId })).outcome;
  });
  yield { kind: "restart", subject, mark: requestId, outcome: restarted };
  const signal = { name: `${prefix}signal-${index}`, requestId: uuid(3) };
  const announced = await outcomeOf(async () => (await client.signals.announce(signal)).outcome);
  yield { kind: "signal", subject: signal.name, mark: signal.requestId, outcome: announced };
}

/** The client with the content of each push put into its metadata, where the server's ledger shows it. */
export function markingPushes(client: Client): Client {
  const create: Client["workflows"]["create"] = (body, options) => {
    const last = body.workflow.steps[1] as unknown as { step: { params: { sleep_seconds: { value: number } } } };
    return client.workflows.create({ ...body, seconds: String(last.step.params.sleep_seconds.value) }, options);
  };
  return { ...client, workflows: { ...client.workflows, create } };
}
