import { decodeValue, type Json, type Type, type Value } from "@stave/ir-schema";
import type { TypedValue } from "../../src/sel/index.js";

type Kind = TypedValue["type"];

const scalars: Readonly<Record<string, Kind>> = {
  int: "LONG",
  float: "DOUBLE",
  bool: "BOOLEAN",
  string: "STRING",
  date: "STRING",
  timestamp: "STRING",
};

function base(type: Type): Exclude<Type, { kind: "nullable" }> {
  if (typeof type === "string") return type;
  return type.kind === "nullable" ? base(type.of) : type;
}

/** A param's value as Maestro would hand it to SEL; undefined where it holds JSON text instead. */
export function toSel(json: Json, declared: Type): TypedValue | undefined {
  const type = base(declared);
  if (typeof type === "string") {
    const kind = scalars[type];
    return kind && { type: kind, value: kind === "LONG" || kind === "DOUBLE" ? String(json) : json };
  }
  if (type.kind === "list") {
    const kind = typeof type.of === "string" ? scalars[type.of] : undefined;
    if (kind === undefined) return undefined;
    const items = (json as Json[]).map((item) => toSel(item, type.of)?.value);
    return { type: `${kind}_ARRAY` as Kind, value: items };
  }
  if (type.kind !== "map" && type.kind !== "struct") return { type: "STRING", value: json };
  const entries = Object.entries(json as Record<string, Json>).map(([key, item]) => {
    const of = type.kind === "map" ? type.of : (type.fields[key] as Type);
    return [key, toSel(item, of)] as const;
  });
  return entries.some(([, value]) => value === undefined)
    ? undefined
    : { type: "MAP", value: Object.fromEntries(entries) };
}

/** The value behind what SEL gave, read by the type it should have. */
export function fromSel({ type: kind, value }: TypedValue, declared: Type): Value {
  return decodeValue(toJson(kind, value), withoutNever(base(declared)));
}

function withoutNever(type: Type): Type {
  if (typeof type === "string") return type;
  if (type.kind === "enum" && type.values.length === 0) return "string";
  return type.kind === "list" || type.kind === "map" ? ({ kind: type.kind, of: withoutNever(type.of) } as Type) : type;
}

function toJson(kind: string, value: unknown): Json {
  if (kind === "MAP") {
    const entries = Object.entries(value as Record<string, TypedValue>).map(([key, item]) => [
      key,
      toJson(item.type, item.value),
    ]);
    return Object.fromEntries(entries) as Json;
  }
  if (kind.endsWith("_ARRAY")) return (value as unknown[]).map((item) => toJson(kind.slice(0, -6), item));
  if (kind === "LONG") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (kind !== "DOUBLE") return value as Json;
  const number = Number(value);
  return Number.isFinite(number) ? number : String(number);
}
