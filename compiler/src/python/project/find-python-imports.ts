import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** A Python file that TypeScript uses, and what it takes from it. */
export interface PythonImport {
  /** Absolute path of the Python file. */
  readonly fileName: string;
  /** The names imported, with where each is written; `*` for a namespace import. */
  readonly names: readonly ImportedName[];
}

export interface ImportedName {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

const skippedFolders = new Set(["node_modules", "__pycache__", "site-packages", "dist", "build"]);
const importPattern =
  /\b(?:import|export)\s+(?:type\s+)?(?:\*\s*as\s+[\w$]+|([\w$]+\s*,\s*)?\{([^}]*)\}|\*)\s*from\s*["'](\.{1,2}\/[^"']*\.py)["']/g;
const typeofPattern = /\bimport\(\s*["'](\.{1,2}\/[^"']*\.py)["']\s*\)/g;

/** The files of a project that matter here, and the folders they may appear in. */
export interface ProjectSources {
  readonly typescript: readonly string[];
  readonly python: readonly string[];
  readonly folders: readonly string[];
}

/** Walks a project; environments, installed packages and hidden folders are passed over. */
export function listSources(projectDir: string): ProjectSources {
  const found = { typescript: [] as string[], python: [] as string[], folders: [] as string[] };
  const pending = [resolve(projectDir)];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    if (entries.some((entry) => entry.name === "pyvenv.cfg")) continue;
    found.folders.push(folder);
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && !skippedFolders.has(entry.name) && !entry.name.startsWith(".")) pending.push(path);
      else if (entry.isFile() && /(?<!\.d(\.\w+)?)\.[cm]?tsx?$/.test(entry.name)) found.typescript.push(path);
      else if (entry.isFile() && entry.name.endsWith(".py")) found.python.push(path);
    }
  }
  return found;
}

/** The Python files that TypeScript files import, with the names they take. */
export function findPythonImports(typescriptFiles: readonly string[]): PythonImport[] {
  const imports = new Map<string, ImportedName[]>();
  for (const file of typescriptFiles) {
    const text = readFileSync(file, "utf8");
    if (!text.includes(".py")) continue;
    for (const { specifier, names } of importsOf(text, file)) {
      const target = resolve(dirname(file), specifier);
      imports.set(target, [...(imports.get(target) ?? []), ...names]);
    }
  }
  return [...imports].map(([fileName, names]) => ({ fileName, names }));
}

function importsOf(text: string, file: string): { specifier: string; names: ImportedName[] }[] {
  const found: { specifier: string; names: ImportedName[] }[] = [];
  for (const match of text.matchAll(importPattern)) {
    const [whole, , list, specifier = ""] = match;
    const names = list === undefined ? [{ name: "*", ...place(text, match.index, file) }] : [];
    if (list !== undefined) names.push(...namesIn(list, match.index + whole.indexOf("{") + 1, text, file));
    found.push({ specifier, names });
  }
  for (const match of text.matchAll(typeofPattern)) {
    found.push({ specifier: match[1] ?? "", names: [{ name: "*", ...place(text, match.index, file) }] });
  }
  return found;
}

function namesIn(list: string, start: number, text: string, file: string): ImportedName[] {
  const names: ImportedName[] = [];
  for (const match of list.matchAll(/(?:^|,)\s*(type\s+(?!as\b))?([\p{ID_Start}_$][\p{ID_Continue}$]*)/gu)) {
    const [whole, isType, name = ""] = match;
    if (isType !== undefined) continue;
    names.push({ name, ...place(text, start + match.index + whole.length - name.length, file) });
  }
  return names;
}

function place(text: string, offset: number, file: string): { file: string; line: number; column: number } {
  const before = text.slice(0, offset);
  return { file, line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}
