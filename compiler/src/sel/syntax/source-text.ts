import type { SelSyntaxError } from "./syntax-error.js";
import { syntaxError } from "./syntax-error.js";

/** The text SEL's tokens are cut from, with `\uXXXX` decoded and the way back to the written offsets. */
export interface SourceText {
  readonly text: string;
  /** Nothing but ASCII without a backslash, so that no string has an escape. */
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

const BACKSLASH = 92;

function isPlainText(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH || code > 127) return false;
  }
  return true;
}

const HEX4 = /^[0-9a-fA-F]{4}/;
const LONE_SURROGATE = /(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])/g;

/** Decodes unicode escapes the way Java source is read: only after an odd number of backslashes. */
export function decodeSource(written: string, errors: SelSyntaxError[], place: SourcePlace): SourceText {
  const { base, limit } = place;
  if (isPlainText(written)) return { text: written, isPlain: true, base, limit };
  // Maestro sends the text through UTF-8, which turns lone surrogates into question marks.
  const text = written.replace(LONE_SURROGATE, "?");
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
