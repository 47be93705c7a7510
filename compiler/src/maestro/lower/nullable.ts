import { baseType, type Type } from "@stave/ir-schema";

/** Stands for null in the texts that hold values which may be null. */
export const NULL_TEXT = "stave:null";

/** The type below null, of a type that may be null and is else one text, number or bool. */
export function nullableScalar(type: Type): Type | undefined {
  if (typeof type !== "object" || type.kind !== "nullable") return undefined;
  const base = baseType(type.of);
  return typeof base === "string" && base in conversions ? base : undefined;
}

const same = (text: string): string => text;

const conversions: Readonly<Record<string, (text: string) => string>> = {
  string: same,
  date: same,
  timestamp: same,
  duration: same,
  int: (text) => `Long.valueOf(${text})`,
  float: (text) => `Double.valueOf(${text})`,
  bool: (text) => `(${text} == 'true')`,
};

/** SEL that is true when a held value is null. */
export function isNullText(text: string): string {
  return `(${text} == '${NULL_TEXT}')`;
}

/** SEL that gives a held value that is not null. */
export function heldValue(text: string, type: Type): string {
  const base = nullableScalar(type);
  return typeof base === "string" ? (conversions[base] ?? same)(text) : text;
}
