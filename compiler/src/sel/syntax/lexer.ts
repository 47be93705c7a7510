import { isIdentifierPart, isIdentifierStart } from "./identifier.js";
import type { SourcePlace, SourceText } from "./source-text.js";
import { decodeSource, writtenOffset } from "./source-text.js";
import type { SelSyntaxError } from "./syntax-error.js";
import { syntaxError } from "./syntax-error.js";
import { PUNCTUATION, pairKind, singleKind, Token, type TokenKind, wordKind } from "./token.js";

/** Maestro refuses texts of this many UTF-16 units. */
export const LENGTH_LIMIT = 10_000;

/** The tokens of a text, which lie in the arrays below until the next text is cut. */
export interface Tokens {
  readonly source: SourceText;
  readonly text: string;
  readonly errors: SelSyntaxError[];
  count: number;
}

// Texts are parsed one after another, so all share arrays as large as the longest text needs.
/** The kind of each token. */
export const tokenKinds: Uint8Array = new Uint8Array(LENGTH_LIMIT + 1);
/** Where each token starts in the decoded text. */
export const tokenStarts: Uint16Array = new Uint16Array(LENGTH_LIMIT + 1);
/** Where each token ends in the decoded text. */
export const tokenEnds: Uint16Array = new Uint16Array(LENGTH_LIMIT + 1);

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const ZERO = 48;
const QUOTE = 39;
const DOUBLE_QUOTE = 34;
const SLASH = 47;
const STAR = 42;
const DOT = 46;
const BACKSLASH = 92;
const NUMBER =
  /(?:\d+\.\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+)[fFdD]?|\d+[fFdD]|0[xX][\da-fA-F]+[lL]?|(?:[1-9]\d*|0[0-7]*)[lL]?/y;
const ESCAPE = /\\(?:[ntbrf\\'"]|[0-3][0-7][0-7]|[0-7][0-7]?)/y;

// What a character of ASCII begins.
const OTHER = 0;
const SPACE = 1;
const WORD = 2;
const DIGIT = 3;
const QUOTED = 4;
const PUNCTUATION_MARK = 5;
const BEGINS: Uint8Array = Uint8Array.from({ length: 128 }, (_, code) => beginning(code));

function beginning(code: number): number {
  if (isIdentifierStart(code)) return WORD;
  if (isDigit(code)) return DIGIT;
  if (code === QUOTE || code === DOUBLE_QUOTE) return QUOTED;
  const char = String.fromCharCode(code);
  if (" \t\n\r\f".includes(char)) return SPACE;
  return PUNCTUATION.has(char) ? PUNCTUATION_MARK : OTHER;
}

/** The written span of a range of the decoded text. */
export function writtenSpan(source: SourceText, start: number, end: number): { start: number; end: number } {
  return { start: writtenOffset(source, start), end: writtenOffset(source, end) };
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Cuts a text into tokens; what is no token becomes one of kind `bad`, with an error. */
export function tokenize(written: string, errors: SelSyntaxError[], place: SourcePlace): Tokens {
  const source = decodeSource(written, errors, place);
  const { text } = source;
  const { length } = text;
  const scan: Tokens = { source, text, errors, count: 0 };
  let at = 0;
  while (at < length) at = scanToken(scan, at);
  add(scan, Token.end, at, at);
  return scan;
}

/** Whether offsets in the text are those of what the user wrote. */
export const isAsWritten = ({ text, offsets, base, limit }: SourceText): boolean =>
  offsets === undefined && base === 0 && limit >= text.length;

function add(scan: Tokens, kind: TokenKind, start: number, end: number): number {
  const { count } = scan;
  tokenKinds[count] = kind;
  tokenStarts[count] = start;
  tokenEnds[count] = end;
  scan.count = count + 1;
  return end;
}

function bad(
  scan: Tokens,
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

function scanToken(scan: Tokens, at: number): number {
  const { text } = scan;
  const code = text.charCodeAt(at);
  switch (code < 128 ? BEGINS[code] : OTHER) {
    case SPACE:
      return at + 1;
    case WORD:
      return scanWord(scan, at);
    case DIGIT:
      return scanNumber(scan, at, code);
    case QUOTED:
      return scanString(scan, at, code);
    case PUNCTUATION_MARK:
      return scanMark(scan, at, code);
    default:
      return isIdentifierStart(code) ? scanWord(scan, at) : scanPunctuation(scan, at);
  }
}

function scanMark(scan: Tokens, at: number, code: number): number {
  const next = scan.text.charCodeAt(at + 1);
  if (code === DOT && isDigit(next)) return scanNumber(scan, at, code);
  if (code === SLASH && (next === SLASH || next === STAR)) return skipComment(scan, at, next);
  const single = singleKind(code, next);
  if (single !== 0) return add(scan, single, at, at + 1);
  const pair = pairKind(code, next);
  return pair === 0 ? scanPunctuation(scan, at) : add(scan, pair, at, at + 2);
}

function scanWord(scan: Tokens, start: number): number {
  const { text } = scan;
  let end = start + 1;
  while (end < text.length && isIdentifierPart(text.charCodeAt(end))) end += 1;
  return add(scan, wordKind(text, start, end), start, end);
}

function digitsEnd(text: string, start: number): number {
  let end = start;
  while (isDigit(text.charCodeAt(end))) end += 1;
  return end;
}

function scanNumber(scan: Tokens, start: number, first: number): number {
  const { text } = scan;
  let end = digitsEnd(text, start + 1);
  // Most numbers are plain digits, maybe with a fraction; the rest is for the full pattern.
  const hasFraction = first !== DOT && text.charCodeAt(end) === DOT;
  if (hasFraction) end = digitsEnd(text, end + 1);
  const isDecimal = hasFraction || first > ZERO || (first === ZERO && end === start + 1);
  if (!isDecimal || isIdentifierPart(text.charCodeAt(end))) return scanOtherNumber(scan, start);
  return add(scan, hasFraction ? Token.double : Token.long, start, end);
}

function scanOtherNumber(scan: Tokens, start: number): number {
  NUMBER.lastIndex = start;
  const found = NUMBER.exec(scan.text)?.[0] as string;
  const isHex = found[1] === "x" || found[1] === "X";
  const isDouble = !isHex && /[.eEfFdD]/.test(found);
  return add(scan, isHex ? Token.hex : isDouble ? Token.double : Token.long, start, start + found.length);
}

function scanString(scan: Tokens, start: number, quote: number): number {
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

function skipComment(scan: Tokens, start: number, second: number): number {
  const { text } = scan;
  if (second === STAR) {
    const close = text.indexOf("*/", start + 2);
    return close < 0 ? bad(scan, "unterminatedComment", start, text.length, {}) : close + 2;
  }
  let at = start + 2;
  while (at < text.length && text.charCodeAt(at) !== LINE_FEED && text.charCodeAt(at) !== CARRIAGE_RETURN) at += 1;
  return at;
}

function scanPunctuation(scan: Tokens, start: number): number {
  for (let length = Math.min(4, scan.text.length - start); length > 0; length -= 1) {
    const kind = PUNCTUATION.get(scan.text.slice(start, start + length));
    if (kind !== undefined) return add(scan, kind, start, start + length);
  }
  const found = String.fromCodePoint(scan.text.codePointAt(start) as number);
  bad(scan, "badCharacter", start, start + found.length, { found: JSON.stringify(found) });
  return add(scan, Token.bad, start, start + found.length);
}
