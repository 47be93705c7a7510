import { createHash } from "node:crypto";
import { createDiagnostic, StaveError } from "@stave/ir-schema";
import type { Client, StartResult, VersionSelector } from "@stave/runtime-client";
import { EXIT, type ExitCode } from "../exit.js";
import type { Invocation } from "../main.js";
import { assertDate } from "../project/given-params.js";
import { type ServerOptions, withServer } from "../project/server.js";
import { serverParams } from "../project/server-params.js";
import { createProgress } from "../terminal/progress.js";
import { bigintText } from "./push.js";

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

interface Started {
  readonly date: string;
  readonly result?: StartResult;
  readonly error?: string;
}

/** `stave backfill`: one start a date, each under a request id of its own, so that a second call starts nothing twice. */
export async function backfill({ output }: Invocation, workflow: string, options: BackfillOptions): Promise<ExitCode> {
  const dates = datesBetween(options.from, options.to, Number(options.every));
  if (options.dryRun) {
    for (const date of dates) output.out(`${workflow} ${options.dateParam}=${date}`);
    output.err(`${dates.length} runs would be started`);
    return EXIT.ok;
  }
  return await withServer(options, async (client) => {
    const progress = createProgress(output, "starting", dates.length);
    const started: Started[] = [];
    const queue = [...dates];
    const work = async (): Promise<void> => {
      for (let date = queue.shift(); date !== undefined; date = queue.shift()) {
        started.push(await startOne(client, workflow, date, options));
        progress.step(started.length, date);
      }
    };
    await Promise.all(Array.from({ length: Math.max(1, options.concurrency) }, work));
    progress.end();
    started.sort((left, right) => (left.date < right.date ? -1 : 1));
    if (options.json) output.out(JSON.stringify(started, bigintText, 2));
    else for (const item of started) output.out(lineOf(item));
    return started.some(({ error }) => error !== undefined) ? EXIT.outside : EXIT.ok;
  });
}

async function startOne(client: Client, workflow: string, date: string, options: BackfillOptions): Promise<Started> {
  try {
    const version = options.workflowVersion as VersionSelector;
    const params = await serverParams(client, workflow, version, [...options.param, `${options.dateParam}=${date}`]);
    const requestId = idFor([workflow, options.dateParam, date, ...options.param]);
    return { date, result: await client.start(workflow, { version, requestId, ...(params && { params }) }) };
  } catch (error) {
    if (error instanceof StaveError) throw error;
    return { date, error: (error as Error).message };
  }
}

function lineOf({ date, result, error }: Started): string {
  if (error !== undefined) return `✗ ${date} ${error}`;
  return `${date} ${result?.outcome ?? ""}${result?.run === undefined ? "" : ` run ${String(result.run.instance)}`}`;
}

/** The same start gets the same id, a UUID of its own text. */
function idFor(parts: readonly string[]): string {
  const hex = createHash("sha256").update(parts.join("\n")).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const DAY = 24 * 60 * 60 * 1000;

/** The dates from the first to the last, both included. */
export function datesBetween(from: string, to: string, every: number): readonly string[] {
  assertDate(from);
  assertDate(to);
  if (!Number.isInteger(every) || every < 1)
    throw new StaveError([
      createDiagnostic("given-param-type", {
        param: "--every",
        found: String(every),
        expected: "a number of days from 1",
      }),
    ]);
  const dates: string[] = [];
  for (let time = Date.parse(from); time <= Date.parse(to); time += every * DAY)
    dates.push(new Date(time).toISOString().slice(0, 10));
  return dates;
}
