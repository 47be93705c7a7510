import type { Expr, IrDocument, Need, Step, Type } from "@stave/ir-schema";

/** A seeded source of choices. */
export interface Choices {
  readonly below: (limit: number) => number;
  readonly pick: <TItem>(items: readonly TItem[]) => TItem;
  readonly chance: (share: number) => boolean;
}

/** Choices that follow from a seed alone (mulberry32). */
export function choicesFrom(seed: number): Choices {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    pick: (items) => items[below(items.length)] as (typeof items)[number],
    chance: (share) => next() < share,
  };
}

type Scalar = "string" | "int" | "float" | "bool" | "date";
const scalars: readonly Scalar[] = ["string", "int", "float", "bool", "date"];

interface Readable {
  readonly expr: Expr;
  readonly type: Type;
  /** The step whose output it is. */
  readonly step?: string;
}

interface Scope {
  readonly choices: Choices;
  readonly readable: readonly Readable[];
  readonly ids: { count: number };
  readonly depth: number;
}

const texts = ["", "plain", "it's", "$HOME/x", "cost: $5", "a\nb", "héllo", 'say "hi"', "back\\slash", "${name}"];

function literalValue(type: Type, choices: Choices, isPlain: boolean): unknown {
  if (typeof type === "object") {
    if (type.kind === "list")
      return Array.from({ length: 1 + choices.below(3) }, () => literalValue(type.of, choices, isPlain));
    if (type.kind === "map")
      return { first: literalValue(type.of, choices, isPlain), second: literalValue(type.of, choices, isPlain) };
    return null;
  }
  switch (type) {
    case "int":
      return choices.pick([0, 1, 7, -3, 2_147_483_648, "9223372036854775807"]);
    case "float":
      return choices.pick([0, 0.5, -2.25, 1e10]);
    case "bool":
      return choices.chance(0.5);
    case "date":
      return "2026-01-31";
    default:
      return isPlain ? choices.pick(["plain", "it's"]) : choices.pick(texts);
  }
}

function literal(type: Type, choices: Choices, isPlain = false): Expr {
  return { kind: "literal", type, value: literalValue(type, choices, isPlain) };
}

function sameType(left: Type, right: Type): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

/** A value of a type: something readable, an operation, or a literal. */
function someValue(scope: Scope, type: Type, deep = 2): Expr {
  const { choices } = scope;
  const fitting = scope.readable.filter((one) => sameType(one.type, type));
  if (fitting.length > 0 && choices.chance(0.6)) return choices.pick(fitting).expr;
  if (deep > 0 && typeof type === "string" && choices.chance(0.6)) return operation(scope, type as Scalar, deep - 1);
  return literal(type, choices);
}

function operation(scope: Scope, type: Scalar, deep: number): Expr {
  const { choices } = scope;
  const of = (one: Type): Expr => someValue(scope, one, deep);
  const op = (name: "+" | "-" | "*" | "<" | "==" | "and" | "or", one: Type): Expr => ({
    kind: "op",
    op: name,
    args: [of(one), of(one)],
  });
  const either = (): Expr => ({ kind: "if", cond: of("bool"), then: of(type), else: of(type) });
  switch (type) {
    case "int":
      return choices.pick([() => op("+", "int"), () => op("*", "int"), either])();
    case "float":
      return choices.pick([
        () => op("-", "float"),
        () => ({ kind: "op", op: "/", args: [of("int"), { kind: "literal", type: "float", value: 2.5 }] }) as Expr,
        either,
      ])();
    case "bool":
      return choices.pick([
        () => op("<", choices.pick(["int", "float"])),
        () => op("==", choices.pick(["int", "string", "bool"])),
        () => op(choices.pick(["and", "or"]), "bool"),
        () => ({ kind: "op", op: "not", args: [of("bool")] }) as Expr,
      ])();
    case "string":
      return choices.pick([
        () => ({ kind: "text", parts: ["p/", of(choices.pick(["string", "int", "date"])), ".csv"] }) as Expr,
        either,
      ])();
    case "date":
      return either();
  }
}

function someType(choices: Choices): Type {
  const of = choices.pick(scalars);
  return choices.pick<Type>([of, of, of, { kind: "list", of }, { kind: "map", of }]);
}

const names = ["rows", "city", "auc", "lr", "seed", "path", "env"];

function inputsFor(scope: Scope): Record<string, { type: Type; value: Expr }> {
  const inputs: Record<string, { type: Type; value: Expr }> = {};
  for (let count = scope.choices.below(3); count >= 0; count -= 1) {
    const type = someType(scope.choices);
    inputs[scope.choices.pick(names)] = { type, value: someValue(scope, type) };
  }
  return inputs;
}

function outputsFor(choices: Choices): Record<string, Type> {
  return Object.fromEntries(Array.from({ length: choices.below(3) }, () => [choices.pick(names), someType(choices)]));
}

function leaf(scope: Scope, id: string): Step {
  const { choices } = scope;
  const inputs = inputsFor(scope);
  const text = (value: Expr): { type: Type; value: Expr } => ({ type: "string", value });
  const outputs = outputsFor(choices);
  return choices.pick<() => Step>([
    () => ({ kind: "python", id, module: "m.py", function: "f", returns: "fields", inputs, outputs }),
    () => ({ kind: "shell", id, script: choices.pick(['echo "$@" $HOME', "echo $$ $$x", "true"]), inputs, outputs }),
    () => ({
      kind: "noop",
      id,
      inputs,
      outputs: Object.fromEntries(Object.entries(inputs).map(([name, { type }]) => [name, type])),
    }),
    () => ({ kind: "noop", id, inputs: {}, outputs: {} }),
    () => ({
      kind: "sleep",
      id,
      inputs: { duration: { type: "duration", value: { kind: "literal", type: "duration", value: "PT30S" } } },
      outputs: {},
    }),
    () => ({
      kind: "http",
      id,
      inputs: {
        url: text({ kind: "literal", type: "string", value: "https://example.org/x" }),
        body: text(someValue(scope, "string")),
      },
      outputs: { status_code: "int", body: "string" },
    }),
    () => ({
      kind: "container",
      id,
      inputs: {
        image: text(literal("string", choices, true)),
        args: { type: { kind: "list", of: "string" }, value: someValue(scope, { kind: "list", of: "string" }) },
      },
      outputs: {},
    }),
    () => ({ kind: "subworkflow", id, workflow: "other", inputs, outputs }),
    () => ({ kind: "notebook", id, path: "n.ipynb", inputs: {}, outputs: {} }),
  ])();
}

function loop(scope: Scope, id: string): Step {
  const { choices } = scope;
  const item = choices.pick(scalars);
  if (choices.chance(0.6)) {
    const name = choices.pick(["city", "item", "x"]);
    const inner: Scope = {
      ...scope,
      depth: scope.depth + 1,
      readable: [...scope.readable, { expr: { kind: "loop", step: id, name }, type: item }],
    };
    const steps = stepsFor(inner, 1 + choices.below(3));
    const collected = steps.flatMap((step) =>
      "outputs" in step && step.kind !== "foreach" && step.kind !== "while"
        ? Object.entries(step.outputs)
            .filter(([, type]) => typeof type === "string")
            .map(([output, type]) => ({ step: step.id, output, type }))
        : [],
    );
    const [first] = collected;
    const collect: Record<string, Expr> =
      first === undefined ? {} : { found: { kind: "output", step: first.step, name: first.output } };
    return {
      kind: "foreach",
      id,
      over: [{ name, type: item, in: someValue(scope, { kind: "list", of: item }) }],
      ...(choices.chance(0.3) && { concurrency: 1 + choices.below(20) }),
      steps,
      collect,
      outputs: first === undefined ? {} : { found: { kind: "list", of: first.type } },
    };
  }
  const counter: Expr = { kind: "loop", step: id, name: "count" };
  const inner: Scope = {
    ...scope,
    depth: scope.depth + 1,
    readable: [...scope.readable, { expr: counter, type: "int" }],
  };
  return {
    kind: "while",
    id,
    vars: {
      count: {
        type: "int",
        init: someValue(scope, "int"),
        next: { kind: "op", op: "+", args: [counter, { kind: "literal", type: "int", value: 1 }] },
      },
    },
    condition: {
      kind: "op",
      op: "<",
      args: [
        counter,
        someValue({ ...scope, readable: scope.readable.filter((one) => one.step === undefined) }, "int", 0),
      ],
    },
    ...(choices.chance(0.5) && { limit: 5 }),
    steps: stepsFor(inner, 1 + choices.below(2)),
    outputs: { count: "int" },
  };
}

/** Steps, each reading only what is surely there when it runs. */
function stepsFor(scope: Scope, count: number): readonly Step[] {
  const { choices } = scope;
  const steps: Step[] = [];
  const known = new Map<string, { readonly reads: readonly Readable[]; readonly outputs: readonly Readable[] }>();
  for (let at = 0; at < count; at += 1) {
    scope.ids.count += 1;
    const id = `step_${scope.ids.count}`;
    const join = choices.chance(0.2) ? ("any" as const) : ("all" as const);
    const sources = steps.filter(() => choices.chance(0.4)).map((step) => step.id);
    const facts = sources.map((source) => known.get(source)).filter((one) => one !== undefined);
    const reads = join === "all" || facts.length === 1 ? facts.flatMap((one) => [...one.reads, ...one.outputs]) : [];
    const inner: Scope = { ...scope, readable: [...scope.readable, ...reads] };
    const isLoop = scope.depth < 2 && choices.chance(0.2);
    const step = isLoop ? loop(inner, id) : leaf(inner, id);
    const needs = sources.map((source): Need => {
      const from = known.get(source);
      const conditionScope: Scope = {
        ...scope,
        readable: [...scope.readable, ...(from?.reads ?? []), ...(from?.outputs ?? [])],
      };
      return choices.chance(0.3) ? { step: source, when: someValue(conditionScope, "bool") } : { step: source };
    });
    const outputs = Object.entries(step.outputs).map(
      ([name, type]): Readable => ({ expr: { kind: "output", step: id, name }, type, step: id }),
    );
    known.set(id, { reads, outputs });
    steps.push({
      ...step,
      ...(needs.length > 0 && { needs }),
      ...(join === "any" && { join }),
      ...extrasFor(inner, outputs),
    } as Step);
  }
  return steps;
}

function extrasFor(scope: Scope, outputs: readonly Readable[]): Partial<Step> {
  const { choices } = scope;
  return {
    ...(choices.chance(0.2) && { timeout: { kind: "literal", type: "duration", value: "PT1H30M" } as Expr }),
    ...(choices.chance(0.2) && {
      retry: {
        limit: 2,
        backoff: { kind: choices.pick(["fixed", "exponential"]), delay: "PT30S" },
        on: choices.pick([["error"], ["error", "timeout"]]),
      } as Step["retry"],
    }),
    ...(choices.chance(0.1) && { onFailure: choices.pick(["ignore", "fail-now"]) }),
    ...(choices.chance(0.1) && {
      emits: [
        {
          name: { kind: "literal", type: "string", value: "done" },
          fields: {
            day: someValue({ ...scope, readable: [...scope.readable, ...outputs] }, choices.pick(["string", "int"])),
          },
        },
      ],
    }),
    ...(choices.chance(0.1) && {
      waits: [
        {
          name: { kind: "literal", type: "string", value: "table" },
          match: { day: { op: "=", value: someValue(scope, "string", 0) } },
        },
      ],
    }),
    ...(choices.chance(0.1) && { tags: ["nightly"] }),
  } as Partial<Step>;
}

/** A workflow that follows from a seed. */
export function arbitraryWorkflow(seed: number): IrDocument {
  const choices = choicesFrom(seed);
  const params = Object.fromEntries(
    Array.from({ length: 1 + choices.below(4) }, (_, at) => {
      const type = someType(choices);
      const isRequired = choices.chance(0.3);
      return [
        choices.pick([`p${at}`, ...names]),
        { type, ...(!isRequired && { default: literal(type, choices, true) }) },
      ];
    }),
  );
  const readable: Readable[] = [
    ...Object.entries(params).map(([name, { type }]): Readable => ({ expr: { kind: "param", name }, type })),
    { expr: { kind: "run", field: "ds" }, type: "string" },
    { expr: { kind: "run", field: "logicalDate" }, type: "date" },
    { expr: { kind: "run", field: "id" }, type: "string" },
  ];
  const steps = stepsFor({ choices, readable, ids: { count: 0 }, depth: 0 }, 1 + choices.below(8));
  return { ir: "1.0", workflow: { id: `wf_${seed}`, owner: "ann", params, steps } };
}
