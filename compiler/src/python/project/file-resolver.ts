import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { ImportedFile, ResolveImport } from "../scope/module-loader.js";

/**
 * Finds imported Python files as Python does when it runs the importing file: relative to its package, beside its
 * topmost package, and in the further folders given.
 */
export function createFileResolver(searchFolders: readonly string[] = []): ResolveImport {
  return ({ level, module, from }) => {
    const folder = dirname(resolve(from));
    const starts = level > 0 ? [ancestor(folder, level - 1)] : [packageRoot(folder), ...searchFolders];
    for (const start of starts) {
      const found = findModule(start, module);
      if (found !== undefined) return found;
    }
    return undefined;
  };
}

/** The folder Python imports a file's modules from: above its topmost package. */
export function packageRoot(folder: string): string {
  let root = folder;
  while (existsSync(join(root, "__init__.py")) && dirname(root) !== root) root = dirname(root);
  return root;
}

function ancestor(folder: string, steps: number): string {
  return steps === 0 ? folder : ancestor(dirname(folder), steps - 1);
}

function findModule(start: string, module: string): ImportedFile | undefined {
  const base = module === "" ? start : join(start, ...module.split("."));
  const candidates = [...(module === "" ? [] : [`${base}.py`]), join(base, "__init__.py")];
  const fileName = candidates.find((candidate) => statSync(candidate, { throwIfNoEntry: false })?.isFile());
  return fileName === undefined ? undefined : { fileName, text: readFileSync(fileName, "utf8") };
}
