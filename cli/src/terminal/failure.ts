import type { Diagnostic } from "@stave/ir-schema";
import { EXIT, type ExitCode, exitFor } from "../exit.js";
import type { Output } from "./output.js";

/** Prints why a command failed, in one coded message, and gives its exit code. */
export async function reportFailure(
  error: unknown,
  { output, debug }: { readonly output: Output; readonly debug: boolean },
): Promise<ExitCode> {
  if (debug) output.err(error instanceof Error ? (error.stack ?? error.message) : String(error));
  const { name, diagnostics } = error as { name?: string; diagnostics?: readonly Diagnostic[] };
  if (name === "StaveError" && diagnostics !== undefined) {
    const { report } = await import("./report.js");
    report(diagnostics, "pretty", output);
    return exitFor(diagnostics);
  }
  const { createDiagnostic } = await import("@stave/ir-schema");
  const { report } = await import("./report.js");
  report([describe(error, createDiagnostic)], "pretty", output);
  return EXIT.outside;
}

function describe(error: unknown, create: typeof import("@stave/ir-schema").createDiagnostic): Diagnostic {
  const { code, path, syscall, message = String(error), name } = error as NodeJS.ErrnoException;
  if (name === "RuntimeClientError" && code !== undefined) {
    const { hint } = error as { readonly hint?: string };
    const found = create(`client-${code}` as "client-timeout", { problem: message });
    return hint === undefined ? found : { ...found, hint };
  }
  if (syscall !== undefined && code !== undefined)
    return create("file-system", { action: syscall, path: path ?? "", problem: fileProblems[code] ?? message });
  return create("defect", { problem: message });
}

const fileProblems: Readonly<Record<string, string>> = {
  ENOENT: "it does not exist",
  EACCES: "permission is denied",
  EPERM: "permission is denied",
  ENOSPC: "the disk is full",
  EROFS: "the file system is read-only",
  EISDIR: "it is a folder",
  ENOTDIR: "a part of the path is not a folder",
  EEXIST: "it exists already",
};
