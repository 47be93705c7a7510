import { fails, float, gives, listOf } from "../example.js";
import { exprError } from "../expr-error.js";
import type { FunctionEntry, FunctionGroup } from "../function-entry.js";
import { asNumber, checkedInt, intFromFloat } from "../number.js";
import { roundDecimal, roundHalfEven } from "../rounding.js";
import { selRefuses, selStatements, selText } from "../sel-text.js";
import type { Value } from "../value.js";

type Num = number | bigint;

const noMath = selRefuses("its Math has only min, max and pow");

/** A whole number from a float, by a rule of JavaScript's Math; an int stays as it is. */
const rounding =
  (name: string, round: (value: number) => number) =>
  (value: Num): Value =>
    typeof value === "bigint" ? value : intFromFloat(round(value), () => `${name}(${value})`);

/** A function of one float that Math has by the same name. */
function mathFunction(name: string, doc: string, examples: FunctionEntry["examples"], python?: string): FunctionEntry {
  const compute = (Math as unknown as Record<string, (value: number) => number>)[name] as (value: number) => number;
  return {
    signatures: [`${name}(value: float): float`],
    doc,
    evaluate: (value: Num) => compute(asNumber(value)),
    js: { global: `Math.${name}` },
    ...(python !== undefined && { python: { name: `math.${python}` } }),
    sel: name === "sqrt" ? selText((value) => `(${value} < 0 ? 0.0 / 0.0 : Math.pow(${value}, 0.5))`) : noMath,
    examples,
  };
}

function floorDivideNumbers(left: Num, right: Num): Value {
  if (asNumber(right) === 0) throw exprError("int-remainder-by-zero", { dividend: String(left) });
  if (typeof left !== "bigint" || typeof right !== "bigint") return floorDivideFloats(asNumber(left), asNumber(right));
  const quotient = left / right;
  const isBelow = left % right !== 0n && left < 0n !== right < 0n;
  return checkedInt(isBelow ? quotient - 1n : quotient, () => `floordiv(${left}, ${right})`);
}

/** As CPython computes it, so that infinities and rounding agree. */
function floorDivideFloats(left: number, right: number): number {
  const rest = left % right;
  const quotient = (left - rest) / right - (rest !== 0 && rest < 0 !== right < 0 ? 1 : 0);
  if (quotient === 0) return left / right < 0 ? -0 : 0;
  const floor = Math.floor(quotient);
  return quotient - floor > 0.5 ? floor + 1 : floor;
}

function modNumbers(left: number, right: number): number {
  const rest = left % right;
  if (rest === 0) return right < 0 ? -0 : 0;
  return rest < 0 !== right < 0 ? rest + right : rest;
}

function pythonMod(left: Num, right: Num): Value {
  if (asNumber(right) === 0) throw exprError("int-remainder-by-zero", { dividend: String(left) });
  if (typeof left !== "bigint" || typeof right !== "bigint") return modNumbers(asNumber(left), asNumber(right));
  const rest = left % right;
  return rest !== 0n && rest < 0n !== right < 0n ? rest + right : rest;
}

function extreme(values: readonly Num[], pick: (...values: number[]) => number): Value {
  if (values.length === 0 || values.some((value) => typeof value === "number")) return pick(...values.map(asNumber));
  const ints = values as readonly bigint[];
  const isLow = pick === Math.min;
  return ints.reduce((best, value) => ((isLow ? value < best : value > best) ? value : best));
}

function mathExtreme(name: "min" | "max", doc: string, examples: FunctionEntry["examples"]): FunctionEntry {
  const infinite = name === "min" ? "Infinity" : "-Infinity";
  return {
    signatures: [`math${name === "min" ? "Min" : "Max"}(values: list<N>): N`],
    doc: `${doc} As \`Math.${name}\`: NaN when one is NaN; an empty list gives ${infinite}, which as the result of an int expression is an error.`,
    evaluate: (values: readonly Num[]) => extreme(values, name === "min" ? Math.min : Math.max),
    sel: selStatements,
    examples,
  };
}

/** Functions of numbers. */
export const numberFunctions: FunctionGroup = {
  title: "Numbers",
  doc: "An int is an exact 64-bit integer: what does not fit is an error, never a wrong number.",
  functions: {
    abs: {
      signatures: ["abs(value: N): N"],
      doc: "The size without its sign.",
      evaluate: (value: Num) =>
        typeof value === "bigint" ? checkedInt(value < 0n ? -value : value, () => `abs(${value})`) : Math.abs(value),
      js: { global: "Math.abs" },
      python: { name: "abs", code: "abs(a)" },
      sel: selText((value) => `(${value} < 0 ? 0 - ${value} : ${value})`),
      examples: () => [
        gives([-3], 3),
        gives([2.5], 2.5),
        gives([float(-0.5)], 0.5),
        fails([-9223372036854775808n], "int-overflow"),
      ],
    },
    ceil: {
      signatures: ["ceil(value: N): int"],
      doc: "The smallest int that is not below.",
      evaluate: rounding("ceil", Math.ceil),
      js: { global: "Math.ceil" },
      python: { name: "math.ceil", code: '__import__("math").ceil(a)' },
      sel: selStatements,
      examples: () => [gives([1.2], 2), gives([-1.2], -1), gives([3], 3), fails([float(1e300)], "int-overflow")],
    },
    floor: {
      signatures: ["floor(value: N): int"],
      doc: "The largest int that is not above.",
      evaluate: rounding("floor", Math.floor),
      js: { global: "Math.floor" },
      python: { name: "math.floor", code: '__import__("math").floor(a)' },
      sel: selStatements,
      examples: () => [gives([1.8], 1), gives([-1.2], -2), gives([3], 3), fails([float(Number.NaN)], "int-overflow")],
    },
    trunc: {
      signatures: ["trunc(value: N): int"],
      doc: "The int without the fraction, toward zero.",
      evaluate: rounding("trunc", Math.trunc),
      js: { global: "Math.trunc" },
      python: { name: "int", code: "int(a)" },
      sel: selStatements,
      examples: () => [
        gives([1.8], 1),
        gives([-1.8], -1),
        gives([4], 4),
        fails([float(Number.POSITIVE_INFINITY)], "int-overflow"),
      ],
    },
    mathRound: {
      signatures: ["mathRound(value: N): int"],
      doc: "The nearest int; a half goes up, as `Math.round` does.",
      evaluate: rounding("Math.round", Math.round),
      js: { global: "Math.round" },
      sel: selStatements,
      examples: () => [gives([2.5], 3), gives([-2.5], -2), gives([2.4], 2), gives([7], 7)],
    },
    round: {
      signatures: ["round(value: N): int", "round(value: float, digits: int): float"],
      doc: "The nearest int, or the nearest float of so many digits; a half goes to the even neighbour, as Python does.",
      evaluate: (value: Num, digits?: bigint) =>
        digits === undefined
          ? typeof value === "bigint"
            ? value
            : intFromFloat(roundHalfEven(value), () => `round(${value})`)
          : roundDecimal(asNumber(value), Number(digits)),
      python: { name: "round", code: "round(a, b) if b is not None else round(a)" },
      sel: selStatements,
      examples: () => [
        gives([2.5], 2),
        gives([3.5], 4),
        gives([-0.5], 0),
        gives([2.675, 2], 2.67),
        gives([float(1234.5), -2], 1200),
        gives([0.125, 2], 0.12),
      ],
    },
    sign: {
      signatures: ["sign(value: N): N"],
      doc: "-1, 0 or 1.",
      evaluate: (value: Num) =>
        typeof value === "bigint" ? (value < 0n ? -1n : value > 0n ? 1n : 0n) : Math.sign(value),
      js: { global: "Math.sign" },
      sel: selStatements,
      examples: () => [gives([-7], -1), gives([0], 0), gives([2.5], 1)],
    },
    sqrt: mathFunction("sqrt", "The square root; NaN below 0.", () => [
      gives([9], 3),
      gives([2.25], 1.5),
      gives([-1], "NaN"),
    ]),
    cbrt: mathFunction("cbrt", "The cube root.", () => [gives([27], 3), gives([-8], -2)]),
    exp: mathFunction("exp", "e to the power.", () => [gives([0], 1)], "exp"),
    log: mathFunction("log", "The natural logarithm; -Infinity at 0, NaN below.", () => [
      gives([1], 0),
      gives([0], "-Infinity"),
    ]),
    log2: mathFunction("log2", "The logarithm to base 2.", () => [gives([8], 3)]),
    log10: mathFunction("log10", "The logarithm to base 10.", () => [gives([1000], 3)]),
    sin: mathFunction("sin", "The sine of an angle in radians.", () => [gives([0], 0)], "sin"),
    cos: mathFunction("cos", "The cosine of an angle in radians.", () => [gives([0], 1)], "cos"),
    tan: mathFunction("tan", "The tangent of an angle in radians.", () => [gives([0], 0)], "tan"),
    asin: mathFunction("asin", "The angle of a sine.", () => [gives([0], 0), gives([2], "NaN")]),
    acos: mathFunction("acos", "The angle of a cosine.", () => [gives([1], 0)]),
    atan: mathFunction("atan", "The angle of a tangent.", () => [gives([0], 0)], "atan"),
    atan2: {
      signatures: ["atan2(y: float, x: float): float"],
      doc: "The angle of a point.",
      evaluate: (y: Num, x: Num) => Math.atan2(asNumber(y), asNumber(x)),
      js: { global: "Math.atan2" },
      python: { name: "math.atan2" },
      sel: noMath,
      examples: () => [gives([0, 1], 0)],
    },
    pow: {
      signatures: ["pow(base: float, exponent: float): float"],
      doc: "The power as a float; the operator `**` keeps ints exact.",
      evaluate: (base: Num, exponent: Num) => asNumber(base) ** asNumber(exponent),
      js: { global: "Math.pow" },
      sel: selText((base, exponent) => `Math.pow(${base}, ${exponent})`),
      examples: () => [gives([2, 10], 1024), gives([2, -1], 0.5), gives([float(0), 0], 1)],
    },
    hypot: {
      signatures: ["hypot(x: float, y: float): float"],
      doc: "The length of the diagonal.",
      evaluate: (x: Num, y: Num) => Math.hypot(asNumber(x), asNumber(y)),
      js: { global: "Math.hypot" },
      sel: noMath,
      examples: () => [gives([3, 4], 5)],
    },
    mathMin: mathExtreme("min", "The smallest.", () => [
      gives([[3, 1, 2]], 1),
      gives([[0.5, 2]], 0.5),
      gives([listOf("float", [])], "Infinity"),
      fails([listOf("int", [])], "int-overflow"),
    ]),
    mathMax: mathExtreme("max", "The largest.", () => [
      gives([[3, 1, 2]], 3),
      gives([[0.5, float(Number.NaN)]], "NaN"),
      gives([listOf("float", [])], "-Infinity"),
    ]),
    floordiv: {
      signatures: ["floordiv(dividend: N, divisor: N): N"],
      doc: "The quotient rounded down, as Python's `//`; division by 0 is an error.",
      evaluate: floorDivideNumbers,
      python: { name: "//", code: "a // b" },
      sel: selStatements,
      examples: () => [
        gives([7, 2], 3),
        gives([-7, 2], -4),
        gives([7, -2], -4),
        gives([7.5, 2], 3),
        fails([1, 0], "int-remainder-by-zero"),
        fails([-9223372036854775808n, -1], "int-overflow"),
      ],
    },
    mod: {
      signatures: ["mod(dividend: N, divisor: N): N"],
      doc: "The remainder with the sign of the divisor, as Python's `%`; the operator `%` keeps the dividend's sign.",
      evaluate: pythonMod,
      python: { name: "%", code: "a % b" },
      sel: selStatements,
      examples: () => [
        gives([7, 3], 1),
        gives([-7, 3], 2),
        gives([7, -3], -2),
        gives([-7.5, 2], 0.5),
        fails([1, 0], "int-remainder-by-zero"),
      ],
    },
    clamp: {
      signatures: ["clamp(value: N, low: N, high: N): N"],
      doc: "The value, not below `low` and not above `high`.",
      evaluate: (value: Num, low: Num, high: Num) => (value < low ? low : value > high ? high : value),
      sel: selText((value, low, high) => `(${value} < ${low} ? ${low} : (${value} > ${high} ? ${high} : ${value}))`),
      examples: () => [gives([5, 0, 3], 3), gives([-1, 0, 3], 0), gives([0.5, 0, 1], 0.5)],
    },
    isNaN: {
      signatures: ["isNaN(value: N): bool"],
      doc: "True for the float NaN only.",
      evaluate: (value: Num) => Number.isNaN(value),
      js: { global: "Number.isNaN" },
      python: { name: "math.isnan", code: '__import__("math").isnan(a)' },
      sel: selText((value) => `(${value} != ${value})`),
      examples: () => [gives([float(Number.NaN)], true), gives([1.5], false), gives([1], false)],
    },
    isFinite: {
      signatures: ["isFinite(value: N): bool"],
      doc: "False for NaN and the infinities.",
      evaluate: (value: Num) => typeof value === "bigint" || Number.isFinite(value),
      js: { global: "Number.isFinite" },
      python: { name: "math.isfinite", code: '__import__("math").isfinite(a)' },
      sel: selText((value) => `(${value} - ${value} == 0)`),
      examples: () => [gives([1.5], true), gives([float(Number.POSITIVE_INFINITY)], false), gives([1], true)],
    },
    isInteger: {
      signatures: ["isInteger(value: N): bool"],
      doc: "True for an int and for a float without fraction.",
      evaluate: (value: Num) => typeof value === "bigint" || Number.isInteger(value),
      js: { global: "Number.isInteger" },
      sel: selText((value) => `(${value} - ${value} == 0 && ${value} % 1 == 0)`),
      examples: () => [gives([3], true), gives([float(3)], true), gives([3.5], false)],
    },
    toFixed: {
      signatures: ["toFixed(value: N, digits?: int): string"],
      doc: "The number with so many digits after the point, 0 to 100.",
      evaluate: (value: Num, digits = 0n) => fixedText(value, digits),
      js: { method: "toFixed" },
      sel: selRefuses("its formatting rounds the shortest decimal text, not the exact value"),
      examples: () => [
        gives([1.005, 2], "1.00"),
        gives([2.5], "3"),
        gives([3, 2], "3.00"),
        fails([1.5, 101], "bad-argument"),
      ],
    },
    gcd: {
      signatures: ["gcd(left: int, right: int): int"],
      doc: "The greatest common divisor, 0 for two zeros.",
      evaluate: (left: bigint, right: bigint) => {
        const size = (value: bigint): bigint => (value < 0n ? -value : value);
        let [a, b] = [size(left), size(right)];
        while (b > 0n) [a, b] = [b, a % b];
        return checkedInt(a, () => `gcd(${left}, ${right})`);
      },
      python: { name: "math.gcd", code: '__import__("math").gcd(a, b)' },
      sel: selStatements,
      examples: () => [gives([12, 18], 6), gives([0, 0], 0), gives([-4, 6], 2)],
    },
  },
};

function fixedText(value: Num, digits: bigint): string {
  if (digits < 0n || digits > 100n) {
    throw exprError("bad-argument", { fn: "toFixed", problem: `${digits} digits are not 0 to 100` });
  }
  if (typeof value === "number") return value.toFixed(Number(digits));
  return digits === 0n ? String(value) : `${value}.${"0".repeat(Number(digits))}`;
}
