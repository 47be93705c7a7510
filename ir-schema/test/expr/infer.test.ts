import {
  type Expr,
  foldExpr,
  formatExpr,
  formatType,
  inferExpr,
  isAssignable,
  joinTypes,
  type Type,
} from "@stave/ir-schema";
import { expect, it } from "vitest";
import { call, float, fn, literal, name, op, toExpr } from "../../src/expr/example.js";

const param = (text: string): Expr => ({ kind: "param", name: text });
const row: Type = { kind: "struct", name: "Row", fields: { id: "int", note: "string" }, optional: ["note"] };
const types: Readonly<Record<string, Type>> = {
  n: "int",
  x: "float",
  s: "string",
  day: "date",
  maybe: { kind: "nullable", of: "int" },
  ns: { kind: "list", of: "int" },
  row,
  someone: { kind: "nullable", of: row },
  mode: { kind: "enum", of: "string", values: ["fast", "slow"] },
};
const scope = {
  param: (text: string): Type | undefined => types[text],
  output: (): undefined => undefined,
  loop: (): undefined => undefined,
};
const nothing = literal("null", null);
const field = (of: Expr, text: string): Expr => ({ kind: "field", of, name: text });

const messages: readonly (readonly [expr: Expr, pointer: string, message: string])[] = [
  [op("-", param("s"), 1), "", "`-` needs two numbers, but finds string (`s`) and int (`1`)."],
  [
    op("<", param("day"), param("n")),
    "",
    "`<` needs two numbers, texts, dates or durations, but finds date (`day`) and int (`n`).",
  ],
  [op("+", param("maybe"), 1), "/args/0", "`maybe` is int or null, so `+` may meet null."],
  [field(param("row"), "nmae"), "", "Row has no field `nmae`."],
  [field(param("someone"), "id"), "/of", "`someone` is Row or null, so `.id` may meet null."],
  [op("==", param("s"), param("n")), "", "string (`s`) and int (`n`) are never equal."],
  [op("==", param("mode"), "quick"), "", '"quick" is none of "fast" | "slow", so this comparison never holds.'],
  [op("==", param("ns"), param("ns")), "", "`===` compares values of type list<int> by identity in JavaScript."],
  [call("upper", param("n")), "/args/0", "Argument 1 of `upper` is int (`n`), but string is expected."],
  [call("uper", param("s")), "", "The library has no function `uper`."],
  [
    call("slice", param("s"), 1, 2, 3),
    "",
    "`slice` is given 4 arguments, but is `slice(text: string, start?: int, end?: int): string` or `slice(items: list<T>, start?: int, end?: int): list<T>`.",
  ],
  [
    call("map", param("ns"), fn(["v"], op("-", name("v"), param("s")))),
    "/args/1/body",
    "`-` needs two numbers, but finds int (`v`) and string (`s`).",
  ],
  [
    call("filter", param("ns"), fn(["v"], name("v"))),
    "/args/1/body",
    "A condition is int (`v`), but a bool is expected.",
  ],
  [
    { kind: "if", cond: param("n"), then: toExpr(1), else: toExpr(2) },
    "/cond",
    "A condition is int (`n`), but a bool is expected.",
  ],
  [
    { kind: "if", cond: toExpr(true), then: toExpr(1), else: toExpr("a") },
    "",
    "The branches are int and string, which no one type covers.",
  ],
  [{ kind: "text", parts: ["a ", param("ns")] }, "/parts/1", "`ns` is list<int>, which has no one text."],
  [op("??", param("n"), 1), "/args/0", "`n` is int, never null, so its fallback is never used."],
];

it.each(messages)("says what is wrong, where, in the user's words: %#", (expr, pointer, message) => {
  const { diagnostics } = inferExpr(expr, scope);
  expect(diagnostics.map((item) => [item.at.pointer, item.message])).toEqual([[pointer, message]]);
});

it("stays silent about what it does not know, and about all that depends on it", () => {
  const unknown = param("nobody");
  const expr = call("upper", op("+", op("-", unknown, "a"), call("slice", unknown, "b")));
  const { type, diagnostics } = inferExpr(call("upper", op("*", unknown, 2)), scope);
  expect({ type, diagnostics }).toEqual({ type: "string", diagnostics: [] });
  expect(inferExpr(expr, scope).diagnostics.map(({ at }) => at.pointer)).toEqual(["/args/0/args/1/args/1"]);
});

const flowing: readonly (readonly [expr: Expr, type: Type])[] = [
  [op("and", op("!=", param("maybe"), nothing), op(">", param("maybe"), 1)), "bool"],
  [op("or", op("==", param("maybe"), nothing), op(">", param("maybe"), 1)), "bool"],
  [op("and", op("not", op("==", param("maybe"), nothing)), op(">", param("maybe"), 1)), "bool"],
  [{ kind: "if", cond: op("==", nothing, param("maybe")), then: toExpr(0), else: op("*", param("maybe"), 2) }, "int"],
  [
    {
      kind: "if",
      cond: op("!=", field(param("row"), "note"), nothing),
      then: field(param("row"), "note"),
      else: param("s"),
    },
    "string",
  ],
  [op("??", param("maybe"), float(0.5)), "float"],
  [call("reduce", param("ns"), fn(["sum", "v"], op("+", name("sum"), op("/", name("v"), 2))), 0), "float"],
  [call("mathMax", { kind: "list", items: [param("n"), param("x")] }), "float"],
  [call("at", param("ns"), 0), { kind: "nullable", of: "int" }],
  [
    { kind: "list", items: [] },
    { kind: "list", of: { kind: "enum", of: "string", values: [] } },
  ],
  [call("concat", { kind: "list", items: [] }, param("ns")), { kind: "list", of: "int" }],
];

it.each(flowing)("follows types through tests, fallbacks and functions: %#", (expr, type) => {
  expect(inferExpr(expr, scope)).toEqual({ type, diagnostics: [] });
});

it("forgets a test where the name is bound anew", () => {
  const inner = call("map", param("ns"), fn(["v"], op("+", name("v"), 1)));
  const tested = { kind: "if", cond: op("!=", name("v"), nothing), then: inner, else: param("ns") } as const;
  const expr: Expr = { kind: "let", name: "v", value: param("maybe"), in: tested };
  expect(inferExpr(expr, scope).diagnostics).toEqual([]);
  const nullable = call("map", { kind: "list", items: [param("maybe")] }, fn(["v"], op("+", name("v"), 1)));
  const shadowed: Expr = { ...expr, in: { ...tested, then: nullable } };
  expect(inferExpr(shadowed, scope).diagnostics.map(({ code }) => code)).toEqual(["STV2007"]);
});

it("assigns as values do", () => {
  const list = (of: Type): Type => ({ kind: "list", of });
  const closed = (fields: Record<string, Type>, optional: string[] = []): Type => ({
    kind: "struct",
    fields,
    optional,
  });
  const yes: [Type, Type][] = [
    ["int", "float"],
    ["int", { kind: "nullable", of: "float" }],
    ["null", { kind: "nullable", of: "int" }],
    [types["mode"] as Type, "string"],
    ["string", { kind: "format", of: "string", format: "path" }],
    [list("int"), list("float")],
    [closed({ a: "int" }), closed({ a: "float", b: "string" }, ["b"])],
    ["date", "json"],
  ];
  const no: [Type, Type][] = [
    ["float", "int"],
    ["json", "string"],
    [{ kind: "nullable", of: "int" }, "int"],
    ["string", types["mode"] as Type],
    [
      { kind: "format", of: "string", format: "uuid" },
      { kind: "format", of: "string", format: "path" },
    ],
    [closed({ a: "int", b: "int" }), closed({ a: "int" })],
    [closed({ a: "int" }, ["a"]), closed({ a: "int" })],
    ["string", "date"],
  ];
  expect(yes.map(([from, to]) => isAssignable(from, to))).toEqual(yes.map(() => true));
  expect(no.map(([from, to]) => isAssignable(from, to))).toEqual(no.map(() => false));
});

it("joins types and names them as a person would", () => {
  const joined = joinTypes(
    { kind: "struct", fields: { a: "int" } },
    { kind: "struct", fields: { a: "float", b: "string" } },
  );
  expect(joined && formatType(joined)).toBe("{ a: float, b?: string }");
  expect(joinTypes("int", "string")).toBeUndefined();
  expect(joinTypes("null", "date")).toEqual({ kind: "nullable", of: "date" });
  expect(formatType({ kind: "map", of: { kind: "nullable", of: row } })).toBe("map<Row or null>");
});

it("computes constant parts and reports what certainly fails", () => {
  const seconds = op("*", param("n"), op("*", 60, 60));
  expect(formatExpr(foldExpr(seconds).expr)).toBe("n * 3600");
  expect(foldExpr(call("map", [1, 2], fn(["v"], op("*", name("v"), 2)))).expr).toEqual(
    literal({ kind: "list", of: "int" }, [2, 4]),
  );
  const { diagnostics } = foldExpr(op("+", 1, op("%", 5, 0)));
  expect(diagnostics.map(({ code, at }) => [code, at.pointer])).toEqual([["STV2502", "/args/1"]]);
  const lazy = { kind: "if", cond: op(">", param("n"), 0), then: op("%", 1, 0), else: toExpr(1) } as const;
  expect(foldExpr(lazy).diagnostics).toEqual([]);
});

it("writes an expression as a lambda would", () => {
  const expr = op(
    "and",
    op("or", op("==", param("s"), "a"), op("not", param("b"))),
    op(">=", op("*", op("+", 1, param("n")), 2), 3),
  );
  expect(formatExpr(expr)).toBe('(s === "a" || !b) && (1 + n) * 2 >= 3');
  expect(formatExpr(call("map", param("ns"), fn(["v"], { kind: "text", parts: ["$", name("v"), "`"] })))).toBe(
    "fn.map(ns, (v) => `$${v}\\``)",
  );
});
