import { nearest, type SignalEmit, type SignalWait, type Type } from "@stave/ir-schema";
import type { PlacedStep } from "./context.js";
import { durationText } from "./duration.js";
import {
  type ForeachOptions,
  retryOf,
  type StepOptions,
  type SubworkflowOptions,
  type WhileOptions,
} from "./options.js";
import { hasShape, useValue } from "./placing.js";
import { isRef, type RefNode } from "./ref.js";
import type { EmitSpec, SignalSpec } from "./triggers.js";

const knownOptions: ReadonlySet<string> = new Set<string>([
  "after",
  "join",
  "retry",
  "timeout",
  "onFailure",
  "name",
  "description",
  "tags",
  "waits",
  "emits",
  "extensions",
] satisfies (keyof StepOptions)[]);

/** Options that only some steps have. */
export type OwnOption =
  | Exclude<keyof ForeachOptions | keyof WhileOptions | keyof SubworkflowOptions, keyof StepOptions>
  | "environment";

function checkOptions(placed: PlacedStep, options: StepOptions, own: readonly OwnOption[]): void {
  for (const option in options) {
    if (knownOptions.has(option) || own.includes(option as OwnOption)) continue;
    const details = { option, where: `Step "${placed.id}"`, meant: nearest(option, [...knownOptions, ...own]) };
    placed.scope.context.report("unknown-option", details, `${placed.pointer}/${option}`);
  }
}

/** The items of an option that is a list, without those that only untyped code can write. */
function soundItems<T>(
  placed: PlacedStep,
  option: "tags" | "waits" | "emits",
  items: readonly T[] | undefined,
  [isSound, expected]: readonly [isSound: (item: T) => boolean, expected: string],
): readonly T[] | undefined {
  const pointer = `${placed.pointer}/${option}`;
  const what = `\`${option}\` of step "${placed.id}"`;
  if (items === undefined || !hasShape(placed, Array.isArray(items), [what, items, "a list"], pointer))
    return undefined;
  return items.filter((item, at) => hasShape(placed, isSound(item), [what, item, expected], `${pointer}/${at}`));
}

/** The members that all kinds of steps share. */
export function commonFields(
  placed: PlacedStep,
  options: StepOptions,
  refs: RefNode[],
  own: readonly OwnOption[],
): Record<string, unknown> {
  checkOptions(placed, options, own);
  const { name, description, retry, timeout, onFailure, extensions } = options;
  const tags = soundItems(placed, "tags", options.tags, [(tag) => typeof tag === "string", "string"]);
  const waits = soundItems(placed, "waits", options.waits, [(spec) => spec?.kind === "signal", "signal(…)"]);
  const emits = soundItems(placed, "emits", options.emits, [(spec) => isObject(spec?.fields), "emit(…)"]);
  return {
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description }),
    ...(tags && { tags: [...tags] }),
    ...(retry && { retry: retryOf(retry) }),
    ...(timeout !== undefined && { timeout: timeoutOf(placed, timeout, refs) }),
    ...(onFailure && { onFailure }),
    ...(waits && { waits: waits.map((spec) => waitOf(spec)) }),
    ...(emits && { emits: emits.map((spec, index) => emitOf(placed, spec, index, refs)) }),
    ...(extensions && { extensions }),
  };
}

const isObject = (value: unknown): boolean => typeof value === "object" && value !== null;

function timeoutOf(placed: PlacedStep, timeout: NonNullable<StepOptions["timeout"]>, refs: RefNode[]): unknown {
  const value = isRef(timeout) || typeof timeout === "string" ? timeout : durationText(timeout as never);
  const operand = useValue(
    placed,
    value,
    "duration",
    `${placed.pointer}/timeout`,
    `The timeout of step "${placed.id}"`,
  );
  refs.push(...operand.refs);
  return operand.expr;
}

function waitOf(spec: SignalSpec): SignalWait {
  const match = Object.entries(spec.source.match ?? {}).map(([field, { op, value }]) => {
    const type: Type = typeof value === "number" ? "int" : "string";
    return [field, { op, value: { kind: "literal" as const, type, value } }] as const;
  });
  return {
    name: { kind: "literal", type: "string", value: spec.name },
    ...(match.length > 0 && { match: Object.fromEntries(match) }),
    ...(Object.keys(spec.types).length > 0 && { fields: spec.types }),
  };
}

/** Emits are computed when the step has succeeded, so they may read its own outputs and add no edge to themselves. */
function emitOf(placed: PlacedStep, spec: EmitSpec, index: number, refs: RefNode[]): SignalEmit {
  const pointer = `${placed.pointer}/emits/${index}`;
  const use = (value: unknown, what: string, at: string, type?: Type): SignalEmit["name"] => {
    const operand = useValue(placed, value, type, at, what);
    refs.push(...operand.refs);
    return operand.expr;
  };
  const fields = Object.entries(spec.fields).map(([field, value]) => [
    field,
    use(value, `Field "${field}" of a signal of step "${placed.id}"`, `${pointer}/fields/${field}`),
  ]);
  return {
    name: use(spec.name, `The name of a signal of step "${placed.id}"`, `${pointer}/name`, "string"),
    ...(fields.length > 0 && { fields: Object.fromEntries(fields) }),
  };
}
