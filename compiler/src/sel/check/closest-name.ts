/** The edits between two names, where two letters the wrong way round are one. */
function distance(left: string, right: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const isSame = left[row - 1] === right[column - 1];
      const isSwapped =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      const swapped = isSwapped ? (beforeLast[column - 2] as number) + 1 : Number.POSITIVE_INFINITY;
      const changed = (last[column - 1] as number) + (isSame ? 0 : 1);
      const added = Math.min(last[column] as number, current[column - 1] as number) + 1;
      current.push(Math.min(changed, added, swapped));
    }
    beforeLast = last;
    last = current;
  }
  return last[right.length] as number;
}

const LONGEST_NAME = 60;

/** The name most like the one written, or undefined when none is close. */
export function closestName(written: string, names: Iterable<string>): string | undefined {
  if (written.length > LONGEST_NAME) return undefined;
  let best: string | undefined;
  let least = Math.max(1, Math.floor(written.length / 3)) + 1;
  for (const name of names) {
    if (Math.abs(name.length - written.length) >= least) continue;
    const cost = distance(written.toLowerCase(), name.toLowerCase());
    if (cost < least) {
      best = name;
      least = cost;
    }
  }
  return best;
}
