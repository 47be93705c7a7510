import { DateValue, DurationValue, TimestampValue } from "../value.js";
import { civilFromDays, daysFromCivil, daysInMonth, pad } from "./civil.js";

/** Nanoseconds in a second. */
export const SECOND: bigint = 1_000_000_000n;
/** Nanoseconds in a minute. */
export const MINUTE: bigint = 60n * SECOND;
/** Nanoseconds in an hour. */
export const HOUR: bigint = 60n * MINUTE;
/** Nanoseconds in a day of 24 hours. */
export const DAY: bigint = 24n * HOUR;

/** Quotient rounded down. */
export function floorDivide(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend % divisor < 0n ? quotient - 1n : quotient;
}

/** `2026-01-31`. */
export function formatDate(date: DateValue): string {
  const { year, month, day } = civilFromDays(date.days);
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** `2026-01-31T06:00:00Z`; a fraction of a second only where there is one. */
export function formatTimestamp(timestamp: TimestampValue): string {
  const days = floorDivide(timestamp.nanos, DAY);
  const rest = timestamp.nanos - days * DAY;
  const time = [rest / HOUR, (rest % HOUR) / MINUTE, (rest % MINUTE) / SECOND].map((part) => pad(part, 2)).join(":");
  return `${formatDate(new DateValue(Number(days)))}T${time}${fraction(rest % SECOND)}Z`;
}

/** `PT1H30M`; hours are the largest unit. */
export function formatDuration(duration: DurationValue): string {
  const size = duration.nanos < 0n ? -duration.nanos : duration.nanos;
  const hours = size / HOUR;
  const minutes = (size % HOUR) / MINUTE;
  const seconds = (size % MINUTE) / SECOND;
  const part = fraction(size % SECOND);
  const text = `${hours ? `${hours}H` : ""}${minutes ? `${minutes}M` : ""}${seconds || part ? `${seconds}${part}S` : ""}`;
  return `${duration.nanos < 0n ? "-" : ""}PT${text || "0S"}`;
}

function fraction(nanos: bigint): string {
  return nanos === 0n ? "" : `.${pad(nanos, 9).replace(/0+$/, "")}`;
}

const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The date that `YYYY-MM-DD` means, if it means one. */
export function parseDate(text: string): DateValue | undefined {
  const match = datePattern.exec(text);
  if (match === null) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  return new DateValue(daysFromCivil(year, month, day));
}

const timestampPattern =
  /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?([Zz]|[+-]\d{2}(?::?\d{2})?)$/;

/** The point in time that an ISO-8601 text with an offset means, if it means one. */
export function parseTimestamp(text: string): TimestampValue | undefined {
  const match = timestampPattern.exec(text);
  const date = match && parseDate(match[1] ?? "");
  if (!match || !date) return undefined;
  const [hour, minute, second] = [Number(match[2]), Number(match[3]), Number(match[4] ?? 0)];
  const offset = offsetMinutes(match[6] ?? "Z");
  if (hour > 23 || minute > 59 || second > 59 || offset === undefined) return undefined;
  const seconds = (date.days * 24 + hour) * 3600 + (minute - offset) * 60 + second;
  return new TimestampValue(BigInt(seconds) * SECOND + BigInt((match[5] ?? "").padEnd(9, "0")));
}

function offsetMinutes(text: string): number | undefined {
  if (text === "Z" || text === "z") return 0;
  const digits = text.slice(1).replace(":", "").padEnd(4, "0");
  const [hours, minutes] = [Number(digits.slice(0, 2)), Number(digits.slice(2))];
  if (hours > 23 || minutes > 59) return undefined;
  return (text.startsWith("-") ? -1 : 1) * (hours * 60 + minutes);
}

const durationPattern =
  /^([+-])?P(?=.)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,](\d{1,9}))?S)?)?$/i;

/** The length that an ISO-8601 duration means; years and months have no fixed length and are refused. */
export function parseDuration(text: string): DurationValue | undefined {
  const match = durationPattern.exec(text);
  if (match === null) return undefined;
  const units = [7n * DAY, DAY, HOUR, MINUTE, SECOND];
  const whole = units.reduce((sum, unit, index) => sum + BigInt(match[index + 2] ?? 0) * unit, 0n);
  const size = whole + BigInt((match[7] ?? "").padEnd(9, "0"));
  return new DurationValue(match[1] === "-" ? -size : size);
}
