import type { DurationLike, TimeUnits } from "./temporal.js";

/** The ISO-8601 text of a duration, `{ hours: 1, minutes: 30 }` → `"PT1H30M"`. */
export function durationText(duration: DurationLike): string {
  if (typeof duration === "string") return duration;
  if (!isTemporal(duration) && !hasOnlyUnits(duration)) return notADuration(duration);
  const { days, hours, minutes, seconds, milliseconds } = duration as TimeUnits;
  if (isTemporal(duration)) return duration.toString();
  const inSeconds = (seconds ?? 0) + (milliseconds ?? 0) / 1000;
  const time = `${unit(hours, "H")}${unit(minutes, "M")}${unit(inSeconds, "S")}`;
  return `P${unit(days, "D")}${time && `T${time}`}`.replace(/^P$/, "PT0S");
}

function unit(amount: number | undefined, letter: string): string {
  return amount === undefined || amount === 0 ? "" : `${amount}${letter}`;
}

const units: ReadonlySet<string> = new Set(["days", "hours", "minutes", "seconds", "milliseconds"]);

function notADuration(given: unknown): string {
  return typeof given === "object" && given !== null ? `{ ${Object.keys(given).join(", ")} }` : String(given);
}

function hasOnlyUnits(duration: unknown): boolean {
  return typeof duration === "object" && duration !== null && Object.keys(duration).every((name) => units.has(name));
}

function isTemporal(duration: object): boolean {
  return Object.prototype.toString.call(duration) === "[object Temporal.Duration]";
}
