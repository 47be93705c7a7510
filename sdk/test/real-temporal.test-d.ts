import type { Duration, Instant, PlainDate } from "@stave/sdk";
import type { Temporal } from "temporal-polyfill";

declare const real: {
  readonly day: Temporal.PlainDate;
  readonly at: Temporal.Instant;
  readonly span: Temporal.Duration;
};

// Values of the real Temporal are accepted wherever a date, a time or a length is.
export const day: PlainDate = real.day;
export const at: Instant = real.at;
export const span: Duration = real.span;
