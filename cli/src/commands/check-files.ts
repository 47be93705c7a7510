import { allDiagnostics, compileEach, createSourceReader, type ReadSource } from "@stave/compiler";
import type { Diagnostic } from "@stave/ir-schema";
import { EXIT, type ExitCode, exitFor } from "../exit.js";
import type { Invocation } from "../main.js";
import { checkDocuments } from "../project/check-documents.js";
import { findFiles } from "../project/find-files.js";
import type { TypeCheck } from "../project/type-check.js";
import { paint } from "../terminal/output.js";
import { createProgress } from "../terminal/progress.js";
import { countText, hasErrors, type ReportFormat, report } from "../terminal/report.js";

/** What `stave check` was asked for. */
export interface CheckOptions {
  readonly format: ReportFormat;
  readonly json?: boolean;
  readonly tsc?: boolean;
  readonly fix?: boolean;
  readonly maxWarnings?: number;
}

/** Checks the files while the type check, where one was asked for, runs beside. */
export async function checkFiles(
  { output }: Invocation,
  given: readonly string[],
  options: CheckOptions,
  typeCheck: TypeCheck | undefined,
): Promise<ExitCode> {
  const format = options.json ? "json" : options.format;
  const readSource = createSourceReader();
  const progress = createProgress(output, "checking");
  const { files, diagnostics, passed } = await findFiles(given);
  const found: Diagnostic[] = [...diagnostics];
  let count = 0;
  for (const { path } of files.filter(({ kind }) => kind === "module")) {
    count += await checkModule(path, found, readSource, (done) => progress.step(count + done));
  }
  const documents = files.filter(({ kind }) => kind !== "module");
  if (documents.length > 0) {
    const checked = await checkDocuments(documents, {
      fix: options.fix === true,
      step: (done) => progress.step(count + done),
    });
    found.push(...checked.diagnostics);
    count += checked.count;
    for (const file of checked.fixed) output.err(`fixed ${file}`);
  }
  progress.end();
  report(found, format, output, readSource);
  const types = await typeCheck?.result;
  if (types !== undefined && types.text !== "") output.err(types.text);
  const counted = countText(found, output);
  const others = passed === 0 ? "" : ` (${passed} other file${passed === 1 ? "" : "s"} passed over)`;
  const what = `${count} workflow${count === 1 ? "" : "s"}${others}`;
  if (format === "pretty")
    output.err(counted === undefined ? `${paint(output, "green", "✓")} ${what}, nothing wrong` : `${what}: ${counted}`);
  const warnings = found.filter((item) => item.severity === "warning").length;
  const failed =
    hasErrors(found) || warnings > (options.maxWarnings ?? Number.POSITIVE_INFINITY) || types?.ok === false;
  return failed ? exitFor(found) : EXIT.ok;
}

async function checkModule(
  file: string,
  found: Diagnostic[],
  readSource: ReadSource,
  step: (done: number) => void,
): Promise<number> {
  let count = 0;
  for await (const item of compileEach(file, { readSource })) {
    if ("workflow" in item) step(++count);
    found.push(...("workflow" in item ? allDiagnostics(item.workflow) : [item.diagnostic]));
  }
  return count;
}
