import { exprError } from "../expr-error.js";
import { DateValue, TimestampValue } from "../value.js";
import { daysFromCivil } from "./civil.js";
import { DAY, floorDivide, SECOND } from "./iso-text.js";

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone);
  if (formatter === undefined) {
    formatter = createFormatter(zone);
    formatters.set(zone, formatter);
  }
  return formatter;
}

function createFormatter(zone: string): Intl.DateTimeFormat {
  const isOffset = /^[+-]/.test(zone);
  try {
    if (isOffset) throw new RangeError("offsets are not names");
    return new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  } catch (error) {
    if (error instanceof RangeError) throw exprError("unknown-time-zone", { zone });
    throw error;
  }
}

/** Seconds that a zone's clocks are ahead of UTC at a point in time given in seconds. */
function offsetAt(seconds: number, zone: string): number {
  if (zone === "UTC") return 0;
  const parts: Record<string, number> = {};
  for (const { type, value } of formatterOf(zone).formatToParts(seconds * 1000)) parts[type] = Number(value);
  const { year, month, day, hour, minute, second } = parts as Record<
    "year" | "month" | "day" | "hour" | "minute" | "second",
    number
  >;
  return daysFromCivil(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second - seconds;
}

/** What a zone's clocks show at a point in time: seconds since 1970-01-01T00:00 of those clocks, and their offset. */
export function localSeconds(
  timestamp: TimestampValue,
  zone: string,
): { readonly seconds: number; readonly offset: number } {
  const seconds = Number(floorDivide(timestamp.nanos, SECOND));
  const offset = offsetAt(seconds, zone);
  return { seconds: seconds + offset, offset };
}

/** The date that a zone's calendars show at a point in time. */
export function localDate(timestamp: TimestampValue, zone: string): DateValue {
  return new DateValue(Math.floor(localSeconds(timestamp, zone).seconds / 86_400));
}

/**
 * The point in time when a zone's clocks show a time. A time shown twice is the first of the two; a time that the
 * clocks skip is moved by as much as they skip.
 */
export function instantOf(local: bigint, zone: string): TimestampValue {
  const seconds = Number(floorDivide(local, SECOND));
  const [before, after] = [offsetAt(seconds - 86_400, zone), offsetAt(seconds + 86_400, zone)];
  const candidates = [before, after].filter((offset) => offsetAt(seconds - offset, zone) === offset);
  const offset = candidates.length > 0 ? Math.max(...candidates) : before;
  return new TimestampValue(local - BigInt(offset) * SECOND);
}

/** The first moment of a date in a zone. */
export function startOfDay(date: DateValue, zone: string): TimestampValue {
  formatterOf(zone);
  return instantOf(BigInt(date.days) * DAY, zone);
}
