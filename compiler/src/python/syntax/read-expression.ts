import type { SyntaxNode } from "@lezer/common";
import { parser } from "@lezer/python";
import type { CallExpression, PythonExpression, Span } from "./expression.js";
import { childrenOf, findError, insideBrackets, splitAtCommas } from "./nodes.js";
import { readNumberLiteral } from "./number-literal.js";
import { readStringLiteral } from "./string-literal.js";

type Reader = (node: SyntaxNode, source: string) => PythonExpression;

const readers: Readonly<Record<string, Reader>> = {
  VariableName: (node, source) => ({ ...spanOf(node), kind: "name", id: textOf(node, source) }),
  None: (node) => ({ ...spanOf(node), kind: "constant", value: null }),
  Boolean: (node, source) => ({ ...spanOf(node), kind: "constant", value: textOf(node, source) === "True" }),
  Ellipsis: (node) => ({ ...spanOf(node), kind: "ellipsis" }),
  Number: readNumber,
  String: readString,
  ContinuedString: readContinuedString,
  MemberExpression: readMember,
  CallExpression: readCall,
  UnaryExpression: readUnary,
  BinaryExpression: readBinary,
  ParenthesizedExpression: readParenthesized,
  ArrayExpression: (node, source) => ({ ...spanOf(node), kind: "list", items: readItems(node, source) }),
  TupleExpression: (node, source) => ({ ...spanOf(node), kind: "tuple", items: readItems(node, source) }),
  SetExpression: (node, source) => ({ ...spanOf(node), kind: "set", items: readItems(node, source) }),
  DictionaryExpression: readDictionary,
};

/** Turns a node of the parsed Python into the reader's own expression. */
export function readExpression(node: SyntaxNode, source: string): PythonExpression {
  return readers[node.name]?.(node, source) ?? opaque(node);
}

/** Parses a piece of Python that is one expression, as a string annotation is. */
export function parseExpression(text: string): PythonExpression | undefined {
  const wrapped = `(${text}\n)`;
  const script = parser.parse(wrapped).topNode;
  const statement = script.firstChild;
  const outer = statement?.firstChild;
  if (!statement || !outer || statement.nextSibling !== null || findError(script) !== undefined) return undefined;
  return readExpression(outer, wrapped);
}

/** The span of a node. */
export function spanOf(node: { readonly from: number; readonly to: number }): Span {
  return { from: node.from, to: node.to };
}

function textOf(node: SyntaxNode, source: string): string {
  return source.slice(node.from, node.to).normalize("NFKC");
}

function opaque(node: SyntaxNode): PythonExpression {
  return { ...spanOf(node), kind: "opaque" };
}

function readNumber(node: SyntaxNode, source: string): PythonExpression {
  const value = readNumberLiteral(source.slice(node.from, node.to));
  return value === undefined ? opaque(node) : { ...spanOf(node), kind: "constant", value };
}

function readString(node: SyntaxNode, source: string): PythonExpression {
  const literal = readStringLiteral(source.slice(node.from, node.to));
  if (literal === undefined) return opaque(node);
  const start = literal.textOffset === undefined ? {} : { textFrom: node.from + literal.textOffset };
  return { ...spanOf(node), kind: "constant", value: literal.value, ...start };
}

function readContinuedString(node: SyntaxNode, source: string): PythonExpression {
  let value = "";
  for (const part of childrenOf(node)) {
    const literal = readExpression(part, source);
    if (literal.kind !== "constant" || typeof literal.value !== "string") return opaque(node);
    value += literal.value;
  }
  return { ...spanOf(node), kind: "constant", value };
}

function readMember(node: SyntaxNode, source: string): PythonExpression {
  const [object, opening, ...rest] = childrenOf(node);
  if (object === undefined || opening === undefined) return opaque(node);
  const value = readExpression(object, source);
  // The grammar reads the float `1.` as a member of the integer 1.
  const number = object.name === "Number" ? readNumberLiteral(source.slice(node.from, node.to)) : undefined;
  if (number !== undefined) return { ...spanOf(node), kind: "constant", value: number };
  if (opening.name === ".") {
    const property = rest[0];
    if (property === undefined) return opaque(node);
    return { ...spanOf(node), kind: "attribute", value, attribute: textOf(property, source) };
  }
  const inside = rest.slice(0, -1);
  if (inside.some((child) => child.name === ":")) return opaque(node);
  return { ...spanOf(node), kind: "subscript", value, items: readList(inside, source) };
}

function readCall(node: SyntaxNode, source: string): PythonExpression {
  const [callee, argumentList] = childrenOf(node);
  if (callee === undefined || argumentList === undefined) return opaque(node);
  return {
    ...spanOf(node),
    kind: "call",
    callee: readExpression(callee, source),
    ...readArguments(argumentList, source),
  };
}

/** Reads an argument list; starred arguments are left out. */
export function readArguments(list: SyntaxNode, source: string): Pick<CallExpression, "positional" | "keywords"> {
  const positional: PythonExpression[] = [];
  const keywords: { name: string; value: PythonExpression }[] = [];
  for (const [first, second, third] of splitAtCommas(insideBrackets(childrenOf(list)))) {
    if (first === undefined || first.name.startsWith("*")) continue;
    if (second?.name !== "AssignOp") positional.push(readExpression(first, source));
    else if (third !== undefined) keywords.push({ name: textOf(first, source), value: readExpression(third, source) });
  }
  return { positional, keywords };
}

function readUnary(node: SyntaxNode, source: string): PythonExpression {
  const [operator, operand] = childrenOf(node);
  if (operator === undefined || operand === undefined) return opaque(node);
  return {
    ...spanOf(node),
    kind: "unary",
    operator: textOf(operator, source),
    operand: readExpression(operand, source),
  };
}

function readBinary(node: SyntaxNode, source: string): PythonExpression {
  const [left, operator, right] = childrenOf(node);
  if (left === undefined || operator === undefined || right === undefined) return opaque(node);
  return {
    ...spanOf(node),
    kind: "binary",
    operator: textOf(operator, source),
    left: readExpression(left, source),
    right: readExpression(right, source),
  };
}

function readParenthesized(node: SyntaxNode, source: string): PythonExpression {
  const inner = childrenOf(node)[1];
  return inner === undefined || inner.name === "*" ? opaque(node) : readExpression(inner, source);
}

function readItems(node: SyntaxNode, source: string): PythonExpression[] {
  return readList(insideBrackets(childrenOf(node)), source);
}

function readList(children: readonly SyntaxNode[], source: string): PythonExpression[] {
  return splitAtCommas(children).flatMap((part) => {
    const [only, second] = part;
    if (only === undefined) return [];
    return [second === undefined ? readExpression(only, source) : opaque(only)];
  });
}

function readDictionary(node: SyntaxNode, source: string): PythonExpression {
  const entries: { key: PythonExpression; value: PythonExpression }[] = [];
  for (const [key, colon, value] of splitAtCommas(insideBrackets(childrenOf(node)))) {
    if (key === undefined) continue;
    if (colon?.name !== ":" || value === undefined) return opaque(node);
    entries.push({ key: readExpression(key, source), value: readExpression(value, source) });
  }
  return { ...spanOf(node), kind: "dict", entries };
}
