import type { Json, Param, Type } from "@stave/ir-schema";
import type { Written } from "./args.js";
import type { Ref } from "./ref.js";
import type { DateLike, Duration, Instant, PlainDate, TimestampLike } from "./temporal.js";

declare const value: unique symbol;

/** The type, default and limits of a value; `TGiven` is what may be written for it. */
export interface ParamSpec<out T, out TOptional extends boolean = boolean> {
  readonly [value]: T;
  readonly type: Type;
  readonly optional: TOptional;
  readonly options: ParamOptions<unknown>;
}

/** Who may override a param: nobody, nobody once started, a start, a start or restart, anyone (the default). */
export type ParamMode = NonNullable<Param["mode"]>;

/** What any param may say besides its type. */
export interface ParamOptions<TGiven> {
  /** Used when the run gives no value; a ref computes it, for example from `run.logicalDate`. */
  readonly default?: TGiven | Ref<unknown>;
  readonly description?: string;
  readonly mode?: ParamMode;
  readonly tags?: readonly string[];
}

/** Options of params that have an order. */
export interface RangeOptions<TGiven> extends ParamOptions<TGiven> {
  /** Smallest value allowed. */
  readonly min?: TGiven;
  /** Largest value allowed. */
  readonly max?: TGiven;
}

/** Options of texts. */
export interface TextOptions extends ParamOptions<string> {
  readonly minLength?: number;
  readonly maxLength?: number;
  /** A regular expression that the whole text must match. */
  readonly pattern?: string | RegExp;
}

/** Options of lists and maps. */
export interface SizeOptions<TGiven> extends ParamOptions<TGiven> {
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** A param that a run must give. */
export type RequiredParam<T> = ParamSpec<T, false>;

/** A param that a run may leave out. */
export type OptionalParam<T> = ParamSpec<T, true>;

/** One kind of param: call it alone, with a default, or with options. */
export interface ParamFactory<T, TGiven, TOptions extends ParamOptions<TGiven>> {
  /** A run must give it. */
  (): RequiredParam<T>;
  /** A run may leave it out. */
  (options: TOptions & { readonly default: TGiven | Ref<T> }): OptionalParam<T>;
  /** A run must give it, within limits. */
  (options: TOptions): RequiredParam<T>;
  /** A run may leave it out. */
  (defaultValue: TGiven | Ref<T>): OptionalParam<T>;
}

function isOptions(given: unknown): given is ParamOptions<unknown> {
  return typeof given === "object" && given !== null && Object.getPrototypeOf(given) === Object.prototype;
}

function spec<T>(type: Type, given: readonly unknown[], optionsFirst: boolean): ParamSpec<T, never> {
  const first = given[0];
  const options =
    given.length === 0 ? {} : optionsFirst && isOptions(first) ? first : { default: first, ...(given[1] as object) };
  return Object.freeze({ type, optional: "default" in options, options }) as unknown as ParamSpec<T, never>;
}

function factory<T, TGiven, TOptions extends ParamOptions<TGiven>>(type: Type): ParamFactory<T, TGiven, TOptions> {
  return ((...given: unknown[]) => spec<T>(type, given, true)) as ParamFactory<T, TGiven, TOptions>;
}

/** A type inside another type. */
export type ParamType<T> = ParamSpec<T>;

/** The value type behind a param. */
export type ParamValue<TSpec> = TSpec extends ParamSpec<infer T> ? T : never;

/** The values behind a record of params. Conditional, so that a hover shows the fields and not this name. */
export type ParamValues<TSpecs> = TSpecs extends unknown
  ? { readonly [K in keyof TSpecs]: ParamValue<TSpecs[K]> }
  : never;

/** The kinds of params. */
export interface ParamKinds {
  /** A text. `p.string()`, `p.string("eu")`, `p.string({ pattern: /[a-z]+/ })`. */
  readonly string: ParamFactory<string, string, TextOptions>;
  /** An exact 64-bit integer. `p.int(3)`, `p.int({ min: 1, max: 10 })`. */
  readonly int: ParamFactory<number, number | bigint, RangeOptions<number | bigint>>;
  /** A floating-point number. `p.float(0.8)`. */
  readonly float: ParamFactory<number, number, RangeOptions<number>>;
  /** True or false. `p.bool(false)`. */
  readonly bool: ParamFactory<boolean, boolean, ParamOptions<boolean>>;
  /** A calendar date. `p.date("2026-01-31")`. */
  readonly date: ParamFactory<PlainDate, DateLike, RangeOptions<DateLike>>;
  /** A point in time. `p.timestamp("2026-01-31T06:00:00Z")`. */
  readonly timestamp: ParamFactory<Instant, TimestampLike, RangeOptions<TimestampLike>>;
  /** A length of time. `p.duration("PT1H")`. */
  readonly duration: ParamFactory<Duration, string, RangeOptions<string>>;
  /** A list of one type. `p.list(p.string(), ["seattle"])`. */
  list<T>(of: ParamType<T>): RequiredParam<readonly T[]>;
  list<T>(
    of: ParamType<T>,
    defaultValue: readonly Written<NoInfer<T>>[] | Ref<readonly NoInfer<T>[]>,
    options?: SizeOptions<readonly T[]>,
  ): OptionalParam<readonly T[]>;
  /** A map from texts to one type. `p.map(p.float(), { a: 0.5 })`. */
  map<T>(of: ParamType<T>): RequiredParam<Readonly<Record<string, T>>>;
  map<T>(
    of: ParamType<T>,
    defaultValue: Readonly<Record<string, Written<NoInfer<T>>>>,
    options?: SizeOptions<Readonly<Record<string, T>>>,
  ): OptionalParam<Readonly<Record<string, T>>>;
  /** A closed record. `p.struct({ lo: p.float(), hi: p.float() }, { lo: 0, hi: 1 })`. */
  struct<TFields extends Readonly<Record<string, ParamSpec<unknown>>>>(
    fields: TFields,
  ): RequiredParam<ParamValues<TFields>>;
  struct<TFields extends Readonly<Record<string, ParamSpec<unknown>>>>(
    fields: TFields,
    defaultValue: Written<ParamValues<TFields>>,
    options?: ParamOptions<ParamValues<TFields>>,
  ): OptionalParam<ParamValues<TFields>>;
  /** One of a few values. `p.enum(["daily", "hourly"], "daily")`. */
  enum<const T extends string | number | boolean>(values: readonly T[]): RequiredParam<T>;
  enum<const T extends string | number | boolean>(
    values: readonly T[],
    defaultValue: NoInfer<T>,
    options?: ParamOptions<T>,
  ): OptionalParam<T>;
  /** A value or null; null unless told otherwise. `p.nullable(p.string())`. */
  nullable<T>(
    of: ParamType<T>,
    defaultValue?: Written<NoInfer<T>> | null,
    options?: ParamOptions<T | null>,
  ): OptionalParam<T | null>;
  /** Any JSON value; nothing is known about it. */
  json<T = unknown>(defaultValue?: Json): ParamSpec<T>;
}

const rest = (given: readonly unknown[]): unknown[] => given.filter((item) => item !== undefined);

/**
 * Params: their type, default and limits.
 *
 * @example
 * params: {
 *   run_date: p.date(),
 *   cities: p.list(p.string(), ["seattle", "new_york"]),
 *   min_auc: p.float({ default: 0.8, min: 0, max: 1 }),
 * }
 */
export const p: ParamKinds = {
  string: factory("string"),
  int: factory("int"),
  float: factory("float"),
  bool: factory("bool"),
  date: factory("date"),
  timestamp: factory("timestamp"),
  duration: factory("duration"),
  list: <T>(of: ParamType<T>, ...given: unknown[]) =>
    spec<readonly T[]>({ kind: "list", of: of.type }, rest(given), false),
  map: <T>(of: ParamType<T>, ...given: unknown[]) =>
    spec<Readonly<Record<string, T>>>({ kind: "map", of: of.type }, rest(given), false),
  struct: (fields: Readonly<Record<string, ParamSpec<unknown>>>, ...given: unknown[]) =>
    spec<never>(structType(fields), rest(given), false),
  enum: <T extends string | number | boolean>(values: readonly T[], ...given: unknown[]) =>
    spec<T>({ kind: "enum", of: enumBase(values), values: [...values] }, rest(given), false),
  nullable: <T>(of: ParamType<T>, defaultValue?: unknown, options?: ParamOptions<T | null>) =>
    spec<T | null>({ kind: "nullable", of: of.type }, [defaultValue ?? null, options], false),
  json: <T>(...given: unknown[]) => spec<T>("json", rest(given), false),
};

function structType(fields: Readonly<Record<string, ParamSpec<unknown>>>): Type {
  const types = Object.entries(fields).map(([name, field]) => [name, field.type] as const);
  const optional = Object.keys(fields).filter((name) => fields[name]?.optional);
  const base = { kind: "struct" as const, fields: Object.fromEntries(types) };
  return optional.length > 0 ? { ...base, optional } : base;
}

function enumBase(values: readonly unknown[]): "string" | "int" | "float" | "bool" {
  if (values.every((item) => typeof item === "string")) return "string";
  if (values.every((item) => typeof item === "boolean")) return "bool";
  return values.every(Number.isInteger) ? "int" : "float";
}
