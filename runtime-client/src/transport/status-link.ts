import { type Effect, RuntimeClientError, type RuntimeClientErrorCode } from "../errors.js";
import { isPlainObject, parseJson } from "../json.js";
import { type ErrorBody, readErrorBody } from "./error-body.js";
import type { Call, Expectation, Link, Reply } from "./link.js";
import { retryAfterMs } from "./retry-after.js";

/** Turns every answer that is not the expected success into an error, and reads the success. */
export function withStatus(next: Link, where: { readonly base: string; readonly now: () => number }): Link {
  return async (call) => {
    const reply = await next(call);
    const url = `${where.base}${call.path}`;
    if (reply.status < 200 || reply.status > 299) throw statusError(call, reply, url, where.now());
    return { ...reply, value: readSuccess(call, reply, url) };
  };
}

const codeOfStatus: Readonly<Record<number, RuntimeClientErrorCode>> = {
  400: "bad-request",
  401: "unauthorized",
  403: "forbidden",
  404: "not-found",
  408: "action-timeout",
  409: "conflict",
  410: "gone",
  412: "precondition-failed",
  413: "too-large",
  422: "unprocessable",
  429: "rate-limited",
  502: "unavailable",
  503: "unavailable",
  504: "unavailable",
};

function statusError(call: Call, reply: Reply, url: string, now: number): RuntimeClientError {
  const { status } = reply;
  const body = parseOrText(reply.text);
  const said = readErrorBody(body);
  const code = codeOfStatus[status] ?? (status >= 500 ? "server-error" : "unexpected-status");
  const effect: Effect = status >= 500 || status === 408 ? "unknown" : "none";
  const reason = [said.message, ...said.errors].filter((part) => part !== undefined).join("; ");
  const message = `${call.method} ${url} answered ${status}${reason === "" ? "" : `: ${reason}`}`;
  const hint = hintFor(call, status, said);
  const wait = retryAfterMs(reply.retryAfter, now);
  return new RuntimeClientError(code, message, {
    method: call.method,
    url,
    status,
    body,
    effect,
    hint,
    retryAfterMs: wait,
  });
}

/** The server's limit on a create request; it answers 400 without a reason beyond it. */
export const REQUEST_BYTE_LIMIT: number = 256 * 1024;

function hintFor(call: Call, status: number, { shape, errors }: ErrorBody): string | undefined {
  const bytes = call.body === undefined ? 0 : Buffer.byteLength(call.body);
  if (status === 400 && errors.length === 0 && bytes > REQUEST_BYTE_LIMIT * 0.9) {
    return `The request has ${bytes} bytes and the server takes ${REQUEST_BYTE_LIMIT}; split the workflow into subworkflows.`;
  }
  if (status === 400 && /%2f/i.test(call.path))
    return "A server with default settings takes no name with a slash in an address.";
  if (status === 404 && shape !== "maestro") {
    return "No Maestro answers there: see the address, and the path in front of /api/v3 where there is one.";
  }
  if (status >= 300 && status < 400) return "Give the address it redirects to as the base URL.";
  return undefined;
}

function parseOrText(text: string): unknown {
  try {
    return text === "" ? undefined : parseJson(text);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}

function readSuccess(call: Call, reply: Reply, url: string): unknown {
  const { expect } = call;
  if (expect === "text") return reply.text;
  if (reply.text.trim() === "" && (expect === "nothing" || expect === "json-or-nothing")) return undefined;
  const value = parseOrText(reply.text);
  const problem = expect === "nothing" ? "a body where none belongs" : mismatch(expect, value, reply.text);
  if (problem === undefined) return value;
  throw new RuntimeClientError(
    "bad-response",
    `${call.method} ${url} answered ${reply.status} with ${problem}, so what happened is not known.`,
    { method: call.method, url, status: reply.status, body: value, effect: "unknown" },
  );
}

function mismatch(expect: Exclude<Expectation, "text" | "nothing">, value: unknown, text: string): string | undefined {
  if (value === undefined) return "an empty body";
  if (typeof value === "string" && value === text) return "a body that is not JSON";
  if (expect === "json" || expect === "json-or-nothing") return undefined;
  if (expect === "list") return Array.isArray(value) ? undefined : "no list";
  if (!isPlainObject(value)) return "no object";
  const missing = expect.filter((key) => !(key in value));
  return missing.length === 0 ? undefined : `an object that lacks ${missing.map((key) => `"${key}"`).join(" and ")}`;
}
