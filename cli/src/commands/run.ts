import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { createSourceReader, projectRootOf } from "@stave/compiler";
import { createDiagnostic, StaveError } from "@stave/ir-schema";
import type { HostOptions, RunResult } from "@stave/runtime-local";
import { EXIT, type ExitCode, exitFor } from "../exit.js";
import type { Invocation } from "../main.js";
import { assertDate, givenParams, givenSignals } from "../project/given-params.js";
import { loadWorkflows, type WorkflowBundle } from "../project/load-workflows.js";
import { pythonHarness } from "../project/python-harness.js";
import { hasErrors, report } from "../terminal/report.js";
import { createRunView } from "../terminal/run-view.js";

interface RunOptions {
  readonly workflow?: string;
  readonly param: readonly string[];
  readonly params?: string;
  readonly date?: string;
  readonly signal: readonly string[];
  readonly resume?: string | true;
  readonly maxProcesses?: number;
  readonly json?: boolean;
}

/** `stave run`. */
export async function runCommand(
  invocation: Invocation,
  given: string | undefined,
  said: RunOptions,
): Promise<ExitCode> {
  // `--resume wf.ts` names the file, not a run.
  const isFile = given === undefined && typeof said.resume === "string" && existsSync(said.resume);
  const file = isFile ? (said.resume as string) : given;
  const options = isFile ? { ...said, resume: true as const } : said;
  if (options.resume !== undefined) return await resume(invocation, file, options);
  if (file === undefined)
    throw new StaveError([createDiagnostic("missing-argument-of-command", { what: "The file to run" })]);
  const { output } = invocation;
  const projectDir = projectRootOf(resolve(file));
  const readSource = createSourceReader();
  const { bundles, diagnostics } = await loadWorkflows(file, { sources: true, projectDir, readSource });
  report(diagnostics, "pretty", output, readSource);
  if (hasErrors(diagnostics)) return exitFor(diagnostics);
  const bundle = choose(bundles, file, options.workflow);
  const { runWorkflow } = await import("@stave/runtime-local");
  const params = givenParams(bundle.root.workflow, options.param, options.params);
  const signals = givenSignals(options.signal);
  if (options.date !== undefined) assertDate("--date", options.date);
  return await played(invocation, options, projectDir, (host) =>
    runWorkflow({
      ...host,
      bundle,
      params,
      trigger: signals,
      signals,
      ...(options.date !== undefined && { logicalDate: options.date }),
    }),
  );
}

function choose(bundles: readonly WorkflowBundle[], file: string, id: string | undefined): WorkflowBundle {
  const ids = bundles.map(({ root }) => root.workflow.id);
  const shown = ids.slice(0, 10).join(", ") + (ids.length > 10 ? ", …" : "");
  const chosen = id === undefined ? bundles : bundles.filter(({ root }) => root.workflow.id === id);
  if (chosen.length === 1) return chosen[0] as WorkflowBundle;
  const problem =
    id === undefined && bundles.length > 1
      ? createDiagnostic("which-workflow", { file, ids: shown })
      : createDiagnostic("unknown-workflow", { id: id ?? "", ids: shown });
  throw new StaveError([problem]);
}

async function resume(invocation: Invocation, file: string | undefined, options: RunOptions): Promise<ExitCode> {
  const projectDir = projectRootOf(resolve(file ?? "workflow.ts"));
  const { listRuns, resumeRun } = await import("@stave/runtime-local");
  const id =
    options.resume === true
      ? (await listRuns({ projectDir })).find((run) => run.status === "running")?.id
      : options.resume;
  if (id === undefined) throw new StaveError([createDiagnostic("no-run-to-resume", { folder: projectDir })]);
  return await played(invocation, options, projectDir, (host) => resumeRun(id as string, host));
}

async function played(
  { output }: Invocation,
  options: RunOptions,
  projectDir: string,
  play: (host: HostOptions) => Promise<RunResult>,
): Promise<ExitCode> {
  const stop = new AbortController();
  const interrupted = (): void => stop.abort();
  process.once("SIGINT", interrupted).once("SIGTERM", interrupted);
  const view = createRunView(output, options.json === true);
  try {
    const result = await play({
      projectDir,
      pythonHarness: pythonHarness(),
      signal: stop.signal,
      onAbort: "suspend",
      onEvent: view.notice,
      ...(options.maxProcesses !== undefined && { maxProcesses: options.maxProcesses }),
    });
    view.end(result, projectDir);
    return result.status === "succeeded" ? EXIT.ok : EXIT.workflow;
  } finally {
    process.off("SIGINT", interrupted).off("SIGTERM", interrupted);
  }
}
