import { existsSync, readFileSync } from "node:fs";
import { createDiagnostic, type DiagnosticEntry, diagnosticTable, StaveError } from "@stave/ir-schema";
import { EXIT, type ExitCode } from "../exit.js";
import type { Invocation } from "../main.js";
import { paint } from "../terminal/output.js";

/** `stave explain`. */
export async function explain({ output }: Invocation, code: string | undefined): Promise<ExitCode> {
  const rows = Object.entries(diagnosticTable as Readonly<Record<string, DiagnosticEntry<never>>>);
  if (code === undefined) {
    for (const [name, row] of rows.sort(([, a], [, b]) => a.code.localeCompare(b.code)))
      output.out(`${row.code}  ${row.severity.padEnd(7)}  ${name}`);
    return EXIT.ok;
  }
  const wanted = code.toUpperCase().replace(/^(?=\d)/, "STV");
  const found = rows.find(([name, row]) => row.code === wanted || name === code);
  if (found === undefined) throw new StaveError([createDiagnostic("unknown-code", { code })]);
  const [name, row] = found;
  output.out(`${paint(output, "bold", `${row.code} ${name}`)} (${row.severity})\n`);
  output.out(sectionOf(row.code) ?? "There is no longer text for this finding yet.");
  return EXIT.ok;
}

/** The section of the docs page that ships with the package. */
function sectionOf(code: string): string | undefined {
  const page = ["./docs/diagnostics.md", "../../docs/diagnostics.md", "../../../docs/diagnostics.md"]
    .map((place) => new URL(place, import.meta.url))
    .find((place) => existsSync(place));
  if (page === undefined) return undefined;
  const section = readFileSync(page, "utf8")
    .split(/^(?=## STV\d{4})/m)
    .find((part) => part.startsWith(`## ${code}`));
  return section?.split("\n").slice(1).join("\n").trim();
}
