import { statSync } from "node:fs";
import { basename, join } from "node:path";
import { allDiagnostics, type CompiledWorkflow, compileEach, createSourceReader, writeWhole } from "@stave/compiler";
import { createDiagnostic, type Diagnostic, StaveError } from "@stave/ir-schema";
import { EXIT, type ExitCode, exitFor } from "../exit.js";
import type { Invocation } from "../main.js";
import { atSource } from "../project/at-source.js";
import { createProgress } from "../terminal/progress.js";
import { countText, hasErrors, type ReportFormat, report } from "../terminal/report.js";

interface CompileCommandOptions {
  readonly out?: string;
  readonly target: "ir" | "maestro";
  readonly format: DocumentForm;
  readonly comments?: boolean;
  readonly sources: boolean;
  readonly report: ReportFormat;
}

type DocumentForm = "json" | "yaml" | "dsl";

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
  report(found, options.report, output, readSource);
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

type Emit = (workflow: CompiledWorkflow) => Emitted;

async function emitter({ target, format, comments }: CompileCommandOptions): Promise<Emit> {
  if (format !== "json" && target === "ir") throw new StaveError([createDiagnostic("yaml-needs-maestro", {})]);
  if (target === "ir") return (workflow) => ({ text: pretty(workflow.document), diagnostics: [] });
  const { lowerWorkflow, writeDsl, writeYaml } = await import("@stave/compiler/maestro");
  return ({ document }) => {
    const { definition, diagnostics } = lowerWorkflow(document);
    const options = { written: document, comments: comments === true };
    const written =
      definition === undefined
        ? { diagnostics: [] }
        : format === "dsl"
          ? writeDsl(definition, options)
          : { text: format === "yaml" ? writeYaml(definition, options) : pretty(definition), diagnostics: [] };
    return {
      ...written,
      diagnostics: [...diagnostics, ...written.diagnostics].map((item) => atSource(item, document)),
    };
  };
}

interface Writer {
  readonly count: number;
  add(id: string, text: string): void;
  end(complete: boolean): void;
}

/** One file for one workflow, a folder for several, standard output when no path is given. */
function writer({ out, target, format }: CompileCommandOptions, name: string, print: (text: string) => void): Writer {
  const folder = out !== undefined && (out.endsWith("/") || isFolder(out));
  const ending = target === "ir" ? "ir.json" : format === "json" ? "json" : "yaml";
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
      const text = joined(kept, format);
      if (out === undefined) print(text.trimEnd());
      else writeWhole(/\.(json|ya?ml)$/.test(out) ? out : join(out, `${name}.${ending}`), text);
    },
  };
}

function joined(texts: readonly string[], format: DocumentForm): string {
  if (texts.length === 1) return texts[0] as string;
  return format !== "json" ? texts.join("---\n") : `[\n${texts.map((text) => text.trimEnd()).join(",\n")}\n]\n`;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function pretty(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
