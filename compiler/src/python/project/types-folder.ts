import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { createDiagnostic, type Diagnostic } from "@stave/ir-schema/diagnostics";
import { writeDeclarationFile } from "../declarations/write-declarations.js";
import { inProject, projectPath } from "../loader-source.js";
import { missingFunction } from "../missing-function.js";
import { readPythonModule } from "../read-signatures.js";
import type { PythonModule } from "../signature.js";
import { confirmSyntax } from "./confirm-syntax.js";
import { createFileResolver } from "./file-resolver.js";
import { findPythonImports, type ImportedName, listSources, type PythonImport } from "./find-python-imports.js";

/** Where declarations are written, from the project's root. */
export const TYPES_FOLDER = ".stave/types";

/** What `stave types` did. */
export interface TypesReport {
  /** Declaration files that are up to date now, from the project's root. */
  readonly files: readonly string[];
  /** Those of them that changed. */
  readonly written: readonly string[];
  readonly removed: readonly string[];
  /** Functions found, and those among them that cannot be steps. */
  readonly functions: number;
  readonly refused: number;
  /** Findings about what TypeScript imports, files named from the project's root. */
  readonly diagnostics: readonly Diagnostic[];
  /** Absolute paths of every Python file that was read. */
  readonly sources: readonly string[];
  /** Absolute paths of the project's folders that were looked through. */
  readonly folders: readonly string[];
}

interface Reading {
  readonly fileName: string;
  readonly module: PythonModule;
  readonly names: readonly ImportedName[];
}

/**
 * Writes the declarations of a project's Python files into `.stave/types`, each file whole or not at all, and removes
 * those whose Python is gone. Files are read when TypeScript imports them or stands beside them.
 */
export function writeTypesFolder(projectDir: string): TypesReport {
  const root = resolve(projectDir);
  const { typescript, python, folders: lookedThrough } = listSources(root);
  const imports = findPythonImports(typescript);
  const folders = new Set(typescript.map((file) => dirname(file)));
  const beside = python.filter((file) => folders.has(dirname(file)));
  const wanted = [...new Set([...imports.map((item) => item.fileName), ...beside])].filter((file) =>
    isInside(root, file),
  );
  const readings = wanted.filter((file) => existsSync(file)).map((file) => readFile(file, root, imports));
  const texts = new Map(readings.flatMap((reading) => filesOf(reading, root)));
  const written = [...texts].filter(([path, text]) => writeWhole(path, text)).map(([path]) => path);
  const removed = removeStale(join(root, TYPES_FOLDER), new Set(texts.keys()));
  return {
    files: [...texts.keys()].filter(isDeclaration).map((path) => projectPath(root, path)),
    written: written.filter(isDeclaration).map((path) => projectPath(root, path)),
    removed: removed.filter(isDeclaration).map((path) => projectPath(root, path)),
    functions: readings.reduce((sum, { module }) => sum + module.functions.length, 0),
    refused: readings.reduce((sum, { module }) => sum + module.refused.length, 0),
    diagnostics: [...missingFiles(imports, root), ...readings.flatMap((reading) => findings(reading, root))],
    sources: [...new Set(readings.flatMap(({ module }) => module.files.map((file) => resolve(file))))],
    folders: lookedThrough,
  };
}

function readFile(fileName: string, root: string, imports: readonly PythonImport[]): Reading {
  const module = readPythonModule(readFileSync(fileName, "utf8"), fileName, createFileResolver([root]));
  const names = imports.filter((item) => item.fileName === fileName).flatMap((item) => item.names);
  return { fileName, module, names };
}

function filesOf({ fileName, module }: Reading, root: string): [path: string, text: string][] {
  const path = declarationPath(root, fileName);
  const { text, map } = writeDeclarationFile(module, path, { showFile: (file) => projectPath(root, file) });
  return [
    [path, text],
    [`${path}.map`, map],
  ];
}

function isDeclaration(path: string): boolean {
  return path.endsWith(".d.py.ts");
}

/** The declaration file that stands for a Python file. */
export function declarationPath(projectDir: string, pythonFile: string): string {
  const root = resolve(projectDir);
  return join(root, TYPES_FOLDER, relative(root, pythonFile).replace(/\.py$/, ".d.py.ts"));
}

function isInside(root: string, file: string): boolean {
  return !relative(root, file).startsWith("..");
}

function findings({ fileName, module, names }: Reading, root: string): Diagnostic[] {
  const wanted = new Set(names.map(({ name }) => name));
  const refused = module.refused.filter(({ name }) => wanted.has(name) || wanted.has("*"));
  const known = new Set([...module.functions, ...module.refused].map(({ name }) => name));
  const missing = names
    .filter(({ name }) => name !== "*" && !known.has(name))
    .map(({ name, ...span }) => missingFunction(module, projectPath(root, fileName), name, { span }));
  const syntax = names.length === 0 ? undefined : confirmSyntax(module);
  if (syntax !== undefined) return [inProject(syntax, root)];
  const warnings = names.length === 0 ? [] : module.diagnostics.filter(({ severity }) => severity !== "error");
  return [...refused.flatMap((item) => item.diagnostics), ...warnings, ...missing].map((item) => inProject(item, root));
}

function missingFiles(imports: readonly PythonImport[], root: string): Diagnostic[] {
  return imports
    .filter(({ fileName }) => !existsSync(fileName))
    .map(({ fileName, names: [first] }) => {
      const details = { file: projectPath(root, fileName), problem: "there is no such file" };
      if (first === undefined) return createDiagnostic("python-missing-file", details);
      const { file, line, column } = first;
      return createDiagnostic("python-missing-file", details, {
        span: { file: projectPath(root, file), line, column },
      });
    });
}

function writeWhole(path: string, text: string): boolean {
  if (existsSync(path) && readFileSync(path, "utf8") === text) return false;
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(draft, text);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
  return true;
}

function removeStale(folder: string, current: ReadonlySet<string>): string[] {
  if (!existsSync(folder)) return [];
  const stale = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => /\.d\.py\.ts(\.map)?$/.test(path) && !current.has(path));
  for (const path of stale) rmSync(path, { force: true });
  return stale;
}
