/**
 * How a call may be repeated:
 * `read` changes nothing, `keyed` carries a key the server recognises, `repeatable` ends in the same state
 * (and is not repeated while the first attempt may still be under way), `once` is repeated only when the server certainly did not see it.
 */
export type Repeat = "read" | "keyed" | "repeatable" | "once";

/** One request, before a link turns it into a reply. */
export interface Call {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** The path below `/api/v3`, already encoded, with its query. */
  readonly path: string;
  readonly body?: string | undefined;
  readonly contentType?: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly repeat: Repeat;
  /** What a successful answer must look like; anything else is a bad response. */
  readonly expect: Expectation;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  readonly onRetry?: ((notice: RetryNotice) => void) | undefined;
}

/** The shape of a successful answer: an object with these keys, a list, any JSON, free text, or nothing. */
export type Expectation = readonly string[] | "list" | "json" | "text" | "nothing" | "json-or-nothing";

/** What is told before a call is tried again. */
export interface RetryNotice {
  readonly attempt: number;
  readonly delayMs: number;
  readonly throttled: boolean;
  readonly error: Error;
}

/** One answer; `value` is set once a link has read the text. */
export interface Reply {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly text: string;
  readonly value?: unknown;
}

/** The one shape of everything that carries a call: the transport, and the links around it. */
export type Link = (call: Call) => Promise<Reply>;
