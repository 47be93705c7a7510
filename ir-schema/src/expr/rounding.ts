/** The nearest whole number; a half goes to the even neighbour. */
export function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return rest < 0.5 ? floor : floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}

/** The nearest float of so many decimal digits, by the exact value of the float; a half goes to the even digit. */
export function roundDecimal(value: number, digits: number): number {
  if (!Number.isFinite(value) || digits > 323 || value === 0) return value;
  if (digits < -308) return value < 0 ? -0 : 0;
  const { numerator, denominator } = exactFraction(Math.abs(value));
  const scaled = digits >= 0 ? numerator * 10n ** BigInt(digits) : numerator;
  const unit = digits >= 0 ? denominator : denominator * 10n ** BigInt(-digits);
  const quotient = scaled / unit;
  const rest = 2n * (scaled % unit);
  const isUp = rest > unit || (rest === unit && quotient % 2n === 1n);
  const rounded = Number(`${quotient + (isUp ? 1n : 0n)}e${-digits}`);
  return value < 0 ? -rounded : rounded;
}

function exactFraction(value: number): { readonly numerator: bigint; readonly denominator: bigint } {
  let [size, denominator] = [value, 1n];
  while (!Number.isInteger(size)) {
    size *= 2;
    denominator *= 2n;
  }
  return { numerator: BigInt(size), denominator };
}
