/** Whole units of a calendar step, `{ days: 1 }`. */
export interface DateUnits {
  readonly years?: number;
  readonly months?: number;
  readonly weeks?: number;
  readonly days?: number;
}

/** Whole units of a stretch of time, `{ hours: 1, minutes: 30 }`. */
export interface TimeUnits {
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
  readonly milliseconds?: number;
}

/** A calendar date without a time or zone; the part of `Temporal.PlainDate` that expressions know. */
export interface PlainDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly dayOfWeek: number;
  readonly dayOfYear: number;
  readonly daysInMonth: number;
  readonly daysInYear: number;
  readonly inLeapYear: boolean;
  add(units: DateUnits): PlainDate;
  subtract(units: DateUnits): PlainDate;
  with(fields: { readonly year?: number; readonly month?: number; readonly day?: number }): PlainDate;
  until(other: PlainDate | string): Duration;
  since(other: PlainDate | string): Duration;
  equals(other: PlainDate | string): boolean;
  /** Midnight of the date as a zone's clocks show it. */
  toZonedDateTime(zone: string): { toInstant(): Instant };
  toString(): string;
}

/** A point in time as a zone's clocks and calendars show it; a lambda reads its parts at once. */
export interface ZonedDateTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly dayOfWeek: number;
  readonly dayOfYear: number;
  readonly daysInMonth: number;
  readonly inLeapYear: boolean;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly epochMilliseconds: number;
  toPlainDate(): PlainDate;
  toInstant(): Instant;
}

/** A point in time; the part of `Temporal.Instant` that expressions know. */
export interface Instant {
  readonly epochMilliseconds: number;
  add(units: TimeUnits): Instant;
  subtract(units: TimeUnits): Instant;
  until(other: Instant | ZonedDateTime | string): Duration;
  since(other: Instant | ZonedDateTime | string): Duration;
  equals(other: Instant | ZonedDateTime | string): boolean;
  /** The date and the clock of a zone. */
  toZonedDateTimeISO(zone: string): ZonedDateTime;
  toString(): string;
}

/** A length of time; the part of `Temporal.Duration` that expressions know. */
export interface Duration {
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
  total(unit: "days" | "hours" | "minutes" | "seconds" | "milliseconds"): number;
  add(other: Duration | TimeUnits): Duration;
  subtract(other: Duration | TimeUnits): Duration;
  negated(): Duration;
  abs(): Duration;
  toString(): string;
}

/** A date as people write it: `"2026-01-31"` or a `Temporal.PlainDate`. */
export type DateLike = string | PlainDate;

/** A point in time as people write it: `"2026-01-31T06:00:00Z"` or a `Temporal.Instant`. */
export type TimestampLike = string | Instant;

/** A length of time as people write it: `"PT1H30M"`, `{ hours: 1, minutes: 30 }` or a `Temporal.Duration`. */
export type DurationLike = string | TimeUnits | Duration;
