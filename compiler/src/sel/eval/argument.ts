import type { DateFormat } from "../java/date-format.js";
import type { DateTime } from "../java/date-time.js";
import { Failure } from "../java/failure.js";
import { type Long, toInt32 } from "../java/long.js";
import type { Zone } from "../java/zone.js";
import { type Box, type BoxMap, isOpaque, type LongBox, type StringBox } from "./box.js";

export function nullAccess(what: string): never {
  throw new Failure("null_access", what);
}

function wrongType(box: Box, expected: string): never {
  if (box.type === "NULL") nullAccess(`null was given where ${expected} is expected`);
  throw new Failure("type_error", `${box.type} was given where ${expected} is expected`);
}

/** An argument that must be a box of a type; null itself is refused. */
export function longBox(box: Box): LongBox {
  return box.type === "LONG" ? box : wrongType(box, "LONG");
}

export function stringBox(box: Box): StringBox {
  return box.type === "STRING" ? box : wrongType(box, "STRING");
}

export function dateOf(box: Box): DateTime | null {
  return box.type === "DATETIME" ? box.value : wrongType(box, "DATETIME");
}

export function zoneOf(box: Box): Zone | null {
  return box.type === "DATETIME_ZONE" ? box.value : wrongType(box, "DATETIME_ZONE");
}

const MAP_VALUE = /^(?:STRING|LONG|DOUBLE|BOOLEAN)(?:_ARRAY)?$/;

/** Refuses what cannot be handed to Java at all. */
export function checkUnboxable(box: Box): void {
  if (isOpaque(box)) throw new Failure("type_error", `${box.type} cannot be an argument`);
  if (box.type === "MAP" && box.value !== null) checkMap(box.value, new Set());
}

/** Maps may hold the same map often, so each is looked at once; one that holds itself cannot be copied. */
function checkMap(map: BoxMap, done: Set<BoxMap>, open: Set<BoxMap> = new Set()): void {
  if (done.has(map)) return;
  if (open.has(map)) throw new Failure("limit_exceeded", "the map holds itself");
  open.add(map);
  for (const [key, value] of map) {
    if (value.type === "MAP") {
      if (value.value !== null) checkMap(value.value, done, open);
    } else if (!MAP_VALUE.test(value.type)) {
      throw new Failure("type_error", `the map entry ${key.value} is ${value.type}`);
    }
  }
  open.delete(map);
  done.add(map);
}

// Java sees only the object inside of a box, so an unset value of any type is null to it.
function javaObject<TBox extends Box>(box: Box, type: TBox["type"]): TBox["value"] | null {
  if (box.type === type) return (box as TBox).value;
  if (box.value === null && !isOpaque(box)) return null;
  throw new Failure("type_error", `${box.type} was given where ${type} is expected`);
}

export function textArgument(box: Box): string | null {
  return javaObject<StringBox>(box, "STRING");
}

export function zoneArgument(box: Box): Zone | null {
  return javaObject<Box & { type: "DATETIME_ZONE" }>(box, "DATETIME_ZONE");
}

export function dateArgument(box: Box): DateTime | null {
  return javaObject<Box & { type: "DATETIME" }>(box, "DATETIME");
}

export function formatArgument(box: Box): DateFormat | null {
  return javaObject<Box & { type: "DATETIME_FORMATTER" }>(box, "DATETIME_FORMATTER");
}

/** A LONG reaches Java as an `int` cut to 32 bits, but as a `long`, which no method takes, above the largest `int`. */
export function intArgument(box: Box): number | null {
  const value = javaObject<LongBox>(box, "LONG");
  if (value === null) return null;
  if (value > 0x7fffffff) throw new Failure("type_error", `${value} does not fit 32 bits`);
  return toInt32(value);
}

/** A LONG as Java's methods with any argument see it. */
export function cutLong(value: Long): Long {
  return value > 0x7fffffff ? value : toInt32(value);
}

export function notNull<TValue>(value: TValue | null, what: string): TValue {
  return value === null ? nullAccess(`${what} is null`) : value;
}
