const pattern = /^(-)?P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
const millisOf = [604_800_000, 86_400_000, 3_600_000, 60_000, 1000];

/** The milliseconds of an ISO-8601 duration of weeks, days, hours, minutes and seconds; undefined for any other text. */
export function durationMillis(text: string): number | undefined {
  const match = pattern.exec(text);
  if (match === null || text.endsWith("P") || text.endsWith("T")) return undefined;
  const total = millisOf.reduce((sum, millis, index) => sum + Number(match[index + 2] ?? 0) * millis, 0);
  return Math.round(match[1] === undefined ? total : -total);
}
