import { existsSync, readFileSync, statSync } from "node:fs";
import { type CompiledWorkflow, type CompileOptions, compile } from "@stave/compiler";
import { createDiagnostic, type Diagnostic, type IrDocument } from "@stave/ir-schema";

/** A workflow with those it calls. */
export interface WorkflowBundle {
  readonly root: IrDocument;
  readonly others: readonly IrDocument[];
}

/** The workflows of a file, or why they cannot be used. */
export interface LoadedWorkflows {
  readonly bundles: readonly WorkflowBundle[];
  readonly diagnostics: readonly Diagnostic[];
}

/** True for a module of TypeScript or JavaScript. */
export function isModule(file: string): boolean {
  return /\.[cm]?[tj]s$/.test(file);
}

/** Compiles a module, or reads an IR document. */
export async function loadWorkflows(file: string, options: CompileOptions = {}): Promise<LoadedWorkflows> {
  if (isModule(file)) {
    const { workflows, diagnostics } = await compile(file, options);
    return { bundles: workflows.map(bundleOf), diagnostics };
  }
  return file.endsWith(".json") ? readDocument(file) : refused(file);
}

function refused(file: string): LoadedWorkflows {
  const expected = "a TypeScript module or an IR document";
  const stat = statSync(file, { throwIfNoEntry: false });
  const problem =
    stat === undefined
      ? createDiagnostic("file-not-found", { file })
      : stat.isDirectory()
        ? createDiagnostic("file-is-folder", { file })
        : createDiagnostic("not-a-workflow-file", { file, expected });
  return { bundles: [], diagnostics: [problem] };
}

/** A compiled workflow with all it calls, each once. */
export function bundleOf(compiled: CompiledWorkflow): WorkflowBundle {
  const others = new Map<string, IrDocument>();
  const visit = (workflow: CompiledWorkflow): void => {
    for (const child of workflow.subworkflows) {
      others.set(child.document.workflow.id, child.document);
      visit(child);
    }
  };
  visit(compiled);
  return { root: compiled.document, others: [...others.values()] };
}

async function readDocument(file: string): Promise<LoadedWorkflows> {
  const [{ readIr }, { checkDocument }] = await Promise.all([
    import("@stave/ir-schema/read"),
    import("@stave/compiler"),
  ]);
  if (!existsSync(file)) return refused(file);
  const text = readFileSync(file, "utf8");
  if (!/"ir"\s*:/.test(text) && /"workflow"\s*:/i.test(text)) return refused(file);
  const { document, diagnostics } = readIr(text);
  if (document === undefined) return { bundles: [], diagnostics };
  return { bundles: [{ root: document, others: [] }], diagnostics: checkDocument(document) };
}
