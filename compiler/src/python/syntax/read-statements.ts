import type { SyntaxNode } from "@lezer/common";
import { cleanDocstring } from "./docstring-text.js";
import type { PythonExpression } from "./expression.js";
import { childrenOf } from "./nodes.js";
import { readArguments, readExpression, spanOf } from "./read-expression.js";
import { annotationOf, readFunction, readTypeParameters } from "./read-function.js";
import { readImport } from "./read-import.js";
import type { ClassStatement, PythonStatement } from "./statement.js";

type Reader = (node: SyntaxNode, source: string) => readonly PythonStatement[];

const readers: Readonly<Record<string, Reader>> = {
  FunctionDefinition: (node, source) => readDefinition(node, source, []),
  ClassDefinition: (node, source) => readDefinition(node, source, []),
  DecoratedStatement: readDecorated,
  StatementGroup: (node, source) => childrenOf(node).flatMap((child) => readStatement(child, source)),
  AssignStatement: readAssign,
  UpdateStatement: readUpdate,
  TypeDefinition: readTypeAlias,
  ImportStatement: readImport,
  IfStatement: readChoice,
  TryStatement: readChoice,
  WithStatement: readChoice,
  ExpressionStatement: readDoc,
};

/** Reads the statements of a module, a class or a block; those that bind no name of interest are left out. */
export function readStatements(parent: SyntaxNode, source: string): PythonStatement[] {
  const children = childrenOf(parent);
  // Where the parser lost its way, parts of a body come out at the top; what is indented never belongs there.
  const own = parent.name === "Script" ? children.filter((child) => !isIndented(child, source)) : children;
  return own.flatMap((child) => readStatement(child, source));
}

function isIndented(node: SyntaxNode, source: string): boolean {
  const before = source.slice(source.lastIndexOf("\n", node.from - 1) + 1, node.from);
  return before !== "" && before.trim() === "";
}

function readStatement(node: SyntaxNode, source: string): readonly PythonStatement[] {
  return readers[node.name]?.(node, source) ?? [];
}

function readDecorated(node: SyntaxNode, source: string): readonly PythonStatement[] {
  const children = childrenOf(node);
  const decorators = children
    .filter((child) => child.name === "Decorator")
    .flatMap((child) => readDecorator(child, source) ?? []);
  const definition = children.at(-1);
  return definition === undefined ? [] : readDefinition(definition, source, decorators);
}

function readDecorator(node: SyntaxNode, source: string): PythonExpression | undefined {
  const parts = childrenOf(node).slice(1);
  const list = parts.find((part) => part.name === "ArgList");
  const names = parts.filter((part) => part.name === "VariableName" || part.name === "PropertyName");
  const dotted = names.reduce<PythonExpression | undefined>((value, part) => {
    const id = source.slice(part.from, part.to);
    if (value === undefined) return { ...spanOf(part), kind: "name", id };
    return { from: value.from, to: part.to, kind: "attribute", value, attribute: id };
  }, undefined);
  if (dotted === undefined || list === undefined) return dotted;
  return { from: dotted.from, to: list.to, kind: "call", callee: dotted, ...readArguments(list, source) };
}

function readDefinition(
  node: SyntaxNode,
  source: string,
  decorators: readonly PythonExpression[],
): readonly PythonStatement[] {
  const doc = docstringOf(node, source);
  if (node.name === "FunctionDefinition") {
    const definition = readFunction(node, source, decorators, doc);
    return definition === undefined ? [] : [definition];
  }
  const definition = readClass(node, source, decorators, doc);
  return definition === undefined ? [] : [definition];
}

function readClass(
  node: SyntaxNode,
  source: string,
  decorators: readonly PythonExpression[],
  doc: string | undefined,
): ClassStatement | undefined {
  const children = childrenOf(node);
  const name = children.find((child) => child.name === "VariableName");
  const body = node.getChild("Body");
  if (name === undefined || body === null) return undefined;
  const list = children.find((child) => child.name === "ArgList");
  const { positional, keywords } = list ? readArguments(list, source) : { positional: [], keywords: [] };
  return {
    ...spanOf(node),
    kind: "class",
    name: source.slice(name.from, name.to),
    nameSpan: spanOf(name),
    decorators,
    typeParameters: readTypeParameters(children, source),
    bases: positional,
    keywords,
    ...(doc !== undefined && { doc }),
    body: readStatements(body, source),
  };
}

function docstringOf(definition: SyntaxNode, source: string): string | undefined {
  const body = definition.getChild("Body");
  let first = body ? childrenOf(body).find((child) => child.name !== ":") : undefined;
  if (first?.name === "StatementGroup") first = childrenOf(first)[0];
  return first && readDoc(first, source)[0]?.text;
}

function readDoc(node: SyntaxNode, source: string): readonly { from: number; to: number; kind: "doc"; text: string }[] {
  const [only, ...others] = childrenOf(node);
  if (node.name !== "ExpressionStatement" || only === undefined || others.length > 0) return [];
  const value = readExpression(only, source);
  if (value.kind !== "constant" || typeof value.value !== "string") return [];
  return [{ ...spanOf(node), kind: "doc", text: cleanDocstring(value.value) }];
}

function readAssign(node: SyntaxNode, source: string): readonly PythonStatement[] {
  const children = childrenOf(node);
  const typeDef = children.find((child) => child.name === "TypeDef");
  const equals = children.flatMap((child, index) => (child.name === "AssignOp" ? [index] : []));
  const targets = [0, ...equals.slice(0, -1).map((index) => index + 1)].flatMap((index) => children[index] ?? []);
  const value = assignedValue(children.slice((equals.at(-1) ?? children.length) + 1), source);
  const annotation = typeDef && annotationOf(typeDef, source);
  if (children[1]?.name === ",") return [];
  return targets
    .filter((target) => target.name === "VariableName")
    .map((target) => ({
      ...spanOf(node),
      kind: "assign" as const,
      target: source.slice(target.from, target.to).normalize("NFKC"),
      ...(annotation && { annotation }),
      ...(value && { value }),
    }));
}

function assignedValue(nodes: readonly SyntaxNode[], source: string): PythonExpression | undefined {
  const [first] = nodes;
  const last = nodes.at(-1);
  if (first === undefined || last === undefined) return undefined;
  if (nodes.length === 1) return readExpression(first, source);
  const items = nodes.filter((node) => node.name !== ",").map((node) => readExpression(node, source));
  return { from: first.from, to: last.to, kind: "tuple", items };
}

function readUpdate(node: SyntaxNode, source: string): readonly PythonStatement[] {
  const [target, operator, value] = childrenOf(node);
  if (target?.name !== "VariableName" || operator === undefined || value === undefined) return [];
  return [
    {
      ...spanOf(node),
      kind: "assign",
      target: source.slice(target.from, target.to),
      value: readExpression(value, source),
      augmented: true,
    },
  ];
}

function readTypeAlias(node: SyntaxNode, source: string): readonly PythonStatement[] {
  const children = childrenOf(node);
  const name = node.getChild("VariableName");
  const value = children.at(-1);
  if (name === null || value === undefined || (value.name === "VariableName" && value.from === name.from)) return [];
  return [
    {
      ...spanOf(node),
      kind: "type-alias",
      name: source.slice(name.from, name.to),
      typeParameters: readTypeParameters(children, source),
      value: readExpression(value, source),
    },
  ];
}

function readChoice(node: SyntaxNode, source: string): readonly PythonStatement[] {
  const bodies = node.getChildren("Body").map((body) => readStatements(body, source));
  return [{ ...spanOf(node), kind: "choice", bodies }];
}
