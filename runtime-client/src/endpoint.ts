import { type Duration, durationMs } from "./duration.js";
import { RuntimeClientError } from "./errors.js";
import { type Long, stringifyJson } from "./json.js";
import type { Call, Expectation, Link, Repeat, RetryNotice } from "./transport/link.js";

/** What every call takes besides its arguments. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /** The time one attempt may take; the client's own setting when absent. */
  readonly timeout?: Duration | undefined;
  /** Told before the call is tried again. */
  readonly onRetry?: ((notice: RetryNotice) => void) | undefined;
}

/** One call to the server, described. */
export interface Request {
  readonly method: Call["method"];
  readonly path: string;
  readonly query?: Readonly<Record<string, QueryValue>>;
  readonly json?: unknown;
  readonly yaml?: string;
  readonly repeat: Repeat;
  readonly expect: Expectation;
}

/** A call that only reads. */
export function read(from: string, expect: Expectation, query: Readonly<Record<string, QueryValue>> = {}): Request {
  return { method: "GET", path: from, query, repeat: "read", expect };
}

type QueryValue = string | number | bigint | boolean | undefined;

/** Sends a described call and gives what the server answered. */
export type Send = <T>(request: Request, options?: CallOptions) => Promise<T>;

/** The way from a described call to the links. */
export function createSend(link: Link, defaultTimeoutMs: number): Send {
  return async <T>(request: Request, options: CallOptions = {}): Promise<T> => {
    const reply = await link({
      method: request.method,
      path: request.path + queryText(request.query),
      ...bodyOf(request),
      headers: {},
      repeat: request.repeat,
      expect: request.expect,
      timeoutMs: options.timeout === undefined ? defaultTimeoutMs : durationMs(options.timeout, "timeout"),
      signal: options.signal,
      onRetry: options.onRetry,
    });
    return reply.value as T;
  };
}

function bodyOf(request: Request): { body?: string; contentType?: string } {
  if (request.yaml !== undefined) return { body: request.yaml, contentType: "application/yaml" };
  if (request.json !== undefined) return { body: stringifyJson(request.json), contentType: "application/json" };
  return {};
}

function queryText(query: Readonly<Record<string, QueryValue>> = {}): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`,
  );
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
}

/**
 * A path with each value encoded as one segment: `` path`/workflows/${id}/overview` ``.
 * A value that would change the path (empty, `.`, `..`) is refused.
 */
export function path(parts: TemplateStringsArray, ...values: readonly (string | Long)[]): string {
  return parts.reduce((text, part, index) => text + segment(values[index - 1] as string | Long) + part);
}

function segment(value: string | Long): string {
  const text = String(value);
  if (text === "" || text === "." || text === "..") {
    throw new RuntimeClientError("invalid-argument", `"${text}" cannot be part of an address of the server.`, {
      hint: "Give the id or name as the server knows it.",
    });
  }
  return encodeURIComponent(text);
}
