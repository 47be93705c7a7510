/** Reads a Python number: `bigint` for integers, `number` for floats, `undefined` for complex ones. */
export function readNumberLiteral(source: string): number | bigint | undefined {
  const text = source.replaceAll("_", "").toLowerCase();
  if (text.endsWith("j")) return undefined;
  if (/^0[xob]/.test(text) || /^\d+$/.test(text)) return BigInt(text);
  const value = Number(text);
  return Number.isNaN(value) ? undefined : value;
}
