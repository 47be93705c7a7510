import { createDiagnostic, StaveError } from "@stave/ir-schema";
import type { DateUnits, Duration, Instant, PlainDate, TimeUnits } from "./temporal.js";

/** The part of `Temporal` that lambdas know. */
export interface TemporalNamespace {
  readonly PlainDate: {
    new (year: number, month: number, day: number): PlainDate;
    from(date: string | PlainDate | { readonly year: number; readonly month: number; readonly day: number }): PlainDate;
    compare(left: PlainDate | string, right: PlainDate | string): number;
  };
  readonly Instant: {
    from(instant: string | Instant): Instant;
    fromEpochMilliseconds(count: number): Instant;
    compare(left: Instant | string, right: Instant | string): number;
  };
  readonly Duration: {
    from(duration: string | Duration | DateUnits | TimeUnits): Duration;
    compare(left: Duration, right: Duration): number;
  };
}

/**
 * Dates and times as the lambdas of `expr` know them. Outside of lambdas it is the engine's own `Temporal`, where there
 * is one.
 *
 * @example
 * const late = expr(day, (day) => Temporal.PlainDate.compare(day, Temporal.PlainDate.from("2026-01-31")) > 0);
 */
export const Temporal: TemporalNamespace = /* @__PURE__ */ onlyInLambdas<TemporalNamespace>(
  "Temporal",
  (name) => (globalThis as { Temporal?: Readonly<Record<string, unknown>> }).Temporal?.[name],
);

/** An object for the sake of its types: reading a member where no lambda is compiled tells what to do. */
function onlyInLambdas<T extends object>(namespace: string, own: (name: string) => unknown): T {
  return new Proxy({} as T, {
    get(_, name) {
      if (typeof name === "symbol" || name === "then" || name === "toJSON") return undefined;
      const found = own(name);
      if (found !== undefined) return found;
      throw new StaveError([createDiagnostic("only-in-lambdas", { name: `${namespace}.${name}` })]);
    },
  });
}
