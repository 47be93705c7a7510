import type { Expr, Json, Operator, Type } from "@stave/ir-schema";
import { literal, poolsByType } from "./pools.js";
import { type Env, outcomeOf, type Vector } from "./vector.js";

const op = (operator: Operator, ...args: Expr[]): Expr => ({ kind: "op", op: operator, args });
const int = (value: Json): Expr => literal("int", value);
const text = (value: string): Expr => literal("string", value);
const bool = (value: boolean): Expr => literal("bool", value);
const param = (name: string): Expr => ({ kind: "param", name });
const output = (step: string, name: string): Expr => ({ kind: "output", step, name });
const name = (variable: string): Expr => ({ kind: "var", name: variable });
const call = (fn: string, ...args: Expr[]): Expr => ({ kind: "call", fn, args });
const nothing: Expr = literal("null", null);

const pool = (type: string): readonly Expr[] => poolsByType[type] as readonly Expr[];
const operands: readonly Expr[] = [
  ...[...pool("int").slice(0, 7), ...pool("int").slice(9)],
  ...[...pool("float").slice(0, 4), ...pool("float").slice(9)],
  ...pool("string").slice(0, 4),
  ...[bool(true), bool(false), literal("date", "2026-01-31"), literal("date", "2024-02-29")],
  ...[literal("timestamp", "2026-01-31T06:30:15Z"), literal("duration", "PT1H"), literal("duration", "PT60M"), nothing],
  ...[literal({ kind: "nullable", of: "int" }, 3), literal({ kind: "list", of: "int" }, [1])],
];
const binary: readonly Operator[] = [
  "+",
  "-",
  "*",
  "/",
  "%",
  "**",
  "<",
  "<=",
  ">",
  ">=",
  "==",
  "!=",
  "and",
  "or",
  "??",
];

type Untitled = Omit<Vector, "id">;

function found(expr: Expr, env?: Env): Untitled {
  return { expr, ...(env !== undefined && { env }), ...outcomeOf(expr, env) };
}

/** Each operator over pairs of values of every type, well-typed or not. */
function operatorVectors(): Untitled[] {
  const vectors: Untitled[] = [];
  for (const [row, operator] of binary.entries()) {
    for (const [left, first] of operands.entries()) {
      for (const [right, second] of operands.entries()) {
        const isNumbers = left < 18 && right < 18;
        if ((left * 7 + right * 11 + row) % (isNumbers ? 4 : 9) === 0) vectors.push(found(op(operator, first, second)));
      }
    }
  }
  return [...vectors, ...operands.flatMap((operand) => [found(op("neg", operand)), found(op("not", operand))])];
}

const boom = op("==", op("%", int(1), int(0)), int(0));
const maybe: Type = { kind: "nullable", of: "int" };
const row: Type = { kind: "struct", fields: { id: "int", name: "string", tag: "string" }, optional: ["tag"] };

const env: Env = {
  params: {
    n: { type: "int", value: 4 },
    none: { type: maybe, value: null },
    some: { type: maybe, value: 5 },
    row: { type: row, value: { id: 1, name: "a" } },
    rows: {
      type: { kind: "list", of: row },
      value: [
        { id: 1, name: "a" },
        { id: 2, name: "b", tag: "t" },
      ],
    },
    nobody: { type: { kind: "nullable", of: row }, value: null },
    mode: { type: { kind: "enum", of: "string", values: ["fast", "slow"] }, value: "fast" },
    path: { type: { kind: "format", of: "string", format: "path" }, value: "/a/b" },
    any: { type: "json", value: { a: [1, { b: "x" }] } },
  },
  outputs: {
    "fit.auc": { type: "float", value: 0.9 },
    "extra.auc": { type: "float", skipped: true },
    "other.auc": { type: "int", value: 1 },
  },
  loops: { "each.city": { type: "string", value: "seattle" } },
  signals: { "table_ready.table": { type: "string", value: "t1" } },
  run: {
    id: { type: "string", value: "r-1" },
    ds: { type: "string", value: "2026-01-31" },
    startTime: { type: "timestamp", value: "2026-01-31T06:00:00Z" },
  },
};

const choose = (cond: Expr, then: Expr, otherwise: Expr): Expr => ({ kind: "if", cond, then, else: otherwise });
const joined = (...parts: (string | Expr)[]): Expr => ({ kind: "text", parts });
const field = (of: Expr, part: string): Expr => ({ kind: "field", of, name: part });
const at = (of: Expr, index: Expr): Expr => ({ kind: "index", of, index });
const bind = (variable: string, value: Expr, inside: Expr): Expr => ({
  kind: "let",
  name: variable,
  value,
  in: inside,
});
const counts: Expr = {
  kind: "map",
  entries: [{ key: { kind: "literal", type: "string", value: "a" }, value: int(1) }],
};
const list = (...items: Expr[]): Expr => ({ kind: "list", items });
const firstOf = (...options: Expr[]): Expr => ({ kind: "firstOf", options });
const signal: Expr = { kind: "signal", from: "trigger", signal: "table_ready", field: "table", type: "string" };
const loop: Expr = { kind: "loop", step: "each", name: "city" };
const run = (part: "id" | "ds" | "startTime" | "logicalDate"): Expr => ({ kind: "run", field: part });

/** Only what is needed is evaluated; types flow through tests for null. */
const flow: readonly Expr[] = [
  op("and", bool(false), boom),
  op("and", bool(true), boom),
  op("or", bool(true), boom),
  op("or", bool(false), boom),
  op("??", param("some"), op("%", int(1), int(0))),
  op("??", param("none"), op("%", int(1), int(0))),
  op("??", param("none"), int(7)),
  op("??", param("n"), int(7)),
  choose(bool(true), int(1), op("%", int(1), int(0))),
  choose(bool(false), int(1), literal("float", 2.5)),
  choose(bool(true), int(1), text("x")),
  choose(int(1), int(1), int(2)),
  choose(op("!=", param("none"), nothing), op("+", param("none"), int(1)), int(0)),
  choose(op("==", param("some"), nothing), int(0), op("*", param("some"), int(2))),
  op("and", op("!=", param("some"), nothing), op(">", param("some"), int(3))),
  op("or", op("==", param("none"), nothing), op(">", param("none"), int(3))),
  op("or", op("!=", param("none"), nothing), op(">", param("none"), int(3))),
  op("and", op("not", op("==", param("some"), nothing)), op(">", param("some"), int(3))),
  op("+", param("some"), int(1)),
  op("==", param("some"), int(5)),
  op("==", param("none"), nothing),
  choose(param("none"), int(1), int(2)),
  ...["a", "z"].flatMap((key) => [
    op("??", field(counts, key), int(7)),
    op("==", field(counts, key), nothing),
    op("!=", nothing, field(counts, key)),
    field(counts, key),
  ]),
  op("??", at(counts, text("z")), int(7)),
];

const references: readonly Expr[] = [
  ...[param("n"), output("fit", "auc"), loop, signal, run("id"), run("startTime"), run("ds")],
  ...[output("extra", "auc"), firstOf(output("extra", "auc"), output("fit", "auc")), firstOf(output("extra", "auc"))],
  firstOf(output("extra", "auc"), output("other", "auc"), output("fit", "auc")),
  firstOf(op("+", output("extra", "auc"), int(1)), literal("float", 0.5)),
  firstOf(at(list(), int(0)), int(1)),
  ...[
    param("mode"),
    op("==", param("mode"), text("fast")),
    op("+", param("mode"), text("!")),
    param("path"),
    joined(param("path"), "/c"),
  ],
  op(">", output("fit", "auc"), literal("float", 0.8)),
  joined(run("ds"), "/", loop, "/", output("fit", "auc")),
];

const structures: readonly Expr[] = [
  ...[
    list(),
    list(int(1), literal("float", 2.5)),
    list(int(1), text("a")),
    list(nothing, int(1)),
    list(list(), list(int(1))),
  ],
  { kind: "list", of: "float", items: [int(1)] },
  { kind: "list", of: "int", items: [literal("float", 1.5)] },
  { kind: "map", entries: [] },
  {
    kind: "map",
    entries: [
      { key: text("a"), value: int(1) },
      { key: text("a"), value: int(2) },
    ],
  },
  { kind: "map", entries: [{ key: int(1), value: int(1) }] },
  { kind: "struct", fields: { a: int(1), b: text("x") } },
  field({ kind: "struct", fields: { a: int(1) } }, "a"),
  field({ kind: "struct", fields: { a: int(1) } }, "z"),
  ...[
    field(param("row"), "id"),
    field(param("row"), "tag"),
    op("??", field(param("row"), "tag"), text("-")),
    field(param("nobody"), "id"),
  ],
  choose(op("==", param("nobody"), nothing), text("-"), field(param("nobody"), "name")),
  choose(op("!=", field(param("row"), "tag"), nothing), call("upper", field(param("row"), "tag")), text("-")),
  ...[
    at(list(int(1), int(2)), int(1)),
    at(list(int(1)), int(1)),
    at(list(int(1)), int(-1)),
    at(list(int(1)), text("a")),
  ],
  ...[
    at(text("abc"), int(1)),
    at(text("abc"), int(9)),
    at(int(1), int(0)),
    field(text("abc"), "length"),
    field(list(int(1)), "length"),
  ],
  ...[field(literal("date", "2026-01-31"), "year"), field(literal("date", "2026-01-31"), "hour")],
  at(literal({ kind: "map", of: "int" }, { a: 1 }), text("a")),
  at(literal({ kind: "map", of: "int" }, { a: 1 }), text("b")),
  field(literal({ kind: "map", of: "int" }, { a: 1 }), "a"),
  ...[
    field(param("any"), "a"),
    at(field(param("any"), "a"), int(0)),
    field(at(field(param("any"), "a"), int(1)), "b"),
    at(param("any"), text("z")),
  ],
];

const names: readonly Expr[] = [
  bind("x", int(2), op("*", name("x"), name("x"))),
  bind("x", int(2), bind("x", op("+", name("x"), int(1)), name("x"))),
  name("x"),
  bind("x", int(1), name("y")),
  bind(
    "x",
    int(10),
    call("map", list(int(1), int(2)), { kind: "fn", params: ["x"], body: op("+", name("x"), int(1)) }),
  ),
  bind(
    "k",
    int(10),
    call("map", list(int(1), int(2)), { kind: "fn", params: ["x"], body: op("*", name("x"), name("k")) }),
  ),
  call("map", list(int(1), int(2)), { kind: "fn", params: ["x", "i"], body: list(name("i"), name("x")) }),
  call("map", list(int(1)), { kind: "fn", params: ["x", "i", "z"], body: name("x") }),
  call("flatMap", list(int(1), int(2)), {
    kind: "fn",
    params: ["x"],
    body: call("map", list(int(1), int(2)), { kind: "fn", params: ["y"], body: op("*", name("x"), name("y")) }),
  }),
  call(
    "reduce",
    list(literal("float", 0.5)),
    { kind: "fn", params: ["s", "x"], body: op("+", name("s"), name("x")) },
    int(0),
  ),
  call("reduce", list(int(1)), { kind: "fn", params: ["s", "x"], body: text("no") }, int(0)),
  call("filter", list(int(1)), { kind: "fn", params: ["x"], body: name("x") }),
  call("find", param("rows"), { kind: "fn", params: ["r"], body: op("==", field(name("r"), "name"), text("b")) }),
  call("map", param("rows"), { kind: "fn", params: ["r"], body: op("??", field(name("r"), "tag"), text("none")) }),
  { kind: "fn", params: ["x"], body: name("x") },
  call("noSuchFunction", int(1)),
  call("uper", text("a")),
  call("upper"),
  call("upper", text("a"), text("b")),
];

const literals: readonly Expr[] = [
  ...[
    int("9223372036854775808"),
    int(1.5),
    int("12"),
    literal("float", "NaN"),
    literal("float", "x"),
    literal("date", "2026-02-30"),
  ],
  ...[
    literal("timestamp", "2026-01-31"),
    literal("duration", "P1M"),
    literal("bool", 1),
    literal("null", 0),
    literal("json", { a: [1] }),
  ],
  ...[literal({ kind: "list", of: "int" }, [1, "x"]), literal({ kind: "enum", of: "string", values: ["a"] }, "b")],
  literal({ kind: "nullable", of: "date" }, null),
  literal({ kind: "struct", fields: { a: "int" } }, { a: 1, b: 2 }),
  literal({ kind: "struct", fields: { a: "int" } }, {}),
  literal({ kind: "struct", fields: { a: "int" }, optional: ["a"] }, {}),
];

const printed: readonly Expr[] = operands.map((operand) => joined("<", operand, ">"));

const groups: Readonly<Record<string, () => readonly Untitled[]>> = {
  operators: operatorVectors,
  flow: () => flow.map((expr) => found(expr, env)),
  references: () => references.map((expr) => found(expr, env)),
  structures: () => structures.map((expr) => found(expr, env)),
  names: () => names.map((expr) => found(expr, env)),
  literals: () => literals.map((expr) => found(expr)),
  templates: () => printed.map((expr) => found(expr)),
};

/** The vectors of the language itself, by file. */
export function coreVectors(): Readonly<Record<string, readonly Vector[]>> {
  return Object.fromEntries(
    Object.entries(groups).map(([group, make]) => [
      group,
      make().map((vector, index) => ({ id: `${group}-${index + 1}`, ...vector })),
    ]),
  );
}
