import { readFileSync } from "node:fs";
import {
  allDiagnostics,
  type CompiledWorkflow,
  compileEach,
  createSourceReader,
  type ReadSource,
} from "@stave/compiler";
import { lowerWorkflow } from "@stave/compiler/maestro";
import { createDiagnostic, type Diagnostic, StaveError } from "@stave/ir-schema";
import { type BulkPushResult, bulkPush, type WorkflowCreateRequest } from "@stave/runtime-client";
import { EXIT, type ExitCode } from "../exit.js";
import type { Invocation } from "../main.js";
import { isModule } from "../project/load-workflows.js";
import { type ServerOptions, withServer } from "../project/server.js";
import { paint } from "../terminal/output.js";
import { createProgress } from "../terminal/progress.js";
import { countText, hasErrors, report } from "../terminal/report.js";

interface PushOptions extends ServerOptions {
  readonly json?: boolean;
}

/** `stave push`: nothing is sent while any workflow has errors. */
export async function push({ output }: Invocation, files: readonly string[], options: PushOptions): Promise<ExitCode> {
  const readSource = createSourceReader();
  const found: Diagnostic[] = [];
  const definitions: WorkflowCreateRequest[] = [];
  for (const file of files) await addDefinitions(file, definitions, found, readSource);
  report(found, "pretty", output, readSource);
  if (hasErrors(found)) {
    output.err(`${countText(found, output)}; nothing was pushed`);
    return EXIT.workflow;
  }
  return await withServer(options, async (client) => {
    const progress = createProgress(output, "pushing", definitions.length);
    const results: BulkPushResult[] = [];
    for await (const result of bulkPush(client, definitions)) {
      results.push(result);
      progress.step(results.length);
    }
    progress.end();
    if (options.json) output.out(JSON.stringify(results, null, 2));
    else for (const result of results) output.err(resultLine(result, (style, text) => paint(output, style, text)));
    return results.every((result) => result.outcome !== "failed") ? EXIT.ok : EXIT.outside;
  });
}

function resultLine(result: BulkPushResult, color: (style: "green" | "red", text: string) => string): string {
  if (result.outcome === "failed") return `${color("red", "✗")} ${result.id}: ${result.error.message}`;
  const version = "version" in result ? `, version ${String(result.version)}` : "";
  return `${color("green", "✓")} ${result.id} ${result.outcome}${version}`;
}

async function addDefinitions(
  file: string,
  definitions: WorkflowCreateRequest[],
  found: Diagnostic[],
  readSource: ReadSource,
): Promise<void> {
  if (!isModule(file)) {
    definitions.push(readDefinition(file));
    return;
  }
  const seen = new Set<string>();
  for await (const item of compileEach(file, { readSource })) {
    const diagnostics = "workflow" in item ? allDiagnostics(item.workflow) : [item.diagnostic];
    found.push(...diagnostics);
    if ("workflow" in item && !hasErrors(diagnostics)) addLowered(item.workflow, seen, definitions, found);
  }
}

/** Workflows that are called go before those that call them. */
function addLowered(
  workflow: CompiledWorkflow,
  seen: Set<string>,
  definitions: WorkflowCreateRequest[],
  found: Diagnostic[],
): void {
  if (seen.has(workflow.document.workflow.id)) return;
  seen.add(workflow.document.workflow.id);
  for (const child of workflow.subworkflows) addLowered(child, seen, definitions, found);
  const { definition, diagnostics } = lowerWorkflow(workflow.document);
  found.push(...diagnostics);
  if (definition !== undefined) definitions.push(definition as unknown as WorkflowCreateRequest);
}

function readDefinition(file: string): WorkflowCreateRequest {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as WorkflowCreateRequest;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new StaveError([createDiagnostic("bad-json-file", { file, problem: error.message })]);
  }
}
