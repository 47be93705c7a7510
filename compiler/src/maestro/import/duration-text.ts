const units = [
  [86_400, "D"],
  [3_600, "H"],
  [60, "M"],
  [1, "S"],
] as const;

/** Whole seconds as an ISO-8601 duration. */
export function durationText(seconds: number): string {
  let rest = Math.max(0, Math.trunc(seconds));
  const parts = units.map(([size, letter]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count === 0 ? "" : `${count}${letter}`;
  });
  const [days, ...time] = parts;
  const clock = time.join("");
  if (days === "" && clock === "") return "PT0S";
  return `P${days}${clock === "" ? "" : `T${clock}`}`;
}
