import { UTC } from "../java/zone-id.js";
import { FIELDS } from "../members.js";
import type { SelExpression, SelField, SelIndex } from "../syntax/ast.js";
import { ELEMENT_OF, type SelType } from "../types.js";
import { closestName } from "./closest-name.js";
import type { SelFinding } from "./findings.js";
import { finding } from "./findings.js";
import { entryFix, fieldFix } from "./fixes.js";
import { constantOf } from "./fold-operator.js";
import { type ArrayStore, type Box, expose, joinBoxes, ofType, shared, unknownContent } from "./heap.js";
import type { Machine } from "./machine.js";
import { MAP_VALUES, PathFailure } from "./machine.js";
import { describeTypes, isPoisoned, onlyType, POISONED, setOf, typesOf } from "./type-set.js";

/** What one possible type of a receiver leads to: a value, or why the path ends. */
export type Outcome = { readonly box: Box } | { readonly failure: SelFinding };

/** Tries every type a receiver may have; the path ends only when none of them works. */
export function overTypes(receiver: Box, outcomeOf: (type: SelType) => Outcome): Box {
  if (isPoisoned(receiver.content.types)) return receiver;
  const only = onlyType(receiver.content.types);
  const outcomes = only === undefined ? typesOf(receiver.content.types).map(outcomeOf) : [outcomeOf(only)];
  const boxes = outcomes.flatMap((outcome) => ("box" in outcome ? [outcome.box] : []));
  const [first, ...others] = boxes;
  if (first !== undefined) return others.reduce((left, right) => joinBoxes(left, right), first);
  const failures = outcomes.flatMap((outcome) => ("failure" in outcome ? [outcome.failure] : []));
  // Of several reasons the one about a real type says more than the one about null.
  throw new PathFailure([failures.find((item) => item.kind !== "null_access") ?? (failures[0] as SelFinding)]);
}

/** The name an expression goes by in a message. */
export function nameOf(node: SelExpression): string {
  if (node.kind === "name") return node.name;
  if (node.kind === "field") return `${nameOf(node.object)}.${node.field.name}`;
  if (node.kind === "call") return `${nameOf(node.object)}.${node.method.name}(…)`;
  return node.kind === "null" ? "null" : "the value";
}

/** The value of `object[index]`. */
export function evaluateIndex(machine: Machine, node: SelIndex, object: Box, index: Box): Box {
  return overTypes(object, (type): Outcome => {
    if (type === "NULL") {
      return { failure: finding("indexedNull", node.object, { object: nameOf(node.object), advice: "" }) };
    }
    const element = ELEMENT_OF[type];
    const takes = type === "PRESET_PARAMS" ? "STRING" : element === undefined ? undefined : "LONG";
    const fits = takes !== undefined && (index.content.types & (setOf(takes) | POISONED)) !== 0;
    if (!fits) return refusedIndex(node, type, index);
    if (element === undefined) return { box: paramNamed(machine, index) };
    return elementAt(node, object, element, index);
  });
}

function refusedIndex(node: SelIndex, type: SelType, index: Box): Outcome {
  const params = { object: type, index: describeTypes(index.content.types) };
  const advice = type === "MAP" ? "write map.get(key)" : type === "STRING" ? "write text.substring(i, i + 1)" : "";
  return { failure: finding("indexType", node, { ...params, advice }, type === "MAP" ? entryFix(node) : undefined) };
}

/** The value of the param whose name is `name`, which may be known only when the program runs. */
export function paramNamed(machine: Machine, name: Box): Box {
  const known = constantOf(name.content);
  if (known === undefined) return shared(MAP_VALUES);
  return machine.paramBox(String(known.constant)) ?? ofType("NULL", null);
}

/** The index as Java sees it: cut to 32 bits. */
export function constantIndex(index: Box): number | undefined {
  const known = constantOf(index.content);
  if (known?.type !== "LONG") return undefined;
  return Number(BigInt.asIntN(32, BigInt(known.constant as number | bigint)));
}

function elementAt(node: SelIndex, object: Box, element: SelType, index: Box): Outcome {
  const store = object.content.constant as ArrayStore | undefined;
  const at = constantIndex(index);
  const outside = outOfBounds(node.index, store, at, index);
  if (outside !== undefined) return { failure: outside };
  if (store?.elements !== undefined && at !== undefined) return { box: store.elements[at] as Box };
  // The element may be aliased by a declaration and changed through it.
  for (const box of store?.elements ?? []) expose(box);
  return { box: shared(setOf(element)) };
}

/** The finding for an index that is certainly outside of an array. */
export function outOfBounds(
  node: SelExpression,
  store: ArrayStore | undefined,
  at: number | undefined,
  index: Box,
): SelFinding | undefined {
  if (store !== undefined && index.content.symbol === store) {
    return finding("indexOutOfBounds", node, { index: "length", length: "that length" });
  }
  if (store?.length === 0) return finding("indexOutOfBounds", node, { index: at ?? "", length: 0 });
  if (at === undefined || (at >= 0 && (store?.length === undefined || at < store.length))) return undefined;
  return finding("indexOutOfBounds", node, { index: at, length: store?.length ?? "any length" });
}

/** The value of `object.field`. */
export function evaluateField(machine: Machine, node: SelField, object: Box): Box {
  const { name } = node.field;
  return overTypes(object, (type): Outcome => {
    if (type === "PRESET_PARAMS") return { box: machine.paramBox(name) ?? ofType("NULL", null) };
    const field = FIELDS.find((item) => item.receiver === type && item.name === name);
    if (field === undefined) return refusedField(node, type);
    if (field.name !== "length") return { box: fieldValue(field.name, field.result) };
    return { box: lengthOf(object.content.constant as ArrayStore | undefined) };
  });
}

/** A length that is not known is still the length of that very array. */
function lengthOf(store: ArrayStore | undefined): Box {
  const box = ofType("LONG", store?.length);
  if (store !== undefined && store.length === undefined) box.content = unknownContent(box.content.types, true, store);
  return box;
}

function fieldValue(name: string, type: SelType): Box {
  return name === "SUNDAY" ? ofType(type, 7) : ofType(type, { kind: "opaque", value: UTC });
}

function refusedField(node: SelField, type: SelType): Outcome {
  const { name } = node.field;
  if (type === "NULL") {
    const params = { object: nameOf(node.object), member: name, advice: "" };
    return { failure: finding("receiverNull", node.field, params) };
  }
  const params = { receiver: type, name, advice: adviseField(type, name) };
  return { failure: finding("unknownField", node.field, params, fieldFix(node, type)) };
}

function adviseField(type: SelType, name: string): string {
  if (type === "STRING" && name === "length") return "write .length()";
  if (type === "MAP") return `write .get('${name}')`;
  const close = closestName(
    name,
    FIELDS.filter((field) => field.receiver === type).map((field) => field.name),
  );
  return close === undefined ? "" : `did you mean ${close}?`;
}
