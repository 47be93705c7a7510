const ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "'": "\\'",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\b": "\\b",
  "\f": "\\f",
};
const ESCAPED = /[\\']|[^ -\uD7FF\uE000-\uFFFE]|\uFEFF/g;
const SURROGATE_PAIR = /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/;
const PAIR_OR_ESCAPED = new RegExp(`[\\uD800-\\uDBFF][\\uDC00-\\uDFFF]|${ESCAPED.source}`, "g");

const unicodeEscape = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** Writes a text as an SEL string literal. */
export function printString(value: string): string {
  const body = value.replace(PAIR_OR_ESCAPED, (found) =>
    SURROGATE_PAIR.test(found) ? found : (ESCAPES[found] ?? unicodeEscape(found)),
  );
  return `'${body}'`;
}

/** Writes a number as an SEL fraction; what only arithmetic can make becomes that arithmetic. */
export function printDouble(value: number): string {
  if (Number.isNaN(value)) return "(0.0 / 0.0)";
  if (value < 0 || Object.is(value, -0)) return `(-${printDouble(-value)})`;
  if (value === Number.POSITIVE_INFINITY) return "1e999";
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

/** Writes an integer; SEL has no literal for the smallest one and no negative literals. */
export function printLong(value: number | bigint): string {
  if (value >= 0) return String(value);
  return value === -(2n ** 63n) ? "(0 - 9223372036854775807 - 1)" : `(-${-value})`;
}
