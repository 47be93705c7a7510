import { exprError } from "../expr-error.js";
import { DateValue } from "../value.js";

/** Year, month and day of the proleptic Gregorian calendar. */
export interface Civil {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const DAYS_PER_ERA = 146_097;
const EPOCH_SHIFT = 719_468;

/** Days since 1970-01-01 of a calendar date. */
export function daysFromCivil(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_PER_ERA + dayOfEra - EPOCH_SHIFT;
}

/** The calendar date of a count of days since 1970-01-01. */
export function civilFromDays(days: number): Civil {
  const shifted = days + EPOCH_SHIFT;
  const era = Math.floor(shifted / DAYS_PER_ERA);
  const dayOfEra = shifted - era * DAYS_PER_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** True for a leap year. */
export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** The number of days of a month. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Monday is 1, Sunday 7. */
export function dayOfWeek(days: number): number {
  return ((((days + 3) % 7) + 7) % 7) + 1;
}

/** 1 January is 1. */
export function dayOfYear(days: number): number {
  return days - daysFromCivil(civilFromDays(days).year, 1, 1) + 1;
}

/** ISO-8601 week and the year it belongs to. */
export function isoWeek(days: number): { readonly year: number; readonly week: number } {
  const thursday = days - dayOfWeek(days) + 4;
  const { year } = civilFromDays(thursday);
  return { year, week: Math.floor((thursday - daysFromCivil(year, 1, 1)) / 7) + 1 };
}

const MIN_DAYS: number = daysFromCivil(1, 1, 1);
const MAX_DAYS: number = daysFromCivil(9999, 12, 31);

/** A date, refused outside the years 1 to 9999. */
export function dateFromDays(days: number): DateValue {
  if (days < MIN_DAYS || days > MAX_DAYS || !Number.isFinite(days)) {
    throw exprError("date-out-of-range", { problem: "The date lies outside the years 1 to 9999" });
  }
  return new DateValue(days);
}

/** A date from its parts; a day that the month does not have is refused. */
export function dateFromCivil(year: number, month: number, day: number): DateValue {
  if (month < 1 || month > 12) {
    throw exprError("date-out-of-range", { problem: `There is no month ${month}` });
  }
  if (day < 1 || day > daysInMonth(year, month)) {
    throw exprError("date-out-of-range", { problem: `${pad(year, 4)}-${pad(month, 2)} has no day ${day}` });
  }
  return dateFromDays(daysFromCivil(year, month, day));
}

/** The date `months` later; the day is cut to the month's last. */
export function addMonths(date: DateValue, months: number): DateValue {
  const { year, month, day } = civilFromDays(date.days);
  const index = year * 12 + (month - 1) + months;
  const [newYear, newMonth] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1];
  return dateFromDays(daysFromCivil(newYear, newMonth, Math.min(day, daysInMonth(newYear, newMonth))));
}

/** A number with leading zeros. */
export function pad(value: number | bigint, width: number): string {
  return String(value).padStart(width, "0");
}
