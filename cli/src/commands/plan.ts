import { readFileSync } from "node:fs";
import { createSourceReader, writeWhole } from "@stave/compiler";
import { describePlan, type Plan, plan, writePlan } from "@stave/runtime-client";
import { EXIT, type ExitCode } from "../exit.js";
import type { Invocation } from "../main.js";
import { collectDefinitions } from "../project/definitions.js";
import { type ServerOptions, withServer } from "../project/server.js";
import type { Output } from "../terminal/output.js";
import { createProgress } from "../terminal/progress.js";
import { countText, hasErrors, report } from "../terminal/report.js";

interface PlanCommandOptions extends ServerOptions {
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
  const readSource = createSourceReader();
  const { requests, diagnostics } = await collectDefinitions(files, readSource);
  report(diagnostics, "pretty", output, readSource);
  if (hasErrors(diagnostics)) {
    output.err(`${countText(diagnostics, output)}; there is no plan`);
    return EXIT.workflow;
  }
  const progress = createProgress(output, "comparing", requests.length);
  const prune =
    options.prune === undefined ? undefined : readFileSync(options.prune, "utf8").split(/\r?\n/).filter(Boolean);
  const made = await withServer(options, (client) =>
    plan(client, counted(requests, progress.step), prune === undefined ? {} : { prune }),
  );
  progress.end();
  if (options.out !== undefined) writeWhole(options.out, writePlan(made));
  if (options.json) output.out(writePlan(made));
  else printPlan(made, output);
  if (made.failures.length > 0) return EXIT.outside;
  return options.exitCode && made.entries.length > 0 ? EXIT.workflow : EXIT.ok;
}

function* counted<T>(items: readonly T[], step: (done: number) => void): Generator<T> {
  let done = 0;
  for (const item of items) {
    step(++done);
    yield item;
  }
}

/** The workflows that change, each with its changes, what matters most first. */
export function printPlan(made: Plan, output: Output): void {
  output.out(describePlan(made));
}
