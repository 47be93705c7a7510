import { DAY, MAX_YEAR, MIN_YEAR } from "./calendar.js";
import { type DateField, dateField, setField, UNITS } from "./date-field.js";
import type { DateFormat } from "./date-format.js";
import { readFieldText } from "./date-names.js";
import type { FormatItem } from "./date-pattern.js";
import { type DateTime, dateTime, offsetFromLocal } from "./date-time.js";
import { Failure, illegal, quoted } from "./failure.js";
import { type Long, subtractLong } from "./long.js";
import { type Zone, zoneOffset } from "./zone.js";
import { UTC, zoneOfId } from "./zone-id.js";
import { parseOffsetAt } from "./zone-offset.js";
import { zoneIdsOf } from "./zone-table.js";

interface SavedField {
  readonly field: DateField;
  readonly value: number;
}

/** What a text has told so far. */
export interface Bucket {
  fields: readonly SavedField[];
  zone: Zone;
  offset: number | undefined;
  readonly pivotYear: number;
}

/** Reads from a place and gives the place behind, or -1. */
export type Reader = (bucket: Bucket, text: string, at: number) => number;

export function save(bucket: Bucket, field: string, value: number): void {
  bucket.fields = [...bucket.fields, { field: dateField(field), value }];
}

const isDigit = (text: string, at: number): boolean => text.charCodeAt(at) >= 48 && text.charCodeAt(at) <= 57;
const isSign = (text: string, at: number): boolean => text[at] === "-" || text[at] === "+";

function toInt(digits: string): number {
  const value = Number(digits);
  return value > 0x7fffffff || value < -0x80000000 ? illegal(`${digits} does not fit 32 bits`) : value;
}

function countDigits(text: string, at: number, most: number): number {
  let count = 0;
  while (count < most && isDigit(text, at + count)) count += 1;
  return count;
}

function readNumber(item: FormatItem & { kind: "number" }): Reader {
  return (bucket, text, at) => {
    const signed = item.signed && item.maximum > 1 && isSign(text, at) && isDigit(text, at + 1);
    const first = signed ? at + 1 : at;
    const count = countDigits(text, first, item.maximum);
    if (count === 0) return -1;
    save(bucket, item.field, toInt(text.slice(at, first + count)) + 0);
    return first + count;
  };
}

/** The year with these last digits nearest to the pivot: 50 back, 49 on. */
function nearPivot(digits: number, pivot: number): number {
  const low = pivot - 50;
  const rest = low >= 0 ? low % 100 : 99 + ((low + 1) % 100);
  return digits + low + (digits < rest ? 100 : 0) - rest;
}

/** Digits with any signs before them; Joda takes the character behind a minus as a digit without looking. */
function readSignedYear(text: string, at: number): { value: number; length: number; end: number } | undefined {
  let first = at;
  while (text[first] === "+") first += 1;
  const negative = text[first] === "-";
  const digits = countDigits(text, negative ? first + 1 : first, text.length);
  const length = digits + Number(negative);
  if (length === 0 || (negative && first + 1 >= text.length)) return undefined;
  const value =
    negative && digits === 0
      ? text.charCodeAt(first + 1) - 48
      : toInt(text.slice(first + length - digits, first + length));
  return { value: negative ? -value : value, length: first > at || negative ? 0 : length, end: first + length };
}

function readTwoDigitYear(item: FormatItem & { kind: "twoDigitYear" }): Reader {
  return (bucket, text, at) => {
    if (!item.lenient && countDigits(text, at, 2) < 2) return -1;
    const year = item.lenient
      ? readSignedYear(text, at)
      : { value: Number(text.slice(at, at + 2)), length: 2, end: at + 2 };
    if (year === undefined) return -1;
    save(bucket, item.field, year.length === 2 ? nearPivot(year.value, bucket.pivotYear) : year.value);
    return year.end;
  };
}

function readFraction(item: FormatItem & { kind: "fraction" }): Reader {
  const unit = UNITS[item.unit];
  const field = { second: "millisOfSecond", minute: "millisOfMinute", hour: "millisOfHour" }[item.unit];
  return (bucket, text, at) => {
    const count = countDigits(text, at, Math.min(item.digits, 18));
    if (count === 0) return -1;
    let value = 0;
    let weight = unit * 10;
    for (let index = 0; index < count; index += 1) {
      weight = Math.floor(weight / 10);
      value += (text.charCodeAt(at + index) - 48) * weight;
    }
    save(bucket, field, Math.floor(value / 10));
    return at + count;
  };
}

function readOffset(zeroText: string): Reader {
  return (bucket, text, at) => {
    if (zeroText !== "" && startsIgnoringCase(text, at, zeroText)) {
      bucket.offset = 0;
      return at + zeroText.length;
    }
    const parsed = parseOffsetAt(text, at);
    if (parsed === undefined) return -1;
    bucket.offset = parsed.offset;
    return parsed.end;
  };
}

const upper = (unit: string): string => (unit.toUpperCase().length === 1 ? unit.toUpperCase() : unit);
const lower = (unit: string): string => (unit === "\u0130" ? "i" : unit.toLowerCase());

function startsIgnoringCase(text: string, at: number, search: string): boolean {
  if (text.length - at < search.length) return false;
  for (let index = 0; index < search.length; index += 1) {
    const [left, right] = [upper(text[at + index] ?? ""), upper(search[index] ?? "")];
    if (left !== right && lower(left) !== lower(right)) return false;
  }
  return true;
}

export function readLiteral(search: string): Reader {
  return (_bucket, text, at) => (startsIgnoringCase(text, at, search) ? at + search.length : -1);
}

function readText(field: string): Reader {
  return (bucket, text, at) => {
    const found = readFieldText(field, text, at);
    if (found === undefined) return -1;
    save(bucket, field, found.value);
    return at + found.length;
  };
}

function readLongest(names: readonly string[], zoneIdOf: (name: string) => string): Reader {
  return (bucket, text, at) => {
    const matching = names.filter((name) => text.startsWith(name, at));
    const longest = matching.reduce((best, name) => (name.length > best.length ? name : best), "");
    if (matching.length === 0) return -1;
    bucket.zone = zoneOfId(zoneIdOf(longest));
    return at + longest.length;
  };
}

const LONGEST_AREA = "Antarctica/".length;

/** A slash soon after the place decides that the id has an area. */
function readZoneId(): Reader {
  return (bucket, text, at) => {
    const slash = text.slice(at, at + LONGEST_AREA).indexOf("/");
    if (slash >= 0 && at + slash + 1 === text.length) {
      throw new Failure("index_out_of_bounds", `the time zone ${quoted(text.slice(at))} ends in its area`);
    }
    const area = slash < 0 ? "" : text.slice(at, at + slash + 1);
    const id = zoneIdsOf(area).find((name) => text.startsWith(name, at));
    if (id === undefined) return -1;
    bucket.zone = zoneOfId(id);
    return at + id.length;
  };
}

/** The abbreviations Joda reads, with the zones it takes them for. */
const SHORT_NAMES: Readonly<Record<string, string>> = {
  UT: "UTC",
  UTC: "UTC",
  GMT: "UTC",
  EST: "America/New_York",
  EDT: "America/New_York",
  CST: "America/Chicago",
  CDT: "America/Chicago",
  MST: "America/Denver",
  MDT: "America/Denver",
  PST: "America/Los_Angeles",
  PDT: "America/Los_Angeles",
};

/** The reader of one item. */
export function readerOf(item: FormatItem): Reader {
  switch (item.kind) {
    case "literal":
      return readLiteral(item.text);
    case "number":
      return readNumber(item);
    case "twoDigitYear":
      return readTwoDigitYear(item);
    case "text":
      return readText(item.field);
    case "fraction":
      return readFraction(item);
    case "offset":
      return readOffset("Z");
    case "zoneId":
      return readZoneId();
    case "zoneName":
      return readLongest(Object.keys(SHORT_NAMES), (name) => SHORT_NAMES[name] ?? name);
  }
}

/** Larger ranges first, then larger units; fields without one come before all. */
function byLength(left: SavedField, right: SavedField): number {
  const range = descending(left.field.range, right.field.range);
  return range === 0 ? descending(left.field.unit, right.field.unit) : range;
}

function descending(left: number | undefined, right: number | undefined): number {
  if (left === undefined || right === undefined) return Number(left !== undefined) - Number(right !== undefined);
  return right - left;
}

function put({ field, value }: SavedField, local: Long): Long {
  const extended = field.name === "year" && (value === MIN_YEAR - 1 || value === MAX_YEAR + 1);
  return extended ? field.put(local, value) : setField(field, local, value);
}

const DEFAULT_YEAR = 2000;

/** The instant that the fields of a text mean. */
export function computeMillis(bucket: Bucket): Long {
  const fields = [...bucket.fields].sort(byLength);
  const unit = fields[0]?.field.unit;
  if (unit !== undefined && unit <= UNITS.month && unit >= DAY) {
    save(bucket, "year", DEFAULT_YEAR);
    return computeMillis(bucket);
  }
  let local: Long = 0;
  for (const saved of fields) local = saved.field.floor(put(saved, local));
  // Once more: a day may fit only after the month is known.
  fields.forEach((saved, index) => {
    local = put(saved, local);
    if (index === fields.length - 1) local = saved.field.floor(local);
  });
  if (bucket.offset !== undefined) return subtractLong(local, bucket.offset);
  const offset = offsetFromLocal(bucket.zone, local);
  const millis = subtractLong(local, offset);
  return zoneOffset(bucket.zone, millis) === offset
    ? millis
    : illegal(`the clock of ${bucket.zone.id} skips this time`);
}

/** Reads the whole text with one reader after the other. */
export function parseAll(readers: readonly Reader[], text: string, zone: Zone, pivotYear: number): Bucket {
  const bucket: Bucket = { fields: [], zone, offset: undefined, pivotYear };
  let at = 0;
  for (const reader of readers) {
    at = reader(bucket, text, at);
    if (at < 0) break;
  }
  return at === text.length ? bucket : illegal(`${quoted(text)} is not a date of this format`);
}

/** `DateTimeFormatter.parseDateTime`. */
export function parseDate(format: DateFormat, text: string, pivotYear: number): DateTime {
  const bucket = parseAll(format.items.map(readerOf), text, format.zone ?? UTC, pivotYear);
  return dateTime(computeMillis(bucket), format.zone ?? bucket.zone);
}
