import { decodeValue, type Expr, type Json, type Type, type Value } from "@stave/ir-schema";
import type { Signal } from "./event.js";
import type { RunState, StepInstance } from "./state.js";

const iso = (time: number): string => new Date(time).toISOString();

/** The name of a fact about the run. */
export type RunField = Extract<Expr, { kind: "run" }>["field"];

/** A fact about the run; undefined when the run was started without it. */
export function runField(state: RunState, workflowId: string, field: RunField): Value {
  const started = state.started;
  const start = iso(started?.time ?? 0);
  const logical = started?.logicalDate ?? start;
  const facts: Record<RunField, () => Value> = {
    id: () => started?.runId ?? "",
    workflowId: () => workflowId,
    startTime: () => decodeValue(start, "timestamp"),
    logicalDate: () => decodeValue(logical, "timestamp"),
    intervalStart: () => decodeValue(started?.intervalStart ?? logical, "timestamp"),
    intervalEnd: () => decodeValue(started?.intervalEnd ?? logical, "timestamp"),
    ds: () => logical.slice(0, 10),
    dsNodash: () => logical.slice(0, 10).replaceAll("-", ""),
  };
  return facts[field]();
}

/** A field of the signal that started the run, or that a step waited for. */
export function signalField(
  state: RunState,
  instance: StepInstance | undefined,
  wanted: Pick<Extract<Expr, { kind: "signal" }>, "from" | "signal" | "field">,
): Value | undefined {
  const signal =
    wanted.from === "trigger"
      ? state.started?.trigger?.find((candidate) => candidate.name === wanted.signal)
      : instance?.received?.get(wanted.signal);
  const json = signal?.fields[wanted.field];
  return json === undefined ? undefined : decodeValue(json, typeOfField(json));
}

const typeOfField = (json: Json): Type => (typeof json === "number" ? "int" : "string");

/** True when a signal's field compares with a value as asked. */
export function compares(field: Json | undefined, op: "=" | "<" | "<=" | ">" | ">=", value: Json): boolean {
  if (field === undefined || typeof field !== typeof value) return false;
  const order = field === value ? 0 : (field as string | number) < (value as string | number) ? -1 : 1;
  return { "=": order === 0, "<": order < 0, "<=": order <= 0, ">": order > 0, ">=": order >= 0 }[op];
}

/** The signals of a run by name, first announced first. */
export const signalsNamed = (state: RunState, name: string): readonly Signal[] =>
  state.signals.filter((signal) => signal.name === name);
