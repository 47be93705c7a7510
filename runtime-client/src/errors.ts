import { isPlainObject } from "./json.js";

/** Every way a call can fail, by name; the list is closed. */
export type RuntimeClientErrorCode =
  | "connection-failed"
  | "timeout"
  | "aborted"
  | "closed"
  | "bad-response"
  | "credentials-failed"
  | "bad-request"
  | "unauthorized"
  | "forbidden"
  | "not-found"
  | "action-timeout"
  | "conflict"
  | "gone"
  | "precondition-failed"
  | "too-large"
  | "unprocessable"
  | "rate-limited"
  | "server-error"
  | "unavailable"
  | "unexpected-status"
  | "invalid-argument"
  | "ambiguous"
  | "duplicate-item"
  | "wait-timeout"
  | "plan-stale"
  | "plan-invalid"
  | "journal-failed";

/** The stable `STV7xxx` code of each name. */
export const errorNumbers: Readonly<Record<RuntimeClientErrorCode, string>> = {
  "connection-failed": "STV7001",
  timeout: "STV7002",
  aborted: "STV7003",
  closed: "STV7004",
  "bad-response": "STV7005",
  "credentials-failed": "STV7006",
  "bad-request": "STV7010",
  unauthorized: "STV7011",
  forbidden: "STV7012",
  "not-found": "STV7013",
  "action-timeout": "STV7014",
  conflict: "STV7015",
  gone: "STV7016",
  "precondition-failed": "STV7017",
  "too-large": "STV7018",
  unprocessable: "STV7019",
  "rate-limited": "STV7020",
  "server-error": "STV7021",
  unavailable: "STV7022",
  "unexpected-status": "STV7023",
  "invalid-argument": "STV7030",
  ambiguous: "STV7031",
  "duplicate-item": "STV7032",
  "wait-timeout": "STV7033",
  "plan-stale": "STV7040",
  "plan-invalid": "STV7041",
  "journal-failed": "STV7042",
};

/** Whether the server may have acted on a call that failed. */
export type Effect = "none" | "unknown";

/** What is known of a failed call besides its code and message. */
export interface ErrorDetails {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly status?: number | undefined;
  readonly body?: unknown;
  /** `none` when the server certainly changed nothing; assumed `none` when absent. */
  readonly effect?: Effect | undefined;
  readonly attempts?: number | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly hint?: string | undefined;
  readonly cause?: unknown;
}

/**
 * The one error the client throws.
 *
 * @example
 * try {
 *   await client.workflows.overview("rain");
 * } catch (error) {
 *   if (isRuntimeClientError(error) && error.code === "not-found") return undefined;
 *   throw error;
 * }
 */
export class RuntimeClientError extends Error {
  override readonly name = "RuntimeClientError";
  readonly code: RuntimeClientErrorCode;
  /** The stable number of the code, for example `STV7013`. */
  readonly diagnostic: string;
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly status: number | undefined;
  /** The parsed body of the answer, whichever of the server's error shapes it has. */
  readonly body: unknown;
  /** `unknown` when the server may have acted although the call failed. */
  readonly effect: Effect;
  readonly attempts: number;
  readonly retryAfterMs: number | undefined;
  readonly hint: string | undefined;

  constructor(code: RuntimeClientErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.diagnostic = errorNumbers[code];
    this.method = details.method;
    this.url = details.url;
    this.status = details.status;
    this.body = details.body;
    this.effect = details.effect ?? "none";
    this.attempts = details.attempts ?? 1;
    this.retryAfterMs = details.retryAfterMs;
    this.hint = details.hint;
  }

  /** The error as data for `--json`; the cause stays out of it. */
  toJSON(): Record<string, unknown> {
    const { name, code, diagnostic, message, hint, method, url, status, effect, attempts, body } = this;
    const plain = body === undefined ? undefined : JSON.parse(JSON.stringify(body, writeLong));
    return { name, code, diagnostic, message, hint, method, url, status, effect, attempts, body: plain };
  }
}

function writeLong(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}

/**
 * Whether a caught value is the client's own error.
 *
 * @example
 * if (isRuntimeClientError(error) && error.code === "not-found") console.log("never pushed");
 */
export function isRuntimeClientError(value: unknown): value is RuntimeClientError {
  return value instanceof RuntimeClientError;
}

/** Whether a Maestro said that it does not have what was asked for; anything else may answer 404 as well. */
export function isAbsent(value: unknown): value is RuntimeClientError {
  if (!isRuntimeClientError(value) || value.code !== "not-found") return false;
  return isPlainObject(value.body) && typeof value.body["status"] === "string";
}

/** Whether the server may still be at work on the failed call, so that its effect may yet come. */
export function isUnsettled(error: RuntimeClientError): boolean {
  return error.code === "timeout" || error.code === "aborted" || error.status === 504;
}

/** The same error with the number of attempts it took and what all of them together may have done. */
export function afterAttempts(error: RuntimeClientError, attempts: number, effect: Effect): RuntimeClientError {
  if (error.attempts === attempts && error.effect === effect) return error;
  const { method, url, status, body, retryAfterMs, hint, cause } = error;
  const details = { method, url, status, body, effect, retryAfterMs, hint, cause, attempts };
  const message = attempts === 1 ? error.message : `${error.message} (after ${attempts} attempts)`;
  return new RuntimeClientError(error.code, message, details);
}
