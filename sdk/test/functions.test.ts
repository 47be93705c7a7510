import { readFileSync } from "node:fs";
import { fn } from "@stave/sdk";
import { expect, it } from "vitest";
import { functionTypes } from "../../scripts/generate-function-types.js";

it("checks in the types that the function table gives", () => {
  expect(readFileSync(new URL("../src/generated/functions.ts", import.meta.url), "utf8")).toBe(functionTypes());
});

it("computes on plain values outside a lambda", () => {
  expect(fn.len("a😀")).toBe(2);
  expect(fn.round(2.5)).toBe(2);
  expect(fn.sortBy([3, -1, 2], (n) => -n)).toEqual([3, 2, -1]);
  expect(fn.groupBy(["ant", "bee", "ape"], (word) => word.slice(0, 1))).toEqual({ a: ["ant", "ape"], b: ["bee"] });
  expect(() => fn.floordiv(1, 0)).toThrow("1 has no int remainder or whole quotient by 0.");
});
