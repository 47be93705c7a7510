import { binaryOf, scaled } from "./double-bits.js";

// Fixed-point numbers with this many bits behind the point; doubles need 53 of them.
const BITS = 192;
const ONE = 1n << BigInt(BITS);
const SHIFT = BigInt(BITS);

const multiply = (left: bigint, right: bigint): bigint => (left * right) >> SHIFT;

/** ln((1 + z) / (1 - z)) for small z. */
function logRatio(z: bigint): bigint {
  const square = multiply(z, z);
  let power = z;
  let sum = 0n;
  for (let term = 1n; power !== 0n && power !== -1n; term += 2n) {
    sum += power / term;
    power = multiply(power, square);
  }
  return sum * 2n;
}

const LN2 = logRatio(ONE / 3n);

function bitLength(value: bigint): number {
  return value.toString(2).length;
}

/** The logarithm to base 2 of a positive double. */
function log2(value: number): bigint {
  const { mantissa, exponent } = binaryOf(value);
  const length = bitLength(mantissa);
  const fixed = mantissa << BigInt(BITS - length);
  const above = fixed * fixed * 2n >= ONE * ONE;
  const near = above ? fixed : fixed * 2n;
  const whole = BigInt(exponent + length - (above ? 0 : 1));
  const ratio = ((near - ONE) << SHIFT) / (near + ONE);
  return (whole << SHIFT) + (logRatio(ratio) << SHIFT) / LN2;
}

const HALVINGS = 12n;

/** 2 to a fixed-point power between 0 and 1. */
function exp2(fraction: bigint): bigint {
  const small = multiply(fraction, LN2) >> HALVINGS;
  let sum = ONE;
  let power = ONE;
  for (let term = 1n; power > 0n; term += 1n) {
    power = multiply(power, small) / term;
    sum += power;
  }
  for (let halving = 0n; halving < HALVINGS; halving += 1n) sum = multiply(sum, sum);
  return sum;
}

const LARGEST_EXACT = 32;

function positivePower(base: number, exponent: number): number {
  const estimate = Math.log2(base) * exponent;
  if (estimate > 1100) return Infinity;
  if (estimate < -1200) return 0;
  if (Number.isInteger(exponent) && exponent > 0 && exponent <= LARGEST_EXACT) {
    const { mantissa, exponent: scale } = binaryOf(base);
    return scaled(mantissa ** BigInt(exponent), scale * exponent);
  }
  const { mantissa, exponent: scale } = binaryOf(exponent);
  const product = log2(base) * (exponent < 0 ? -mantissa : mantissa);
  const power = scale >= 0 ? product << BigInt(scale) : product >> BigInt(-scale);
  const whole = power >> SHIFT;
  return scaled(exp2(power - (whole << SHIFT)), Number(whole) - BITS);
}

/** `Math.pow`, rounded correctly; JavaScript's own is off by a unit now and then. */
export function power(base: number, exponent: number): number {
  const plain = base ** exponent;
  const magnitude = Math.abs(base);
  const simple = magnitude === 0 || magnitude === 1 || exponent === 0 || Number.isNaN(plain);
  if (simple || !Number.isFinite(base) || !Number.isFinite(exponent)) return plain;
  const result = positivePower(magnitude, exponent);
  return plain < 0 || Object.is(plain, -0) ? -result : result;
}
