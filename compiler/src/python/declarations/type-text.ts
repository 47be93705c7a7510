import type { EnumType, StructType, Type } from "@stave/ir-schema";

/** Whether a type is written for arguments, which accept more, or for outputs. */
export type Direction = "in" | "out";

/** Names a struct's interface; called once for each struct met. */
export type NameStruct = (type: StructType, direction: Direction) => string;

const scalarTexts: Readonly<Record<Type & string, Readonly<Record<Direction, string>>>> = {
  string: { in: "string", out: "string" },
  int: { in: "number | bigint", out: "number" },
  float: { in: "number", out: "number" },
  bool: { in: "boolean", out: "boolean" },
  date: { in: "DateLike", out: "PlainDate" },
  timestamp: { in: "TimestampLike", out: "Instant" },
  duration: { in: "DurationLike", out: "Duration" },
  json: { in: "unknown", out: "unknown" },
  null: { in: "null", out: "null" },
};

/** The names of the SDK's types that a scalar is written with. */
export const scalarTypeNames: readonly string[] = [
  "DateLike",
  "PlainDate",
  "TimestampLike",
  "Instant",
  "DurationLike",
  "Duration",
];

/** A type as TypeScript. */
export function typeText(type: Type, direction: Direction, nameStruct: NameStruct): string {
  if (typeof type === "string") return scalarTexts[type][direction];
  const inner = (of: Type): string => typeText(of, direction, nameStruct);
  switch (type.kind) {
    case "list":
      return `readonly ${grouped(inner(type.of))}[]`;
    case "map":
      return `Readonly<Record<string, ${inner(type.of)}>>`;
    case "nullable":
      return `${inner(type.of)} | null`;
    case "struct":
      return nameStruct(type, direction);
    case "enum":
      return enumText(type);
    case "format":
      return "string";
  }
}

function enumText(type: EnumType): string {
  return type.values.map((value) => JSON.stringify(value)).join(" | ");
}

function grouped(text: string): string {
  return /[ |]/.test(text) ? `(${text})` : text;
}
