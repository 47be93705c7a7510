/** An offset read from a text, in milliseconds, and where it ends. */
export interface ParsedOffset {
  readonly offset: number;
  readonly end: number;
}

const isDigit = (text: string, at: number): boolean => text.charCodeAt(at) >= 48 && text.charCodeAt(at) <= 57;

function digitCount(text: string, at: number, most: number): number {
  let count = 0;
  while (count < most && isDigit(text, at + count)) count += 1;
  return count;
}

const PARTS = [
  { marks: ":", most: 59, unit: 60_000 },
  { marks: ":", most: 59, unit: 1000 },
] as const;

/** Reads `±hh`, `±hh:mm`, `±hhmm` … down to milliseconds, as far as the text goes on in the same style. */
export function parseOffsetAt(text: string, start: number): ParsedOffset | undefined {
  const sign = text[start] === "-" ? -1 : text[start] === "+" ? 1 : 0;
  if (sign === 0 || digitCount(text, start + 1, 2) < 2) return undefined;
  const hours = Number(text.slice(start + 1, start + 3));
  if (hours > 23) return undefined;
  let at = start + 3;
  const separated = text[at] === ":";
  if (!separated && !isDigit(text, at)) return { offset: sign * hours * 3_600_000, end: at };
  let offset = hours * 3_600_000;
  for (const { marks, most, unit } of PARTS) {
    if (at >= text.length || (separated && text[at] !== marks)) return { offset: sign * offset, end: at };
    if (separated) at += 1;
    const count = digitCount(text, at, 2);
    if (count === 0 && !separated) return { offset: sign * offset, end: at };
    const value = Number(text.slice(at, at + 2));
    if (count < 2 || value > most) return undefined;
    offset += value * unit;
    at += 2;
  }
  return parseMillis(text, at, separated, sign, offset);
}

function parseMillis(
  text: string,
  start: number,
  separated: boolean,
  sign: number,
  offset: number,
): ParsedOffset | undefined {
  if (start >= text.length) return { offset: sign * offset, end: start };
  if (separated && text[start] !== "." && text[start] !== ",") return { offset: sign * offset, end: start };
  const at = separated ? start + 1 : start;
  const count = digitCount(text, at, 3);
  if (count === 0) return separated ? undefined : { offset: sign * offset, end: at };
  const millis = Number(text.slice(at, at + count).padEnd(3, "0"));
  return { offset: sign * (offset + millis) + 0, end: at + count };
}
