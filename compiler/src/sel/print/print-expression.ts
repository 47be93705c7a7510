import type { SelBinaryOperator, SelExpression, SelTypeName } from "../syntax/ast.js";
import { printDouble, printLong, printString } from "./print-literal.js";

const LEVELS: Readonly<Record<SelBinaryOperator, number>> = {
  "||": 1,
  "&&": 2,
  "==": 3,
  "!=": 3,
  "<": 4,
  ">": 4,
  "<=": 4,
  ">=": 4,
  "+": 5,
  "-": 5,
  "*": 6,
  "/": 6,
  "%": 6,
};
const UNARY_LEVEL = 7;
const PRIMARY_LEVEL = 8;

type Printers = { [K in SelExpression["kind"]]: (node: Extract<SelExpression, { kind: K }>) => string };

const printers: Printers = {
  name: (node) => node.name,
  long: (node) => printLong(node.value),
  double: (node) => printDouble(node.value),
  string: (node) => printString(node.value),
  boolean: (node) => String(node.value),
  null: () => "null",
  unary: (node) => node.operator + printUnaryOperand(node.operator, node.operand),
  binary: (node) => printChain(node),
  ternary: (node) =>
    `${atLevel(node.condition, 1)} ? ${printExpression(node.then)} : ${printExpression(node.otherwise)}`,
  assign: (node) => {
    const index = node.index === undefined ? "" : `[${printExpression(node.index)}]`;
    return `${node.target.name}${index} ${node.operator} ${printExpression(node.value)}`;
  },
  index: (node) => printMembers(node),
  field: (node) => printMembers(node),
  call: (node) => printMembers(node),
  new: (node) => `new ${printTypeName(node.type)}(${printList(node.args)})`,
  newArray: (node) => `new ${printTypeName(node.type)}[${printExpression(node.size)}]`,
  arrayLiteral: (node) => `new ${printTypeName(node.type)}{${printList(node.elements)}}`,
};

/** Writes one expression on one line, with no more parentheses than it needs. */
export function printExpression(node: SelExpression): string {
  return (printers[node.kind] as (node: SelExpression) => string)(node);
}

/** Writes an expression where the grammar takes only assignments and primaries. */
export function printForStep(node: SelExpression): string {
  return node.kind === "assign" ? printExpression(node) : atLevel(node, PRIMARY_LEVEL);
}

/** Writes the name of a type. */
export function printTypeName(type: SelTypeName): string {
  return type.array ? `${type.name}[]` : type.name;
}

function levelOf(node: SelExpression): number {
  if (node.kind === "ternary" || node.kind === "assign") return 0;
  if (node.kind === "binary") return LEVELS[node.operator];
  return node.kind === "unary" ? UNARY_LEVEL : PRIMARY_LEVEL;
}

function atLevel(node: SelExpression, level: number): string {
  const text = printExpression(node);
  return levelOf(node) < level ? `(${text})` : text;
}

const printList = (nodes: readonly SelExpression[]): string => nodes.map(printExpression).join(", ");

function printUnaryOperand(operator: string, operand: SelExpression): string {
  // "--" and "++" are tokens of their own.
  const merges = operand.kind === "unary" && operand.operator === operator && operator !== "!";
  return merges ? `(${printExpression(operand)})` : atLevel(operand, UNARY_LEVEL);
}

/** Walks the left side in a loop: a chain of operators may be thousands long. */
function printChain(root: Extract<SelExpression, { kind: "binary" }>): string {
  const parts: string[] = [];
  let node: SelExpression = root;
  let level = 0;
  let open = 0;
  while (node.kind === "binary") {
    const own = LEVELS[node.operator];
    if (own < level) {
      parts.push(")");
      open += 1;
    }
    level = own;
    parts.push(`${node.operator} ${atLevel(node.right, own + 1)}`);
    node = node.left;
  }
  const first = atLevel(node, level);
  return "(".repeat(open) + joinParts(first, parts.reverse());
}

const joinParts = (first: string, parts: readonly string[]): string =>
  parts.reduce((text, part) => (part === ")" ? `${text})` : `${text} ${part}`), first);

function printMembers(root: SelExpression): string {
  const parts: string[] = [];
  let node: SelExpression = root;
  while (node.kind === "index" || node.kind === "field" || node.kind === "call") {
    if (node.kind === "index") parts.push(`[${printExpression(node.index)}]`);
    else if (node.kind === "field") parts.push(`.${node.field.name}`);
    else parts.push(`.${node.method.name}(${printList(node.args)})`);
    node = node.object;
  }
  return printObject(node) + parts.reverse().join("");
}

function printObject(node: SelExpression): string {
  const isNumber = node.kind === "long" || node.kind === "double";
  return isNumber ? `(${printExpression(node)})` : atLevel(node, PRIMARY_LEVEL);
}
