import { resolve } from "node:path";
import { TYPES_FOLDER, type TypesReport, watchTypes, writeTypesFolder } from "@stave/compiler/python";
import { EXIT, type ExitCode } from "../exit.js";
import type { Invocation } from "../main.js";
import { hasErrors, report } from "../terminal/report.js";

interface TypesOptions {
  readonly watch?: boolean;
  readonly json?: boolean;
}

/** `stave types`. */
export async function types(
  invocation: Invocation,
  folder: string | undefined,
  options: TypesOptions,
): Promise<ExitCode> {
  const project = resolve(folder ?? ".");
  if (!options.watch) return show(invocation, writeTypesFolder(project), options);
  let failed: Error | undefined;
  using _watch = watchTypes(
    project,
    (written) => void show(invocation, written, options),
    (error) => {
      failed = error;
    },
  );
  await new Promise<void>((done) => process.once("SIGINT", done).once("SIGTERM", done));
  if (failed) throw failed;
  return EXIT.ok;
}

function summary({ files, functions, refused }: TypesReport): string {
  if (files.length === 0) return "no Python files are imported, nor stand beside TypeScript";
  const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? "" : "s"}`;
  const left = refused === 0 ? "" : `, ${refused} cannot be`;
  return `${count(functions, "function")} of ${count(files.length, "file")} can be steps${left} → ${TYPES_FOLDER}`;
}

function show({ output }: Invocation, written: TypesReport, { json }: TypesOptions): ExitCode {
  if (json) output.out(JSON.stringify(written, null, 2));
  else {
    report(written.diagnostics, "pretty", output);
    output.err(summary(written));
  }
  return hasErrors(written.diagnostics) ? EXIT.workflow : EXIT.ok;
}
