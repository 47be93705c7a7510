import { DAY, dateOfDay, dayOfDate, daysInMonth, joinMillis, MAX_YEAR, MIN_YEAR, splitMillis } from "./calendar.js";
import { addMonths, type DateField, dateField, setField } from "./date-field.js";
import { Failure, illegal, overflow } from "./failure.js";
import { addLong, LONG_MAX, LONG_MIN, type Long, subtractLong, toLong } from "./long.js";
import { isStandardTime, nextTransition, previousTransition, type Zone, zoneOffset } from "./zone.js";
import { printOffset, UTC } from "./zone-id.js";

/** An instant seen in a zone. */
export interface DateTime {
  readonly millis: Long;
  readonly zone: Zone;
}

function checkedAdd(left: Long, right: Long, what: string): Long {
  const exact = BigInt(left) + BigInt(right);
  return BigInt.asIntN(64, exact) === exact ? toLong(exact) : overflow(what);
}

function add(left: Long, right: number, what: string): Long {
  if (typeof left === "number") {
    const sum = left + right;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return checkedAdd(left, right, what);
}

/** The local time of an instant. */
export function toLocal(zone: Zone, millis: Long): Long {
  return add(millis, zoneOffset(zone, millis), "the time zone offset");
}

export function dateTime(millis: Long, zone: Zone): DateTime {
  // Joda moves the two ends of time to UTC, where they have a date.
  return { millis, zone: millis === LONG_MIN || millis === LONG_MAX ? UTC : zone };
}

/** The first change of the clock after an instant, or the end of time. */
function changeAfter(zone: Zone, instant: Long): Long {
  const next = nextTransition(zone, instant);
  return next === instant ? LONG_MAX : next;
}

/** The offset at a local time: the earlier of two, and that after a gap. */
export function offsetFromLocal(zone: Zone, local: Long): number {
  const guess = zoneOffset(zone, local);
  const adjusted = subtractLong(local, guess);
  const offset = zoneOffset(zone, adjusted);
  if (guess !== offset) {
    const inGap = guess < offset && changeAfter(zone, adjusted) !== changeAfter(zone, subtractLong(local, offset));
    return inGap ? guess : offset;
  }
  if (guess < 0) return offset;
  const previous = previousTransition(zone, adjusted);
  if (previous >= adjusted) return offset;
  const before = zoneOffset(zone, previous);
  return subtractLong(adjusted, previous) <= before - guess ? before : offset;
}

/** The instant of a local time, near `original` where the clock shows it twice; gaps move forward. */
function toInstant(zone: Zone, local: Long, original?: Long): Long {
  if (original !== undefined) {
    const kept = zoneOffset(zone, original);
    const instant = subtractLong(local, kept);
    if (zoneOffset(zone, instant) === kept) return instant;
  }
  const guess = zoneOffset(zone, local);
  const adjusted = subtractLong(local, guess);
  let offset = zoneOffset(zone, adjusted);
  if (guess !== offset && guess < 0 && changeAfter(zone, adjusted) !== changeAfter(zone, subtractLong(local, offset))) {
    offset = guess;
  }
  return add(local, -offset, "the time zone offset");
}

export function getField(date: DateTime, name: string): number {
  return dateField(name).get(toLocal(date.zone, date.millis));
}

class GapFailure extends Failure {}

function setLocal(date: DateTime, field: DateField, value: number): DateTime {
  const local = setField(field, toLocal(date.zone, date.millis), value);
  const millis = toInstant(date.zone, local, date.millis);
  if (date.zone !== UTC && field.get(toLocal(date.zone, millis)) !== value) {
    throw new GapFailure("illegal_argument", `${field.name} ${value} falls into a gap of ${date.zone.id}`);
  }
  return dateTime(millis, date.zone);
}

export function withField(date: DateTime, name: string, value: number): DateTime {
  return setLocal(date, dateField(name), value);
}

/** The same date with a field at its smallest value, or the end of the gap that value falls into. */
export function withMinimum(date: DateTime, name: string): DateTime {
  const field = dateField(name);
  return settled(date, field, field.minimum, () => nextTransition(date.zone, subtractLong(date.millis, DAY)));
}

export function withMaximum(date: DateTime, name: string): DateTime {
  const field = dateField(name);
  const maximum = field.maximumAt?.(toLocal(date.zone, date.millis)) ?? field.maximum;
  return settled(date, field, maximum, () => previousTransition(date.zone, addLong(date.millis, DAY)));
}

function settled(date: DateTime, field: DateField, value: number, beside: () => Long): DateTime {
  try {
    return setLocal(date, field, value);
  } catch (failure) {
    if (!(failure instanceof GapFailure)) throw failure;
    return dateTime(beside(), date.zone);
  }
}

const FIXED_UNITS: Readonly<Record<string, number>> = {
  Hours: 3_600_000,
  Minutes: 60_000,
  Seconds: 1000,
  Millis: 1,
};

/** Adds an amount of `Years`, `Months`, `Weeks`, `Days`, `Hours`, `Minutes`, `Seconds` or `Millis`. */
export function plus(date: DateTime, unit: string, amount: number): DateTime {
  if (amount === 0) return date;
  const fixed = FIXED_UNITS[unit];
  const local = toLocal(date.zone, date.millis);
  if (fixed !== undefined) {
    const offset = subtractLong(local, date.millis);
    const moved = checkedAdd(local, toLong(BigInt(fixed) * BigInt(amount)), `adding ${amount} ${unit}`);
    return dateTime(subtractLong(moved, offset), date.zone);
  }
  const moved = addCalendar(local, unit, amount);
  return dateTime(add(moved, -offsetFromLocal(date.zone, moved), "the time zone offset"), date.zone);
}

function addCalendar(local: Long, unit: string, amount: number): Long {
  if (unit === "Months") return addMonths(local, amount);
  if (unit === "Years") {
    const year = dateField("year").get(local) + amount;
    if (amount > 0x7fffffff || year > 0x7fffffff || year < -0x80000000) overflow(`adding ${amount} ${unit}`);
    return setField(dateField("year"), local, year);
  }
  const days = unit === "Weeks" ? amount * 7 : amount;
  return checkedAdd(local, toLong(BigInt(days) * BigInt(DAY)), `adding ${amount} ${unit}`);
}

/** Whole days between two instants as the zone of the first counts them. */
export function daysBetween(from: DateTime, to: DateTime): number {
  const difference = BigInt(toLocal(from.zone, to.millis)) - BigInt(toLocal(from.zone, from.millis));
  if (BigInt.asIntN(64, difference) !== difference) overflow("the difference");
  const days = Number(difference / BigInt(DAY));
  return days > 0x7fffffff || days < -0x80000000 ? overflow("the number of days") : days;
}

/** The first instant of the day; where the clock shows midnight twice, the earlier. */
export function startOfDay(date: DateTime): DateTime {
  const { zone } = date;
  const { day } = splitMillis(toLocal(zone, date.millis));
  const morning = toInstant(zone, joinMillis(day, 6 * 3_600_000));
  const midnight = joinMillis(splitMillis(toLocal(zone, morning)).day, 0);
  return dateTime(earlierAtOverlap(zone, toInstant(zone, midnight, morning)), zone);
}

const THREE_HOURS = 3 * 3_600_000;

function earlierAtOverlap(zone: Zone, instant: Long): Long {
  const before = subtractLong(instant, THREE_HOURS);
  const difference = zoneOffset(zone, before) - zoneOffset(zone, addLong(instant, THREE_HOURS));
  if (difference <= 0) return instant;
  const transition = nextTransition(zone, before);
  if (instant < subtractLong(transition, difference) || instant >= addLong(transition, difference)) return instant;
  return instant >= transition ? subtractLong(instant, difference) : instant;
}

const PARTS = [
  ["hourOfDay", 23, 3_600_000],
  ["minuteOfHour", 59, 60_000],
  ["secondOfMinute", 59, 1000],
  ["millisOfSecond", 999, 1],
] as const;

/** `new DateTime(year, month, day, hour, minute, second, millis, zone)`. */
export function dateTimeOf(values: readonly number[], zone: Zone): DateTime {
  const [year = 0, month = 0, dayOfMonth = 0] = values;
  const milli = PARTS.reduce((sum, [name, maximum, unit], at) => {
    const value = values[at + 3] ?? 0;
    check(name, value, 0, maximum);
    return sum + value * unit;
  }, 0);
  check("year", year, MIN_YEAR - 1, MAX_YEAR + 1);
  check("monthOfYear", month, 1, 12);
  check("dayOfMonth", dayOfMonth, 1, daysInMonth(year, month));
  return dateTime(strictInstant(zone, clamp(dayOfDate(year, month, dayOfMonth), milli)), zone);
}

function check(name: string, value: number, minimum: number, maximum: number): void {
  if (value < minimum || value > maximum) illegal(`${name} must be from ${minimum} to ${maximum}, not ${value}`);
}

/** Dates past the ends of time are the ends of time. */
function clamp(day: number, milli: number): Long {
  const exact = BigInt(day) * BigInt(DAY) + BigInt(milli);
  if (exact > BigInt(LONG_MAX)) return LONG_MAX;
  return exact < BigInt(LONG_MIN) ? LONG_MIN : toLong(exact);
}

function strictInstant(zone: Zone, local: Long): Long {
  if (local === LONG_MAX || local === LONG_MIN) return local;
  const offset = offsetFromLocal(zone, local);
  const exact = BigInt(local) - BigInt(offset);
  if (exact > BigInt(LONG_MAX)) return LONG_MAX;
  if (exact < BigInt(LONG_MIN)) return LONG_MIN;
  const instant = toLong(exact);
  return zoneOffset(zone, instant) === offset ? instant : illegal(`the clock of ${zone.id} skips this time`);
}

/** The English name of the zone at an instant. */
export function zoneName(zone: Zone, instant: Long, long: boolean): string {
  if (zone.unnamed) return zone.id;
  const standard = isStandardTime(zone, instant);
  return zone.names?.[(standard ? 0 : 2) + Number(long)] ?? printOffset(zoneOffset(zone, instant));
}

/** The civil date of an instant, for formats that need no more. */
export function civilDateOf(date: DateTime): ReturnType<typeof dateOfDay> {
  return dateOfDay(splitMillis(toLocal(date.zone, date.millis)).day);
}
