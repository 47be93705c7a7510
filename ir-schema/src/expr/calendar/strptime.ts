import { exprError } from "../expr-error.js";
import { daysFromCivil, daysInMonth } from "./civil.js";
import { monthNames } from "./strftime.js";

/** What a text says of a moment; parts it does not name are those of 1900-01-01 00:00:00. */
export interface ParsedLocal {
  readonly days: number;
  readonly secondOfDay: number;
  readonly nanos: number;
  /** Seconds ahead of UTC, when the text says so. */
  readonly offset: number | undefined;
}

type Fields = Record<string, number | undefined>;

interface Code {
  readonly pattern: string;
  readonly read: (text: string, fields: Fields) => void;
}

const number = (pattern: string, name: string): Code => ({
  pattern,
  read: (text, fields) => {
    fields[name] = Number(text);
  },
});
const month = (names: readonly string[]): Code => ({
  pattern: names.join("|"),
  read: (text, fields) => {
    fields["month"] = names.findIndex((name) => name.toLowerCase() === text.toLowerCase()) + 1;
  },
});

const codes: Readonly<Record<string, Code>> = {
  Y: number("\\d{4}", "year"),
  m: number("1[0-2]|0[1-9]|[1-9]", "month"),
  d: number("3[01]|[12]\\d|0[1-9]|[1-9]", "day"),
  j: number("36[0-6]|3[0-5]\\d|[12]\\d\\d|0[1-9]\\d|00[1-9]|[1-9]\\d|0[1-9]|[1-9]", "dayOfYear"),
  H: number("2[0-3]|[01]\\d|\\d", "hour"),
  I: number("1[0-2]|0[1-9]|[1-9]", "hour12"),
  M: number("[0-5]\\d|\\d", "minute"),
  S: number("[0-5]\\d|\\d", "second"),
  b: month(monthNames.map((name) => name.slice(0, 3))),
  B: month(monthNames),
  y: {
    pattern: "\\d\\d",
    read: (text, fields) => {
      fields["year"] = Number(text) + (Number(text) < 69 ? 2000 : 1900);
    },
  },
  f: {
    pattern: "\\d{1,6}",
    read: (text, fields) => {
      fields["micros"] = Number(text.padEnd(6, "0"));
    },
  },
  p: {
    pattern: "AM|PM",
    read: (text, fields) => {
      fields["afternoon"] = text.toUpperCase() === "PM" ? 12 : 0;
    },
  },
  z: {
    pattern: "Z|[+-]\\d\\d:?[0-5]\\d",
    read: (text, fields) => {
      const digits = text.replace(/[^\d]/g, "");
      const size = Number(digits.slice(0, 2)) * 3600 + Number(digits.slice(2)) * 60;
      fields["offset"] = text.startsWith("-") ? -size : size;
    },
  },
  "%": { pattern: "%", read: () => undefined },
};

interface Compiled {
  readonly pattern: RegExp;
  readonly codes: readonly Code[];
}

const aliases: Readonly<Record<string, string>> = { "%F": "%Y-%m-%d", "%T": "%H:%M:%S" };

function compile(format: string): Compiled {
  const used: Code[] = [];
  const source = format
    .replace(/%[FT]/g, (alias) => aliases[alias] as string)
    .replace(/%([\s\S]?)|\s+|[\\^$.|?*+()[\]{}]/g, (token, code: string | undefined) => {
      if (code === undefined) return token.trim() === "" ? "\\s+" : `\\${token}`;
      const known = Object.hasOwn(codes, code) ? codes[code] : undefined;
      if (known === undefined) throw exprError("bad-argument", { fn: "strptime", problem: `it cannot read %${code}` });
      used.push(known);
      return `(${known.pattern})`;
    });
  return { pattern: new RegExp(`^${source}$`, "i"), codes: used };
}

/** Reads a moment by a format with Python's names; a text of another form is an error. */
export function strptime(text: string, format: string): ParsedLocal {
  const { pattern, codes: used } = compile(format);
  const match = pattern.exec(text);
  const expected = `a text of the form ${format}`;
  if (match === null) throw exprError("text-does-not-parse", { text, expected });
  const fields: Fields = {};
  used.forEach((code, index) => {
    code.read(match[index + 1] ?? "", fields);
  });
  const days = daysOf(fields);
  if (days === undefined) throw exprError("text-does-not-parse", { text, expected: "a day that exists" });
  const hour =
    fields["hour12"] === undefined ? (fields["hour"] ?? 0) : (fields["hour12"] % 12) + (fields["afternoon"] ?? 0);
  const secondOfDay = hour * 3600 + (fields["minute"] ?? 0) * 60 + (fields["second"] ?? 0);
  return { days, secondOfDay, nanos: (fields["micros"] ?? 0) * 1000, offset: fields["offset"] };
}

function daysOf(fields: Fields): number | undefined {
  const { year = 1900, month: inYear = 1, day = 1, dayOfYear } = fields;
  if (year < 1 || day > daysInMonth(year, inYear)) return undefined;
  if (dayOfYear === undefined || fields["month"] !== undefined) return daysFromCivil(year, inYear, day);
  const days = daysFromCivil(year, 1, 1) + dayOfYear - 1;
  return days < daysFromCivil(year + 1, 1, 1) ? days : undefined;
}
