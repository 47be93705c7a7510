import { illegal, quoted } from "./failure.js";

/** A pattern being read, code point by code point. */
export class RegexSource {
  readonly pattern: string;
  at = 0;
  /** Blanks and comments between the parts are skipped. */
  comments = false;
  private readonly points: readonly number[];

  constructor(pattern: string) {
    this.pattern = pattern;
    this.points = [...unquoted(pattern)].map((character) => character.codePointAt(0) ?? 0);
  }

  /** The next character, or -1 at the end. */
  peek(): number {
    if (this.comments) this.skipComments();
    return this.points[this.at] ?? -1;
  }

  /** A character as it stands, even a blank. */
  raw(offset = 0): number {
    return this.points[this.at + offset] ?? -1;
  }

  next(): number {
    const codePoint = this.peek();
    this.at += 1;
    return codePoint;
  }

  accept(character: string): boolean {
    if (this.peek() !== character.codePointAt(0)) return false;
    this.at += 1;
    return true;
  }

  expect(character: string): void {
    if (!this.accept(character)) this.fail(`${character} is missing`);
  }

  /** Reads the characters up to one that is left behind. */
  until(character: string): string {
    const end = this.points.indexOf(character.codePointAt(0) ?? 0, this.at);
    if (end < 0) this.fail(`${character} is missing`);
    const text = String.fromCodePoint(...this.points.slice(this.at, end));
    this.at = end + 1;
    return text;
  }

  fail(message: string): never {
    return illegal(`the pattern ${quoted(this.pattern)} is wrong at character ${this.at + 1}: ${message}`);
  }

  private skipComments(): void {
    for (;;) {
      const codePoint = this.points[this.at] ?? -1;
      if (codePoint === 35) {
        while (this.at < this.points.length && !/[\n\r\u0085\u2028\u2029]/.test(String.fromCodePoint(this.raw()))) {
          this.at += 1;
        }
      } else if (codePoint === 32 || (codePoint >= 9 && codePoint <= 13)) this.at += 1;
      else return;
    }
  }
}

/** Replaces `\Q…\E` by the same text with backslashes. */
function unquoted(pattern: string): string {
  return pattern.replace(/\\(?:Q([\s\S]*?)(?:\\E|$)|[\s\S])/g, (whole, quoted: string | undefined) =>
    quoted === undefined ? whole : quoted.replace(/[^a-zA-Z0-9\u0080-\uffff]/g, "\\$&"),
  );
}
