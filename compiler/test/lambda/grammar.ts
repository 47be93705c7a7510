import { type Kind, type Program, randomInput, types } from "./program.js";
import type { Random } from "./random.js";

interface Name {
  readonly name: string;
  readonly kind: Kind;
}

interface State {
  readonly random: Random;
  readonly names: readonly Name[];
  readonly depth: number;
  readonly fresh: { next: number };
}

type Make = (kind: Kind) => string;
type Rule = (make: Make, state: State) => string;

const wordLiterals = ['""', '"a"', '"b"', '"-"', '","', '"ab"', '"x1"', '"ü"'];

const arrow = (state: State, kinds: readonly Kind[], result: Kind): string => {
  const names = kinds.map((kind) => {
    state.fresh.next += 1;
    return { name: `v${state.fresh.next}`, kind };
  });
  const body = generate(result, { ...state, names: [...state.names, ...names], depth: state.depth - 1 });
  if (kinds[0] === "row" && names.length === 1 && state.random.chance(0.4)) {
    const inner = [
      { name: "id", kind: "int" },
      { name: "score", kind: "float" },
    ] as const;
    const fields = generate(result, { ...state, names: [...state.names, ...inner], depth: state.depth - 1 });
    return `({ id, score }) => ${wrapped(fields)}`;
  }
  return `(${names.map(({ name }) => name).join(", ")}) => ${wrapped(body)}`;
};

const wrapped = (body: string): string => (body.startsWith("{") ? `(${body})` : body);

const listOf: Readonly<Record<string, Kind>> = { ints: "int", floats: "float", strings: "string", rows: "row" };

const anyList = (state: State): readonly [Kind, Kind] => {
  const kind = state.random.pick(["ints", "floats", "strings", "rows"] as const);
  return [kind, listOf[kind] as Kind];
};

const position = (state: State): string => String(state.random.int(3) - (state.random.chance(0.2) ? 2 : 0));

const intRules: readonly Rule[] = [
  (make) => `⟦${make("int")} + ${make("int")}⟧`,
  (make) => `⟦${make("int")} - ${make("int")}⟧`,
  (make) => `⟦${make("int")} * ${make("int")}⟧`,
  (make) => `⟦${make("int")} % ${make("int")}⟧`,
  (make, { random }) => `⟦(${make("int")}) ** ${random.int(3)}⟧`,
  (make) => `⟦-(${make("int")})⟧`,
  (make, { random }) => `⟦Math.${random.pick(["floor", "ceil", "round", "trunc"])}(${make("float")})⟧`,
  (make, { random }) => `⟦Math.${random.pick(["abs", "sign", "floor", "round"])}(${make("int")})⟧`,
  (make, { random }) => `Math.${random.pick(["min", "max"])}(${make("int")}, ${make("int")}, ${make("int")})`,
  (make, { random }) => `Math.${random.pick(["min", "max"])}(...${make("ints")}, ${make("int")})`,
  (make, state) => `${make(anyList(state)[0])}.length`,
  (make) => `${make("string")}.length`,
  (make, { random }) => `${make("string")}.${random.pick(["indexOf", "lastIndexOf"])}(${make("string")})`,
  (make) => `${make("strings")}.indexOf(${make("string")})`,
  (make, state) => `${make("ints")}.reduce(${arrow(state, ["int", "int"], "int")}, ${make("int")})`,
  (make, state) => `${make("rows")}.reduce(${arrow(state, ["int", "row"], "int")}, 0)`,
  (make, state) => `${make("ints")}[${position(state)}]`,
  (make, state) => `(${make("ints")}[${position(state)}] ?? ${make("int")})`,
  (make, state) => `(${make("ints")}.at(${position(state)}) ?? ${make("int")})`,
  (make) => `(${make("maybeInt")} ?? ${make("int")})`,
  (make) => `${make("row")}.id`,
  (make) => `(${make("maybeRow")}?.id ?? ${make("int")})`,
  (make, state) => {
    const [list, item] = anyList(state);
    return `${make(list)}.findIndex(${arrow(state, [item], "bool")})`;
  },
  (make, { random }) => `(${make("counts")}["${random.pick(["a", "b", "z"])}"] ?? ${make("int")})`,
  (make) => `Object.keys(${make("counts")}).length`,
  (make) => `Object.entries(${make("counts")}).reduce((sum, [key, value]) => ⟦sum + value⟧ + key.length, 0)`,
  (make, { random }) =>
    `${make("date")}.${random.pick(["year", "month", "day", "dayOfWeek", "dayOfYear", "daysInMonth"])}`,
  (make) => `${make("date")}.until(${make("date")}).days`,
  (make) => `Temporal.PlainDate.compare(${make("date")}, ${make("date")})`,
];

const moreIntRules: readonly Rule[] = [
  (make) => `${make("ints")}.concat([1]).length`,
  (make) => `[1, ...${make("ints")}].reduce((a, b) => ⟦a + b⟧)`,
  (make) => `new Set(${make("ints")}).size`,
  (make) => `[...new Set(${make("strings")})].length`,
  (make) => `[${make("maybeInt")}, ${make("maybeInt")}].filter((x) => x != null).length`,
  (make) => `[${make("int")}, ${make("maybeInt")}].filter((x) => x != null).reduce((a, b) => ⟦a + b⟧, 0)`,
  (make, { random }) => `(${make("counts")}.${random.pick(["a", "z"])} ?? ${make("int")})`,
  (make) => `(({ a: ${make("int")}, b: ${make("int")} })[${make("string")}] ?? ${make("int")})`,
  (make) => `({ ...${make("row")}, id: ${make("int")} }).id`,
  (make) => `(Object.entries(${make("counts")}).find(([key]) => key === ${make("string")})?.[1] ?? ${make("int")})`,
  (make) => `(${make("rows")}[0]?.id ?? ${make("int")})`,
];

const floatRules: readonly Rule[] = [
  (make, { random }) => `(${make("float")} ${random.pick(["+", "-", "*", "/", "%"])} ${make("float")})`,
  (make, { random }) => `(${make("int")} ${random.pick(["+", "-", "*", "/"])} ${make("float")})`,
  (make) => `(${make("int")} / ${make("int")})`,
  (make) => `Math.sqrt(Math.abs(${make("float")}))`,
  (make, { random }) => `Math.${random.pick(["min", "max"])}(...${make("floats")})`,
  (make, { random }) => `Math.${random.pick(["min", "max"])}(${make("float")}, ${make("int")})`,
  (make, state) => `${make("floats")}.reduce(${arrow(state, ["float", "float"], "float")}, 0)`,
  (make) => `Number(${make("string")})`,
  (make) => `parseFloat(${make("string")})`,
  (make, state) => `(${make("floats")}[${position(state)}] ?? ${make("float")})`,
  (make) => `${make("row")}.score`,
  (make) => `(${make("int")}) ** (${make("int")})`,
  // An int 0 has no sign, also where it stands for a float, so a negated one is checked as an int is.
  (make) => `⟦-(${make("float")})⟧`,
  (make) => `(${make("maybeRow")}?.score ?? ${make("float")})`,
];

const stringRules: readonly Rule[] = [
  (make) => `(${make("string")} + ${make("string")})`,
  (make) => `(${make("string")} + ${make("int")})`,
  (make) => `\`\${${make("string")}}/\${${make("int")}}\``,
  (make) => `\`\${${make("float")}} \${${make("bool")}} \${${make("date")}}\``,
  (make, { random }) =>
    `${make("string")}.${random.pick(["trim", "toUpperCase", "toLowerCase", "trimStart", "trimEnd"])}()`,
  (make, state) => `${make("string")}.slice(${position(state)}, ${position(state)})`,
  (make, state) => `${make("string")}.substring(${position(state)}, ${position(state)})`,
  (make, state) => `${make("string")}.charAt(${position(state)})`,
  (make, { random }) =>
    `${make("string")}.${random.pick(["padStart", "padEnd"])}(${random.int(6)}, ${random.pick(wordLiterals)})`,
  (make, { random }) => `${make("string")}.repeat(${random.int(3)})`,
  (make, { random }) =>
    `${make("string")}.${random.pick(["replace", "replaceAll"])}(${random.pick(wordLiterals)}, ${random.pick(wordLiterals)})`,
  (make, state) => `${make(state.random.pick(["ints", "floats", "strings"]))}.join(${state.random.pick(wordLiterals)})`,
  (make) => `String(${make("int")})`,
  (make) => `${make("float")}.toString()`,
  (make, { random }) => `(${make("float")}).toFixed(${random.int(3)})`,
  (make) => `JSON.stringify(${make("ints")})`,
  (make) => `JSON.stringify(${make("strings")})`,
  (make) => `(${make("maybeString")} ?? ${make("string")})`,
  (make) => `${make("row")}.name`,
  (make) => `(${make("row")}.tag ?? ${make("string")})`,
  (make) => `(${make("maybeRow")}?.name.trim() ?? ${make("string")})`,
  (make, state) => `(${make("strings")}.find(${arrow(state, ["string"], "bool")}) ?? ${make("string")})`,
  (make, state) => `(${make("rows")}.find(${arrow(state, ["row"], "bool")})?.name ?? ${make("string")})`,
  (make, { random }) => `(${make("string")}.split(${random.pick(wordLiterals)})[0] ?? "none")`,
  (make) => `${make("date")}.toString()`,
  (make) => `encodeURIComponent(${make("string")})`,
];

const boolRules: readonly Rule[] = [
  (make, { random }) => `(${make("int")} ${random.pick(["<", "<=", ">", ">=", "===", "!=="])} ${make("int")})`,
  (make, { random }) => `(${make("float")} ${random.pick(["<", "<=", ">", ">=", "===", "!=="])} ${make("float")})`,
  (make, { random }) => `(${make("float")} ${random.pick(["<", ">="])} ${make("int")})`,
  (make, { random }) => `(${make("string")} ${random.pick(["<", "<=", ">", ">=", "===", "!=="])} ${make("string")})`,
  (make, { random }) => `(${make("bool")} ${random.pick(["&&", "||"])} ${make("bool")})`,
  (make) => `!(${make("bool")})`,
  (make, { random }) => `${make("string")}.${random.pick(["includes", "startsWith", "endsWith"])}(${make("string")})`,
  (make) => `${make("ints")}.includes(${make("int")})`,
  (make) => `${make("strings")}.includes(${make("string")})`,
  (make, state) => {
    const [list, item] = anyList(state);
    return `${make(list)}.${state.random.pick(["some", "every"])}(${arrow(state, [item], "bool")})`;
  },
  (make, { random }) => `(${make("maybeInt")} ${random.pick(["==", "!="])} null)`,
  (_, state) => guard(state),
  (make) => `Number.isInteger(${make("float")})`,
  (make, { random }) => `Number.${random.pick(["isNaN", "isFinite"])}(${make("float")})`,
  (make) => `${make("date")}.equals(${make("date")})`,
  (make) => `(Temporal.PlainDate.compare(${make("date")}, ${make("date")}) < 0)`,
  (make) => `Object.hasOwn(${make("counts")}, ${make("string")})`,
];

/** `x !== null && …x…`: the flow of types through a test. */
function guard(state: State): string {
  const name = state.names.find(({ kind }) => kind === "maybeInt");
  if (name === undefined) return "true";
  const names = state.names.map((one) => (one === name ? { name: one.name, kind: "int" as const } : one));
  const inner = generate("bool", { ...state, names, depth: state.depth - 1 });
  const test = state.random.pick([`${name.name} !== null && `, `${name.name} != null && `, `${name.name} == null || `]);
  return `(${test}${inner})`;
}

const listRules = (list: Kind, item: Kind): readonly Rule[] => [
  (make, state) => {
    const [from, fromItem] = anyList(state);
    return `${make(from)}.map(${arrow(state, state.random.chance(0.3) ? [fromItem, "int"] : [fromItem], item)})`;
  },
  (make, state) => `${make(list)}.filter(${arrow(state, [item], "bool")})`,
  (make, state) => `${make(list)}.slice(${position(state)}${state.random.chance(0.5) ? `, ${position(state)}` : ""})`,
  (make) => `[...${make(list)}, ...${make(list)}]`,
  (make) => `[${make(item)}, ...${make(list)}]`,
  (make) => `${make(list)}.concat(${make(list)})`,
  (make) => `[...${make(list)}].reverse()`,
  (make, state) => `${make("ints")}.flatMap(${arrow(state, ["int"], list)})`,
];

const rules: Readonly<Record<string, readonly Rule[]>> = {
  int: [...intRules, ...moreIntRules],
  float: floatRules,
  string: stringRules,
  bool: boolRules,
  ints: [
    ...listRules("ints", "int"),
    (make, { random }) => `[...${make("ints")}].sort((a, b) => ${random.pick(["a - b", "b - a"])})`,
    (make) => `Object.values(${make("counts")})`,
    (make, { random }) => `Array.from({ length: ${random.int(4)} }, (_, i) => ⟦i * ${make("int")}⟧)`,
    (make, { random }) => `[...Array(${random.int(4)}).keys()].map((i) => ⟦i + ${make("int")}⟧)`,
    (make, { random }) => `Array(${random.int(4)}).fill(${make("int")})`,
    (make) => `[...new Set(${make("ints")})]`,
    (make) => `${make("ints")}.filter((x, i, all) => all.indexOf(x) === i)`,
    (make) => `[...${make("strings")}.keys()]`,
  ],
  floats: [...listRules("floats", "float"), (make) => `${make("floats")}.toSorted((a, b) => a - b)`],
  strings: [
    ...listRules("strings", "string"),
    (make, { random }) => `${make("string")}.split(${random.pick(wordLiterals)})`,
    (make) => `[...${make("strings")}].sort()`,
    (make) => `Object.keys(${make("counts")})`,
    (make) => `[...${make("string")}]`,
    (make, { random }) => `${make("string")}.split(${random.pick(["/-/", "/,/", "/a/g"])})`,
  ],
  rows: [
    (make, state) => `${make("rows")}.filter(${arrow(state, ["row"], "bool")})`,
    (make) => `${make("rows")}.slice(1)`,
    (make) => `${make("rows")}.map((r) => ({ ...r, score: ${make("float")} }))`,
  ],
  row: [
    (make) => `{ id: ${make("int")}, name: ${make("string")}, score: ${make("float")} }`,
    (make) => `{ id: ${make("int")}, name: ${make("string")}, score: ${make("float")}, tag: ${make("string")} }`,
  ],
  maybeRow: [
    (make, state) => `${make("rows")}.find(${arrow(state, ["row"], "bool")})`,
    (make, state) => `${make("rows")}.at(${position(state)})`,
  ],
  maybeInt: [
    (make, state) => `${make("ints")}.find(${arrow(state, ["int"], "bool")})`,
    (make) => `${make("maybeRow")}?.id`,
    (make, state) => `${make("ints")}.at(${position(state)})`,
  ],
  maybeString: [(make) => `${make("maybeRow")}?.name`, (make) => `${make("row")}.tag`],
  counts: [
    (make) =>
      `Object.fromEntries(Object.entries(${make("counts")}).filter(([key, value]) => value > 2 || key === "a"))`,
    (make) => `Object.fromEntries(${make("strings")}.map((s) => [s, s.length]))`,
    (make) => `{ ...${make("counts")}, [${make("string")}]: ${make("int")} }`,
  ],
  date: [
    (make, { random }) =>
      `${make("date")}.${random.pick(["add", "subtract"])}({ ${random.pick(["days", "months", "weeks", "years"])}: ${random.int(40)} })`,
    (make) => `${make("date")}.add({ months: ${make("int")} })`,
    (make, { random }) => `${make("date")}.add({ months: ${random.int(20)}, days: ${random.int(20)} })`,
    (make) => `${make("date")}.with({ day: 1 })`,
    (make, { random }) => `${make("date")}.with({ year: ${2020 + random.int(9)}, month: ${1 + random.int(14)} })`,
    (make, { random }) => `${make("date")}.with({ month: ${1 + random.int(12)}, day: ${1 + random.int(33)} })`,
    (make, { random }) =>
      `Temporal.PlainDate.from({ year: ${make("date")}.year, month: ${1 + random.int(14)}, day: ${1 + random.int(33)} })`,
  ],
};

const leaves: Readonly<Record<string, (random: Random) => string>> = {
  int: (random) => String(random.int(12)),
  float: (random) => random.pick(["0.5", "1.25", "2.0", "1e3", "0.1"]),
  string: (random) => random.pick(wordLiterals),
  bool: (random) => random.pick(["true", "false"]),
  ints: (random) => random.pick(["[1, 2, 3]", "[5]"]),
  floats: () => "[0.5, 2.5]",
  strings: () => '["a", "b"]',
  date: () => 'Temporal.PlainDate.from("2026-02-28")',
  row: () => '{ id: 1, name: "n", score: 0.5, tag: "t" }',
  counts: () => '{ a: 1, ["b"]: 2 }',
};

/** A random expression of a kind over the names of the state. */
function generate(kind: Kind, state: State): string {
  const { random } = state;
  const wanted = random.chance(0.01) ? random.pick(Object.keys(rules)) : kind;
  const known = state.names.filter((name) => name.kind === wanted);
  const leaf = leaves[wanted];
  if (known.length > 0 && (state.depth <= 0 || random.chance(0.35))) return random.pick(known).name;
  if (leaf !== undefined && (state.depth <= 0 || random.chance(0.1))) return parenthesised(leaf(random));
  if (random.chance(0.08)) return conditional(wanted, state);
  const inner = { ...state, depth: state.depth - 1 };
  const make: Make = (part) => generate(part, inner);
  return parenthesised(random.pick(rules[wanted] as readonly Rule[])(make, inner));
}

const parenthesised = (text: string): string => (/^[{\d]/.test(text) ? `(${text})` : text);

function conditional(kind: Kind, state: State): string {
  const inner = { ...state, depth: state.depth - 1 };
  return `(${generate("bool", inner)} ? ${generate(kind, inner)} : ${generate(kind, inner)})`;
}

const inputKinds = Object.keys(types) as readonly Kind[];
const resultKinds: readonly Kind[] = [
  "int",
  "float",
  "string",
  "bool",
  "ints",
  "floats",
  "strings",
  "counts",
  "maybeInt",
  "date",
  "rows",
];

/** A random lambda with inputs. */
export function generateProgram(random: Random): Program {
  const kinds = Array.from({ length: 1 + random.int(3) }, () => random.pick(inputKinds));
  const names = [
    ...kinds.map((kind, index) => ({ name: `p${index}`, kind })),
    ...["rows", "maybeRow", "maybeInt", "counts", "maybeString"].map((kind, index) => ({ name: `q${index}`, kind })),
  ];
  const state: State = { random, names, depth: 1 + random.int(4), fresh: { next: 0 } };
  const result = random.pick(resultKinds);
  const body = random.chance(0.25) ? block(result, state) : wrapped(generate(result, state));
  const marked = `(${names.map(({ name }) => name).join(", ")}) => ${body}`;
  return {
    text: marked.replaceAll("⟦", "(").replaceAll("⟧", ")"),
    checkedText: marked.replaceAll("⟦", "check(").replaceAll("⟧", ")"),
    types: names.map(({ kind }) => types[kind] as never),
    inputs: names.map(({ kind }) => randomInput(kind, random)),
  };
}

function block(result: Kind, state: State): string {
  return state.random.pick([constBlock, constBlock, functionBlock, switchBlock])(result, state);
}

/** A local function that is called and handed on. */
function functionBlock(result: Kind, state: State): string {
  const kind = state.random.pick(["int", "string"] as const);
  const list = kind === "int" ? "ints" : "strings";
  const deeper = { ...state, depth: state.depth - 1 };
  const local = arrow(deeper, [kind], kind);
  const names = [...state.names, { name: "mapped", kind: list as Kind }, { name: "one", kind }];
  const body = generate(result, { ...deeper, names });
  const use = `const mapped = ${generate(list, deeper)}.map(local); const one = local(local(${generate(kind, deeper)}));`;
  return `{ const local = ${local}; ${use} return ${body}; }`;
}

function switchBlock(result: Kind, state: State): string {
  const deeper = { ...state, depth: state.depth - 1 };
  const value = (): string => generate(result, deeper);
  const end = state.random.chance(0.5) ? `default: return ${value()};` : "default: break;";
  const cases = `case 0: case 1: return ${value()}; case 2: { const two = 2; break; } case 3: return ${value()}; ${end}`;
  return `{ switch (${generate("int", deeper)}) { ${cases} } return ${value()}; }`;
}

function constBlock(result: Kind, state: State): string {
  const { random } = state;
  const kind = random.pick(["int", "string", "ints", "float", "bool"] as const);
  const local = { ...state, names: [...state.names, { name: "local", kind }], depth: state.depth - 1 };
  const early = random.chance(0.6)
    ? `if (${generate("bool", local)}) ${random.chance(0.5) ? `{ return ${generate(result, local)}; }` : `return ${generate(result, local)};`}`
    : "";
  return `{ const local = ${generate(kind, state)}; ${early} return ${generate(result, local)}; }`;
}
