import { encodeValue, type Json } from "@stave/ir-schema";
import { evaluate, type Question } from "./evaluate.js";
import type { Signal } from "./event.js";
import { compares, signalsNamed } from "./facts.js";
import type { RunState, StepInstance } from "./state.js";
import type { Turn } from "./turn.js";

/** Announces the signals of a step that has succeeded; throws when one of their expressions has no value. */
export function announce(turn: Turn, instance: StepInstance): void {
  const emits = instance.planned.step.emits ?? [];
  const signals = emits.map((emit, index) => {
    const ask = (what: string, pointer: string): Question => ({
      state: turn.state,
      instance,
      what,
      pointer: `/emits/${index}${pointer}`,
    });
    const fields = Object.entries(emit.fields ?? {}).map(([name, expr]) => {
      const value = evaluate(expr, ask(`The field "${name}" of a signal`, `/fields/${name}`));
      return [name, encodeValue(value, "json")] as const;
    });
    return {
      name: String(evaluate(emit.name, ask("The name of a signal", "/name"))),
      fields: Object.fromEntries(fields),
    };
  });
  for (const signal of signals) deliver(turn, signal);
}

/** Makes a signal known and wakes the steps that wait for it. */
export function deliver(turn: Turn, signal: Signal): void {
  turn.state.signals.push(signal);
  for (const instance of turn.state.waiting) {
    if (missingSignal(turn.state, instance) !== undefined) continue;
    turn.state.waiting.delete(instance);
    turn.ready.push(instance);
  }
}

/** The name of the first signal a step still waits for; undefined once all have come, which the step then remembers. */
export function missingSignal(state: RunState, instance: StepInstance): string | undefined {
  const received = new Map<string, Signal>();
  for (const [index, wait] of (instance.planned.step.waits ?? []).entries()) {
    const ask = (pointer: string): Question => ({
      state,
      instance,
      what: "A signal dependency",
      pointer: `/waits/${index}${pointer}`,
    });
    const name = String(evaluate(wait.name, ask("/name")));
    const wanted = Object.entries(wait.match ?? {}).map(([field, { op, value }]) => {
      const json: Json = encodeValue(evaluate(value, ask(`/match/${field}/value`)), "json");
      return { field, op, json };
    });
    const found = signalsNamed(state, name).find((signal) =>
      wanted.every(({ field, op, json }) => compares(signal.fields[field], op, json)),
    );
    if (found === undefined) return name;
    received.set(wait.alias ?? name, found);
  }
  instance.received = received;
  return undefined;
}
