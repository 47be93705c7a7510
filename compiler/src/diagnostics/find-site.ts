import { isAbsolute, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { CallPlace, IrDocument } from "@stave/ir-schema";
import { type BuildResult, lambdaOrigins, siteAt } from "@stave/sdk/internal";
import { projectRootOf } from "../1-load/project-root.js";
import type { FindSite } from "./locate.js";

/** Looks a JSON pointer up in what a build captured: the nearest lambda, else the nearest part of a call around it. */
export function siteFinder(built: BuildResult): FindSite {
  const home = built.sites.get("")?.site.file;
  const root =
    home === undefined ? process.cwd() : projectRootOf(home.startsWith("file:") ? fileURLToPath(home) : home);
  return (pointer) => {
    const found = lambdaAt(built.document, pointer) ?? siteAt(built.sites, pointer);
    if (found === undefined || found.file.startsWith("file:") || isAbsolute(found.file)) return found;
    return { ...found, file: resolve(root, found.file) };
  };
}

function lambdaAt(document: IrDocument, pointer: string): CallPlace | undefined {
  let node: unknown = document.workflow;
  let found: CallPlace | undefined;
  for (const part of pointer.split("/").slice(1)) {
    if (typeof node !== "object" || node === null) break;
    node = (node as Record<string, unknown>)[part.replaceAll("~1", "/").replaceAll("~0", "~")];
    if (typeof node === "object" && node !== null) found = lambdaOrigins.get(node) ?? found;
  }
  return found;
}
