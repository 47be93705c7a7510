const PIECE = /(\d+) ?(milliseconds?|ms|days?|d|hours?|h|min(?:utes?)?|s(?:ec(?:onds?)?)?)/gi;
const seconds: readonly (readonly [unit: RegExp, seconds: number])[] = [
  [/^m(illi)?s/i, 0.001],
  [/^d/i, 86_400],
  [/^h/i, 3600],
  [/^m/i, 60],
  [/^s/i, 1],
];

/** Whether two durations of the server mean the same time: seconds, or its own text such as `1h 30min`. */
export function sameDuration(a: unknown, b: unknown): boolean {
  const [left, right] = [secondsOf(a), secondsOf(b)];
  return left !== undefined && left === right;
}

function secondsOf(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value !== "string" || value.includes("$")) return undefined;
  const total = [...value.matchAll(PIECE)].reduce((sum, [, count, unit]) => sum + Number(count) * unitOf(unit), 0);
  return total > 0 ? total : undefined;
}

function unitOf(unit: string | undefined): number {
  return seconds.find(([pattern]) => pattern.test(unit ?? ""))?.[1] ?? 0;
}
