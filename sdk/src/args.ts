import type { Ref } from "./ref.js";
import type { DateLike, Duration, DurationLike, Instant, PlainDate, TimestampLike } from "./temporal.js";

/**
 * What may be written for an argument of type `T`: the value, a ref to it, or a list or record whose members may be
 * refs.
 */
export type Arg<T> = Ref<T> | Inline<T>;

/** A value whose direct members may be refs. */
export type Inline<T> = T extends string | number | boolean | bigint | null
  ? T
  : T extends readonly (infer TItem)[]
    ? readonly (TItem | Ref<TItem>)[]
    : { readonly [K in keyof T]: T[K] | Ref<NonNullable<T[K]>> };

/** What may be written for a value of type `T`: dates, points in time and durations also as texts. */
export type Written<T> = unknown extends T
  ? T
  : T extends string | number | boolean | bigint | null
    ? T
    : T extends PlainDate
      ? DateLike
      : T extends Instant
        ? TimestampLike
        : T extends Duration
          ? DurationLike
          : T extends readonly (infer TItem)[]
            ? readonly Written<TItem>[]
            : { readonly [K in keyof T]: Written<T[K]> };

/** What may be written for an argument of type `T` of which any part may be a ref. */
export type Given<T> = Ref<T> | GivenParts<T>;

/** A value whose parts, however deep, may be refs. */
export type GivenParts<T> = unknown extends T
  ? T
  : T extends string | number | boolean | bigint | null
    ? T
    : T extends PlainDate
      ? DateLike
      : T extends Instant
        ? TimestampLike
        : T extends Duration
          ? DurationLike
          : T extends readonly (infer TItem)[]
            ? readonly Given<TItem>[]
            : { readonly [K in keyof T]: Given<T[K]> };

/** An argument given as a list, as a ref to a list or item by item. */
export type ListArg<T> = Ref<readonly T[]> | readonly (T | Ref<T>)[];
