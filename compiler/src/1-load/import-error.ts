import { existsSync, readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { createDiagnostic, type Diagnostic, type SourceSpan } from "@stave/ir-schema";

/** What a person should see when the user's module cannot be imported. */
export function describeImportError(error: unknown, entry: string): readonly Diagnostic[] {
  const coded = diagnosticsOf(error);
  if (coded !== undefined) return coded.map((item) => withPlace(item, error, entry));
  const { code, message = String(error), name = "Error" } = error as { code?: string; message?: string; name?: string };
  if (code === "ERR_MODULE_NOT_FOUND") return [describeMissing(message, entry)];
  const missingExport =
    /requested module '(.+?)' (?:does not provide an export named|is a CommonJS module.*?) '?([^']+)'?$/m.exec(message);
  if (name === "SyntaxError" && missingExport) {
    const [, module = "", exported = ""] = missingExport;
    return [
      createDiagnostic(
        "missing-export",
        { module, name: exported },
        { span: importPlace(importerOf(error) ?? entry, module, exported) },
      ),
    ];
  }
  const isThrownByCode = syntaxPlace(error) === undefined && firstFrame(error) !== undefined;
  if (name === "SyntaxError" && !isThrownByCode)
    return [createDiagnostic("syntax-error", { problem: message }, { span: syntaxPlace(error) ?? at(entry) })];
  return [
    createDiagnostic("module-threw", { problem: `${name}: ${message}` }, { span: firstFrame(error) ?? at(entry) }),
  ];
}

/**
 * The diagnostics an error carries, also when another copy of the package threw it.
 *
 * @example
 * try {
 *   await import("./rain.ts" as string);
 * } catch (error) {
 *   console.error(diagnosticsOf(error) ?? error);
 * }
 */
export function diagnosticsOf(error: unknown): readonly Diagnostic[] | undefined {
  const { name, diagnostics } = (error ?? {}) as { name?: unknown; diagnostics?: unknown };
  return name === "StaveError" && Array.isArray(diagnostics) ? (diagnostics as Diagnostic[]) : undefined;
}

function withPlace(diagnostic: Diagnostic, error: unknown, entry: string): Diagnostic {
  if (diagnostic.at.span !== undefined || diagnostic.at.call !== undefined) return diagnostic;
  return { ...diagnostic, at: { ...diagnostic.at, span: firstFrame(error) ?? at(entry) } };
}

function describeMissing(message: string, entry: string): Diagnostic {
  const [, wanted = "", importer] =
    /Cannot find (?:module|package) '(.+?)'(?: imported from (.+))?/.exec(message) ?? [];
  const from = importer?.startsWith("file:") ? fileURLToPath(importer) : (importer ?? entry);
  const shown = wanted.startsWith("/") ? `./${relative(dirname(from), wanted)}`.replace("./../", "../") : wanted;
  return createDiagnostic(
    "module-not-found",
    { module: shown },
    { span: importPlace(existsSync(from) ? from : entry, shown) },
  );
}

/** Node prints `file:line` of the importing statement above its text. */
function importerOf(error: unknown): string | undefined {
  const [, file] = /^(file:.+?):\d+$/m.exec((error as Error).stack ?? "") ?? [];
  return file === undefined ? undefined : fileURLToPath(file);
}

/** The imported name, or the specifier, in the text of the file that imports it. */
function importPlace(file: string, specifier: string, name?: string): SourceSpan {
  const text = readFileSync(file, "utf8");
  const quoted = [`"${specifier}"`, `'${specifier}'`].map((item) => text.indexOf(item)).find((found) => found >= 0);
  if (quoted === undefined) return at(file);
  const statement = text.lastIndexOf("import", quoted);
  const named =
    name === undefined ? -1 : text.slice(statement, quoted).search(new RegExp(`(?<![\\w$])${name}(?![\\w$])`));
  const start = named < 0 ? quoted : statement + named;
  const before = text.slice(0, start).split("\n");
  const column = (before.at(-1)?.length ?? 0) + 1;
  const length = named < 0 ? specifier.length + 2 : (name as string).length;
  return { file: resolve(file), line: before.length, column, endLine: before.length, endColumn: column + length };
}

function at(file: string): SourceSpan {
  return { file: resolve(file), line: 1, column: 1 };
}

/** Node prints `file:line` above the source line of a syntax error. */
function syntaxPlace(error: unknown): SourceSpan | undefined {
  const [, file, line] = /^(file:.+|\/.+?):(\d+)$/m.exec((error as Error).stack ?? "") ?? [];
  return file === undefined
    ? undefined
    : { file: file.startsWith("file:") ? fileURLToPath(file) : file, line: Number(line), column: 1 };
}

/**
 * The first place in an error's stack that is the user's code.
 *
 * @example
 * const span = firstFrame(error); // { file: "/home/ada/rain.ts", line: 12, column: 5 }
 */
export function firstFrame(error: unknown): SourceSpan | undefined {
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  for (const [, place = "", line, column] of stack.matchAll(
    /\(?((?:file:\/\/|\/|[A-Za-z]:\\)[^()\n]*?):(\d+):(\d+)\)?$/gm,
  )) {
    const file = place.startsWith("file:") ? fileURLToPath(place) : place;
    if (isUserFile(file)) return { file, line: Number(line), column: Number(column) };
  }
  return undefined;
}

/** True for a file that is neither Node's nor Stave's nor a dependency. */
export function isUserFile(file: string): boolean {
  return (
    existsSync(file) &&
    !/[\\/]node_modules[\\/]/.test(file) &&
    !/[\\/](?:ir-schema|sdk|compiler|cli)[\\/](?:src|dist)[\\/]/.test(file)
  );
}
