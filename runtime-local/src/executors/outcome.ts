import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import { join } from "node:path";
import { createDiagnostic, type Json } from "@stave/ir-schema";
import { failed, type Job, type Outcome } from "./executor.js";
import type { ProcessEnd } from "./process.js";

/** What the wrapper's shell itself says of a killed command. */
const shellsWord = /(?:^: |\n)(?:Killed|Terminated|Aborted|Segmentation fault)[^\n]*$/;

/** The outcome of a process that did not end with exit code 0. */
export function badEnd(job: Job, dir: string, end: ProcessEnd): Outcome {
  if (job.signal.aborted) return { status: "stopped" };
  if ("lost" in end) return { status: "lost" };
  const { step, at } = job.command;
  const about = { step: step.id, lastLines: lastLines(dir), log: join(dir, "stderr.log") };
  if ("killedBy" in end) {
    const lines = about.lastLines.replace(shellsWord, "");
    return failed(createDiagnostic("step-killed", { ...about, lastLines: lines, signal: end.killedBy }, at));
  }
  return failed(createDiagnostic("step-exit", { ...about, exitCode: end.exitCode }, at));
}

/** The outputs a process wrote, as one JSON object. */
export function readOutputs(job: Job, file: string): Outcome {
  const { step, at } = job.command;
  if (!existsSync(file)) return { status: "succeeded", outputs: {} };
  const text = readBounded(file);
  const parsed = text === undefined ? tooLarge : parseObject(text);
  if (typeof parsed !== "string") return { status: "succeeded", outputs: parsed };
  return failed(createDiagnostic("step-output-unreadable", { step: step.id, problem: parsed, file }, at));
}

const MAX_OUTPUT_BYTES = 16 * 1024 * 1024;

/** What is wrong with an output that is kept out of the store. */
export const tooLarge = "it is larger than 16 MB; write the data to a file and give its path";

/** The text of a file, unless it is too large to be an output. */
export function readBounded(file: string): string | undefined {
  return statSync(file).size > MAX_OUTPUT_BYTES ? undefined : readFileSync(file, "utf8");
}

/** A JSON object, or what is wrong with the text. */
export function parseObject(text: string): Record<string, Json> | string {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, Json>;
    return "the text is JSON, but no object";
  } catch (error) {
    return (error as Error).message;
  }
}

const TAIL_BYTES = 4096;
const TAIL_LINES = 5;

/** ": " and the last lines a process wrote, errors first; nothing when it was silent. */
export function lastLines(dir: string): string {
  const text = tailOf(join(dir, "stderr.log")) || tailOf(join(dir, "stdout.log"));
  return text === "" ? "" : `: ${text}`;
}

function tailOf(file: string): string {
  if (!existsSync(file)) return "";
  const handle = openSync(file, "r");
  try {
    const size = fstatSync(handle).size;
    const buffer = Buffer.alloc(Math.min(size, TAIL_BYTES));
    readSync(handle, buffer, 0, buffer.length, size - buffer.length);
    return buffer.toString("utf8").trimEnd().split("\n").slice(-TAIL_LINES).join("\n").trim();
  } finally {
    closeSync(handle);
  }
}
