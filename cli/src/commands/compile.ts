import { statSync } from "node:fs";
import { basename, join } from "node:path";
import { allDiagnostics, type CompiledWorkflow, compileEach, createSourceReader, writeWhole } from "@stave/compiler";
import type { Diagnostic } from "@stave/ir-schema";
import { EXIT, type ExitCode } from "../exit.js";
import type { Invocation } from "../main.js";
import { createProgress } from "../terminal/progress.js";
import { countText, hasErrors, type ReportFormat, report } from "../terminal/report.js";

interface CompileCommandOptions {
  readonly out?: string;
  readonly target: "ir" | "maestro";
  readonly sources: boolean;
  readonly format: ReportFormat;
}

/** `stave compile`. */
export async function compileCommand(
  { output }: Invocation,
  file: string,
  options: CompileCommandOptions,
): Promise<ExitCode> {
  const readSource = createSourceReader();
  const found: Diagnostic[] = [];
  const emit = await emitter(options.target);
  const write = writer(options.out, basename(file).replace(/\.[cm]?[tj]s$/, ""), output.out);
  const progress = createProgress(output, "compiling");
  let count = 0;
  const seen = new Set<string>();
  for await (const item of compileEach(file, { sources: options.sources, readSource })) {
    const diagnostics = "workflow" in item ? allDiagnostics(item.workflow) : [item.diagnostic];
    found.push(...diagnostics);
    if (!("workflow" in item) || hasErrors(diagnostics)) continue;
    for (const workflow of withCalled(item.workflow, seen)) {
      const emitted = emit(workflow);
      found.push(...emitted.diagnostics);
      if (emitted.value !== undefined && !hasErrors(emitted.diagnostics))
        write.add(workflow.document.workflow.id, emitted.value);
      progress.step(++count);
    }
  }
  progress.end();
  report(found, options.format, output, readSource);
  if (hasErrors(found)) {
    output.err(
      `${countText(found, output)}; ${options.out === undefined || write.count === 0 ? "nothing was written" : `${write.count} without errors were written`}`,
    );
    write.end(false);
    return EXIT.workflow;
  }
  write.end(true);
  if (options.out !== undefined) output.err(`${write.count} workflow${write.count === 1 ? "" : "s"} → ${options.out}`);
  return EXIT.ok;
}

/** A workflow and those it calls, each once over the whole module. */
function withCalled(workflow: CompiledWorkflow, seen: Set<string>): readonly CompiledWorkflow[] {
  if (seen.has(workflow.document.workflow.id)) return [];
  seen.add(workflow.document.workflow.id);
  return [workflow, ...workflow.subworkflows.flatMap((child) => withCalled(child, seen))];
}

interface Emitted {
  readonly value?: unknown;
  readonly diagnostics: readonly Diagnostic[];
}

async function emitter(target: "ir" | "maestro"): Promise<(workflow: CompiledWorkflow) => Emitted> {
  if (target === "ir") return (workflow) => ({ value: workflow.document, diagnostics: [] });
  const { lowerWorkflow } = await import("@stave/compiler/maestro");
  return (workflow) => {
    const { definition, diagnostics } = lowerWorkflow(workflow.document);
    return { value: definition, diagnostics };
  };
}

interface Writer {
  readonly count: number;
  add(id: string, value: unknown): void;
  end(complete: boolean): void;
}

/** One file for one workflow, a folder for several, standard output when no path is given. */
function writer(out: string | undefined, name: string, print: (text: string) => void): Writer {
  const folder = out !== undefined && (out.endsWith("/") || isFolder(out));
  const kept: unknown[] = [];
  let count = 0;
  return {
    get count() {
      return count;
    },
    add(id, value) {
      count++;
      if (folder) writeWhole(join(out, `${id}.json`), pretty(value));
      else kept.push(value);
    },
    end(complete) {
      if (folder || !complete || kept.length === 0) return;
      const text = pretty(kept.length === 1 ? kept[0] : kept);
      if (out === undefined) print(text.trimEnd());
      else writeWhole(out.endsWith(".json") ? out : join(out, `${name}.ir.json`), text);
    },
  };
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function pretty(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
