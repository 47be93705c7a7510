import { illegal, quoted } from "./failure.js";
import {
  type CaseFlags,
  characterSet,
  readClassBody,
  readEscapedCharacter,
  readEscapeSet,
  sameCharacter,
} from "./regex-class.js";
import { type CharTest, type Place, type Regex, type RegexNode, type RepeatMode, widthOf } from "./regex-node.js";
import { UNICODE_ESCAPE_SETS } from "./regex-property.js";
import { RegexSource } from "./regex-source.js";

interface Flags extends CaseFlags {
  readonly multiline: boolean;
  readonly dotAll: boolean;
  readonly unixLines: boolean;
  readonly comments: boolean;
}

const FLAG_NAMES: Readonly<Record<string, keyof Flags>> = {
  i: "ignoreCase",
  u: "unicodeCase",
  U: "unicodeSets",
  m: "multiline",
  s: "dotAll",
  d: "unixLines",
  x: "comments",
};

const NO_FLAGS: Flags = {
  ignoreCase: false,
  unicodeCase: false,
  unicodeSets: false,
  multiline: false,
  dotAll: false,
  unixLines: false,
  comments: false,
};

const DEPTH_LIMIT = 250;
const EMPTY: RegexNode = { kind: "sequence", items: [] };
const code = (character: string): number => character.codePointAt(0) ?? 0;
const isDigit = (codePoint: number): boolean => codePoint >= 48 && codePoint <= 57;

const isTerminator = (text: string, at: number): boolean => /^[\n\r\u0085\u2028\u2029]$/.test(text[at] ?? "");
const isWord = (text: string, at: number): boolean => /^\w$/.test(text[at] ?? "");
const isBoundary = ({ text, at }: Place): boolean => isWord(text, at - 1) !== isWord(text, at);

function isUnicodeBoundary({ text, at }: Place): boolean {
  const before = at > 0 && isUnicodeWord(text.codePointAt(at - 1) ?? 0);
  return before !== (at < text.length && isUnicodeWord(text.codePointAt(at) ?? 0));
}

const isUnicodeWord: CharTest = (codePoint) => UNICODE_ESCAPE_SETS["w"]?.(codePoint) ?? false;
const inLineBreak = (text: string, at: number): boolean => text[at - 1] === "\r" && text[at] === "\n";

function isLineStart(unix: boolean): (place: Place) => boolean {
  return ({ text, at }) => {
    if (at >= text.length || (!unix && inLineBreak(text, at))) return false;
    if (at === 0) return true;
    return unix ? text[at - 1] === "\n" : isTerminator(text, at - 1);
  };
}

function isLineEnd(unix: boolean): (place: Place) => boolean {
  return ({ text, at }) => {
    if (at >= text.length) return true;
    return unix ? text[at] === "\n" : isTerminator(text, at) && !inLineBreak(text, at);
  };
}

/** The end, or before the line break that ends the text. */
function isTextEnd(unix: boolean): (place: Place) => boolean {
  return ({ text, at }) => {
    if (at >= text.length - 2 && at >= text.length) return true;
    if (unix) return at === text.length - 1 && text[at] === "\n";
    if (at === text.length - 2) return text[at] === "\r" && text[at + 1] === "\n";
    return at === text.length - 1 && isTerminator(text, at) && !inLineBreak(text, at);
  };
}

const char = (test: CharTest): RegexNode => ({ kind: "char", test });
const assert = (holds: (place: Place) => boolean): RegexNode => ({ kind: "assert", holds });

const LINE_BREAK: RegexNode = {
  kind: "choice",
  items: [
    { kind: "sequence", items: [char((point) => point === 13), char((point) => point === 10)] },
    char((point) => (point >= 10 && point <= 13) || point === 0x85 || point === 0x2028 || point === 0x2029),
  ],
};

class RegexParser {
  private readonly source: RegexSource;
  private flags: Flags = NO_FLAGS;
  private groups = 0;
  private depth = 0;
  private readonly names: Map<string, number> = new Map();

  constructor(pattern: string) {
    this.source = new RegexSource(pattern);
  }

  parse(): Regex {
    const root = this.choice();
    if (this.source.peek() >= 0) this.source.fail("a ) closes nothing");
    return { root, groupCount: this.groups, names: this.names };
  }

  private choice(): RegexNode {
    this.depth += 1;
    if (this.depth > DEPTH_LIMIT) this.source.fail("groups are nested too deeply");
    const items = [this.sequence()];
    while (this.source.accept("|")) items.push(this.sequence());
    this.depth -= 1;
    const [first = EMPTY] = items;
    return items.length === 1 ? first : { kind: "choice", items };
  }

  private sequence(): RegexNode {
    const items: RegexNode[] = [];
    for (;;) {
      const next = this.source.peek();
      if (next < 0 || next === code("|") || next === code(")")) return { kind: "sequence", items };
      const atom = this.atom(next);
      if (atom !== undefined) items.push(this.repeated(atom));
    }
  }

  private atom(next: number): RegexNode | undefined {
    const { source, flags } = this;
    switch (String.fromCodePoint(next)) {
      case "(":
        source.at += 1;
        return this.group();
      case "[":
        source.at += 1;
        return char(readClassBody(source, flags));
      case "\\":
        return this.escape();
      case "^":
        source.at += 1;
        return assert(flags.multiline ? isLineStart(flags.unixLines) : ({ at }) => at === 0);
      case "$":
        source.at += 1;
        return assert(flags.multiline ? isLineEnd(flags.unixLines) : isTextEnd(flags.unixLines));
      case ".":
        source.at += 1;
        return char(this.dot());
      case "*":
      case "+":
      case "?":
        return source.fail(`there is nothing for ${String.fromCodePoint(next)} to repeat`);
      case "{":
        // Java takes a repetition of nothing where a literal brace would stand.
        return EMPTY;
      default:
        source.at += 1;
        return char(characterSet(next, flags));
    }
  }

  private dot(): CharTest {
    if (this.flags.dotAll) return () => true;
    if (this.flags.unixLines) return (point) => point !== 10;
    return (point) => point !== 10 && point !== 13 && point !== 0x85 && point !== 0x2028 && point !== 0x2029;
  }

  private escape(): RegexNode {
    const { source, flags } = this;
    const set = readEscapeSet(source, flags);
    if (set !== undefined) return char(set);
    source.at += 1;
    const letter = source.raw() < 0 ? "" : String.fromCodePoint(source.raw());
    if (/^[1-9]$/.test(letter)) return this.backreference();
    const special = this.special(letter);
    if (special !== undefined) {
      source.at += 1;
      return special;
    }
    if (letter === "k") return this.namedBackreference();
    return char(characterSet(readEscapedCharacter(source), flags));
  }

  private special(letter: string): RegexNode | undefined {
    switch (letter) {
      case "A":
        return assert(({ at }) => at === 0);
      case "z":
        return assert(({ text, at }) => at === text.length);
      case "Z":
        return assert(isTextEnd(this.flags.unixLines));
      case "b":
        if (this.source.raw(1) === code("{") && this.source.raw(2) === code("g"))
          illegal("boundaries of graphemes are not supported here");
        return assert(this.boundary());
      case "B": {
        const holds = this.boundary();
        return assert((place) => !holds(place));
      }
      case "G":
        return assert(({ at, last }) => at === last);
      case "R":
        return LINE_BREAK;
      case "X":
      case "N":
        return illegal(`\\${letter} in a pattern is not supported here`);
      default:
        return undefined;
    }
  }

  private boundary(): (place: Place) => boolean {
    return this.flags.unicodeSets ? isUnicodeBoundary : isBoundary;
  }

  private backreference(): RegexNode {
    let group = this.source.next() - 48;
    while (isDigit(this.source.peek()) && group * 10 + this.source.peek() - 48 <= this.groups) {
      group = group * 10 + this.source.next() - 48;
    }
    return { kind: "backreference", group, same: sameCharacter(this.flags) };
  }

  private namedBackreference(): RegexNode {
    this.source.at += 1;
    this.source.expect("<");
    const name = this.source.until(">");
    const group = this.names.get(name) ?? this.source.fail(`there is no group ${name}`);
    return { kind: "backreference", group, same: sameCharacter(this.flags) };
  }

  private group(): RegexNode | undefined {
    if (!this.source.accept("?")) return this.captured();
    const next = this.source.next();
    switch (next < 0 ? "" : String.fromCodePoint(next)) {
      case ":":
        return this.body();
      case ">":
        return { kind: "atomic", body: this.body() };
      case "=":
        return this.look(true, false);
      case "!":
        return this.look(true, true);
      case "<":
        return this.lookBehindOrName();
      default:
        this.source.at -= 1;
        return this.flagGroup();
    }
  }

  private lookBehindOrName(): RegexNode {
    const { source } = this;
    if (source.accept("=")) return this.look(false, false);
    if (source.accept("!")) return this.look(false, true);
    const name = source.until(">");
    if (!/^[a-zA-Z][a-zA-Z0-9]*$/.test(name)) source.fail(`${quoted(name)} is not a name for a group`);
    if (this.names.has(name)) source.fail(`there are two groups ${name}`);
    this.names.set(name, this.groups + 1);
    return this.captured();
  }

  private captured(): RegexNode {
    this.groups += 1;
    const number = this.groups;
    return { kind: "group", number, body: this.body() };
  }

  private look(ahead: boolean, negated: boolean): RegexNode {
    const body = this.body();
    if (!ahead && widthOf(body).max === Infinity) this.source.fail("a look-behind needs a largest length");
    return { kind: "look", ahead, negated, body };
  }

  /** Flags set inside of a group end with it. */
  private body(): RegexNode {
    const before = this.flags;
    const body = this.choice();
    this.source.expect(")");
    this.setFlags(before);
    return body;
  }

  private flagGroup(): RegexNode | undefined {
    const before = this.flags;
    let on = true;
    for (;;) {
      const letter = String.fromCodePoint(Math.max(0, this.source.next()));
      if (letter === ")") return undefined;
      if (letter === ":") {
        const body = this.choice();
        this.source.expect(")");
        this.setFlags(before);
        return body;
      }
      const name = FLAG_NAMES[letter];
      if (letter === "-" && on) on = false;
      else if (name === undefined) this.source.fail("this is not a kind of group");
      else this.setFlags({ ...this.flags, [name]: on, ...(letter === "U" ? { unicodeCase: on } : {}) });
    }
  }

  private setFlags(flags: Flags): void {
    this.flags = flags;
    this.source.comments = flags.comments;
  }

  private repeated(body: RegexNode): RegexNode {
    const { source } = this;
    const counts = source.accept("?")
      ? { min: 0, max: 1 }
      : source.accept("*")
        ? { min: 0, max: Infinity }
        : source.accept("+")
          ? { min: 1, max: Infinity }
          : source.accept("{")
            ? this.counts()
            : undefined;
    if (counts === undefined) return body;
    const mode: RepeatMode = source.accept("?") ? "lazy" : source.accept("+") ? "possessive" : "greedy";
    return { kind: "repeat", body, ...counts, mode };
  }

  private counts(): { min: number; max: number } {
    const min = this.count() ?? this.source.fail("a number must follow {");
    const max = this.source.accept(",") ? (this.count() ?? Infinity) : min;
    if (!this.source.accept("}")) this.source.fail("} is missing");
    if (max < min) this.source.fail("the counts run backwards");
    return { min, max };
  }

  private count(): number | undefined {
    let text = "";
    while (isDigit(this.source.peek())) text += String.fromCodePoint(this.source.next());
    if (text === "") return undefined;
    return Number(text) > 0x7fffffff ? this.source.fail(`${text} is too large`) : Number(text);
  }
}

/** Parses a pattern of `java.util.regex`. */
export function parseRegex(pattern: string): Regex {
  return new RegexParser(pattern).parse();
}
