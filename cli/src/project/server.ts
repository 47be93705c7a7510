import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { userInfo } from "node:os";
import { createDiagnostic, StaveError } from "@stave/ir-schema";
import { type Auth, type Client, type ClientOptions, createClient } from "@stave/runtime-client";

/** How a command reaches a server. */
export interface ServerOptions {
  readonly url?: string;
  readonly user?: string;
  readonly header: readonly (readonly [name: string, value: string])[];
  readonly tokenFile?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly ca?: string;
}

/** A client for the server a command names, closed when the work is done. */
export async function withServer<T>(options: ServerOptions, work: (client: Client) => Promise<T>): Promise<T> {
  const client = createClient(clientOptions(options, process.env));
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

/** Fails when no Maestro answers, before much work is asked of it. */
export async function assertMaestro(client: Client): Promise<void> {
  // The runs of an unknown workflow are an empty page, so any id will do.
  await client.instances.page("stave", { first: 1 });
}

type Environment = Readonly<Record<string, string | undefined>>;

const proxyVariables = ["HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"] as const;
const loopback = /^https?:\/\/(localhost|127(\.\d+){3}|\[::1\])(?![\w.])/i;

function clientOptions(options: ServerOptions, environment: Environment): ClientOptions {
  const baseUrl = options.url ?? environment["STAVE_URL"];
  if (baseUrl === undefined) throw new StaveError([createDiagnostic("no-server", { what: "The server's address" })]);
  const auth = authOf(options, environment);
  const hasProxy = proxyVariables.some((name) => environment[name]);
  return {
    baseUrl,
    user: options.user ?? environment["STAVE_USER"] ?? userInfo().username,
    headers: Object.fromEntries(options.header),
    tls: tlsOf(options),
    ...(auth !== undefined && { auth }),
    ...(hasProxy && !loopback.test(baseUrl) && { proxy: "env" }),
  };
}

function authOf({ tokenFile }: ServerOptions, environment: Environment): Auth | undefined {
  if (tokenFile !== undefined) return { bearer: async () => (await readFile(tokenFile, "utf8")).trim() };
  const token = environment["STAVE_TOKEN"];
  return token ? { bearer: token } : undefined;
}

function tlsOf({ cert, key, ca }: ServerOptions): NonNullable<ClientOptions["tls"]> {
  const files = Object.entries({ cert, key, ca });
  return Object.fromEntries(files.flatMap(([name, file]) => (file === undefined ? [] : [[name, readFileSync(file)]])));
}
