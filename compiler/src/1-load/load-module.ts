import { existsSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { createDiagnostic, type Diagnostic } from "@stave/ir-schema";
import { SOURCE_FINDINGS } from "./hooks.js";
import { describeImportError } from "./import-error.js";
import { registerLoader } from "./register-hooks.js";

/** A module's default export, or why there is none. */
export type LoadedModule =
  | { readonly value: unknown; readonly diagnostics: readonly Diagnostic[] }
  | { readonly value?: undefined; readonly diagnostics: readonly Diagnostic[] };

/** Runs the user's module and gives its default export. */
export async function loadModule(entry: string): Promise<LoadedModule> {
  const file = resolve(entry);
  if (!existsSync(file)) return { diagnostics: [createDiagnostic("file-not-found", { file: entry })] };
  if (statSync(file).isDirectory()) return { diagnostics: [createDiagnostic("file-is-folder", { file: entry })] };
  await registerLoader();
  const found: Diagnostic[] = [];
  (globalThis as Record<symbol, unknown>)[Symbol.for(SOURCE_FINDINGS)] = found;
  try {
    const module = (await withoutExit(() => import(pathToFileURL(file).href))) as { default?: unknown };
    if (module.default === undefined) {
      return {
        diagnostics: [createDiagnostic("no-default-export", { file: entry }, { span: { file, line: 1, column: 1 } })],
      };
    }
    return { value: module.default, diagnostics: found };
  } catch (error) {
    return { diagnostics: describeImportError(error, file) };
  }
}

/** A module that ends the process would end the command without a word. */
async function withoutExit<T>(load: () => Promise<T>): Promise<T> {
  const { exit } = process;
  process.exit = ((code?: number) => {
    throw new Error(`it called process.exit(${code ?? ""})`);
  }) as typeof process.exit;
  try {
    return await load();
  } finally {
    process.exit = exit;
  }
}
