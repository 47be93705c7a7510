import { ZONE_NAMES } from "./zone-names.js";

const offset = /^(?:UTC|GMT|UT)?[+-](\d\d?|\d\d:?[0-5]\d(?::?[0-5]\d)?)$/;
const MOST_SECONDS = 18 * 3_600;

/** Whether Java knows a zone. */
export function isZone(id: string): boolean {
  return id === "Z" || id === "UT" || ZONE_NAMES.has(id) || isOffset(id);
}

function isOffset(id: string): boolean {
  const [, written = ""] = offset.exec(id) ?? [];
  const isMixed = /^\d\d:\d{4}$|^\d{4}:\d\d$/.test(written);
  const digits = written.length === 1 ? `0${written}` : written.replaceAll(":", "");
  const [hours = 0, minutes = 0, seconds = 0] = (digits.match(/\d\d/g) ?? []).map(Number);
  return written !== "" && !isMixed && hours * 3_600 + minutes * 60 + seconds <= MOST_SECONDS;
}

/** Zones that are too new for Joda, and those of an old system. */
const unknownToJoda = /^(?:America\/Ciudad_Juarez|America\/Coyhaique|Europe\/Kyiv|SystemV\/.*)$/;

/** Whether Joda, which computes the run's dates, refuses a zone that Java takes. */
export function isJavaOnlyZone(id: string): boolean {
  return unknownToJoda.test(id) || !(ZONE_NAMES.has(id) || /^[+-]\d\d|^GMT[+-]0$/.test(id));
}
