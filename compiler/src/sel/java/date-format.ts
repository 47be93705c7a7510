import { splitMillis } from "./calendar.js";
import { dateField } from "./date-field.js";
import { fieldText } from "./date-names.js";
import { type FormatItem, parsePattern } from "./date-pattern.js";
import { type DateTime, dateTime, toLocal, zoneName } from "./date-time.js";
import { Failure } from "./failure.js";
import type { Long } from "./long.js";
import { type Zone, zoneOffset } from "./zone.js";
import { printOffset, UTC } from "./zone-id.js";

/** A date format, bound to a zone or not. */
export interface DateFormat {
  readonly items: readonly FormatItem[];
  readonly zone: Zone | undefined;
}

const ISO_ITEMS: readonly FormatItem[] = [
  { kind: "number", field: "year", minimum: 4, maximum: 9, signed: true },
  { kind: "literal", text: "-" },
  { kind: "number", field: "monthOfYear", minimum: 2, maximum: 2, signed: false },
  { kind: "literal", text: "-" },
  { kind: "number", field: "dayOfMonth", minimum: 2, maximum: 2, signed: false },
  { kind: "literal", text: "T" },
  { kind: "number", field: "hourOfDay", minimum: 2, maximum: 2, signed: false },
  { kind: "literal", text: ":" },
  { kind: "number", field: "minuteOfHour", minimum: 2, maximum: 2, signed: false },
  { kind: "literal", text: ":" },
  { kind: "number", field: "secondOfMinute", minimum: 2, maximum: 2, signed: false },
  { kind: "literal", text: "." },
  { kind: "fraction", digits: 3, unit: "second" },
  { kind: "offset", separated: true, most: 4, zeroText: "Z" },
];

export function formatOfPattern(pattern: string | null): DateFormat {
  return { items: parsePattern(pattern ?? ""), zone: undefined };
}

interface Printed {
  readonly local: Long;
  readonly offset: number;
  readonly date: DateTime;
}

function padded(value: number, width: number): string {
  return (value < 0 ? "-" : "") + String(Math.abs(value)).padStart(width, "0");
}

/** A fraction that is not 0 has at most the 15 digits that fit Joda's arithmetic. */
function printFraction(digits: number, local: Long): string {
  const millis = splitMillis(local).milli % 1000;
  return millis === 0 ? "0".repeat(digits) : padded(millis, 3).padEnd(Math.min(digits, 15), "0").slice(0, digits);
}

function offsetText(offset: number, item: FormatItem & { kind: "offset" }): string {
  if (offset === 0 && item.zeroText !== "") return item.zeroText;
  const full = printOffset(offset);
  const cut = item.most === 2 ? full.slice(0, 6) : full;
  return item.separated ? cut : cut.replace(":", "");
}

function printItem(item: FormatItem, { local, offset, date }: Printed): string {
  switch (item.kind) {
    case "literal":
      return item.text;
    case "number":
      return padded(dateField(item.field).get(local), item.minimum);
    case "twoDigitYear":
      return padded(Math.abs(dateField(item.field).get(local)) % 100, 2);
    case "text":
      return fieldText(item.field, dateField(item.field).get(local), item.short);
    case "fraction":
      return printFraction(item.digits, local);
    case "offset":
      return offsetText(offset, item);
    case "zoneId":
      return date.zone.id;
    case "zoneName":
      return zoneName(date.zone, date.millis, item.long);
  }
}

/** A local time that does not fit 64 bits is shown in UTC. */
function localOf(date: DateTime): Printed {
  try {
    return { local: toLocal(date.zone, date.millis), offset: zoneOffset(date.zone, date.millis), date };
  } catch (failure) {
    if (!(failure instanceof Failure)) throw failure;
    return { local: date.millis, offset: 0, date: dateTime(date.millis, UTC) };
  }
}

export function printDate(items: readonly FormatItem[], date: DateTime): string {
  const printed = localOf(date);
  let text = "";
  for (const item of items) text += printItem(item, printed);
  return text;
}

/** `DateTime.toString()`. */
export function isoText(date: DateTime): string {
  return printDate(ISO_ITEMS, date);
}
