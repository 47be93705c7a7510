import { resolve } from "node:path";
import type { Diagnostic, IrDocument } from "@stave/ir-schema";

/** A target's finding, at the place where the source table says its part was written. */
export function atSource(finding: Diagnostic, { sources }: IrDocument): Diagnostic {
  if (sources === undefined || finding.at.span !== undefined) return finding;
  for (let pointer = finding.at.pointer ?? ""; ; pointer = pointer.slice(0, pointer.lastIndexOf("/"))) {
    const site = sources.sites[pointer];
    if (site !== undefined) {
      const [file, line, column] = site;
      return { ...finding, at: { ...finding.at, span: { file: resolve(sources.files[file] ?? ""), line, column } } };
    }
    if (pointer === "") return finding;
  }
}
