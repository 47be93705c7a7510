import { expect, it } from "vitest";
import { convertResult, type ParamType } from "../../src/sel/eval/convert-result.js";
import type { TypedValue } from "../../src/sel/eval/typed-value.js";

const converted = (type: TypedValue["type"], value: unknown, declared: ParamType): unknown => {
  const result = convertResult({ type, value }, declared);
  return result.ok ? result.value : "refused";
};

it("makes text of every scalar", () => {
  expect(converted("LONG", "7", "STRING")).toBe("7");
  expect(converted("DOUBLE", "100000000", "STRING")).toBe("1.0E8");
  expect(converted("BOOLEAN", true, "STRING")).toBe("true");
  expect(converted("STRING", null, "STRING")).toBe("refused");
  expect(converted("LONG_ARRAY", ["1"], "STRING")).toBe("refused");
});

it("reads whole numbers only from text", () => {
  expect(converted("STRING", "+5", "LONG")).toBe("5");
  expect(converted("STRING", "5.0", "LONG")).toBe("refused");
  expect(converted("STRING", "9223372036854775808", "LONG")).toBe("refused");
  expect(converted("DOUBLE", "5", "LONG")).toBe("refused");
});

it("makes doubles of numbers and decimal text, never of what is no number", () => {
  expect(converted("LONG", "3", "DOUBLE")).toBe("3.0");
  expect(converted("STRING", "1e3", "DOUBLE")).toBe("1000.0");
  expect(converted("STRING", "1.5f", "DOUBLE")).toBe("refused");
  expect(converted("STRING", " 1", "DOUBLE")).toBe("refused");
  expect(converted("DOUBLE", "NaN", "DOUBLE")).toBe("refused");
  expect(converted("DOUBLE", "Infinity", "DOUBLE")).toBe("refused");
  expect(converted("BOOLEAN", true, "DOUBLE")).toBe("refused");
});

it("reads true and false in any case", () => {
  expect(converted("STRING", "TRUE", "BOOLEAN")).toBe(true);
  expect(converted("STRING", "False", "BOOLEAN")).toBe(false);
  expect(converted("STRING", "yes", "BOOLEAN")).toBe("refused");
  expect(converted("LONG", "1", "BOOLEAN")).toBe("refused");
});

it("makes text of the items of any array, and converts no other array", () => {
  expect(converted("DOUBLE_ARRAY", ["1", "2.5"], "STRING_ARRAY")).toEqual(["1.0", "2.5"]);
  expect(converted("BOOLEAN_ARRAY", [true], "STRING_ARRAY")).toEqual(["true"]);
  expect(converted("LONG_ARRAY", ["1"], "DOUBLE_ARRAY")).toBe("refused");
  expect(converted("LONG_ARRAY", ["1"], "LONG_ARRAY")).toEqual(["1"]);
});

it("takes maps for both kinds of map", () => {
  const value = { a: { type: "LONG", value: "1" } };
  expect(converted("MAP", value, "STRING_MAP")).toEqual(value);
  expect(converted("MAP", null, "MAP")).toBe("refused");
  expect(converted("STRING", "{}", "MAP")).toBe("refused");
});
