import { isPlainObject } from "../json.js";
import { asBoolean } from "../plan/coerce.js";
import { storedTag } from "./stored-tag.js";

type Fields = Record<string, unknown>;

/** Params as the server writes them back. */
export function storedParams(params: unknown): unknown {
  if (!isPlainObject(params)) return params;
  return Object.fromEntries(Object.entries(params).map(([name, param]) => [name, storedParam(param)]));
}

/** A param as the server writes it back: its literal in the form of its type, its own keys without nulls. */
export function storedParam(param: unknown): unknown {
  if (!isPlainObject(param)) return param;
  const { type, mode, value, expression, validator, tags, ...meta } = param;
  const upper = String(type).toUpperCase();
  return {
    ...meta,
    type: upper,
    ...given({ expression, validator }),
    ...(typeof mode === "string" && { mode: mode.toUpperCase() }),
    ...(Array.isArray(tags) && { tags: tags.map(storedTag) }),
    ...(value !== undefined && value !== null && { value: (literals[upper] ?? same)(value) }),
  };
}

function given(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined));
}

const same = (value: unknown): unknown => value;
const each =
  (form: (value: unknown) => unknown) =>
  (value: unknown): unknown =>
    Array.isArray(value) ? value.map(form) : value;
const asLong = (value: unknown): unknown => (typeof value === "string" ? shortest(BigInt(value)) : value);
const asDouble = (value: unknown): unknown => (typeof value === "string" ? Number(value) + 0 : value);

function shortest(value: bigint): number | bigint {
  return BigInt.asIntN(53, value) === value ? Number(value) : value;
}

const literals: Readonly<Record<string, (value: unknown) => unknown>> = {
  STRING: String,
  LONG: asLong,
  DOUBLE: asDouble,
  BOOLEAN: asBoolean,
  STRING_ARRAY: each(String),
  LONG_ARRAY: each(asLong),
  DOUBLE_ARRAY: each(asDouble),
  BOOLEAN_ARRAY: each(asBoolean),
  STRING_MAP: (value) =>
    isPlainObject(value)
      ? Object.fromEntries(Object.entries(value).map(([key, member]) => [key, String(member)]))
      : value,
  MAP: storedParams,
};
