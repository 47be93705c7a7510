import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { writeWhole } from "@stave/compiler";
import { importDefinitions, writeTypeScript } from "@stave/compiler/maestro";
import { createDiagnostic, type Diagnostic, type IrDocument } from "@stave/ir-schema";
import { EXIT, type ExitCode } from "../exit.js";
import type { Invocation } from "../main.js";
import { toDiagnostic } from "../project/check-documents.js";
import { findFiles } from "../project/find-files.js";
import { createProgress } from "../terminal/progress.js";
import { hasErrors, type ReportFormat, report } from "../terminal/report.js";

interface ImportOptions {
  readonly out: string;
  readonly as: "ts" | "ir";
  readonly force?: boolean;
  readonly format: ReportFormat;
}

/** `stave import`: a bad definition is reported and the others go on. */
export async function importCommand(
  { output }: Invocation,
  paths: readonly string[],
  options: ImportOptions,
): Promise<ExitCode> {
  const { files: all, diagnostics, passed } = await findFiles(paths);
  const files = all.filter(({ kind }) => kind === "definition").map(({ path }) => path);
  const progress = createProgress(output, "importing", files.length);
  const found: Diagnostic[] = [...diagnostics];
  const written = new Map<string, string>();
  let done = 0;
  let failed = diagnostics.length;
  for (const file of files) {
    const problems = await importOne(file, written, options);
    found.push(...problems);
    if (hasErrors(problems)) failed += 1;
    progress.step(++done, file);
  }
  progress.end();
  report(found, options.format, output);
  const from = `${written.size} from ${files.length} file${files.length === 1 ? "" : "s"} imported into ${options.out}`;
  const others = passed > 0 ? `, ${passed} without a definition` : "";
  output.err(`${from}${failed > 0 ? `, ${failed} not` : ""}${others}`);
  return failed > 0 ? EXIT.workflow : EXIT.ok;
}

/** A file with errors is left out whole. */
async function importOne(
  path: string,
  written: Map<string, string>,
  options: ImportOptions,
): Promise<readonly Diagnostic[]> {
  const { documents, findings } = importDefinitions({ path, text: readFileSync(path, "utf8") });
  const diagnostics = findings.map(toDiagnostic);
  if (hasErrors(diagnostics)) return diagnostics;
  const problems: Diagnostic[] = [];
  for (const document of documents) problems.push(...(await writeOne(path, document, written, options)));
  return [...diagnostics, ...problems];
}

async function writeOne(
  path: string,
  document: IrDocument,
  written: Map<string, string>,
  { out, as, force }: ImportOptions,
): Promise<readonly Diagnostic[]> {
  const target = join(out, `${document.workflow.id}.${as === "ts" ? "ts" : "ir.json"}`);
  // Some file systems take names that differ in case for one.
  if (written.has(target.toLowerCase()) || (existsSync(target) && !force))
    return [createDiagnostic("file-exists", { file: target }, { span: { file: path, line: 1, column: 1 } })];
  writeWhole(target, as === "ts" ? await writeTypeScript(document) : `${JSON.stringify(document, null, 2)}\n`);
  written.set(target.toLowerCase(), path);
  return [];
}
