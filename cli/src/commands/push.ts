import {
  type BulkPushResult,
  bulkPush,
  openFileJournal,
  stringifyJson,
  type WorkflowCreateRequest,
} from "@stave/runtime-client";
import { EXIT, type ExitCode } from "../exit.js";
import type { Invocation } from "../main.js";
import type { InstallationOptions } from "../project/installation.js";
import { assertMaestro, type ServerOptions, withServer } from "../project/server.js";
import type { Spool } from "../project/spool.js";
import { withDefinitions } from "../project/with-definitions.js";
import { paint } from "../terminal/output.js";
import { createProgress } from "../terminal/progress.js";

interface PushOptions extends ServerOptions, InstallationOptions {
  readonly json?: boolean;
  readonly journal?: string;
}

/** `stave push`: nothing is sent while any workflow has errors. */
export async function push({ output }: Invocation, files: readonly string[], options: PushOptions): Promise<ExitCode> {
  return await withDefinitions(files, output, {
    refusal: "nothing was pushed",
    installation: options,
    work: (requests) => pushAll(requests, output, options),
  });
}

async function pushAll(
  requests: Spool<WorkflowCreateRequest>,
  output: Invocation["output"],
  options: PushOptions,
): Promise<ExitCode> {
  const journal = options.journal === undefined ? undefined : await openFileJournal(options.journal);
  const interrupted = new AbortController();
  const stop = (): void => interrupted.abort();
  process.once("SIGINT", stop).once("SIGTERM", stop);
  try {
    return await withServer(options, async (client) => {
      await assertMaestro(client);
      const progress = createProgress(output, "pushing", requests.count);
      const results: BulkPushResult[] = [];
      for await (const result of bulkPush(
        client,
        until(interrupted.signal, requests.read()),
        journal === undefined ? {} : { journal },
      )) {
        results.push(result);
        progress.step(results.length);
      }
      progress.end();
      if (options.json) output.out(stringifyJson(results.map(plainResult)));
      else printResults(results, output);
      const left = requests.count - results.length;
      if (left > 0) output.err(`stopped: ${left} of ${requests.count} are left; run the command again to take them up`);
      return left === 0 && results.every(({ outcome }) => outcome !== "failed") ? EXIT.ok : EXIT.outside;
    });
  } finally {
    process.off("SIGINT", stop).off("SIGTERM", stop);
    await journal?.close();
  }
}

/** The items up to the interruption; what was taken by then is seen through. */
async function* until<T>(signal: AbortSignal, items: AsyncIterable<T>): AsyncGenerator<T, void> {
  for await (const item of items) {
    if (signal.aborted) return;
    yield item;
  }
}

/** An item of bulk work, whichever way it ended. */
export interface SettledItem {
  readonly id: string;
  readonly outcome: string;
  readonly version?: number | bigint;
  readonly doubledVersions?: number;
  readonly error?: { readonly message: string; readonly diagnostic?: string };
}

/** Unchanged items are only counted; all else gets a line. */
export function printResults(results: readonly SettledItem[], output: Invocation["output"]): void {
  const quiet = results.filter(
    ({ outcome }) => outcome === "unchanged" || outcome === "resumed" || outcome === "already",
  );
  for (const result of results) if (!quiet.includes(result)) output.err(resultLine(result, output));
  if (quiet.length > 0) output.err(`${quiet.length} unchanged`);
  const failed = results.filter(({ outcome }) => outcome === "failed").length;
  if (failed > 0) output.err(`${failed} of ${results.length} failed; run the command again to take up what is left`);
}

function resultLine(
  { id, outcome, version, doubledVersions, error }: SettledItem,
  output: Invocation["output"],
): string {
  if (error !== undefined) return `${paint(output, "red", "✗")} ${id}: ${error.message}`;
  const doubled = doubledVersions === undefined ? "" : " (delivered more than once: the version before it is the same)";
  const made = version === undefined ? "" : `, version ${version}${doubled}`;
  return `${paint(output, "green", "✓")} ${id} ${outcome}${made}`;
}

/** A result whose error prints as data. */
export function plainResult(result: SettledItem): object {
  const { error, ...rest } = result;
  return error === undefined ? rest : { ...rest, error: { code: error.diagnostic, message: error.message } };
}
