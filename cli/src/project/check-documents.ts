import { readFileSync } from "node:fs";
import { writeWhole } from "@stave/compiler";
import type { Finding } from "@stave/compiler/maestro";
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

/** Checks IR documents and Maestro definitions; the definitions together, since they may call each other. */
export async function checkDocuments(files: readonly FoundFile[], fix: boolean): Promise<CheckedDocuments> {
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
  const checked = definitions.length === 0 ? { diagnostics: [], fixed: [] } : await checkDefinitions(definitions, fix);
  return {
    count: count + definitions.length,
    diagnostics: [...diagnostics, ...checked.diagnostics],
    fixed: checked.fixed,
  };
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
