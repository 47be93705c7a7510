import {
  dateOfDay,
  dayOfDate,
  dayOfWeek,
  dayOfYear,
  daysInMonth,
  firstWeekDay,
  isLeapYear,
  joinMillis,
  MAX_YEAR,
  MIN_YEAR,
  splitMillis,
  weekOfWeekyear,
  weeksInYear,
  weekyear,
} from "./calendar.js";
import { Failure } from "./failure.js";
import { addLong, LONG_MIN, type Long } from "./long.js";

/** Lengths by which the fields of a parsed text are ordered; eras have none. */
export const UNITS = {
  century: 3_155_695_200_000,
  year: 31_556_952_000,
  month: 2_629_746_000,
  week: 604_800_000,
  day: 86_400_000,
  halfday: 43_200_000,
  hour: 3_600_000,
  minute: 60_000,
  second: 1000,
  milli: 1,
} as const;

/** A field of a local instant, with the rules of Joda's ISO chronology. */
export interface DateField {
  readonly name: string;
  readonly unit: number | undefined;
  readonly range: number | undefined;
  readonly get: (local: Long) => number;
  /** Sets a value that is within the bounds. */
  readonly put: (local: Long, value: number) => Long;
  readonly floor: (local: Long) => Long;
  readonly minimum: number;
  /** The largest value any instant has, and the largest of this one. */
  readonly maximum: number;
  readonly maximumAt?: (local: Long) => number;
}

/** Sets a field, or fails when the value is outside of what the instant allows. */
export function setField(field: DateField, local: Long, value: number): Long {
  const maximum = field.maximumAt === undefined ? field.maximum : field.maximumAt(local);
  if (value < field.minimum || value > maximum) outOfRange(field, value, maximum);
  return field.put(local, value);
}

function outOfRange(field: DateField, value: number, maximum: number): never {
  const range = `from ${field.minimum} to ${maximum}`;
  throw new Failure("illegal_argument", `${value} is not a value of ${field.name}, which goes ${range}`);
}

function precise(name: string, unit: number, range: number, minimum = 0): DateField {
  const count = range / unit;
  const fromZero = (local: Long): number => Math.floor((splitMillis(local).milli % range) / unit);
  return {
    name,
    unit,
    range,
    minimum,
    maximum: minimum + count - 1,
    get: minimum === 0 ? fromZero : (local) => fromZero(local) || count,
    put: (local, value) => addLong(local, ((value % count) - fromZero(local)) * unit),
    floor: (local) => {
      const { day, milli } = splitMillis(local);
      return joinMillis(day, milli - (milli % unit));
    },
  };
}

function dated(
  field: Omit<DateField, "get" | "put" | "maximumAt" | "floor"> & {
    readonly of: (day: number) => number;
    readonly move: (day: number, value: number) => number;
    readonly most?: (day: number) => number;
    readonly start: (day: number) => number;
  },
): DateField {
  const { of, move, most, start, ...rest } = field;
  return {
    ...rest,
    get: (local) => of(splitMillis(local).day),
    put: (local, value) => {
      const { day, milli } = splitMillis(local);
      return joinMillis(move(day, value), milli);
    },
    floor: (local) => joinMillis(start(splitMillis(local).day), 0),
    ...(most === undefined ? {} : { maximumAt: (local: Long) => most(splitMillis(local).day) }),
  };
}

/** Keeps the day of the year, counted so that months stay in place after a leap day. */
export function moveToYear(day: number, year: number): number {
  const from = dateOfDay(day).year;
  let ordinal = dayOfYear(day);
  if (ordinal > 59) ordinal += Number(isLeapYear(year)) - Number(isLeapYear(from));
  return dayOfDate(year, 1, 1) + ordinal - 1;
}

function moveToMonth(day: number, month: number): number {
  const { year, dayOfMonth } = dateOfDay(day);
  return dayOfDate(year, month, Math.min(dayOfMonth, daysInMonth(year, month)));
}

/** Adds months, cutting the day at the end of a shorter month. */
export function addMonths(local: Long, months: number): Long {
  const { day, milli } = splitMillis(local);
  const { year, month, dayOfMonth } = dateOfDay(day);
  const total = month - 1 + months;
  const toYear = year + Math.floor(total / 12);
  const toMonth = total - Math.floor(total / 12) * 12 + 1;
  return joinMillis(dayOfDate(toYear, toMonth, Math.min(dayOfMonth, daysInMonth(toYear, toMonth))), milli);
}

function moveToWeekyear(day: number, year: number): number {
  if (weekyear(day) === year) return day;
  const week = Math.min(weekOfWeekyear(day), weeksInYear(year), weeksInYear(weekyear(day)));
  return firstWeekDay(year) + (week - 1) * 7 + dayOfWeek(day) - 1;
}

const yearOf = (day: number): number => dateOfDay(day).year;
const startOfYear = (day: number): number => dayOfDate(yearOf(day), 1, 1);
const startOfDay = (day: number): number => day;
const { century, year, month, week, day, halfday, hour, minute, second, milli } = UNITS;

const yearField: DateField = dated({
  name: "year",
  unit: year,
  range: undefined,
  minimum: MIN_YEAR,
  maximum: MAX_YEAR,
  of: yearOf,
  move: moveToYear,
  start: startOfYear,
});

/** `year` counted from 1 within its era: year 0 is 1 BC. */
const yearOfEra: DateField = {
  ...yearField,
  name: "yearOfEra",
  minimum: 1,
  get: (local) => (yearField.get(local) <= 0 ? 1 - yearField.get(local) : yearField.get(local)),
  put: (local, value) => setField(yearField, local, yearField.get(local) <= 0 ? 1 - value : value),
};

/** Joda divides the plain number of the year, not the year of the era. */
const centuryOfEra: DateField = {
  name: "centuryOfEra",
  unit: century,
  range: undefined,
  minimum: 0,
  maximum: 2_922_789,
  get: (local) => Math.floor(Math.abs(yearField.get(local)) / 100),
  put: (local, value) => {
    const current = yearField.get(local);
    const moved = value * 100 + (Math.abs(current) % 100);
    return setField(yearField, local, current < 0 ? -moved : moved);
  },
  floor: (local) => {
    const first = centuryOfEra.get(local) * 100;
    return yearField.floor(setField(yearField, local, yearField.get(local) < 0 ? -first : first));
  },
};

const era: DateField = {
  name: "era",
  unit: undefined,
  range: undefined,
  minimum: 0,
  maximum: 1,
  get: (local) => (yearField.get(local) <= 0 ? 0 : 1),
  put: (local, value) => (era.get(local) === value ? local : setField(yearField, local, 1 - yearField.get(local))),
  floor: (local) => (era.get(local) === 1 ? joinMillis(dayOfDate(1, 1, 1), 0) : LONG_MIN),
};

const list: readonly DateField[] = [
  era,
  centuryOfEra,
  yearOfEra,
  yearField,
  dated({
    name: "weekyear",
    unit: year,
    range: undefined,
    minimum: MIN_YEAR,
    maximum: MAX_YEAR,
    of: weekyear,
    move: moveToWeekyear,
    start: (from) => firstWeekDay(weekyear(from)),
  }),
  dated({
    name: "weekOfWeekyear",
    unit: week,
    range: year,
    minimum: 1,
    maximum: 53,
    of: weekOfWeekyear,
    move: (from, value) => from + (value - weekOfWeekyear(from)) * 7,
    most: (from) => weeksInYear(weekyear(from)),
    start: (from) => from - dayOfWeek(from) + 1,
  }),
  dated({
    name: "monthOfYear",
    unit: month,
    range: year,
    minimum: 1,
    maximum: 12,
    of: (from) => dateOfDay(from).month,
    move: moveToMonth,
    start: (from) => from - dateOfDay(from).dayOfMonth + 1,
  }),
  dated({
    name: "dayOfYear",
    unit: day,
    range: year,
    minimum: 1,
    maximum: 366,
    of: dayOfYear,
    move: (from, value) => from + value - dayOfYear(from),
    most: (from) => (isLeapYear(yearOf(from)) ? 366 : 365),
    start: startOfDay,
  }),
  dated({
    name: "dayOfMonth",
    unit: day,
    range: month,
    minimum: 1,
    maximum: 31,
    of: (from) => dateOfDay(from).dayOfMonth,
    move: (from, value) => from + value - dateOfDay(from).dayOfMonth,
    most: (from) => daysInMonth(yearOf(from), dateOfDay(from).month),
    start: startOfDay,
  }),
  dated({
    name: "dayOfWeek",
    unit: day,
    range: week,
    minimum: 1,
    maximum: 7,
    of: dayOfWeek,
    move: (from, value) => from + value - dayOfWeek(from),
    start: startOfDay,
  }),
  precise("halfdayOfDay", halfday, day),
  precise("hourOfHalfday", hour, halfday),
  precise("clockhourOfHalfday", hour, halfday, 1),
  precise("hourOfDay", hour, day),
  precise("clockhourOfDay", hour, day, 1),
  precise("minuteOfDay", minute, day),
  precise("minuteOfHour", minute, hour),
  precise("secondOfDay", second, day),
  precise("secondOfMinute", second, minute),
  precise("millisOfDay", milli, day),
  precise("millisOfSecond", milli, second),
  precise("millisOfMinute", milli, minute),
  precise("millisOfHour", milli, hour),
];

const byName: ReadonlyMap<string, DateField> = new Map(list.map((field) => [field.name, field]));

/** The field of a name that is known to exist. */
export function dateField(name: string): DateField {
  const field = byName.get(name);
  if (field === undefined) throw new TypeError(`no date field ${name}`);
  return field;
}
