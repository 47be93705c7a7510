import fc from "fast-check";
import { expect, it } from "vitest";
import { canonicalText, parseJson, stringifyJson } from "../src/json.js";

const exact = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.string({ unit: "binary" }),
    fc.boolean(),
    fc.constant(null),
    fc.maxSafeInteger(),
    fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n - 1n }),
    fc.bigInt({ min: -(2n ** 63n), max: -(2n ** 53n) }),
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Number.isInteger(number)),
    fc.array(tie("value")),
    fc.dictionary(fc.string(), tie("value")),
  ),
})).value;

it("reads what it wrote, integers beyond 2^53 included", () => {
  fc.assert(
    fc.property(exact, (value) => {
      expect(parseJson(stringifyJson(value))).toEqual(value);
    }),
    { numRuns: 500 },
  );
});

it("reads every digit of a long and leaves numbers in strings alone", () => {
  const text = String.raw`{"id": 9223372036854775807, "text": "id 9223372036854775807 \" 12345678901234567890", "n": 1.5e20}`;
  expect(parseJson(text)).toEqual({
    id: 9223372036854775807n,
    text: 'id 9223372036854775807 " 12345678901234567890',
    n: 1.5e20,
  });
});

it("refuses what JSON refuses", () => {
  for (const text of ["", "{", '{"a":12345678901234567890,}', "<html>"])
    expect(() => parseJson(text)).toThrow(SyntaxError);
});

it("gives the same canonical text whatever the order of keys", () => {
  expect(canonicalText({ b: [1, { d: 2n ** 60n, c: undefined }], a: "x" })).toBe(
    `{"a":"x","b":[1,{"d":${2n ** 60n}}]}`,
  );
});
