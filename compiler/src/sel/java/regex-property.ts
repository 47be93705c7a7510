import { illegal } from "./failure.js";
import type { CharTest } from "./regex-node.js";

const inRange =
  (low: number, high: number): CharTest =>
  (codePoint) =>
    codePoint >= low && codePoint <= high;

const any =
  (...tests: readonly CharTest[]): CharTest =>
  (codePoint) =>
    tests.some((test) => test(codePoint));

const of = (characters: string): CharTest => {
  const known = new Set([...characters].map((character) => character.codePointAt(0)));
  return (codePoint) => known.has(codePoint);
};

const digit = inRange(48, 57);
const upper = inRange(65, 90);
const lower = inRange(97, 122);
const alpha = any(upper, lower);
const horizontal = any(of(" \t\u00a0\u1680\u180e\u202f\u205f\u3000"), inRange(0x2000, 0x200a));
const vertical = any(inRange(10, 13), of("\u0085\u2028\u2029"));

/** The sets that a letter behind a backslash names, in lower case; upper case is the opposite. */
export const ESCAPE_SETS: Readonly<Record<string, CharTest>> = {
  d: digit,
  w: any(alpha, digit, of("_")),
  s: any(of(" "), inRange(9, 13)),
  h: horizontal,
  v: vertical,
};

const ASCII_SETS: Readonly<Record<string, CharTest>> = {
  ASCII: inRange(0, 127),
  Alpha: alpha,
  Digit: digit,
  Alnum: any(alpha, digit),
  Punct: any(inRange(33, 47), inRange(58, 64), inRange(91, 96), inRange(123, 126)),
  Graph: inRange(33, 126),
  Print: inRange(32, 126),
  Blank: of(" \t"),
  Cntrl: any(inRange(0, 31), inRange(127, 127)),
  XDigit: any(digit, inRange(65, 70), inRange(97, 102)),
  Space: any(of(" "), inRange(9, 13)),
  Lower: lower,
  Upper: upper,
  L1: inRange(0, 255),
  all: () => true,
};

const CASED = new Set(["Lower", "Upper", "Lu", "Ll", "Lt", "javaLowerCase", "javaUpperCase", "javaTitleCase"]);
const CATEGORY = /^(?:C[cfnos]?|L[CDlmotu]?|M[cen]?|N[dlo]?|P[cdefios]?|S[ckmo]?|Z[lps]?)$/;

const JAVA_SETS: Readonly<Record<string, string>> = {
  javaLowerCase: "Lowercase",
  javaUpperCase: "Uppercase",
  javaTitleCase: "Lt",
  javaAlphabetic: "Alphabetic",
  javaIdeographic: "Ideographic",
  javaDigit: "Nd",
  javaLetter: "L",
};

const BINARY: Readonly<Record<string, string>> = {
  ALPHABETIC: "Alphabetic",
  IDEOGRAPHIC: "Ideographic",
  LETTER: "L",
  LOWERCASE: "Lowercase",
  UPPERCASE: "Uppercase",
  TITLECASE: "Lt",
  WHITE_SPACE: "White_Space",
  CONTROL: "Cc",
  PUNCTUATION: "P",
  HEX_DIGIT: "Hex_Digit",
  ASSIGNED: "Assigned",
  DIGIT: "Nd",
};

/** A set in JavaScript's notation, compiled when it is first asked. */
function lazily(source: string): CharTest {
  let pattern: RegExp | undefined;
  return (codePoint) => {
    pattern ??= new RegExp(`^${source}$`, "u");
    return pattern.test(String.fromCodePoint(codePoint));
  };
}

function unicode(property: string): CharTest | undefined {
  try {
    const pattern = new RegExp(`^\\p{${property}}$`, "u");
    return (codePoint) => pattern.test(String.fromCodePoint(codePoint));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function categorySet(name: string): CharTest | undefined {
  if (!CATEGORY.test(name)) return undefined;
  if (name === "LD") return any(unicode("L") ?? digit, unicode("Nd") ?? digit);
  return unicode(name === "LC" ? "Cased_Letter" : name);
}

function keyed(key: string, value: string): CharTest | undefined {
  switch (key.toLowerCase()) {
    case "sc":
    case "script":
      return unicode(`Script=${value.charAt(0).toUpperCase()}${value.slice(1).toLowerCase()}`);
    case "gc":
    case "general_category":
      return categorySet(value);
    default:
      return undefined;
  }
}

function namedSet(name: string): CharTest | undefined {
  const [key = "", value] = name.split("=");
  if (value !== undefined) return keyed(key, value);
  if (name.startsWith("In")) return illegal(`Unicode blocks such as \\p{${name}} are not supported here`);
  const java = JAVA_SETS[name];
  if (java !== undefined) return unicode(java);
  if (!name.startsWith("Is")) return ASCII_SETS[name] ?? categorySet(name);
  const rest = name.slice(2);
  return unicode(BINARY[rest.toUpperCase()] ?? "") ?? categorySet(rest) ?? keyed("sc", rest);
}

const UNICODE_WORD = lazily("[\\p{Alphabetic}\\p{Mn}\\p{Me}\\p{Mc}\\p{Nd}\\p{Pc}\\p{Join_Control}]");

/** The sets of `\d`, `\w` … under the flag `U`. */
export const UNICODE_ESCAPE_SETS: Readonly<Record<string, CharTest>> = {
  ...ESCAPE_SETS,
  d: lazily("\\p{Nd}"),
  w: UNICODE_WORD,
  s: lazily("\\p{White_Space}"),
};

const UNICODE_SETS: Readonly<Record<string, CharTest>> = {
  Lower: lazily("\\p{Lowercase}"),
  Upper: lazily("\\p{Uppercase}"),
  Alpha: lazily("\\p{Alphabetic}"),
  Digit: lazily("\\p{Nd}"),
  Alnum: lazily("[\\p{Alphabetic}\\p{Nd}]"),
  Punct: lazily("\\p{P}"),
  Graph: lazily("[^\\p{White_Space}\\p{Cc}\\p{Cs}\\p{Cn}]"),
  Print: lazily("[^\\p{Zl}\\p{Zp}\\p{Cc}\\p{Cs}\\p{Cn}]"),
  Blank: lazily("[\\p{Zs}\\t]"),
  Cntrl: lazily("\\p{Cc}"),
  XDigit: lazily("[\\p{Nd}\\p{Hex_Digit}]"),
  Space: lazily("\\p{White_Space}"),
};

/** The set of `\p{name}`. */
export function propertySet(name: string, ignoreCase: boolean, unicodeSets: boolean): CharTest {
  const set =
    (unicodeSets ? UNICODE_SETS[name] : undefined) ??
    namedSet(name) ??
    illegal(`\\p{${name}} is not a set of characters`);
  if (!ignoreCase || !CASED.has(name.replace(/^Is/, ""))) return set;
  return name === "Lower" || name === "Upper" ? alpha : any(unicode("Cased_Letter") ?? set, set);
}
