import { isPlainObject } from "../json.js";
import { asBoolean } from "./coerce.js";

type Fields = Readonly<Record<string, unknown>>;

/** A parameter in the one form all its spellings share. */
export interface NormalParam {
  readonly type: string;
  readonly value?: unknown;
  readonly expression?: string;
  readonly mode?: string;
  readonly validator?: unknown;
  readonly tags?: readonly unknown[];
  readonly meta?: Fields;
}

/** A named parameter; the order of parameters is the order of evaluation. */
export type NamedParam = readonly [name: string, param: NormalParam];

/** Parameters in order, each in its normal form. */
export function normalParams(params: unknown): readonly NamedParam[] | undefined {
  if (!isPlainObject(params)) return undefined;
  const named = Object.entries(params).map(([name, param]): NamedParam => [name, normalParam(param)]);
  return named.length === 0 ? undefined : named;
}

/** A parameter without the differences that mean nothing: case, defaults, nulls, coerced literals. */
export function normalParam(param: unknown): NormalParam {
  if (!isPlainObject(param)) return { type: "", value: param };
  const { type, value, expression, mode, validator, tags, source: _source, ...rest } = param;
  const upper = String(type ?? "").toUpperCase();
  const upperMode = typeof mode === "string" ? mode.toUpperCase() : undefined;
  const meta = Object.fromEntries(Object.entries(rest).filter(([, member]) => member !== null));
  const sortedTags = normalTags(tags);
  return {
    type: upper,
    ...(value !== undefined && value !== null && { value: normalLiteral(upper, value) }),
    ...(typeof expression === "string" && { expression }),
    ...(upperMode !== undefined && upperMode !== "MUTABLE" && { mode: upperMode }),
    ...(validator !== undefined && validator !== null && { validator }),
    ...(sortedTags !== undefined && { tags: sortedTags }),
    ...(Object.keys(meta).length > 0 && { meta }),
  };
}

/** Tags as objects, sorted by name; nothing for an empty list. */
export function normalTags(tags: unknown): readonly unknown[] | undefined {
  if (!Array.isArray(tags) || tags.length === 0) return undefined;
  return tags.map(normalTag).sort((a, b) => compare(String(a["name"]), String(b["name"])));
}

function normalTag(tag: unknown): Record<string, unknown> {
  if (!isPlainObject(tag)) return { name: tag };
  const { namespace, permit: _permit, ...rest } = tag;
  const kept = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null));
  return typeof namespace === "string" ? { ...kept, namespace: namespace.toUpperCase() } : kept;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

const literals: Readonly<Record<string, (value: unknown) => unknown>> = {
  STRING: asText,
  LONG: asLong,
  DOUBLE: asNumber,
  BOOLEAN: asBoolean,
  STRING_ARRAY: (value) => eachOf(value, asText),
  LONG_ARRAY: (value) => eachOf(value, asLong),
  DOUBLE_ARRAY: (value) => eachOf(value, asNumber),
  BOOLEAN_ARRAY: (value) => eachOf(value, asBoolean),
  STRING_MAP: (value) =>
    isPlainObject(value)
      ? Object.fromEntries(Object.entries(value).map(([key, member]) => [key, asText(member)]))
      : value,
  MAP: (value) => (isPlainObject(value) ? (normalParams(value) ?? []) : value),
};

function normalLiteral(type: string, value: unknown): unknown {
  return (literals[type] ?? ((same: unknown) => same))(value);
}

function eachOf(value: unknown, convert: (item: unknown) => unknown): unknown {
  return Array.isArray(value) ? value.map(convert) : value;
}

function asText(value: unknown): unknown {
  return typeof value === "number" || typeof value === "bigint" || typeof value === "boolean" ? String(value) : value;
}

const MAX_SAFE = BigInt(Number.MAX_SAFE_INTEGER);

function asLong(value: unknown): unknown {
  if (typeof value === "number") return Math.trunc(value);
  if (typeof value === "bigint") return -MAX_SAFE <= value && value <= MAX_SAFE ? Number(value) : value;
  return typeof value === "string" && /^-?\d+$/.test(value) ? asLong(BigInt(value)) : value;
}

function asNumber(value: unknown): unknown {
  const number =
    typeof value === "bigint" || (typeof value === "string" && value.trim() !== "") ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : value;
}
