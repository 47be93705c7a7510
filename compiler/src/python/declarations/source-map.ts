import { dirname, relative, sep } from "node:path";

/** A place in a Python file, counted from 1. */
export interface PythonPlace {
  readonly fileName: string;
  readonly line: number;
  readonly column: number;
}

interface Mapping extends PythonPlace {
  readonly generatedLine: number;
  readonly generatedColumn: number;
}

const OPEN = "\u0001";
const CLOSE = "\u0002";
const markPattern = new RegExp(`${OPEN}([^${CLOSE}]*)${CLOSE}`, "g");

/** Marks what is written next as standing for a place in Python. */
export function mark({ fileName, line, column }: PythonPlace): string {
  return `${OPEN}${line},${column},${fileName}${CLOSE}`;
}

/** Text of the user's that cannot be taken for a mark. */
export function withoutMarks(text: string): string {
  return text.replaceAll(OPEN, "").replaceAll(CLOSE, "");
}

/** A text without its marks, and the source map they make, as seen from the file at `generatedFile`. */
export function takeMarks(marked: string, generatedFile: string): { readonly text: string; readonly map: string } {
  const mappings: Mapping[] = [];
  const lines = marked.split("\n").map((line, generatedLine) => {
    let removed = 0;
    return line.replace(markPattern, (whole, body: string, at: number) => {
      const [row = "", column = "", ...file] = body.split(",");
      const place = { line: Number(row), column: Number(column), fileName: file.join(",") };
      mappings.push({ ...place, generatedLine, generatedColumn: at - removed });
      removed += whole.length;
      return "";
    });
  });
  const files = [...new Set(mappings.map(({ fileName }) => fileName))];
  const map = {
    version: 3,
    file: generatedFile.split(sep).at(-1),
    sources: files.map((file) => relative(dirname(generatedFile), file).split(sep).join("/")),
    names: [],
    mappings: encodeMappings(mappings, files, lines.length),
  };
  return { text: lines.join("\n"), map: JSON.stringify(map) };
}

function encodeMappings(mappings: readonly Mapping[], files: readonly string[], lineCount: number): string {
  const rows: string[][] = Array.from({ length: lineCount }, () => []);
  let source = 0;
  let line = 0;
  let column = 0;
  let generatedLine = -1;
  let generatedColumn = 0;
  for (const mapping of mappings) {
    if (mapping.generatedLine !== generatedLine) generatedColumn = 0;
    const next = [
      mapping.generatedColumn,
      files.indexOf(mapping.fileName),
      mapping.line - 1,
      mapping.column - 1,
    ] as const;
    const steps = [next[0] - generatedColumn, next[1] - source, next[2] - line, next[3] - column];
    rows[mapping.generatedLine]?.push(steps.map(encodeNumber).join(""));
    [generatedColumn, source, line, column] = next;
    generatedLine = mapping.generatedLine;
  }
  return rows.map((row) => row.join(",")).join(";");
}

const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

// Base64 VLQ: the lowest bit is the sign, five bits a digit, the sixth says that more follow.
function encodeNumber(value: number): string {
  let rest = value < 0 ? (-value << 1) | 1 : value << 1;
  let text = "";
  do {
    const digit = rest & 31;
    rest >>>= 5;
    text += digits[rest > 0 ? digit | 32 : digit];
  } while (rest > 0);
  return text;
}
