import { decodeValue, type Expr, encodeValue, type IrDocument, type Step, type Type } from "@stave/ir-schema";
import { expect, it } from "vitest";
import { lowerWorkflow } from "../../src/maestro/index.js";
import type { TypedValue } from "../../src/sel/index.js";
import { type Choices, choicesFrom } from "./arbitrary-workflow.js";
import { type IrResults, simulateIr } from "./simulate-ir.js";
import { type Results, simulateMaestro } from "./simulate-maestro.js";

const RUNS = Number(process.env["STAVE_MAESTRO_RUNS"] ?? 250);
const FIRST = Number(process.env["STAVE_SEED"] ?? 1);
/** Params, inputs, loop variables and outputs all have these names, so that they hide one another. */
const NAMES = ["a", "b", "city", "ready", "loop_index"];
const TYPES = ["int", "string", "bool"] as const;
type Scalar = (typeof TYPES)[number];
/** Texts that Maestro reads references and escapes into, where it reads them once more. */
const TEXTS = ["x", "it's", "$5", "$HOME", "${a}/$b", "$$x $${city}", "$$$$b$", "${stave_dollar}", "\\$a"];
const MAYBE: readonly Type[] = TYPES.map((of) => ({ kind: "nullable", of }));

interface Known {
  readonly expr: Expr;
  readonly type: Type;
}

interface Scope {
  readonly choices: Choices;
  readonly known: readonly Known[];
  readonly ids: { count: number };
  readonly depth: number;
}

function literal(type: Type, choices: Choices): Expr {
  if (typeof type === "object" && type.kind === "nullable") {
    const value = choices.chance(0.5) ? null : (literal(type.of, choices) as { value: unknown }).value;
    return { kind: "literal", type, value };
  }
  if (typeof type === "object") {
    const of = type.kind === "list" ? type.of : "int";
    const items = Array.from({ length: choices.below(3) }, () => (literal(of, choices) as { value: unknown }).value);
    return { kind: "literal", type, value: items };
  }
  const value = type === "int" ? choices.below(5) : type === "bool" ? choices.chance(0.5) : choices.pick(TEXTS);
  return { kind: "literal", type, value };
}

function same(left: Type, right: Type): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

function some(scope: Scope, type: Type, deep = 2): Expr {
  const { choices } = scope;
  const fitting = scope.known.filter((one) => same(one.type, type));
  if (fitting.length > 0 && choices.chance(0.75)) return choices.pick(fitting).expr;
  if (deep === 0 || typeof type === "object" || choices.chance(0.3)) return literal(type, choices);
  const of = (one: Type): Expr => some(scope, one, deep - 1);
  const maybe = scope.known.filter((one) => same(one.type, { kind: "nullable", of: type }));
  if (maybe.length > 0 && choices.chance(0.5))
    return { kind: "op", op: "??", args: [choices.pick(maybe).expr, of(type)] };
  const either: Expr = { kind: "if", cond: of("bool"), then: of(type), else: of(type) };
  if (type === "int") return choices.pick<Expr>([either, { kind: "op", op: "+", args: [of("int"), of("int")] }]);
  if (type === "string")
    return choices.pick<Expr>([either, { kind: "text", parts: ["<", of("string"), "/", of("int"), ">"] }]);
  return choices.pick<Expr>([
    either,
    { kind: "op", op: "<", args: [of("int"), of("int")] },
    { kind: "op", op: choices.pick(["and", "or"]), args: [of("bool"), of("bool")] },
  ]);
}

function noop(scope: Scope, id: string): Step {
  const inputs: Record<string, { type: Type; value: Expr }> = {};
  for (let count = 1 + scope.choices.below(3); count > 0; count -= 1) {
    const { choices } = scope;
    const of = choices.pick(["int", "string"] as const);
    const other: Type = choices.chance(0.5) ? { kind: "list", of } : choices.pick(MAYBE);
    const type: Type = choices.chance(0.4) ? other : choices.pick(TYPES);
    inputs[scope.choices.pick(NAMES)] = { type, value: some(scope, type) };
  }
  return {
    kind: "noop",
    id,
    inputs,
    outputs: Object.fromEntries(Object.entries(inputs).map(([name, { type }]) => [name, type])),
  };
}

function foreach(scope: Scope, id: string): Step {
  const { choices } = scope;
  const over = NAMES.filter((name) => name !== "loop_index")
    .filter(() => choices.chance(0.3))
    .slice(0, 2);
  const loops = (over.length === 0 ? ["city"] : over).map((name) => ({
    name,
    type: choices.pick(["int", "string"] as const),
  }));
  const known = [
    ...scope.known,
    ...loops.map(({ name, type }): Known => ({ expr: { kind: "loop", step: id, name }, type })),
  ];
  const steps = stepsOf({ ...scope, known, depth: scope.depth + 1 }, 1 + choices.below(3), false);
  const collect: Record<string, Expr> = {};
  const outputs: Record<string, Type> = {};
  for (const step of steps) {
    if (step.kind !== "noop") continue;
    for (const [name, type] of Object.entries(step.outputs)) {
      if (typeof type === "object" || !choices.chance(0.5)) continue;
      const ref: Expr = { kind: "output", step: step.id, name };
      collect[name] =
        type === "int" && choices.chance(0.4)
          ? { kind: "op", op: "+", args: [ref, { kind: "literal", type: "int", value: 1 }] }
          : ref;
      outputs[name] = { kind: "list", of: type };
    }
  }
  return {
    kind: "foreach",
    id,
    over: loops.map(({ name, type }) => ({ name, type, in: some(scope, { kind: "list", of: type }) })),
    steps,
    collect,
    outputs,
  };
}

function loop(scope: Scope, id: string): Step {
  const { choices } = scope;
  const names = [...new Set([choices.pick(["a", "city"]), choices.pick(["b", "city"])])];
  const [counter = "a", other] = names;
  const ref = (name: string): Expr => ({ kind: "loop", step: id, name });
  const otherType: Type = choices.chance(0.3) ? choices.pick(MAYBE) : choices.pick(TYPES);
  const types = { [counter]: "int" as Type, ...(other !== undefined && { [other]: otherType }) };
  const known = [...scope.known, ...Object.entries(types).map(([name, type]): Known => ({ expr: ref(name), type }))];
  const inner: Scope = { ...scope, known, depth: scope.depth + 1 };
  const plus = (value: Expr): Expr => ({
    kind: "op",
    op: "+",
    args: [value, { kind: "literal", type: "int", value: 1 }],
  });
  const limit: Expr = { kind: "literal", type: "int", value: choices.below(4) };
  return {
    kind: "while",
    id,
    vars: {
      [counter]: { type: "int", init: { kind: "literal", type: "int", value: 0 }, next: plus(ref(counter)) },
      ...(other !== undefined && {
        [other]: {
          type: otherType,
          init: some(scope, otherType),
          next: some({ ...inner, known: inner.known }, otherType),
        },
      }),
    },
    condition: { kind: "op", op: "<", args: [ref(counter), limit] },
    steps: stepsOf(inner, 1 + choices.below(2), false),
    outputs: types,
  };
}

function stepsOf(scope: Scope, count: number, mayBranch: boolean): readonly Step[] {
  const { choices } = scope;
  const steps: Step[] = [];
  const known = [...scope.known];
  for (let at = 0; at < count; at += 1) {
    scope.ids.count += 1;
    const id = choices.chance(0.2) ? `step.${scope.ids.count}` : `s${scope.ids.count}`;
    const inner: Scope = { ...scope, known: [...known] };
    const isLoop = scope.depth < 2 && choices.chance(0.35);
    const step = isLoop ? choices.pick([foreach, loop])(inner, id) : noop(inner, id);
    const condition = mayBranch && at > 0 && choices.chance(0.2) ? some(inner, "bool") : undefined;
    const before = steps.at(-1);
    const last =
      before === undefined
        ? []
        : [condition === undefined ? { step: before.id } : { step: before.id, when: condition }];
    steps.push({ ...step, ...(last.length > 0 && { needs: last }) } as Step);
    for (const [name, type] of Object.entries(step.outputs))
      known.push({ expr: { kind: "output", step: id, name }, type });
  }
  return steps;
}

function document(seed: number): IrDocument {
  const choices = choicesFrom(seed);
  const params = Object.fromEntries(
    NAMES.filter((name) => name !== "loop_index" && choices.chance(0.7)).map((name) => {
      const other: Type = choices.chance(0.5)
        ? { kind: "list", of: choices.pick(["int", "string", "string"]) }
        : choices.pick(MAYBE);
      const type: Type = choices.chance(0.5) ? other : choices.pick(TYPES);
      return [name, { type, default: literal(type, choices) }];
    }),
  );
  const known = Object.entries(params).map(([name, { type }]): Known => ({ expr: { kind: "param", name }, type }));
  const steps = stepsOf({ choices, known, ids: { count: 0 }, depth: 0 }, 2 + choices.below(4), true);
  return { ir: "1.0", workflow: { id: "wf", owner: "ann", params, steps } };
}

const sel: Readonly<Record<Scalar, string>> = { int: "LONG", string: "STRING", bool: "BOOLEAN" };

/** Values as text, for the steps of the document alone. */
function textOf(type: Type, value: unknown): string {
  if (typeof type === "object" && type.kind === "list")
    return JSON.stringify((value as readonly unknown[]).map(String));
  return value === null ? "stave:null" : String(value);
}

function compare(
  wanted: IrResults,
  found: Results,
  lowered: ReadonlyMap<string, ReadonlyMap<string, string>>,
  path: string,
): void {
  for (const [id, ran] of wanted) {
    const other = found.get(id);
    expect({ path: `${path}/${id}`, ran: other !== undefined }).toEqual({ path: `${path}/${id}`, ran: true });
    if (other === undefined) continue;
    const inputs = [...ran.values].filter(([name]) => lowered.get(id)?.has(name));
    for (const [name, value] of inputs) {
      const type = ran.types[name] as Type;
      const param = lowered.get(id)?.get(name) ?? name;
      const want = textOf(type, encodeValue(value, type));
      expect({ path: `${path}/${id}.${name}`, value: textOf(type, other.params[param]?.value) }).toEqual({
        path: `${path}/${id}.${name}`,
        value: want,
      });
    }
    expect({ path: `${path}/${id}`, count: other.iterations.length }).toEqual({
      path: `${path}/${id}`,
      count: ran.iterations.length,
    });
    ran.iterations.forEach((iteration, at) => {
      compare(iteration, other.iterations[at] as Results, lowered, `${path}/${id}[${at}]`);
    });
  }
}

function givenValue(declared: Type, type: string, value: unknown): TypedValue {
  if (typeof declared !== "object") return { type: sel[declared as Scalar] as TypedValue["type"], value };
  return { type: type as TypedValue["type"], value: declared.kind === "nullable" ? textOf(declared, value) : value };
}

/** The param each input of a plain step became, found by the order that the lowering keeps. */
function inputParams(
  steps: readonly Step[],
  own: readonly { readonly [kind: string]: unknown }[],
): Map<string, Map<string, string>> {
  const found = new Map<string, Map<string, string>>();
  const visit = (list: readonly Step[], lowered: readonly { readonly [kind: string]: unknown }[]): void => {
    for (const step of list) {
      const body = lowered
        .map((one) => Object.values(one)[0] as Record<string, unknown>)
        .find((one) => one["id"] === step.id);
      if (step.kind === "foreach" || step.kind === "while") visit(step.steps, (body?.["steps"] ?? []) as never);
      if (step.kind !== "noop") continue;
      const params = Object.keys((body?.["params"] ?? {}) as object);
      const names = Object.keys(step.inputs);
      const last = params.slice(params.length - names.length);
      found.set(step.id, new Map(names.map((name, at) => [name, last[at] ?? name])));
    }
  };
  visit(steps, own);
  return found;
}

it(`computes the values that the portable rules compute (seeds from ${FIRST})`, () => {
  let played = 0;
  for (let seed = FIRST; seed < FIRST + RUNS; seed += 1) {
    const { workflow } = document(seed);
    const { definition } = lowerWorkflow({ ir: "1.0", workflow });
    if (definition === undefined) continue;
    played += 1;
    const params = new Map(
      Object.entries(workflow.params ?? {}).map(([name, param]) => {
        const given = param.default as { value: unknown };
        return [name, decodeValue(given.value, param.type)];
      }),
    );
    const given: Record<string, TypedValue> = {};
    for (const [name, { type, value }] of Object.entries(definition.workflow.params ?? {})) {
      given[name] = { type: type as TypedValue["type"], value };
      const declared = workflow.params?.[name]?.type;
      if (declared !== undefined)
        given[name] = givenValue(declared, type, encodeValue(params.get(name) as never, declared));
    }
    const wanted = simulateIr(workflow.steps, params);
    try {
      const found = simulateMaestro(definition, given);
      compare(wanted, found, inputParams(workflow.steps, definition.workflow.steps as never), `${seed}:`);
    } catch (error) {
      throw new Error(`seed ${seed}: ${JSON.stringify(definition, null, 1)}`, { cause: error });
    }
  }
  expect(played).toBeGreaterThan(RUNS * 0.4);
});
