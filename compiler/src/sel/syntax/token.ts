/** Token kinds; the order of the groups is used for range checks. */
export const Token = {
  end: 0,
  bad: 1,
  long: 2,
  hex: 3,
  double: 4,
  string: 5,
  identifier: 6,
  primitive: 10,
  true: 11,
  false: 12,
  null: 13,
  new: 14,
  if: 15,
  else: 16,
  for: 17,
  while: 18,
  break: 19,
  continue: 20,
  return: 21,
  throw: 22,
  import: 23,
  static: 24,
  reserved: 25,
  openParen: 30,
  closeParen: 31,
  openBrace: 32,
  closeBrace: 33,
  openBracket: 34,
  closeBracket: 35,
  semicolon: 36,
  comma: 37,
  dot: 38,
  question: 39,
  colon: 40,
  bang: 41,
  assign: 50,
  timesAssign: 51,
  divideAssign: 52,
  remainderAssign: 53,
  plusAssign: 54,
  minusAssign: 55,
  or: 60,
  and: 61,
  equal: 62,
  notEqual: 63,
  less: 64,
  greater: 65,
  lessEqual: 66,
  greaterEqual: 67,
  plus: 68,
  minus: 69,
  times: 70,
  divide: 71,
  remainder: 72,
  unusedOperator: 80,
} as const;

/** The kind of a token. */
export type TokenKind = (typeof Token)[keyof typeof Token];

const RESERVED =
  "abstract byte case catch char class const default do extends final finally goto implements instanceof interface " +
  "native package private protected public short super switch synchronized this throws transient try void volatile";

/** Words that are never identifiers, with the kind of token each is. */
const KEYWORDS: ReadonlyMap<string, TokenKind> = new Map<string, TokenKind>([
  ...RESERVED.split(" ").map((word): [string, TokenKind] => [word, Token.reserved]),
  ...["boolean", "int", "long", "float", "double"].map((word): [string, TokenKind] => [word, Token.primitive]),
  ["true", Token.true],
  ["false", Token.false],
  ["null", Token.null],
  ["new", Token.new],
  ["if", Token.if],
  ["else", Token.else],
  ["for", Token.for],
  ["while", Token.while],
  ["break", Token.break],
  ["continue", Token.continue],
  ["return", Token.return],
  ["throw", Token.throw],
  ["import", Token.import],
  ["static", Token.static],
]);

/** Operators and punctuation by text; the lexer takes the longest that matches. */
export const PUNCTUATION: ReadonlyMap<string, TokenKind> = new Map<string, TokenKind>([
  ["(", Token.openParen],
  [")", Token.closeParen],
  ["{", Token.openBrace],
  ["}", Token.closeBrace],
  ["[", Token.openBracket],
  ["]", Token.closeBracket],
  [";", Token.semicolon],
  [",", Token.comma],
  [".", Token.dot],
  ["?", Token.question],
  [":", Token.colon],
  ["!", Token.bang],
  ["=", Token.assign],
  ["*=", Token.timesAssign],
  ["/=", Token.divideAssign],
  ["%=", Token.remainderAssign],
  ["+=", Token.plusAssign],
  ["-=", Token.minusAssign],
  ["||", Token.or],
  ["&&", Token.and],
  ["==", Token.equal],
  ["!=", Token.notEqual],
  ["<", Token.less],
  [">", Token.greater],
  ["<=", Token.lessEqual],
  [">=", Token.greaterEqual],
  ["+", Token.plus],
  ["-", Token.minus],
  ["*", Token.times],
  ["/", Token.divide],
  ["%", Token.remainder],
  ...["++", "--", "~", "&", "|", "^", "<<", ">>", ">>>", "&=", "|=", "^=", "<<=", ">>=", ">>>="].map(
    (text): [string, TokenKind] => [text, Token.unusedOperator],
  ),
]);

type Keyword = readonly [word: string, kind: TokenKind];

const LENGTHS = 16;
// By first letter and length: most names are told apart by that and their last letter alone.
const keywords: (readonly Keyword[] | undefined)[] = new Array(128 * LENGTHS).fill(undefined);
for (const keyword of KEYWORDS) {
  const place = keyword[0].charCodeAt(0) * LENGTHS + keyword[0].length;
  keywords[place] = [...(keywords[place] ?? []), keyword];
}

/** The kind of the word between two offsets. */
export function wordKind(text: string, start: number, end: number): TokenKind {
  const length = end - start;
  const alike = length < LENGTHS ? keywords[text.charCodeAt(start) * LENGTHS + length] : undefined;
  if (alike === undefined) return Token.identifier;
  const last = text.charCodeAt(end - 1);
  for (const [word, kind] of alike) {
    if (word.charCodeAt(length - 1) === last && text.startsWith(word, start)) return kind;
  }
  return Token.identifier;
}

const EQUALS = 61;
const singles = new Uint8Array(128);
const withEquals = new Uint8Array(128);
const doubled = new Uint8Array(128);
for (const [text, kind] of PUNCTUATION) {
  const code = text.charCodeAt(0);
  const next = text.charCodeAt(1);
  if (text.length === 1) singles[code] = kind;
  // "<<" and ">>" may go on.
  if (text.length !== 2 || text === "<<" || text === ">>") continue;
  if (next === EQUALS) withEquals[code] = kind;
  else doubled[code] = kind;
}
const isOperator = new Uint8Array(128);
for (const char of "+-*/%=!<>&|^") isOperator[char.charCodeAt(0)] = 1;

/** The kind of an ASCII punctuation of one character; 0 when what follows may extend it. */
export function singleKind(code: number, next: number): TokenKind | 0 {
  const isExtended = (next === code || next === EQUALS) && isOperator[code] === 1;
  return isExtended ? 0 : (singles[code] as TokenKind);
}

/** The kind of an ASCII punctuation of exactly two characters; 0 when there is none. */
export function pairKind(code: number, next: number): TokenKind | 0 {
  if (next === EQUALS) return withEquals[code] as TokenKind;
  return next === code ? (doubled[code] as TokenKind) : 0;
}

const OPERATOR_TEXTS: readonly string[] = [...PUNCTUATION].reduce<string[]>((texts, [text, kind]) => {
  if (kind !== Token.unusedOperator) texts[kind] = text;
  return texts;
}, []);

/** The text of an operator by its kind. */
export const operatorText = (kind: TokenKind): string => OPERATOR_TEXTS[kind] as string;
