import type { SelSyntaxError } from "./syntax-error.js";
import { syntaxError } from "./syntax-error.js";

/** The text SEL's tokens are cut from, with `\uXXXX` decoded and the way back to the written offsets. */
export interface SourceText {
  readonly text: string;
  /** Without a backslash, so that no string has an escape. */
  readonly isPlain: boolean;
  /** Written offset of each decoded unit plus one entry for the end; absent when nothing moved. */
  readonly offsets?: Uint32Array;
  /** Added to every offset: where the text begins in what the user wrote. */
  readonly base: number;
  /** No offset goes beyond the end of what the user wrote. */
  readonly limit: number;
}

/** Where a text lies inside a larger one, and how long that is. */
export interface SourcePlace {
  readonly base: number;
  readonly limit: number;
}

/** The offset in what the user wrote of a unit of the decoded text. */
export function writtenOffset(source: SourceText, at: number): number {
  return Math.min((source.offsets?.[at] ?? at) + source.base, source.limit);
}

interface Checkable {
  readonly isWellFormed: () => boolean;
}

/** Whether a text has no lone surrogates; the engine knows without reading most. */
const isWellFormed = (text: string): boolean => (text as unknown as Checkable).isWellFormed();

const HEX4 = /^[0-9a-fA-F]{4}/;
const LONE_SURROGATE = /(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])/g;

/** Decodes unicode escapes the way Java source is read: only after an odd number of backslashes. */
export function decodeSource(written: string, errors: SelSyntaxError[], place: SourcePlace): SourceText {
  const { base, limit } = place;
  // Maestro sends the text through UTF-8, which turns lone surrogates into question marks.
  const text = isWellFormed(written) ? written : written.replace(LONE_SURROGATE, "?");
  if (!text.includes("\\")) return { text, isPlain: true, base, limit };
  if (!text.includes("\\u")) return { text, isPlain: false, base, limit };
  const offsets = new Uint32Array(text.length + 1);
  let decoded = "";
  let at = 0;
  const push = (unit: string, start: number): void => {
    offsets[decoded.length] = start;
    decoded += unit;
  };
  while (at < text.length) {
    if (text[at] !== "\\") {
      push(text[at] as string, at);
      at += 1;
      continue;
    }
    const { end, bad } = decodeBackslashes(text, at, push);
    if (bad !== undefined) errors.push(syntaxError("badUnicodeEscape", { start: bad + base, end: end + base }, {}));
    at = end;
  }
  offsets[decoded.length] = text.length;
  return { text: decoded, isPlain: false, offsets, base, limit };
}

function decodeBackslashes(
  text: string,
  start: number,
  push: (unit: string, start: number) => void,
): { end: number; bad?: number } {
  let at = start;
  while (text[at] === "\\") at += 1;
  const isEscape = text[at] === "u" && (at - start) % 2 === 1;
  const plain = isEscape ? at - 1 : at;
  for (let backslash = start; backslash < plain; backslash += 1) push("\\", backslash);
  if (!isEscape) return { end: at };
  while (text[at] === "u") at += 1;
  const digits = HEX4.exec(text.slice(at, at + 4))?.[0];
  if (digits === undefined) {
    push("?", plain);
    return { end: at, bad: plain };
  }
  push(String.fromCharCode(Number.parseInt(digits, 16)), plain);
  return { end: at + 4 };
}
