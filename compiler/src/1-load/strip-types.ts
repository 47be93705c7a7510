import { createRequire } from "node:module";
import { createDiagnostic, type Diagnostic } from "@stave/ir-schema/diagnostics";

interface StripError {
  readonly code: string;
  readonly message: string;
  readonly startLine?: number;
  readonly startColumn?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

type TransformSync = (text: string, options: object) => { readonly code: string };

let transform: TransformSync | undefined;

/**
 * The JavaScript of a TypeScript text, types replaced by blanks so that every position stays where it was; or what
 * keeps it from being read.
 */
export function stripTypes(
  text: string,
  file: string,
): { readonly code: string } | { readonly code?: undefined; readonly diagnostic: Diagnostic } {
  transform ??= (createRequire(import.meta.url)("@swc/wasm-typescript") as { transformSync: TransformSync })
    .transformSync;
  try {
    return { code: transform(text, { mode: "strip-only", filename: file }).code };
  } catch (error) {
    return { diagnostic: describe(error as StripError, file) };
  }
}

function describe(error: StripError, file: string): Diagnostic {
  const span = {
    file,
    line: error.startLine ?? 1,
    column: (error.startColumn ?? 0) + 1,
    ...(error.endLine !== undefined && { endLine: error.endLine, endColumn: (error.endColumn ?? 0) + 1 }),
  };
  if (error.code !== "UnsupportedSyntax")
    return createDiagnostic("syntax-error", { problem: firstLine(error.message) }, { span });
  const construct = /TypeScript (.+?) (?:is|are) not supported/.exec(error.message)?.[1] ?? "this construct";
  return createDiagnostic("needs-transform", { construct }, { span });
}

function firstLine(message: string): string {
  return message.split("\n", 1)[0] ?? message;
}
