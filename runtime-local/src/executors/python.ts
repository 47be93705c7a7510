import { accessSync, constants, existsSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { createDiagnostic, type Diagnostic, type Json, type PythonStep } from "@stave/ir-schema";
import { makeAttemptDir } from "./attempt-dir.js";
import { type Executor, failed, type Job, type Outcome } from "./executor.js";
import { badEnd, parseObject, readBounded, tooLarge } from "./outcome.js";
import { runProcess } from "./process.js";
import { environment } from "./shell.js";

/** Calls a Python function through the harness, which checks its arguments and its result. */
export const python: Executor = async (job) => {
  const step = job.command.step as PythonStep;
  const program = findPython(job);
  const problem = missing(job, step, program);
  if (problem !== undefined) return failed(problem, "error", false);
  const dir = makeAttemptDir(job);
  const files = { input: join(dir, "input.json"), output: join(dir, "output.json"), events: join(dir, "events.jsonl") };
  writeFileSync(files.input, JSON.stringify(callOf(job, step)));
  const end = await runProcess({
    dir,
    argv: [
      program ?? "",
      job.workshop.pythonHarness ?? "",
      "--input",
      files.input,
      "--output",
      files.output,
      "--events",
      files.events,
    ],
    cwd: job.workshop.projectDir,
    env: environment(job, { PYTHONUNBUFFERED: "1" }),
    signal: job.signal,
    graceMillis: job.workshop.graceMillis,
    started: job.started,
  });
  // The harness writes its output whole, so its result counts even when the process vanished right after.
  const result = readResult(job, files.output);
  return result?.status === "succeeded" || (result !== undefined && "exitCode" in end) ? result : badEnd(job, dir, end);
};

function callOf(job: Job, step: PythonStep): Json {
  const args = Object.entries(step.inputs).map(([name, { type }]) => {
    return [name, { type, value: job.command.inputs[name] }] as const;
  });
  const { span } = job.command.at;
  return {
    protocol: "1",
    module: join(job.workshop.projectDir, step.module),
    function: step.function,
    args: Object.fromEntries(args),
    outputs: step.outputs,
    return: step.returns,
    path: [job.workshop.projectDir],
    ...(span !== undefined && { source: { file: span.file, line: span.line } }),
  };
}

function missing(job: Job, step: PythonStep, program: string | undefined): Diagnostic | undefined {
  const { workshop, command } = job;
  if (program === undefined) {
    return createDiagnostic("python-missing", { step: step.id, python: wantedPython(job) }, command.at);
  }
  const harness = workshop.pythonHarness ?? "(no path given)";
  if (!existsSync(harness)) return createDiagnostic("python-harness-missing", { step: step.id, harness }, command.at);
  if (existsSync(join(workshop.projectDir, step.module))) return undefined;
  const details = { step: step.id, module: step.module, directory: workshop.projectDir };
  return createDiagnostic("python-module-missing", details, command.at);
}

interface HarnessError {
  readonly type: string;
  readonly message: string;
  readonly traceback?: string;
  readonly retryable?: boolean;
}

function readResult(job: Job, file: string): Outcome | undefined {
  if (!existsSync(file)) return undefined;
  const { step, at } = job.command;
  const text = readBounded(file);
  const result = text === undefined ? tooLarge : parseObject(text);
  if (typeof result === "string") {
    return failed(createDiagnostic("step-output-unreadable", { step: step.id, problem: result, file }, at));
  }
  if (result["status"] === "ok") return { status: "succeeded", outputs: result["outputs"] as Record<string, Json> };
  if (job.signal.aborted) return { status: "stopped" };
  const { type, message, traceback, retryable } = result["error"] as HarnessError;
  const details = {
    step: step.id,
    error: `${type}: ${message}`,
    traceback: traceback ? `\n${traceback.trimEnd()}` : "",
  };
  return failed(createDiagnostic("step-python-error", details, at), "error", retryable ?? true);
}

const wantedPython = (job: Job): string => job.workshop.python ?? process.env["STAVE_PYTHON"] ?? "python3";

/** The interpreter asked for, else the project's own virtual environment, else `python3`. */
function findPython(job: Job): string | undefined {
  const wanted = job.workshop.python ?? process.env["STAVE_PYTHON"];
  const own = join(job.workshop.projectDir, ".venv", "bin", "python");
  if (wanted === undefined && isExecutable(own)) return own;
  const name = wanted ?? "python3";
  if (name.includes("/")) return isExecutable(name) ? name : undefined;
  const path = process.env["PATH"] ?? "";
  return path
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return false;
  }
}
