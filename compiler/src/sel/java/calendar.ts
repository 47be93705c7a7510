import { type Long, toLong } from "./long.js";

export const DAY = 86_400_000;
export const MIN_YEAR = -292_275_054;
export const MAX_YEAR = 292_278_993;

/** A local instant as the day since 1970 and the millisecond of that day. */
export interface DayTime {
  readonly day: number;
  readonly milli: number;
}

/** A date of the proleptic Gregorian calendar; there is a year 0. */
export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly dayOfMonth: number;
}

export function splitMillis(millis: Long): DayTime {
  if (typeof millis === "number") {
    const day = Math.floor(millis / DAY);
    return { day, milli: millis - day * DAY };
  }
  const quotient = millis / BigInt(DAY);
  const milli = Number(millis - quotient * BigInt(DAY));
  const day = Number(quotient);
  return milli < 0 ? { day: day - 1, milli: milli + DAY } : { day, milli };
}

export function joinMillis(day: number, milli: number): Long {
  const millis = day * DAY + milli;
  return Number.isSafeInteger(millis) ? millis : toLong(BigInt(day) * BigInt(DAY) + BigInt(milli));
}

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);
}

const DAYS_IN_ERA = 146_097;
const DAYS_BEFORE_1970 = 719_468;

/** The day since 1970 of a date; days past the end of the month count on. */
export function dayOfDate(year: number, month: number, dayOfMonth: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_IN_ERA + dayOfEra - DAYS_BEFORE_1970;
}

export function dateOfDay(day: number): CivilDate {
  const shifted = day + DAYS_BEFORE_1970;
  const era = Math.floor(shifted / DAYS_IN_ERA);
  const dayOfEra = shifted - era * DAYS_IN_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const dayOfMonth = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfMonth };
}

/** Monday is 1. */
export function dayOfWeek(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

export function dayOfYear(day: number): number {
  return day - dayOfDate(dateOfDay(day).year, 1, 1) + 1;
}

/** The Monday that begins the first week of a year: the week with 4 January. */
export function firstWeekDay(year: number): number {
  const fourth = dayOfDate(year, 1, 4);
  return fourth - dayOfWeek(fourth) + 1;
}

export function weeksInYear(year: number): number {
  return (firstWeekDay(year + 1) - firstWeekDay(year)) / 7;
}

export function weekyear(day: number): number {
  return dateOfDay(day - dayOfWeek(day) + 4).year;
}

export function weekOfWeekyear(day: number): number {
  return Math.floor((day - firstWeekDay(weekyear(day))) / 7) + 1;
}
