/** A Java `long`: a number while it is a safe integer, a bigint beyond; never both for one value, so `===` compares. */
export type Long = number | bigint;

const SAFE = BigInt(Number.MAX_SAFE_INTEGER);

/** The largest and smallest values. */
export const LONG_MAX: Long = 0x7fffffffffffffffn;
export const LONG_MIN: Long = -0x8000000000000000n;

/** Wraps to 64 bits and picks the representation. */
export function toLong(value: bigint): Long {
  if (value <= SAFE && value >= -SAFE) return Number(value);
  const wrapped = BigInt.asIntN(64, value);
  return wrapped <= SAFE && wrapped >= -SAFE ? Number(wrapped) : wrapped;
}

export function addLong(left: Long, right: Long): Long {
  if (typeof left === "number" && typeof right === "number") {
    const sum = left + right;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return toLong(BigInt(left) + BigInt(right));
}

export function subtractLong(left: Long, right: Long): Long {
  if (typeof left === "number" && typeof right === "number") {
    const difference = left - right;
    if (Number.isSafeInteger(difference)) return difference;
  }
  return toLong(BigInt(left) - BigInt(right));
}

export function multiplyLong(left: Long, right: Long): Long {
  if (typeof left === "number" && typeof right === "number") {
    const product = left * right;
    if (Number.isSafeInteger(product)) return product + 0;
  }
  return toLong(BigInt(left) * BigInt(right));
}

/** Truncates toward zero; the divisor is not 0. */
export function divideLong(left: Long, right: Long): Long {
  if (typeof left === "number" && typeof right === "number") return Math.trunc(left / right) + 0;
  return toLong(BigInt(left) / BigInt(right));
}

/** Keeps the sign of the dividend; the divisor is not 0. */
export function remainderLong(left: Long, right: Long): Long {
  if (typeof left === "number" && typeof right === "number") return (left % right) + 0;
  return toLong(BigInt(left) % BigInt(right));
}

export function negateLong(value: Long): Long {
  return typeof value === "number" ? 0 - value : toLong(-value);
}

export function earlier(left: Long, right: Long): Long {
  if (left < right) return left;
  return right;
}

export function later(left: Long, right: Long): Long {
  if (left > right) return left;
  return right;
}

/** Java's `(int) value`. */
export function toInt32(value: Long): number {
  return typeof value === "number" ? value | 0 : Number(BigInt.asIntN(32, value));
}

const LONG_TEXT = /^[+-]?\d+$/;

/** `Long.parseLong` for ASCII and other decimal digits; undefined when it is not a number or does not fit. */
export function parseLong(text: string): Long | undefined {
  const ascii = asciiDigits(text);
  if (!LONG_TEXT.test(ascii)) return undefined;
  if (ascii.length <= 15) return Number(ascii) + 0;
  const digits = ascii.replace(/^[+-]?0*/, "");
  if (digits.length > 19) return undefined;
  const value = BigInt(`${ascii.startsWith("-") ? "-" : ""}${digits || "0"}`);
  return BigInt.asIntN(64, value) === value ? toLong(value) : undefined;
}

const OTHER_DIGIT = /[\u0080-\uffff]/g;
const IS_DIGIT = /\p{Nd}/u;

/** Replaces every decimal digit of the basic plane by the ASCII one, as `Character.digit` reads them. */
export function asciiDigits(text: string): string {
  return text.replace(OTHER_DIGIT, (unit) => (IS_DIGIT.test(unit) ? String(digitValue(unit.charCodeAt(0))) : unit));
}

/** Decimal digits come in runs of ten; the start of the run is found by walking back. */
function digitValue(codeUnit: number): number {
  let value = 0;
  while (value < 9 && IS_DIGIT.test(String.fromCharCode(codeUnit - value - 1))) value += 1;
  return value;
}
