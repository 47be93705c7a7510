import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { createDiagnostic, type Diagnostic } from "@stave/ir-schema";
import { isModule } from "./load-workflows.js";

/** What a file holds: a module, an IR document, or definitions for Maestro. */
export type FileKind = "module" | "ir" | "definition";

/** A file that a command was given. */
export interface FoundFile {
  readonly path: string;
  readonly kind: FileKind;
}

/** The files that a command was given, each once. */
export interface FoundFiles {
  readonly files: readonly FoundFile[];
  readonly diagnostics: readonly Diagnostic[];
  /** How many files of folders and patterns define no workflow. */
  readonly passed: number;
}

const DOCUMENT = /\.(json|ya?ml)$/i;
const SOURCES = "**/*.{ts,mts,json,yaml,yml}";
const IGNORED = ["**/node_modules/**", "**/*.d.{ts,mts,cts}"];

/**
 * Finds files by their paths, by folders, which stand for the workflows and definitions below them, and by quoted
 * patterns such as `'flows/**'`.
 */
export async function findFiles(given: readonly string[]): Promise<FoundFiles> {
  const files = new Map<string, FoundFile>();
  const diagnostics: Diagnostic[] = [];
  let passed = 0;
  for (const one of given) {
    const named = nameKind(one);
    if (named !== undefined) {
      if ("kind" in named) files.set(named.path, named);
      else diagnostics.push(named.diagnostic);
      continue;
    }
    const isFolder = existsSync(one);
    const paths = isFolder ? await inFolder(one) : await byPattern(one);
    const found = paths.flatMap((path) => kindOf(path, isFolder) ?? []);
    if (found.length === 0) diagnostics.push(createDiagnostic("nothing-found", { what: one }));
    for (const file of found) files.set(file.path, file);
    passed += paths.length - found.length;
  }
  return { files: [...files.values()], diagnostics, passed };
}

type Named = FoundFile | { readonly diagnostic: Diagnostic };

/** The kind of a file that was named itself; undefined for a folder or a pattern. */
function nameKind(path: string): Named | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat?.isDirectory() === true) return undefined;
  if (stat === undefined) {
    if (/[*?[\]{}]/.test(path)) return undefined;
    return isModule(path)
      ? { path, kind: "module" }
      : { diagnostic: createDiagnostic("file-not-found", { file: path }) };
  }
  if (isModule(path)) return { path, kind: "module" };
  if (!DOCUMENT.test(path)) return { diagnostic: createDiagnostic("unknown-file-kind", { file: path }) };
  return { path, kind: isIr(path, readFileSync(path, "utf8")) ? "ir" : "definition" };
}

async function inFolder(folder: string): Promise<readonly string[]> {
  const { glob } = await import("tinyglobby");
  const names = await glob(SOURCES, { cwd: folder, ignore: IGNORED, caseSensitiveMatch: false });
  return names.sort().map((name) => join(folder, name));
}

async function byPattern(pattern: string): Promise<readonly string[]> {
  const { glob } = await import("tinyglobby");
  const slashed = process.platform === "win32" ? pattern.replaceAll("\\", "/") : pattern;
  const names = await glob(slashed, { ignore: IGNORED });
  return names.filter((name) => isModule(name) || DOCUMENT.test(name)).sort();
}

/** Other files beside workflows, such as `package.json` and shared modules, are no mistake. */
function kindOf(path: string, isInFolder: boolean): FoundFile | undefined {
  const text = readFileSync(path, "utf8");
  if (!isModule(path)) {
    if (isInFolder && IS_PLAN.test(text)) return undefined;
    return NAMES_WORKFLOW.test(text) ? { path, kind: isIr(path, text) ? "ir" : "definition" } : undefined;
  }
  const isMeant = EXPORTS_DEFAULT.test(text) && (!isInFolder || IMPORTS_STAVE.test(text));
  return isMeant ? { path, kind: "module" } : undefined;
}

const NAMES_WORKFLOW = /["']?\bworkflow["']?\s*:/i;
const IS_PLAN = /^\s*\{\s*"plan"\s*:\s*"\d+"/;
const EXPORTS_DEFAULT = /\bexport\s+default\b|\bas\s+default\b/;
const IMPORTS_STAVE = /\bfrom\s*["']stave["']/;

function isIr(path: string, text: string): boolean {
  return /\.json$/i.test(path) && /^\s*\{\s*"(?:ir|sources|workflow)"/.test(text) && /"ir"\s*:\s*"\d/.test(text);
}
