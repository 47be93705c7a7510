import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { writeWhole } from "@stave/compiler";
import type { Finding } from "@stave/compiler/maestro";
import { createDiagnostic, type Diagnostic } from "@stave/ir-schema";
import { loadWorkflows } from "./load-workflows.js";

/** What came of checking documents. */
export interface CheckedDocuments {
  readonly count: number;
  readonly diagnostics: readonly Diagnostic[];
  /** Files that fixes were written to. */
  readonly fixed: readonly string[];
}

const DOCUMENT = /\.(json|ya?ml)$/;

/** Checks IR documents and Maestro definitions; the definitions together, since they may call each other. */
export async function checkDocuments(paths: readonly string[], fix: boolean): Promise<CheckedDocuments> {
  const diagnostics: Diagnostic[] = [];
  const definitions: { path: string; text: string }[] = [];
  let count = 0;
  for (const file of paths)
    if (isFolder(file) && documentsIn(file).length === 0)
      diagnostics.push(createDiagnostic("file-is-folder", { file }));
  for (const path of paths.flatMap(documentsIn)) {
    if (!existsSync(path)) diagnostics.push(createDiagnostic("file-not-found", { file: path }));
    else if (!DOCUMENT.test(path)) diagnostics.push(createDiagnostic("unknown-file-kind", { file: path }));
    else {
      const text = readFileSync(path, "utf8");
      if (!isIr(path, text)) definitions.push({ path, text });
      else {
        const loaded = await loadWorkflows(path);
        diagnostics.push(...loaded.diagnostics.map((item) => inFile(item, path)));
        count += loaded.bundles.length;
      }
    }
  }
  const checked = definitions.length === 0 ? { diagnostics: [], fixed: [] } : await checkDefinitions(definitions, fix);
  return {
    count: count + definitions.length,
    diagnostics: [...diagnostics, ...checked.diagnostics],
    fixed: checked.fixed,
  };
}

/** A folder stands for the documents below it. */
export function documentsIn(path: string): readonly string[] {
  if (!isFolder(path)) return [path];
  return readdirSync(path, { recursive: true, encoding: "utf8" })
    .filter((name) => DOCUMENT.test(name) && !/(^|[\\/])(node_modules|\.git|\.stave)[\\/]/.test(name))
    .sort()
    .map((name) => join(path, name))
    .filter((file) => NAMES_WORKFLOW.test(readFileSync(file, "utf8")));
}

/** Other JSON and YAML in a folder, such as `package.json`, is no mistake. */
const NAMES_WORKFLOW = /["']?\bworkflow["']?\s*:/i;

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function isIr(path: string, text: string): boolean {
  return path.endsWith(".json") && /^\s*\{\s*"(?:ir|sources|workflow)"/.test(text) && /"ir"\s*:\s*"\d/.test(text);
}

function inFile(item: Diagnostic, file: string): Diagnostic {
  return item.at.span === undefined ? { ...item, at: { ...item.at, span: { file, line: 1, column: 1 } } } : item;
}

async function checkDefinitions(
  files: readonly { readonly path: string; readonly text: string }[],
  fix: boolean,
): Promise<{ readonly diagnostics: readonly Diagnostic[]; readonly fixed: readonly string[] }> {
  const { applyFixes, checkDefinitionFiles } = await import("@stave/compiler/maestro");
  const findings = checkDefinitionFiles(files);
  if (!fix) return { diagnostics: findings.map(toDiagnostic), fixed: [] };
  const fixed = files.filter(({ path }) =>
    findings.some((finding) => finding.file === path && finding.fix !== undefined),
  );
  for (const { path, text } of fixed)
    writeWhole(
      path,
      applyFixes(
        text,
        findings.filter((finding) => finding.file === path),
      ),
    );
  const again = files.map(({ path }) => ({ path, text: readFileSync(path, "utf8") }));
  return { diagnostics: checkDefinitionFiles(again).map(toDiagnostic), fixed: fixed.map(({ path }) => path) };
}

/** A finding of the Maestro checker as a diagnostic. */
export function toDiagnostic({
  code,
  severity,
  message,
  hint,
  file,
  pointer,
  line,
  column,
  endLine,
  endColumn,
  fix,
}: Finding): Diagnostic {
  return {
    code,
    name: code,
    severity,
    message,
    ...(hint !== undefined && { hint }),
    at: { pointer, span: { file, line, column, endLine, endColumn } },
    ...(fix && { fix: { description: fix.description, edits: fix.edits.map((edit) => ({ file, ...edit })) } }),
  };
}
