import type { CronTrigger, SignalSource, Type } from "@stave/ir-schema";
import { durationText } from "./duration.js";
import { createRef } from "./operations.js";
import type { ParamSpec } from "./params.js";
import type { Operand, Ref } from "./ref.js";
import { captureSite, type Site } from "./sites.js";
import { type Specs, type Text, typesOf } from "./step-kinds.js";
import type { DurationLike } from "./temporal.js";

declare const fields: unique symbol;

/** Options of a cron trigger. */
export interface CronOptions {
  /** An IANA zone name such as `Europe/Berlin`; UTC when absent. */
  readonly timezone?: string;
  /** Largest random delay added to each start. */
  readonly jitter?: DurationLike;
}

/** A schedule. */
export interface CronSpec {
  readonly kind: "cron";
  readonly trigger: CronTrigger;
  readonly site: Site | undefined;
}

/**
 * Starts the workflow by the clock: five fields, minute hour day-of-month month day-of-week.
 *
 * @example
 * triggers: [cron("0 6 * * 1-5", { timezone: "America/Los_Angeles" })]
 */
export function cron(schedule: string, options: CronOptions = {}): CronSpec {
  return {
    kind: "cron",
    trigger: {
      kind: "cron",
      cron: schedule,
      ...(options.timezone !== undefined && { timezone: options.timezone }),
      ...(options.jitter !== undefined && { jitter: durationText(options.jitter) }),
    },
    site: captureSite(cron),
  };
}

type ComparisonOp = "=" | "<" | "<=" | ">" | ">=";

/** What a field must be: equal to a value, or compared with it, `{ ">=": 3 }`. */
export type Match = string | number | { readonly [K in ComparisonOp]?: string | number };

/** Options of a signal; `fields` are the ones expressions read. */
export interface SignalOptions<TFields extends Specs> {
  readonly match?: Readonly<Record<string, Match>>;
  readonly fields?: TFields;
  /** Fields that must be equal over all signals of a trigger. */
  readonly joinKeys?: readonly string[];
}

/** A signal by name, to start a workflow or to wait for in a step. */
export interface SignalSpec<out TFields = unknown> {
  readonly [fields]: TFields;
  readonly kind: "signal";
  readonly name: string;
  readonly source: SignalSource;
  readonly types: Readonly<Record<string, Type>>;
  readonly site: Site | undefined;
}

/**
 * A signal other workflows announce.
 *
 * @example
 * const landed = signal("table_landed", { match: { table: "trips" }, fields: { day: p.string() } });
 * // triggers: [landed]                       starts the workflow
 * // w.step(id, call, { waits: [landed] })    waits before the step
 */
// biome-ignore lint/complexity/noBannedTypes: no fields
export function signal<TFields extends Specs = {}>(
  name: string,
  options: SignalOptions<TFields> = {},
): SignalSpec<TFields> {
  const source: SignalSource = {
    name,
    ...(options.match && {
      match: Object.fromEntries(Object.entries(options.match).map(([key, match]) => [key, comparison(match)])),
    }),
    ...(options.joinKeys && { joinKeys: options.joinKeys }),
  };
  const types = typesOf(options.fields ?? {});
  return { kind: "signal", name, source, types, site: captureSite(signal) } as unknown as SignalSpec<TFields>;
}

function comparison(match: Match): { readonly op: ComparisonOp; readonly value: string | number } {
  if (typeof match !== "object") return { op: "=", value: match };
  const [op, value] = Object.entries(match)[0] as [ComparisonOp, string | number];
  return { op, value };
}

type FieldRefs<TFields> = TFields extends unknown
  ? { readonly [K in keyof TFields]: TFields[K] extends ParamSpec<infer T> ? Ref<T> : never }
  : never;

/**
 * The fields of the signal that started the run.
 *
 * @example
 * w.step("load", load({ day: fromTrigger(landed).day }));
 */
export function fromTrigger<TFields>(spec: SignalSpec<TFields>): FieldRefs<TFields> {
  return fieldRefs(spec, "trigger");
}

/**
 * The fields of a signal that the step itself waits for.
 *
 * @example
 * w.step("load", load({ day: fromWait(landed).day }), { waits: [landed] });
 */
export function fromWait<TFields>(spec: SignalSpec<TFields>): FieldRefs<TFields> {
  return fieldRefs(spec, "wait");
}

function fieldRefs<TFields>(spec: SignalSpec<TFields>, from: "trigger" | "wait"): FieldRefs<TFields> {
  const refs = Object.entries(spec.types).map(([field, type]) => {
    const expr = { kind: "signal" as const, from, signal: spec.name, field, type };
    return [field, createRef(expr, type, [], undefined)];
  });
  return Object.fromEntries(refs) as FieldRefs<TFields>;
}

/**
 * What starts a workflow: a schedule, a signal, or several signals that must all have arrived.
 *
 * @example
 * triggers: [[signal("trips", { joinKeys: ["day"] }), signal("weather", { joinKeys: ["day"] })]]
 */
export type TriggerSpec = CronSpec | SignalSpec | readonly SignalSpec[];

/** Whether a value is one. */
export function isTriggerSpec(value: unknown): value is TriggerSpec {
  if (Array.isArray(value)) return value.length > 0 && value.every((item) => isOf(item, "signal"));
  return isOf(value, "cron") || isOf(value, "signal");
}

function isOf(value: unknown, kind: string): boolean {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === kind;
}

/** A signal a step announces when it has succeeded. */
export interface EmitSpec {
  readonly name: Text;
  readonly fields: Readonly<Record<string, unknown>>;
}

/**
 * A signal to announce: `w.step(id, call, { emits: [emit("model_ready", { city })] })`. Fields are texts and ints.
 *
 * @example
 * w.step("fit", fit({ rows }), { emits: [emit("model_ready", { city })] });
 */
export function emit(name: Text, values: Readonly<Record<string, Operand<string> | Operand<number>>> = {}): EmitSpec {
  return { name, fields: values };
}
