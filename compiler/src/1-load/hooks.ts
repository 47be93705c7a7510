import { existsSync, readFileSync } from "node:fs";
import { extname } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { lintSource } from "../source-lint/lint-source.js";
import { projectRootOf } from "./project-root.js";
import { stripTypes } from "./strip-types.js";

interface Resolved {
  readonly url: string;
  readonly format?: string | null;
  readonly shortCircuit?: boolean;
}

interface Loaded {
  readonly format: string;
  readonly source: string;
  readonly shortCircuit: true;
}

/** Where a specifier leads that Node itself would not find: a `.ts` beside a missing `.js`, a Python file. */
export function resolveSpecifier(specifier: string, parentUrl: string | undefined): Resolved | undefined {
  if (!parentUrl?.startsWith("file:") || !/^(\.{1,2}\/|\/|file:)/.test(specifier)) return undefined;
  const url = new URL(specifier, parentUrl);
  const path = fileURLToPath(url);
  if (existsSync(path) && extname(path) !== "")
    return isOurs(path) ? { url: url.href, format: "module", shortCircuit: true } : undefined;
  const written = [path.replace(/\.js$/, ".ts"), path.replace(/\.mjs$/, ".mts"), `${path}.ts`].find(
    (candidate) => candidate !== path && existsSync(candidate),
  );
  return written === undefined ? undefined : { url: pathToFileURL(written).href, format: "module", shortCircuit: true };
}

/** The package names that resolve to this installation when the project has none of its own. */
export const ownPackages: readonly string[] = ["stave", "@stave/sdk", "@stave/sdk/internal", "@stave/ir-schema"];

/** The JavaScript of a TypeScript or Python file; undefined for all others. */
export function loadSource(url: string): Loaded | undefined {
  if (!url.startsWith("file:")) return undefined;
  const path = fileURLToPath(url);
  if (!isOurs(path)) return undefined;
  const text = readFileSync(path, "utf8");
  return {
    format: "module",
    source: path.endsWith(".py") ? pythonSource(path, text) : typescriptSource(path, text),
    shortCircuit: true,
  };
}

function isOurs(path: string): boolean {
  return /\.(ts|mts|py)$/.test(path) && !/[\\/]node_modules[\\/]/.test(path);
}

function typescriptSource(path: string, text: string): string {
  const stripped = stripTypes(text, path);
  if (stripped.code === undefined) return throwing([stripped.diagnostic]);
  const found = lintSource(stripped.code, path);
  return found.length === 0
    ? stripped.code
    : `${stripped.code}\n;globalThis[Symbol.for("${SOURCE_FINDINGS}")]?.push(...${JSON.stringify(found)});`;
}

let readPython: typeof import("../python/index.js") | undefined;

/** Makes the Python reader ready; the hooks themselves are synchronous. */
export async function preparePython(): Promise<void> {
  readPython ??= await import("../python/index.js");
}

function pythonSource(path: string, text: string): string {
  if (readPython === undefined) throw new Error(`STV9002: ${path} was loaded before the Python reader was ready.`);
  return readPython.pythonLoaderSource({ fileName: path, text, projectRoot: projectRootOf(path) }).code;
}

/** Where modules leave what was found in their source: it must cross from the hooks' thread. */
export const SOURCE_FINDINGS = "stave.source-findings";

/** A module that throws coded diagnostics; plain data survives the way from the hooks' thread. */
function throwing(diagnostics: readonly unknown[]): string {
  return `throw Object.assign(new Error("not loaded"), { name: "StaveError", diagnostics: ${JSON.stringify(diagnostics)} });`;
}
