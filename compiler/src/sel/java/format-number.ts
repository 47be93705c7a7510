import { doubleDigits } from "./double-text.js";
import { illegal } from "./failure.js";
import type { FormatSpec } from "./format-spec.js";

function leadingSign(negative: boolean, flags: string): string {
  if (negative) return flags.includes("(") ? "(" : "-";
  return flags.includes("+") ? "+" : flags.includes(" ") ? " " : "";
}

const trailingSign = (negative: boolean, flags: string): string => (negative && flags.includes("(") ? ")" : "");

function grouped(digits: string, flags: string): string {
  if (!flags.includes(",")) return digits;
  const [whole = "", fraction] = digits.split(".");
  const commas = whole.replace(/\B(?=(?:\d{3})+$)/g, ",");
  return fraction === undefined ? commas : `${commas}.${fraction}`;
}

/** A number between its signs, filled with zeros to the width when asked for. */
function signed(spec: FormatSpec, negative: boolean, digits: string, tail = ""): string {
  const [before, after] = [leadingSign(negative, spec.flags), trailingSign(negative, spec.flags)];
  const room = spec.width - before.length - after.length - tail.length;
  const body = grouped(digits, spec.flags);
  return before + (spec.flags.includes("0") ? body.padStart(room, "0") : body) + tail + after;
}

function radixText(spec: FormatSpec, value: bigint, bits: number): string {
  const bad = [..."( +"].find((flag) => spec.flags.includes(flag));
  if (bad !== undefined) illegal(`the flag ${bad} does not go with %${spec.conversion}`);
  const octal = spec.conversion === "o";
  const prefix = spec.flags.includes("#") ? (octal ? "0" : "0x") : "";
  const digits = BigInt.asUintN(bits, value).toString(octal ? 8 : 16);
  const padded = spec.flags.includes("0") ? digits.padStart(spec.width - prefix.length, "0") : digits;
  return prefix + padded;
}

export function integerText(spec: FormatSpec, value: bigint, bits: number): string {
  if (spec.conversion !== "d") return radixText(spec, value, bits);
  return signed(spec, value < 0n, String(value < 0n ? -value : value));
}

/** Digits after rounding half up, and the power of ten of the first. */
interface Rounded {
  readonly digits: string;
  readonly exponent: number;
}

/** Keeps `count` digits of the shortest decimal, as Java does; it does not look at the exact binary value. */
function roundDigits(digits: string, exponent: number, count: number): Rounded {
  if (count >= digits.length || count < 0) return { digits, exponent };
  if ((digits[count] ?? "0") < "5") return { digits: digits.slice(0, count), exponent };
  const kept = count === 0 ? "" : digits.slice(0, count);
  const up = String(BigInt(kept || "0") + 1n);
  return up.length > kept.length ? { digits: up, exponent: exponent + 1 } : { digits: up, exponent };
}

function fixedText({ digits, exponent }: Rounded, precision: number): string {
  const whole = exponent < 0 ? "0" : digits.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  const fraction = exponent < 0 ? "0".repeat(-exponent - 1) + digits : digits.slice(exponent + 1);
  return precision === 0 ? whole : `${whole}.${fraction.slice(0, precision).padEnd(precision, "0")}`;
}

function fixed(spec: FormatSpec, magnitude: number, precision: number): string {
  const { digits, exponent } = doubleDigits(magnitude);
  const rounded = roundDigits(digits, exponent, exponent + 1 + precision);
  const text = fixedText(rounded, precision);
  return spec.flags.includes("#") && precision === 0 ? `${text}.` : text;
}

function exponentText(exponent: number): string {
  return `e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
}

function scientific(spec: FormatSpec, negative: boolean, magnitude: number, precision: number): string {
  const { digits, exponent } = doubleDigits(magnitude);
  const rounded = roundDigits(digits, exponent, precision + 1);
  const fraction = rounded.digits.slice(1, precision + 1).padEnd(precision, "0");
  const point = precision > 0 || spec.flags.includes("#") ? "." : "";
  const power = exponentText(magnitude === 0 ? 0 : rounded.exponent);
  return signed(spec, negative, `${rounded.digits[0]}${point}${fraction}`, power);
}

function general(spec: FormatSpec, negative: boolean, magnitude: number): string {
  const precision = spec.precision < 0 ? 6 : spec.precision || 1;
  if (magnitude === 0) return signed(spec, negative, fixedText({ digits: "0", exponent: 0 }, precision - 1));
  const { digits, exponent } = doubleDigits(magnitude);
  const rounded = roundDigits(digits, exponent, precision);
  if (rounded.exponent < -4 || rounded.exponent >= precision) {
    return scientific(spec, negative, magnitude, precision - 1);
  }
  return signed(spec, negative, fixedText(rounded, precision - rounded.exponent - 1));
}

function hexadecimal(spec: FormatSpec, negative: boolean, magnitude: number): string {
  const sign = leadingSign(negative, spec.flags);
  const precision = spec.precision < 0 ? -1 : spec.precision || 1;
  const text = hexDigits(magnitude, precision);
  // Java fills up to the width before it knows of the zeros that the precision adds.
  const filled = spec.flags.includes("0") ? text.padStart(spec.width - 2 - sign.length, "0") : text;
  const [mantissa = "", power = ""] = filled.split("p");
  const missing = precision - (mantissa.length - mantissa.indexOf(".") - 1);
  return `${sign}0x${mantissa}${"0".repeat(Math.max(0, missing))}p${power}`;
}

/** `Double.toHexString` without its prefix; a precision rounds to that many digits, ties to even. */
function hexDigits(magnitude: number, precision: number): string {
  if (magnitude === 0) return "0.0p0";
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, magnitude);
  const bits = view.getBigUint64(0);
  const subnormal = bits >> 52n === 0n;
  const exponent = subnormal ? -1022 : Number(bits >> 52n) - 1023;
  const significand = (bits & 0xfffffffffffffn) | (subnormal ? 0n : 0x10000000000000n);
  if (precision < 0 || precision >= 13) {
    const digits = (significand & 0xfffffffffffffn)
      .toString(16)
      .padStart(13, "0")
      .replace(/(?<=.)0+$/, "");
    return `${subnormal ? 0 : 1}.${digits}p${exponent}`;
  }
  return roundedHex(subnormal ? significand << BigInt(53 - significand.toString(2).length) : significand, {
    exponent: subnormal ? exponent - (53 - significand.toString(2).length) : exponent,
    precision,
  });
}

function roundedHex(significand: bigint, { exponent, precision }: { exponent: number; precision: number }): string {
  const dropped = BigInt(52 - 4 * precision);
  const half = 1n << (dropped - 1n);
  const quotient = significand >> dropped;
  const rest = significand & ((1n << dropped) - 1n);
  const up = rest > half || (rest === half && (quotient & 1n) === 1n);
  const rounded = up ? quotient + 1n : quotient;
  const carried = rounded >> BigInt(4 * precision) === 2n;
  const fraction = carried ? 0n : rounded & ((1n << BigInt(4 * precision)) - 1n);
  const digits = fraction
    .toString(16)
    .padStart(precision, "0")
    .replace(/(?<=.)0+$/, "");
  return `1.${digits}p${carried ? exponent + 1 : exponent}`;
}

export function floatText(spec: FormatSpec, value: number): string {
  if (Number.isNaN(value)) return "NaN";
  const negative = value < 0 || Object.is(value, -0);
  const magnitude = Math.abs(value);
  if (magnitude === Infinity) {
    return `${leadingSign(negative, spec.flags)}Infinity${trailingSign(negative, spec.flags)}`;
  }
  const precision = spec.precision < 0 ? 6 : spec.precision;
  switch (spec.conversion) {
    case "e":
      return scientific(spec, negative, magnitude, precision);
    case "f":
      return signed(spec, negative, fixed(spec, magnitude, precision));
    case "g":
      return general(spec, negative, magnitude);
    default:
      return hexadecimal(spec, negative, magnitude);
  }
}
