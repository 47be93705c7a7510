import type { Expr, IrDocument, Json, Need, Step, Type } from "@stave/ir-schema";
import { type Choices, choicesFrom } from "./arbitrary-workflow.js";

/** A workflow whose steps run anywhere, the workflows it runs as steps, and the values a run of it is given. */
export interface PortableCase {
  readonly document: IrDocument;
  readonly others: readonly IrDocument[];
  readonly params: Readonly<Record<string, Json>>;
}

interface Known {
  readonly expr: Expr;
  readonly type: Type;
}

interface Scope {
  readonly choices: Choices;
  readonly known: readonly Known[];
  readonly ids: { count: number };
  readonly depth: number;
  readonly others: IrDocument[];
  readonly seed: number;
}

/** Params, inputs, loop variables and outputs share these names, so that they hide one another. */
const NAMES = ["city", "rows", "lr", "ready", "loop_index", "condition", "step_id", "x"];
const TEXTS = [
  "",
  "plain",
  "it's",
  "5$",
  "cost: $ 5",
  "a\nb\tc",
  "héllo",
  'say "hi"',
  "back\\slash",
  "😀",
  "stave: null",
];
const SCALARS = ["int", "string", "bool", "float", "date"] as const;
const level: Type = { kind: "enum", of: "string", values: ["low", "high"] };
const pair: Type = { kind: "struct", fields: { a: "int", b: "string", c: { kind: "list", of: "float" } } };

function someType(choices: Choices): Type {
  const of = choices.pick(SCALARS);
  return choices.pick<Type>([
    of,
    of,
    of,
    of,
    { kind: "nullable", of },
    { kind: "list", of },
    { kind: "map", of },
    level,
    pair,
    { kind: "list", of: { kind: "list", of: "int" } },
    "json",
  ]);
}

/** A value of a type, encoded. */
function someJson(type: Type, choices: Choices): Json {
  const many = <TItem>(make: () => TItem): TItem[] => Array.from({ length: choices.below(4) }, make);
  if (typeof type === "object") {
    switch (type.kind) {
      case "nullable":
        return choices.chance(0.4) ? null : someJson(type.of, choices);
      case "list":
        return many(() => someJson(type.of, choices));
      case "map":
        return Object.fromEntries(many(() => [choices.pick(["k", "l", "m"]), someJson(type.of, choices)]));
      case "struct":
        return Object.fromEntries(Object.entries(type.fields).map(([name, one]) => [name, someJson(one, choices)]));
      case "enum":
        return choices.pick(type.values) as Json;
      default:
        return someJson(type.of, choices);
    }
  }
  const values: Readonly<Record<string, readonly Json[]>> = {
    int: [0, 1, 2, 7, -3, 2_147_483_648, "9007199254740993"],
    float: [0, 1, 0.5, -2.25, 1e10, 1e-7],
    bool: [true, false],
    date: ["2026-01-31", "2024-02-29"],
    string: TEXTS,
    json: [null, true, "text", [1, "a"], { a: { b: null } }],
  };
  return choices.pick(values[type] ?? TEXTS);
}

const literal = (type: Type, value: Json): Expr => ({ kind: "literal", type, value });
const same = (left: Type, right: Type): boolean => JSON.stringify(left) === JSON.stringify(right);

function some(scope: Scope, type: Type, deep = 2): Expr {
  const { choices, known } = scope;
  const fitting = known.filter((one) => same(one.type, type));
  if (fitting.length > 0 && choices.chance(0.65)) return choices.pick(fitting).expr;
  const operations = deep > 0 && choices.chance(0.6) ? operationsFor(scope, type, deep - 1) : [];
  return operations.length > 0 ? choices.pick(operations)() : literal(type, someJson(type, choices));
}

function operationsFor(scope: Scope, type: Type, deep: number): (() => Expr)[] {
  const { choices } = scope;
  const of = (one: Type): Expr => some(scope, one, deep);
  const op = (name: "+" | "-" | "<" | "==" | "and" | "or" | "not" | "??", ...args: Expr[]): Expr =>
    ({ kind: "op", op: name, args }) as Expr;
  const small = (): Expr => literal("int", choices.below(4));
  const either = (): Expr => ({ kind: "if", cond: of("bool"), then: of(type), else: of(type) });
  if (typeof type === "object") {
    if (type.kind === "list" && typeof type.of === "string")
      return [(): Expr => ({ kind: "list", of: type.of, items: [of(type.of), of(type.of)] })];
    if (type.kind === "struct")
      return [
        (): Expr => ({
          kind: "struct",
          fields: Object.fromEntries(Object.entries(type.fields).map(([name, one]) => [name, of(one)])),
        }),
      ];
    return [];
  }
  const orElse = (): Expr => op("??", of({ kind: "nullable", of: type }), of(type));
  const table: Readonly<Record<string, readonly (() => Expr)[]>> = {
    int: [
      () => op("+", of("int"), small()),
      () => op("-", small(), small()),
      () => ({ kind: "field", of: of({ kind: "list", of: "int" }), name: "length" }),
      () => ({ kind: "field", of: of(pair), name: "a" }),
      either,
      orElse,
    ],
    float: [() => op("-", of("float"), literal("float", 0.25)), either, orElse],
    bool: [
      () => op("<", of("int"), of("int")),
      () => op("==", of("string"), of("string")),
      () => op(choices.pick(["and", "or"]), of("bool"), of("bool")),
      () => op("not", of("bool")),
      () => op("==", of(level), literal(level, "low")),
      orElse,
    ],
    string: [
      () => ({ kind: "text", parts: ["<", of("string"), "/", of("int"), "/", of("float"), "/", of("date"), ">"] }),
      () => ({ kind: "field", of: of(pair), name: "b" }),
      either,
      orElse,
    ],
    date: [either, orElse],
  };
  return [...(table[type] ?? [])];
}

function inputsOf(scope: Scope): Record<string, { type: Type; value: Expr }> {
  const { choices } = scope;
  const inputs: Record<string, { type: Type; value: Expr }> = {};
  for (let count = 1 + choices.below(4); count > 0; count -= 1) {
    const type = someType(choices);
    inputs[choices.pick(NAMES)] = { type, value: some(scope, type) };
  }
  return inputs;
}

const typesOf = (inputs: Readonly<Record<string, { type: Type }>>): Record<string, Type> =>
  Object.fromEntries(Object.entries(inputs).map(([name, { type }]) => [name, type]));

function noop(scope: Scope, id: string): Step {
  const inputs = inputsOf(scope);
  return { kind: "noop", id, inputs, outputs: typesOf(inputs) };
}

/** A step that runs a workflow of its own, which gives back what it is given. */
function subworkflow(scope: Scope, id: string): Step {
  const { choices, others, seed } = scope;
  const inputs = Object.fromEntries(Object.entries(inputsOf(scope)).filter(([name]) => !/^(step_id)$/.test(name)));
  const child = `portable_${seed}_${others.length + 1}`;
  const params = Object.entries(inputs).map(([name, { type }]) => {
    const fallback = choices.chance(0.3) ? { default: literal(type, someJson(type, choices)) } : {};
    return [name, { type, ...fallback }] as const;
  });
  const known = params.map(([name, { type }]): Known => ({ expr: { kind: "param", name }, type }));
  const inner: Scope = { ...scope, known, ids: { count: 100 }, depth: 2 };
  const outputs = Object.fromEntries(params.map(([name, { type }]) => [name, { type, value: some(inner, type) }]));
  const steps = stepsOf(inner, 1 + choices.below(2));
  const workflow = { id: child, owner: "ann", params: Object.fromEntries(params), steps, outputs };
  others.push({ ir: "1.0", workflow });
  return { kind: "subworkflow", id, workflow: child, inputs, outputs: typesOf(inputs) };
}

function foreach(scope: Scope, id: string): Step {
  const { choices } = scope;
  const names = choices.chance(0.3) ? ["city", "x"] : [choices.pick(["city", "x", "ready"])];
  const over = names.map((name) => {
    const type = choices.pick(SCALARS);
    return { name, type, in: some(scope, { kind: "list", of: type }) };
  });
  const variables = over.map(({ name, type }): Known => ({ expr: { kind: "loop", step: id, name }, type }));
  const known = [...scope.known, ...variables];
  const inner: Scope = { ...scope, known, depth: scope.depth + 1 };
  const steps = stepsOf(inner, 1 + choices.below(3));
  const collected = steps.flatMap((step) =>
    Object.entries(step.outputs)
      .filter(([, type]) => typeof type === "string" && type !== "json")
      .map(([name, type]) => ({ type, value: { kind: "output" as const, step: step.id, name } })),
  );
  const [first, second] = collected;
  const computed =
    second?.type === "int" ? ({ kind: "op", op: "+", args: [second.value, literal("int", 1)] } as Expr) : undefined;
  return {
    kind: "foreach",
    id,
    over,
    ...(choices.chance(0.3) && { concurrency: 1 + choices.below(3) }),
    steps,
    collect: {
      ...(first !== undefined && { found: first.value }),
      ...(second !== undefined && { more: computed ?? second.value }),
    },
    outputs: {
      ...(first !== undefined && { found: { kind: "list", of: first.type } }),
      ...(second !== undefined && { more: { kind: "list", of: second.type } }),
    },
  };
}

function loop(scope: Scope, id: string): Step {
  const { choices } = scope;
  const ref = (name: string): Expr => ({ kind: "loop", step: id, name });
  const other = choices.pick(["string", "int", "bool", "float"] as const);
  const variables: readonly Known[] = [
    { expr: ref("x"), type: "int" },
    { expr: ref("lr"), type: other },
  ];
  const inner: Scope = { ...scope, known: [...scope.known, ...variables], depth: scope.depth + 1 };
  const steps = stepsOf(inner, 1 + choices.below(2));
  const next: Expr = { kind: "op", op: "+", args: [ref("x"), literal("int", 1)] };
  return {
    kind: "while",
    id,
    vars: {
      x: { type: "int", init: literal("int", 0), next },
      lr: { type: other, init: some(scope, other), next: some(inner, other) },
    },
    condition: { kind: "op", op: "<", args: [ref("x"), literal("int", choices.below(4))] },
    ...(choices.chance(0.3) && { limit: 5 }),
    steps,
    outputs: choices.chance(0.5) ? { x: "int", lr: other } : {},
  };
}

interface Reads {
  readonly own: readonly Known[];
  readonly all: readonly Known[];
}

/** Steps whose conditions and inputs read what the graph says is there. */
function stepsOf(scope: Scope, count: number): readonly Step[] {
  const { choices } = scope;
  const steps: Step[] = [];
  const reads = new Map<string, Reads>();
  for (let at = 0; at < count; at += 1) {
    scope.ids.count += 1;
    const id = choices.chance(0.15) ? `step.${scope.ids.count}` : `s${scope.ids.count}`;
    const sources = steps.filter(() => choices.chance(0.45)).map((step) => step.id);
    const isAny = sources.length > 1 && choices.chance(0.3);
    const from = sources.map((source) => reads.get(source)).filter((one) => one !== undefined);
    const visible = isAny ? firstOfs(from) : from.flatMap((one) => one.all);
    const inner: Scope = { ...scope, known: [...scope.known, ...visible] };
    const makers = scope.depth < 2 ? [noop, noop, noop, foreach, loop, subworkflow] : [noop];
    const step = choices.pick(makers)(inner, id);
    const needs = sources.map((source): Need => {
      const known = [...scope.known, ...(reads.get(source)?.all ?? [])];
      return choices.chance(0.35) ? { step: source, when: some({ ...scope, known }, "bool") } : { step: source };
    });
    const own = Object.entries(step.outputs).map(
      ([name, type]): Known => ({ expr: { kind: "output", step: id, name }, type }),
    );
    reads.set(id, { own, all: [...own, ...(isAny ? [] : from.flatMap((one) => one.all))] });
    steps.push({
      ...step,
      ...(needs.length > 0 && { needs }),
      ...(isAny && { join: "any" }),
      ...(choices.chance(0.1) && { onFailure: "ignore" }),
    } as Step);
  }
  return steps;
}

/** What the first source that ran gives, where all give the type. */
function firstOfs(from: readonly Reads[]): readonly Known[] {
  const [first, ...rest] = from;
  return (first?.own ?? []).flatMap((one): Known[] => {
    const options = rest.map((reads) => reads.own.find((other) => same(other.type, one.type))?.expr);
    if (options.includes(undefined)) return [];
    return [{ expr: { kind: "firstOf", options: [one.expr, ...(options as Expr[])] }, type: one.type }];
  });
}

/** A case that follows from a seed. */
export function portableCase(seed: number): PortableCase {
  const choices = choicesFrom(seed);
  const names = NAMES.filter((name) => !["condition", "loop_index", "step_id"].includes(name) && choices.chance(0.6));
  const types = names.map((name) => [name, someType(choices)] as const);
  const known = types.map(([name, type]): Known => ({ expr: { kind: "param", name }, type }));
  const others: IrDocument[] = [];
  const scope: Scope = { choices, known, ids: { count: 0 }, depth: 0, others, seed };
  const declared = types.map(([name, type], at) => {
    const before: Scope = { ...scope, known: known.slice(0, at) };
    return [name, choices.chance(0.3) ? { type } : { type, default: some(before, type, 1) }] as const;
  });
  const facts: readonly Known[] = [
    { expr: { kind: "run", field: "ds" }, type: "string" },
    { expr: { kind: "run", field: "logicalDate" }, type: "date" },
    { expr: { kind: "run", field: "id" }, type: "string" },
  ];
  const steps = stepsOf({ ...scope, known: [...known, ...facts] }, 2 + choices.below(6));
  const params = Object.fromEntries(
    declared
      .filter(([, param]) => !("default" in param) || choices.chance(0.4))
      .map(([name, { type }]) => [name, someJson(type, choices)]),
  );
  const workflow = { id: `portable_${seed}`, owner: "ann", params: Object.fromEntries(declared), steps };
  return { document: { ir: "1.0", workflow }, others, params };
}
