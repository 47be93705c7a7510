/** Zone ids that Java takes beside the names of the time zone database. */
const offset = /^(?:(?:UTC|GMT|UT)?[+-]\d{1,2}(?::?\d{2}){0,2}|Z|UTC|GMT|UT|UTC0|GMT0)$/;

/** Whether Java knows a zone. */
export function isZone(id: string): boolean {
  return offset.test(id) || isNamedZone(id);
}

/** Whether Joda, which computes the run's dates, refuses a zone that Java takes. */
export function isJavaOnlyZone(id: string): boolean {
  return /^(?:UTC|GMT|UT)[+-]/.test(id) || id === "Z" || id === "UT0";
}

/** Names count with their case, unlike in JavaScript. */
function isNamedZone(id: string): boolean {
  if (!/^[A-Za-z]/.test(id)) return false;
  try {
    const { timeZone } = new Intl.DateTimeFormat("en", { timeZone: id }).resolvedOptions();
    return timeZone === id || isCaseExact(id);
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** An alias resolves to another name, so its own spelling is judged by the usual form. */
function isCaseExact(id: string): boolean {
  return id.split("/").every((part) => /^(?:[A-Z][A-Za-z]*|[A-Z0-9+-]+)(?:[_-][A-Za-z]+)*$/.test(part));
}
