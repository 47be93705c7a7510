import { createSourceReader, formatPretty, type ReadSource, toGithub, toJson, toSarif } from "@stave/compiler";
import type { Diagnostic } from "@stave/ir-schema";
import { type Output, paint } from "./output.js";

/** How findings are printed. */
export type ReportFormat = "pretty" | "json" | "sarif" | "github";

/** Prints findings in the wanted form; machine forms go to standard output. */
export function report(
  diagnostics: readonly Diagnostic[],
  format: ReportFormat,
  output: Output,
  readSource: ReadSource = createSourceReader(),
): void {
  const cwd = process.cwd();
  switch (format) {
    case "pretty":
      for (const item of diagnostics) output.err(`${formatPretty(item, { color: output.color, cwd, readSource })}\n`);
      return;
    case "json":
      return output.out(JSON.stringify(toJson(diagnostics, cwd), null, 2));
    case "sarif":
      return output.out(JSON.stringify(toSarif(diagnostics, cwd, "0.1.0"), null, 2));
    case "github":
      for (const item of diagnostics) output.out(toGithub(item, cwd));
  }
}

/** `2 errors, 1 warning`; undefined when there is nothing to count. */
export function countText(diagnostics: readonly Diagnostic[], output: Output): string | undefined {
  const count = (severity: Diagnostic["severity"]): number =>
    diagnostics.filter((item) => item.severity === severity).length;
  const part = (number: number, word: string, style: "red" | "yellow"): string | undefined =>
    number === 0 ? undefined : paint(output, style, `${number} ${word}${number === 1 ? "" : "s"}`);
  const parts = [part(count("error"), "error", "red"), part(count("warning"), "warning", "yellow")].filter(Boolean);
  return parts.length === 0 ? undefined : parts.join(", ");
}

/** True when a finding blocks. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((item) => item.severity === "error");
}

/** What to act on before definitions go out; `stave check` tells the rest. */
export function withoutInfos(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.filter((item) => item.severity !== "info");
}
