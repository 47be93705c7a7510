import type { Span } from "./expression.js";

/** Where something stands in a file: lines and columns count from 1, columns in UTF-16 units. */
export interface SourceRange {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A file's text together with the starts of its lines. */
export interface SourceText {
  readonly fileName: string;
  readonly text: string;
  readonly lineStarts: readonly number[];
}

/** Prepares a text for turning offsets into lines and columns. */
export function createSourceText(fileName: string, text: string): SourceText {
  const lineStarts = [0];
  for (const match of text.matchAll(/\r\n|\r|\n/g)) lineStarts.push(match.index + match[0].length);
  return { fileName, text, lineStarts };
}

/** The lines and columns of a span. */
export function rangeOf(source: SourceText, span: Span): SourceRange {
  const [line, column] = positionOf(source, span.from);
  const [endLine, endColumn] = positionOf(source, span.to);
  return { line, column, endLine, endColumn };
}

function positionOf({ lineStarts }: SourceText, offset: number): [line: number, column: number] {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return [low + 1, offset - (lineStarts[low] ?? 0) + 1];
}
