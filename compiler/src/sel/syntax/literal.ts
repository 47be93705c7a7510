import type { SelExpression } from "./ast.js";
import { writtenSpan } from "./lexer.js";
import { syntaxError } from "./syntax-error.js";
import { Token, type TokenKind } from "./token.js";
import type { TokenCursor } from "./token-cursor.js";

const LONG_MAX = 9223372036854775807n;
const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  b: "\b",
  r: "\r",
  f: "\f",
};

/** Whether a token of this kind is a literal. */
export const isLiteral = (kind: TokenKind): boolean =>
  kind >= Token.long && kind <= Token.null && kind !== Token.identifier && kind !== Token.primitive;

/** Reads the literal at the cursor. */
export function parseLiteral(cursor: TokenCursor, kind: TokenKind): SelExpression {
  const literal = literalOf(cursor, kind, cursor.startOf(cursor.at), cursor.endOf(cursor.at));
  cursor.at += 1;
  return literal;
}

function literalOf(cursor: TokenCursor, kind: TokenKind, start: number, end: number): SelExpression {
  switch (kind) {
    case Token.long:
      return { kind: "long", value: longValue(cursor), start, end };
    case Token.hex:
      return { kind: "long", value: hexValue(cursor), start, end };
    case Token.double:
      return { kind: "double", value: doubleValue(cursor.text(cursor.at)), start, end };
    case Token.string:
      return { kind: "string", value: stringValue(cursor), start, end };
    case Token.null:
      return { kind: "null", start, end };
    default:
      return { kind: "boolean", value: kind === Token.true, start, end };
  }
}

function longValue(cursor: TokenCursor): number | bigint {
  const small = cursor.smallNumber(cursor.at);
  if (small !== undefined) return small;
  const text = cursor.text(cursor.at);
  const digits = text.replace(/[lL]$/, "");
  const value = BigInt(digits);
  if (value > LONG_MAX) cursor.report(syntaxError("numberOutOfRange", cursor.tokenSpan(), { found: digits }));
  return value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
}

function hexValue(cursor: TokenCursor): number | bigint {
  const found = cursor.text(cursor.at);
  const value = BigInt(found.replace(/[lL]$/, ""));
  const span = cursor.tokenSpan();
  cursor.report(syntaxError("hexLiteral", span, { found, decimal: String(value) }), { ...span, text: String(value) });
  return value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
}

const ENDS_IN_DIGIT = /[\d.]$/;

const doubleValue = (found: string): number => Number(ENDS_IN_DIGIT.test(found) ? found : found.slice(0, -1));

function stringValue(cursor: TokenCursor): string {
  const inner = cursor.quotedText(cursor.at);
  if (cursor.tokens.source.isPlain || !inner.includes("\\")) return inner;
  return inner.replace(/\\([0-7]+|.)/g, (whole: string, body: string, offset: number) => {
    if (body >= "0" && body < "8") {
      reportOctal(cursor, whole, body, offset);
      return "?";
    }
    return SIMPLE_ESCAPES[body] ?? body;
  });
}

function reportOctal(cursor: TokenCursor, whole: string, body: string, offset: number): void {
  const { source } = cursor.tokens;
  const start = cursor.decodedStart(cursor.at) + 1 + offset;
  const unicode = `\\u${Number.parseInt(body, 8).toString(16).padStart(4, "0")}`;
  const span = writtenSpan(source, start, start + whole.length);
  cursor.report(syntaxError("octalEscape", span, { found: whole, unicode }), { ...span, text: unicode });
}
