import type { Type } from "../generated/ir.js";
import { baseType } from "./assignable.js";

/** A property of a value that is not a struct: the function that gives it. */
export interface Property {
  readonly fn: string;
  readonly type: Type;
}

const length: Readonly<Record<string, Property>> = { length: { fn: "length", type: "int" } };
const int = (fn: string): Property => ({ fn, type: "int" });

/** Properties by the kind of the value; a `field` on such a value means the call. */
export const properties: Readonly<Record<string, Readonly<Record<string, Property>>>> = {
  string: length,
  list: length,
  date: {
    year: int("year"),
    month: int("month"),
    day: int("day"),
    dayOfWeek: int("dayOfWeek"),
    dayOfYear: int("dayOfYear"),
    daysInMonth: int("daysInMonth"),
    weekOfYear: int("weekOfYear"),
    daysInYear: int("daysInYear"),
    inLeapYear: { fn: "isLeapYear", type: "bool" },
  },
  timestamp: { epochMilliseconds: int("epochMilliseconds") },
};

/** The property a type has by this name, if it has one. */
export function propertyFunction(type: Type, name: string): Property | undefined {
  const base = baseType(type);
  const kind = typeof base === "string" ? base : base.kind;
  const table = Object.hasOwn(properties, kind) ? properties[kind] : undefined;
  return table && Object.hasOwn(table, name) ? table[name] : undefined;
}

/** The properties that a type has. */
export function propertyNames(type: Type): readonly string[] {
  const base = baseType(type);
  const kind = typeof base === "string" ? base : base.kind;
  return Object.hasOwn(properties, kind) ? Object.keys(properties[kind] as object) : [];
}
