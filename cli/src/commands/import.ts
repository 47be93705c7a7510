import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { writeWhole } from "@stave/compiler";
import { importDefinition, writeTypeScript } from "@stave/compiler/maestro";
import { createDiagnostic, type Diagnostic } from "@stave/ir-schema";
import { EXIT, type ExitCode } from "../exit.js";
import type { Invocation } from "../main.js";
import { documentsIn, toDiagnostic } from "../project/check-documents.js";
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
  const files = paths.flatMap(documentsIn);
  const progress = createProgress(output, "importing", files.length);
  const found: Diagnostic[] = [];
  const written = new Map<string, string>();
  let done = 0;
  for (const file of files) {
    const diagnostics = await importOne(file, written, options);
    found.push(...diagnostics);
    progress.step(++done, file);
  }
  progress.end();
  report(found, options.format, output);
  const failed = files.length - written.size;
  output.err(`${written.size} of ${files.length} imported into ${options.out}${failed > 0 ? `, ${failed} not` : ""}`);
  return failed > 0 ? EXIT.workflow : EXIT.ok;
}

async function importOne(
  path: string,
  written: Map<string, string>,
  { out, as, force }: ImportOptions,
): Promise<readonly Diagnostic[]> {
  if (!existsSync(path)) return [createDiagnostic("file-not-found", { file: path })];
  const { document, findings } = importDefinition({ path, text: readFileSync(path, "utf8") });
  const diagnostics = findings.map(toDiagnostic);
  if (document === undefined || hasErrors(diagnostics)) return diagnostics;
  const target = join(out, `${document.workflow.id}.${as === "ts" ? "ts" : "ir.json"}`);
  if (written.has(target) || (existsSync(target) && !force)) {
    return [
      ...diagnostics,
      createDiagnostic("file-exists", { file: target }, { span: { file: path, line: 1, column: 1 } }),
    ];
  }
  writeWhole(target, as === "ts" ? await writeTypeScript(document) : `${JSON.stringify(document, null, 2)}\n`);
  written.set(target, path);
  return diagnostics;
}
