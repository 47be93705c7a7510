/** How Maestro reads a duration: the seconds it makes of a text, and whether it passed over part of it. */
export interface ParsedDuration {
  readonly milliseconds: number;
  readonly isPartly: boolean;
}

const part = /(\d+) ?(days?|d|hours?|h|minutes?|min|milliseconds?|ms|seconds?|sec|s)/gi;

const unitMilliseconds: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, s: 1_000 };

function unitOf(word: string): number {
  const unit = word.toLowerCase();
  if (unit === "ms" || unit.startsWith("milli")) return 1;
  if (unit.startsWith("min")) return 60_000;
  return unitMilliseconds[unit.charAt(0)] ?? 0;
}

/** A whole number of seconds, else the sum of all parts. */
export function parseDuration(text: string): ParsedDuration {
  const seconds = wholeOf(text);
  return seconds === undefined ? parseParts(text) : { milliseconds: seconds * 1_000, isPartly: false };
}

/** The number a text is for Maestro: digits with or without a sign, of at most 64 bits. */
export function wholeOf(text: string): number | undefined {
  return /^[+-]?\d+$/.test(text) && BigInt.asIntN(64, toBigInt(text)) === toBigInt(text) ? Number(text) : undefined;
}

function toBigInt(text: string): bigint {
  return BigInt(text.replace("+", ""));
}

/** Sums all parts `2h`, `30 min`, …; anything else in the text is passed over, bare numbers too. */
export function parseParts(text: string): ParsedDuration {
  let milliseconds = 0;
  const rest = text.replace(part, (_whole, count: string, unit: string) => {
    milliseconds += (wholeOf(count) ?? 0) * unitOf(unit);
    return " ";
  });
  return { milliseconds, isPartly: rest.trim() !== "" };
}
