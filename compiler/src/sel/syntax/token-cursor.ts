import type { SelSpan } from "./ast.js";
import { isAsWritten, type Tokens, tokenEnds, tokenKinds, tokenStarts } from "./lexer.js";
import { type SourceText, writtenOffset } from "./source-text.js";
import type { SelSyntaxError } from "./syntax-error.js";
import { syntaxError } from "./syntax-error.js";
import { Token, type TokenKind } from "./token.js";

/** Thrown inside the parser to leave a statement that cannot be read; never leaves `parseSel`. */
export class SyntaxStop extends Error {}

const SHOWN_LENGTH = 24;
const SAFE_DIGITS = 15;
const ZERO = 48;

const INSTEAD: Readonly<Record<string, string>> = {
  "++": "write x += 1",
  "--": "write x -= 1; two minus signs need a blank between them",
  "&": "write && (both sides are always evaluated)",
  "|": "write || (both sides are always evaluated)",
  "<<": "multiply by a power of two",
  ">>": "divide by a power of two",
};

const REPLACED: Readonly<Record<string, string>> = { "&": "&&", "|": "||", "++": " += 1", "--": " -= 1" };
const ENDS: ReadonlySet<TokenKind> = new Set([Token.semicolon, Token.closeParen]);

const STATEMENT_INSTEAD: Readonly<Record<string, string>> = {
  do: "write while (condition) { … }",
  switch: "write if … else if …",
  try: "nothing can be caught in SEL; test before you call",
  instanceof: "the type of a value is known from how it was made",
};

/** Walks the tokens and reports what was found where something else was expected. */
export class TokenCursor {
  readonly tokens: Tokens;
  readonly errors: SelSyntaxError[];
  at = 0;
  private readonly decoded: string;
  /** Set where offsets have to be translated. */
  private readonly moved: SourceText | undefined;

  constructor(tokens: Tokens) {
    this.tokens = tokens;
    this.errors = tokens.errors;
    this.decoded = tokens.text;
    this.moved = isAsWritten(tokens.source) ? undefined : tokens.source;
  }

  peek(): TokenKind {
    return tokenKinds[this.at] as TokenKind;
  }

  peekAfter(distance: number): TokenKind {
    const index = this.at + distance;
    return index < this.tokens.count ? this.kindOf(index) : Token.end;
  }

  kindOf(index: number): TokenKind {
    return tokenKinds[index] as TokenKind;
  }

  text(index: number): string {
    return this.decoded.slice(tokenStarts[index], tokenEnds[index]);
  }

  /** The text of token `index` without its first and last character. */
  quotedText(index: number): string {
    return this.decoded.slice((tokenStarts[index] as number) + 1, (tokenEnds[index] as number) - 1);
  }

  /** The value of a token of at most 15 digits; leading zeros are decimal here, unlike in Java. */
  smallNumber(index: number): number | undefined {
    const start = tokenStarts[index] as number;
    const end = tokenEnds[index] as number;
    if (end - start > SAFE_DIGITS) return undefined;
    let value = 0;
    for (let at = start; at < end; at += 1) {
      const digit = this.decoded.charCodeAt(at) - ZERO;
      // The last character may be l or L.
      if (digit > 9) break;
      value = value * 10 + digit;
    }
    return value;
  }

  /** Written offset at which token `index` starts. */
  startOf(index: number): number {
    return this.written(tokenStarts[index] as number);
  }

  /** Written offset at which token `index` ends. */
  endOf(index: number): number {
    return this.written(tokenEnds[index] as number);
  }

  /** Where token `index` starts in the decoded text. */
  decodedStart(index: number): number {
    return tokenStarts[index] as number;
  }

  private written(at: number): number {
    return this.moved === undefined ? at : writtenOffset(this.moved, at);
  }

  /** Written offset at which the last consumed token ends. */
  lastEnd(): number {
    return this.at === 0 ? 0 : this.endOf(this.at - 1);
  }

  accept(kind: TokenKind): boolean {
    if (this.peek() !== kind) return false;
    this.at += 1;
    return true;
  }

  expect(kind: TokenKind, expected: string): number {
    if (this.peek() !== kind) throw this.unexpected(expected);
    this.at += 1;
    return this.at - 1;
  }

  /** Consumes the `;` of a statement; when only that is missing the error says where it belongs. */
  expectSemicolon(): void {
    if (this.accept(Token.semicolon)) return;
    const special = this.specialError();
    if (special !== undefined) throw this.report(special, this.operatorFix());
    if (this.peek() === Token.string && this.at > 0 && this.kindOf(this.at - 1) === Token.string)
      throw this.quoteInside();
    const end = this.lastEnd();
    const span = this.peek() === Token.end ? { start: Math.max(0, end - 1), end } : this.tokenSpan();
    throw this.report(
      syntaxError("missingSemicolon", span, { found: this.shown() }),
      this.peek() === Token.end ? { start: end, end, text: ";" } : undefined,
    );
  }

  unexpected(expected: string): SyntaxStop {
    const special = this.specialError();
    if (special !== undefined) return this.report(special, this.operatorFix());
    const isCast = this.peek() === Token.primitive && this.peekAfter(1) === Token.closeParen;
    const hint = isCast ? { hint: "SEL has no casts: write d.longValue(), n * 1.0 or '' + n" } : {};
    return this.report(syntaxError("unexpectedToken", this.tokenSpan(), { found: this.shown(), expected, ...hint }));
  }

  private quoteInside(): SyntaxStop {
    const params = { found: this.shown(), expected: "an operator or ;", hint: "write a quote inside a string as \\'" };
    return this.report(syntaxError("unexpectedToken", this.tokenSpan(), params));
  }

  report(error: SelSyntaxError, fix?: SelSyntaxError["fix"]): SyntaxStop {
    const last = this.errors.at(-1);
    const isFollower = last !== undefined && error.start < last.end && last.start < error.end;
    if (!isFollower) this.errors.push(fix === undefined ? error : { ...error, fix });
    return new SyntaxStop();
  }

  tokenSpan(): SelSpan {
    return { start: this.startOf(this.at), end: this.endOf(this.at) };
  }

  private shown(): string {
    if (this.peek() === Token.end) return "the end of the expression";
    const text = this.text(this.at);
    return text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text;
  }

  private operatorFix(): SelSyntaxError["fix"] {
    const text = REPLACED[this.text(this.at)];
    if (text === undefined) return undefined;
    const isCount = text.startsWith(" ");
    // x++ can be rewritten in place, ++x and x++ + 1 cannot.
    const stands = this.at > 0 && this.kindOf(this.at - 1) === Token.identifier && ENDS.has(this.peekAfter(1));
    return isCount && !stands ? undefined : { ...this.tokenSpan(), text };
  }

  private specialError(): SelSyntaxError | undefined {
    const found = this.text(this.at);
    if (this.peek() === Token.unusedOperator) {
      return syntaxError("operatorNotInSel", this.tokenSpan(), { found, instead: INSTEAD[found] ?? "" });
    }
    if (this.peek() !== Token.reserved) return undefined;
    const instead = STATEMENT_INSTEAD[found];
    return instead === undefined
      ? syntaxError("reservedWord", this.tokenSpan(), { name: found })
      : syntaxError("statementNotInSel", this.tokenSpan(), { found, instead });
  }
}
