import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

const markers = ["tsconfig.json", "package.json", "pyproject.toml", ".git"];
const known = new Map<string, string>();

/**
 * The nearest folder at or above a file that looks like a project; the file's own folder when none does.
 *
 * @example
 * projectRootOf("/home/ada/rain/workflows/daily.ts"); // "/home/ada/rain", where package.json is
 */
export function projectRootOf(file: string): string {
  const start = dirname(file);
  const root = known.get(start) ?? findRoot(start);
  known.set(start, root);
  return root;
}

function findRoot(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (markers.some((marker) => existsSync(join(folder, marker)))) return folder;
    if (dirname(folder) === folder) return start;
  }
}
