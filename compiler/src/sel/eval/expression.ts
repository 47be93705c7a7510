import { Failure, illegal } from "../java/failure.js";
import { toInt32 } from "../java/long.js";
import type {
  SelArrayLiteral,
  SelAssign,
  SelBinary,
  SelCall,
  SelExpression,
  SelField,
  SelIndex,
  SelNew,
  SelNewArray,
  SelTypeName,
  SelUnary,
} from "../syntax/ast.js";
import { ARRAY_OF, DECLARABLE_TYPES, type SelType } from "../types.js";
import { longBox, nullAccess } from "./argument.js";
import { type ArrayBox, type Box, emptyBox, isArray, NULL, type ScalarBox } from "./box.js";
import { construct } from "./construct.js";
import type { Machine } from "./machine.js";
import { callMember, readField } from "./members.js";
import { assign, binary, unary } from "./operators.js";
import { paramField } from "./params-methods.js";

type Literal = SelExpression & { readonly kind: "long" | "double" | "string" | "boolean" | "null" };
type Suffix = SelCall | SelIndex | SelField;

// How many nodes of Maestro's syntax tree each kind is; an expression in brackets or after a keyword is one more.
const PRIMARY = 2;
const WRAPPER = 1;

function literalBox(node: Literal): Box {
  switch (node.kind) {
    case "long":
      return { type: "LONG", value: node.value };
    case "double":
      return { type: "DOUBLE", value: node.value };
    case "string":
      return { type: "STRING", value: node.value };
    case "boolean":
      return { type: "BOOLEAN", value: node.value };
    case "null":
      return NULL;
  }
}

/** A literal is one box for the whole evaluation, which shows when a loop comes back to it. */
function literal(machine: Machine, node: Literal): Box {
  if (!machine.inLoop) return literalBox(node);
  const known = machine.literals.get(node);
  if (known !== undefined) return known;
  const box = literalBox(node);
  machine.literals.set(node, box);
  return box;
}

/** The type that a declaration or `new` names. */
export function typeOf(machine: Machine, node: SelTypeName): SelType {
  const type = DECLARABLE_TYPES.get(node.name);
  if (type !== undefined && !node.array) return type;
  machine.at = node;
  if (type === undefined) throw new Failure("unknown_function", `there is no class ${node.name}`);
  const array = ARRAY_OF[type];
  if (array === undefined) throw new Failure("type_error", `there are no arrays of ${node.name}`);
  return array;
}

/** Evaluates an expression whose value will be in the given slot of Maestro's operand stack. */
export function evaluate(machine: Machine, start: SelExpression, depth: number): Box {
  let node = start;
  for (;;) {
    switch (node.kind) {
      case "name":
        machine.visits += PRIMARY;
        if (depth >= machine.limits.stack) machine.slot(depth);
        return machine.get(node.name);
      case "long":
      case "double":
      case "string":
      case "boolean":
      case "null":
        machine.visits += PRIMARY;
        if (depth >= machine.limits.stack) machine.slot(depth);
        return literal(machine, node);
      case "binary":
        return evaluateBinary(machine, node, depth);
      case "call":
      case "index":
      case "field":
        return evaluateSuffixes(machine, node, depth);
      case "unary":
        return evaluateUnary(machine, node, depth);
      case "ternary":
        machine.visits += 1 + WRAPPER;
        node = condition(machine, node.condition, depth) ? node.then : node.otherwise;
        break;
      case "assign":
        return evaluateAssign(machine, node, depth);
      case "new":
        return evaluateNew(machine, node, depth);
      case "newArray":
        return evaluateNewArray(machine, node, depth);
      case "arrayLiteral":
        return evaluateArrayLiteral(machine, node, depth);
    }
  }
}

/** A condition of a ternary, an `if` or a loop. */
export function condition(machine: Machine, node: SelExpression, depth: number): boolean {
  const box = evaluate(machine, node, depth);
  if (box.type === "BOOLEAN") return box.value;
  machine.at = node;
  if (box.type === "NULL") nullAccess("the condition is null");
  throw new Failure("type_error", `the condition is ${box.type}, not BOOLEAN`);
}

/** Chains lean left and can be long, so they are walked in a loop. */
function evaluateBinary(machine: Machine, node: SelBinary, depth: number): Box {
  if (node.left.kind !== "binary") return applyBinary(machine, node, evaluate(machine, node.left, depth), depth);
  let count = 2;
  let first: SelExpression = node.left.left;
  for (; first.kind === "binary"; first = first.left) count += 1;
  // An array of the right size costs a third of one that grows.
  const chain: SelBinary[] = new Array(count);
  for (let index = 0, link: SelExpression = node; link.kind === "binary"; link = link.left) chain[index++] = link;
  let box = evaluate(machine, first, depth);
  while (count > 0) {
    count -= 1;
    box = applyBinary(machine, chain[count] as SelBinary, box, depth);
  }
  return box;
}

function applyBinary(machine: Machine, node: SelBinary, left: Box, depth: number): Box {
  const right = evaluate(machine, node.right, depth + 1);
  machine.visits += 1;
  machine.at = node;
  return binary(machine, node.operator, left, right);
}

function evaluateUnary(machine: Machine, node: SelUnary, depth: number): Box {
  if (node.operand.kind !== "unary") return applyUnary(machine, node, evaluate(machine, node.operand, depth));
  const chain: SelUnary[] = [];
  let operand: SelExpression = node;
  while (operand.kind === "unary") {
    chain.push(operand);
    operand = operand.operand;
  }
  let box = evaluate(machine, operand, depth);
  for (let index = chain.length - 1; index >= 0; index -= 1) {
    box = applyUnary(machine, chain[index] as SelUnary, box);
  }
  return box;
}

function applyUnary(machine: Machine, node: SelUnary, operand: Box): Box {
  machine.visits += 1;
  machine.at = node;
  return unary(machine, node.operator, operand);
}

const isSuffix = (node: SelExpression): node is Suffix =>
  node.kind === "call" || node.kind === "index" || node.kind === "field";

function evaluateSuffixes(machine: Machine, node: Suffix, depth: number): Box {
  if (!isSuffix(node.object)) return applySuffix(machine, node, evaluate(machine, node.object, depth), depth);
  let count = 2;
  let first: SelExpression = node.object.object;
  for (; isSuffix(first); first = first.object) count += 1;
  const chain: Suffix[] = new Array(count);
  for (let index = 0, link: SelExpression = node; isSuffix(link); link = link.object) chain[index++] = link;
  let box = evaluate(machine, first, depth);
  while (count > 0) {
    count -= 1;
    box = applySuffix(machine, chain[count] as Suffix, box, depth);
  }
  return box;
}

function applySuffix(machine: Machine, node: Suffix, object: Box, depth: number): Box {
  switch (node.kind) {
    case "call": {
      machine.slot(depth + 1);
      machine.visits += 4;
      const args = evaluateAll(machine, node.args, depth + 2);
      machine.at = node;
      return callMember(machine, object, node.method.name, args);
    }
    case "field":
      machine.slot(depth + 1);
      machine.visits += 2;
      machine.at = node;
      return readField(machine, object, node.field.name);
    case "index": {
      machine.visits += 2 + WRAPPER;
      const index = evaluate(machine, node.index, depth + 1);
      machine.at = node;
      return readIndex(machine, object, index);
    }
  }
}

const NO_ARGS: readonly Box[] = [];

function evaluateAll(machine: Machine, nodes: readonly SelExpression[], depth: number): readonly Box[] {
  if (nodes.length === 0) return NO_ARGS;
  const boxes: Box[] = new Array(nodes.length);
  for (let index = 0; index < nodes.length; index += 1) {
    machine.visits += WRAPPER;
    boxes[index] = evaluate(machine, nodes[index] as SelExpression, depth + index);
  }
  return boxes;
}

function readIndex(machine: Machine, object: Box, index: Box): Box {
  if (index.type === "LONG") {
    if (isArray(object)) return element(object, toInt32(index.value));
    return notIndexable(object, "an array");
  }
  if (index.type !== "STRING") throw new Failure("type_error", `${index.type} is not an index`);
  return object.type === "PRESET_PARAMS" ? paramField(machine, index.value) : notIndexable(object, "params");
}

function notIndexable(object: Box, expected: string): never {
  if (object.type === "NULL") nullAccess("null is indexed");
  throw new Failure("type_error", `${object.type} is indexed where ${expected} is expected`);
}

function element(array: ArrayBox, index: number): ScalarBox {
  const box = array.value[index];
  if (box !== undefined) return box;
  const { length } = array.value;
  throw new Failure("index_out_of_bounds", `the index ${index} is outside of an array of ${length} elements`);
}

/** `x = y = 1` nests to the right; the targets are walked in a loop. */
function evaluateAssign(machine: Machine, node: SelAssign, depth: number): Box {
  if (node.value.kind !== "assign" || node.index !== undefined || node.value.index !== undefined) {
    return assignOne(machine, node, depth);
  }
  const chain: SelAssign[] = [];
  let value: SelExpression = node;
  while (value.kind === "assign" && value.index === undefined) {
    chain.push(value);
    value = value.value;
  }
  machine.visits += chain.length * 4;
  let box = evaluate(machine, value, depth);
  for (let index = chain.length - 1; index >= 0; index -= 1) box = store(machine, chain[index] as SelAssign, box);
  return box;
}

function assignOne(machine: Machine, node: SelAssign, depth: number): Box {
  machine.visits += 4;
  if (node.index === undefined) return store(machine, node, evaluate(machine, node.value, depth));
  machine.visits += WRAPPER;
  const index = evaluate(machine, node.index, depth);
  const value = evaluate(machine, node.value, depth + 1);
  machine.at = node;
  const at = toInt32(longBox(index).value);
  const array = machine.get(node.target.name);
  const target = isArray(array) ? element(array, at) : notIndexable(array, "an array");
  assign(machine, target, node.operator, value);
  return target;
}

function store(machine: Machine, node: SelAssign, value: Box): Box {
  machine.at = node;
  if (node.operator === "=") machine.createIfMissing(node.target.name, value.type);
  const target = machine.get(node.target.name);
  assign(machine, target, node.operator, value);
  return target;
}

function evaluateNew(machine: Machine, node: SelNew, depth: number): Box {
  machine.slot(depth);
  machine.visits += 5;
  const type = typeOf(machine, node.type);
  const args = evaluateAll(machine, node.args, depth + 1);
  machine.at = node;
  return construct(machine, type, args);
}

/** The array and element type of `new T[…]`; Java looks at them only after the size and the elements. */
function elementType(machine: Machine, node: SelNewArray | SelArrayLiteral): SelType {
  machine.visits += 4;
  return typeOf(machine, { ...node.type, array: false });
}

function newArray(machine: Machine, type: SelType, length: number): ArrayBox & { value: ScalarBox[] } {
  const array = ARRAY_OF[type];
  if (array === undefined) throw new Failure("type_error", `there are no arrays of ${type}`);
  machine.reserve(length);
  machine.memory += 32 * (length + 1);
  const value = Array.from({ length }, () => emptyBox(type) as ScalarBox);
  return { type: array, value } as ArrayBox & { value: ScalarBox[] };
}

function evaluateNewArray(machine: Machine, node: SelNewArray, depth: number): Box {
  machine.slot(depth);
  const type = elementType(machine, node);
  machine.visits += WRAPPER;
  const size = evaluate(machine, node.size, depth + 1);
  machine.at = node;
  const length = toInt32(longBox(size).value);
  if (length > machine.limits.array) machine.exceeded("elements in an array", machine.limits.array);
  if (ARRAY_OF[type] !== undefined && length < 0) illegal(`an array cannot have ${length} elements`);
  return newArray(machine, type, Math.max(0, length));
}

function evaluateArrayLiteral(machine: Machine, node: SelArrayLiteral, depth: number): Box {
  machine.slot(depth);
  const type = elementType(machine, node);
  if (node.elements.length > machine.limits.array) machine.exceeded("elements in an array", machine.limits.array);
  const elements = evaluateAll(machine, node.elements, depth + 1);
  machine.at = node;
  const array = newArray(machine, type, elements.length);
  for (let index = elements.length - 1; index >= 0; index -= 1) {
    assign(machine, array.value[index] as ScalarBox, "=", elements[index] as Box);
  }
  return array;
}
