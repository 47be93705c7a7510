import { expect, it } from "vitest";
import { formatOfPattern, isoText, printDate } from "../../src/sel/java/date-format.js";
import { parseIsoDate } from "../../src/sel/java/date-iso.js";
import { parseDate } from "../../src/sel/java/date-parse.js";
import {
  dateTime,
  dateTimeOf,
  daysBetween,
  plus,
  startOfDay,
  withField,
  withMinimum,
} from "../../src/sel/java/date-time.js";
import { Failure } from "../../src/sel/java/failure.js";
import { parsePeriodMillis } from "../../src/sel/java/period-words.js";
import { UTC, zoneOfId } from "../../src/sel/java/zone-id.js";

const at = (text: string, zone = "UTC") => dateTime(parseIsoDate(text, zoneOfId(zone)), zoneOfId(zone));

it.each([
  ["2024-02-29", "UTC", "2024-02-29T00:00:00.000Z"],
  ["2024-060T12", "UTC", "2024-02-29T12:00:00.000Z"],
  ["2024-W09-4", "Asia/Tokyo", "2024-02-29T00:00:00.000+09:00"],
  ["T12:30,5", "UTC", "1970-01-01T12:30:30.000Z"],
  ["2024-03-10T01:59:59.999-08:00", "America/Los_Angeles", "2024-03-10T01:59:59.999-08:00"],
  ["1800-01-01", "Europe/London", "1800-01-01T00:00:00.000-00:01:15"],
])("reads %j in %s", (text, zone, expected) => {
  expect(isoText(at(text, zone))).toBe(expected);
});

it("reads no time that the clock skips, and takes the earlier of two", () => {
  expect(() => at("2024-03-10T02:30", "America/Los_Angeles")).toThrow(Failure);
  expect(isoText(at("2024-11-03T01:30", "America/Los_Angeles"))).toBe("2024-11-03T01:30:00.000-07:00");
});

it.each([
  ["2024-01-31", "Months", 1, "2024-02-29T00:00:00.000Z"],
  ["2024-02-29", "Years", 1, "2025-02-28T00:00:00.000Z"],
  ["2024-12-30", "Weeks", 1, "2025-01-06T00:00:00.000Z"],
  ["1970-01-01", "Millis", -1, "1969-12-31T23:59:59.999Z"],
])("adds to %s in %s: %d", (text, unit, amount, expected) => {
  expect(isoText(plus(at(text), unit, amount))).toBe(expected);
});

it("adds days by the clock and hours by the instant", () => {
  const before = at("2024-03-09T02:30", "America/Los_Angeles");
  expect(isoText(plus(before, "Days", 1))).toBe("2024-03-10T03:30:00.000-07:00");
  expect(isoText(plus(before, "Hours", 24))).toBe("2024-03-10T03:30:00.000-07:00");
  expect(isoText(plus(before, "Hours", 23))).toBe("2024-03-10T01:30:00.000-08:00");
});

it("sets fields, refuses those a date does not have, and steps over gaps for least values", () => {
  expect(isoText(withField(at("2024-01-31"), "monthOfYear", 2))).toBe("2024-02-29T00:00:00.000Z");
  expect(() => withField(at("2023-01-31"), "dayOfYear", 366)).toThrow(Failure);
  const day = at("2018-11-04T12:00", "America/Sao_Paulo");
  expect(isoText(startOfDay(day))).toBe("2018-11-04T01:00:00.000-02:00");
  expect(isoText(withMinimum(day, "hourOfDay"))).toBe("2018-11-04T01:00:00.000-02:00");
});

it("counts days as the zone of the first date does", () => {
  const zone = zoneOfId("America/Los_Angeles");
  const [from, to] = [dateTimeOf([2024, 3, 9, 12, 0, 0, 0], zone), dateTimeOf([2024, 3, 10, 12, 0, 0, 0], zone)];
  expect(daysBetween(from, to)).toBe(1);
  expect(daysBetween({ ...from, zone: UTC }, to)).toBe(0);
});

it.each([
  ["yyyyMMdd HHmmss", "20240229 123456"],
  ["xxxx-'W'ww-e", "2024-W09-4"],
  ["EEE, d MMMM yy 'at' h:mm a", "Thu, 29 February 24 at 12:34 PM"],
  ["DDD C G k K S SSSSS", "060 20 AD 12 0 7 78900"],
  ["Z ZZ ZZZ z zzzz", "+0000 +00:00 UTC UTC Coordinated Universal Time"],
  ["''yyyy''", "'2024'"],
])("prints by the pattern %j", (pattern, expected) => {
  expect(printDate(formatOfPattern(pattern).items, dateTime(1709210096789, UTC))).toBe(expected);
});

it.each([
  ["yyyyMMdd", "20240229", "2024-02-29T00:00:00.000Z"],
  ["MMM d", "Feb 29", "2000-02-29T00:00:00.000Z"],
  ["yy-MM", "99-05", "1999-05-01T00:00:00.000Z"],
  ["hh:mm a", "12:30 am", "1970-01-01T00:30:00.000Z"],
  ["yyyy-MM-dd z", "2024-07-01 PST", "2024-07-01T00:00:00.000-07:00"],
  ["yyyy-MM-dd Z", "2024-07-01 +05:30", "2024-06-30T18:30:00.000Z"],
])("reads by the pattern %j", (pattern, text, expected) => {
  expect(isoText(parseDate(formatOfPattern(pattern), text, 1996))).toBe(expected);
});

it("refuses patterns and texts that mean nothing", () => {
  for (const pattern of ["", "b", "yyyy-MM-ddTHH", "'"]) expect(() => formatOfPattern(pattern)).toThrow(Failure);
  for (const text of ["", "2024", "20240230", "20240229x"]) {
    expect(() => parseDate(formatOfPattern("yyyyMMdd"), text, 1996).millis).toThrow(Failure);
  }
});

it("knows zones by id and by offset", () => {
  expect(zoneOfId("US/Pacific").id).toBe("America/Los_Angeles");
  expect(zoneOfId("+0530").id).toBe("+05:30");
  expect(zoneOfId("-00:00")).toBe(UTC);
  for (const id of ["", "utc", "PST", "UTC+5", "+24:00", "+5"]) expect(() => zoneOfId(id)).toThrow(Failure);
});

it("keeps daylight saving for years no table lists", () => {
  expect(isoText(at("2500-07-01", "America/New_York"))).toBe("2500-07-01T00:00:00.000-04:00");
  expect(isoText(at("2500-07-01", "America/Sao_Paulo"))).toBe("2500-07-01T00:00:00.000-03:00");
});

it.each([
  ["1 day and 3 minutes", 86_580_000],
  ["2 Hours, 1 second", 7_201_000],
  ["1 week 1 day 12 hours", 734_400_000],
  ["", 0],
])("takes %j for a length", (words, millis) => {
  expect(parsePeriodMillis(words)).toBe(millis);
});

it("takes no other words for a length", () => {
  for (const words of ["1 month", "2 years", "hour", "1hour", "1 hour 2 days", "1 hour and ", "99999999999 days"]) {
    expect(() => parsePeriodMillis(words)).toThrow(Failure);
  }
});
