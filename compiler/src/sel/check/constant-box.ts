import * as evaluated from "../eval/box.js";
import { ELEMENT_OF, type SelType } from "../types.js";
import { constantOf } from "./fold-operator.js";
import { type ArrayStore, type Box, type Constant, type Content, type MapStore, ofType, present } from "./heap.js";
import { setOf } from "./type-set.js";

const LARGEST = 300;

/** The evaluator's value for a known value; undefined when any part of it is not known. */
export function toEvaluated(content: Content): evaluated.Box | undefined {
  const known = constantOf(content);
  if (known === undefined) return undefined;
  const { type, constant } = known;
  if (constant === null) return (type === "NULL" ? evaluated.NULL : { type, value: null }) as evaluated.Box;
  if (typeof constant !== "object") return { type, value: constant } as evaluated.Box;
  if (constant.kind === "opaque") return { type, value: constant.value } as evaluated.Box;
  return constant.kind === "array" ? arrayToEvaluated(type, constant) : mapToEvaluated(constant);
}

function allKnown(boxes: readonly Box[]): evaluated.Box[] | undefined {
  const values: evaluated.Box[] = [];
  for (const { content } of boxes) {
    const value = toEvaluated(content);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}

function arrayToEvaluated(type: SelType, store: ArrayStore): evaluated.Box | undefined {
  const value = store.elements === undefined ? undefined : allKnown(store.elements);
  return value === undefined ? undefined : ({ type, value } as evaluated.Box);
}

function mapToEvaluated(store: MapStore): evaluated.Box | undefined {
  const entries = store.cell.content;
  const values = entries === undefined ? undefined : allKnown([...entries.values()]);
  if (entries === undefined || values === undefined) return undefined;
  const value = evaluated.newBoxMap();
  for (const [at, key] of [...entries.keys()].entries()) {
    value.put({ type: "STRING", value: key }, values[at] as evaluated.Box);
  }
  return { type: "MAP", value };
}

/** The known value for a value of the evaluator. */
export function fromEvaluated(box: evaluated.Box): Box {
  const { type, value } = box;
  const element = ELEMENT_OF[type];
  if (element !== undefined) return fromArray(type, value as readonly evaluated.Box[]);
  if (type === "MAP") return present(setOf(type));
  if (value !== null && type.startsWith("DATETIME")) return ofType(type, { kind: "opaque", value });
  return evaluated.isOpaque(box) ? present(setOf(type)) : ofType(type, value as Constant);
}

function fromArray(type: SelType, value: readonly evaluated.Box[]): Box {
  const elements = value.length > LARGEST ? undefined : value.map(fromEvaluated);
  return ofType(type, { kind: "array", length: value.length, elements });
}
