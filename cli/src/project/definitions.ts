import { readFileSync } from "node:fs";
import { allDiagnostics, type CompiledWorkflow, compileEach, type ReadSource } from "@stave/compiler";
import { checkDefinitionFiles, lowerWorkflow } from "@stave/compiler/maestro";
import { createDiagnostic, type Diagnostic, StaveError } from "@stave/ir-schema";
import type { WorkflowCreateRequest } from "@stave/runtime-client";
import { hasErrors } from "../terminal/report.js";
import { documentsIn, toDiagnostic } from "./check-documents.js";
import { isModule } from "./load-workflows.js";

/** Definitions for Maestro, and what is wrong with them. */
export interface Definitions {
  readonly requests: readonly WorkflowCreateRequest[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Compiles modules and reads JSON definitions; a folder stands for the definitions below it. */
export async function collectDefinitions(paths: readonly string[], readSource: ReadSource): Promise<Definitions> {
  const requests: WorkflowCreateRequest[] = [];
  const diagnostics: Diagnostic[] = [];
  const documents: { path: string; text: string }[] = [];
  for (const path of paths.flatMap((given) => (isModule(given) ? [given] : documentsIn(given)))) {
    if (isModule(path)) await addModule(path, requests, diagnostics, readSource);
    else documents.push({ path, text: readFileSync(path, "utf8") });
  }
  for (const { path, text } of documents) requests.push(parseDefinition(path, text));
  diagnostics.push(...checkDefinitionFiles(documents).map(toDiagnostic));
  return { requests, diagnostics };
}

async function addModule(
  file: string,
  requests: WorkflowCreateRequest[],
  found: Diagnostic[],
  readSource: ReadSource,
): Promise<void> {
  const seen = new Set<string>();
  for await (const item of compileEach(file, { readSource })) {
    const diagnostics = "workflow" in item ? allDiagnostics(item.workflow) : [item.diagnostic];
    found.push(...diagnostics);
    if ("workflow" in item && !hasErrors(diagnostics)) addLowered(item.workflow, seen, requests, found);
  }
}

/** Workflows that are called go before those that call them. */
function addLowered(
  workflow: CompiledWorkflow,
  seen: Set<string>,
  requests: WorkflowCreateRequest[],
  found: Diagnostic[],
): void {
  if (seen.has(workflow.document.workflow.id)) return;
  seen.add(workflow.document.workflow.id);
  for (const child of workflow.subworkflows) addLowered(child, seen, requests, found);
  const { definition, diagnostics } = lowerWorkflow(workflow.document);
  found.push(...diagnostics);
  if (definition !== undefined) requests.push(definition as unknown as WorkflowCreateRequest);
}

function parseDefinition(file: string, text: string): WorkflowCreateRequest {
  try {
    return JSON.parse(text) as WorkflowCreateRequest;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new StaveError([createDiagnostic("bad-json-file", { file, problem: error.message })]);
  }
}
