import { readFileSync } from "node:fs";
import { writeWhole } from "@stave/compiler";
import type { DefinitionFile, Finding } from "@stave/compiler/maestro";
import type { Diagnostic } from "@stave/ir-schema";
import type { FoundFile } from "./find-files.js";
import { loadWorkflows } from "./load-workflows.js";

/** What came of checking documents. */
export interface CheckedDocuments {
  readonly count: number;
  readonly diagnostics: readonly Diagnostic[];
  /** Files that fixes were written to. */
  readonly fixed: readonly string[];
}

/** How documents are checked. */
export interface CheckDocumentsOptions {
  readonly fix: boolean;
  /** Told how many are done. */
  readonly step: (done: number) => void;
}

/** Checks IR documents and Maestro definitions; the definitions together, since they may call each other. */
export async function checkDocuments(
  files: readonly FoundFile[],
  { fix, step }: CheckDocumentsOptions,
): Promise<CheckedDocuments> {
  const diagnostics: Diagnostic[] = [];
  let count = 0;
  for (const { path } of files.filter(({ kind }) => kind === "ir")) {
    const loaded = await loadWorkflows(path);
    diagnostics.push(...loaded.diagnostics.map((item) => inFile(item, path)));
    count += loaded.bundles.length;
  }
  const definitions = files
    .filter(({ kind }) => kind === "definition")
    .map(({ path }) => ({ path, text: readFileSync(path, "utf8") }));
  const checked =
    definitions.length === 0
      ? { diagnostics: [], count: 0, fixed: [] }
      : await checkAndFix(definitions, { fix, step: (done) => step(count + done) });
  return {
    count: count + checked.count,
    diagnostics: [...diagnostics, ...checked.diagnostics],
    fixed: checked.fixed,
  };
}

function inFile(item: Diagnostic, file: string): Diagnostic {
  return item.at.span === undefined ? { ...item, at: { ...item.at, span: { file, line: 1, column: 1 } } } : item;
}

async function checkAndFix(
  files: readonly DefinitionFile[],
  { fix, step }: CheckDocumentsOptions,
): Promise<CheckedDocuments> {
  const { applyFixes, checkDefinitions } = await import("@stave/compiler/maestro");
  const { findings, count } = checkDefinitions(files, step);
  const mendable = new Map<string, Finding[]>();
  for (const finding of fix ? findings : [])
    if (finding.fix !== undefined) mendable.set(finding.file, [...(mendable.get(finding.file) ?? []), finding]);
  if (mendable.size === 0) return { diagnostics: findings.map(toDiagnostic), count, fixed: [] };
  const mended = files.map(({ path, text }) => ({ path, text: applyFixes(text, mendable.get(path) ?? []) }));
  for (const { path, text } of mended) if (mendable.has(path)) writeWhole(path, text);
  const again = checkDefinitions(mended);
  return { diagnostics: again.findings.map(toDiagnostic), count: again.count, fixed: [...mendable.keys()] };
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
