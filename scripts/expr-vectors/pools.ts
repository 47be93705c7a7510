import type { Expr, Json, Type } from "@stave/ir-schema";

/** A literal. */
export const literal = (type: Type, value: Json): Expr => ({ kind: "literal", type, value });

const texts = [
  ...[
    "",
    "a",
    "stave",
    "Hello, World",
    "  pad\t",
    "a,b,,c",
    "ünïcødé",
    "😀x",
    "0042",
    "-7",
    "1.5e3",
    "2026-01-31",
    "a-b-a",
  ],
  ...["ßtraße", "x\ny\r\nz", "tail\n", "'q\"q\\", "100%"],
];
const ints: Json[] = [0, 1, -1, 2, 3, 7, -7, 10, 100, 9007199254740991, "9223372036854775807", "-9223372036854775808"];
const floats: Json[] = [0, 0.5, -0.5, 1.5, 2.5, -2.5, 0.1, 1e21, 1e-7, 123456.789, 3, "NaN", "Infinity", "-Infinity"];
const dates = [
  "2026-01-31",
  "2024-02-29",
  "2026-12-31",
  "1999-12-27",
  "2000-03-01",
  "0001-01-01",
  "9999-12-31",
  "2026-06-15",
];
const timestamps = [
  ...["2026-01-31T06:30:15Z", "1969-12-31T23:59:59.999Z", "2026-03-29T01:30:00Z", "2026-11-01T05:59:59Z"],
  ...["2024-02-29T00:00:00Z", "2026-07-01T23:30:00.123456Z"],
];
const durations = ["PT1H", "PT0S", "-PT90M", "PT36H", "PT0.5S", "PT168H", "PT1H30M15.25S"];

const intLists: Json[] = [[], [1], [3, 1, 2], [5, 5, -5], [0, 7, 7, 2, 9, 4]];
const floatLists: Json[] = [[], [0.5], [2.5, -1, 0.1], [1, 2, 3, 4]];
const textLists: Json[] = [[], ["a"], ["b", "a", "B"], ["x", "", "x", "ü"]];
const boolLists: Json[] = [[], [true], [false, true], [false, false]];
const dateLists: Json[] = [[], ["2026-01-31"], ["2026-01-31", "2024-02-29", "2025-01-01"]];
const maps: Json[] = [{}, { a: 1 }, { b: 2, a: 1, "7": 3 }, { x: 0, "": 5 }];
const jsons: Json[] = [null, true, 3, 0.5, "text", [1, "a", null], { a: [1], b: { c: "d" } }];

const list = (of: Type, values: readonly Json[]): Expr[] => values.map((value) => literal({ kind: "list", of }, value));
const scalars = (type: Type, values: readonly Json[]): Expr[] => values.map((value) => literal(type, value));

/** Values to try for a parameter, by its type as signatures write it. */
export const poolsByType: Readonly<Record<string, readonly Expr[]>> = {
  string: scalars("string", texts),
  int: scalars("int", ints),
  float: scalars("float", floats),
  bool: scalars("bool", [true, false]),
  date: scalars("date", dates),
  timestamp: scalars("timestamp", timestamps),
  duration: scalars("duration", durations),
  json: scalars("json", jsons),
  N: [...scalars("int", ints), ...scalars("float", floats)],
  C: [...scalars("int", [3, -1, 2]), ...scalars("int", [7]), ...scalars("float", [0.5, -2])],
  P: [
    ...scalars("int", [5, -1]),
    ...scalars("float", floats),
    ...scalars("bool", [true]),
    ...scalars("string", ["a", ""]),
    ...scalars("date", ["2026-01-31"]),
  ],
  T: [...scalars("int", [1, 2, 7]), ...scalars("int", [0])],
  "T?": scalars({ kind: "nullable", of: "int" }, [3, null]),
  "int?": [literal("null", null), ...scalars("int", [0, 1, -1, 2, -3, 9])],
  "list<N>": [...list("int", intLists), ...list("float", floatLists)],
  "list<C>": [
    ...list("int", intLists),
    ...list("float", floatLists),
    ...list("string", textLists),
    ...list("date", dateLists),
  ],
  "list<P?>": [
    ...list("int", intLists),
    ...list("string", textLists),
    ...list("date", dateLists),
    ...list("float", floatLists),
  ],
  "list<T>": list("int", intLists),
  "list<T?>": list({ kind: "nullable", of: "int" }, [[], [1, null, 2], [null]]),
  "list<U>": list("string", textLists),
  "list<bool>": list("bool", boolLists),
  "list<int>": list("int", intLists),
  "list<float>": list("float", floatLists),
  "list<string>": list("string", textLists),
  "list<list<T>>": list({ kind: "list", of: "int" }, [[], [[]], [[1], [2, 3]], [[1, 2], [], [3]]]),
  "map<T>": maps.map((value) => literal({ kind: "map", of: "int" }, value)),
  "list<{ key: string, value: T }>": [
    [],
    [["a", 1]],
    [
      ["a", 1],
      ["b", 2],
      ["a", 3],
    ],
  ].map((pairs) =>
    literal(
      { kind: "list", of: { kind: "struct", fields: { key: "string", value: "int" } } },
      pairs.map(([key, value]) => ({ key, value })),
    ),
  ),
};

const units = ["weeks", "days", "hours", "minutes", "seconds", "milliseconds", "years"];
const formats = [
  "%Y-%m-%d",
  "%d/%m/%y",
  "%a %b %d %j",
  "%A %B",
  "%G-W%V-%u",
  "%U %W %w",
  "%H:%M:%S",
  "%I %p",
  "plain %%",
];

/** Values to try for a parameter, by its name, where the type alone would give nonsense. */
export const poolsByName: Readonly<Record<string, readonly Expr[]>> = {
  zone: scalars("string", [
    "UTC",
    "America/New_York",
    "Europe/Berlin",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Nowhere/Land",
  ]),
  unit: scalars("string", units),
  format: scalars("string", formats),
  separator: scalars("string", [",", "-", ""]),
  part: scalars("string", ["a", "-", "", "World", "zz"]),
  start: scalars("int", [0, 1, -2, 9]),
  end: scalars("int", [3, -1, 0, 99]),
  position: scalars("int", [0, 1, -1, 5, 2]),
  limit: scalars("int", [0, 1, 2]),
  width: scalars("int", [0, 3, 8, -1]),
  fill: scalars("string", ["0", "ab", " "]),
  digits: scalars("int", [0, 1, 2, -1, 5]),
  by: scalars("string", ["", "+", "$&", "_"]),
  size: scalars("int", [1, 2, 3, 0]),
  count: scalars("int", [0, 1, 3, -1, 40]),
  step: scalars("int", [1, 2, -1, 0]),
  stop: scalars("int", [3, 0, -4, 6]),
  key: scalars("string", ["a", "x", "7", ""]),
  year: scalars("int", [2026, 2024, 1, 10000]),
  month: scalars("int", [1, 2, 12, 13]),
  day: scalars("int", [1, 29, 31, 0]),
  factor: [...scalars("int", [2, -1, 0]), ...scalars("float", [0.5])],
};

const name = (text: string): Expr => ({ kind: "var", name: text });
const op = (operator: "*" | ">" | "+" | "-" | "%" | "neg", ...args: Expr[]): Expr => ({
  kind: "op",
  op: operator,
  args,
});
const two = literal("int", 2);

/** A function for a parameter that takes one, by its type as signatures write it. */
export const functionsByType: Readonly<Record<string, readonly Expr[]>> = {
  "fn(T, int): bool": [
    { kind: "fn", params: ["x"], body: op(">", name("x"), two) },
    { kind: "fn", params: ["x", "i"], body: op(">", name("i"), literal("int", 0)) },
  ],
  "fn(T, int): U": [
    { kind: "fn", params: ["x"], body: op("*", name("x"), two) },
    { kind: "fn", params: ["x", "i"], body: { kind: "text", parts: [name("i"), ":", name("x")] } },
  ],
  "fn(T, string): U": [{ kind: "fn", params: ["v", "k"], body: { kind: "text", parts: [name("k"), "=", name("v")] } }],
  "fn(T, string): bool": [{ kind: "fn", params: ["v"], body: op(">", name("v"), literal("int", 1)) }],
  "fn(T, int): string": [{ kind: "fn", params: ["x"], body: { kind: "text", parts: [op("%", name("x"), two)] } }],
  "fn(T, int): C": [{ kind: "fn", params: ["x"], body: op("neg", name("x")) }],
  "fn(T, T): N": [{ kind: "fn", params: ["a", "b"], body: op("-", name("b"), name("a")) }],
  "fn(T, int): list<U>": [{ kind: "fn", params: ["x"], body: { kind: "list", items: [name("x"), name("x")] } }],
  "fn(U, T, int): U": [{ kind: "fn", params: ["s", "x"], body: op("+", name("s"), name("x")) }],
};
