import { readFileSync } from "node:fs";
import { allDiagnostics, type CompiledWorkflow, compileEach, type ReadSource } from "@stave/compiler";
import { checkDefinitionFiles, type LowerOptions, lowerWorkflow, requestsIn } from "@stave/compiler/maestro";
import type { Diagnostic, IrDocument } from "@stave/ir-schema";
import { parseJson, type WorkflowCreateRequest } from "@stave/runtime-client";
import { hasErrors } from "../terminal/report.js";
import { atSource } from "./at-source.js";
import { toDiagnostic } from "./check-documents.js";
import { type FoundFile, findFiles } from "./find-files.js";
import { loadWorkflows } from "./load-workflows.js";
import { createSpool, type Spool } from "./spool.js";

/** Definitions for Maestro, and what is wrong with them. */
export interface Definitions {
  /** To be closed. */
  readonly requests: Spool<WorkflowCreateRequest>;
  readonly diagnostics: readonly Diagnostic[];
}

/** How definitions are collected. */
export interface CollectOptions {
  readonly readSource: ReadSource;
  readonly lowering: LowerOptions;
  /** Told how many there are so far. */
  readonly step?: (done: number) => void;
}

interface Collecting extends CollectOptions {
  readonly requests: Spool<WorkflowCreateRequest>;
  readonly found: Diagnostic[];
}

/** Compiles modules one workflow at a time, and reads IR documents and definitions. */
export async function collectDefinitions(given: readonly string[], options: CollectOptions): Promise<Definitions> {
  const { files, diagnostics } = await findFiles(given);
  const collecting: Collecting = { ...options, requests: createSpool(), found: [...diagnostics] };
  try {
    for (const file of files) if (file.kind !== "definition") await addCompiled(file, collecting);
    addDefinitions(files, collecting);
  } catch (error) {
    collecting.requests.close();
    throw error;
  }
  return { requests: collecting.requests, diagnostics: collecting.found };
}

async function addCompiled({ path, kind }: FoundFile, collecting: Collecting): Promise<void> {
  const { readSource, found } = collecting;
  if (kind === "ir") {
    const { bundles, diagnostics } = await loadWorkflows(path);
    found.push(...diagnostics);
    if (!hasErrors(diagnostics)) for (const { root } of bundles) addLowered(root, () => root, collecting);
    return;
  }
  const seen = new Set<string>();
  for await (const item of compileEach(path, { readSource })) {
    const diagnostics = "workflow" in item ? allDiagnostics(item.workflow) : [item.diagnostic];
    found.push(...diagnostics);
    if ("workflow" in item && !hasErrors(diagnostics)) addWithCalled(item.workflow, seen, collecting);
  }
}

/** Workflows that are called go before those that call them. */
function addWithCalled(workflow: CompiledWorkflow, seen: Set<string>, collecting: Collecting): void {
  const { id } = workflow.document.workflow;
  if (seen.has(id)) return;
  seen.add(id);
  for (const child of workflow.subworkflows) addWithCalled(child, seen, collecting);
  addLowered(workflow.document, workflow.withSources, collecting);
}

function addLowered(document: IrDocument, withSources: () => IrDocument, collecting: Collecting): void {
  const { requests, found, lowering, step } = collecting;
  const { definition, diagnostics } = lowerWorkflow(document, lowering);
  if (diagnostics.length > 0) {
    const sited = withSources();
    found.push(...diagnostics.map((item) => atSource(item, sited)));
  }
  if (definition === undefined) return;
  requests.add(definition as unknown as WorkflowCreateRequest);
  step?.(requests.count);
}

function addDefinitions(files: readonly FoundFile[], { requests, found, step }: Collecting): void {
  const texts = files
    .filter(({ kind }) => kind === "definition")
    .map(({ path }) => ({ path, text: readFileSync(path, "utf8") }));
  const findings = checkDefinitionFiles(texts).map(toDiagnostic);
  found.push(...findings);
  if (hasErrors(findings)) return;
  for (const file of texts) {
    for (const request of readRequests(file)) requests.add(request);
    step?.(requests.count);
  }
}

/** JSON as it stands, with exact integers; YAML and Maestro's YAML language as the JSON they mean. */
function readRequests(file: { readonly path: string; readonly text: string }): readonly WorkflowCreateRequest[] {
  if (/\.ya?ml$/i.test(file.path)) return requestsIn(file) as unknown as readonly WorkflowCreateRequest[];
  const value = parseJson(file.text.replace(/^\uFEFF/, ""));
  return (Array.isArray(value) ? value : [value]) as readonly WorkflowCreateRequest[];
}
