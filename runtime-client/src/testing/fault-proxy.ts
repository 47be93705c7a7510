import { Agent, createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { seededRandom } from "./seeded-random.js";

/** What can go wrong between a client and a server. */
export type FaultKind =
  | "none"
  | "drop-before"
  | "drop-after"
  | "drop-midway"
  | "slow"
  | "stall-before"
  | "stall-after"
  | "throttle"
  | "throttle-retry-after"
  | "error-before"
  | "error-after"
  | "gateway-after"
  | "truncated"
  | "not-json"
  | "not-json-before"
  | "empty"
  | "duplicate";

/** Every kind of fault. */
export const faultKinds: readonly FaultKind[] = [
  "drop-before",
  "drop-after",
  "drop-midway",
  "slow",
  "stall-before",
  "stall-after",
  "throttle",
  "throttle-retry-after",
  "error-before",
  "error-after",
  "gateway-after",
  "truncated",
  "not-json",
  "not-json-before",
  "empty",
  "duplicate",
];

/** One request as a chooser of faults sees it. */
export interface ProxiedRequest {
  readonly method: string;
  readonly path: string;
  /** Counts from 0. */
  readonly index: number;
}

/** How a fault proxy behaves. */
export interface FaultProxyOptions {
  /** The server behind it. */
  readonly target: string;
  readonly seed?: number;
  /** Which fault befalls a request; the random numbers come from the seed. */
  readonly choose: (request: ProxiedRequest, random: () => number) => FaultKind;
  /** How long a stall lasts. */
  readonly stallMs?: number;
}

/** A proxy that breaks what passes through it. */
export interface FaultProxy {
  readonly url: string;
  /** How often each fault befell a request. */
  readonly counts: Readonly<Record<string, number>>;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts a proxy that breaks requests and answers as told, the same way for the same seed and order of requests.
 *
 * @example
 * await using proxy = await startFaultProxy({ target: server.url, choose: () => "drop-after" });
 */
export async function startFaultProxy(options: FaultProxyOptions): Promise<FaultProxy> {
  const random = seededRandom(options.seed ?? 1);
  const counts: Record<string, number> = {};
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  let index = 0;
  const server = createServer((message, response) => {
    const request = { method: message.method ?? "GET", path: message.url ?? "/", index: index++ };
    const kind = options.choose(request, random);
    counts[kind] = (counts[kind] ?? 0) + 1;
    const passing = { options, agent, message, response };
    faults[kind](passing, random).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      agent.destroy();
      server.close(() => resolve());
      server.closeAllConnections();
    });
  const { port } = server.address() as AddressInfo;
  const { pathname } = new URL(options.target);
  const url = `http://127.0.0.1:${port}${pathname === "/" ? "" : pathname}`;
  return { url, counts, close, [Symbol.asyncDispose]: close };
}

interface Passing {
  readonly options: FaultProxyOptions;
  readonly agent: Agent;
  readonly message: IncomingMessage;
  readonly response: ServerResponse;
}

interface Upstream {
  readonly status: number;
  readonly contentType: string;
  readonly body: Buffer;
}

type Fault = (passing: Passing, random: () => number) => Promise<void>;

const HTML = "<html><body>Please sign in</body></html>";
const MAESTRO_500 = JSON.stringify({ status: "INTERNAL_ERROR", message: "the database went away" });
const SPRING_500 = JSON.stringify({
  timestamp: "2026-01-01T00:00:00Z",
  status: 500,
  error: "Internal Server Error",
  path: "/",
});

const faults: Readonly<Record<FaultKind, Fault>> = {
  none: async (passing) => reply(passing, await forward(passing)),
  "drop-before": async ({ message, response }) => {
    await bodyOf(message);
    response.destroy();
  },
  "drop-after": async (passing) => {
    await forward(passing);
    passing.response.destroy();
  },
  "drop-midway": async (passing) => {
    const { status, contentType, body } = await forward(passing);
    passing.response.writeHead(status, { "content-type": contentType, "content-length": body.length + 1 });
    passing.response.write(body.subarray(0, body.length / 2), () => passing.response.destroy());
  },
  slow: async (passing) => {
    const { status, contentType, body } = await forward(passing);
    passing.response.writeHead(status, { "content-type": contentType, "content-length": body.length });
    const half = body.length >> 1;
    passing.response.write(body.subarray(0, half));
    await wait(2);
    passing.response.end(body.subarray(half));
  },
  "stall-before": async (passing) => {
    const body = await bodyOf(passing.message);
    await wait(passing.options.stallMs ?? 500);
    reply(passing, await forward(passing, body));
  },
  "stall-after": async (passing) => {
    const answer = await forward(passing);
    await wait(passing.options.stallMs ?? 500);
    reply(passing, answer);
  },
  throttle: async (passing) => answerBefore(passing, 429, "text/plain", "slow down"),
  "throttle-retry-after": async (passing) => {
    passing.response.setHeader("retry-after", "1");
    await answerBefore(passing, 429, "text/plain", "slow down");
  },
  "error-before": async (passing, random) => {
    const [status, body] = pick(random, [
      [500, MAESTRO_500] as const,
      [500, SPRING_500] as const,
      [503, HTML] as const,
    ]);
    await answerBefore(passing, status, "application/json", body);
  },
  "error-after": async (passing, random) => {
    await forward(passing);
    const body = pick(random, [MAESTRO_500, SPRING_500]);
    reply(passing, { status: 500, contentType: "application/json", body: Buffer.from(body) });
  },
  "gateway-after": async (passing, random) => {
    await forward(passing);
    const status = pick(random, [502, 504]);
    reply(passing, { status, contentType: "text/html", body: Buffer.from(HTML) });
  },
  truncated: async (passing) => {
    const answer = await forward(passing);
    reply(passing, { ...answer, body: answer.body.subarray(0, answer.body.length / 2) });
  },
  "not-json": async (passing) => {
    await forward(passing);
    reply(passing, { status: 200, contentType: "text/html", body: Buffer.from(HTML) });
  },
  "not-json-before": async (passing) => answerBefore(passing, 200, "text/html", HTML),
  empty: async (passing) => {
    const answer = await forward(passing);
    reply(passing, { ...answer, body: Buffer.alloc(0) });
  },
  duplicate: async (passing) => {
    const body = await bodyOf(passing.message);
    await forward(passing, body);
    reply(passing, await forward(passing, body));
  },
};

function pick<T>(random: () => number, choices: readonly T[]): T {
  return choices[Math.floor(random() * choices.length)] as T;
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function answerBefore(passing: Passing, status: number, contentType: string, body: string): Promise<void> {
  await bodyOf(passing.message);
  reply(passing, { status, contentType, body: Buffer.from(body) });
}

function reply({ response }: Passing, { status, contentType, body }: Upstream): void {
  response.writeHead(status, { "content-type": contentType, "content-length": body.length });
  response.end(body);
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function forward({ options, agent, message }: Passing, given?: Buffer): Promise<Upstream> {
  const body = given ?? (await bodyOf(message));
  const url = new URL(message.url ?? "/", options.target);
  const { connection: _connection, host: _host, ...headers } = message.headers;
  return new Promise((resolve, reject) => {
    const upstream = httpRequest(url, { method: message.method ?? "GET", headers, agent }, (incoming) => {
      bodyOf(incoming).then((received) => {
        const contentType = incoming.headers["content-type"] ?? "application/json";
        resolve({ status: incoming.statusCode ?? 0, contentType, body: received });
      }, reject);
    });
    upstream.on("error", reject);
    upstream.end(body);
  });
}
