import { createDiagnostic, StaveError } from "@stave/ir-schema";
import {
  type BulkStartResult,
  bulkStart,
  type Client,
  requestIdFrom,
  type StartItem,
  stringifyJson,
  type VersionSelector,
} from "@stave/runtime-client";
import { EXIT, type ExitCode } from "../exit.js";
import type { Invocation } from "../main.js";
import { assertDate } from "../project/given-params.js";
import { type ServerOptions, withServer } from "../project/server.js";
import { serverParamReader } from "../project/server-params.js";
import { createProgress } from "../terminal/progress.js";

interface BackfillOptions extends ServerOptions {
  readonly from: string;
  readonly to: string;
  readonly dateParam: string;
  readonly every: string;
  readonly param: readonly string[];
  readonly workflowVersion: string;
  readonly concurrency: number;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `stave backfill`: one start a date, each under a request id of its own, so that a second call starts nothing twice. */
export async function backfill({ output }: Invocation, workflow: string, options: BackfillOptions): Promise<ExitCode> {
  const dates = datesBetween(options.from, options.to, Number(options.every));
  return await withServer(options, async (client) => {
    const items = await startItems(client, workflow, dates, options);
    if (options.dryRun) {
      for (const date of dates) output.out([workflow, ...givenOf(date, options)].join(" "));
      output.err(`${dates.length} runs would be started`);
      return EXIT.ok;
    }
    const progress = createProgress(output, "starting", dates.length);
    const results: BulkStartResult[] = [];
    for await (const result of bulkStart(client, items, { concurrency: options.concurrency })) {
      results.push(result);
      progress.end();
      if (!options.json) output.out(lineOf(result, dates));
      progress.step(results.length, dates[result.index]);
    }
    progress.end();
    if (options.json) output.out(stringifyJson(results.map((result) => plainStart(result, dates))));
    return results.some(({ outcome }) => outcome === "error") ? EXIT.outside : EXIT.ok;
  });
}

function givenOf(date: string, { param, dateParam }: BackfillOptions): readonly string[] {
  return [...param, `${dateParam}=${date}`];
}

async function startItems(
  client: Client,
  workflow: string,
  dates: readonly string[],
  options: BackfillOptions,
): Promise<readonly StartItem[]> {
  const version = options.workflowVersion as VersionSelector;
  const read = await serverParamReader(client, workflow, version);
  const item = async (date: string): Promise<StartItem> => {
    const given = givenOf(date, options);
    return { workflow, version, requestId: requestIdFrom("backfill", workflow, ...given), params: await read(given) };
  };
  return await Promise.all(dates.map(item));
}

function plainStart(result: BulkStartResult, dates: readonly string[]): object {
  const date = dates[result.index];
  if (result.outcome === "error") return { date, outcome: "error", message: result.error.message };
  return { date, outcome: result.outcome, run: result.result.run };
}

function lineOf(result: BulkStartResult, dates: readonly string[]): string {
  const date = dates[result.index];
  if (result.outcome === "error") return `✗ ${date} ${result.error.message}`;
  const { run } = result.result;
  const instance = run === undefined ? "" : ` run ${String(run.instance)}`;
  return result.result.outcome === "duplicate"
    ? `${date} has${instance} already`
    : `${date} ${result.outcome}${instance}`;
}

const DAY = 24 * 60 * 60 * 1000;

/** The dates from the first to the last, both included. */
export function datesBetween(from: string, to: string, every: number): readonly string[] {
  assertDate("--from", from);
  assertDate("--to", to);
  if (!Number.isInteger(every) || every < 1)
    throw new StaveError([
      createDiagnostic("given-param-type", {
        param: "--every",
        found: String(every),
        expected: "a number of days from 1",
      }),
    ]);
  if (Date.parse(to) < Date.parse(from)) {
    const expected = `a date from ${from} on`;
    throw new StaveError([createDiagnostic("given-param-type", { param: "--to", found: to, expected })]);
  }
  const dates: string[] = [];
  for (let time = Date.parse(from); time <= Date.parse(to); time += every * DAY)
    dates.push(new Date(time).toISOString().slice(0, 10));
  return dates;
}
