import { basename } from "node:path";
import { createSourceReader } from "@stave/compiler";
import type { Diagnostic } from "@stave/ir-schema";
import { EXIT, type ExitCode, exitFor } from "../exit.js";
import type { Invocation } from "../main.js";
import { type EmitOptions, emitDocuments } from "../project/emit-documents.js";
import { findFiles } from "../project/find-files.js";
import { type DocumentWriter, documentWriter } from "../project/write-documents.js";
import { createProgress } from "../terminal/progress.js";
import { countText, hasErrors, type ReportFormat, report } from "../terminal/report.js";

interface CompileCommandOptions extends EmitOptions {
  readonly out?: string;
  readonly report: ReportFormat;
}

/** `stave compile`. */
export async function compileCommand(
  { output }: Invocation,
  given: readonly string[],
  options: CompileCommandOptions,
): Promise<ExitCode> {
  const readSource = createSourceReader();
  const { files, diagnostics } = await findFiles(given);
  const found: Diagnostic[] = [...diagnostics];
  const [first = { path: "workflows" }, second] = files;
  const name = second === undefined ? basename(first.path).replace(/(?:\.ir)?\.[a-z]+$/i, "") : "workflows";
  const write = documentWriter(options, name, output.out);
  const progress = createProgress(output, "compiling");
  for await (const { documents, diagnostics: problems } of emitDocuments(files, options, readSource)) {
    found.push(...problems);
    if (hasErrors(problems)) continue;
    for (const { id, text } of documents) write.add(id, text);
    progress.step(write.count);
  }
  progress.end();
  report(found, options.report, output, readSource);
  return finish(found, write, options.out, output);
}

function finish(
  found: readonly Diagnostic[],
  write: DocumentWriter,
  out: string | undefined,
  output: Invocation["output"],
): ExitCode {
  const isComplete = !hasErrors(found);
  write.end(isComplete);
  if (isComplete) {
    if (out !== undefined) output.err(`${write.count} workflow${write.count === 1 ? "" : "s"} → ${out}`);
    return EXIT.ok;
  }
  const isPartly = write.isEach && write.count > 0;
  const what = isPartly ? `${write.count} without errors were written` : "nothing was written";
  output.err(`${countText(found, output)}; ${what}`);
  return exitFor(found);
}
