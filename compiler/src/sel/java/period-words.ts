import { illegal, quoted } from "./failure.js";

interface PeriodUnit {
  readonly singular: string;
  /** Years and months have no fixed length. */
  readonly millis: number | undefined;
}

const UNITS: readonly PeriodUnit[] = [
  { singular: " year", millis: undefined },
  { singular: " month", millis: undefined },
  { singular: " week", millis: 604_800_000 },
  { singular: " day", millis: 86_400_000 },
  { singular: " hour", millis: 3_600_000 },
  { singular: " minute", millis: 60_000 },
  { singular: " second", millis: 1000 },
  { singular: " millisecond", millis: 1 },
];

const SEPARATORS = [",and ", ", and ", ", ", ",", " and ", " "];

interface Reading {
  readonly text: string;
  readonly counts: number[];
}

const startsWith = (text: string, at: number, part: string): boolean =>
  text.slice(at, at + part.length).toLowerCase() === part;

function suffixLength(text: string, at: number, { singular }: PeriodUnit): number {
  if (startsWith(text, at, `${singular}s`)) return singular.length + 1;
  return startsWith(text, at, singular) ? singular.length : 0;
}

function toInt(digits: string): number {
  const value = Number(digits);
  return value > 0x7fffffff || value < -0x80000000 ? illegal(`${digits} does not fit 32 bits`) : value;
}

/** Reads `3 hours` and gives the place behind it, the same place when the unit is absent, or -1. */
function readUnit(reading: Reading, index: number, at: number): number {
  const { text } = reading;
  const unit = UNITS[index];
  if (unit === undefined || at >= text.length) return at;
  let suffix = at;
  while (suffix < text.length && suffixLength(text, suffix, unit) === 0) suffix += 1;
  if (suffix >= text.length) return at;
  const found = /^[+-]?\d+/.exec(text.slice(at, suffix))?.[0];
  if (found === undefined) return -1;
  if (at + found.length !== suffix || found.replace(/^[+-]/, "").length > 10) {
    return found.startsWith("+") ? at + 1 : at;
  }
  reading.counts[index] = toInt(found);
  return suffix + suffixLength(text, suffix, unit);
}

/** Reads the units from one on, with a separator wherever something stands before and after. */
function readFrom(reading: Reading, index: number, at: number): number {
  const behind = readUnit(reading, index, at);
  if (behind < 0 || index === UNITS.length - 1) return behind;
  const separator = behind > at ? SEPARATORS.find((form) => startsWith(reading.text, behind, form)) : undefined;
  const next = behind + (separator?.length ?? 0);
  const end = readFrom(reading, index + 1, next);
  return separator !== undefined && end === next ? -1 : end;
}

/** The length of `1 day and 3 minutes`, in Joda's English words. */
export function parsePeriodMillis(text: string): number {
  const reading: Reading = { text, counts: [] };
  const words = quoted(text);
  if (readFrom(reading, 0, 0) !== text.length) illegal(`${words} is not a duration like "1 hour and 30 minutes"`);
  return UNITS.reduce((sum, { millis, singular }, index) => {
    const count = reading.counts[index] ?? 0;
    if (count === 0) return sum;
    return millis === undefined
      ? illegal(`${words} has${singular}s, which have no fixed length`)
      : sum + count * millis;
  }, 0);
}
