import { splitMillis } from "./calendar.js";
import { dateField } from "./date-field.js";
import { fieldText } from "./date-names.js";
import type { Long } from "./long.js";

const padded = (value: number, width: number): string => String(value).padStart(width, "0");

function number(field: string, width: number): (millis: Long) => string {
  return (millis) => padded(dateField(field).get(millis), width);
}

function name(field: string, short: boolean): (millis: Long) => string {
  return (millis) => fieldText(field, dateField(field).get(millis), short);
}

const year = (millis: Long): number => dateField("year").get(millis);

function composed(parts: string): (millis: Long) => string {
  return (millis) => parts.replace(/[a-zA-Z]/g, (part) => timeText(part, millis));
}

/** Each part of `%t`, for milliseconds in UTC. */
const PARTS: Readonly<Record<string, (millis: Long) => string>> = {
  H: number("hourOfDay", 2),
  I: number("clockhourOfHalfday", 2),
  k: number("hourOfDay", 1),
  l: number("clockhourOfHalfday", 1),
  M: number("minuteOfHour", 2),
  S: number("secondOfMinute", 2),
  L: number("millisOfSecond", 3),
  N: (millis) => `${padded(splitMillis(millis).milli % 1000, 3)}000000`,
  Q: (millis) => String(millis),
  p: (millis) => name("halfdayOfDay", false)(millis).toLowerCase(),
  s: (millis) => String(BigInt(millis) / 1000n),
  z: () => "+0000",
  Z: () => "UTC",
  a: name("dayOfWeek", true),
  A: name("dayOfWeek", false),
  b: name("monthOfYear", true),
  h: name("monthOfYear", true),
  B: name("monthOfYear", false),
  C: (millis) => padded(Math.floor(year(millis) / 100), 2),
  y: (millis) => padded(year(millis) % 100, 2),
  Y: (millis) => padded(year(millis), 4),
  d: number("dayOfMonth", 2),
  e: number("dayOfMonth", 1),
  m: number("monthOfYear", 2),
  j: number("dayOfYear", 3),
  r: (millis) => `${composed("I:M:S")(millis)} ${timeText("p", millis).toUpperCase()}`,
  R: composed("H:M"),
  T: composed("H:M:S"),
  c: composed("a b d T Z Y"),
  D: composed("m/d/y"),
  F: composed("Y-m-d"),
};

/** One part of a date given as milliseconds. */
export function timeText(part: string, millis: Long): string {
  return PARTS[part]?.(millis) ?? "";
}
