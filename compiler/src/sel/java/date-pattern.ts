import { illegal, quoted } from "./failure.js";

/** One part of a date format. */
export type FormatItem =
  | {
      readonly kind: "number";
      readonly field: string;
      readonly minimum: number;
      readonly maximum: number;
      readonly signed: boolean;
    }
  | { readonly kind: "twoDigitYear"; readonly field: string; readonly lenient: boolean }
  | { readonly kind: "text"; readonly field: string; readonly short: boolean }
  | { readonly kind: "fraction"; readonly digits: number; readonly unit: "second" | "minute" | "hour" }
  | { readonly kind: "offset"; readonly separated: boolean; readonly most: 2 | 4; readonly zeroText: string }
  | { readonly kind: "zoneId" }
  | { readonly kind: "zoneName"; readonly long: boolean }
  | { readonly kind: "literal"; readonly text: string };

const number = (field: string, minimum: number, maximum: number, signed = false): FormatItem => ({
  kind: "number",
  field,
  minimum,
  maximum: Math.max(minimum, maximum),
  signed,
});

const text = (field: string, short = false): FormatItem => ({ kind: "text", field, short });

const YEARS: Readonly<Record<string, string>> = { x: "weekyear", y: "year", Y: "yearOfEra" };

/** What each letter means, given how often it stands in a row. */
const LETTERS: Readonly<Record<string, (length: number) => FormatItem>> = {
  G: () => text("era"),
  C: (length) => number("centuryOfEra", length, length, true),
  M: (length) => (length >= 3 ? text("monthOfYear", length === 3) : number("monthOfYear", length, 2)),
  d: (length) => number("dayOfMonth", length, 2),
  a: () => text("halfdayOfDay"),
  h: (length) => number("clockhourOfHalfday", length, 2),
  H: (length) => number("hourOfDay", length, 2),
  k: (length) => number("clockhourOfDay", length, 2),
  K: (length) => number("hourOfHalfday", length, 2),
  m: (length) => number("minuteOfHour", length, 2),
  s: (length) => number("secondOfMinute", length, 2),
  S: (length) => ({ kind: "fraction", digits: length, unit: "second" }),
  e: (length) => number("dayOfWeek", length, 1),
  E: (length) => text("dayOfWeek", length < 4),
  D: (length) => number("dayOfYear", length, 3),
  w: (length) => number("weekOfWeekyear", length, 2),
  z: (length) => ({ kind: "zoneName", long: length >= 4 }),
  Z: (length) =>
    length >= 3 ? { kind: "zoneId" } : { kind: "offset", separated: length === 2, most: 2, zeroText: "" },
};

const NUMERIC = /^[cCxyYdhHmsSeDFwWkK]|^M{1,2}(?!M)/;
const LETTER_RUN = /^([A-Za-z])\1*/;

/** The literal text at the start, up to the next letter outside of quotes, and how much of the pattern it takes. */
function readLiteral(rest: string): { literal: string; length: number } {
  let literal = "";
  let quoted = false;
  let at = 0;
  for (; at < rest.length; at += 1) {
    const character = rest[at] ?? "";
    if (character === "'" && rest[at + 1] === "'") {
      literal += "'";
      at += 1;
    } else if (character === "'") quoted = !quoted;
    else if (!quoted && /[A-Za-z]/.test(character)) break;
    else literal += character;
  }
  return { literal, length: at };
}

function yearItem(letter: string, length: number, rest: string): FormatItem {
  const field = YEARS[letter] ?? "year";
  const followed = NUMERIC.test(rest);
  if (length === 2) return { kind: "twoDigitYear", field: letter === "x" ? "weekyear" : "year", lenient: !followed };
  return number(field, length, followed ? length : 9, letter !== "Y");
}

function letterItem(run: string, rest: string): FormatItem {
  const letter = run[0] ?? "";
  if (YEARS[letter] !== undefined) return yearItem(letter, run.length, rest);
  return LETTERS[letter]?.(run.length) ?? illegal(`${quoted(run)} means nothing in a date pattern`);
}

/** Reads a pattern of `DateTimeFormat.forPattern`. */
export function parsePattern(pattern: string): readonly FormatItem[] {
  const items: FormatItem[] = [];
  let at = 0;
  while (at < pattern.length) {
    const rest = pattern.slice(at);
    const run = LETTER_RUN.exec(rest)?.[0];
    if (run !== undefined) {
      items.push(letterItem(run, rest.slice(run.length)));
      at += run.length;
      continue;
    }
    const { literal, length } = readLiteral(rest);
    if (literal !== "") items.push({ kind: "literal", text: literal });
    at += length;
  }
  if (items.length === 0) illegal("a date pattern cannot be empty");
  return items;
}
