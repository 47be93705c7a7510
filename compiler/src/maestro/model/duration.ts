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

/** Sums all parts `2h`, `30 min`, …; anything else in the text is passed over. */
export function parseDuration(text: string): ParsedDuration {
  if (/^\d+$/.test(text)) return { milliseconds: Number(text) * 1_000, isPartly: false };
  let milliseconds = 0;
  const rest = text.replace(part, (_whole, count: string, unit: string) => {
    milliseconds += Number(count) * unitOf(unit);
    return " ";
  });
  return { milliseconds, isPartly: rest.trim() !== "" };
}
