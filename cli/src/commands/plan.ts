import { readFileSync } from "node:fs";
import { writeWhole } from "@stave/compiler";
import { describePlan, type Plan, plan, type WorkflowCreateRequest, writePlan } from "@stave/runtime-client";
import { EXIT, type ExitCode } from "../exit.js";
import type { Invocation } from "../main.js";
import type { InstallationOptions } from "../project/installation.js";
import { assertMaestro, type ServerOptions, withServer } from "../project/server.js";
import type { Spool } from "../project/spool.js";
import { withDefinitions } from "../project/with-definitions.js";
import type { Output } from "../terminal/output.js";
import { createProgress } from "../terminal/progress.js";

interface PlanCommandOptions extends ServerOptions, InstallationOptions {
  readonly json?: boolean;
  readonly out?: string;
  readonly prune?: string;
  readonly exitCode?: boolean;
}

/** `stave plan`. */
export async function planCommand(
  { output }: Invocation,
  files: readonly string[],
  options: PlanCommandOptions,
): Promise<ExitCode> {
  return await withDefinitions(files, output, {
    refusal: "there is no plan",
    installation: options,
    work: (requests) => planAll(requests, output, options),
  });
}

async function planAll(
  requests: Spool<WorkflowCreateRequest>,
  output: Output,
  options: PlanCommandOptions,
): Promise<ExitCode> {
  const progress = createProgress(output, "comparing", requests.count);
  const prune =
    options.prune === undefined ? undefined : readFileSync(options.prune, "utf8").split(/\r?\n/).filter(Boolean);
  const made = await withServer(options, async (client) => {
    await assertMaestro(client);
    return await plan(client, counted(requests.read(), progress.step), prune === undefined ? {} : { prune });
  });
  progress.end();
  if (options.out !== undefined) writeWhole(options.out, writePlan(made));
  if (options.json) output.out(writePlan(made));
  else printPlan(made, output);
  if (made.failures.length > 0) return EXIT.outside;
  return options.exitCode && made.entries.length > 0 ? EXIT.workflow : EXIT.ok;
}

async function* counted<T>(items: AsyncIterable<T>, step: (done: number) => void): AsyncGenerator<T> {
  let done = 0;
  for await (const item of items) {
    step(++done);
    yield item;
  }
}

/** The workflows that change, each with its changes, what matters most first. */
export function printPlan(made: Plan, output: Output): void {
  output.out(describePlan(made));
}
