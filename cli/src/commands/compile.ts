import { statSync } from "node:fs";
import { basename, join } from "node:path";
import { allDiagnostics, type CompiledWorkflow, compileEach, createSourceReader, writeWhole } from "@stave/compiler";
import { createDiagnostic, type Diagnostic, type IrDocument, StaveError } from "@stave/ir-schema";
import { EXIT, type ExitCode, exitFor } from "../exit.js";
import type { Invocation } from "../main.js";
import { atSource } from "../project/at-source.js";
import { createProgress } from "../terminal/progress.js";
import { countText, hasErrors, type ReportFormat, report } from "../terminal/report.js";

interface CompileCommandOptions {
  readonly out?: string;
  readonly target: "ir" | "maestro";
  readonly as: "json" | "yaml";
  readonly sources: boolean;
  readonly format: ReportFormat;
}

/** `stave compile`. */
export async function compileCommand(
  { output }: Invocation,
  file: string,
  options: CompileCommandOptions,
): Promise<ExitCode> {
  if (/\.(?:json|ya?ml)$/.test(file))
    throw new StaveError([createDiagnostic("not-a-workflow-file", { file, expected: "a TypeScript module" })]);
  const readSource = createSourceReader();
  const found: Diagnostic[] = [];
  const emit = await emitter(options);
  const write = writer(options, basename(file).replace(/\.[cm]?[tj]s$/, ""), output.out);
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
      if (emitted.text !== undefined && !hasErrors(emitted.diagnostics)) {
        write.add(workflow.document.workflow.id, emitted.text);
      }
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
    return exitFor(found);
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
  readonly text?: string;
  readonly diagnostics: readonly Diagnostic[];
}

async function emitter({ target, as }: CompileCommandOptions): Promise<(workflow: CompiledWorkflow) => Emitted> {
  if (as === "yaml" && target === "ir") throw new StaveError([createDiagnostic("yaml-needs-maestro", {})]);
  if (target === "ir") return (workflow) => ({ text: pretty(workflow.document), diagnostics: [] });
  const { lowerWorkflow, writeYaml } = await import("@stave/compiler/maestro");
  return ({ document }) => {
    const { definition, diagnostics: found } = lowerWorkflow(document);
    const diagnostics = found.map((item) => atSource(item, document));
    if (definition === undefined) return { diagnostics };
    return { text: as === "yaml" ? writeYaml(definition, madeFrom(document)) : pretty(definition), diagnostics };
  };
}

/** `made from wf.ts:3`, where the source is known. */
function madeFrom({ sources }: IrDocument): string | undefined {
  const site = sources?.sites[""];
  return site && `made from ${sources?.files[site[0]]}:${site[1]}`;
}

interface Writer {
  readonly count: number;
  add(id: string, text: string): void;
  end(complete: boolean): void;
}

/** One file for one workflow, a folder for several, standard output when no path is given. */
function writer({ out, target, as }: CompileCommandOptions, name: string, print: (text: string) => void): Writer {
  const folder = out !== undefined && (out.endsWith("/") || isFolder(out));
  const ending = target === "ir" ? "ir.json" : as;
  const kept: string[] = [];
  let count = 0;
  return {
    get count() {
      return count;
    },
    add(id, text) {
      count++;
      if (folder) writeWhole(join(out, `${id}.${ending}`), text);
      else kept.push(text);
    },
    end(complete) {
      if (folder || !complete || kept.length === 0) return;
      const text = joined(kept, as);
      if (out === undefined) print(text.trimEnd());
      else writeWhole(/\.(json|ya?ml)$/.test(out) ? out : join(out, `${name}.${ending}`), text);
    },
  };
}

function joined(texts: readonly string[], as: "json" | "yaml"): string {
  if (texts.length === 1) return texts[0] as string;
  return as === "yaml" ? texts.join("---\n") : `[\n${texts.map((text) => text.trimEnd()).join(",\n")}\n]\n`;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function pretty(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
