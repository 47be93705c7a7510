import { RuntimeClientError } from "./errors.js";

/** A length of time: milliseconds, or as people write it (`"30s"`, `"1h 30min"`, `"500ms"`). */
export type Duration = number | string;

const unitMs: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  sec: 1000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};
const PIECE = /\s*(\d+(?:\.\d+)?)\s*(ms|sec|s|min|m|h|d)/y;

/** Milliseconds of a duration; anything unreadable is refused, never guessed. */
export function durationMs(duration: Duration, name: string): number {
  const ms = typeof duration === "number" ? duration : readPieces(duration);
  if (ms !== undefined && Number.isFinite(ms) && ms >= 0) return ms;
  throw new RuntimeClientError(
    "invalid-argument",
    `${name} is ${JSON.stringify(duration)}, but a duration is expected.`,
    { hint: 'Write milliseconds as a number, or a text such as "30s" or "1h 30min".' },
  );
}

function readPieces(text: string): number | undefined {
  let total = 0;
  let end = 0;
  const trimmed = text.trim();
  PIECE.lastIndex = 0;
  for (let match = PIECE.exec(trimmed); match !== null; match = PIECE.exec(trimmed)) {
    total += Number(match[1]) * (unitMs[match[2] as string] as number);
    end = PIECE.lastIndex;
  }
  return end > 0 && end === trimmed.length ? total : undefined;
}
