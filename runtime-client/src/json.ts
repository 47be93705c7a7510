/** A 64-bit integer of the server: a number while a number is exact, a bigint beyond 2^53. */
export type Long = number | bigint;

/** Any JSON value whose integers are exact. */
export type Json = string | boolean | null | Long | readonly Json[] | { readonly [key: string]: Json };

const LONG_DIGITS = /\d{16}/;
const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const INTEGER = /^-?\d+$/;
const MARK = "\u0000long";

/**
 * Reads JSON without rounding: integers beyond 2^53 become bigints.
 *
 * @example
 * parseJson('{"id": 9007199254740993}'); // { id: 9007199254740993n }
 */
export function parseJson(text: string): unknown {
  if (!LONG_DIGITS.test(text)) return JSON.parse(text);
  return JSON.parse(text.replace(STRING_OR_NUMBER, markLong), restoreLong);
}

function markLong(token: string): string {
  if (token.length < 16 || !INTEGER.test(token) || Number.isSafeInteger(Number(token))) return token;
  return `{"\\u0000long":"${token}"}`;
}

function restoreLong(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || !(MARK in value)) return value;
  const digits = (value as Record<string, unknown>)[MARK];
  return typeof digits === "string" && INTEGER.test(digits) ? BigInt(digits) : value;
}

/**
 * Writes JSON with bigints as plain integers.
 *
 * @example
 * stringifyJson({ id: 9007199254740993n }); // '{"id":9007199254740993}'
 */
export function stringifyJson(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof TypeError && error.message.includes("BigInt")) return writeExact(value) ?? "null";
    throw error;
  }
}

function writeExact(value: unknown): string | undefined {
  if (typeof value === "bigint") return value.toString();
  if (Array.isArray(value)) return `[${value.map((item) => writeExact(item) ?? "null").join(",")}]`;
  if (!isPlainObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).flatMap(([key, member]) => {
    const text = writeExact(member);
    return text === undefined ? [] : [`${JSON.stringify(key)}:${text}`];
  });
  return `{${members.join(",")}}`;
}

/** JSON with sorted keys and exact integers: the same text for the same value. */
export function canonicalText(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(",")}]`;
  if (!isPlainObject(value)) return typeof value === "bigint" ? value.toString() : (JSON.stringify(value) ?? "null");
  let out = "{";
  for (const key of Object.keys(value).sort()) {
    if (value[key] === undefined) continue;
    out += `${out.length > 1 ? "," : ""}${JSON.stringify(key)}:${canonicalText(value[key])}`;
  }
  return `${out}}`;
}

/** Whether two values are the same JSON, whatever the order of keys. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (typeof a !== "object" || a === null || typeof b !== "object" || b === null) return a === b;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((item, index) => sameJson(item, b[index]));
  }
  return sameMembers(a as Record<string, unknown>, b as Record<string, unknown>);
}

function sameMembers(a: Record<string, unknown>, b: Record<string, unknown>): boolean {
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => key in b && sameJson(a[key], b[key]));
}

/** Whether a value is a JSON object. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
