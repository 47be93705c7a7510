import {
  dateOfDay,
  dayOfDate,
  dayOfWeek,
  daysInMonth,
  isLeapYear,
  joinMillis,
  MAX_YEAR,
  MIN_YEAR,
  splitMillis,
} from "./calendar.js";
import { addLong, earlier, LONG_MAX, LONG_MIN, type Long, later, subtractLong, toLong } from "./long.js";

/** A yearly change of the clock. */
export interface Recurrence {
  /** Whether `time` counts in wall time, standard time or UTC. */
  readonly mode: "w" | "s" | "u";
  readonly month: number;
  /** Negative counts from the end of the month. */
  readonly dayOfMonth: number;
  /** 0: the day of the month as it is. */
  readonly dayOfWeek: number;
  readonly advance: boolean;
  readonly time: number;
  readonly save: number;
}

/** What holds after the last listed transition. */
export interface TailRules {
  readonly standard: number;
  readonly start: Recurrence;
  readonly end: Recurrence;
}

/** Transitions of a zone; the first is at the beginning of time. Offsets are milliseconds. */
export interface ZoneRules {
  readonly transitions: readonly Long[];
  readonly offsets: readonly number[];
  readonly standard: readonly boolean[];
  readonly tail: TailRules | undefined;
}

/** A time zone; `rules` is absent when the offset never changes. */
export interface Zone {
  readonly id: string;
  readonly offset: number;
  readonly rules: ZoneRules | undefined;
  /** Short and long in standard time, short and long in summer time. */
  readonly names: readonly string[] | undefined;
  /** Printed as its id, not by name. */
  readonly unnamed: boolean;
}

function recurrenceOffset(rule: Recurrence, standard: number, save: number): number {
  return rule.mode === "w" ? standard + save : rule.mode === "s" ? standard : 0;
}

/** The day of a recurrence in a year. */
function dayIn(rule: Recurrence, year: number): number {
  let day: number;
  if (rule.dayOfMonth < 0) day = dayOfDate(year, rule.month, daysInMonth(year, rule.month)) + rule.dayOfMonth + 1;
  else if (rule.month === 2 && rule.dayOfMonth === 29 && !isLeapYear(year)) day = dayOfDate(year, 3, 1);
  else day = dayOfDate(year, rule.month, rule.dayOfMonth);
  if (rule.dayOfWeek === 0) return day;
  const difference = rule.dayOfWeek - dayOfWeek(day);
  if (rule.advance) return day + (difference < 0 ? difference + 7 : difference);
  return day + (difference > 0 ? difference - 7 : difference);
}

const timeIn = (rule: Recurrence, year: number): Long => joinMillis(dayIn(rule, year), rule.time);

/** The first time after the instant at which the rule fires; the instant itself when that lies past the last year. */
function nextOf(rule: Recurrence, instant: Long, standard: number, save: number): Long {
  const offset = recurrenceOffset(rule, standard, save);
  const local = addLong(instant, offset);
  const { year } = dateOfDay(splitMillis(local).day);
  const thisYear = timeIn(rule, year);
  if (thisYear > local) return subtractLong(thisYear, offset);
  return year >= MAX_YEAR ? instant : subtractLong(timeIn(rule, year + 1), offset);
}

function previousOf(rule: Recurrence, instant: Long, standard: number, save: number): Long {
  const offset = recurrenceOffset(rule, standard, save);
  const local = addLong(instant, offset);
  const { year } = dateOfDay(splitMillis(local).day);
  const thisYear = timeIn(rule, year);
  if (thisYear < local) return subtractLong(thisYear, offset);
  return year <= MIN_YEAR ? instant : subtractLong(timeIn(rule, year - 1), offset);
}

const PERIOD = 0xffff_ffffn;

/** Past the last year Joda's cache decides, which knows the rules only at the start of each period. */
function ruleInstant(instant: Long): Long {
  if (typeof instant === "number" || dateOfDay(splitMillis(instant).day).year <= MAX_YEAR) return instant;
  return toLong(instant - (instant & PERIOD));
}

function matching(tail: TailRules, at: Long): Recurrence {
  const instant = ruleInstant(at);
  const start = nextOf(tail.start, instant, tail.standard, tail.end.save);
  const end = nextOf(tail.end, instant, tail.standard, tail.start.save);
  return start > end ? tail.start : tail.end;
}

/** The index of the last transition at or before the instant. */
function lastTransition(transitions: readonly Long[], instant: Long): number {
  let low = 0;
  let high = transitions.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((transitions[middle] ?? LONG_MAX) <= instant) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The tail holds only after the last transition, not at it. */
function inTail(rules: ZoneRules, index: number, instant: Long): boolean {
  return rules.tail !== undefined && index === rules.transitions.length - 1 && rules.transitions[index] !== instant;
}

export function zoneOffset(zone: Zone, instant: Long): number {
  const { rules } = zone;
  if (rules === undefined) return zone.offset;
  const index = lastTransition(rules.transitions, instant);
  if (rules.tail !== undefined && inTail(rules, index, instant)) {
    return rules.tail.standard + matching(rules.tail, instant).save;
  }
  return rules.offsets[index] ?? 0;
}

export function isStandardTime(zone: Zone, instant: Long): boolean {
  const { rules } = zone;
  if (rules === undefined) return true;
  const index = lastTransition(rules.transitions, instant);
  if (rules.tail !== undefined && inTail(rules, index, instant)) return matching(rules.tail, instant).save === 0;
  return rules.standard[index] ?? true;
}

/** The next change of the clock, or the instant itself when there is none. */
export function nextTransition(zone: Zone, instant: Long): Long {
  const { rules } = zone;
  if (rules === undefined) return instant;
  const index = lastTransition(rules.transitions, instant) + 1;
  const listed = rules.transitions[index];
  if (listed !== undefined) return listed;
  if (rules.tail === undefined) return instant;
  const { standard, start, end } = rules.tail;
  const nextStart = nextOf(start, instant, standard, end.save);
  const nextEnd = nextOf(end, instant, standard, start.save);
  return earlier(nextStart, nextEnd);
}

/** The last millisecond before the latest change of the clock, or the instant itself. */
export function previousTransition(zone: Zone, instant: Long): Long {
  const { rules } = zone;
  if (rules === undefined || instant === LONG_MIN) return instant;
  const index = lastTransition(rules.transitions, instant);
  const listed = rules.transitions[index] ?? LONG_MIN;
  if (listed === instant) return subtractLong(instant, 1);
  if (rules.tail !== undefined && index === rules.transitions.length - 1) {
    const { standard, start, end } = rules.tail;
    const after = addLong(instant, 1);
    const lastStart = previousOf(start, after, standard, end.save);
    const lastEnd = previousOf(end, after, standard, start.save);
    const last = subtractLong(later(lastStart, lastEnd), 1);
    if (last < instant) return last;
  }
  return listed === LONG_MIN ? instant : subtractLong(listed, 1);
}
