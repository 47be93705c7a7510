import type { Expr, Type } from "@stave/ir-schema";
import { createDiagnostic, StaveError } from "@stave/ir-schema";
import type { BuildContext, Scope } from "./context.js";
import type { Instant, PlainDate } from "./temporal.js";

declare const value: unique symbol;

/**
 * A value that exists only when the workflow runs: a param, an output of a step, a loop variable, or an
 * expression over them. Give it wherever the value itself is an argument; compute with `expr`, `text` or its
 * methods. It is never the value: `===`, `if` and arithmetic on it are refused.
 *
 * @example
 * const doubled = expr(n, (n) => n * 2);
 * const path = text`data/${day}.csv`;
 */
export interface Ref<out T> {
  /** Not callable. It is here so that `if (ref)` is an error: a ref is always defined, its value is not known yet. */
  (this: never): never;
  readonly [value]: T;

  /** Sum; both ints give an int. */
  add(this: Ref<number>, other: Operand<number>): Ref<number>;
  /** Difference. */
  sub(this: Ref<number>, other: Operand<number>): Ref<number>;
  /** Product. */
  mul(this: Ref<number>, other: Operand<number>): Ref<number>;
  /** Quotient, always a float. */
  div(this: Ref<number>, other: Operand<number>): Ref<number>;
  /** Remainder with the sign of the dividend. */
  mod(this: Ref<number>, other: Operand<number>): Ref<number>;
  /** Power; an int with a whole exponent written out stays an int. */
  pow(this: Ref<number>, exponent: Operand<number>): Ref<number>;
  /** The number with the other sign. */
  neg(this: Ref<number>): Ref<number>;
  /** The number without its sign. */
  abs(this: Ref<number>): Ref<number>;
  /** The nearest int, halves upwards, as `Math.round`. */
  round(this: Ref<number>): Ref<number>;
  /** The greatest int not above it. */
  floor(this: Ref<number>): Ref<number>;
  /** The smallest int not below it. */
  ceil(this: Ref<number>): Ref<number>;
  /** The smaller of two numbers, or the smallest of a list, which must not be empty. */
  min(this: Ref<number>, other: Operand<number>): Ref<number>;
  min(this: Ref<readonly number[]>): Ref<number>;
  /** The greater of two numbers, or the greatest of a list, which must not be empty. */
  max(this: Ref<number>, other: Operand<number>): Ref<number>;
  max(this: Ref<readonly number[]>): Ref<number>;
  /** True when equal. */
  eq(other: Operand<T>): Ref<boolean>;
  /** True when different. */
  ne(other: Operand<T>): Ref<boolean>;
  /** True when smaller. */
  lt(this: Ref<Ordered>, other: Operand<T>): Ref<boolean>;
  /** True when smaller or equal. */
  lte(this: Ref<Ordered>, other: Operand<T>): Ref<boolean>;
  /** True when greater. */
  gt(this: Ref<Ordered>, other: Operand<T>): Ref<boolean>;
  /** True when greater or equal. */
  gte(this: Ref<Ordered>, other: Operand<T>): Ref<boolean>;
  /** True when both are; the other is looked at only when this is true. */
  and(this: Ref<boolean>, other: Operand<boolean>): Ref<boolean>;
  /** True when one is; the other is looked at only when this is false. */
  or(this: Ref<boolean>, other: Operand<boolean>): Ref<boolean>;
  /** True when this is false. */
  not(this: Ref<boolean>): Ref<boolean>;
  /** `whenTrue` or `whenFalse`; only one of them is evaluated. */
  choose<U>(this: Ref<boolean>, whenTrue: Operand<U>, whenFalse: Operand<U>): Ref<U>;
  /** This, or `fallback` when this is null. */
  orElse<U>(fallback: Operand<U>): Ref<NonNullable<T> | U>;
  /** True when it is null. */
  isNull(): Ref<boolean>;
  /** The text of a number, text, bool or date, as in a template. */
  toText(this: Ref<Ordered | boolean>): Ref<string>;
  /** The int that a text says, or a number without its fraction. */
  toInt(this: Ref<string | number>): Ref<number>;
  /** The float that a text says. */
  toFloat(this: Ref<string | number>): Ref<number>;
  /** The text in upper case. */
  upper(this: Ref<string>): Ref<string>;
  /** The text in lower case. */
  lower(this: Ref<string>): Ref<string>;
  /** The text without white space at both ends. */
  trim(this: Ref<string>): Ref<string>;
  /** The text with the first `part` replaced. */
  replace(this: Ref<string>, part: Operand<string>, by: Operand<string>): Ref<string>;
  /** The text with every `part` replaced. */
  replaceAll(this: Ref<string>, part: Operand<string>, by: Operand<string>): Ref<string>;
  /** The parts between separators. */
  split(this: Ref<string>, separator: Operand<string>): Ref<readonly string[]>;
  /** True when the text begins with `start`. */
  startsWith(this: Ref<string>, start: Operand<string>): Ref<boolean>;
  /** True when the text finishes with `end`. */
  endsWith(this: Ref<string>, end: Operand<string>): Ref<boolean>;
  /** The text filled at its start, with blanks unless told, up to `width` units. */
  padStart(this: Ref<string>, width: Operand<number>, fill?: Operand<string>): Ref<string>;
  /** The text filled at its end, with blanks unless told, up to `width` units. */
  padEnd(this: Ref<string>, width: Operand<number>, fill?: Operand<string>): Ref<string>;
  /** The number of items of a list, or of UTF-16 units of a text. */
  length(this: Ref<string | readonly unknown[]>): Ref<number>;
  /** True when a text, list or map has nothing in it. */
  isEmpty(this: Ref<string | readonly unknown[] | Readonly<Record<string, unknown>>>): Ref<boolean>;
  /** True when a text contains a part, or a list an equal item. */
  includes(this: Ref<string>, part: Operand<string>): Ref<boolean>;
  includes<U>(this: Ref<readonly U[]>, item: Operand<U>): Ref<boolean>;
  /** Texts or lists one after the other. */
  concat(this: Ref<string>, ...others: readonly Operand<string>[]): Ref<string>;
  concat<U>(this: Ref<readonly U[]>, ...others: readonly Operand<readonly U[]>[]): Ref<readonly U[]>;
  /** The part from `start` to before `end`; a negative position counts from the end. */
  slice(this: Ref<string>, start: Operand<number>, end?: Operand<number>): Ref<string>;
  slice<U>(this: Ref<readonly U[]>, start: Operand<number>, end?: Operand<number>): Ref<readonly U[]>;
  /** The sum of a list, 0 when it is empty. */
  sum(this: Ref<readonly number[]>): Ref<number>;
  /** The texts of the items with a separator, a comma unless told. */
  join(this: Ref<readonly (Ordered | boolean)[]>, separator?: Operand<string>): Ref<string>;
  /** The first item; an error when there is none. */
  first<U>(this: Ref<readonly U[]>): Ref<U>;
  /** The last item; an error when there is none. */
  last<U>(this: Ref<readonly U[]>): Ref<U>;
  /** The items in rising order. */
  sorted<U extends Ordered>(this: Ref<readonly U[]>): Ref<readonly U[]>;
  /** The items from last to first. */
  reversed<U>(this: Ref<readonly U[]>): Ref<readonly U[]>;
  /** The items without repetition, in order of first occurrence. */
  unique<U>(this: Ref<readonly U[]>): Ref<readonly U[]>;
  /** The item at a position from 0; a negative position counts from the end. */
  at<U>(this: Ref<readonly U[]>, position: Operand<number>): Ref<U>;
  /** The value of a map's key. */
  get<U>(this: Ref<Readonly<Record<string, U>>>, key: Operand<string>): Ref<U>;
  /** True when a map has the key. */
  has(this: Ref<Readonly<Record<string, unknown>>>, key: Operand<string>): Ref<boolean>;
  /** The keys of a map. */
  keys(this: Ref<Readonly<Record<string, unknown>>>): Ref<readonly string[]>;
  /** The values of a map, in the order of its keys. */
  values<U>(this: Ref<Readonly<Record<string, U>>>): Ref<readonly U[]>;
  /** The date some days later; a negative count goes back. */
  addDays(this: Ref<PlainDate>, count: Operand<number>): Ref<PlainDate>;
  /** The date some months later, cut to the month's last day. */
  addMonths(this: Ref<PlainDate>, count: Operand<number>): Ref<PlainDate>;
  /** The days to another date, negative when it is earlier. */
  daysUntil(this: Ref<PlainDate>, other: Operand<PlainDate>): Ref<number>;
  /** The date, or the time as a zone's clocks show it, by Python's `strftime` names: `"%Y/%m/%d"`. */
  format(this: Ref<PlainDate>, format: Operand<string>): Ref<string>;
  format(this: Ref<Instant>, format: Operand<string>, zone?: Operand<string>): Ref<string>;
  /** A field of a struct. */
  field<K extends keyof T & string>(name: K): Ref<T[K]>;
}

/** What can be ordered with `<`. */
export type Ordered = number | string | PlainDate;

/** A value, or a ref to one. */
export type Operand<T> = T | Ref<T>;

/** The value type behind a ref. */
export type RefValue<TRef> = TRef extends Ref<infer T> ? T : TRef;

/** Where a lambda or template was written; filled in only when sites are captured. */
export interface RefOrigin {
  readonly expr: Expr;
  readonly type: Type | undefined;
  /** Steps whose outputs the expression reads. */
  readonly deps: readonly string[];
  readonly scope: Scope | undefined;
  /** True when it contains `firstOf`. */
  readonly merges: boolean;
}

const refBrand = "stave:ref";

/** The object behind every `Ref`. */
export class RefNode implements RefOrigin {
  readonly brand: string = refBrand;
  readonly expr: Expr;
  readonly type: Type | undefined;
  readonly deps: readonly string[];
  readonly scope: Scope | undefined;
  readonly merges: boolean;

  constructor(expr: Expr, type: Type | undefined, deps: readonly string[], scope: Scope | undefined, merges = false) {
    this.expr = expr;
    this.type = type;
    this.deps = deps;
    this.scope = scope;
    this.merges = merges;
  }

  get context(): BuildContext | undefined {
    return this.scope?.context;
  }

  toString(): string {
    throw usedAsValue(this, "turned into text", (name) => `text\`…\${${name}}…\``);
  }

  valueOf(): never {
    throw usedAsValue(this, "used as a value", (name) => `expr(${name}, (value) => …)`);
  }

  [Symbol.toPrimitive](hint: string): never {
    throw hint === "string"
      ? usedAsValue(this, "turned into text", (name) => `text\`…\${${name}}…\``)
      : usedAsValue(this, "used in arithmetic or a comparison", (name) => `expr(${name}, (value) => …)`);
  }

  toJSON(): never {
    throw usedAsValue(this, "written as JSON", () => "pass it to a step as an argument");
  }

  [Symbol.iterator](): never {
    throw usedAsValue(this, "iterated", (name) => `w.foreach(id, { item: ${name} }, …)`);
  }
}

function usedAsValue(ref: RefNode, use: string, write: (name: string) => string): StaveError {
  const { expr } = ref;
  const instead = write(expr.kind === "param" || expr.kind === "loop" ? expr.name : "ref");
  return new StaveError([createDiagnostic("ref-used-as-value", { ref: describeRef(expr), use, instead })]);
}

/** The user's words for what a ref points at. */
export function describeRef(expr: Expr): string {
  switch (expr.kind) {
    case "param":
      return `param "${expr.name}"`;
    case "output":
      return `output "${expr.name}" of step "${expr.step}"`;
    case "loop":
      return `loop variable "${expr.name}" of "${expr.step}"`;
    case "run":
      return `run.${expr.field}`;
    case "signal":
      return `field "${expr.field}" of signal "${expr.signal}"`;
    default:
      return "expression";
  }
}

/** True for a ref, also one made by another copy of this package. */
export function isRef(candidate: unknown): candidate is RefNode {
  return (
    typeof candidate === "object" &&
    candidate !== null &&
    (candidate as { readonly brand?: unknown }).brand === refBrand
  );
}
