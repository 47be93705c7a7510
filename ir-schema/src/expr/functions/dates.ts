import {
  addMonths,
  civilFromDays,
  dateFromCivil,
  dateFromDays,
  dayOfWeek,
  dayOfYear,
  daysInMonth,
  isLeapYear,
  isoWeek,
} from "../calendar/civil.js";
import { DAY, formatDate, parseDate } from "../calendar/iso-text.js";
import { strftime } from "../calendar/strftime.js";
import { strptime } from "../calendar/strptime.js";
import { date, fails, gives } from "../example.js";
import { exprError } from "../expr-error.js";
import type { FunctionEntry, FunctionGroup } from "../function-entry.js";
import { jodaPattern } from "../joda-pattern.js";
import { checkListLength } from "../limits.js";
import { selLiteralText, selRefuses, selString, selText } from "../sel-text.js";
import { DateValue, DurationValue, type Value } from "../value.js";

const leapDay = date("2024-02-29");
const newYear = date("2026-01-01");
const sel = (text: string): string => `new DateTime(${text}, DateTimeZone.UTC)`;
const selIso = (text: string): string => `${text}.toString("yyyy-MM-dd")`;

/** A number read from a date. */
function part(
  name: string,
  doc: string,
  read: (value: DateValue) => number,
  selPart: string | undefined,
  examples: FunctionEntry["examples"],
  python?: string,
): FunctionEntry {
  return {
    signatures: [`${name}(date: date): int`],
    doc,
    evaluate: (value: DateValue) => BigInt(read(value)),
    ...(["year", "month", "day", "dayOfWeek", "dayOfYear", "daysInMonth", "daysInYear", "weekOfYear"].includes(
      name,
    ) && {
      js: { property: name },
    }),
    ...(python !== undefined && { python: { name: python, code: python } }),
    sel: selPart === undefined ? selRefuses("its dates cannot say it") : selText((text) => `${sel(text)}${selPart}`),
    examples,
  };
}

/** A date made from a date. */
function moved(
  name: string,
  doc: string,
  move: (value: DateValue) => DateValue,
  selMove: string | undefined,
  examples: FunctionEntry["examples"],
): FunctionEntry {
  return {
    signatures: [`${name}(date: date): date`],
    doc,
    evaluate: move,
    sel:
      selMove === undefined
        ? selRefuses("its dates cannot say it")
        : selText((text) => selIso(`${sel(text)}${selMove}`)),
    examples,
  };
}

const civil = (value: DateValue): ReturnType<typeof civilFromDays> => civilFromDays(value.days);
const quarter = (value: DateValue): number => Math.floor((civil(value).month + 2) / 3);
const firstOf = (year: number, month: number): DateValue => dateFromCivil(year, month, 1);

function dateRange(start: DateValue, stop: DateValue, step = 1n): Value {
  if (step === 0n) throw exprError("bad-argument", { fn: "dateRange", problem: "the step is 0" });
  const count = Math.max(0, Math.ceil((stop.days - start.days) / Number(step)));
  checkListLength(count);
  return Array.from({ length: count }, (_, index) => dateFromDays(start.days + index * Number(step)));
}

function readDate(text: string): DateValue {
  const parsed = parseDate(text);
  if (parsed === undefined) throw exprError("text-does-not-parse", { text, expected: "a date such as 2026-01-31" });
  return parsed;
}

function dateFromInt(value: bigint): DateValue {
  const text = String(value);
  const parsed = text.length === 8 ? parseDate(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`) : undefined;
  if (parsed === undefined) throw exprError("text-does-not-parse", { text, expected: "a date int such as 20260131" });
  return parsed;
}

function monthsBetween(from: DateValue, to: DateValue): bigint {
  const [a, b] = [civil(from), civil(to)];
  const months = (b.year - a.year) * 12 + b.month - a.month;
  const reached = addMonths(from, months).days;
  if (months > 0 && reached > to.days) return BigInt(months - 1);
  return BigInt(months < 0 && reached < to.days ? months + 1 : months);
}

const shift =
  (method: string, read: (value: DateValue, count: number) => DateValue) =>
  (name: string, doc: string, examples: FunctionEntry["examples"], python?: string): FunctionEntry => ({
    signatures: [`${name}(date: date, count: int): date`],
    doc,
    evaluate: (value: DateValue, count: bigint) => read(value, Number(count)),
    ...(python !== undefined && { python: { name: "timedelta", code: python } }),
    sel: selText((text, count) => selIso(`${sel(text)}.${method}(${count})`)),
    examples,
  });

const change =
  (read: (value: DateValue, to: number) => DateValue, selChange: (date: string, to: string) => string) =>
  (name: string, doc: string, examples: FunctionEntry["examples"]): FunctionEntry => ({
    signatures: [`${name}(date: date, ${name.slice(4).toLowerCase()}: int): date`],
    doc,
    evaluate: (value: DateValue, to: bigint) => read(value, Number(to)),
    sel: selText((text, to) => selIso(`${sel(text)}.${selChange(sel(text), to)}`)),
    examples,
  });

function withDay(value: DateValue, day: number): DateValue {
  const { year, month } = civil(value);
  return dateFromCivil(year, month, Math.min(Math.max(day, 1), daysInMonth(year, month)));
}

function withMonth(value: DateValue, month: number): DateValue {
  return addMonths(value, Math.min(Math.max(month, 1), 12) - civil(value).month);
}

/** Functions of dates. */
export const dateFunctions: FunctionGroup = {
  title: "Dates",
  doc: "A date is a day of the calendar without time or zone, in the years 1 to 9999. Formats use Python's `strftime` names.",
  functions: {
    date: {
      signatures: ["date(text: string): date"],
      doc: "The date that `YYYY-MM-DD` says.",
      evaluate: readDate,
      js: { global: "Temporal.PlainDate.from" },
      python: { name: "date.fromisoformat", code: "datetime.date.fromisoformat(a)" },
      sel: selText((text) =>
        selIso(sel(`(${text}.replaceAll("^\\\\d{4}-\\\\d{2}-\\\\d{2}$", "").length() == 0 ? ${text} : "no date")`)),
      ),
      examples: () => [
        gives(["2026-01-31"], "2026-01-31"),
        fails(["2026-02-30"], "text-does-not-parse"),
        fails(["x"], "text-does-not-parse"),
      ],
    },
    dateOf: {
      signatures: ["dateOf(year: int, month: int, day: int): date"],
      doc: "The date of year, month and day; a day that does not exist is an error.",
      evaluate: (year: bigint, month: bigint, day: bigint) => dateFromCivil(Number(year), Number(month), Number(day)),
      python: { name: "date", code: "datetime.date(a, b, c)" },
      sel: selText((y, m, d) => selIso(`new DateTime(${y}, ${m}, ${d}, 0, 0, 0, 0, DateTimeZone.UTC)`)),
      examples: () => [
        gives([2024, 2, 29], "2024-02-29"),
        fails([2023, 2, 29], "date-out-of-range"),
        fails([2023, 13, 1], "date-out-of-range"),
      ],
    },
    year: part(
      "year",
      "The year.",
      (value) => civil(value).year,
      ".getYear()",
      () => [gives([newYear], 2026)],
      "a.year",
    ),
    month: part(
      "month",
      "The month, January is 1.",
      (value) => civil(value).month,
      ".getMonthOfYear()",
      () => [gives([leapDay], 2)],
      "a.month",
    ),
    day: part(
      "day",
      "The day of the month.",
      (value) => civil(value).day,
      ".getDayOfMonth()",
      () => [gives([leapDay], 29)],
      "a.day",
    ),
    dayOfWeek: part(
      "dayOfWeek",
      "The day of the week, Monday is 1, Sunday 7.",
      (value) => dayOfWeek(value.days),
      ".getDayOfWeek()",
      () => [gives([newYear], 4), gives([date("2026-01-04")], 7)],
      "a.isoweekday()",
    ),
    weekday: {
      signatures: ["weekday(date: date): int"],
      doc: "The day of the week as Python counts, Monday is 0, Sunday 6.",
      evaluate: (value: DateValue) => BigInt(dayOfWeek(value.days) - 1),
      python: { name: "date.weekday", code: "a.weekday()" },
      sel: selText((text) => `(${sel(text)}.getDayOfWeek() - 1)`),
      examples: () => [gives([newYear], 3), gives([date("2026-01-05")], 0)],
    },
    dayOfYear: part(
      "dayOfYear",
      "The day of the year, 1 January is 1.",
      (value) => dayOfYear(value.days),
      ".getDayOfYear()",
      () => [gives([leapDay], 60)],
      "a.timetuple().tm_yday",
    ),
    weekOfYear: part(
      "weekOfYear",
      "The ISO-8601 week.",
      (value) => isoWeek(value.days).week,
      ".getWeekOfWeekyear()",
      () => [gives([newYear], 1), gives([date("2027-01-01")], 53)],
      "a.isocalendar()[1]",
    ),
    weekYear: part(
      "weekYear",
      "The year that the ISO-8601 week belongs to.",
      (value) => isoWeek(value.days).year,
      ".getWeekyear()",
      () => [gives([date("2027-01-01")], 2026)],
      "a.isocalendar()[0]",
    ),
    daysInMonth: part(
      "daysInMonth",
      "The number of days of its month.",
      (value) => daysInMonth(civil(value).year, civil(value).month),
      ".dayOfMonth().withMaximumValue().getDayOfMonth()",
      () => [gives([leapDay], 29), gives([newYear], 31)],
      '__import__("calendar").monthrange(a.year, a.month)[1]',
    ),
    daysInYear: part(
      "daysInYear",
      "The number of days of its year.",
      (value) => (isLeapYear(civil(value).year) ? 366 : 365),
      ".dayOfYear().withMaximumValue().getDayOfYear()",
      () => [gives([leapDay], 366), gives([newYear], 365)],
    ),
    isLeapYear: {
      signatures: ["isLeapYear(date: date): bool"],
      doc: "True in a leap year.",
      evaluate: (value: DateValue) => isLeapYear(civil(value).year),
      js: { property: "inLeapYear" },
      python: { name: "calendar.isleap", code: '__import__("calendar").isleap(a.year)' },
      sel: selText((text) => `(${sel(text)}.dayOfYear().withMaximumValue().getDayOfYear() == 366)`),
      examples: () => [gives([leapDay], true), gives([newYear], false)],
    },
    isWeekend: {
      signatures: ["isWeekend(date: date): bool"],
      doc: "True on Saturday and Sunday.",
      evaluate: (value: DateValue) => dayOfWeek(value.days) > 5,
      python: { name: "date.weekday", code: "a.weekday() > 4" },
      sel: selText((text) => `(${sel(text)}.getDayOfWeek() > 5)`),
      examples: () => [gives([newYear], false), gives([date("2026-01-03")], true)],
    },
    quarter: {
      signatures: ["quarter(date: date): int"],
      doc: "The quarter of the year, 1 to 4.",
      evaluate: (value: DateValue) => BigInt(quarter(value)),
      python: { name: "(month + 2) // 3", code: "(a.month + 2) // 3" },
      sel: selText((text) => `((${sel(text)}.getMonthOfYear() + 2) / 3)`),
      examples: () => [gives([newYear], 1), gives([date("2026-12-31")], 4)],
    },
    addDays: shift("plusDays", (value, count) => dateFromDays(value.days + count))(
      "addDays",
      "The date so many days later, earlier when negative.",
      () => [
        gives([leapDay, 1], "2024-03-01"),
        gives([newYear, -1], "2025-12-31"),
        fails([date("9999-12-31"), 1], "date-out-of-range"),
      ],
      "a + datetime.timedelta(days=b)",
    ),
    addWeeks: shift("plusWeeks", (value, count) => dateFromDays(value.days + 7 * count))(
      "addWeeks",
      "The date so many weeks later.",
      () => [gives([newYear, 2], "2026-01-15")],
      "a + datetime.timedelta(weeks=b)",
    ),
    addMonths: shift("plusMonths", addMonths)(
      "addMonths",
      "The date so many months later; the day is cut to the month's last.",
      () => [
        gives([date("2026-01-31"), 1], "2026-02-28"),
        gives([leapDay, -12], "2023-02-28"),
        gives([newYear, 0], "2026-01-01"),
      ],
    ),
    addYears: shift("plusYears", (value, count) => addMonths(value, 12 * count))(
      "addYears",
      "The date so many years later; 29 February becomes the 28th where needed.",
      () => [gives([leapDay, 1], "2025-02-28"), gives([leapDay, 4], "2028-02-29")],
    ),
    withYear: change(
      (value, year) => addMonths(value, (year - civil(value).year) * 12),
      (_, to) => `withYear(${to})`,
    )("withYear", "The date in another year; 29 February becomes the 28th where needed.", () => [
      gives([leapDay, 2025], "2025-02-28"),
    ]),
    withMonth: change(withMonth, (of, to) => `plusMonths(Math.min(Math.max(${to}, 1), 12) - ${of}.getMonthOfYear())`)(
      "withMonth",
      "The date in another month of its year, cut to 1 to 12; the day is cut to the month's last.",
      () => [gives([date("2026-01-31"), 2], "2026-02-28"), gives([newYear, 13], "2026-12-01")],
    ),
    withDay: change(
      withDay,
      (of, to) => `withDayOfMonth(Math.min(Math.max(${to}, 1), ${of}.dayOfMonth().withMaximumValue().getDayOfMonth()))`,
    )("withDay", "Another day of its month, cut to the days it has.", () => [
      gives([leapDay, 1], "2024-02-01"),
      gives([leapDay, 31], "2024-02-29"),
    ]),
    daysBetween: {
      signatures: ["daysBetween(from: date, to: date): int"],
      doc: "The days from one date to another, negative when the other is earlier.",
      evaluate: (from: DateValue, to: DateValue) => BigInt(to.days - from.days),
      python: { name: "(b - a).days", code: "(b - a).days" },
      sel: selText((from, to) => `Days.daysBetween(${sel(from)}, ${sel(to)}).getDays()`),
      examples: () => [gives([leapDay, date("2024-03-02")], 2), gives([newYear, leapDay], -672)],
    },
    monthsBetween: {
      signatures: ["monthsBetween(from: date, to: date): int"],
      doc: "The whole months from one date to another.",
      evaluate: monthsBetween,
      sel: selRefuses("its dates cannot say it"),
      examples: () => [
        gives([newYear, date("2026-03-31")], 2),
        gives([date("2026-01-31"), date("2026-02-28")], 1),
        gives([date("2026-03-15"), newYear], -2),
      ],
    },
    dateRange: {
      signatures: ["dateRange(start: date, stop: date, step?: int): list<date>"],
      doc: "The dates from `start` to before `stop`, every `step` days.",
      evaluate: dateRange,
      python: {
        name: "range",
        code: "[a + datetime.timedelta(days=i) for i in range(0, (b - a).days, c if c is not None else 1)]",
      },
      sel: { statements: true },
      examples: () => [
        gives([leapDay, date("2024-03-02")], ["2024-02-29", "2024-03-01"]),
        gives([newYear, date("2026-01-08"), 3], ["2026-01-01", "2026-01-04", "2026-01-07"]),
        gives([newYear, date("2025-12-30"), -1], ["2026-01-01", "2025-12-31"]),
        gives([newYear, leapDay], []),
        fails([newYear, leapDay, 0], "bad-argument"),
      ],
    },
    startOfWeek: moved(
      "startOfWeek",
      "The Monday of its week.",
      (value) => dateFromDays(value.days - dayOfWeek(value.days) + 1),
      ".withDayOfWeek(1)",
      () => [gives([newYear], "2025-12-29")],
    ),
    startOfMonth: moved(
      "startOfMonth",
      "The first day of its month.",
      (value) => withDay(value, 1),
      ".withDayOfMonth(1)",
      () => [gives([leapDay], "2024-02-01")],
    ),
    endOfMonth: moved(
      "endOfMonth",
      "The last day of its month.",
      (value) => withDay(value, 31),
      ".dayOfMonth().withMaximumValue()",
      () => [gives([date("2026-02-03")], "2026-02-28")],
    ),
    startOfQuarter: {
      ...moved(
        "startOfQuarter",
        "The first day of its quarter.",
        (value) => firstOf(civil(value).year, quarter(value) * 3 - 2),
        undefined,
        () => [gives([date("2026-05-20")], "2026-04-01")],
      ),
      sel: selText((text) => {
        const past = `(${sel(text)}.getMonthOfYear() - 1) % 3`;
        return selIso(`${sel(text)}.withDayOfMonth(1).minusMonths(${past})`);
      }),
    },
    startOfYear: moved(
      "startOfYear",
      "The first day of its year.",
      (value) => firstOf(civil(value).year, 1),
      ".withDayOfYear(1)",
      () => [gives([leapDay], "2024-01-01")],
    ),
    endOfYear: moved(
      "endOfYear",
      "The last day of its year.",
      (value) => dateFromCivil(civil(value).year, 12, 31),
      ".dayOfYear().withMaximumValue()",
      () => [gives([leapDay], "2024-12-31")],
    ),
    toDateInt: {
      signatures: ["toDateInt(date: date): int"],
      doc: "The date as an int of eight digits, 20260131.",
      evaluate: (value: DateValue) => BigInt(formatDate(value).replaceAll("-", "")),
      python: { name: "strftime", code: 'int(a.strftime("%Y%m%d"))' },
      sel: selText((text) => `Long.parseLong(${sel(text)}.toString("yyyyMMdd"))`),
      examples: () => [gives([leapDay], 20240229)],
    },
    fromDateInt: {
      signatures: ["fromDateInt(value: int): date"],
      doc: "The date that an int of eight digits says.",
      evaluate: dateFromInt,
      python: { name: "strptime", code: 'datetime.datetime.strptime(str(a), "%Y%m%d").date()' },
      sel: selText((value) => selIso(`new DateTime(Util.dateIntToTs(${value}), DateTimeZone.UTC)`)),
      examples: () => [
        gives([20240229], "2024-02-29"),
        fails([20230229], "text-does-not-parse"),
        fails([1], "text-does-not-parse"),
      ],
    },
    formatDate: {
      signatures: ["formatDate(date: date, format: string): string"],
      doc: "The date by a format with Python's names: `%Y %m %d %y %j %b %B %a %A %u %w %G %V %U %W %F %%`.",
      evaluate: (value: DateValue, format: string) =>
        strftime({ days: value.days, secondOfDay: 0, micros: 0, offset: 0, zone: "UTC" }, format),
      python: { name: "date.strftime", code: "a.strftime(b)" },
      sel: {
        text: ([text, format]) => {
          const pattern = jodaPattern(selLiteralText(format ?? ""));
          return typeof pattern === "string" ? `${sel(text ?? "")}.toString(${selString(pattern)})` : pattern;
        },
      },
      examples: () => [
        gives([leapDay, "%Y/%m/%d"], "2024/02/29"),
        gives([newYear, "%a %d %b %Y, day %j, week %V"], "Thu 01 Jan 2026, day 001, week 01"),
        gives([newYear, "%A %B %y %u %w %U %W %%"], "Thursday January 26 4 4 00 00 %"),
        fails([newYear, "%Q"], "bad-argument"),
      ],
    },
    parseDate: {
      signatures: ["parseDate(text: string, format: string): date"],
      doc: "The date a text says by a format with Python's names: `%Y %m %d %y %j %b %B %F %%`.",
      evaluate: (text: string, format: string) => new DateValue(strptime(text, format).days),
      python: { name: "datetime.strptime", code: "datetime.datetime.strptime(a, b).date()" },
      sel: selRefuses("its parser is stricter or looser, depending on the format"),
      examples: () => [
        gives(["29/02/2024", "%d/%m/%Y"], "2024-02-29"),
        gives(["Jan 5, 26", "%b %d, %y"], "2026-01-05"),
        fails(["30/02/2024", "%d/%m/%Y"], "text-does-not-parse"),
        fails(["2024", "%d"], "text-does-not-parse"),
      ],
    },
    until: {
      signatures: ["until(from: date, to: date): duration", "until(from: timestamp, to: timestamp): duration"],
      doc: "The length of time from one date or timestamp to another; a day is 24 hours.",
      evaluate: (from: Value, to: Value) =>
        from instanceof DateValue && to instanceof DateValue
          ? new DurationValue(BigInt(to.days - from.days) * DAY)
          : new DurationValue((to as DurationValue).nanos - (from as DurationValue).nanos),
      js: { method: "until" },
      python: { name: "b - a", code: "b - a" },
      sel: selRefuses("it has no durations"),
      examples: () => [gives([leapDay, date("2024-03-02")], "PT48H"), gives([newYear, newYear], "PT0S")],
    },
  },
};
