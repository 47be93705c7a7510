import {
  DAY,
  floorDivide,
  formatDuration,
  formatTimestamp,
  HOUR,
  MINUTE,
  parseDuration,
  parseTimestamp,
  SECOND,
} from "../calendar/iso-text.js";
import { strftime } from "../calendar/strftime.js";
import { strptime } from "../calendar/strptime.js";
import { instantOf, localDate, localSeconds, startOfDay } from "../calendar/zone.js";
import { date, duration, fails, gives, timestamp } from "../example.js";
import { exprError } from "../expr-error.js";
import type { FunctionEntry, FunctionGroup } from "../function-entry.js";
import { jodaPattern } from "../joda-pattern.js";
import { checkListLength } from "../limits.js";
import { selLiteralText, selRefuses, selString, selText } from "../sel-text.js";
import { type DateValue, DurationValue, TimestampValue, type Value } from "../value.js";

const MILLI = 1_000_000n;
const MIN_NANOS = -62_135_596_800n * SECOND;
const MAX_NANOS = 253_402_300_800n * SECOND;
const noDurations = selRefuses("it has no durations");
const winter = timestamp("2026-01-31T06:30:15Z");
const sel = (text: string): string => `new DateTime(${text}, DateTimeZone.UTC)`;
const selIso = (text: string): string =>
  `${text}.toString("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").replaceAll("\\\\.000Z$", "Z").replaceAll("(\\\\.\\\\d*?)0+Z$", "$1Z")`;

const isoPattern =
  "^\\\\d{4}-\\\\d{2}-\\\\d{2}T\\\\d{2}:\\\\d{2}(:\\\\d{2}([.,]\\\\d{1,9})?)?(Z|[+-]\\\\d{2}(:?\\\\d{2})?)$";

function timestampAt(nanos: bigint): TimestampValue {
  if (nanos >= MIN_NANOS && nanos < MAX_NANOS) return new TimestampValue(nanos);
  throw exprError("date-out-of-range", { problem: "The timestamp lies outside the years 1 to 9999" });
}

function readTimestamp(text: string): TimestampValue {
  const parsed = parseTimestamp(text);
  if (parsed !== undefined) return parsed;
  throw exprError("text-does-not-parse", { text, expected: "a timestamp such as 2026-01-31T06:00:00Z" });
}

function readDuration(text: string): DurationValue {
  const parsed = parseDuration(text);
  if (parsed !== undefined) return parsed;
  throw exprError("text-does-not-parse", { text, expected: "a duration such as PT1H30M, without months or years" });
}

const clock = (value: TimestampValue, zone: string): number => {
  const second = localSeconds(value, zone).seconds % 86_400;
  return second < 0 ? second + 86_400 : second;
};

/** A part of what a zone's clocks show. */
function clockPart(name: string, selGet: string, read: (second: number) => number, value: number): FunctionEntry {
  return {
    signatures: [`${name}(timestamp: timestamp, zone?: string): int`],
    doc: `The ${name} that a zone's clocks show, UTC unless told.`,
    evaluate: (time: TimestampValue, zone = "UTC") => BigInt(read(clock(time, zone))),
    python: {
      name: `datetime.${name}`,
      code: `a.astimezone(zoneinfo.ZoneInfo(b if b is not None else "UTC")).${name}`,
    },
    sel: selText((time, zone) =>
      zone === undefined
        ? `${sel(time)}.${selGet}()`
        : `new DateTime(${time}, DateTimeZone.forID(${zone})).${selGet}()`,
    ),
    examples: () => [gives([winter], value), fails([winter, "Mars/Base"], "unknown-time-zone")],
  };
}

/** A duration of so many units. */
function lengthOf(name: string, unit: bigint, text: string): FunctionEntry {
  return {
    signatures: [`${name}(count: N): duration`],
    doc: `A duration of so many ${name}.`,
    evaluate: (count: number | bigint) => new DurationValue(scaled(unit, count)),
    python: { name: "timedelta", code: `datetime.timedelta(${name}=a)` },
    sel: noDurations,
    examples: () => [gives([2], text), gives([0], "PT0S")],
  };
}

function scaled(nanos: bigint, factor: number | bigint): bigint {
  if (typeof factor === "bigint") return nanos * factor;
  if (!Number.isFinite(factor)) throw exprError("bad-argument", { fn: "duration", problem: `${factor} is no length` });
  const whole = BigInt(Math.trunc(factor));
  return nanos * whole + BigInt(Math.round(Number(nanos) * (factor - Math.trunc(factor))));
}

const unitNanos: Readonly<Record<string, bigint>> = {
  weeks: 7n * DAY,
  days: DAY,
  hours: HOUR,
  minutes: MINUTE,
  seconds: SECOND,
  milliseconds: MILLI,
};

function total(length: DurationValue, unit: string): number {
  const nanos = Object.hasOwn(unitNanos, unit) ? unitNanos[unit] : undefined;
  if (nanos === undefined) {
    const problem = `"${unit}" is none of ${Object.keys(unitNanos).join(", ")}`;
    throw exprError("bad-argument", { fn: "total", problem });
  }
  const [size, part] =
    length.nanos % MILLI === 0n && nanos >= MILLI ? [length.nanos / MILLI, nanos / MILLI] : [length.nanos, nanos];
  return Number(size) / Number(part);
}

function shifted(of: Value, nanos: bigint): Value {
  return of instanceof DurationValue
    ? new DurationValue(of.nanos + nanos)
    : timestampAt((of as TimestampValue).nanos + nanos);
}

function timestampRange(start: TimestampValue, stop: TimestampValue, step: DurationValue): Value {
  if (step.nanos <= 0n) throw exprError("bad-argument", { fn: "timestampRange", problem: "the step is not positive" });
  const distance = stop.nanos - start.nanos;
  const count = distance <= 0n ? 0 : Number((distance + step.nanos - 1n) / step.nanos);
  checkListLength(count);
  return Array.from({ length: count }, (_, index) => timestampAt(start.nanos + BigInt(index) * step.nanos));
}

function formatLocal(time: TimestampValue, format: string, zone = "UTC"): string {
  const { seconds, offset } = localSeconds(time, zone);
  const days = Math.floor(seconds / 86_400);
  const micros = Number((time.nanos - floorDivide(time.nanos, SECOND) * SECOND) / 1000n);
  return strftime({ days, secondOfDay: seconds - days * 86_400, micros, offset, zone }, format);
}

function readLocal(text: string, format: string, zone = "UTC"): TimestampValue {
  const { days, secondOfDay, nanos, offset } = strptime(text, format);
  const local = BigInt(days * 86_400 + secondOfDay) * SECOND + BigInt(nanos);
  return timestampAt(offset === undefined ? instantOf(local, zone).nanos : local - BigInt(offset) * SECOND);
}

function floorTo(time: TimestampValue, unit: string, zone = "UTC"): TimestampValue {
  const nanos = Object.hasOwn(unitNanos, unit) && unit !== "weeks" ? unitNanos[unit] : undefined;
  if (nanos === undefined) {
    throw exprError("bad-argument", {
      fn: "floorTo",
      problem: `"${unit}" is none of days, hours, minutes, seconds, milliseconds`,
    });
  }
  if (unit === "days") return timestampAt(startOfDay(localDate(time, zone), zone).nanos);
  const offset = BigInt(localSeconds(time, zone).offset) * SECOND;
  return new TimestampValue(floorDivide(time.nanos + offset, nanos) * nanos - offset);
}

/** Functions of timestamps and durations. */
export const timeFunctions: FunctionGroup = {
  title: "Timestamps and durations",
  doc: "A timestamp is a point in time. A duration is an exact length: a day is 24 hours, months have no length. Zones are IANA names.",
  functions: {
    timestamp: {
      signatures: ["timestamp(text: string): timestamp"],
      doc: "The point in time that an ISO-8601 text with an offset says.",
      evaluate: readTimestamp,
      js: { global: "Temporal.Instant.from" },
      python: { name: "datetime.fromisoformat", code: "datetime.datetime.fromisoformat(a)" },
      sel: selText((text) =>
        selIso(sel(`(${text}.replaceAll("${isoPattern}", "").length() == 0 ? ${text} : "no time")`)),
      ),
      examples: () => [
        gives(["2026-01-31T06:00:00Z"], "2026-01-31T06:00:00Z"),
        gives(["2026-01-31T06:00:00.250+01:00"], "2026-01-31T05:00:00.25Z"),
        fails(["2026-01-31"], "text-does-not-parse"),
        fails(["2026-01-31T25:00:00Z"], "text-does-not-parse"),
      ],
    },
    fromEpochMilliseconds: {
      signatures: ["fromEpochMilliseconds(count: int): timestamp"],
      doc: "The point in time so many milliseconds after 1970-01-01T00:00Z.",
      evaluate: (count: bigint) => timestampAt(count * MILLI),
      js: { global: "Temporal.Instant.fromEpochMilliseconds" },
      python: {
        name: "datetime.fromtimestamp",
        code: "datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc) + datetime.timedelta(milliseconds=a)",
      },
      sel: selText((count) => selIso(sel(count))),
      examples: () => [
        gives([0], "1970-01-01T00:00:00Z"),
        gives([-1], "1969-12-31T23:59:59.999Z"),
        fails([9e15], "date-out-of-range"),
      ],
    },
    fromEpochSeconds: {
      signatures: ["fromEpochSeconds(count: int): timestamp"],
      doc: "The point in time so many seconds after 1970-01-01T00:00Z.",
      evaluate: (count: bigint) => timestampAt(count * SECOND),
      python: {
        name: "datetime.fromtimestamp",
        code: "datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc) + datetime.timedelta(seconds=a)",
      },
      sel: selText((count) => selIso(sel(`${count} * 1000`))),
      examples: () => [gives([1_769_841_015], "2026-01-31T06:30:15Z"), gives([-1], "1969-12-31T23:59:59Z")],
    },
    epochMilliseconds: {
      signatures: ["epochMilliseconds(timestamp: timestamp): int"],
      doc: "The milliseconds since 1970-01-01T00:00Z, rounded down.",
      evaluate: (time: TimestampValue) => floorDivide(time.nanos, MILLI),
      js: { property: "epochMilliseconds" },
      sel: selText((time) => `${sel(time)}.getMillis()`),
      examples: () => [gives([winter], 1_769_841_015_000), gives([timestamp("1969-12-31T23:59:59.9999Z")], -1)],
    },
    epochSeconds: {
      signatures: ["epochSeconds(timestamp: timestamp): int"],
      doc: "The seconds since 1970-01-01T00:00Z, rounded down.",
      evaluate: (time: TimestampValue) => floorDivide(time.nanos, SECOND),
      python: { name: "datetime.timestamp", code: '__import__("math").floor(a.timestamp())' },
      sel: { statements: true },
      examples: () => [gives([winter], 1_769_841_015)],
    },
    toDate: {
      signatures: ["toDate(timestamp: timestamp, zone?: string): date"],
      doc: "The date that a zone's calendars show, UTC unless told.",
      evaluate: (time: TimestampValue, zone = "UTC") => localDate(time, zone),
      python: { name: "datetime.date", code: 'a.astimezone(zoneinfo.ZoneInfo(b if b is not None else "UTC")).date()' },
      sel: selText((time, zone) =>
        zone === undefined
          ? `${sel(time)}.toString("yyyy-MM-dd")`
          : `new DateTime(${time}, DateTimeZone.forID(${zone})).toString("yyyy-MM-dd")`,
      ),
      examples: () => [
        gives([winter], "2026-01-31"),
        gives([winter, "America/Los_Angeles"], "2026-01-30"),
        gives([timestamp("2026-07-01T23:30:00Z"), "Asia/Tokyo"], "2026-07-02"),
        fails([winter, "Nowhere"], "unknown-time-zone"),
      ],
    },
    startOfDay: {
      signatures: ["startOfDay(date: date, zone?: string): timestamp"],
      doc: "The first moment of a date in a zone, UTC unless told.",
      evaluate: (day: DateValue, zone = "UTC") => timestampAt(startOfDay(day, zone).nanos),
      python: {
        name: "datetime.combine",
        code: 'datetime.datetime.combine(a, datetime.time(), zoneinfo.ZoneInfo(b if b is not None else "UTC")).astimezone(datetime.timezone.utc)',
      },
      sel: selText((day, zone) =>
        selIso(
          zone === undefined
            ? sel(day)
            : `new DateTime(${day} + "T12:00:00", DateTimeZone.forID(${zone})).withTimeAtStartOfDay().withZone(DateTimeZone.UTC)`,
        ),
      ),
      examples: () => [
        gives([date("2026-01-31")], "2026-01-31T00:00:00Z"),
        gives([date("2026-07-01"), "Europe/Berlin"], "2026-06-30T22:00:00Z"),
        gives([date("2018-11-04"), "America/Sao_Paulo"], "2018-11-04T03:00:00Z"),
      ],
    },
    hour: clockPart("hour", "getHourOfDay", (second) => Math.floor(second / 3600), 6),
    minute: clockPart("minute", "getMinuteOfHour", (second) => Math.floor(second / 60) % 60, 30),
    second: clockPart("second", "getSecondOfMinute", (second) => second % 60, 15),
    offsetMinutes: {
      signatures: ["offsetMinutes(timestamp: timestamp, zone: string): int"],
      doc: "The whole minutes that a zone's clocks are ahead of UTC.",
      evaluate: (time: TimestampValue, zone: string) => BigInt(Math.trunc(localSeconds(time, zone).offset / 60)),
      sel: selText((time, zone) => `(DateTimeZone.forID(${zone}).getOffset(${sel(time)}) / 60000)`),
      examples: () => [
        gives([winter, "Europe/Berlin"], 60),
        gives([winter, "America/New_York"], -300),
        gives([winter, "Asia/Kolkata"], 330),
      ],
    },
    strftime: {
      signatures: [
        "strftime(timestamp: timestamp, format: string, zone?: string): string",
        "strftime(date: date, format: string): string",
      ],
      doc: "The time by a format with Python's names, as a zone's clocks show it, UTC unless told; also `%H %I %p %M %S %f %z %Z %T`.",
      evaluate: (time: Value, format: string, zone?: string) =>
        time instanceof TimestampValue
          ? formatLocal(time, format, zone)
          : strftime({ days: (time as DateValue).days, secondOfDay: 0, micros: 0, offset: 0, zone: "UTC" }, format),
      python: {
        name: "datetime.strftime",
        code: '(a.astimezone(zoneinfo.ZoneInfo(c if c is not None else "UTC")) if isinstance(a, datetime.datetime) else a).strftime(b)',
      },
      sel: {
        text: ([time, format, zone]) => {
          const pattern = jodaPattern(selLiteralText(format ?? ""));
          if (typeof pattern !== "string") return pattern;
          const local = zone === undefined ? sel(time ?? "") : `new DateTime(${time}, DateTimeZone.forID(${zone}))`;
          return `${local}.toString(${selString(pattern)})`;
        },
      },
      examples: () => [
        gives([winter, "%Y-%m-%dT%H:%M:%S"], "2026-01-31T06:30:15"),
        gives([winter, "%I:%M %p %z", "America/New_York"], "01:30 AM -0500"),
        gives([timestamp("2026-01-31T06:30:15.123456Z"), "%T.%f"], "06:30:15.123456"),
        gives([date("2026-01-31"), "%d.%m.%Y"], "31.01.2026"),
      ],
    },
    strptime: {
      signatures: ["strptime(text: string, format: string, zone?: string): timestamp"],
      doc: "The point in time a text says by a format with Python's names, in a zone, UTC unless told or `%z` says otherwise.",
      evaluate: readLocal,
      python: {
        name: "datetime.strptime",
        code: '(lambda t: t if t.tzinfo else t.replace(tzinfo=zoneinfo.ZoneInfo(c if c is not None else "UTC")))(datetime.datetime.strptime(a, b)).astimezone(datetime.timezone.utc)',
      },
      sel: selRefuses("its parser is stricter or looser, depending on the format"),
      examples: () => [
        gives(["31.01.2026 06:30", "%d.%m.%Y %H:%M"], "2026-01-31T06:30:00Z"),
        gives(["2026-01-31 06:30 +0100", "%Y-%m-%d %H:%M %z"], "2026-01-31T05:30:00Z"),
        gives(["2026-07-01 02:15:30.5 PM", "%Y-%m-%d %I:%M:%S.%f %p", "Europe/Berlin"], "2026-07-01T12:15:30.5Z"),
        fails(["noon", "%H"], "text-does-not-parse"),
      ],
    },
    floorTo: {
      signatures: ["floorTo(timestamp: timestamp, unit: string, zone?: string): timestamp"],
      doc: 'The start of its "days", "hours", "minutes", "seconds" or "milliseconds" by a zone\'s clocks, UTC unless told.',
      evaluate: floorTo,
      sel: selRefuses("the unit decides on the method"),
      examples: () => [
        gives([winter, "hours"], "2026-01-31T06:00:00Z"),
        gives([winter, "days", "America/New_York"], "2026-01-31T05:00:00Z"),
        fails([winter, "years"], "bad-argument"),
      ],
    },
    timestampRange: {
      signatures: ["timestampRange(start: timestamp, stop: timestamp, step: duration): list<timestamp>"],
      doc: "The points in time from `start` to before `stop`, one each `step`.",
      evaluate: timestampRange,
      sel: noDurations,
      examples: () => [
        gives(
          [winter, timestamp("2026-01-31T08:30:15Z"), duration("PT1H")],
          ["2026-01-31T06:30:15Z", "2026-01-31T07:30:15Z"],
        ),
        gives([winter, winter, duration("PT1H")], []),
        fails([winter, winter, duration("PT0S")], "bad-argument"),
      ],
    },
    addDuration: {
      signatures: [
        "addDuration(timestamp: timestamp, length: duration): timestamp",
        "addDuration(left: duration, right: duration): duration",
      ],
      doc: "The time so much later, or the sum of two durations.",
      evaluate: (of: Value, length: DurationValue) => shifted(of, length.nanos),
      python: { name: "+", code: "a + b" },
      sel: noDurations,
      examples: () => [
        gives([winter, duration("PT1H")], "2026-01-31T07:30:15Z"),
        gives([duration("PT1H"), duration("PT30M")], "PT1H30M"),
      ],
    },
    subtractDuration: {
      signatures: [
        "subtractDuration(timestamp: timestamp, length: duration): timestamp",
        "subtractDuration(left: duration, right: duration): duration",
      ],
      doc: "The time so much earlier, or the difference of two durations.",
      evaluate: (of: Value, length: DurationValue) => shifted(of, -length.nanos),
      python: { name: "-", code: "a - b" },
      sel: noDurations,
      examples: () => [
        gives([winter, duration("PT24H")], "2026-01-30T06:30:15Z"),
        gives([duration("PT1H"), duration("PT90M")], "-PT30M"),
      ],
    },
    duration: {
      signatures: ["duration(text: string): duration"],
      doc: "The length that an ISO-8601 duration says, `PT1H30M` or `P2DT12H`; years and months are refused.",
      evaluate: readDuration,
      js: { global: "Temporal.Duration.from" },
      sel: noDurations,
      examples: () => [
        gives(["PT1H30M"], "PT1H30M"),
        gives(["P1DT12H"], "PT36H"),
        gives(["-PT0.5S"], "-PT0.5S"),
        fails(["P1M"], "text-does-not-parse"),
      ],
    },
    weeks: lengthOf("weeks", 7n * DAY, "PT336H"),
    days: lengthOf("days", DAY, "PT48H"),
    hours: lengthOf("hours", HOUR, "PT2H"),
    minutes: lengthOf("minutes", MINUTE, "PT2M"),
    seconds: lengthOf("seconds", SECOND, "PT2S"),
    milliseconds: lengthOf("milliseconds", MILLI, "PT0.002S"),
    total: {
      signatures: ["total(length: duration, unit: string): float"],
      doc: 'The length in "weeks", "days", "hours", "minutes", "seconds" or "milliseconds"; JavaScript\'s own has no weeks.',
      evaluate: total,
      js: { method: "total" },
      sel: noDurations,
      examples: () => [
        gives([duration("PT90M"), "hours"], 1.5),
        gives([duration("PT36H"), "days"], 1.5),
        fails([duration("PT1H"), "months"], "bad-argument"),
      ],
    },
    scaleDuration: {
      signatures: ["scaleDuration(length: duration, factor: N): duration"],
      doc: "The duration so many times as long.",
      evaluate: (length: DurationValue, factor: number | bigint) => new DurationValue(scaled(length.nanos, factor)),
      python: { name: "timedelta *", code: "a * b" },
      sel: noDurations,
      examples: () => [gives([duration("PT1H"), 1.5], "PT1H30M"), gives([duration("PT1H"), -2], "-PT2H")],
    },
    divideDurations: {
      signatures: ["divideDurations(left: duration, right: duration): float"],
      doc: "How often the right duration fits the left one.",
      evaluate: (left: DurationValue, right: DurationValue) => Number(left.nanos) / Number(right.nanos),
      sel: noDurations,
      examples: () => [
        gives([duration("PT3H"), duration("PT2H")], 1.5),
        gives([duration("PT1H"), duration("PT0S")], "Infinity"),
      ],
    },
    negated: {
      signatures: ["negated(length: duration): duration"],
      doc: "The duration in the other direction.",
      evaluate: (length: DurationValue) => new DurationValue(-length.nanos),
      js: { method: "negated" },
      python: { name: "-", code: "-a" },
      sel: noDurations,
      examples: () => [gives([duration("PT1H")], "-PT1H"), gives([duration("PT0S")], "PT0S")],
    },
    absDuration: {
      signatures: ["absDuration(length: duration): duration"],
      doc: "The duration without its sign.",
      evaluate: (length: DurationValue) => new DurationValue(length.nanos < 0n ? -length.nanos : length.nanos),
      js: { method: "abs" },
      python: { name: "abs", code: "abs(a)" },
      sel: noDurations,
      examples: () => [gives([duration("-PT1H")], "PT1H")],
    },
    formatDuration: {
      signatures: ["formatDuration(length: duration): string"],
      doc: "The duration as `1d 02:03:04`; days only when there are some, fractions of a second only when there are some.",
      evaluate: clockText,
      sel: noDurations,
      examples: () => [
        gives([duration("PT26H3M4S")], "1d 02:03:04"),
        gives([duration("-PT90S")], "-00:01:30"),
        gives([duration("PT0.5S")], "00:00:00.5"),
      ],
    },
    timestampText: {
      signatures: ["timestampText(timestamp: timestamp): string"],
      doc: "The timestamp as ISO-8601 text in UTC.",
      evaluate: formatTimestamp,
      sel: selText((time) => time),
      examples: () => [gives([winter], "2026-01-31T06:30:15Z")],
    },
    durationText: {
      signatures: ["durationText(length: duration): string"],
      doc: "The duration as ISO-8601 text, hours the largest unit.",
      evaluate: formatDuration,
      sel: noDurations,
      examples: () => [gives([duration("P1D")], "PT24H")],
    },
  },
};

function clockText(length: DurationValue): string {
  const size = length.nanos < 0n ? -length.nanos : length.nanos;
  const two = (value: bigint): string => String(value).padStart(2, "0");
  const fraction =
    size % SECOND === 0n
      ? ""
      : `.${String(size % SECOND)
          .padStart(9, "0")
          .replace(/0+$/, "")}`;
  const clock = `${two((size % DAY) / HOUR)}:${two((size % HOUR) / MINUTE)}:${two((size % MINUTE) / SECOND)}${fraction}`;
  return `${length.nanos < 0n ? "-" : ""}${size >= DAY ? `${size / DAY}d ` : ""}${clock}`;
}
