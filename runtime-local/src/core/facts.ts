import { decodeValue, type Expr, type Json, type Type, type Value } from "@stave/ir-schema";
import type { Signal } from "./event.js";
import type { RunState, StepInstance } from "./state.js";

const iso = (time: number): string => new Date(time).toISOString();

const DAY = 24 * 60 * 60 * 1000;

/** The name of a fact about the run. */
export type RunField = Extract<Expr, { kind: "run" }>["field"];

/** A fact about the run. Without a date it is about the day it started, without an interval about its whole day in UTC. */
export function runField(state: RunState, workflowId: string, field: RunField): Value {
  const started = state.started;
  const start = iso(started?.time ?? 0);
  const logical = (started?.logicalDate ?? start).slice(0, 10);
  const midnight = `${logical}T00:00:00.000Z`;
  const facts: Record<RunField, () => Value> = {
    id: () => started?.runId ?? "",
    workflowId: () => workflowId,
    startTime: () => decodeValue(start, "timestamp"),
    logicalDate: () => decodeValue(logical, "date"),
    intervalStart: () => decodeValue(started?.intervalStart ?? midnight, "timestamp"),
    intervalEnd: () => decodeValue(started?.intervalEnd ?? iso(Date.parse(midnight) + DAY), "timestamp"),
    ds: () => logical,
    dsNodash: () => logical.replaceAll("-", ""),
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
