import type { Expr, Param, Type } from "@stave/ir-schema";
import { checkParams, simulate } from "@stave/runtime-local/core";
import { expect, it } from "vitest";
import { bundle, int, list, lit, op, param, str } from "../build.js";

const codes = (params: Record<string, Param>, given: Record<string, unknown>): string[] =>
  checkParams({ id: "w", params, steps: [] }, given).map(({ code, message }) => `${code} ${message}`);

it("evaluates defaults in whatever order they need each other", () => {
  const params: Record<string, Param> = {
    c: { type: "int", default: op("+", param("b"), param("a")) },
    b: { type: "int", default: op("*", param("a"), int(10)) },
    a: { type: "int", default: int(1) },
    f: { type: "float", default: int(2) },
    day: { type: "string", default: { kind: "run", field: "ds" } },
  };
  expect(simulate(bundle({ params, steps: [] }), { params: { a: 3 } }).result.params).toEqual({
    a: 3,
    b: 30,
    c: 33,
    f: 2,
    day: "2026-01-01",
  });
});

it("says which defaults need each other, and which has no value", () => {
  const circle: Record<string, Param> = {
    a: { type: "int", default: param("b") },
    b: { type: "int", default: param("a") },
  };
  expect(simulate(bundle({ params: circle, steps: [] })).result).toMatchObject({
    status: "failed",
    failures: [{ diagnostic: { code: "STV7106", message: 'The defaults of the params "a", "b" need each other.' } }],
  });
  const broken: Record<string, Param> = { a: { type: "int", default: op("%", int(1), int(0)) } };
  expect(simulate(bundle({ params: broken, steps: [] })).result.failures[0]?.diagnostic.code).toBe("STV7107");
});

it("finds everything that is wrong with the values given", () => {
  const params: Record<string, Param> = {
    n: { type: "int", min: 1, max: 5 },
    name: { type: "string", minLength: 2, pattern: "[a-z]+" },
    day: { type: "date", min: "2026-01-01" },
    fixed: { type: "int", mode: "constant", default: int(1) },
    items: { type: list("int"), maxLength: 2, default: lit(list("int"), []) },
  };
  expect(codes(params, { n: 9, name: "A1", day: "2025-12-31", fixed: 2, items: [1, 2, 3], extra: 1 })).toEqual([
    'STV7101 The workflow "w" has no param "extra".',
    'STV7104 The param "n" is 9, but at most 5 is expected.',
    'STV7104 The param "name" is "A1", but a text like /[a-z]+/ is expected.',
    'STV7104 The param "day" is "2025-12-31", but at least 2026-01-01 is expected.',
    'STV7105 The param "fixed" is constant and was given a value.',
    'STV7104 The param "items" is [1,2,3], but a length of at most 2 is expected.',
  ]);
  expect(codes(params, { n: "x", name: "ab" })).toEqual([
    'STV7103 The value of the param "n" does not fit its type: found "x", expected an int.',
    'STV7102 The param "day" of "w" has no default and was given no value.',
  ]);
});

it("says which bound is itself wrong", () => {
  expect(codes({ n: { type: "int", min: "PT1H" } }, { n: 1 })[0]).toContain(
    "at least PT1H, which is no value of its type,",
  );
  expect(codes({ s: { type: "string", pattern: "[" } }, { s: "a" })[0]).toContain(
    "/[/, which is no regular expression,",
  );
});

it("tells the facts of the run", () => {
  const fact = (field: Extract<Expr, { kind: "run" }>["field"], type: Type): Param => ({
    type,
    default: { kind: "run", field },
  });
  const params = {
    id: fact("id", "string"),
    start: fact("startTime", "timestamp"),
    logical: fact("logicalDate", "date"),
    from: fact("intervalStart", "timestamp"),
    end: fact("intervalEnd", "timestamp"),
    ds: fact("ds", "string"),
    short: fact("dsNodash", "string"),
  };
  expect(simulate(bundle({ params, steps: [] }), { logicalDate: "2025-12-24" }).result.params).toEqual({
    id: "simulated",
    start: "2026-01-01T00:00:00Z",
    logical: "2025-12-24",
    from: "2025-12-24T00:00:00Z",
    end: "2025-12-25T00:00:00Z",
    ds: "2025-12-24",
    short: "20251224",
  });
});

it("keeps exact ints", () => {
  const params: Record<string, Param> = {
    big: { type: "int" },
    next: { type: "int", default: op("+", param("big"), int(1)) },
  };
  const { result } = simulate(bundle({ params, steps: [] }), { params: { big: "9223372036854775806" } });
  expect(result.params).toEqual({ big: "9223372036854775806", next: "9223372036854775807" });
});

it("gives defaults the fields of the signal that started the run", () => {
  const field = { kind: "signal", from: "trigger", signal: "s", field: "day", type: "string" } as const;
  const params: Record<string, Param> = {
    day: { type: "string", default: { kind: "op", op: "+", args: [field, str("!")] } },
  };
  const trigger = [{ name: "s", fields: { day: "mon" } }];
  expect(simulate(bundle({ params, steps: [] }), { trigger }).result.params).toEqual({ day: "mon!" });
});
