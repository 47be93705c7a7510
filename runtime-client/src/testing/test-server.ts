import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { WorkflowSpec } from "../model/definition.js";
import { breakpointRoutes } from "./breakpoint-routes.js";
import { type Answer, HttpError, springError } from "./http-error.js";
import { instanceRoutes } from "./instance-routes.js";
import { otherRoutes } from "./other-routes.js";
import { answer, type Request, type Route, readRequest } from "./router.js";
import { stepRoutes } from "./step-routes.js";
import { createStore, type LedgerEntry, type RunScript, type Store } from "./store.js";
import { storedWorkflow } from "./stored-form.js";
import { workflowRoutes } from "./workflow-routes.js";

/** How a test server behaves. */
export interface TestServerOptions {
  readonly port?: number;
  /** A path in front of `/api/v3`. */
  readonly prefix?: string;
  readonly now?: () => number;
  /** The id of each workflow's first instance, for ids beyond 2^53. */
  readonly firstInstanceId?: bigint;
  /** How a definition is kept, for servers that store it otherwise than Maestro does. */
  readonly keep?: (workflow: WorkflowSpec) => WorkflowSpec;
}

/** A server of Maestro's REST API in memory, on loopback. */
export interface TestServer {
  readonly url: string;
  readonly port: number;
  /** Everything the server did, in order. */
  readonly ledger: readonly LedgerEntry[];
  /** Every request that arrived, as `METHOD path`. */
  readonly requests: readonly string[];
  /** Faults of the server itself, which must be none. */
  readonly faults: readonly unknown[];
  /** Says how the runs of a workflow go. */
  script(workflow: string, script: RunScript): void;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

const routes: readonly Route[] = [
  ...workflowRoutes,
  ...instanceRoutes,
  ...stepRoutes,
  ...breakpointRoutes,
  ...otherRoutes,
];

/**
 * Starts a server of Maestro's REST API in memory; runs move on each time they are looked at.
 *
 * @example
 * await using server = await startTestServer();
 * await using client = createClient({ baseUrl: server.url, user: "ada" });
 */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const { now = Date.now, firstInstanceId = 1n, keep = storedWorkflow } = options;
  const store = createStore({ now, firstInstanceId, keep });
  const requests: string[] = [];
  const faults: unknown[] = [];
  const base = `${options.prefix ?? ""}/api/v3`;
  const server = createServer((message, response) => {
    serve({ store, base, requests, faults }, message, response).catch((error: unknown) =>
      response.destroy(error as Error),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return {
    url: `http://127.0.0.1:${port}${options.prefix ?? ""}`,
    port,
    ledger: store.ledger,
    requests,
    faults,
    script: (workflow, script) => store.scripts.set(workflow, script),
    close,
    [Symbol.asyncDispose]: close,
  };
}

interface Serving {
  readonly store: Store;
  readonly base: string;
  readonly requests: string[];
  readonly faults: unknown[];
}

async function serve(serving: Serving, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const request = await readRequest(message);
  serving.requests.push(`${request.method} ${request.url.pathname}`);
  const { status, contentType, body } = answerSafely(serving, request);
  const type = contentType === undefined ? {} : { "content-type": contentType };
  response.writeHead(status, { ...type, "content-length": Buffer.byteLength(body) });
  response.end(body);
}

function answerSafely({ store, base, faults }: Serving, request: Request): Answer {
  try {
    return answer(routes, base, store, request);
  } catch (error) {
    if (error instanceof HttpError) return error.answer;
    faults.push(error);
    return springError(500, "Internal Server Error", request.url.pathname).answer;
  }
}
