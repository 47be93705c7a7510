import type { Severity } from "@stave/ir-schema";
import { type DefinitionFix, type Finding, type FindingDetails, type FindingName, findingText } from "./finding.js";

/** A place in a file's text. */
export interface FilePlace {
  readonly start: number;
  readonly end: number;
  readonly pointer: string;
}

/** A finding whose texts were made elsewhere. */
export interface ForeignFinding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly hint?: string;
}

/** Collects the findings of one file. */
export interface Reporter {
  readonly file: string;
  readonly text: string;
  readonly findings: Finding[];
  readonly report: <TName extends FindingName>(
    name: TName,
    place: FilePlace,
    details: FindingDetails<TName>,
    fix?: DefinitionFix,
  ) => void;
  readonly add: (finding: ForeignFinding, place: FilePlace, fix?: DefinitionFix) => void;
}

/** Starts the collection for a file. */
export function createReporter(file: string, text: string): Reporter {
  const findings: Finding[] = [];
  const lines = lineStarts(text);
  const add: Reporter["add"] = (finding, place, fix) => {
    const start = position(lines, place.start);
    const end = position(lines, Math.max(place.end, place.start));
    findings.push({
      ...finding,
      file,
      pointer: place.pointer,
      line: start.line,
      column: start.column,
      endLine: end.line,
      endColumn: end.column,
      ...(fix !== undefined && { fix }),
    });
  };
  return {
    file,
    text,
    findings,
    add,
    report: (name, place, details, fix) => add(findingText(name, details), place, fix),
  };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

function position(starts: readonly number[], offset: number): { readonly line: number; readonly column: number } {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}
