import { exprError } from "../expr-error.js";
import { civilFromDays, dayOfWeek, dayOfYear, isoWeek, pad } from "./civil.js";

/** A moment as clocks and calendars show it. */
export interface Local {
  readonly days: number;
  readonly secondOfDay: number;
  readonly micros: number;
  readonly offset: number;
  readonly zone: string;
}

/** English names, as Python gives them in the C locale. */
export const monthNames: readonly string[] = [
  ...["January", "February", "March", "April", "May", "June"],
  ...["July", "August", "September", "October", "November", "December"],
];
/** English names; Monday first. */
export const dayNames: readonly string[] = [
  ...["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
];

const hourOf = (local: Local): number => Math.floor(local.secondOfDay / 3600);
const twelve = (local: Local): number => ((hourOf(local) + 11) % 12) + 1;
const weekFrom = (local: Local, first: number): number =>
  Math.floor((dayOfYear(local.days) + 6 - ((dayOfWeek(local.days) - first + 7) % 7)) / 7);

const codes: Readonly<Record<string, (local: Local) => string>> = {
  Y: ({ days }) => pad(civilFromDays(days).year, 4),
  y: ({ days }) => pad(civilFromDays(days).year % 100, 2),
  m: ({ days }) => pad(civilFromDays(days).month, 2),
  d: ({ days }) => pad(civilFromDays(days).day, 2),
  j: ({ days }) => pad(dayOfYear(days), 3),
  b: ({ days }) => (monthNames[civilFromDays(days).month - 1] as string).slice(0, 3),
  B: ({ days }) => monthNames[civilFromDays(days).month - 1] as string,
  a: ({ days }) => (dayNames[dayOfWeek(days) - 1] as string).slice(0, 3),
  A: ({ days }) => dayNames[dayOfWeek(days) - 1] as string,
  u: ({ days }) => String(dayOfWeek(days)),
  w: ({ days }) => String(dayOfWeek(days) % 7),
  G: ({ days }) => pad(isoWeek(days).year, 4),
  V: ({ days }) => pad(isoWeek(days).week, 2),
  U: (local) => pad(weekFrom(local, 7), 2),
  W: (local) => pad(weekFrom(local, 1), 2),
  H: (local) => pad(hourOf(local), 2),
  I: (local) => pad(twelve(local), 2),
  p: (local) => (hourOf(local) < 12 ? "AM" : "PM"),
  M: ({ secondOfDay }) => pad(Math.floor(secondOfDay / 60) % 60, 2),
  S: ({ secondOfDay }) => pad(secondOfDay % 60, 2),
  f: ({ micros }) => pad(micros, 6),
  z: ({ offset }) => offsetText(offset),
  Z: ({ zone }) => zone,
  F: (local) => strftime(local, "%Y-%m-%d"),
  T: (local) => strftime(local, "%H:%M:%S"),
  "%": () => "%",
};

function offsetText(offset: number): string {
  const size = Math.abs(offset);
  const seconds = size % 60 === 0 ? "" : pad(size % 60, 2);
  return `${offset < 0 ? "-" : "+"}${pad(Math.floor(size / 3600), 2)}${pad(Math.floor(size / 60) % 60, 2)}${seconds}`;
}

/** A moment written by a format with Python's names, `%Y-%m-%d`. */
export function strftime(local: Local, format: string): string {
  return format.replace(/%([\s\S]?)/g, (_, code: string) => {
    const write = Object.hasOwn(codes, code) ? codes[code] : undefined;
    if (write === undefined) throw exprError("bad-argument", { fn: "strftime", problem: `there is no code %${code}` });
    return write(local);
  });
}
