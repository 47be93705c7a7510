import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { type SelFindingExample, selFindingExamples, selFindings } from "@stave/compiler/sel";

const page = "docs/sel-findings.md";
const LONGEST_SHOWN = 120;

const families: readonly (readonly [codes: RegExp, title: string])[] = [
  [/^STV61[01]/, "Syntax"],
  [/^STV61[2-7]/, "What fails"],
  [/^STV618/, "Results and references"],
  [/^STV6(?:19|200|80)/, "Traps"],
];

interface Entry {
  readonly name: string;
  readonly code: string;
  readonly severity: string;
  readonly example: SelFindingExample;
}

function entries(): Entry[] {
  const examples: Readonly<Record<string, SelFindingExample>> = selFindingExamples;
  return Object.entries(selFindings)
    .map(([name, { code, severity }]) => ({ name, code, severity, example: examples[name] as SelFindingExample }))
    .sort((left, right) => (left.code < right.code ? -1 : 1));
}

/** The page of all findings in SEL texts. */
export function selFindingsPage(): string {
  const intro =
    "Findings in Maestro's expressions, as `stave check` and `stave sel` report them. The code marked wrong gives exactly " +
    "its finding and the code marked right gives none, with the names `n` (LONG), `d` (DOUBLE), `s` (STRING), `b` (BOOLEAN), " +
    "`m` (MAP), `a` (LONG_ARRAY) and `Integer` (LONG); a test runs both. This page is written by `npm run generate`.";
  const parts = families.flatMap(([codes, title]) => [
    `# ${title}`,
    ...entries()
      .filter(({ code }) => codes.test(code))
      .map(section),
  ]);
  return `${["# Findings in SEL", intro, ...parts].join("\n\n")}\n`;
}

function section({ name, code, severity, example }: Entry): string {
  const { cause, wrong, right, expected } = example;
  const declared = expected === undefined ? "" : ` The text defines a param of type ${expected}.`;
  return `## ${code} ${name}\n\n*${severity}* · ${cause}${declared}\n\n${block("Wrong", wrong)}\n\n${block("Right", right)}`;
}

function block(label: string, text: string): string {
  const shown = text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
  return `**${label}**\n\n\`\`\`java\n${shown}\n\`\`\``;
}

/** Writes the page where it differs. */
export function writeSelFindingsPage(): void {
  const text = selFindingsPage();
  if (!existsSync(page) || readFileSync(page, "utf8") !== text) writeFileSync(page, text);
}
