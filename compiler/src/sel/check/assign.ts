import type { SelAssign, SelAssignOperator, SelBinaryOperator, SelExpression } from "../syntax/ast.js";
import { ELEMENT_OF, type SelType } from "../types.js";
import { requireType } from "./apply-operator.js";
import type { Evaluate } from "./evaluate.js";
import { constantIndex, outOfBounds } from "./fields.js";
import { conversionFix } from "./fixes.js";
import { constantOf, foldBinary, foldPartly } from "./fold-operator.js";
import { type ArrayStore, type Box, type Constant, type Content, expose, typed, unknownContent } from "./heap.js";
import type { Machine } from "./machine.js";
import { PathFailure } from "./machine.js";
import { canAssign, canCreate } from "./operators.js";
import { describeTypes, hasType, isPoisoned, NO_TYPE, onlyType, setOf, type TypeSet, typesOf } from "./type-set.js";

/** Runs an assignment; its value is the live box of the target. */
export function assign(machine: Machine, node: SelAssign, used: number, evaluate: Evaluate): Box {
  if (node.index !== undefined) return assignElement(machine, node, node.index, used, evaluate);
  const value = evaluate(machine, node.value, used);
  const binding = machine.bindingOf(node.target.name);
  const target = binding.content;
  if (target !== undefined) return store(machine, node, node.target.name, target, value);
  const fresh = create(machine, node, value);
  machine.heap.bind(binding, fresh);
  return fresh;
}

function create(machine: Machine, node: SelAssign, value: Box): Box {
  const { operator, target } = node;
  if (isPoisoned(value.content.types)) return value;
  if (operator !== "=") machine.fail("assignUndefined", node.target, { name: target.name, operator });
  const types = typesOf(value.content.types).filter(canCreate);
  if (types.length === 0) machine.fail("assignNothing", node.value, { value: describeTypes(value.content.types) });
  return copyOf(value, setOf(...types));
}

/** Scalars are copied, arrays and maps shared; what is known of them is shared alike. */
function copyOf(value: Box, types: TypeSet): Box {
  const box = typed(types);
  box.content = copiedContent(types, value.content);
  box.volatile = value.volatile && !isScalar(types);
  return box;
}

function copiedContent(types: TypeSet, { constant, notNull, symbol }: Content): Content {
  return constant === undefined ? unknownContent(types, notNull, symbol) : { types, constant };
}

const SCALARS = setOf("STRING", "LONG", "DOUBLE", "BOOLEAN");
const isScalar = (types: TypeSet): boolean => (types & ~SCALARS) === 0;

function store(machine: Machine, node: SelAssign, name: string, target: Box, value: Box): Box {
  const { operator } = node;
  const accepted = acceptedTypes(operator, target.content.types, value.content.types);
  if (accepted === NO_TYPE) failAssign(machine, node, name, target.content, value);
  refuseZero(machine, node, accepted, value);
  const types = target.volatile ? target.content.types : accepted;
  machine.heap.write(target, contentAfter(operator, types, target.content, value.content));
  return target;
}

function acceptedTypes(operator: SelAssignOperator, target: TypeSet, value: TypeSet): TypeSet {
  if (isPoisoned(target | value)) return target;
  const [onlyTarget, onlyValue] = [onlyType(target), onlyType(value)];
  if (onlyTarget !== undefined && onlyValue !== undefined) {
    return canAssign(operator, onlyTarget, onlyValue) ? target : NO_TYPE;
  }
  const values = typesOf(value);
  return setOf(...typesOf(target).filter((type) => values.some((other) => canAssign(operator, type, other))));
}

function refuseZero(machine: Machine, node: SelAssign, types: TypeSet, value: Box): void {
  const divides = node.operator === "/=" || node.operator === "%=";
  if (divides && types === setOf("LONG") && value.content.constant === 0)
    machine.fail("divisionByZero", node.value, {});
}

function contentAfter(operator: SelAssignOperator, types: TypeSet, target: Content, value: Content): Content {
  if (operator === "=") return copiedContent(types, value);
  const [left, right] = [constantOf(target), constantOf(value)];
  const binaryOperator = operator.slice(0, -1) as SelBinaryOperator;
  const folded: Constant | undefined =
    left === undefined || right === undefined
      ? foldPartly(binaryOperator, target, value)
      : foldBinary(binaryOperator, left, right);
  const isLarge = typeof folded === "string" && folded.length > 20_000;
  return folded === undefined || isLarge ? { types, notNull: true } : { types, constant: folded };
}

function failAssign(machine: Machine, node: SelAssign, name: string, target: Content, value: Box): never {
  const { operator } = node;
  const params = { name, operator, target: describeTypes(target.types), value: describeTypes(value.content.types) };
  const wanted = onlyType(target.types);
  const fix = wanted === undefined ? undefined : conversionFix(node.value, wanted, value.content.types);
  const advice = adviseAssign(target.types, value.content.types);
  machine.fail("assignType", node.value, { ...params, advice }, fix);
}

/** What to write where a value of one type is needed and another one stands. */
export function adviseAssign(target: TypeSet, value: TypeSet): string {
  if (hasType(value, "NULL")) return "null cannot be assigned; choose a default with null == x ? default : x";
  const wanted = onlyType(target);
  const found = onlyType(value);
  const key = `${wanted}<${found}`;
  return CONVERSIONS[key] ?? (wanted === "STRING" ? "write '' + value" : "");
}

const CONVERSIONS: Readonly<Record<string, string>> = {
  "DOUBLE<LONG": "SEL does not widen: write 1.0 for 1, or n * 1.0",
  "DOUBLE<STRING": "write Double.valueOf(text)",
  "LONG<DOUBLE": "write d.longValue()",
  "LONG<STRING": "write Long.valueOf(text)",
  "BOOLEAN<STRING": "write new Boolean(text)",
};

function assignElement(
  machine: Machine,
  node: SelAssign,
  indexNode: SelExpression,
  used: number,
  evaluate: Evaluate,
): Box {
  const index = evaluate(machine, indexNode, used);
  const value = evaluate(machine, node.value, used + 1);
  const array = machine.bindingOf(node.target.name).content;
  if (array === undefined) machine.fail("indexedNull", node.target, { object: node.target.name, advice: "" });
  const { types, constant } = array.content;
  if (isPoisoned(types)) return array;
  const elements = typesOf(types).flatMap((type) => ELEMENT_OF[type] ?? []);
  if (elements.length === 0) refuseTarget(machine, node, types, index);
  requireType(
    machine,
    index,
    setOf("LONG"),
    {
      key: "indexType",
      at: indexNode,
      params: { object: describeTypes(types), index: describeTypes(index.content.types), advice: "" },
    },
    "indexNull",
  );
  return storeElement(machine, node, elements, constant as ArrayStore | undefined, index, value);
}

function refuseTarget(machine: Machine, node: SelAssign, types: TypeSet, index: Box): never {
  const params = { object: describeTypes(types), index: describeTypes(index.content.types) };
  if (types === setOf("NULL")) machine.fail("indexedNull", node.target, { object: node.target.name, advice: "" });
  machine.fail("indexType", node.target, {
    ...params,
    advice: hasType(types, "MAP") ? "write map.put(key, value)" : "",
  });
}

function storeElement(
  machine: Machine,
  node: SelAssign,
  elements: readonly SelType[],
  array: ArrayStore | undefined,
  index: Box,
  value: Box,
): Box {
  const at = constantIndex(index);
  const outside = outOfBounds(node.index as SelExpression, array, at, index);
  const known = at === undefined ? undefined : array?.elements?.[at];
  if (known === undefined) for (const box of array?.elements ?? []) expose(box);
  const target = known ?? { ...typed(setOf(...elements)), volatile: true };
  if (outside !== undefined) throw new PathFailure([outside]);
  return store(machine, node, `an element of ${node.target.name}`, target, value);
}
