import type {
  SelArrayLiteral,
  SelAssign,
  SelAssignOperator,
  SelBinaryOperator,
  SelExpression,
  SelIndex,
  SelName,
  SelNew,
  SelNewArray,
  SelTypeName,
  SelUnaryOperator,
} from "./ast.js";
import { isLiteral, parseLiteral } from "./literal.js";
import { syntaxError } from "./syntax-error.js";
import { operatorText, Token, type TokenKind } from "./token.js";
import { TokenCursor } from "./token-cursor.js";

/** Levels of nesting after which a text is refused; Java's stack holds about as much. */
const NESTING_LIMIT = 400;
/** Length after which a chain of operators or members is refused: Maestro's evaluation overflows near 3,000. */
const CHAIN_LIMIT = 3000;

const LEVELS = new Uint8Array(128);
for (const [kind, level] of [
  [Token.or, 1],
  [Token.and, 2],
  [Token.equal, 3],
  [Token.notEqual, 3],
  [Token.less, 4],
  [Token.greater, 4],
  [Token.lessEqual, 4],
  [Token.greaterEqual, 4],
  [Token.plus, 5],
  [Token.minus, 5],
  [Token.times, 6],
  [Token.divide, 6],
  [Token.remainder, 6],
] as const) {
  LEVELS[kind] = level;
}

const levelOf = (kind: TokenKind): number => LEVELS[kind] as number;
const isAssignOperator = (kind: TokenKind): boolean => kind >= Token.assign && kind <= Token.minusAssign;
const isUnaryOperator = (kind: TokenKind): boolean =>
  kind === Token.minus || kind === Token.plus || kind === Token.bang;

type Assignable = SelName | (SelIndex & { readonly object: SelName });

/** Parses SEL's expressions by recursive descent over the tokens. */
export class ExpressionParser extends TokenCursor {
  private nesting = 0;

  /** Counts a level of nesting, so that no text overflows the stack; `leave` ends it. */
  protected enter(): void {
    this.nesting += 1;
    if (this.nesting > NESTING_LIMIT) throw this.tooDeep(NESTING_LIMIT);
  }

  protected leave(): void {
    this.nesting -= 1;
  }

  protected resetNesting(level: number): void {
    this.nesting = level;
  }

  protected nestingLevel(): number {
    return this.nesting;
  }

  expression(): SelExpression {
    this.enter();
    const first = this.at;
    let result = this.unary();
    if (levelOf(this.peek()) > 0) result = this.binary(1, first, result);
    const next = this.peek();
    if (next === Token.question) result = this.ternary(first, result);
    else if (isAssignOperator(next)) result = this.assignment(first, result);
    this.leave();
    return result;
  }

  private ternary(first: number, condition: SelExpression): SelExpression {
    this.at += 1;
    const then = this.expression();
    this.expect(Token.colon, ":");
    const otherwise = this.expression();
    return { kind: "ternary", condition, then, otherwise, start: this.startOf(first), end: this.lastEnd() };
  }

  /** What a `for` accepts as its first or last part: an assignment or a primary. */
  forStep(): SelExpression {
    const first = this.at;
    const primary = this.primary();
    return isAssignOperator(this.peek()) ? this.assignment(first, primary) : primary;
  }

  typeName(): SelTypeName {
    const first = this.at;
    if (this.peek() !== Token.primitive && this.peek() !== Token.identifier) throw this.unexpected("a type");
    this.at += 1;
    const array = this.peek() === Token.openBracket && this.peekAfter(1) === Token.closeBracket;
    if (array) this.at += 2;
    return { name: this.text(first), array, start: this.startOf(first), end: this.lastEnd() };
  }

  name(expected: string): SelName {
    return this.nameAt(this.expect(Token.identifier, expected));
  }

  private nameAt(index: number): SelName {
    return { kind: "name", name: this.text(index), start: this.startOf(index), end: this.endOf(index) };
  }

  private assignment(first: number, target: SelExpression): SelExpression {
    if (!this.isAssignable(first, target)) {
      const isGeneric = target.kind === "binary" && (target.operator === "<" || target.operator === ">");
      const params = isGeneric ? { hint: "SEL has no generics: write Map x = new HashMap();" } : {};
      throw this.report(syntaxError("notAssignable", { start: this.startOf(first), end: this.lastEnd() }, params));
    }
    const operator = operatorText(this.peek()) as SelAssignOperator;
    this.at += 1;
    const value = this.expression();
    const parts = target.kind === "name" ? { target } : { target: target.object, index: target.index };
    return { kind: "assign", ...parts, operator, value, start: this.startOf(first), end: this.lastEnd() } as SelAssign;
  }

  private isAssignable(first: number, target: SelExpression): target is Assignable {
    if (this.kindOf(first) !== Token.identifier) return false;
    if (target.kind === "name") return this.at === first + 1;
    return target.kind === "index" && target.object.kind === "name" && target.object.end === this.endOf(first);
  }

  /** Continues an expression with the operators that bind at least as tight as `lowest`. */
  private binary(lowest: number, first: number, operand: SelExpression): SelExpression {
    let left = operand;
    let links = 0;
    for (let level = levelOf(this.peek()); level >= lowest; level = levelOf(this.peek())) {
      links += 1;
      if (links > CHAIN_LIMIT) throw this.tooDeep(CHAIN_LIMIT);
      const operator = operatorText(this.peek()) as SelBinaryOperator;
      const operatorStart = this.startOf(this.at);
      this.at += 1;
      const second = this.at;
      let right = this.unary();
      if (levelOf(this.peek()) > level) right = this.binary(level + 1, second, right);
      left = { kind: "binary", operator, operatorStart, left, right, start: this.startOf(first), end: this.lastEnd() };
    }
    return left;
  }

  private unary(): SelExpression {
    if (!isUnaryOperator(this.peek())) return this.primary();
    const first = this.at;
    while (isUnaryOperator(this.peek())) this.at += 1;
    const last = this.at;
    if (this.nesting + last - first > NESTING_LIMIT) throw this.tooDeep(NESTING_LIMIT);
    let operand = this.primary();
    for (let index = last - 1; index >= first; index -= 1) {
      const operator = operatorText(this.kindOf(index)) as SelUnaryOperator;
      operand = { kind: "unary", operator, operand, start: this.startOf(index), end: this.lastEnd() };
    }
    return operand;
  }

  private primary(): SelExpression {
    const first = this.at;
    let object = this.prefix();
    for (let links = 0; ; links += 1) {
      const kind = this.peek();
      if (kind !== Token.dot && kind !== Token.openBracket) return object;
      if (links > CHAIN_LIMIT) throw this.tooDeep(CHAIN_LIMIT);
      object = kind === Token.dot ? this.member(first, object) : this.indexed(first, object);
    }
  }

  private indexed(first: number, object: SelExpression): SelExpression {
    this.at += 1;
    const index = this.expression();
    this.expect(Token.closeBracket, "]");
    return { kind: "index", object, index, start: this.startOf(first), end: this.lastEnd() };
  }

  private member(first: number, object: SelExpression): SelExpression {
    this.at += 1;
    const member = this.name("the name of a field or method");
    if (this.peek() !== Token.openParen) {
      return { kind: "field", object, field: member, start: this.startOf(first), end: this.lastEnd() };
    }
    const args = this.args();
    return { kind: "call", object, method: member, args, start: this.startOf(first), end: this.lastEnd() };
  }

  private args(): SelExpression[] {
    this.expect(Token.openParen, "(");
    if (this.accept(Token.closeParen)) return [];
    const args = [this.expression()];
    while (this.accept(Token.comma)) args.push(this.expression());
    this.expect(Token.closeParen, ", or )");
    return args;
  }

  private prefix(): SelExpression {
    const kind = this.peek();
    switch (kind) {
      case Token.identifier:
        return this.nameAt(this.at++);
      case Token.openParen:
        return this.parenthesised();
      case Token.new:
        return this.creation();
      default:
        if (!isLiteral(kind)) throw this.unexpected("a value");
        return parseLiteral(this, kind);
    }
  }

  private parenthesised(): SelExpression {
    this.at += 1;
    const inner = this.expression();
    this.expect(Token.closeParen, ")");
    return inner;
  }

  private creation(): SelNew | SelNewArray | SelArrayLiteral {
    const first = this.at;
    this.at += 1;
    const primitive = this.peek() === Token.primitive;
    const type = this.typeName();
    const start = this.startOf(first);
    if (type.array) return { kind: "arrayLiteral", type, elements: this.elements(), start, end: this.lastEnd() };
    if (this.accept(Token.openBracket)) {
      const size = this.expression();
      this.expect(Token.closeBracket, "]");
      return { kind: "newArray", type, size, start, end: this.lastEnd() };
    }
    if (primitive) throw this.unexpected("[");
    return { kind: "new", type, args: this.args(), start, end: this.lastEnd() };
  }

  private elements(): SelExpression[] {
    this.expect(Token.openBrace, "{");
    const elements: SelExpression[] = [];
    while (this.peek() !== Token.closeBrace && this.peek() !== Token.comma) {
      elements.push(this.expression());
      if (this.peek() !== Token.comma || this.peekAfter(1) === Token.closeBrace) break;
      this.at += 1;
      if (this.peek() === Token.comma) throw this.unexpected("an element");
    }
    this.accept(Token.comma);
    this.expect(Token.closeBrace, ", or }");
    return elements;
  }

  private tooDeep(limit: number): Error {
    return this.report(syntaxError("nestedTooDeeply", this.tokenSpan(), { limit }));
  }
}
