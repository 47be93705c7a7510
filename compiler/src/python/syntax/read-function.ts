import type { SyntaxNode } from "@lezer/common";
import type { PythonExpression, Span } from "./expression.js";
import { childrenOf, findError } from "./nodes.js";
import { readExpression, spanOf } from "./read-expression.js";
import type { FunctionStatement, ParameterKind, ParameterNode } from "./statement.js";

/** Reads a `def`, with the decorators found above it. */
export function readFunction(
  node: SyntaxNode,
  source: string,
  decorators: readonly PythonExpression[],
  doc: string | undefined,
): FunctionStatement | undefined {
  const children = childrenOf(node);
  const nameNode = children.find((child) => child.name === "VariableName");
  const list = children.find((child) => child.name === "ParamList");
  if (nameNode === undefined || list === undefined) return undefined;
  const returns = children.find((child) => child.name === "TypeDef");
  const result = returns && annotationOf(returns, source);
  const broken = [list, ...(returns ? [returns] : [])].find((part) => findError(part) !== undefined);
  return {
    ...spanOf(node),
    kind: "function",
    name: source.slice(nameNode.from, nameNode.to).normalize("NFKC"),
    nameSpan: spanOf(nameNode),
    async: children[0]?.name === "async",
    decorators,
    typeParameters: readTypeParameters(children, source),
    parameters: readParameters(list, source),
    ...(result && { returns: result }),
    ...(doc !== undefined && { doc }),
    ...(broken && { broken: spanOf(broken) }),
  };
}

/** The names in `[T, *Ts]` of a definition. */
export function readTypeParameters(children: readonly SyntaxNode[], source: string): string[] {
  const list = children.find((child) => child.name === "TypeParamList");
  return (list?.getChildren("TypeParam") ?? []).flatMap((parameter) => {
    const name = parameter.getChild("VariableName");
    return name === null ? [] : [source.slice(name.from, name.to)];
  });
}

/** The expression of `: T` or `-> T`. */
export function annotationOf(typeDef: SyntaxNode, source: string): PythonExpression | undefined {
  const expression = childrenOf(typeDef).find((child) => child.name !== ":" && !child.type.isError);
  return expression && readExpression(expression, source);
}

interface ParameterPart {
  readonly from: number;
  readonly to: number;
  readonly nodes: readonly SyntaxNode[];
}

function readParameters(list: SyntaxNode, source: string): ParameterNode[] {
  const parts = parameterParts(list);
  const slash = parts.findIndex((part) => part.nodes.length === 0 && isSlash(source.slice(part.from, part.to)));
  const parameters: ParameterNode[] = [];
  let normal: ParameterKind = "normal";
  for (const [index, part] of parts.entries()) {
    const star = part.nodes[0]?.name === "*" || part.nodes[0]?.name === "**" ? part.nodes[0].name : "";
    const kind = star === "*" ? "rest" : star === "**" ? "keywords" : index < slash ? "positional-only" : normal;
    const parameter = readParameter(star === "" ? part.nodes : part.nodes.slice(1), kind, source);
    if (parameter !== undefined) parameters.push(parameter);
    if (star === "*") normal = "keyword-only";
  }
  return parameters;
}

// The grammar gives the "/" marker no node of its own, so it is found in the text between two commas.
function parameterParts(list: SyntaxNode): ParameterPart[] {
  const parts: ParameterPart[] = [];
  let from = list.from + 1;
  let nodes: SyntaxNode[] = [];
  for (const child of childrenOf(list)) {
    if (child.name === "(") continue;
    if (child.name === "," || child.name === ")") {
      parts.push({ from, to: child.from, nodes });
      from = child.to;
      nodes = [];
    } else nodes.push(child);
  }
  return parts;
}

function isSlash(text: string): boolean {
  return text.replaceAll(/#[^\n]*/g, "").trim() === "/";
}

function readParameter(nodes: readonly SyntaxNode[], kind: ParameterKind, source: string): ParameterNode | undefined {
  const name = nodes[0];
  if (name?.name !== "VariableName") return undefined;
  const typeDef = nodes.find((node) => node.name === "TypeDef");
  const annotation = typeDef && annotationOf(typeDef, source);
  const equals = nodes.findIndex((node) => node.name === "AssignOp");
  const value = equals < 0 ? undefined : nodes[equals + 1];
  const span: Span = { from: name.from, to: nodes.at(-1)?.to ?? name.to };
  return {
    ...span,
    name: source.slice(name.from, name.to).normalize("NFKC"),
    nameSpan: spanOf(name),
    kind,
    ...(annotation && { annotation }),
    ...(value && { default: readExpression(value, source) }),
  };
}
