const POSITIONS: ReadonlySet<string> = new Set(["start", "end", "operatorStart"]);

/** A tree as text without its positions; bigints are written as such. */
export function withoutSpans(tree: unknown): string {
  return JSON.stringify(tree, (key, value: unknown) => {
    if (POSITIONS.has(key)) return undefined;
    if (typeof value === "bigint") return `${value}n`;
    return typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
  });
}
