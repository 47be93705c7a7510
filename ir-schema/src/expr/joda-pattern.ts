import type { SelRefusal } from "./function-entry.js";
import { selRefuses } from "./sel-text.js";

const codes: Readonly<Record<string, string>> = {
  Y: "yyyy",
  y: "yy",
  m: "MM",
  d: "dd",
  j: "DDD",
  b: "MMM",
  B: "MMMM",
  a: "EEE",
  A: "EEEE",
  u: "e",
  G: "xxxx",
  V: "ww",
  H: "HH",
  I: "hh",
  p: "a",
  M: "mm",
  S: "ss",
  F: "yyyy-MM-dd",
  T: "HH:mm:ss",
};

/** The pattern of Joda-Time that means a format with Python's names, or why there is none. */
export function jodaPattern(format: string | undefined): string | SelRefusal {
  if (format === undefined) return selRefuses("the format must be a literal");
  let pattern = "";
  for (const [, code, text] of format.matchAll(/%([\s\S])|([^%]+)/g)) {
    const known = code !== undefined && Object.hasOwn(codes, code) ? codes[code] : undefined;
    if (code !== undefined && code !== "%" && known === undefined) return selRefuses(`it has no code for %${code}`);
    pattern += known ?? quoted(code ?? text ?? "");
  }
  return pattern;
}

function quoted(text: string): string {
  if (!/[A-Za-z']/.test(text)) return text;
  return `'${text.replaceAll("'", "''")}'`;
}
