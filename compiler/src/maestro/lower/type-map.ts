import type { ScalarType, Type } from "@stave/ir-schema";
import type { MaestroType } from "../definition.js";
import { nullableScalar } from "./nullable.js";

const scalars: Readonly<Partial<Record<ScalarType, MaestroType>>> = {
  string: "STRING",
  int: "LONG",
  float: "DOUBLE",
  bool: "BOOLEAN",
  date: "STRING",
  timestamp: "STRING",
  duration: "STRING",
  json: "STRING",
};

const arrays: Readonly<Partial<Record<MaestroType, MaestroType>>> = {
  STRING: "STRING_ARRAY",
  LONG: "LONG_ARRAY",
  DOUBLE: "DOUBLE_ARRAY",
  BOOLEAN: "BOOLEAN_ARRAY",
};

/** The scalar type below an enum or a format. */
export function baseType(type: Type): Type {
  return typeof type === "object" && (type.kind === "enum" || type.kind === "format") ? type.of : type;
}

/** Whether a value travels as JSON text because Maestro has no type for its parts. */
export function isJsonText(type: Type): boolean {
  if (typeof type === "string") return type === "json";
  if (type.kind === "list") return arrayType(type.of) === undefined;
  if (type.kind === "nullable") return isCompound(type.of);
  return (type.kind === "map" || type.kind === "struct") && hasNull(type);
}

function isCompound(type: Type): boolean {
  return typeof type === "object" && (type.kind === "list" || type.kind === "map" || type.kind === "struct");
}

function hasNull(type: Type): boolean {
  if (typeof type === "string") return type === "json" || type === "null";
  switch (type.kind) {
    case "nullable":
      return true;
    case "list":
    case "map":
      return hasNull(type.of);
    case "struct":
      return (type.optional ?? []).length > 0 || Object.values(type.fields).some(hasNull);
    default:
      return false;
  }
}

function arrayType(item: Type): MaestroType | undefined {
  if (item === "json") return undefined;
  const inner = scalarMaestroType(item);
  return inner === undefined ? undefined : arrays[inner];
}

/** Maestro's type of one text, number or bool. */
export function scalarMaestroType(type: Type): MaestroType | undefined {
  const base = baseType(type);
  return typeof base === "string" ? scalars[base] : undefined;
}

function mapType(of: Type): MaestroType | undefined {
  if (hasNull(of)) return "STRING";
  if (scalarMaestroType(of) === "STRING") return "STRING_MAP";
  return maestroType(of) === undefined ? undefined : "MAP";
}

/** The Maestro type that holds values of an IR type; nothing when none does. One that may be null is held as text. */
export function maestroType(type: Type): MaestroType | undefined {
  if (typeof type === "string") return scalars[type];
  switch (type.kind) {
    case "enum":
    case "format":
      return scalarMaestroType(type);
    case "list":
      return arrayType(type.of) ?? "STRING";
    case "map":
      return mapType(type.of);
    case "struct":
      return hasNull(type) ? "STRING" : "MAP";
    case "nullable":
      return nullableScalar(type) !== undefined || isCompound(type.of) ? "STRING" : undefined;
  }
}

/** The text SEL writes an empty array of a type with. */
export const ELEMENT_WORDS: Readonly<Partial<Record<MaestroType, string>>> = {
  STRING_ARRAY: "String",
  LONG_ARRAY: "long",
  DOUBLE_ARRAY: "double",
  BOOLEAN_ARRAY: "boolean",
};
