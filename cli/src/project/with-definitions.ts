import { createSourceReader } from "@stave/compiler";
import type { WorkflowCreateRequest } from "@stave/runtime-client";
import { type ExitCode, exitFor } from "../exit.js";
import type { Output } from "../terminal/output.js";
import { createProgress } from "../terminal/progress.js";
import { countText, hasErrors, report, withoutInfos } from "../terminal/report.js";
import { collectDefinitions } from "./definitions.js";
import { type InstallationOptions, lowerOptions } from "./installation.js";
import type { Spool } from "./spool.js";

/** What a command does with definitions, and what it says did not happen when any of them has errors. */
export interface DefinitionsWork {
  readonly refusal: string;
  readonly installation: InstallationOptions;
  readonly work: (requests: Spool<WorkflowCreateRequest>) => Promise<ExitCode>;
}

/** Collects definitions, prints what is wrong with them, and goes on when nothing is. */
export async function withDefinitions(
  given: readonly string[],
  output: Output,
  { refusal, installation, work }: DefinitionsWork,
): Promise<ExitCode> {
  const readSource = createSourceReader();
  const lowering = await lowerOptions(installation);
  const progress = createProgress(output, "reading");
  const { requests, diagnostics } = await collectDefinitions(given, { readSource, lowering, step: progress.step });
  progress.end();
  try {
    report(withoutInfos(diagnostics), "pretty", output, readSource);
    if (!hasErrors(diagnostics)) return await work(requests);
    output.err(`${countText(diagnostics, output)}; ${refusal}`);
    return exitFor(diagnostics);
  } finally {
    requests.close();
  }
}
