import { existsSync, readFileSync } from "node:fs";
import { createDiagnostic, StaveError } from "@stave/ir-schema";
import { EXIT, type ExitCode } from "../exit.js";
import type { Invocation } from "../main.js";
import { paint } from "../terminal/output.js";

interface Section {
  readonly code: string;
  readonly name: string;
  readonly severity: string;
  readonly text: string;
}

/** `stave explain`. */
export async function explain({ output }: Invocation, code: string | undefined): Promise<ExitCode> {
  const sections = pages.flatMap(sectionsOf);
  if (code === undefined) {
    for (const { code, name, severity } of sections.sort((a, b) => a.code.localeCompare(b.code)))
      output.out(`${code}  ${severity.padEnd(7)}  ${name}`);
    return EXIT.ok;
  }
  const wanted = code.toUpperCase().replace(/^(?=\d)/, "STV");
  const found = sections.find((section) => section.code === wanted || section.name === code);
  if (found === undefined) throw new StaveError([createDiagnostic("unknown-code", { code })]);
  output.out(`${paint(output, "bold", `${found.code} ${found.name}`)} (${found.severity})\n`);
  output.out(found.text);
  return EXIT.ok;
}

/** The pages of findings that ship with the package. */
const pages = ["diagnostics.md", "definition-findings.md", "sel-findings.md"];

function sectionsOf(page: string): Section[] {
  const file = [`./docs/${page}`, `../../docs/${page}`, `../../../docs/${page}`]
    .map((place) => new URL(place, import.meta.url))
    .find((place) => existsSync(place));
  if (file === undefined) return [];
  const heading = /^## (STV\d{4}) (\S+)\n\n\*(\w+)\* · /gm;
  const text = readFileSync(file, "utf8");
  const found = [...text.matchAll(heading)];
  return found.map(({ 0: all, 1: code = "", 2: name = "", 3: severity = "", index }) => {
    const rest = text.slice(index + all.length);
    return { code, name, severity, text: rest.slice(0, Math.max(0, `${rest}\n# `.search(/^##? /m))).trim() };
  });
}
