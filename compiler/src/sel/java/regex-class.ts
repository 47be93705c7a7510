import type { CharTest } from "./regex-node.js";
import { ESCAPE_SETS, propertySet, UNICODE_ESCAPE_SETS } from "./regex-property.js";
import type { RegexSource } from "./regex-source.js";

/** The flags that change what characters mean. */
export interface CaseFlags {
  readonly ignoreCase: boolean;
  readonly unicodeCase: boolean;
  /** `\w`, `\d` and the like take all of Unicode. */
  readonly unicodeSets: boolean;
}

const code = (character: string): number => character.codePointAt(0) ?? 0;
const LITERAL_ESCAPES: Readonly<Record<string, number>> = { a: 7, e: 27, f: 12, n: 10, r: 13, t: 9 };

const asciiLower = (codePoint: number): number => (codePoint >= 65 && codePoint <= 90 ? codePoint + 32 : codePoint);
const asciiUpper = (codePoint: number): number => (codePoint >= 97 && codePoint <= 122 ? codePoint - 32 : codePoint);

function single(text: string, codePoint: number): number {
  const mapped = text.codePointAt(0) ?? codePoint;
  return String.fromCodePoint(mapped) === text ? mapped : codePoint;
}

const unicodeUpper = (codePoint: number): number => single(String.fromCodePoint(codePoint).toUpperCase(), codePoint);
const unicodeLower = (codePoint: number): number => single(String.fromCodePoint(codePoint).toLowerCase(), codePoint);

/** Whether two characters are the same under the flags. */
export function sameCharacter({ ignoreCase, unicodeCase }: CaseFlags): (left: number, right: number) => boolean {
  if (!ignoreCase) return (left, right) => left === right;
  if (!unicodeCase) return (left, right) => asciiLower(left) === asciiLower(right);
  return (left, right) => unicodeLower(unicodeUpper(left)) === unicodeLower(unicodeUpper(right));
}

export function characterSet(codePoint: number, flags: CaseFlags): CharTest {
  if (!flags.ignoreCase) return (other) => other === codePoint;
  const same = sameCharacter(flags);
  return (other) => same(codePoint, other);
}

function rangeSet(low: number, high: number, { ignoreCase, unicodeCase }: CaseFlags): CharTest {
  const inside: CharTest = (codePoint) => codePoint >= low && codePoint <= high;
  if (!ignoreCase) return inside;
  if (!unicodeCase) return (other) => inside(other) || inside(asciiLower(other)) || inside(asciiUpper(other));
  return (other) => inside(other) || inside(unicodeUpper(other)) || inside(unicodeLower(unicodeUpper(other)));
}

const not =
  (test: CharTest): CharTest =>
  (codePoint) =>
    !test(codePoint);

/** The set of `\d`, `\W`, `\p{L}` and the like, when the source stands at one. */
export function readEscapeSet(source: RegexSource, flags: CaseFlags): CharTest | undefined {
  if (source.raw() !== code("\\")) return undefined;
  const letter = source.raw(1) < 0 ? "" : String.fromCodePoint(source.raw(1));
  if (letter === "p" || letter === "P") {
    source.at += 2;
    const name = source.accept("{") ? source.until("}") : String.fromCodePoint(Math.max(0, source.next()));
    const set = propertySet(name, flags.ignoreCase, flags.unicodeSets);
    return letter === "P" ? not(set) : set;
  }
  const set = (flags.unicodeSets ? UNICODE_ESCAPE_SETS : ESCAPE_SETS)[letter.toLowerCase()];
  if (set === undefined || letter === "") return undefined;
  source.at += 2;
  return letter === letter.toLowerCase() ? set : not(set);
}

function readHex(source: RegexSource, digits: number): number {
  let text = "";
  while (text.length < digits) {
    const next = source.raw() < 0 ? "" : String.fromCodePoint(source.raw());
    if (!/^[0-9a-fA-F]$/.test(next)) source.fail(`${digits} hexadecimal digits are needed`);
    text += next;
    source.at += 1;
  }
  return Number.parseInt(text, 16);
}

function readBracedHex(source: RegexSource): number {
  const text = source.until("}");
  const value = /^[0-9a-fA-F]+$/.test(text) ? Number.parseInt(text, 16) : Infinity;
  return value > 0x10ffff ? source.fail(`${text} is not a character`) : value;
}

function readOctal(source: RegexSource): number {
  const isOctal = (offset: number): boolean => source.raw(offset) >= 48 && source.raw(offset) <= 55;
  if (!isOctal(0)) source.fail("an octal digit is needed");
  const length = isOctal(1) ? (isOctal(2) && source.raw() <= 51 ? 3 : 2) : 1;
  let value = 0;
  for (let index = 0; index < length; index += 1) value = value * 8 + source.next() - 48;
  return value;
}

function readUnicode(source: RegexSource): number {
  const high = readHex(source, 4);
  const pair = high >= 0xd800 && high <= 0xdbff && source.raw() === code("\\") && source.raw(1) === code("u");
  if (!pair) return high;
  const before = source.at;
  source.at += 2;
  const low = readHex(source, 4);
  if (low >= 0xdc00 && low <= 0xdfff) return (high - 0xd800) * 0x400 + (low - 0xdc00) + 0x10000;
  source.at = before;
  return high;
}

/** The character behind a backslash that has been read. */
export function readEscapedCharacter(source: RegexSource): number {
  const codePoint = source.raw();
  if (codePoint < 0) source.fail("nothing follows the backslash");
  source.at += 1;
  const letter = String.fromCodePoint(codePoint);
  const known = LITERAL_ESCAPES[letter];
  if (known !== undefined) return known;
  switch (letter) {
    case "0":
      return readOctal(source);
    case "x":
      if (source.raw() !== code("{")) return readHex(source, 2);
      source.at += 1;
      return readBracedHex(source);
    case "u":
      return readUnicode(source);
    case "c":
      return source.raw() < 0 ? source.fail("a character must follow \\c") : source.next() ^ 64;
    default:
      return /^[a-zA-Z1-9]$/.test(letter) ? source.fail(`\\${letter} means nothing here`) : codePoint;
  }
}

function readClassCharacter(source: RegexSource): number {
  if (source.peek() < 0) source.fail("] is missing");
  return source.accept("\\") ? readEscapedCharacter(source) : source.next();
}

function readRange(source: RegexSource, flags: CaseFlags): CharTest {
  source.peek();
  const escaped = readEscapeSet(source, flags);
  if (escaped !== undefined) return escaped;
  const low = readClassCharacter(source);
  const dash = source.peek() === code("-") && source.raw(1) !== code("[") && source.raw(1) !== code("]");
  if (!dash || source.raw(1) < 0) return characterSet(low, flags);
  source.at += 1;
  if (readEscapeSet(source, flags) !== undefined) source.fail("a set cannot end a range");
  const high = readClassCharacter(source);
  return high < low ? source.fail("the range runs backwards") : rangeSet(low, high, flags);
}

const both = (left: CharTest | undefined, right: CharTest): CharTest =>
  left === undefined ? right : (codePoint) => left(codePoint) && right(codePoint);
const either = (left: CharTest | undefined, right: CharTest): CharTest =>
  left === undefined ? right : (codePoint) => left(codePoint) || right(codePoint);

/** The right side of `&&`, up to the next `&&` or the end of the class. */
function readIntersection(source: RegexSource, flags: CaseFlags, depth: number): CharTest | undefined {
  let set: CharTest | undefined;
  while (source.peek() !== code("]") && source.peek() !== code("&")) {
    if (source.peek() < 0) source.fail("] is missing");
    set = either(set, source.accept("[") ? readClassBody(source, flags, depth + 1) : readUnion(source, flags, depth));
  }
  return set;
}

/** Members up to the end of the class, which stays; a nested `&&` binds them first. */
function readUnion(source: RegexSource, flags: CaseFlags, depth: number): CharTest {
  let set: CharTest | undefined;
  for (;;) {
    const next = source.peek();
    if (next < 0) return source.fail("] is missing");
    if (next === code("]") && set !== undefined) return set;
    if (next === code("[")) {
      source.at += 1;
      set = either(set, readClassBody(source, flags, depth + 1));
    } else if (next === code("&") && source.raw(1) === code("&")) {
      source.at += 2;
      const right = readIntersection(source, flags, depth);
      if (right !== undefined) set = both(set, right);
      else if (set === undefined) source.fail("&& needs a left side");
      else set = both(set, set);
    } else set = either(set, readRange(source, flags));
  }
}

const DEPTH_LIMIT = 100;

/** Reads a class whose `[` has been read. */
export function readClassBody(source: RegexSource, flags: CaseFlags, depth = 0): CharTest {
  if (depth > DEPTH_LIMIT) source.fail("character classes are nested too deeply");
  const negated = source.accept("^");
  const set = readUnion(source, flags, depth);
  source.expect("]");
  return negated ? not(set) : set;
}
