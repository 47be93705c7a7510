import { type decodeValue, type Expr, evaluateExpr, type Step, type Type, type ValueScope } from "@stave/ir-schema";

type Value = ReturnType<typeof decodeValue>;

/** A step that ran: its values by name, with their types, and for a loop what ran in each iteration. */
export interface IrRan {
  readonly values: ReadonlyMap<string, Value>;
  readonly types: Readonly<Record<string, Type>>;
  readonly iterations: readonly IrResults[];
}

/** The steps that ran, by id. */
export type IrResults = ReadonlyMap<string, IrRan>;

interface Outer {
  readonly params: ReadonlyMap<string, Value>;
  readonly loops: ReadonlyMap<string, Value>;
  readonly results: ReadonlyMap<string, IrRan>;
}

/** Plays steps by the rules of the IR; nothing fails. */
export function simulateIr(steps: readonly Step[], params: ReadonlyMap<string, Value>): IrResults {
  return playSteps(steps, { params, loops: new Map(), results: new Map() });
}

function scopeOf({ params, loops, results }: Outer): ValueScope {
  return {
    param: (name) => params.get(name),
    output: (step, name) => results.get(step)?.values.get(name),
    loop: (step, name) => loops.get(`${step}.${name}`),
    signal: () => undefined,
    run: () => undefined,
  };
}

function playSteps(steps: readonly Step[], outer: Outer): IrResults {
  const own = new Map<string, IrRan>();
  const all = new Map(outer.results);
  const at: Outer = { ...outer, results: all };
  for (const step of steps) {
    const needs = step.needs ?? [];
    const open = needs.map(({ step: id, when }) => own.has(id) && (when === undefined || valueAt(when, at) === true));
    if (needs.length > 0 && !(step.join === "any" ? open.includes(true) : !open.includes(false))) continue;
    const ran = playStep(step, at);
    own.set(step.id, ran);
    all.set(step.id, ran);
  }
  return own;
}

function valueAt(expr: Expr, at: Outer): Value {
  return evaluateExpr(expr, scopeOf(at)) as Value;
}

function playStep(step: Step, at: Outer): IrRan {
  if (step.kind === "foreach") return playForeach(step, at);
  if (step.kind === "while") return playWhile(step, at);
  const inputs = "inputs" in step ? step.inputs : {};
  const values = new Map(Object.entries(inputs).map(([name, { value }]) => [name, valueAt(value, at)]));
  const types = Object.fromEntries(Object.entries(inputs).map(([name, { type }]) => [name, type]));
  return { values, types, iterations: [] };
}

function playForeach(step: Extract<Step, { kind: "foreach" }>, at: Outer): IrRan {
  const lists = step.over.map(({ name, in: list }) => [name, valueAt(list, at) as readonly Value[]] as const);
  const total = lists.reduce((product, [, items]) => product * items.length, 1);
  const iterations = Array.from({ length: total }, (_, index) => {
    let rest = index;
    const loops = new Map(at.loops);
    for (const [name, items] of lists) {
      loops.set(`${step.id}.${name}`, items[rest % items.length] as Value);
      rest = Math.floor(rest / items.length);
    }
    const inner: Outer = { ...at, loops };
    return { inner, results: playSteps(step.steps, inner) };
  });
  const values = new Map(
    Object.entries(step.collect).map(([name, expr]) => [
      name,
      iterations.map(({ inner, results }) =>
        valueAt(expr, { ...inner, results: new Map([...inner.results, ...results]) }),
      ) as Value,
    ]),
  );
  return { values, types: step.outputs, iterations: iterations.map(({ results }) => results) };
}

function playWhile(step: Extract<Step, { kind: "while" }>, at: Outer): IrRan {
  const iterations: IrResults[] = [];
  let vars = new Map(Object.entries(step.vars).map(([name, { init }]) => [name, valueAt(init, at)]));
  const inside = (): Outer => ({
    ...at,
    loops: new Map([...at.loops, ...[...vars].map(([name, value]) => [`${step.id}.${name}`, value] as const)]),
  });
  while (valueAt(step.condition, inside()) === true) {
    if (iterations.length > 50) throw new Error("the loop does not end");
    const inner = inside();
    const results = playSteps(step.steps, inner);
    iterations.push(results);
    const after: Outer = { ...inner, results: new Map([...inner.results, ...results]) };
    vars = new Map(
      Object.entries(step.vars).map(([name, { next }]) => [
        name,
        next === undefined ? (vars.get(name) as Value) : valueAt(next, after),
      ]),
    );
  }
  return { values: vars, types: step.outputs, iterations };
}
