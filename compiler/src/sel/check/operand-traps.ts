import type { SelBinary, SelExpression } from "../syntax/ast.js";
import { ELEMENT_OF } from "../types.js";
import { divisionFix } from "./fixes.js";
import type { Content } from "./heap.js";
import type { Machine } from "./machine.js";
import { hasType, onlyType, setOf } from "./type-set.js";

const LONG = setOf("LONG");
const DOUBLE = setOf("DOUBLE");
const ARRAYS = setOf("STRING_ARRAY", "LONG_ARRAY", "DOUBLE_ARRAY", "BOOLEAN_ARRAY");
const TEXT_RESULTS: ReadonlySet<string> = new Set(["tsToDateInt", "incrementDateInt"]);
const NULL_SAFE: ReadonlySet<string> = new Set(["==", "!=", "&&", "||"]);

interface Operand {
  readonly node: SelExpression;
  readonly content: Content;
  readonly other: Content;
}

/** Warns of operands an operator accepts and treats otherwise than it looks. */
export function warnOperands(machine: Machine, node: SelBinary, left: Content, right: Content): void {
  if (isPlain(node.left, left) && isPlain(node.right, right)) return;
  const operands: readonly Operand[] = [
    { node: node.left, content: left, other: right },
    { node: node.right, content: right, other: left },
  ];
  for (const operand of operands) {
    if (node.operator === "+") warnAppended(machine, operand);
    warnDivision(machine, node, operand);
    warnMissing(machine, node, operand);
  }
}

/** Only arrays, calls and divisions are treated otherwise than they look. */
const isPlain = ({ kind }: SelExpression, { types }: Content): boolean =>
  kind !== "call" && kind !== "binary" && (types & ARRAYS) === 0;

function warnAppended(machine: Machine, { node, content, other }: Operand): void {
  const type = onlyType(content.types);
  if (type !== undefined && ELEMENT_OF[type] !== undefined) machine.warn("arrayAsText", node, {});
  const isDateInt = node.kind === "call" && TEXT_RESULTS.has(node.method.name) && type === "STRING";
  if (isDateInt && other.types === LONG) machine.warn("concatenation", node, { method: `Util.${node.method.name}` });
}

function warnDivision(machine: Machine, parent: SelBinary, { node, content, other }: Operand): void {
  const isArithmetic = ["+", "-", "*", "/"].includes(parent.operator);
  if (!isArithmetic || node.kind !== "binary" || node.operator !== "/") return;
  if (content.types === LONG && other.types === DOUBLE) machine.warn("integerDivision", node, {}, divisionFix(node));
}

function warnMissing(machine: Machine, parent: SelBinary, { node, content }: Operand): void {
  const isGet = node.kind === "call" && node.method.name === "get" && node.args.length === 1;
  if (!isGet || NULL_SAFE.has(parent.operator)) return;
  if (!hasType(content.types, "NULL") || content.types === setOf("NULL")) return;
  machine.warn("mayBeNull", node, { value: "the value of get", operator: parent.operator });
}
