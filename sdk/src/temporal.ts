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
  add(units: DateUnits): PlainDate;
  subtract(units: DateUnits): PlainDate;
  with(fields: { readonly year?: number; readonly month?: number; readonly day?: number }): PlainDate;
  until(other: PlainDate): Duration;
  since(other: PlainDate): Duration;
  equals(other: PlainDate): boolean;
  toString(): string;
}

/** A point in time; the part of `Temporal.Instant` that expressions know. */
export interface Instant {
  readonly epochMilliseconds: number;
  add(units: TimeUnits): Instant;
  subtract(units: TimeUnits): Instant;
  until(other: Instant): Duration;
  since(other: Instant): Duration;
  equals(other: Instant): boolean;
  toString(): string;
}

/** A length of time; the part of `Temporal.Duration` that expressions know. */
export interface Duration {
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
  total(unit: "days" | "hours" | "minutes" | "seconds" | "milliseconds"): number;
  toString(): string;
}

/** A date as people write it: `"2026-01-31"` or a `Temporal.PlainDate`. */
export type DateLike = string | PlainDate;

/** A point in time as people write it: `"2026-01-31T06:00:00Z"` or a `Temporal.Instant`. */
export type TimestampLike = string | Instant;

/** A length of time as people write it: `"PT1H30M"`, `{ hours: 1, minutes: 30 }` or a `Temporal.Duration`. */
export type DurationLike = string | TimeUnits | Duration;
