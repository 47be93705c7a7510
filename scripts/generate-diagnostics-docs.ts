import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { type DiagnosticEntry, diagnosticTable } from "@stave/ir-schema";

const folder = "docs/diagnostics";
const page = "docs/diagnostics.md";
const codes = "ir-schema/test/codes.txt";

/** One row of the table with its readable name. */
export interface DiagnosticRow {
  readonly name: string;
  readonly code: string;
  readonly severity: string;
}

/** Every row of the table, by code. */
export function diagnosticRows(): DiagnosticRow[] {
  return Object.entries(diagnosticTable as Readonly<Record<string, DiagnosticEntry<never>>>)
    .map(([name, { code, severity }]) => ({ name, code, severity }))
    .sort((left, right) => (left.code < right.code ? -1 : 1));
}

/** Codes that have a file of prose. */
export function describedCodes(): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".md"))
    .map((file) => file.slice(0, -".md".length))
    .sort();
}

/** What is written of a code: its cause, wrong and right code. */
export function descriptionOf(code: string): string {
  return readFileSync(`${folder}/${code}.md`, "utf8").trim();
}

const families: readonly (readonly [codes: RegExp, title: string])[] = [
  [/^STV1[0-6]/, "Building a workflow"],
  [/^STV17/, "Loading a module"],
  [/^STV20|^STV22/, "Types of expressions"],
  [/^STV21/, "Lambdas"],
  [/^STV25/, "Expressions without a value"],
  [/^STV3/, "Ids, edges and scopes"],
  [/^STV40/, "Params and arguments"],
  [/^STV41/, "Triggers and settings"],
  [/^STV42/, "Python signatures"],
  [/^STV5/, "IR documents"],
  [/^STV6/, "Maestro"],
  [/^STV70/, "Talking to a server"],
  [/^STV71/, "Playing a workflow here"],
  [/^STV79/, "The command line"],
  [/^STV8/, "Importing"],
  [/^STV9/, "Defects"],
];

/** The page of all findings. */
export function diagnosticsPage(): string {
  const rows = diagnosticRows();
  const described = new Set(describedCodes());
  const parts = families.map(([codes, title]) => {
    const sections = rows.filter(({ code }) => codes.test(code) && described.has(code)).map(section);
    return sections.length === 0 ? [] : [`# ${title}`, ...sections];
  });
  const intro =
    "Every finding has a code that is never reused. `stave explain STV3001` prints its section. Code marked wrong gives " +
    "exactly its finding and code marked right gives none: both run when Stave is built. This page is written by " +
    "`npm run generate` from `docs/diagnostics/`.";
  return `${["# Findings", intro, ...parts.flat()].join("\n\n")}\n`;
}

/** Every code there ever was, with its name; those no longer given are marked, so that none is given again. */
export function recordedCodes(): string {
  const now = new Map(diagnosticRows().map(({ code, name }) => [code, `${code} ${name}`]));
  const before = existsSync(codes) ? readFileSync(codes, "utf8").split("\n").filter(Boolean) : [];
  const gone = before
    .filter((line) => !now.has(line.slice(0, 7)))
    .map((line) => `${line.replace(/ \(gone\)$/, "")} (gone)`);
  return `${[...now.values(), ...gone].sort().join("\n")}\n`;
}

/** Writes the page and the list of codes where they differ. */
export function writeDiagnosticsPage(): void {
  for (const [file, text] of [
    [page, diagnosticsPage()],
    [codes, recordedCodes()],
  ] as const) {
    if (!existsSync(file) || readFileSync(file, "utf8") !== text) writeFileSync(file, text);
  }
}

function section({ name, code, severity }: DiagnosticRow): string {
  return `## ${code} ${name}\n\n*${severity}* · ${labelled(descriptionOf(code))}`;
}

/** Names the blocks for a reader: ```` ```ts wrong ```` becomes a line of text and a plain block. */
function labelled(text: string): string {
  let said = "";
  return text.replaceAll(/^```(\w+) (wrong|right)(?: (\S+))?$/gm, (_all, language: string, side: string, file = "") => {
    const label = side === said ? "" : `**${side === "wrong" ? "Wrong" : "Right"}**\n\n`;
    said = side;
    return `${label}${file === "" ? "" : `\`${file}\`\n\n`}\`\`\`${language}`;
  });
}
