import { trim } from "./text.js";

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[fFdD]?$/;
const HEXADECIMAL = /^([+-]?)0[xX]([0-9a-fA-F]*)\.?([0-9a-fA-F]*)[pP]([+-]?\d+)[fFdD]?$/;
const SPECIAL = /^([+-]?)(NaN|Infinity)$/;

/** `Double.parseDouble`; undefined when it is not a number. */
export function parseDouble(text: string): number | undefined {
  const trimmed = trim(text);
  if (DECIMAL.test(trimmed)) return Number(trimmed.replace(/[fFdD]$/, ""));
  const special = SPECIAL.exec(trimmed);
  if (special !== null) return special[2] === "NaN" ? Number.NaN : special[1] === "-" ? -Infinity : Infinity;
  const hexadecimal = HEXADECIMAL.exec(trimmed);
  if (hexadecimal === null) return undefined;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = hexadecimal;
  if (whole + fraction === "") return undefined;
  const magnitude = scaled(BigInt(`0x${whole}${fraction}`), Number(exponent) - 4 * fraction.length);
  return sign === "-" ? -magnitude : magnitude;
}

/** `mantissa * 2^exponent`, rounded once, ties to even. */
function scaled(mantissa: bigint, exponent: number): number {
  if (mantissa === 0n) return 0;
  const length = mantissa.toString(2).length;
  if (length + exponent > 1024) return Infinity;
  if (length + exponent < -1075) return 0;
  const kept = Math.min(53, length + exponent + 1074);
  const dropped = length - kept;
  if (dropped <= 0) return timesPowerOfTwo(Number(mantissa), exponent);
  const shift = BigInt(dropped);
  const quotient = mantissa >> shift;
  const rest = mantissa - (quotient << shift);
  const half = 1n << (shift - 1n);
  const up = rest > half || (rest === half && (quotient & 1n) === 1n);
  return timesPowerOfTwo(Number(up ? quotient + 1n : quotient), exponent + dropped);
}

/** Exact as long as the result is a double; `2 ** exponent` alone could leave the range. */
function timesPowerOfTwo(value: number, exponent: number): number {
  const step = Math.trunc(exponent / 2);
  return value * 2 ** step * 2 ** (exponent - step);
}
