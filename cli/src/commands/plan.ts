import { readFileSync } from "node:fs";
import { createSourceReader, writeWhole } from "@stave/compiler";
import { type Change, type Plan, type PlanEntry, plan, writePlan } from "@stave/runtime-client";
import { EXIT, type ExitCode } from "../exit.js";
import type { Invocation } from "../main.js";
import { collectDefinitions } from "../project/definitions.js";
import { type ServerOptions, withServer } from "../project/server.js";
import { type Output, paint } from "../terminal/output.js";
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

const classStyles = { cosmetic: "dim", safe: "green", behaviour: "yellow", breaking: "red" } as const;

/** The workflows that change, each with its changes, the gravest last. */
export function printPlan({ entries, unchanged, failures }: Plan, output: Output): void {
  for (const grade of ["cosmetic", "safe", "behaviour", "breaking"] as const) {
    const group = entries.filter((entry) => entry.class === grade);
    if (group.length === 0) continue;
    output.out(paint(output, classStyles[grade], `${grade} (${group.length})`));
    for (const entry of group) printEntry(entry, output);
  }
  for (const { id, code, message } of failures) output.out(`${paint(output, "red", "✗")} ${id}: ${code} ${message}`);
  output.out(
    `${entries.length} to apply, ${unchanged} unchanged${failures.length > 0 ? `, ${failures.length} failed` : ""}`,
  );
}

const signs: Readonly<Record<PlanEntry["action"], string>> = {
  create: "+",
  update: "~",
  properties: "~",
  activate: "~",
  delete: "-",
};

function printEntry(entry: PlanEntry, output: Output): void {
  output.out(`  ${signs[entry.action]} ${entry.id}`);
  for (const change of entry.changes) output.out(`      ${changeLine(change)}`);
}

function changeLine({ kind, subject, before, after, because }: Change): string {
  const sides =
    before === undefined ? shown(after) : after === undefined ? shown(before) : `${shown(before)} → ${shown(after)}`;
  return `${kind.replaceAll("-", " ")}: ${subject}${sides === "" ? "" : ` ${sides}`}${because === undefined ? "" : ` (${because})`}`;
}

function shown(value: unknown): string {
  if (value === undefined) return "";
  const text =
    typeof value === "string"
      ? value
      : JSON.stringify(value, (_, part) => (typeof part === "bigint" ? part.toString() : part));
  return text.length > 100 ? `${text.slice(0, 97)}...` : text;
}
