import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { allDiagnostics, compileEach, createSourceReader, projectRootOf, type ReadSource } from "@stave/compiler";
import { createDiagnostic, type Diagnostic } from "@stave/ir-schema";
import { EXIT, type ExitCode, exitFor } from "../exit.js";
import type { Invocation } from "../main.js";
import { checkDocuments } from "../project/check-documents.js";
import { isModule } from "../project/load-workflows.js";
import { paint } from "../terminal/output.js";
import { createProgress } from "../terminal/progress.js";
import { countText, hasErrors, type ReportFormat, report } from "../terminal/report.js";

interface CheckOptions {
  readonly format: ReportFormat;
  readonly json?: boolean;
  readonly tsc?: boolean;
  readonly fix?: boolean;
  readonly maxWarnings?: number;
}

/** `stave check`. */
export async function check(
  { output }: Invocation,
  files: readonly string[],
  options: CheckOptions,
): Promise<ExitCode> {
  const format = options.json ? "json" : options.format;
  const typeCheck = options.tsc ? checkTypes(projectRootOf(resolve(files[0] as string))) : undefined;
  const readSource = createSourceReader();
  const found: Diagnostic[] = [];
  const progress = createProgress(output, "checking");
  let count = 0;
  for (const file of files.filter(isModule)) {
    count += await checkModule(file, found, readSource, (done) => progress.step(count + done));
  }
  const documents = files.filter((file) => !isModule(file));
  if (documents.length > 0) {
    const checked = await checkDocuments(documents, options.fix === true);
    found.push(...checked.diagnostics);
    count += checked.count;
    for (const file of checked.fixed) output.err(`fixed ${file}`);
  }
  progress.end();
  report(found, format, output, readSource);
  const types = await typeCheck;
  if (types !== undefined && types.text !== "") output.err(types.text);
  const counted = countText(found, output);
  const what = `${count} workflow${count === 1 ? "" : "s"}`;
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

/** Types of Python files first, where the project has them, so that tsc does not judge by old signatures. */
async function checkTypes(root: string): Promise<{ readonly ok: boolean; readonly text: string }> {
  const config = join(root, "tsconfig.json");
  const isWanted = existsSync(config) && readFileSync(config, "utf8").includes(".stave/types");
  if (isWanted || existsSync(join(root, ".stave/types")))
    (await import("@stave/compiler/python")).writeTypesFolder(root);
  return await runTsc(root);
}

/** Runs the project's own TypeScript compiler, so that its version and settings are the editor's. */
function runTsc(root: string): Promise<{ readonly ok: boolean; readonly text: string }> {
  const bin = [
    join(root, "node_modules/typescript/bin/tsc"),
    join(process.cwd(), "node_modules/typescript/bin/tsc"),
  ].find((file) => existsSync(file));
  if (bin === undefined) {
    const { message, hint } = createDiagnostic("no-typescript", { folder: root });
    return Promise.resolve({ ok: false, text: `${message} ${hint}` });
  }
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [bin, "--noEmit", "--pretty", String(process.stderr.isTTY === true), "-p", root],
      { stdio: ["ignore", "pipe", "pipe"] },
    );
    let text = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (part: string) => (text += part));
    child.on("error", reject).on("close", (code) => resolve({ ok: code === 0, text: text.trimEnd() }));
  });
}
