/** A flag in any form the server reads as one. */
export function asBoolean(value: unknown): unknown {
  if (typeof value === "number") return value !== 0;
  if (typeof value !== "string") return value;
  const lower = value.toLowerCase();
  return lower === "true" || lower === "false" ? lower === "true" : value;
}

/** A whole number in digits as the number the server reads. */
export function whole(value: unknown): unknown {
  return typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
}
