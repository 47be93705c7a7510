import { RuntimeClientError } from "../errors.js";
import { parseJson, stringifyJson } from "../json.js";
import type { Link } from "./link.js";

const KEPT = 32;

/** The secrets sent so far, newest kept, so that errors can be cleaned of them. */
export class Secrets {
  readonly #values = new Set<string>();

  add(secret: string): void {
    if (secret === "" || this.#values.has(secret)) return;
    this.#values.add(secret);
    const [oldest] = this.#values;
    if (this.#values.size > KEPT && oldest !== undefined) this.#values.delete(oldest);
  }

  redact(text: string): string {
    let out = text;
    for (const secret of this.#values) out = out.replaceAll(secret, "***");
    return out;
  }
}

/** Cleans errors of every secret that was sent: a server or proxy may echo a header. */
export function withRedaction(next: Link, secrets: Secrets): Link {
  return async (call) => {
    try {
      return await next(call);
    } catch (error) {
      throw error instanceof RuntimeClientError ? clean(error, secrets) : error;
    }
  };
}

function clean(error: RuntimeClientError, secrets: Secrets): RuntimeClientError {
  const before = stringifyJson([error.message, error.body ?? null]);
  const after = secrets.redact(before);
  if (after === before) return error;
  const [message, body] = parseJson(after) as [string, unknown];
  const { method, url, status, effect, attempts, retryAfterMs, hint } = error;
  return new RuntimeClientError(error.code, message, {
    method,
    url,
    status,
    body,
    effect,
    attempts,
    retryAfterMs,
    hint,
  });
}
