/** A decimal number without sign: `d.ddd` times a power of ten. */
export interface Decimal {
  readonly digits: string;
  /** Power of ten of the first digit. */
  readonly exponent: number;
}

/** The shortest decimal that reads back as this double, which is not negative. */
export function doubleDigits(magnitude: number): Decimal {
  if (magnitude === 0) return { digits: "0", exponent: 0 };
  const [plain = "", exponent = "0"] = magnitude.toExponential().split("e");
  // Java looks among two-digit decimals even when one digit would do, and takes the closest.
  const mantissa = plain.length > 1 ? plain : (magnitude.toExponential(1).split("e")[0] ?? plain);
  const digits = mantissa.replace(".", "").replace(/(?<=.)0+$/, "");
  return { digits, exponent: Number(plain.length > 1 ? exponent : magnitude.toExponential(1).split("e")[1]) };
}

/** `Double.toString` of JDK 19 and later. */
export function doubleText(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e7) return Object.is(value, -0) ? "-0.0" : `${value}.0`;
  if (!Number.isFinite(value)) return String(value);
  const magnitude = Math.abs(value);
  // Here both languages write the shortest decimal in full.
  if (magnitude >= 1e-3 && magnitude < 1e7) return String(value);
  const sign = value < 0 ? "-" : "";
  const decimal = doubleDigits(magnitude);
  return `${sign}${decimal.digits[0]}.${decimal.digits.slice(1) || "0"}E${decimal.exponent}`;
}
