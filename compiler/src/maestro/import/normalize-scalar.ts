import type { Json } from "./normalize.js";

/** A scalar as Maestro keeps it where it wants a text. */
export function toText(value: Json): Json {
  return typeof value === "number" || typeof value === "boolean" ? String(value) : value;
}

/** A scalar as Maestro keeps it where it wants a whole number; a fraction is cut. */
export function toWhole(value: Json): Json {
  if (typeof value === "number") return Math.trunc(value) + 0;
  if (typeof value !== "string" || !/^\s*[+-]?\d+\s*$/.test(value)) return value;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value.trim();
}

function toNumber(value: Json): Json {
  return typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value)) ? Number(value) : value;
}

function toBoolean(value: Json): Json {
  if (typeof value === "number") return value !== 0;
  return typeof value === "string" && /^(true|false)$/i.test(value) ? value.toLowerCase() === "true" : value;
}

const scalars: Readonly<Record<string, (value: Json) => Json>> = {
  STRING: toText,
  LONG: toWhole,
  DOUBLE: toNumber,
  BOOLEAN: toBoolean,
};

/** A literal as Maestro keeps it for a type. */
export function toLiteral(type: string, value: Json): Json {
  const scalar = scalars[type.replace("_ARRAY", "").replace("_MAP", "")];
  if (scalar === undefined) return value;
  if (Array.isArray(value)) return value.map((item: Json) => scalar(item));
  if (typeof value !== "object" || value === null) return scalar(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, scalar(item)]));
}
