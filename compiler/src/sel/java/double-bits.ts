/** A double without its sign: `mantissa * 2^exponent`. */
export interface Binary {
  readonly mantissa: bigint;
  readonly exponent: number;
}

/** Takes a finite double apart. */
export function binaryOf(value: number): Binary {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0) & 0x7fff_ffff_ffff_ffffn;
  const exponent = Number(bits >> 52n);
  const fraction = bits & 0xf_ffff_ffff_ffffn;
  return exponent === 0
    ? { mantissa: fraction, exponent: -1074 }
    : { mantissa: fraction | 0x10_0000_0000_0000n, exponent: exponent - 1075 };
}

/** `mantissa * 2^exponent`, rounded once, ties to even. */
export function scaled(mantissa: bigint, exponent: number): number {
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
