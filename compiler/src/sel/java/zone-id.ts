import { illegal, quoted } from "./failure.js";
import type { Zone } from "./zone.js";
import { parseOffsetAt } from "./zone-offset.js";
import { findZone } from "./zone-table.js";

/** The zone that is also the default one: nothing here depends on the machine. */
export const UTC: Zone = {
  id: "UTC",
  offset: 0,
  rules: undefined,
  names: ["UTC", "Coordinated Universal Time", "UTC", "Coordinated Universal Time"],
  unnamed: false,
};

const padded = (value: number, width: number): string => String(value).padStart(width, "0");

/** `+05:30`, with seconds and milliseconds when there are any. */
export function printOffset(offset: number): string {
  const magnitude = Math.abs(offset);
  const minutes = Math.floor(magnitude / 60_000);
  let text = `${offset < 0 ? "-" : "+"}${padded(Math.floor(minutes / 60), 2)}:${padded(minutes % 60, 2)}`;
  const rest = magnitude % 60_000;
  if (rest !== 0) text += `:${padded(Math.floor(rest / 1000), 2)}`;
  if (rest % 1000 !== 0) text += `.${padded(rest % 1000, 3)}`;
  return text;
}

export function fixedZone(offset: number): Zone {
  return offset === 0 ? UTC : { id: printOffset(offset), offset, rules: undefined, names: undefined, unnamed: true };
}

/** `DateTimeZone.forID`. */
export function zoneOfId(id: string | null): Zone {
  if (id === null || id === "UTC") return UTC;
  const zone = findZone(id);
  if (zone !== undefined) return zone;
  const parsed = parseOffsetAt(id, 0);
  if (parsed === undefined || parsed.end < id.length) illegal(`${quoted(id)} is not a time zone`);
  return fixedZone(parsed.offset);
}
