import { type ParsedModule, parsePythonModule } from "../syntax/parse-module.js";
import type { Scope } from "./binding.js";
import { createModuleScope } from "./create-scope.js";

/** A module one file asks for: `from ..a.b import` has level 2 and module `a.b`. */
export interface ImportRequest {
  readonly level: number;
  readonly module: string;
  /** The file with the import. */
  readonly from: string;
}

/** A Python file found for an import. */
export interface ImportedFile {
  readonly fileName: string;
  readonly text: string;
}

/** Finds the text of an imported Python file; `undefined` for packages that are not the user's own. */
export type ResolveImport = (request: ImportRequest) => ImportedFile | undefined;

/** Loads the user's modules for one reading, each file once. */
export interface ModuleLoader {
  open(fileName: string, text: string): Scope;
  load(request: ImportRequest): Scope | undefined;
}

/** Makes a loader over a resolver. */
export function createModuleLoader(resolveImport: ResolveImport): ModuleLoader {
  const scopes = new Map<string, Scope>();
  const requests = new Map<string, Scope | undefined>();
  function open(fileName: string, text: string): Scope {
    const known = scopes.get(fileName);
    if (known !== undefined) return known;
    const parsed: ParsedModule = parsePythonModule(fileName, text);
    const scope = createModuleScope(parsed);
    scopes.set(fileName, scope);
    return scope;
  }
  function load(request: ImportRequest): Scope | undefined {
    const key = JSON.stringify([request.from, request.level, request.module]);
    if (!requests.has(key)) {
      const file = resolveImport(request);
      requests.set(key, file && open(file.fileName, file.text));
    }
    return requests.get(key);
  }
  return { open, load };
}
