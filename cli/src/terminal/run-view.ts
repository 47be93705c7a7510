import { resolve } from "node:path";
import { createSourceReader, formatPretty } from "@stave/compiler";
import type { Diagnostic, Json } from "@stave/ir-schema";
import type { RunResult, StepChanged } from "@stave/runtime-local";
import { type Output, paint } from "./output.js";

type Notice =
  | StepChanged
  | { readonly type: "run-started"; readonly runId: string; readonly workflow: string; readonly resumed: boolean }
  | { readonly type: "run-finished"; readonly result: RunResult };

/** Shows a run as it goes. */
export interface RunView {
  readonly notice: (notice: Notice) => void;
  end(result: RunResult, projectDir: string): void;
}

const marks: Readonly<Record<string, readonly [mark: string, style: "green" | "red" | "yellow" | "cyan" | "dim"]>> = {
  running: ["▸", "cyan"],
  succeeded: ["✓", "green"],
  ignored: ["!", "yellow"],
  skipped: ["·", "dim"],
  failed: ["✗", "red"],
  "timed-out": ["✗", "red"],
  stopped: ["✗", "yellow"],
  retrying: ["↻", "yellow"],
};

/** A view that prints a line whenever a step starts or ends; with `json`, only the result. */
export function createRunView(output: Output, json: boolean): RunView {
  const started = new Map<string, number>();
  const step = (change: StepChanged): void => {
    const [mark, style] = marks[change.status] ?? [undefined, "dim"];
    if (mark === undefined) return;
    if (change.status === "running") {
      if (!started.has(change.key)) started.set(change.key, Date.now());
      if (!output.interactive) return;
    }
    const begun = started.get(change.key);
    const took =
      change.status === "running" || begun === undefined ? "" : paint(output, "dim", ` ${seconds(Date.now() - begun)}`);
    const note = change.status === "succeeded" || change.status === "running" ? "" : ` ${change.status}`;
    output.err(`${paint(output, style, mark)} ${change.key}${note}${took}`);
  };
  return {
    notice(notice) {
      if (json) return;
      if (notice.type === "run-started") {
        output.err(
          `${paint(output, "bold", notice.workflow)} ${paint(output, "dim", `${notice.runId}${notice.resumed ? ", resumed" : ""}`)}`,
        );
      } else if (notice.type !== "run-finished") step(notice);
    },
    end(result, projectDir) {
      if (json) output.out(JSON.stringify(result, null, 2));
      else printResult(result, projectDir, output);
    },
  };
}

function printResult(result: RunResult, projectDir: string, output: Output): void {
  for (const { diagnostic } of result.failures) {
    output.err(
      `\n${formatPretty(inProject(diagnostic, projectDir), { color: output.color, cwd: process.cwd(), readSource: createSourceReader() })}`,
    );
  }
  if (result.status === "running") {
    output.err(`${paint(output, "yellow", "suspended")}; go on with: stave run --resume ${result.runId}`);
    return;
  }
  const took =
    result.startTime && result.endTime
      ? ` in ${seconds(Date.parse(result.endTime) - Date.parse(result.startTime))}`
      : "";
  output.err(`${paint(output, result.status === "succeeded" ? "green" : "red", result.status)}${took}`);
  const names = Object.keys(result.outputs);
  const width = Math.max(...names.map((name) => name.length));
  for (const name of names) output.out(`${name.padEnd(width)} = ${shown(result.outputs[name] as Json)}`);
  if (result.status !== "succeeded")
    output.err(paint(output, "dim", `logs are in ${projectDir}/.stave/runs/${result.runId}`));
}

/** The source table names files from the project's folder, the command may run below it. */
function inProject(diagnostic: Diagnostic, projectDir: string): Diagnostic {
  const { span } = diagnostic.at;
  if (span === undefined) return diagnostic;
  return { ...diagnostic, at: { ...diagnostic.at, span: { ...span, file: resolve(projectDir, span.file) } } };
}

function shown(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function seconds(millis: number): string {
  return millis < 1000 ? `${millis} ms` : `${(millis / 1000).toFixed(1)} s`;
}
