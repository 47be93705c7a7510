import { scaled } from "./double-bits.js";
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
