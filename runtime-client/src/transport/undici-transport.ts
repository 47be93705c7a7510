import { type Dispatcher, EnvHttpProxyAgent, Pool, ProxyAgent } from "undici";
import { type Effect, RuntimeClientError, type RuntimeClientErrorCode } from "../errors.js";
import { onAbort } from "../on-abort.js";
import type { Call, Link, Reply } from "./link.js";

/** Certificates for TLS and mutual TLS, as Node's `tls.connect` takes them. */
export interface TlsOptions {
  readonly cert?: string | Buffer;
  readonly key?: string | Buffer;
  readonly passphrase?: string;
  readonly ca?: string | Buffer;
  readonly servername?: string;
  readonly rejectUnauthorized?: boolean;
}

/** How connections are made. */
export interface TransportOptions {
  readonly origin: string;
  /** The path in front of `/api/v3`, without a trailing slash. */
  readonly basePath: string;
  readonly connections: number;
  readonly connectTimeoutMs: number;
  readonly maxResponseBytes: number;
  readonly tls?: TlsOptions | undefined;
  /** A proxy's URL, or `"env"` for `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY`. */
  readonly proxy?: string | undefined;
}

/** A link to the server and the way to close its connections. */
export interface Transport {
  readonly send: Link;
  close(): Promise<void>;
}

/** Opens an undici pool; the only module that speaks undici. */
export function createTransport(options: TransportOptions): Transport {
  const dispatcher = openDispatcher(options);
  let closed = false;
  return {
    send: (call) => (closed ? Promise.reject(closedError(options, call)) : dispatch(dispatcher, options, call)),
    async close() {
      closed = true;
      await dispatcher.destroy();
    },
  };
}

function openDispatcher(options: TransportOptions): Dispatcher {
  const shared = {
    connections: options.connections,
    pipelining: 1,
    maxResponseSize: options.maxResponseBytes,
    headersTimeout: 0,
    bodyTimeout: 0,
  };
  const connect = { timeout: options.connectTimeoutMs, ...options.tls };
  if (options.proxy === undefined) return new Pool(options.origin, { ...shared, connect });
  if (options.proxy === "env") return new EnvHttpProxyAgent({ ...shared, connect, requestTls: { ...options.tls } });
  return new ProxyAgent({ ...shared, uri: options.proxy, requestTls: { ...options.tls } });
}

function dispatch(dispatcher: Dispatcher, options: TransportOptions, call: Call): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const exchange = new Exchange(options, call, resolve, reject);
    if (exchange.settled) return;
    try {
      dispatcher.dispatch(exchange.request, exchange);
    } catch (error) {
      exchange.onResponseError(undefined, error as Error);
    }
  });
}

/** Node fires a longer timer at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** One request in flight: knows whether the request was ever put on a socket. */
class Exchange implements Dispatcher.DispatchHandler {
  settled = false;
  readonly request: Dispatcher.DispatchOptions;
  readonly #call: Call;
  readonly #url: string;
  readonly #resolve: (reply: Reply) => void;
  readonly #reject: (error: Error) => void;
  readonly #timer: NodeJS.Timeout;
  readonly #ignoreAbort: () => void;
  readonly #chunks: Buffer[] = [];
  #controller: Dispatcher.DispatchController | undefined;
  #status = 0;
  #headers: Readonly<Record<string, string | string[] | undefined>> = {};

  constructor(options: TransportOptions, call: Call, resolve: (reply: Reply) => void, reject: (error: Error) => void) {
    this.#call = call;
    this.#resolve = resolve;
    this.#reject = reject;
    this.request = requestOptions(options, call);
    this.#url = `${options.origin}${this.request.path}`;
    this.#timer = setTimeout(
      () => this.#fail("timeout", `got no complete answer within ${call.timeoutMs} ms`),
      Math.min(call.timeoutMs, LONGEST_TIMER_MS),
    );
    const abort = (): void => this.#fail("aborted", "was aborted", call.signal?.reason);
    this.#ignoreAbort = onAbort(call.signal, abort);
    if (call.signal?.aborted) abort();
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.settled) controller.abort(new Error("the call ended before it was sent"));
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    if (this.#settle()) return;
    const chunks = this.#chunks;
    this.#resolve({
      status: this.#status,
      retryAfter: headerText(this.#headers["retry-after"]),
      text: (chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)).toString("utf8"),
    });
  }

  onResponseError(_controller: unknown, error: Error): void {
    const code = errorCode(error);
    if (code === "UND_ERR_RES_EXCEEDED_MAX_SIZE") this.#fail("bad-response", "answered with too large a body", error);
    else if (code === "UND_ERR_INVALID_ARG") this.#fail("invalid-argument", `cannot be sent: ${error.message}`, error);
    else this.#fail("connection-failed", `failed: ${describe(error, code)}`, error);
  }

  #fail(code: RuntimeClientErrorCode, what: string, cause?: unknown): void {
    if (this.#settle()) return;
    const { method } = this.#call;
    const effect: Effect = this.#controller === undefined ? "none" : "unknown";
    this.#controller?.abort(new Error(what));
    this.#reject(
      new RuntimeClientError(code, `${method} ${this.#url} ${what}.`, { method, url: this.#url, effect, cause }),
    );
  }

  #settle(): boolean {
    if (this.settled) return true;
    this.settled = true;
    clearTimeout(this.#timer);
    this.#ignoreAbort();
    return false;
  }
}

function requestOptions(options: TransportOptions, call: Call): Dispatcher.DispatchOptions {
  return {
    origin: options.origin,
    path: `${options.basePath}${call.path}`,
    method: call.method,
    headers: call.contentType ? { ...call.headers, "content-type": call.contentType } : { ...call.headers },
    body: call.body ?? null,
  };
}

function headerText(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

function errorCode(error: Error): string {
  const code = (error as { code?: unknown }).code;
  return typeof code === "string" ? code : error.name;
}

function describe(error: Error, code: string): string {
  return error.message && !error.message.includes(code) ? `${error.message} (${code})` : error.message || code;
}

function closedError(options: TransportOptions, call: Call): RuntimeClientError {
  const url = `${options.origin}${options.basePath}${call.path}`;
  return new RuntimeClientError("closed", `${call.method} ${url} was made after the client was closed.`, {
    method: call.method,
    url,
  });
}
