import { type DateFormat, formatOfPattern, isoText, printDate } from "../java/date-format.js";
import { fieldText } from "../java/date-names.js";
import { parseDate } from "../java/date-parse.js";
import {
  civilDateOf,
  type DateTime,
  dateTime,
  daysBetween,
  getField,
  plus,
  startOfDay,
  withField,
  withMaximum,
  withMinimum,
} from "../java/date-time.js";
import { Failure } from "../java/failure.js";
import type { Zone } from "../java/zone.js";
import { zoneOffset } from "../java/zone.js";
import { UTC, zoneOfId } from "../java/zone-id.js";
import {
  checkUnboxable,
  dateArgument,
  dateOf,
  formatArgument,
  intArgument,
  notNull,
  stringBox,
  textArgument,
  zoneArgument,
  zoneOf,
} from "./argument.js";
import type { Box, DateBox, DaysBox, FormatBox, PropertyBox, ZoneBox } from "./box.js";
import type { Machine } from "./machine.js";
import { at, type Method, type Methods, type MethodTable, methodMap } from "./method.js";

const newDate = (machine: Machine, value: DateTime): DateBox => {
  machine.count(0);
  return { type: "DATETIME", value };
};

export const currentDate = (machine: Machine): DateTime => dateTime(machine.now(), UTC);

/** Two-digit years lie around this one. */
const pivotYear = (machine: Machine): number => civilDateOf(currentDate(machine)).year - 30;

function readPattern(machine: Machine, pattern: string | null): DateFormat {
  if (pattern !== null) machine.readPattern(pattern);
  return formatOfPattern(pattern);
}

export function readDate(machine: Machine, format: DateFormat, text: string): DateTime {
  machine.charge(text.length);
  return parseDate(format, text, pivotYear(machine));
}

type DateMethod = (machine: Machine, date: DateTime, args: readonly Box[]) => Box;

function onDate(method: DateMethod): Method<DateBox> {
  return (machine, receiver, args) => {
    for (const arg of args) checkUnboxable(arg);
    return method(machine, notNull(receiver.value, "the date"), args);
  };
}

const PERIODS = ["Years", "Months", "Weeks", "Days", "Hours", "Minutes", "Seconds", "Millis"];
const FIELDS = [
  "weekyear",
  "monthOfYear",
  "weekOfWeekyear",
  "dayOfYear",
  "dayOfMonth",
  "dayOfWeek",
  "hourOfDay",
  "minuteOfHour",
  "secondOfMinute",
  "millisOfSecond",
  "millisOfDay",
];

const withCount = (use: (date: DateTime, count: number) => DateTime): Method<DateBox> =>
  onDate((machine, date, args) => newDate(machine, use(date, notNull(intArgument(at(args, 0)), "the number"))));

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

function periodMethods(): [string, Method<DateBox>][] {
  return PERIODS.flatMap((unit): [string, Method<DateBox>][] => [
    [`plus${unit}/1`, withCount((date, count) => plus(date, unit, count))],
    [`minus${unit}/1`, withCount((date, count) => plus(date, unit, -count))],
  ]);
}

function fieldMethods(): [string, Method<DateBox>][] {
  const setters = ["year", ...FIELDS].map((field): [string, Method<DateBox>] => [
    `with${capital(field)}/1`,
    withCount((date, value) => withField(date, field, value)),
  ]);
  const getters = ["year", "minuteOfDay", "secondOfDay", ...FIELDS].map((field): [string, Method<DateBox>] => [
    `get${capital(field)}/0`,
    onDate((machine, date) => machine.long(getField(date, field))),
  ]);
  const properties = ["minuteOfDay", "secondOfDay", ...FIELDS].map((field): [string, Method<DateBox>] => [
    `${field}/0`,
    onDate((machine, date) => {
      machine.count(0);
      return { type: "DATETIME_PROPERTY", value: { field, date } };
    }),
  ]);
  return [...setters, ...getters, ...properties];
}

/** Compares with a date, or with the present when it is null. */
function comparison(holds: (left: DateTime["millis"], right: DateTime["millis"]) => boolean): Method<DateBox> {
  return onDate((machine, date, args) => {
    const other = dateArgument(at(args, 0)) ?? currentDate(machine);
    return machine.boolean(holds(date.millis, other.millis));
  });
}

const toZone = onDate((machine, date, args) =>
  newDate(machine, dateTime(date.millis, zoneArgument(at(args, 0)) ?? UTC)),
);

function parseStatic(machine: Machine, receiver: DateBox, args: readonly Box[]): Box {
  for (const arg of args) checkUnboxable(arg);
  if (receiver.value !== null) throw new Failure("unknown_function", "parse is called on the class DateTime only");
  const [text, format] = [textArgument(at(args, 0)), formatArgument(at(args, 1))];
  const pattern = notNull(format, "the format");
  return newDate(machine, readDate(machine, pattern, notNull(text, "the text")));
}

const dateTable: MethodTable<DateBox> = {
  ...Object.fromEntries([...periodMethods(), ...fieldMethods()]),
  "toString/0": onDate((machine, date) => machine.text(isoText(date))),
  "toString/1": onDate((machine, date, args) => {
    const pattern = textArgument(at(args, 0));
    return machine.text(pattern === null ? isoText(date) : printDate(readPattern(machine, pattern).items, date));
  }),
  "parse/2": parseStatic,
  "withZone/1": toZone,
  "toDateTime/1": toZone,
  "isAfter/1": comparison((left, right) => left > right),
  "isBefore/1": comparison((left, right) => left < right),
  "isEqual/1": comparison((left, right) => left === right),
  "getMillis/0": onDate((machine, date) => machine.long(date.millis)),
  "withTimeAtStartOfDay/0": onDate((machine, date) => newDate(machine, startOfDay(date))),
};

export const DATE_METHODS: Methods<DateBox> = methodMap(dateTable);

export const PROPERTY_METHODS: Methods<PropertyBox> = methodMap<PropertyBox>({
  "get/0": (machine, { value }) => {
    const { date, field } = notNull(value, "the property");
    return machine.long(getField(date, field));
  },
  "getAsText/0": (machine, { value }) => {
    const { date, field } = notNull(value, "the property");
    return machine.text(fieldText(field, getField(date, field), false));
  },
  "withMinimumValue/0": (machine, { value }) => {
    const { date, field } = notNull(value, "the property");
    return newDate(machine, withMinimum(date, field));
  },
  "withMaximumValue/0": (machine, { value }) => {
    const { date, field } = notNull(value, "the property");
    return newDate(machine, withMaximum(date, field));
  },
});

const newZone = (machine: Machine, value: Zone): ZoneBox => {
  machine.count(0);
  return { type: "DATETIME_ZONE", value };
};

/** The field `UTC` of the class and of every zone. */
export const utcZone = (machine: Machine): ZoneBox => newZone(machine, UTC);

export const ZONE_METHODS: Methods<ZoneBox> = methodMap<ZoneBox>({
  "forID/1": (machine, _receiver, args) => newZone(machine, zoneOfId(stringBox(at(args, 0)).value)),
  "getOffset/1": (machine, { value }, args) => {
    const date = dateOf(at(args, 0)) ?? currentDate(machine);
    return machine.long(zoneOffset(notNull(value, "the zone"), date.millis));
  },
});

function unknownArgument(method: string, given: Box): never {
  throw new Failure("unknown_function", `a date format has no method ${method} that takes ${given.type}`);
}

const newFormat = (machine: Machine, value: DateFormat): FormatBox => {
  machine.count(0);
  return { type: "DATETIME_FORMATTER", value };
};

function printMethod(machine: Machine, format: DateFormat | null, arg: Box): Box {
  if (arg.type !== "LONG" && arg.type !== "DATETIME") unknownArgument("print", arg);
  const { items, zone } = notNull(format, "the format");
  if (arg.type === "LONG") return machine.text(printDate(items, { millis: arg.value, zone: zone ?? UTC }));
  const date = arg.value ?? currentDate(machine);
  return machine.text(printDate(items, zone === undefined ? date : { millis: date.millis, zone }));
}

export const FORMAT_METHODS: Methods<FormatBox> = methodMap<FormatBox>({
  "forPattern/1": (machine, _receiver, args) => newFormat(machine, readPattern(machine, stringBox(at(args, 0)).value)),
  "withZone/1": (machine, { value }, args) => {
    const zone = zoneOf(at(args, 0));
    return newFormat(machine, { items: notNull(value, "the format").items, zone: zone ?? undefined });
  },
  "parseDateTime/1": (machine, { value }, args) => {
    const arg = at(args, 0);
    if (arg.type !== "STRING" && arg.type !== "LONG") unknownArgument("parseDateTime", arg);
    return newDate(machine, readDate(machine, notNull(value, "the format"), String(arg.value)));
  },
  "parseMillis/1": (machine, { value }, args) => {
    const text = stringBox(at(args, 0)).value;
    const format = notNull(value, "the format");
    return machine.long(readDate(machine, format, notNull(text, "the text")).millis);
  },
  "print/1": (machine, { value }, args) => printMethod(machine, value, at(args, 0)),
});

export const DAYS_METHODS: Methods<DaysBox> = methodMap<DaysBox>({
  "getDays/0": (machine, { value }) => machine.long(notNull(value, "the days")),
  "daysBetween/2": (machine, _receiver, args) => {
    const [from, to] = [dateOf(at(args, 0)), dateOf(at(args, 1))];
    if (from === null || to === null) throw new Failure("illegal_argument", "daysBetween needs two dates");
    machine.count(0);
    return { type: "DATETIME_DAYS", value: daysBetween(from, to) };
  },
});
