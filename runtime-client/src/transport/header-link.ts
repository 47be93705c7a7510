import { RuntimeClientError } from "../errors.js";
import type { Link } from "./link.js";

/** Who calls, as the server or a gateway in front of it wants to know. */
export type Auth =
  | { readonly bearer: string | (() => string | Promise<string>) }
  | { readonly basic: { readonly username: string; readonly password: string } };

/** Headers of every call: a record, or a function asked before each one. */
export type HeaderSource =
  | Readonly<Record<string, string>>
  | (() => Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>);

/** What the header link adds. */
export interface HeaderOptions {
  readonly user?: string | undefined;
  readonly headers?: HeaderSource | undefined;
  readonly auth?: Auth | undefined;
  /** Told of each secret sent, so that it never shows up in an error. */
  readonly onSecret: (secret: string) => void;
}

/** Adds the `user` header, the caller's own headers and the credentials. */
export function withHeaders(next: Link, options: HeaderOptions): Link {
  const fixed: Record<string, string> = { accept: "application/json" };
  if (options.user !== undefined) fixed["user"] = options.user;
  const { headers, auth } = options;
  if (headers === undefined && auth === undefined) {
    return (call) => next({ ...call, headers: { ...fixed, ...call.headers } });
  }
  return async (call) => {
    const extra = typeof headers === "function" ? await obtained(headers, "headers") : (headers ?? {});
    rememberSecrets(extra, options.onSecret);
    const authorization = auth === undefined ? {} : { authorization: await authorize(auth, options.onSecret) };
    return next({ ...call, headers: { ...fixed, ...extra, ...authorization, ...call.headers } });
  };
}

async function obtained<T>(source: () => T | Promise<T>, what: string): Promise<T> {
  try {
    return await source();
  } catch (cause) {
    throw new RuntimeClientError("credentials-failed", `The ${what} of a call could not be had: ${reasonOf(cause)}.`, {
      cause,
    });
  }
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

const SECRET_HEADER = /auth|cookie|token|secret|key|password/i;

function rememberSecrets(headers: Readonly<Record<string, string>>, onSecret: (secret: string) => void): void {
  for (const [name, value] of Object.entries(headers)) if (SECRET_HEADER.test(name)) onSecret(value);
}

async function authorize(auth: Auth, onSecret: (secret: string) => void): Promise<string> {
  if ("bearer" in auth) {
    const token = typeof auth.bearer === "function" ? await obtained(auth.bearer, "bearer token") : auth.bearer;
    onSecret(token);
    return `Bearer ${token}`;
  }
  const { username, password } = auth.basic;
  const encoded = Buffer.from(`${username}:${password}`).toString("base64");
  onSecret(password);
  onSecret(encoded);
  return `Basic ${encoded}`;
}
