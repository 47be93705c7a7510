import type { Type } from "@stave/ir-schema";

/** Whether a value written by itself has a type, so that nothing has to say it. */
export function isNatural(type: Type, value: unknown): boolean {
  if (typeof type === "object") {
    return type.kind === "list" && Array.isArray(value) && value.length > 0 && areNatural(type.of, value);
  }
  if (type === "int") return typeof value === "number" || typeof value === "string";
  if (type === "float") return typeof value === "number" && !Number.isInteger(value);
  return (type === "string" && typeof value === "string") || (type === "bool" && typeof value === "boolean");
}

/** A list of numbers is of fractions when one of them is. */
function areNatural(of: Type, items: readonly unknown[]): boolean {
  if (of === "float")
    return items.some((item) => isNatural("float", item)) && items.every((item) => typeof item === "number");
  return items.every((item) => isNatural(of, item));
}
