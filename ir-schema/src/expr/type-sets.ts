import type { EnumType, Type } from "../generated/ir.js";
import { baseType } from "./assignable.js";

/** The type of the items of an empty list: no value has it, so it fits everywhere. */
export const NEVER: EnumType = Object.freeze({ kind: "enum", of: "string", values: Object.freeze([]) }) as EnumType;

/** True for the type that no value has. */
export function isNever(type: Type): boolean {
  return typeof type !== "string" && type.kind === "enum" && type.values.length === 0;
}

/** True for an int, a float or an enum of them. */
export function isNumeric(type: Type): boolean {
  const base = baseType(type);
  return base === "int" || base === "float";
}

const ordered: ReadonlySet<unknown> = new Set(["int", "float", "string", "date", "timestamp", "duration"]);
const printable: ReadonlySet<unknown> = new Set([...ordered, "bool"]);

/** True for what `<` can order. */
export function isOrdered(type: Type): boolean {
  return ordered.has(baseType(type));
}

/** True for what a text can contain. */
export function isPrintable(type: Type): boolean {
  return printable.has(baseType(type));
}
