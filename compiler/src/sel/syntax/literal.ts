import type { SelExpression } from "./ast.js";
import { writtenSpan } from "./lexer.js";
import { syntaxError } from "./syntax-error.js";
import { Token } from "./token.js";
import type { TokenCursor } from "./token-cursor.js";

const LONG_MAX = 9223372036854775807n;
const SAFE_DIGITS = 15;
const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  b: "\b",
  r: "\r",
  f: "\f",
};

/** Reads the literal at the cursor, or answers undefined when there is none. */
export function parseLiteral(cursor: TokenCursor): SelExpression | undefined {
  const index = cursor.at;
  const span = { start: cursor.startOf(index), end: cursor.endOf(index) };
  switch (cursor.peek()) {
    case Token.long:
      return consume(cursor, { kind: "long", value: longValue(cursor), ...span });
    case Token.hex:
      return consume(cursor, { kind: "long", value: hexValue(cursor), ...span });
    case Token.double:
      return consume(cursor, { kind: "double", value: doubleValue(cursor.text(index)), ...span });
    case Token.string:
      return consume(cursor, { kind: "string", value: stringValue(cursor), ...span });
    case Token.true:
    case Token.false:
      return consume(cursor, { kind: "boolean", value: cursor.peek() === Token.true, ...span });
    case Token.null:
      return consume(cursor, { kind: "null", ...span });
    default:
      return undefined;
  }
}

function consume(cursor: TokenCursor, literal: SelExpression): SelExpression {
  cursor.at += 1;
  return literal;
}

function longValue(cursor: TokenCursor): bigint {
  const digits = cursor.text(cursor.at).replace(/[lL]$/, "");
  // Leading zeros are decimal here, unlike in Java.
  const value = digits.length <= SAFE_DIGITS ? BigInt(Number(digits)) : BigInt(digits);
  if (value > LONG_MAX) cursor.report(syntaxError("numberOutOfRange", cursor.tokenSpan(), { found: digits }));
  return value;
}

function hexValue(cursor: TokenCursor): bigint {
  const found = cursor.text(cursor.at);
  const value = BigInt(found.replace(/[lL]$/, ""));
  const span = cursor.tokenSpan();
  cursor.report(syntaxError("hexLiteral", span, { found, decimal: String(value) }), { ...span, text: String(value) });
  return value;
}

const doubleValue = (found: string): number => Number(found.replace(/[fFdD]$/, ""));

function stringValue(cursor: TokenCursor): string {
  const text = cursor.text(cursor.at);
  const inner = text.slice(1, -1);
  if (!inner.includes("\\")) return inner;
  return inner.replace(/\\([0-7]+|.)/g, (whole: string, body: string, offset: number) => {
    if (body >= "0" && body < "8") {
      reportOctal(cursor, whole, body, offset);
      return "?";
    }
    return SIMPLE_ESCAPES[body] ?? body;
  });
}

function reportOctal(cursor: TokenCursor, whole: string, body: string, offset: number): void {
  const { source, starts } = cursor.tokens;
  const start = (starts[cursor.at] as number) + 1 + offset;
  const unicode = `\\u${Number.parseInt(body, 8).toString(16).padStart(4, "0")}`;
  const span = writtenSpan(source, start, start + whole.length);
  cursor.report(syntaxError("octalEscape", span, { found: whole, unicode }), { ...span, text: unicode });
}
