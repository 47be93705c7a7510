import fc from "fast-check";
import { expect, it } from "vitest";
import { parseDouble } from "../../src/sel/java/double-parse.js";
import { doubleText } from "../../src/sel/java/double-text.js";
import {
  addLong,
  divideLong,
  type Long,
  multiplyLong,
  negateLong,
  parseLong,
  remainderLong,
  subtractLong,
  toInt32,
  toLong,
} from "../../src/sel/java/long.js";
import { power } from "../../src/sel/java/power.js";

const long = fc.oneof(
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.bigInt({ min: -1000n, max: 1000n }),
  fc.constantFrom(2n ** 53n, -(2n ** 53n), 2n ** 53n - 1n, 2n ** 63n - 1n, -(2n ** 63n), 2n ** 31n),
);

const OPERATIONS: readonly [(a: Long, b: Long) => Long, (a: bigint, b: bigint) => bigint][] = [
  [addLong, (a, b) => a + b],
  [subtractLong, (a, b) => a - b],
  [multiplyLong, (a, b) => a * b],
  [(a, b) => divideLong(a, b === 0 ? 1 : b), (a, b) => a / (b === 0n ? 1n : b)],
  [(a, b) => remainderLong(a, b === 0 ? 1 : b), (a, b) => a % (b === 0n ? 1n : b)],
  [(a) => negateLong(a), (a) => -a],
];

it("computes as a wrapping 64-bit integer, and holds each value in one way only", () => {
  fc.assert(
    fc.property(long, long, fc.constantFrom(...OPERATIONS), (a, b, [ours, exact]) => {
      const result = ours(toLong(a), toLong(b));
      expect(result).toBe(toLong(exact(a, b)));
      expect(Object.is(result, -0)).toBe(false);
      expect(toInt32(result)).toBe(Number(BigInt.asIntN(32, BigInt(result))));
    }),
    { numRuns: 2000 },
  );
});

it("reads longs of any digits that fit, and nothing else", () => {
  expect(parseLong("+0009223372036854775807")).toBe(2n ** 63n - 1n);
  expect(parseLong("-9223372036854775808")).toBe(-(2n ** 63n));
  expect(parseLong("٣")).toBe(3);
  for (const text of ["", "-", " 5", "5 ", "1_000", "9223372036854775808", "0x1", "1e3", "5.0"]) {
    expect(parseLong(text)).toBeUndefined();
  }
});

it.each([
  [100, "100.0"],
  [1e7, "1.0E7"],
  [9999999.5, "9999999.5"],
  [0.001, "0.001"],
  [0.0001, "1.0E-4"],
  [-0, "-0.0"],
  [5e-324, "4.9E-324"],
  [2e23, "2.0E23"],
  [1.7976931348623157e308, "1.7976931348623157E308"],
  [123456789.125, "1.23456789125E8"],
  [Number.NaN, "NaN"],
  [-Infinity, "-Infinity"],
])("prints the double %d as Java does", (value, text) => {
  expect(doubleText(value)).toBe(text);
});

it("reads back every double it prints", () => {
  fc.assert(
    fc.property(fc.double(), (value) => {
      expect(parseDouble(doubleText(value))).toBe(value);
    }),
  );
});

it.each([
  [" 1.5d\n", 1.5],
  [".5f", 0.5],
  ["5.", 5],
  ["0x1.8p1", 3],
  ["0x.8p0", 0.5],
  ["0x1p-1075", 0],
  ["0x1.0000000000001p-1075", 5e-324],
  ["0x1.fffffffffffff8p1023", Infinity],
  ["-Infinity", -Infinity],
])("reads the double %j", (text, value) => {
  expect(parseDouble(text)).toBe(value);
});

it("reads no double out of other texts", () => {
  for (const text of ["", "1_0", "1,5", "infinity", "0x1", "1e", "--1", "٣.5"])
    expect(parseDouble(text)).toBeUndefined();
});

it("rounds powers correctly", () => {
  expect(power(0.530287, 10)).toBe(0.0017583681357272475);
  expect(power(0.5, 0.05)).toBe(0.9659363289248456);
  expect(power(-8, 3)).toBe(-512);
  expect(power(2, -1074)).toBe(5e-324);
  expect(power(10, 308.5)).toBe(Infinity);
  expect(power(-2, 0.5)).toBeNaN();
});

it("gives powers that are exact exactly", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 6 }), (base, exponent) => {
      expect(power(base, exponent)).toBe(Number(BigInt(base) ** BigInt(exponent)));
    }),
  );
});
