// Generated from the function table of @stave/ir-schema by `npm run generate`. Do not edit.
import type { Duration, Instant, PlainDate } from "../temporal.js";

/** What has an order. */
export type Ordered = number | string | PlainDate | Instant | Duration;

/** What has a text. */
export type Printable = Ordered | boolean;

/** The functions of expressions, as a lambda sees them. */
export interface Functions {
  /** The text in upper case, without regard to a locale. */
  upper(text: string): string;
  /** The text in lower case, without regard to a locale. */
  lower(text: string): string;
  /** The text without white space at both ends. */
  trim(text: string): string;
  /** The text without white space at its start. */
  trimStart(text: string): string;
  /** The text without white space at its end. */
  trimEnd(text: string): string;
  /** True when the text begins with `start`. */
  startsWith(text: string, start: string): boolean;
  /** True when the text finishes with `end`. */
  endsWith(text: string, end: string): boolean;
  /** The last position of `part`, -1 when it does not occur. */
  lastIndexOf(text: string, part: string): number;
  /** The part from `start` to before `end`, cut to the text; a negative position is 0, and swapped ends are swapped back. */
  substring(text: string, start: number, end?: number): string;
  /** The UTF-16 unit at a position, an empty text outside. */
  charAt(text: string, position: number): string;
  /** The parts between separators, at most `limit` of them; an empty separator gives the UTF-16 units. */
  split(text: string, separator: string, limit?: number): readonly string[];
  /** The text with the first `part` replaced; `$&`, `$$`, `` $` `` and `$'` in `by` mean what they mean in JavaScript. */
  replace(text: string, part: string, by: string): string;
  /** The text with every `part` replaced; `$` in `by` means what it means in JavaScript. */
  replaceAll(text: string, part: string, by: string): string;
  /** The text filled at its start, with blanks unless told, up to `width` units. */
  padStart(text: string, width: number, fill?: string): string;
  /** The text filled at its end, with blanks unless told, up to `width` units. */
  padEnd(text: string, width: number, fill?: string): string;
  /** The text filled with zeros after its sign, as Python does. */
  zfill(text: string, width: number): string;
  /** The text `count` times; a negative count is an error. */
  repeat(text: string, count: number): string;
  /** The first character in upper case, all others in lower case. */
  capitalize(text: string): string;
  /** The text without `prefix`, if it begins with it. */
  removePrefix(text: string, prefix: string): string;
  /** The text without `suffix`, if it finishes with it. */
  removeSuffix(text: string, suffix: string): string;
  /** The lines of the text, which end with LF, CR LF or CR; a last empty line is dropped. */
  splitLines(text: string): readonly string[];
  /** The parts between white space, none of them empty. */
  words(text: string): readonly string[];
  /** How often `part` occurs without overlap. */
  countText(text: string, part: string): number;
  /** True when the text has at least one character and all are `0` to `9`. */
  isDigits(text: string): boolean;
  /** The text as one part of a URL; a lone surrogate is an error. */
  encodeUrl(text: string): string;
  /** The text behind one part of a URL. */
  decodeUrl(text: string): string;
  /** -1, 0 or 1: the order of the UTF-16 units. */
  compareText(left: string, right: string): number;
  /** The size without its sign. */
  abs(value: number): number;
  /** The smallest int that is not below. */
  ceil(value: number): number;
  /** The largest int that is not above. */
  floor(value: number): number;
  /** The int without the fraction, toward zero. */
  trunc(value: number): number;
  /** The nearest int; a half goes up, as `Math.round` does. */
  mathRound(value: number): number;
  /** The nearest int, or the nearest float of so many digits; a half goes to the even neighbour, as Python does. */
  round(value: number): number;
  /** The nearest int, or the nearest float of so many digits; a half goes to the even neighbour, as Python does. */
  round(value: number, digits: number): number;
  /** -1, 0 or 1. */
  sign(value: number): number;
  /** The square root; NaN below 0. */
  sqrt(value: number): number;
  /** The cube root. */
  cbrt(value: number): number;
  /** e to the power. */
  exp(value: number): number;
  /** The natural logarithm; -Infinity at 0, NaN below. */
  log(value: number): number;
  /** The logarithm to base 2. */
  log2(value: number): number;
  /** The logarithm to base 10. */
  log10(value: number): number;
  /** The sine of an angle in radians. */
  sin(value: number): number;
  /** The cosine of an angle in radians. */
  cos(value: number): number;
  /** The tangent of an angle in radians. */
  tan(value: number): number;
  /** The angle of a sine. */
  asin(value: number): number;
  /** The angle of a cosine. */
  acos(value: number): number;
  /** The angle of a tangent. */
  atan(value: number): number;
  /** The angle of a point. */
  atan2(y: number, x: number): number;
  /** The power as a float; the operator `**` keeps ints exact. */
  pow(base: number, exponent: number): number;
  /** The length of the diagonal. */
  hypot(x: number, y: number): number;
  /** The smallest. As `Math.min`: NaN when one is NaN; an empty list gives Infinity, which as the result of an int expression is an error. */
  mathMin(values: readonly number[]): number;
  /** The largest. As `Math.max`: NaN when one is NaN; an empty list gives -Infinity, which as the result of an int expression is an error. */
  mathMax(values: readonly number[]): number;
  /** The quotient rounded down, as Python's `//`; division by 0 is an error. */
  floordiv(dividend: number, divisor: number): number;
  /** The remainder with the sign of the divisor, as Python's `%`; the operator `%` keeps the dividend's sign. */
  mod(dividend: number, divisor: number): number;
  /** The value, not below `low` and not above `high`. */
  clamp(value: number, low: number, high: number): number;
  /** True for the float NaN only. */
  isNaN(value: number): boolean;
  /** False for NaN and the infinities. */
  isFinite(value: number): boolean;
  /** True for an int and for a float without fraction. */
  isInteger(value: number): boolean;
  /** The number with so many digits after the point, 0 to 100. */
  toFixed(value: number, digits?: number): string;
  /** The greatest common divisor, 0 for two zeros. */
  gcd(left: number, right: number): number;
  /** The number of items, or of UTF-16 units of a text. */
  length(text: string): number;
  /** The number of items, or of UTF-16 units of a text. */
  length<T>(items: readonly T[]): number;
  /** The number of items, of keys, or of Unicode characters of a text, as Python counts. */
  len(text: string): number;
  /** The number of items, of keys, or of Unicode characters of a text, as Python counts. */
  len<T>(items: readonly T[]): number;
  /** The number of items, of keys, or of Unicode characters of a text, as Python counts. */
  len<T>(map: Readonly<Record<string, T>>): number;
  /** The part from `start` to before `end`; a negative position counts from the end. */
  slice(text: string, start?: number, end?: number): string;
  /** The part from `start` to before `end`; a negative position counts from the end. */
  slice<T>(items: readonly T[], start?: number, end?: number): readonly T[];
  /** Python's `a[start:stop:step]`; null stands for a bound that is left out. */
  sliceStep(text: string, start: number | null, stop: number | null, step: number): string;
  /** Python's `a[start:stop:step]`; null stands for a bound that is left out. */
  sliceStep<T>(items: readonly T[], start: number | null, stop: number | null, step: number): readonly T[];
  /** True when the text contains `part`, or the list an equal item. */
  includes(text: string, part: string): boolean;
  /** True when the text contains `part`, or the list an equal item. */
  includes<T>(items: readonly T[], item: T): boolean;
  /** The first position, -1 when there is none. */
  indexOf(text: string, part: string): number;
  /** The first position, -1 when there is none. */
  indexOf<T>(items: readonly T[], item: T): number;
  /** The texts or lists one after the other. */
  concat(text: string, ...others: readonly string[]): string;
  /** The texts or lists one after the other. */
  concat<T>(items: readonly T[], ...others: readonly (readonly T[])[]): readonly T[];
  /** The item at a position, null outside; a negative position counts from the end. */
  at(text: string, position: number): string | null;
  /** The item at a position, null outside; a negative position counts from the end. */
  at<T>(items: readonly T[], position: number): T | null;
  /** The result of the function for each item; it may take the position as well. */
  map<T, U>(items: readonly T[], each: (a: T, b: number) => U): readonly U[];
  /** The items for which the function is true. */
  filter<T>(items: readonly T[], keep: (a: T, b: number) => boolean): readonly T[];
  /** The result of the function over the result so far and each item, from `start`. */
  reduce<T, U>(items: readonly T[], next: (a: U, b: T, c: number) => U, start: U): U;
  /** True when the function is true for one item. */
  some<T>(items: readonly T[], test: (a: T, b: number) => boolean): boolean;
  /** True when the function is true for all items. */
  every<T>(items: readonly T[], test: (a: T, b: number) => boolean): boolean;
  /** The first item for which the function is true, else null. */
  find<T>(items: readonly T[], test: (a: T, b: number) => boolean): T | null;
  /** The first position for which the function is true, else -1. */
  findIndex<T>(items: readonly T[], test: (a: T, b: number) => boolean): number;
  /** The last item for which the function is true, else null. */
  findLast<T>(items: readonly T[], test: (a: T, b: number) => boolean): T | null;
  /** The lists that the function gives, one after the other. */
  flatMap<T, U>(items: readonly T[], each: (a: T, b: number) => readonly U[]): readonly U[];
  /** The lists of a list, one after the other. */
  flat<T>(items: readonly (readonly T[])[]): readonly T[];
  /** The texts of the items with a separator, a comma unless told; null is an empty text. */
  join(items: readonly (Printable | null)[], separator?: string): string;
  /** The items from last to first. */
  reversed<T>(items: readonly T[]): readonly T[];
  /** The ints from `start` (0) to before `stop`, as Python's `range`. */
  range(stop: number): readonly number[];
  /** The ints from `start` (0) to before `stop`, as Python's `range`. */
  range(start: number, stop: number, step?: number): readonly number[];
  /** The items without repetition, in order of first occurrence. */
  unique<T>(items: readonly T[]): readonly T[];
  /** The sum, 0 for an empty list. */
  sum(items: readonly number[]): number;
  /** The items that are not null. */
  compact<T>(items: readonly (T | null)[]): readonly T[];
  /** The items in rising order. */
  sorted<C extends Ordered>(items: readonly C[]): readonly C[];
  /** The texts in rising order of their UTF-16 units, as `xs.toSorted()`; numbers need a function there. */
  sortText(items: readonly string[]): readonly string[];
  /** The items in the order of a function that gives a negative number, zero or a positive number. */
  sortWith<T>(items: readonly T[], compare: (a: T, b: T) => number): readonly T[];
  /** The items in rising order of what the function gives; equal ones keep their order. */
  sortBy<T, C extends Ordered>(items: readonly T[], key: (a: T, b: number) => C): readonly T[];
  /** The smallest; an empty list is an error. */
  min<C extends Ordered>(items: readonly C[]): C;
  /** The smallest; an empty list is an error. */
  min<C extends Ordered>(left: C, right: C): C;
  /** The largest; an empty list is an error. */
  max<C extends Ordered>(items: readonly C[]): C;
  /** The largest; an empty list is an error. */
  max<C extends Ordered>(left: C, right: C): C;
  /** The first item for which the function gives the smallest value; an empty list is an error. */
  minBy<T, C extends Ordered>(items: readonly T[], key: (a: T, b: number) => C): T;
  /** The first item for which the function gives the largest value; an empty list is an error. */
  maxBy<T, C extends Ordered>(items: readonly T[], key: (a: T, b: number) => C): T;
  /** The arithmetic mean; an empty list is an error. */
  mean(items: readonly number[]): number;
  /** The middle item by order, or the mean of the two middle ones; an empty list is an error. */
  median(items: readonly number[]): number;
  /** True when one item is true. */
  any(items: readonly boolean[]): boolean;
  /** True when no item is false. */
  all(items: readonly boolean[]): boolean;
  /** How often an equal item occurs. */
  count<T>(items: readonly T[], item: T): number;
  /** Pairs of the items at the same position; the shorter list decides. */
  zip<T, U>(left: readonly T[], right: readonly U[]): readonly { readonly left: T; readonly right: U }[];
  /** Each item with its position. */
  enumerate<T>(items: readonly T[]): readonly { readonly index: number; readonly value: T }[];
  /** Lists of `size` items each, the last of what is left; a size below 1 is an error. */
  chunk<T>(items: readonly T[], size: number): readonly (readonly T[])[];
  /** A list of `count` equal items. */
  repeatItem<T>(item: T, count: number): readonly T[];
  /** The first item; an empty list is an error. */
  first<T>(items: readonly T[]): T;
  /** The last item; an empty list is an error. */
  last<T>(items: readonly T[]): T;
  /** The items of a list, or the Unicode characters of a text, as `[...x]`. */
  spread(text: string): readonly string[];
  /** The items of a list, or the Unicode characters of a text, as `[...x]`. */
  spread<T>(items: readonly T[]): readonly T[];
  /** True when both have equal contents, also for lists, maps and structs; NaN equals nothing. */
  equals<T>(left: T, right: T): boolean;
  /** -1, 0 or 1 as the left one is below, equal or above. */
  compare<C extends Ordered>(left: C, right: C): number;
  /** The value of a key or the item at a position from 0, null when there is none. */
  get<T>(map: Readonly<Record<string, T>>, key: string): T | null;
  /** The value of a key or the item at a position from 0, null when there is none. */
  get<T>(items: readonly T[], position: number): T | null;
  /** The value of a key or the item at a position from 0, null when there is none. */
  get(text: string, position: number): string | null;
  /** The value of a key or the item at a position from 0, null when there is none. */
  get(value: unknown, key: string): unknown;
  /** The value of a key or the item at a position from 0, null when there is none. */
  get(value: unknown, position: number): unknown;
  /** The value of a key, or the fallback when the map has no such key. */
  getOr<T>(map: Readonly<Record<string, T>>, key: string, fallback: T): T;
  /** True when the map has the key. */
  hasKey<T>(map: Readonly<Record<string, T>>, key: string): boolean;
  /** The keys. */
  keys<T>(map: Readonly<Record<string, T>>): readonly string[];
  /** The values, in the order of their keys. */
  values<T>(map: Readonly<Record<string, T>>): readonly T[];
  /** Key and value of each entry; in a lambda they are `[key, value]`. */
  entries<T>(map: Readonly<Record<string, T>>): readonly { readonly key: string; readonly value: T }[];
  /** The map of key and value pairs; a later key wins. */
  fromEntries<T>(entries: readonly { readonly key: string; readonly value: T }[]): Readonly<Record<string, T>>;
  /** The map from each key to the value at the same position; the shorter list decides. */
  zipMap<T>(keys: readonly string[], values: readonly T[]): Readonly<Record<string, T>>;
  /** The keys of both; the right one wins. Two structs give a struct with the fields of both, a map and a struct a map. */
  merge<T>(left: Readonly<Record<string, T>>, right: Readonly<Record<string, T>>): Readonly<Record<string, T>>;
  /** The map with one key set. */
  put<T>(map: Readonly<Record<string, T>>, key: string, value: T): Readonly<Record<string, T>>;
  /** The map without some keys. */
  omit<T>(map: Readonly<Record<string, T>>, keys: readonly string[]): Readonly<Record<string, T>>;
  /** The map with the result of the function for each value; it may take the key as well. */
  mapValues<T, U>(map: Readonly<Record<string, T>>, each: (a: T, b: string) => U): Readonly<Record<string, U>>;
  /** The entries for which the function is true; it may take the key as well. */
  filterMap<T>(map: Readonly<Record<string, T>>, keep: (a: T, b: string) => boolean): Readonly<Record<string, T>>;
  /** The items by the text the function gives for each, in their order. */
  groupBy<T>(items: readonly T[], key: (a: T, b: number) => string): Readonly<Record<string, readonly T[]>>;
  /** How many items the function gives each text for. */
  countBy<T>(items: readonly T[], key: (a: T, b: number) => string): Readonly<Record<string, number>>;
  /** The value, an error when it is null. */
  require<T>(value: T | null): T;
  /** The text a template would show: numbers as JavaScript writes them, dates in ISO form. */
  toText(value: Printable): string;
  /** The int of a number (cut toward zero), a bool, or a text of digits, as Python's `int`. */
  toInt(value: number): number;
  /** The int of a number (cut toward zero), a bool, or a text of digits, as Python's `int`. */
  toInt(value: boolean): number;
  /** The int of a number (cut toward zero), a bool, or a text of digits, as Python's `int`. */
  toInt(text: string): number;
  /** The float of a number, a bool, or a text, as Python's `float`. */
  toFloat(value: number): number;
  /** The float of a number, a bool, or a text, as Python's `float`. */
  toFloat(value: boolean): number;
  /** The float of a number, a bool, or a text, as Python's `float`. */
  toFloat(text: string): number;
  /** The bool of the text "true" or "false". */
  toBool(text: string): boolean;
  /** What `Number(x)` gives: NaN for a text that is no number, 0 for an empty one. */
  number(value: number): number;
  /** What `Number(x)` gives: NaN for a text that is no number, 0 for an empty one. */
  number(value: boolean): number;
  /** What `Number(x)` gives: NaN for a text that is no number, 0 for an empty one. */
  number(text: string): number;
  /** The int that the text starts with; a text that starts with none is an error. */
  parseInt(text: string): number;
  /** The number that the text starts with, NaN when it starts with none. */
  parseFloat(text: string): number;
  /** The value as JSON text without blanks, keys sorted; dates as ISO texts, NaN and the infinities as null. */
  toJson<T>(value: T): string;
  /** The JSON value of a text. */
  parseJson(text: string): unknown;
  /** The JSON value as string; an error when it is something else. */
  jsonToText(value: unknown): string;
  /** The JSON value as int; an error when it is something else. */
  jsonToInt(value: unknown): number;
  /** The JSON value as float; an error when it is something else. */
  jsonToFloat(value: unknown): number;
  /** The JSON value as bool; an error when it is something else. */
  jsonToBool(value: unknown): boolean;
  /** The JSON value as list<json>; an error when it is something else. */
  jsonToList(value: unknown): readonly unknown[];
  /** The JSON value as map<json>; an error when it is something else. */
  jsonToMap(value: unknown): Readonly<Record<string, unknown>>;
  /** Any value as a `json` value. */
  toJsonValue<T>(value: T): unknown;
  /** The date that `YYYY-MM-DD` says. */
  date(text: string): PlainDate;
  /** The date of year, month and day; a day that does not exist is an error. */
  dateOf(year: number, month: number, day: number): PlainDate;
  /** The year. */
  year(date: PlainDate): number;
  /** The month, January is 1. */
  month(date: PlainDate): number;
  /** The day of the month. */
  day(date: PlainDate): number;
  /** The day of the week, Monday is 1, Sunday 7. */
  dayOfWeek(date: PlainDate): number;
  /** The day of the week as Python counts, Monday is 0, Sunday 6. */
  weekday(date: PlainDate): number;
  /** The day of the year, 1 January is 1. */
  dayOfYear(date: PlainDate): number;
  /** The ISO-8601 week. */
  weekOfYear(date: PlainDate): number;
  /** The year that the ISO-8601 week belongs to. */
  weekYear(date: PlainDate): number;
  /** The number of days of its month. */
  daysInMonth(date: PlainDate): number;
  /** The number of days of its year. */
  daysInYear(date: PlainDate): number;
  /** True in a leap year. */
  isLeapYear(date: PlainDate): boolean;
  /** True on Saturday and Sunday. */
  isWeekend(date: PlainDate): boolean;
  /** The quarter of the year, 1 to 4. */
  quarter(date: PlainDate): number;
  /** The date so many days later, earlier when negative. */
  addDays(date: PlainDate, count: number): PlainDate;
  /** The date so many weeks later. */
  addWeeks(date: PlainDate, count: number): PlainDate;
  /** The date so many months later; the day is cut to the month's last. */
  addMonths(date: PlainDate, count: number): PlainDate;
  /** The date so many years later; 29 February becomes the 28th where needed. */
  addYears(date: PlainDate, count: number): PlainDate;
  /** The date in another year; 29 February becomes the 28th where needed. */
  withYear(date: PlainDate, year: number): PlainDate;
  /** The date in another month of its year, cut to 1 to 12; the day is cut to the month's last. */
  withMonth(date: PlainDate, month: number): PlainDate;
  /** Another day of its month, cut to the days it has. */
  withDay(date: PlainDate, day: number): PlainDate;
  /** The days from one date to another, negative when the other is earlier. */
  daysBetween(from: PlainDate, to: PlainDate): number;
  /** The whole months from one date to another. */
  monthsBetween(from: PlainDate, to: PlainDate): number;
  /** The dates from `start` to before `stop`, every `step` days. */
  dateRange(start: PlainDate, stop: PlainDate, step?: number): readonly PlainDate[];
  /** The Monday of its week. */
  startOfWeek(date: PlainDate): PlainDate;
  /** The first day of its month. */
  startOfMonth(date: PlainDate): PlainDate;
  /** The last day of its month. */
  endOfMonth(date: PlainDate): PlainDate;
  /** The first day of its quarter. */
  startOfQuarter(date: PlainDate): PlainDate;
  /** The first day of its year. */
  startOfYear(date: PlainDate): PlainDate;
  /** The last day of its year. */
  endOfYear(date: PlainDate): PlainDate;
  /** The date as an int of eight digits, 20260131. */
  toDateInt(date: PlainDate): number;
  /** The date that an int of eight digits says. */
  fromDateInt(value: number): PlainDate;
  /** The date by a format with Python's names: `%Y %m %d %y %j %b %B %a %A %u %w %G %V %U %W %F %%`. */
  formatDate(date: PlainDate, format: string): string;
  /** The date a text says by a format with Python's names: `%Y %m %d %y %j %b %B %F %%`. */
  parseDate(text: string, format: string): PlainDate;
  /** The length of time from one date or timestamp to another; a day is 24 hours. */
  until(from: PlainDate, to: PlainDate): Duration;
  /** The length of time from one date or timestamp to another; a day is 24 hours. */
  until(from: Instant, to: Instant): Duration;
  /** The point in time that an ISO-8601 text with an offset says. */
  timestamp(text: string): Instant;
  /** The point in time so many milliseconds after 1970-01-01T00:00Z. */
  fromEpochMilliseconds(count: number): Instant;
  /** The point in time so many seconds after 1970-01-01T00:00Z. */
  fromEpochSeconds(count: number): Instant;
  /** The milliseconds since 1970-01-01T00:00Z, rounded down. */
  epochMilliseconds(timestamp: Instant): number;
  /** The seconds since 1970-01-01T00:00Z, rounded down. */
  epochSeconds(timestamp: Instant): number;
  /** The date that a zone's calendars show, UTC unless told. */
  toDate(timestamp: Instant, zone?: string): PlainDate;
  /** The first moment of a date in a zone, UTC unless told. */
  startOfDay(date: PlainDate, zone?: string): Instant;
  /** The hour that a zone's clocks show, UTC unless told. */
  hour(timestamp: Instant, zone?: string): number;
  /** The minute that a zone's clocks show, UTC unless told. */
  minute(timestamp: Instant, zone?: string): number;
  /** The second that a zone's clocks show, UTC unless told. */
  second(timestamp: Instant, zone?: string): number;
  /** The whole minutes that a zone's clocks are ahead of UTC. */
  offsetMinutes(timestamp: Instant, zone: string): number;
  /** The time by a format with Python's names, as a zone's clocks show it, UTC unless told; also `%H %I %p %M %S %f %z %Z %T`. */
  strftime(timestamp: Instant, format: string, zone?: string): string;
  /** The time by a format with Python's names, as a zone's clocks show it, UTC unless told; also `%H %I %p %M %S %f %z %Z %T`. */
  strftime(date: PlainDate, format: string): string;
  /** The point in time a text says by a format with Python's names, in a zone, UTC unless told or `%z` says otherwise. */
  strptime(text: string, format: string, zone?: string): Instant;
  /** The start of its "days", "hours", "minutes", "seconds" or "milliseconds" by a zone's clocks, UTC unless told. */
  floorTo(timestamp: Instant, unit: string, zone?: string): Instant;
  /** The points in time from `start` to before `stop`, one each `step`. */
  timestampRange(start: Instant, stop: Instant, step: Duration): readonly Instant[];
  /** The time so much later, or the sum of two durations. */
  addDuration(timestamp: Instant, length: Duration): Instant;
  /** The time so much later, or the sum of two durations. */
  addDuration(left: Duration, right: Duration): Duration;
  /** The time so much earlier, or the difference of two durations. */
  subtractDuration(timestamp: Instant, length: Duration): Instant;
  /** The time so much earlier, or the difference of two durations. */
  subtractDuration(left: Duration, right: Duration): Duration;
  /** The length that an ISO-8601 duration says, `PT1H30M` or `P2DT12H`; years and months are refused. */
  duration(text: string): Duration;
  /** A duration of so many weeks. */
  weeks(count: number): Duration;
  /** A duration of so many days. */
  days(count: number): Duration;
  /** A duration of so many hours. */
  hours(count: number): Duration;
  /** A duration of so many minutes. */
  minutes(count: number): Duration;
  /** A duration of so many seconds. */
  seconds(count: number): Duration;
  /** A duration of so many milliseconds. */
  milliseconds(count: number): Duration;
  /** The length in "weeks", "days", "hours", "minutes", "seconds" or "milliseconds"; JavaScript's own has no weeks. */
  total(length: Duration, unit: string): number;
  /** The duration so many times as long. */
  scaleDuration(length: Duration, factor: number): Duration;
  /** How often the right duration fits the left one. */
  divideDurations(left: Duration, right: Duration): number;
  /** The duration in the other direction. */
  negated(length: Duration): Duration;
  /** The duration without its sign. */
  absDuration(length: Duration): Duration;
  /** The duration as `1d 02:03:04`; days only when there are some, fractions of a second only when there are some. */
  formatDuration(length: Duration): string;
  /** The timestamp as ISO-8601 text in UTC. */
  timestampText(timestamp: Instant): string;
  /** The duration as ISO-8601 text, hours the largest unit. */
  durationText(length: Duration): string;
  /** The SHA-256 hash in hexadecimal. */
  sha256(text: string): string;
  /** The SHA-1 hash in hexadecimal; not for secrets. */
  sha1(text: string): string;
  /** The MD5 hash in hexadecimal; not for secrets. */
  md5(text: string): string;
  /** A number from 0 to before `count` that depends on the text alone: the first 64 bits of its SHA-256 hash, modulo `count`. */
  bucket(text: string, count: number): number;
  /** The text in base64. */
  toBase64(text: string): string;
  /** The text behind base64; what is not base64 of UTF-8 is an error. */
  fromBase64(text: string): string;
}
