import { isAbsolute, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { CallPlace, SourceSite, SourceTable } from "@stave/ir-schema";
import type { BuildResult } from "@stave/sdk/internal";

/** Where every step, param and argument of a workflow was written, with paths from the project's root. */
export function sourceTable(built: BuildResult, options: { readonly projectDir?: string }): SourceTable {
  const root = options.projectDir ?? process.cwd();
  const files: string[] = [];
  const sites: Record<string, SourceSite> = {};
  for (const [pointer, place] of built.sites) {
    if (!exists(built.document.workflow, pointer)) continue;
    const file = pathOf(place, root);
    let index = files.indexOf(file);
    if (index < 0) index = files.push(file) - 1;
    sites[pointer] = [index, place.line, place.column];
  }
  return { files, sites };
}

function pathOf({ file }: CallPlace, root: string): string {
  const path = file.startsWith("file:") ? fileURLToPath(file) : file;
  return (isAbsolute(path) ? relative(root, path) : path).split(sep).join("/");
}

/** Sites are noted for all options a step could have; only those it has belong into the table. */
function exists(root: unknown, pointer: string): boolean {
  let node: unknown = root;
  for (const part of pointer.split("/").slice(1)) {
    if (typeof node !== "object" || node === null) return false;
    node = (node as Record<string, unknown>)[part.replaceAll("~1", "/").replaceAll("~0", "~")];
  }
  return node !== undefined;
}
