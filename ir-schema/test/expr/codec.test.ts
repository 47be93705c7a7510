import { checkValue, decodeValue, ExprError, encodeValue, type Json, type Type } from "@stave/ir-schema";
import { expect, it } from "vitest";

const point: Type = { kind: "struct", name: "Point", fields: { x: "float", tag: "string" }, optional: ["tag"] };

const good: readonly (readonly [type: Type, json: Json])[] = [
  ["int", 9007199254740991],
  ["int", "9223372036854775807"],
  ["int", "-9223372036854775808"],
  ["float", 0.1],
  ["float", "NaN"],
  ["float", "-Infinity"],
  ["date", "2026-01-31"],
  ["timestamp", "2026-01-31T06:00:00.25Z"],
  ["duration", "-PT1H30M"],
  ["json", { a: [1, null, { b: 0.5 }] }],
  ["null", null],
  [{ kind: "nullable", of: "date" }, null],
  [{ kind: "list", of: { kind: "list", of: "bool" } }, [[true], []]],
  [
    { kind: "map", of: "int" },
    { a: 1, "": 2 },
  ],
  [point, { x: 1.5 }],
  [point, { x: 1.5, tag: "a" }],
  [{ kind: "enum", of: "int", values: [1, 2] }, 2],
];

it.each(good)("reads and writes %o alike", (type, json) => {
  expect(encodeValue(decodeValue(json, type), type)).toEqual(json);
  expect(checkValue(json, type)).toBeUndefined();
});

const bad: readonly (readonly [type: Type, json: Json, path: string, found: string, expected: string])[] = [
  ["int", 1.5, "", "1.5", "an int"],
  ["int", "1e3", "", '"1e3"', "an int"],
  ["int", "9223372036854775808", "", '"9223372036854775808"', "an int"],
  ["int", 9007199254740992, "", "9007199254740992", "an int"],
  ["float", "1.5", "", '"1.5"', "a float"],
  ["bool", 1, "", "1", "a bool"],
  ["date", "2026-02-30", "", '"2026-02-30"', 'a date such as "2026-01-31"'],
  ["timestamp", "2026-01-31 06:00", "", '"2026-01-31 06:00"', 'a timestamp such as "2026-01-31T06:00:00Z"'],
  ["duration", "P1M", "", '"P1M"', 'a duration such as "PT1H30M"'],
  [{ kind: "list", of: "int" }, [1, "x"], "/1", '"x"', "an int"],
  [{ kind: "map", of: "int" }, { "a/b": null }, "/a~1b", "null", "an int"],
  [point, { tag: "a" }, "/x", "nothing", "float"],
  [point, { x: 1, z: 2 }, "/z", 'the field "z"', "one of x, tag"],
  [point, [], "", "a list", "Point"],
  [{ kind: "enum", of: "string", values: ["a", "b"] }, "c", "", '"c"', '"a" | "b"'],
  ["string", undefined, "", "nothing", "a string"],
];

it.each(bad)("names what is wrong with %o: %o", (type, json, path, found, expected) => {
  expect(checkValue(json, type)).toEqual({ path, found, expected });
  expect(() => decodeValue(json, type)).toThrow(ExprError);
});

it("reads other spellings and writes one", () => {
  const written = (json: Json, type: Type): Json => encodeValue(decodeValue(json, type), type);
  expect(written("2026-01-31T07:00:00+01:00", "timestamp")).toBe("2026-01-31T06:00:00Z");
  expect(written("P1DT90M", "duration")).toBe("PT25H30M");
  expect(written("7", "int")).toBe(7);
  expect(encodeValue(5n, "float")).toBe(5);
});

it("keeps keys that objects treat in their own way", () => {
  const json = JSON.parse('{"__proto__": 1, "constructor": 2}') as Json;
  const map = decodeValue(json, { kind: "map", of: "int" });
  expect(JSON.stringify(encodeValue(map, { kind: "map", of: "int" }))).toBe('{"__proto__":1,"constructor":2}');
  expect(checkValue(json, { kind: "struct", fields: { x: "int" } })?.found).toBe('the field "__proto__"');
});
