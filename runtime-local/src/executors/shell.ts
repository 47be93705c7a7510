import { join } from "node:path";
import { createDiagnostic, type Json, type ShellStep, scriptWithArguments } from "@stave/ir-schema";
import { makeAttemptDir } from "./attempt-dir.js";
import { type Executor, failed, type Job, type Outcome } from "./executor.js";
import { badEnd, readBounded, readOutputs, tooLarge } from "./outcome.js";
import { runProcess } from "./process.js";

/** Runs a script with the inputs as `--name value` arguments. */
export const shell: Executor = async (job) => {
  const { command } = job;
  const step = command.step as ShellStep;
  const dir = makeAttemptDir(job);
  const output = join(dir, "output.json");
  const end = await runProcess({
    dir,
    argv: ["/bin/sh", "-c", ...commandLine(step, command.inputs)],
    cwd: job.workshop.projectDir,
    env: environment(job, { STAVE_OUTPUT: output }),
    signal: job.signal,
    graceMillis: job.workshop.graceMillis,
    started: job.started,
  });
  if (!("exitCode" in end) || end.exitCode !== 0) return badEnd(job, dir, end);
  return addStdout(job, readOutputs(job, output), join(dir, "stdout.log"));
};

/** The environment of a process: this one's, what every step is told, the step's own. */
export function environment(
  job: Job,
  extra: Readonly<Record<string, string>> = {},
): Record<string, string | undefined> {
  const { key, attempt, env } = job.command;
  const told = { STAVE_RUN_ID: job.workshop.runId, STAVE_STEP: key, STAVE_ATTEMPT: String(attempt) };
  return { ...process.env, ...told, ...extra, ...env };
}

function commandLine({ id, script, inputs }: ShellStep, values: Readonly<Record<string, Json>>): readonly string[] {
  return Object.keys(inputs).length === 0 ? [script, id] : [scriptWithArguments(script), id, ...argumentsOf(values)];
}

/** True is a bare flag; false and null are left out; lists and structs are JSON; all else is its plain text. */
function argumentsOf(inputs: Readonly<Record<string, Json>>): string[] {
  return Object.entries(inputs).flatMap(([name, value]) => {
    if (value === null || value === false) return [];
    if (value === true) return [`--${name}`];
    return [`--${name}`, typeof value === "string" ? value : JSON.stringify(value)];
  });
}

/** `stdout` is the text a command printed without its final line ends, or the JSON it printed where that is declared. */
function addStdout(job: Job, outcome: Outcome, file: string): Outcome {
  const { step } = job.command;
  const type = step.outputs["stdout"];
  if (outcome.status !== "succeeded" || type === undefined || "stdout" in outcome.outputs) return outcome;
  const unreadable = (problem: string): Outcome =>
    failed(createDiagnostic("step-output-unreadable", { step: step.id, problem, file }, job.command.at));
  const text = readBounded(file)?.replace(/[\r\n]+$/, "");
  if (text === undefined) return unreadable(`stdout: ${tooLarge}`);
  const isText = type === "string" || (typeof type === "object" && (type.kind === "format" || type.kind === "enum"));
  if (isText) return { status: "succeeded", outputs: { ...outcome.outputs, stdout: text } };
  try {
    return { status: "succeeded", outputs: { ...outcome.outputs, stdout: JSON.parse(text) as Json } };
  } catch (error) {
    return unreadable(`stdout is not JSON: ${(error as Error).message}`);
  }
}
