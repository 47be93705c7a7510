import type { Ref } from "./ref.js";

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

/** An argument given as a list, as a ref to a list or item by item. */
export type ListArg<T> = Ref<readonly T[]> | readonly (T | Ref<T>)[];
