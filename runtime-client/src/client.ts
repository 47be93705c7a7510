import { type BreakpointsApi, createBreakpointsApi } from "./api/breakpoints.js";
import { createFlattenApi, type FlattenApi } from "./api/flatten.js";
import { createInstancesApi, type InstancesApi } from "./api/instances.js";
import { createJobTemplatesApi, type JobTemplatesApi } from "./api/job-templates.js";
import { createOutputDataApi, type OutputDataApi } from "./api/output-data.js";
import { createPropertiesApi, type PropertiesApi } from "./api/properties.js";
import { createSignalsApi, type SignalsApi } from "./api/signals.js";
import { createStartsApi, type StartsApi } from "./api/starts.js";
import { createStepsApi, type StepsApi } from "./api/steps.js";
import { createTagPermitsApi, type TagPermitsApi } from "./api/tag-permits.js";
import { createVersionsApi, type VersionsApi } from "./api/versions.js";
import { createWorkflowsApi, type WorkflowsApi } from "./api/workflows.js";
import { type Clock, systemClock } from "./clock.js";
import { type Duration, durationMs } from "./duration.js";
import { createSend } from "./endpoint.js";
import { RuntimeClientError } from "./errors.js";
import { createFailuresApi, type FailuresApi } from "./failures.js";
import { type Auth, type HeaderSource, withHeaders } from "./transport/header-link.js";
import type { Link } from "./transport/link.js";
import { Secrets, withRedaction } from "./transport/redact-link.js";
import { type RetryPolicy, withRetry } from "./transport/retry-link.js";
import { withStatus } from "./transport/status-link.js";
import { createTransport, type TlsOptions, type TransportOptions } from "./transport/undici-transport.js";
import { createWatchApi, type WatchApi } from "./watch.js";

/** How a client reaches its server. */
export interface ClientOptions {
  /** The server's address with any path in front of `/api/v3`, for example `https://host/maestro`. */
  readonly baseUrl: string;
  /** The caller's name, sent in the `user` header that the server asks for. */
  readonly user?: string;
  readonly headers?: HeaderSource;
  readonly auth?: Auth;
  readonly tls?: TlsOptions;
  /** A proxy's URL, or `"env"` to follow `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY`. */
  readonly proxy?: string;
  /** The time one attempt of a call may take; 30 seconds when absent. */
  readonly timeout?: Duration;
  /** How often safe calls are tried again; `false` for never. */
  readonly retry?: Partial<RetryPolicy> | false;
  /** How many connections are open at most. */
  readonly connections?: number;
  readonly maxResponseBytes?: number;
  /** How many instances are read to find the first run of a duplicate start. */
  readonly duplicateSearch?: number;
  /** Time, chance and ids, for tests. */
  readonly clock?: Partial<Clock & { readonly newId: () => string }>;
}

/** A server of Maestro's REST API: one group of calls for each resource. */
export interface Client extends StartsApi, WatchApi, FailuresApi {
  /** The address the client was made for, without credentials. */
  readonly baseUrl: string;
  /** The caller's name, who owns what is pushed first without an owner. */
  readonly user: string | undefined;
  readonly clock: Clock & { readonly newId: () => string };
  /** The policy of retries, which bulk work follows as well. */
  readonly retry: RetryPolicy;
  /** How many connections are open at most. */
  readonly connections: number;
  readonly workflows: WorkflowsApi;
  readonly versions: VersionsApi;
  readonly properties: PropertiesApi;
  readonly instances: InstancesApi;
  readonly steps: StepsApi;
  readonly breakpoints: BreakpointsApi;
  readonly tagPermits: TagPermitsApi;
  readonly jobTemplates: JobTemplatesApi;
  readonly signals: SignalsApi;
  readonly outputData: OutputDataApi;
  readonly flatten: FlattenApi;
  /** Closes every connection; calls still going fail. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

const defaultRetry: RetryPolicy = { attempts: 4, baseMs: 200, maxMs: 10_000, maxRetryAfterMs: 60_000 };

/**
 * Makes a client.
 *
 * @example
 * const client = createClient({ baseUrl: "http://127.0.0.1:8080", user: "ada" });
 * const { run } = await client.start("rain_model");
 */
export function createClient(options: ClientOptions): Client {
  const clock = { ...systemClock, ...options.clock };
  const retry: RetryPolicy = { ...defaultRetry, ...(options.retry === false ? { attempts: 1 } : options.retry) };
  const connections = options.connections ?? 64;
  const where = readBaseUrl(options.baseUrl);
  const transport = createTransport(transportOptions(options, where, connections));
  const link = createLinks(transport.send, options, `${where.origin}${where.basePath}`, { clock, retry });
  const send = createSend(link, durationMs(options.timeout ?? 30_000, "timeout"));
  const instances = createInstancesApi(send);
  const steps = createStepsApi(send);
  const duplicateSearch = options.duplicateSearch ?? 200;
  const starts = createStartsApi(send, { instances, newId: clock.newId, duplicateSearch });
  return {
    ...starts,
    ...createFailuresApi({ instances, steps }),
    ...createWatchApi({ instances, starts, clock, newId: clock.newId }),
    baseUrl: where.shown,
    user: options.user,
    clock,
    retry,
    connections,
    workflows: createWorkflowsApi(send),
    versions: createVersionsApi(send),
    properties: createPropertiesApi(send),
    instances,
    steps,
    breakpoints: createBreakpointsApi(send),
    tagPermits: createTagPermitsApi(send),
    jobTemplates: createJobTemplatesApi(send),
    signals: createSignalsApi(send),
    outputData: createOutputDataApi(send),
    flatten: createFlattenApi(send),
    close: transport.close,
    [Symbol.asyncDispose]: transport.close,
  };
}

interface Address {
  readonly origin: string;
  readonly basePath: string;
  readonly shown: string;
}

function readBaseUrl(baseUrl: string): Address {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw badBase("is not an address of a server", 'Write it like "http://127.0.0.1:8080".');
  }
  if (url.username !== "" || url.password !== "") {
    throw badBase("holds credentials", "Give them as `auth: { basic: { username, password } }`.");
  }
  if (url.search !== "" || url.hash !== "") throw badBase("has a query or fragment", "Give the path alone.");
  const prefix = url.pathname.replace(/\/+$/, "").replace(/\/api\/v3$/, "");
  return { origin: url.origin, basePath: `${prefix}/api/v3`, shown: `${url.origin}${prefix}` };
}

function badBase(what: string, hint: string): RuntimeClientError {
  return new RuntimeClientError("invalid-argument", `The base URL ${what}.`, { hint });
}

function transportOptions(options: ClientOptions, where: Address, connections: number): TransportOptions {
  return {
    origin: where.origin,
    basePath: where.basePath,
    connections,
    connectTimeoutMs: 10_000,
    maxResponseBytes: options.maxResponseBytes ?? 256 * 1024 * 1024,
    tls: options.tls,
    proxy: options.proxy,
  };
}

function createLinks(
  transport: Link,
  options: ClientOptions,
  base: string,
  tries: { readonly clock: Clock; readonly retry: RetryPolicy },
): Link {
  const secrets = new Secrets();
  const { user, headers, auth } = options;
  const named = withHeaders(transport, { user, headers, auth, onSecret: (secret) => secrets.add(secret) });
  const checked = withRedaction(withStatus(named, { base, now: tries.clock.now }), secrets);
  return withRetry(checked, tries.retry, tries.clock);
}
