import type { Type } from "@stave/ir-schema";
import type { MaestroType } from "../definition.js";

const types: Readonly<Record<MaestroType, Type>> = {
  STRING: "string",
  LONG: "int",
  DOUBLE: "float",
  BOOLEAN: "bool",
  STRING_ARRAY: { kind: "list", of: "string" },
  LONG_ARRAY: { kind: "list", of: "int" },
  DOUBLE_ARRAY: { kind: "list", of: "float" },
  BOOLEAN_ARRAY: { kind: "list", of: "bool" },
  STRING_MAP: { kind: "map", of: "string" },
  MAP: { kind: "struct", fields: {} },
};

/** The portable type of a param whose entries are not known. */
export function importType(type: string): Type | undefined {
  const known = type.toUpperCase();
  return Object.hasOwn(types, known) ? types[known as MaestroType] : undefined;
}
