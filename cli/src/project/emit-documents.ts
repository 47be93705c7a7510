import { readFileSync } from "node:fs";
import { allDiagnostics, type CompiledWorkflow, compileEach, type ReadSource } from "@stave/compiler";
import type { MaestroDefinition } from "@stave/compiler/maestro";
import { createDiagnostic, type Diagnostic, type IrDocument, StaveError } from "@stave/ir-schema";
import { hasErrors } from "../terminal/report.js";
import { atSource } from "./at-source.js";
import { toDiagnostic } from "./check-documents.js";
import type { FoundFile } from "./find-files.js";
import { type InstallationOptions, lowerOptions } from "./installation.js";
import { loadWorkflows } from "./load-workflows.js";

/** How a document is written. */
export type DocumentForm = "json" | "yaml" | "dsl";

/** What is to be written, and how. */
export interface EmitOptions extends InstallationOptions {
  readonly target: "ir" | "maestro";
  readonly format: DocumentForm;
  readonly comments?: boolean;
  readonly sources: boolean;
}

/** Documents that come of one workflow or file; those with errors have no text. */
export interface Emitted {
  readonly documents: readonly { readonly id: string; readonly text: string }[];
  readonly diagnostics: readonly Diagnostic[];
}

type Sourced = Pick<CompiledWorkflow, "document" | "withSources">;

/** Compiles files one workflow at a time and writes each in the wanted form. */
export async function* emitDocuments(
  files: readonly FoundFile[],
  options: EmitOptions,
  readSource: ReadSource,
): AsyncGenerator<Emitted, void, undefined> {
  if (options.format !== "json" && options.target === "ir")
    throw new StaveError([createDiagnostic("yaml-needs-maestro", {})]);
  const emit = options.target === "ir" ? emitIr : await maestroEmitter(options);
  const sources = options.sources && (options.target === "ir" || options.comments === true);
  for (const { path, kind } of files) {
    if (kind === "module") yield* emitModule(path, emit, { sources, readSource });
    else if (kind === "ir") yield* emitIrFile(path, emit);
  }
  const definitions = files.filter(({ kind }) => kind === "definition").map(({ path }) => path);
  if (definitions.length > 0) yield await emitDefinitions(definitions, options);
}

type Emit = (workflow: Sourced) => Emitted;

const emitIr: Emit = ({ document }) => ({
  documents: [{ id: document.workflow.id, text: pretty(document) }],
  diagnostics: [],
});

async function maestroEmitter(options: EmitOptions): Promise<Emit> {
  const { lowerWorkflow } = await import("@stave/compiler/maestro");
  const lowering = await lowerOptions(options);
  const write = await definitionWriter(options);
  return ({ document, withSources }) => {
    const { definition, diagnostics } = lowerWorkflow(document, lowering);
    const written = definition === undefined ? { diagnostics: [] } : write(definition, document);
    const found = [...diagnostics, ...written.diagnostics];
    const sited = found.length === 0 ? document : withSources();
    return {
      documents: written.text === undefined ? [] : [{ id: document.workflow.id, text: written.text }],
      diagnostics: found.map((item) => atSource(item, sited)),
    };
  };
}

type WriteDefinition = (
  definition: MaestroDefinition,
  document?: IrDocument,
) => { readonly text?: string; readonly diagnostics: readonly Diagnostic[] };

async function definitionWriter({ format, comments }: EmitOptions): Promise<WriteDefinition> {
  const { writeDsl, writeYaml } = await import("@stave/compiler/maestro");
  const options = (written: IrDocument | undefined) => ({
    ...(written !== undefined && { written }),
    comments: comments === true,
  });
  const writers: Readonly<Record<DocumentForm, WriteDefinition>> = {
    json: (definition) => ({ text: pretty(definition), diagnostics: [] }),
    yaml: (definition, written) => ({ text: writeYaml(definition, options(written)), diagnostics: [] }),
    dsl: (definition, written) => writeDsl(definition, options(written)),
  };
  return writers[format];
}

async function* emitModule(
  path: string,
  emit: Emit,
  options: { readonly sources: boolean; readonly readSource: ReadSource },
): AsyncGenerator<Emitted, void, undefined> {
  const seen = new Set<string>();
  for await (const item of compileEach(path, options)) {
    const diagnostics = "workflow" in item ? allDiagnostics(item.workflow) : [item.diagnostic];
    yield { documents: [], diagnostics };
    if ("workflow" in item && !hasErrors(diagnostics)) yield* withCalled(item.workflow, seen).map(emit);
  }
}

/** A workflow and those it calls, each once over the whole module. */
function withCalled(workflow: CompiledWorkflow, seen: Set<string>): readonly CompiledWorkflow[] {
  if (seen.has(workflow.document.workflow.id)) return [];
  seen.add(workflow.document.workflow.id);
  return [workflow, ...workflow.subworkflows.flatMap((child) => withCalled(child, seen))];
}

async function* emitIrFile(path: string, emit: Emit): AsyncGenerator<Emitted, void, undefined> {
  const { bundles, diagnostics } = await loadWorkflows(path);
  yield { documents: [], diagnostics };
  if (hasErrors(diagnostics)) return;
  for (const { root } of bundles) yield emit({ document: root, withSources: () => root });
}

/** Definitions change their form only. */
async function emitDefinitions(paths: readonly string[], options: EmitOptions): Promise<Emitted> {
  if (options.target === "ir") {
    const expected = "a TypeScript module or an IR document";
    const refused = paths.map((file) => createDiagnostic("not-a-workflow-file", { file, expected }));
    return { documents: [], diagnostics: refused };
  }
  const { checkDefinitionFiles, requestsIn } = await import("@stave/compiler/maestro");
  const write = await definitionWriter(options);
  const files = paths.map((path) => ({ path, text: readFileSync(path, "utf8") }));
  const diagnostics = checkDefinitionFiles(files).map(toDiagnostic);
  if (hasErrors(diagnostics)) return { documents: [], diagnostics };
  const written = files.flatMap(requestsIn).map((request) => {
    const definition = request as unknown as MaestroDefinition;
    return { id: definition.workflow.id, ...write(definition) };
  });
  return {
    documents: written.flatMap(({ id, text }) => (text === undefined ? [] : [{ id, text }])),
    diagnostics: [...diagnostics, ...written.flatMap((one) => one.diagnostics)],
  };
}

function pretty(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
