/** A calendar date, as days since 1970-01-01. */
export class DateValue {
  readonly days: number;

  constructor(days: number) {
    this.days = days;
    Object.freeze(this);
  }
}

/** A point in time, as nanoseconds since 1970-01-01T00:00Z. */
export class TimestampValue {
  readonly nanos: bigint;

  constructor(nanos: bigint) {
    this.nanos = nanos;
    Object.freeze(this);
  }
}

/** An exact length of time in nanoseconds; a day is 24 hours, months have no length. */
export class DurationValue {
  readonly nanos: bigint;

  constructor(nanos: bigint) {
    this.nanos = nanos;
    Object.freeze(this);
  }
}

/** The fields of a struct. */
export interface StructValue {
  readonly [field: string]: Value;
}

/**
 * A value while an expression is evaluated: an int is a `bigint`, a float a `number`, a list an array, a map a
 * `Map`, a struct a plain object. A `json` value uses the same forms, objects as maps.
 */
export type Value =
  | null
  | boolean
  | bigint
  | number
  | string
  | DateValue
  | TimestampValue
  | DurationValue
  | readonly Value[]
  | ReadonlyMap<string, Value>
  | StructValue;

/** What a lookup of a step's output answers when the step was skipped. */
export const SKIPPED: unique symbol = Symbol("stave.skipped") as never;

/** The word for a value's kind. */
export type ValueKind =
  | "null"
  | "bool"
  | "int"
  | "float"
  | "string"
  | "date"
  | "timestamp"
  | "duration"
  | "list"
  | "map"
  | "struct";

const primitiveKinds: Record<string, ValueKind> = {
  boolean: "bool",
  bigint: "int",
  number: "float",
  string: "string",
};

/** The kind of a value. */
export function kindOf(value: Value): ValueKind {
  if (value === null) return "null";
  const primitive = primitiveKinds[typeof value];
  if (primitive !== undefined) return primitive;
  if (Array.isArray(value)) return "list";
  if (value instanceof DateValue) return "date";
  if (value instanceof TimestampValue) return "timestamp";
  if (value instanceof DurationValue) return "duration";
  return value instanceof Map ? "map" : "struct";
}

/** True for a value of a struct. */
export function isStruct(value: Value): value is StructValue {
  return kindOf(value) === "struct";
}

const integerKey = /^(?:0|[1-9]\d{0,9})$/;
const isIndexKey = (key: string): boolean => integerKey.test(key) && Number(key) < 4294967295;

/** The keys of a map in the order JavaScript gives an object's: whole numbers ascending, then as inserted. */
export function orderedKeys(map: ReadonlyMap<string, Value>): readonly string[] {
  const keys = [...map.keys()];
  const indexes = keys.filter(isIndexKey);
  if (indexes.length === 0) return keys;
  indexes.sort((a, b) => Number(a) - Number(b));
  return [...indexes, ...keys.filter((key) => !isIndexKey(key))];
}
