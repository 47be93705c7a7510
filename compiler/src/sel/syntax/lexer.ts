import { isIdentifierPart, isIdentifierStart } from "./identifier.js";
import type { SourcePlace, SourceText } from "./source-text.js";
import { decodeSource, writtenOffset } from "./source-text.js";
import type { SelSyntaxError } from "./syntax-error.js";
import { syntaxError } from "./syntax-error.js";
import { KEYWORDS, PUNCTUATION, Token, type TokenKind } from "./token.js";

/** The tokens of a text as parallel arrays; `starts` and `ends` index the decoded text. */
export interface Tokens {
  readonly source: SourceText;
  readonly kinds: readonly TokenKind[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

interface Scan {
  readonly source: SourceText;
  readonly text: string;
  readonly kinds: TokenKind[];
  readonly starts: number[];
  readonly ends: number[];
  readonly errors: SelSyntaxError[];
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const SPACES: ReadonlySet<number> = new Set([9, LINE_FEED, 12, CARRIAGE_RETURN, 32]);
const QUOTE = 39;
const DOUBLE_QUOTE = 34;
const SLASH = 47;
const STAR = 42;
const DOT = 46;
const BACKSLASH = 92;
const NUMBER =
  /(?:\d+\.\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+)[fFdD]?|\d+[fFdD]|0[xX][\da-fA-F]+[lL]?|(?:[1-9]\d*|0[0-7]*)[lL]?/y;
const ESCAPE = /\\(?:[ntbrf\\'"]|[0-3][0-7][0-7]|[0-7][0-7]?)/y;

/** The written span of a range of the decoded text. */
export function writtenSpan(source: SourceText, start: number, end: number): { start: number; end: number } {
  return { start: writtenOffset(source, start), end: writtenOffset(source, end) };
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** Cuts a text into tokens; what is no token becomes one of kind `bad`, with an error. */
export function tokenize(written: string, errors: SelSyntaxError[], place: SourcePlace): Tokens {
  const source = decodeSource(written, errors, place);
  const scan: Scan = { source, text: source.text, kinds: [], starts: [], ends: [], errors };
  let at = 0;
  while (at < scan.text.length) at = scanToken(scan, at);
  add(scan, Token.end, at, at);
  return scan;
}

function add(scan: Scan, kind: TokenKind, start: number, end: number): number {
  scan.kinds.push(kind);
  scan.starts.push(start);
  scan.ends.push(end);
  return end;
}

function bad(
  scan: Scan,
  key: Parameters<typeof syntaxError>[0],
  start: number,
  end: number,
  params: Parameters<typeof syntaxError>[2],
  replacement?: string,
): number {
  const span = writtenSpan(scan.source, start, end);
  const error = syntaxError(key, span, params);
  scan.errors.push(replacement === undefined ? error : { ...error, fix: { ...span, text: replacement } });
  return end;
}

function scanToken(scan: Scan, at: number): number {
  const { text } = scan;
  const code = text.charCodeAt(at);
  if (SPACES.has(code)) return at + 1;
  if (isIdentifierStart(code)) return scanWord(scan, at);
  const next = text.charCodeAt(at + 1);
  if (isDigit(code) || (code === DOT && isDigit(next))) return scanNumber(scan, at);
  if (code === QUOTE || code === DOUBLE_QUOTE) return scanString(scan, at, code);
  if (code === SLASH && (next === SLASH || next === STAR)) return skipComment(scan, at, next);
  return scanPunctuation(scan, at);
}

function scanWord(scan: Scan, start: number): number {
  const { text } = scan;
  let end = start + 1;
  while (end < text.length && isIdentifierPart(text.charCodeAt(end))) end += 1;
  return add(scan, KEYWORDS.get(text.slice(start, end)) ?? Token.identifier, start, end);
}

function scanNumber(scan: Scan, start: number): number {
  NUMBER.lastIndex = start;
  const found = NUMBER.exec(scan.text)?.[0] as string;
  const isHex = found[1] === "x" || found[1] === "X";
  const isDouble = !isHex && /[.eEfFdD]/.test(found);
  return add(scan, isHex ? Token.hex : isDouble ? Token.double : Token.long, start, start + found.length);
}

function scanString(scan: Scan, start: number, quote: number): number {
  const { text } = scan;
  let at = start + 1;
  let sound = true;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === quote) return add(scan, sound ? Token.string : Token.bad, start, at + 1);
    if (code === LINE_FEED || code === CARRIAGE_RETURN) break;
    if (code !== BACKSLASH) {
      at += 1;
      continue;
    }
    ESCAPE.lastIndex = at;
    const known = ESCAPE.exec(text)?.[0];
    const end = at + (known?.length ?? 2);
    if (known === undefined) {
      sound = false;
      const found = text.slice(at, end);
      bad(scan, "badEscape", at, at + found.length, { found }, `\\${found}`);
    }
    at = end;
  }
  const end = Math.min(at, text.length);
  bad(scan, "unterminatedString", start, end, { quote: String.fromCharCode(quote) });
  return add(scan, Token.bad, start, end);
}

function skipComment(scan: Scan, start: number, second: number): number {
  const { text } = scan;
  if (second === STAR) {
    const close = text.indexOf("*/", start + 2);
    return close < 0 ? bad(scan, "unterminatedComment", start, text.length, {}) : close + 2;
  }
  let at = start + 2;
  while (at < text.length && text.charCodeAt(at) !== LINE_FEED && text.charCodeAt(at) !== CARRIAGE_RETURN) at += 1;
  return at;
}

function scanPunctuation(scan: Scan, start: number): number {
  for (let length = Math.min(4, scan.text.length - start); length > 0; length -= 1) {
    const kind = PUNCTUATION.get(scan.text.slice(start, start + length));
    if (kind !== undefined) return add(scan, kind, start, start + length);
  }
  const found = String.fromCodePoint(scan.text.codePointAt(start) as number);
  bad(scan, "badCharacter", start, start + found.length, { found: JSON.stringify(found) });
  return add(scan, Token.bad, start, start + found.length);
}
