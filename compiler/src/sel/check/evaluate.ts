import type { SelArrayLiteral, SelBinary, SelExpression, SelName, SelNewArray, SelTernary } from "../syntax/ast.js";
import { ARRAY_OF, DECLARABLE_TYPES, type SelType } from "../types.js";
import { applyBinary, applyUnary, conditionTruth, requireType } from "./apply-operator.js";
import { assign } from "./assign.js";
import { construct } from "./construct.js";
import { either } from "./either.js";
import { evaluateField, evaluateIndex } from "./fields.js";
import { type ArrayStore, type Box, type Constant, joinBoxes, ofType, typed, unknownArray } from "./heap.js";
import type { Machine } from "./machine.js";
import { callMethod } from "./methods.js";
import { describeTypes, setOf } from "./type-set.js";

const STACK_SLOTS = 128;
const ARRAY_LIMIT = 25_000;
const TRACKED_ELEMENTS = 300;

/** Evaluates an expression with `used` operand slots taken before it. */
export type Evaluate = (machine: Machine, node: SelExpression, used: number) => Box;

type Evaluators = {
  [K in SelExpression["kind"]]: (machine: Machine, node: Extract<SelExpression, { kind: K }>, used: number) => Box;
};

const literal =
  (type: SelType) =>
  (machine: Machine, node: SelExpression & { readonly value: bigint | number | string | boolean }): Box =>
    machine.literalBox(node, type, node.value);

const evaluators: Evaluators = {
  name: evaluateName,
  long: literal("LONG"),
  double: literal("DOUBLE"),
  string: literal("STRING"),
  boolean: literal("BOOLEAN"),
  null: (machine, node) => machine.literalBox(node, "NULL", null),
  unary: (machine, node, used) => applyUnary(machine, node, evaluate(machine, node.operand, used)),
  binary: evaluateChain,
  ternary: evaluateTernary,
  assign: (machine, node, used) => assign(machine, node, used, evaluate),
  index: evaluateMembers,
  field: evaluateMembers,
  call: evaluateMembers,
  new: (machine, node, used) =>
    construct(
      machine,
      node,
      node.args.map((arg, at) => evaluate(machine, arg, used + 1 + at)),
    ),
  newArray: evaluateNewArray,
  arrayLiteral: evaluateArrayLiteral,
};

/** The value of an expression on the present path; throws `PathFailure` where it certainly fails. */
export function evaluate(machine: Machine, node: SelExpression, used: number): Box {
  machine.step();
  if (used >= STACK_SLOTS) machine.fail("stackTooDeep", node, {});
  return (evaluators[node.kind] as Evaluate)(machine, node, used);
}

function evaluateName(machine: Machine, node: SelName): Box {
  return machine.bindingOf(node.name).content ?? ofType("NULL", null);
}

/** Operators chain to the left, thousands of them at worst, so the chain is walked in a loop. */
function evaluateChain(machine: Machine, root: SelBinary, used: number): Box {
  const chain: SelBinary[] = [];
  let first: SelExpression = root;
  while (first.kind === "binary") {
    chain.push(first);
    first = first.left;
  }
  let value = evaluate(machine, first, used);
  for (let node = chain.pop(); node !== undefined; node = chain.pop()) {
    const right = evaluate(machine, node.right, used + 1);
    value = applyBinary(machine, node, value, right);
  }
  return value;
}

function evaluateMembers(machine: Machine, root: SelExpression, used: number): Box {
  const chain: SelExpression[] = [];
  let first: SelExpression = root;
  while (first.kind === "index" || first.kind === "field" || first.kind === "call") {
    chain.push(first);
    first = first.object;
  }
  let object = evaluate(machine, first, used);
  for (let node = chain.pop(); node !== undefined; node = chain.pop())
    object = evaluateMember(machine, node, object, used);
  return object;
}

function evaluateMember(machine: Machine, node: SelExpression, object: Box, used: number): Box {
  machine.step();
  if (node.kind === "index") return evaluateIndex(machine, node, object, evaluate(machine, node.index, used + 1));
  if (used + 2 > STACK_SLOTS) machine.fail("stackTooDeep", node, {});
  if (node.kind === "field") return evaluateField(machine, node, object);
  if (node.kind !== "call") return object;
  const args = node.args.map((arg, at) => evaluate(machine, arg, used + 2 + at));
  return callMethod(machine, node, object, args);
}

function evaluateTernary(machine: Machine, node: SelTernary, used: number): Box {
  const truth = conditionTruth(machine, node.condition, evaluate(machine, node.condition, used));
  const then = (): Box => evaluate(machine, node.then, used);
  const otherwise = (): Box => evaluate(machine, node.otherwise, used);
  if (truth !== undefined) return truth ? then() : otherwise();
  return either(machine, [then, otherwise], joinBoxes);
}

/** The scalar type named after `new` for an array, or the end of the path. */
function elementType(machine: Machine, node: SelNewArray | SelArrayLiteral): SelType {
  const { type } = node;
  const declared = DECLARABLE_TYPES.get(type.name);
  if (declared === undefined) machine.fail("unknownClass", type, { name: type.name, advice: "" });
  if (ARRAY_OF[declared] === undefined) machine.fail("arrayElementClass", type, { type: type.name });
  return declared;
}

const DEFAULTS: Readonly<Partial<Record<SelType, Constant>>> = { LONG: 0, DOUBLE: 0, BOOLEAN: false, STRING: null };

/** The value a declaration without initialiser gives. */
export function defaultValue(type: SelType): Box {
  return ofType(type, DEFAULTS[type] ?? null);
}

/** An array of this many default elements, tracked one by one while they are few. */
export function arrayStore(element: SelType, length: number): ArrayStore {
  const tracked = length <= TRACKED_ELEMENTS;
  const elements = tracked ? Array.from({ length }, () => defaultValue(element)) : undefined;
  return { kind: "array", length, elements };
}

function evaluateNewArray(machine: Machine, node: SelNewArray, used: number): Box {
  if (DECLARABLE_TYPES.get(node.type.name) === undefined) elementType(machine, node);
  const size = evaluate(machine, node.size, used + 1);
  const element = elementType(machine, node);
  requireType(machine, size, setOf("LONG"), { key: "sizeType", at: node.size, params: {}, wanted: "LONG" }, "sizeNull");
  const array = ARRAY_OF[element] as SelType;
  const { constant } = size.content;
  if (typeof constant !== "number" && typeof constant !== "bigint") return ofType(array, unknownArray());
  const length = Number(BigInt.asIntN(32, BigInt(constant)));
  if (length < 0) machine.fail("negativeSize", node.size, { size: String(constant) });
  if (length > ARRAY_LIMIT) machine.fail("arrayTooLong", node.size, { size: length });
  return ofType(array, arrayStore(element, length));
}

function evaluateArrayLiteral(machine: Machine, node: SelArrayLiteral, used: number): Box {
  if (DECLARABLE_TYPES.get(node.type.name) === undefined) elementType(machine, node);
  const values = node.elements.map((element, at) => evaluate(machine, element, used + 1 + at));
  const type = elementType(machine, node);
  for (const [at, value] of values.entries()) {
    requireElement(machine, node.elements[at] as SelExpression, type, value);
  }
  const elements = values.map((value) => typed(setOf(type), value.content.constant));
  return ofType(ARRAY_OF[type] as SelType, { kind: "array", length: elements.length, elements });
}

/** Ends the path when a value cannot be an element of an array of `type`. */
function requireElement(machine: Machine, at: SelExpression, type: SelType, value: Box): void {
  const advice = type === "DOUBLE" && value.content.types === setOf("LONG") ? "write 1.0 for 1, or n * 1.0" : "";
  const params = { array: `${type}[]`, element: type, value: describeTypes(value.content.types), advice };
  requireType(machine, value, setOf(type), { key: "elementType", at, params, wanted: type });
}
