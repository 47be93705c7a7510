import { userInfo } from "node:os";
import { createDiagnostic, StaveError } from "@stave/ir-schema";
import { type Client, createClient } from "@stave/runtime-client";

/** How a command reaches a server. */
export interface ServerOptions {
  readonly url?: string;
  readonly user?: string;
}

/** A client for the server a command names, closed when the work is done. */
export async function withServer<T>(options: ServerOptions, work: (client: Client) => Promise<T>): Promise<T> {
  const baseUrl = options.url ?? process.env["STAVE_URL"];
  if (baseUrl === undefined) throw new StaveError([createDiagnostic("no-server", { what: "The server's address" })]);
  const client = createClient({ baseUrl, user: options.user ?? process.env["STAVE_USER"] ?? userInfo().username });
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}
