import { relative, sep } from "node:path";
import type { SourceSite, SourceTable, Step } from "@stave/ir-schema";
import type { BuildResult } from "@stave/sdk/internal";
import { siteFinder } from "../diagnostics/find-site.js";
import { spanOf } from "../diagnostics/locate.js";
import type { ReadSource } from "../diagnostics/source-file.js";

/** Where the parts of a workflow were written, with paths from the project's root. */
export function sourceTable(built: BuildResult, projectDir: string, readSource: ReadSource): SourceTable {
  const findSite = siteFinder(built);
  const files: string[] = [];
  const sites: Record<string, SourceSite> = {};
  for (const pointer of pointersOf(built)) {
    const call = findSite(pointer);
    const span = call && spanOf(call, readSource);
    if (span === undefined) continue;
    const file = relative(projectDir, span.file).split(sep).join("/");
    let index = files.indexOf(file);
    if (index < 0) index = files.push(file) - 1;
    sites[pointer] = [index, span.line, span.column];
  }
  return { files, sites };
}

/** The workflow, its params, and every step with its inputs. */
function pointersOf({ document }: BuildResult): readonly string[] {
  const pointers = ["", ...Object.keys(document.workflow.params ?? {}).map((name) => `/params/${name}`)];
  const visit = (steps: readonly Step[], pointer: string): void => {
    steps.forEach((step, index) => {
      const at = `${pointer}/${index}`;
      pointers.push(at);
      if ("inputs" in step) for (const name in step.inputs) pointers.push(`${at}/inputs/${name}`);
      if (step.kind === "foreach" || step.kind === "while") visit(step.steps, `${at}/steps`);
    });
  };
  visit(document.workflow.steps, "/steps");
  return pointers;
}
