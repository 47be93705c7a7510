import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { definitionFindings } from "@stave/compiler/maestro";

const page = "docs/definition-findings.md";

interface Row {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly hint?: string;
}

/** The findings about Maestro definitions with their readable names, by code. */
export function definitionRows(): (Row & { readonly name: string })[] {
  return Object.entries(definitionFindings as Readonly<Record<string, Row>>)
    .map(([name, row]) => ({ name, ...row }))
    .sort((left, right) => (left.code < right.code ? -1 : 1));
}

/** The page of all findings about Maestro definitions. */
export function definitionFindingsPage(): string {
  const intro =
    "What `stave check` finds in Maestro definitions written in JSON or YAML. `{names}` stand for names and values of the " +
    "definition. Findings in its expressions are on [a page of their own](sel-findings.md). This page is written by " +
    "`npm run generate`.";
  const sections = definitionRows().map(
    ({ name, code, severity, message, hint }) =>
      `## ${code} ${name}\n\n*${severity}* · ${message}${hint === undefined ? "" : `\n\n${hint}`}`,
  );
  return `${["# Findings in Maestro definitions", intro, ...sections].join("\n\n")}\n`;
}

/** Writes the page where it differs. */
export function writeDefinitionFindingsPage(): void {
  const text = definitionFindingsPage();
  if (!existsSync(page) || readFileSync(page, "utf8") !== text) writeFileSync(page, text);
}
