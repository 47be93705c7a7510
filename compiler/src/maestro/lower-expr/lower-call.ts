import {
  baseType,
  type Expr,
  findFunction,
  parameterTypes,
  type StructType,
  selString,
  type Type,
  withoutNull,
} from "@stave/ir-schema";
import { coerced } from "./coerce.js";
import { durationCalls } from "./duration.js";
import type { Emitter } from "./emitter.js";
import { listCalls } from "./list-calls.js";
import { detached, isNothing, lowerNode, lowerWhole, receiver } from "./lower-node.js";
import { maybeCalls } from "./maybe-calls.js";
import { numberCalls } from "./number-calls.js";
import { orderCalls } from "./order-calls.js";
import { refuse } from "./refuse.js";
import { stringCalls } from "./string-calls.js";
import { computed, type SelValue, simple } from "./value.js";

/** A call of the library. */
export type CallExpr = Extract<Expr, { kind: "call" }>;

/** Writes one function of the library as SEL; arguments that are functions stay nodes. */
export type LowerCall = (call: CallInput, emitter: Emitter) => SelValue;

/** What the lowering of a call is given. */
export interface CallInput {
  readonly node: CallExpr;
  /** The arguments, widened as the signature wants; a function has none. */
  readonly args: readonly SelValue[];
  /** The result type without null. */
  readonly type: Type;
}

const written: Readonly<Record<string, LowerCall>> = {
  ...stringCalls,
  ...numberCalls,
  ...listCalls,
  ...orderCalls,
  ...maybeCalls,
  merge: lowerMerge,
};

function lower(node: CallExpr, emitter: Emitter): SelValue {
  const found = emitter.types.get(node) ?? refuse(`the type of \`${node.fn}\` is not known`);
  const ofDurations = Object.hasOwn(durationCalls, node.fn) ? durationCalls[node.fn] : undefined;
  const hasDuration = node.args.some((arg) => emitter.types.get(arg) === "duration");
  if (ofDurations !== undefined && hasDuration && found !== "duration") return ofDurations(node, emitter);
  const types = node.args.map((arg) => (arg.kind === "fn" ? undefined : emitter.types.get(arg)));
  const wanted = parameterTypes(node.fn, types) ?? types;
  const args = node.args.map((arg, index) => {
    if (arg.kind === "fn") return computed("", "null");
    const value = lowerArgument(node.fn, arg, emitter);
    const type = wanted[index];
    return type === undefined ? value : coerced(value, withoutNull(type), emitter);
  });
  return lowerNamed({ node, args, type: withoutNull(found) }, emitter);
}

/** A struct with the fields of two; the right one wins. */
function lowerMerge({ args, type }: CallInput, emitter: Emitter): SelValue {
  const parts = args.map((arg) => [emitter.held(arg), arg.type] as const);
  const name = emitter.name("new HashMap()");
  for (const [value, of] of parts) {
    if (typeof of !== "object" || of.kind !== "struct") return refuse("its maps cannot list their keys to join them");
    for (const field of Object.keys(of.fields)) emitter.emit(putField(name, value, field, of, emitter));
  }
  return simple(name, type);
}

function putField(name: string, of: SelValue, field: string, type: StructType, emitter: Emitter): string {
  const key = selString(field);
  const item = computed(`${of.text}.get(${key})`, type.fields[field] ?? "json");
  const put = `${name}.put(${key}, ${detached(item)});`;
  if (!type.optional?.includes(field)) return put;
  return `if (${emitter.held(of).text}.containsKey(${key})) { ${put} }`;
}

function lowerArgument(fn: string, arg: Expr, emitter: Emitter): SelValue {
  const isLeftOut = fn === "sliceStep" && arg.kind === "literal" && arg.value === null;
  if (isLeftOut) return computed("", "null");
  return fn === "require" ? lowerNode(arg, emitter) : lowerWhole(arg, emitter);
}

function lowerNamed(input: CallInput, emitter: Emitter): SelValue {
  const { fn } = input.node;
  const own = Object.hasOwn(written, fn) ? written[fn] : undefined;
  if (own !== undefined) return own(input, emitter);
  const lowering = findFunction(fn)?.sel;
  if (lowering === undefined || "statements" in lowering) return refuse(`\`${fn}\` is not lowered`);
  if ("refused" in lowering) return refuse(`\`${fn}\` is not in SEL: ${lowering.refused}`);
  return lowerText(input, lowering.text, emitter);
}

type Text = (args: readonly string[], types: readonly Type[]) => string | { readonly refused: string };

/** A function that is text over its arguments; an argument that the text needs twice is computed once. */
function lowerText({ node, args, type }: CallInput, text: Text, emitter: Emitter): SelValue {
  const types = args.map((arg) => baseType(arg.type));
  const probed = text(
    args.map((arg) => receiver(arg)),
    types,
  );
  if (typeof probed !== "string") return refuse(`\`${node.fn}\` is not in SEL: ${probed.refused}`);
  const once = args.map((arg) => (arg.isSimple || occurrences(probed, receiver(arg)) < 2 ? arg : emitter.held(arg)));
  const sel = text(
    once.map((arg) => receiver(arg)),
    types,
  );
  return computed(typeof sel === "string" ? sel : refuse(sel.refused), type);
}

function occurrences(text: string, part: string): number {
  return text.split(part).length - 1;
}

/** A property of a value that is no struct, such as `length`. */
function property(of: SelValue, name: string, emitter: Emitter): SelValue {
  const fns: Readonly<Record<string, string>> = { inLeapYear: "isLeapYear" };
  const fn = fns[name] ?? name;
  const type: Type = fn === "isLeapYear" ? "bool" : "int";
  if (fn === "length" && typeof of.type === "object" && of.type.kind === "list" && isNothing(of.type.of)) {
    return computed("0", "int");
  }
  return lowerNamed({ node: { kind: "call", fn, args: [] }, args: [of], type }, emitter);
}

/** The SEL of a call of the library. */
export const lowerCall: typeof lower & { readonly property: typeof property } = Object.assign(lower, { property });
