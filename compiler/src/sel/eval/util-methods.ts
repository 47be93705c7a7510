import { dateOfDay, splitMillis } from "../java/calendar.js";
import { type DateFormat, formatOfPattern, printDate } from "../java/date-format.js";
import { type DateTime, daysBetween, plus } from "../java/date-time.js";
import { illegal } from "../java/failure.js";
import { parseLong, toInt32 } from "../java/long.js";
import { parsePeriodMillis } from "../java/period-words.js";
import { zoneOfId } from "../java/zone-id.js";
import { dateOf, longBox, notNull, stringBox } from "./argument.js";
import type { Box, LongBox, OpaqueBox } from "./box.js";
import { readDate } from "./date-methods.js";
import { jsonText } from "./json-text.js";
import type { Machine } from "./machine.js";
import { at, type Methods, methodMap } from "./method.js";
import { longOfText } from "./number-methods.js";

let dateIntFormat: DateFormat | undefined;

/** The format of dates as numbers, made once. */
function dateIntOf(): DateFormat {
  dateIntFormat ??= formatOfPattern("YYYYMMdd");
  return dateIntFormat;
}

/** A STRING as it is, or a LONG as text. */
function asText(machine: Machine, box: Box): string | null {
  if (box.type === "LONG") return machine.text(String(box.value)).value;
  if (box.type === "STRING") return machine.text(box.value).value;
  return illegal(`${box.type} was given where STRING or LONG is expected`);
}

/** A LONG as it is, or a STRING of digits. */
function asLong(machine: Machine, box: Box): LongBox {
  if (box.type === "LONG") return machine.long(box.value);
  if (box.type === "STRING") return machine.long(longOfText(box.value));
  return illegal(`${box.type} was given where STRING or LONG is expected`);
}

const dateInt = (machine: Machine, text: string | null): DateTime =>
  readDate(machine, dateIntOf(), notNull(text, "the date"));

const printDateInt = (date: DateTime): string => printDate(dateIntOf().items, date);

function millisAt(machine: Machine, args: readonly Box[]): Box {
  const zone = zoneOfId(asText(machine, at(args, 2)));
  const format = { ...formatOfPattern("YYYYMMddHH"), zone };
  const text = `${asText(machine, at(args, 0))}${asText(machine, at(args, 1))}`;
  const date = readDate(machine, format, text);
  const earlier = plus(date, "Days", -toInt32(asLong(machine, at(args, 3)).value));
  return machine.long(plus(earlier, "Hours", -toInt32(asLong(machine, at(args, 4)).value)).millis);
}

function wordsMillis(machine: Machine, box: Box): number {
  const words = notNull(stringBox(box).value, "the duration");
  machine.charge(words.length * 16);
  return parsePeriodMillis(words);
}

/** What is left of a length of time after a date, as words. */
function timeout(machine: Machine, date: DateTime, duration: number): Box {
  const left = BigInt(date.millis) + BigInt(duration) - BigInt(Math.trunc(machine.now()));
  return machine.text(`${left > 0n ? left : 0n} milliseconds`);
}

function longArray(machine: Machine, values: readonly number[]): Box {
  machine.reserve(values.length);
  const value = values.map((element) => machine.long(element));
  machine.count(0);
  return { type: "LONG_ARRAY", value };
}

function step(box: Box): number {
  const text = box.value === null && box.type !== "NULL" ? "null" : String(box.value);
  const value = box.type === "LONG" || box.type === "STRING" ? parseLong(text) : undefined;
  if (value === undefined || value > 0x7fffffff || value < -0x80000000) illegal(`${text} is not a 32-bit integer`);
  return value === 0 ? illegal("the step of dateIntsBetween is 0") : Number(value);
}

function dateIntsBetween(machine: Machine, args: readonly Box[]): Box {
  const increment = step(at(args, 2));
  const [from, to] = increment > 0 ? [at(args, 0), at(args, 1)] : [at(args, 1), at(args, 0)];
  const start = dateInt(machine, String(asText(machine, from)));
  const days = daysBetween(start, dateInt(machine, String(asText(machine, to))));
  const size = Math.abs(increment);
  machine.reserve(Math.max(0, days / size));
  const first = splitMillis(start.millis).day;
  const values: number[] = [];
  for (let day = 0; day < days; day += size) {
    const { year, month, dayOfMonth } = dateOfDay(first + day);
    const value = Math.abs(year) * 10_000 + month * 100 + dayOfMonth;
    values.push(value > 0x7fffffff ? illegal(`the date ${value} does not fit 32 bits`) : year < 0 ? -value : value);
  }
  return longArray(machine, increment < 0 ? values.reverse() : values);
}

/** With step 0, or when counting passes the end of 32 bits, Java counts until its memory ends. */
function intsBetween(machine: Machine, args: readonly Box[]): Box {
  const [from = 0, to = 0, increment = 0] = args.map((arg) => toInt32(asLong(machine, arg).value));
  const distance = increment > 0 ? to - from : from - to;
  if (distance <= 0) return longArray(machine, []);
  const size = Math.abs(increment);
  const count = Math.ceil(distance / size);
  const last = from + count * increment;
  machine.reserve(size === 0 || last > 0x7fffffff || last < -0x80000000 ? Number.POSITIVE_INFINITY : count);
  return longArray(
    machine,
    Array.from({ length: count }, (_, index) => from + index * increment),
  );
}

export const UTIL_METHODS: Methods<OpaqueBox> = methodMap<OpaqueBox>({
  "dateIntToTs/1": (machine, _util, args) => machine.long(dateInt(machine, asText(machine, at(args, 0))).millis),
  "tsToDateInt/1": (machine, _util, args) => {
    const millis = asLong(machine, at(args, 0)).value;
    return machine.text(printDateInt({ millis, zone: zoneOfId("UTC") }));
  },
  "incrementDateInt/2": (machine, _util, args) => {
    const date = dateInt(machine, asText(machine, at(args, 0)));
    return machine.text(printDateInt(plus(date, "Days", toInt32(longBox(at(args, 1)).value))));
  },
  "dateIntHourToTs/5": (machine, _util, args) => millisAt(machine, args),
  "timeoutForDateTimeDeadline/2": (machine, _util, args) => {
    const date = dateOf(at(args, 0));
    const duration = wordsMillis(machine, at(args, 1));
    return timeout(machine, notNull(date, "the date"), duration);
  },
  "timeoutForDateIntDeadline/2": (machine, _util, args) => {
    const date = dateInt(machine, String(asText(machine, at(args, 0))));
    return timeout(machine, date, wordsMillis(machine, at(args, 1)));
  },
  "dateIntsBetween/3": (machine, _util, args) => dateIntsBetween(machine, args),
  "intsBetween/3": (machine, _util, args) => intsBetween(machine, args),
});

/** Registered by the engine, so it is looked for before the others and whatever the number of arguments. */
export function toJson(machine: Machine, args: readonly Box[]): Box {
  const texts = args.map((arg) => jsonText(arg));
  if (texts.length !== 1) illegal("toJson takes one argument");
  return machine.text(texts[0] ?? "null");
}
