import type {
  SelBlock,
  SelDeclaration,
  SelDeclarator,
  SelExpression,
  SelFor,
  SelIf,
  SelImport,
  SelProgram,
  SelReturn,
  SelStatement,
  SelThrow,
} from "./ast.js";
import { ExpressionParser } from "./expression-parser.js";
import { LENGTH_LIMIT, tokenize } from "./lexer.js";
import { sanitizeParam, trimmedStart } from "./sanitize.js";
import type { SourcePlace } from "./source-text.js";
import type { SelSyntaxError } from "./syntax-error.js";
import { syntaxError } from "./syntax-error.js";
import { Token } from "./token.js";
import { SyntaxStop } from "./token-cursor.js";

/** A parsed text: the statements that could be read and everything wrong with the rest. */
export interface SelParseResult {
  /** Absent only when the text was not read at all. With errors it holds what could be read. */
  readonly program: SelProgram | undefined;
  readonly errors: readonly SelSyntaxError[];
}

/** How a text is read. */
export interface SelParseOptions {
  /** The text defines a param, so Maestro's rule for the final semicolon applies first. */
  readonly param?: boolean;
}

const NO_IMPORTS: readonly SelImport[] = [];
const IMPORT = 0;
const STATEMENT = 1;

class ProgramParser extends ExpressionParser {
  program(): SelProgram {
    let imports: readonly SelImport[] = NO_IMPORTS;
    while (this.peek() === Token.import) imports = [...imports, ...this.recover(IMPORT)] as SelImport[];
    // Most texts are one statement.
    const body = this.peek() === Token.end ? [] : (this.recover(STATEMENT) as SelStatement[]);
    while (this.peek() !== Token.end) body.push(...(this.recover(STATEMENT) as SelStatement[]));
    return { kind: "program", imports, body, start: 0, end: this.startOf(this.at) };
  }

  /** Reads one item as a list; what cannot be read is reported and skipped, and the list is empty. */
  private recover(kind: 0 | 1): (SelImport | SelStatement)[] {
    const level = this.nestingLevel();
    const first = this.at;
    try {
      return [kind === IMPORT ? this.importStatement() : this.blockStatement()];
    } catch (stop) {
      if (!(stop instanceof SyntaxStop)) throw stop;
      this.resetNesting(level);
      this.skipStatement(first);
      return [];
    }
  }

  /** Moves behind the statement that began at `first` and could not be read. */
  private skipStatement(first: number): void {
    // do { … } while (…); is one statement in the language it comes from.
    const endsAtBrace = this.text(first) !== "do";
    if (this.at === first) this.at += 1;
    let depth = 0;
    while (this.peek() !== Token.end) {
      const kind = this.peek();
      this.at += 1;
      if (kind === Token.openBrace) depth += 1;
      if (kind === Token.closeBrace) depth -= 1;
      if (depth <= 0 && (kind === Token.semicolon || (kind === Token.closeBrace && endsAtBrace))) break;
    }
    this.at = Math.min(this.at, this.tokens.count - 1);
  }

  private importStatement(): SelImport {
    const first = this.expect(Token.import, "import");
    const isStatic = this.accept(Token.static);
    const path = [this.name("a name").name];
    let wildcard = false;
    while (!wildcard && this.accept(Token.dot)) {
      wildcard = this.accept(Token.times);
      if (!wildcard) path.push(this.name("a name or *").name);
    }
    this.expectSemicolon();
    return { kind: "import", static: isStatic, path, wildcard, start: this.startOf(first), end: this.lastEnd() };
  }

  private isDeclaration(): boolean {
    if (this.peek() !== Token.primitive && this.peek() !== Token.identifier) return false;
    const next = this.peekAfter(1);
    if (next !== Token.openBracket) return next === Token.identifier;
    return this.peekAfter(2) === Token.closeBracket && this.peekAfter(3) === Token.identifier;
  }

  private blockStatement(): SelStatement {
    if (!this.isDeclaration()) return this.statement();
    const declaration = this.declaration();
    this.expectSemicolon();
    return { ...declaration, end: this.lastEnd() };
  }

  private declaration(): SelDeclaration {
    const first = this.at;
    const type = this.typeName();
    const declarators = [this.declarator()];
    while (this.accept(Token.comma)) declarators.push(this.declarator());
    return { kind: "declaration", type, declarators, start: this.startOf(first), end: this.lastEnd() };
  }

  private declarator(): SelDeclarator {
    const name = this.name("the name of a variable");
    if (!this.accept(Token.assign)) return { name, start: name.start, end: name.end };
    const init = this.expression();
    return { name, init, start: name.start, end: this.lastEnd() };
  }

  private statement(): SelStatement {
    this.enter();
    const statement = this.statementOfKind();
    this.leave();
    return statement;
  }

  private statementOfKind(): SelStatement {
    switch (this.peek()) {
      case Token.openBrace:
        return this.block();
      case Token.if:
        return this.ifStatement();
      case Token.while:
        return this.whileStatement();
      case Token.for:
        return this.forStatement();
      case Token.break:
      case Token.continue:
        return this.jump();
      case Token.return:
      case Token.throw:
        return this.exit();
      case Token.semicolon:
        throw this.report(syntaxError("emptyStatement", this.tokenSpan(), {}), { ...this.tokenSpan(), text: "" });
      default:
        return this.expressionStatement();
    }
  }

  /** The body of an `if` or a loop, where a declaration needs braces. */
  private body(statement: string): SelStatement {
    if (!this.isDeclaration()) return this.statement();
    const start = this.startOf(this.at);
    this.declaration();
    throw this.report(syntaxError("declarationNeedsBlock", { start, end: this.lastEnd() }, { statement }));
  }

  private block(): SelBlock {
    const first = this.expect(Token.openBrace, "{");
    const body: SelStatement[] = [];
    while (this.peek() !== Token.closeBrace) {
      if (this.peek() === Token.end) throw this.unexpected("}");
      body.push(this.blockStatement());
    }
    this.at += 1;
    return { kind: "block", body, start: this.startOf(first), end: this.lastEnd() };
  }

  private condition(): SelExpression {
    this.expect(Token.openParen, "(");
    const condition = this.expression();
    this.expect(Token.closeParen, ")");
    return condition;
  }

  private ifStatement(): SelIf {
    const start = this.startOf(this.expect(Token.if, "if"));
    const condition = this.condition();
    const then = this.body("if");
    if (!this.accept(Token.else)) return { kind: "if", condition, then, start, end: this.lastEnd() };
    const otherwise = this.body("else");
    return { kind: "if", condition, then, otherwise, start, end: this.lastEnd() };
  }

  private whileStatement(): SelStatement {
    const start = this.startOf(this.expect(Token.while, "while"));
    const condition = this.condition();
    const body = this.body("while");
    return { kind: "while", condition, body, start, end: this.lastEnd() };
  }

  private forStatement(): SelFor {
    const start = this.startOf(this.expect(Token.for, "for"));
    this.expect(Token.openParen, "(");
    const init = this.peek() === Token.semicolon ? undefined : this.forInit();
    this.expect(Token.semicolon, ";");
    const condition = this.peek() === Token.semicolon ? undefined : this.expression();
    this.expect(Token.semicolon, ";");
    const step = this.peek() === Token.closeParen ? undefined : this.forStep();
    this.expect(Token.closeParen, ")");
    const body = this.body("for");
    return {
      kind: "for",
      ...(init === undefined ? {} : { init }),
      ...(condition === undefined ? {} : { condition }),
      ...(step === undefined ? {} : { step }),
      body,
      start,
      end: this.lastEnd(),
    };
  }

  private forInit(): SelDeclaration | SelExpression {
    return this.isDeclaration() ? this.declaration() : this.forStep();
  }

  private jump(): SelStatement {
    const first = this.at;
    const kind = this.peek() === Token.break ? "break" : "continue";
    this.at += 1;
    this.expectSemicolon();
    return { kind, start: this.startOf(first), end: this.lastEnd() };
  }

  private exit(): SelReturn | SelThrow {
    const first = this.at;
    const kind = this.peek() === Token.return ? "return" : "throw";
    this.at += 1;
    const value = this.expression();
    this.expectSemicolon();
    return { kind, value, start: this.startOf(first), end: this.lastEnd() };
  }

  private expressionStatement(): SelStatement {
    const first = this.at;
    const expression = this.expression();
    this.expectSemicolon();
    return { kind: "expression", expression, start: this.startOf(first), end: this.lastEnd() };
  }
}

/**
 * Parses an SEL text; never throws.
 * @example
 * parseSel("1 + x;").program; // { kind: "program", body: [{ kind: "expression", … }], … }
 */
export function parseSel(text: string, options?: SelParseOptions): SelParseResult {
  const { length } = text;
  if (options?.param !== true) return parseText(text, { base: 0, limit: length });
  return parseText(sanitizeParam(text), { base: trimmedStart(text), limit: length });
}

function parseText(text: string, place: SourcePlace): SelParseResult {
  const { length } = text;
  if (length >= LENGTH_LIMIT) {
    const span = { start: place.base, end: place.limit };
    return { program: undefined, errors: [syntaxError("textTooLong", span, { length })] };
  }
  const errors: SelSyntaxError[] = [];
  const program = new ProgramParser(tokenize(text, errors, place)).program();
  return { program, errors: errors.length > 1 ? errors.sort((left, right) => left.start - right.start) : errors };
}
