import type { Diagnostic, Type } from "@stave/ir-schema";
import { type AnnotatedType, type AnnotationContext, annotationText, reportAt } from "./annotation/context.js";
import { resolveAnnotation } from "./annotation/resolve-annotation.js";
import { readDefault } from "./default-value.js";
import { type Docstring, readDocstring } from "./docstring.js";
import type { ExportedFunction } from "./exported-functions.js";
import { readReturns } from "./read-returns.js";
import { findEntity } from "./scope/entity.js";
import type { ModuleLoader } from "./scope/module-loader.js";
import type { PythonFunction, PythonParam } from "./signature.js";
import type { PythonExpression } from "./syntax/expression.js";
import { rangeOf } from "./syntax/source-text.js";
import type { ParameterNode } from "./syntax/statement.js";

/** A function's signature, or the reasons it cannot be a step. */
export interface SignatureReading {
  readonly function?: PythonFunction;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads one function completely; every finding is reported, not only the first. */
export function readFunctionSignature(exported: ExportedFunction, loader: ModuleLoader): SignatureReading {
  const diagnostics: Diagnostic[] = [];
  const { statement, scope, name } = exported;
  const context = contextOf(exported, loader, (diagnostic) => diagnostics.push(diagnostic));
  if (statement.broken !== undefined) {
    reportAt(context, statement.nameSpan, "python-syntax", { function: name });
    return { diagnostics };
  }
  const doc = readDocstring(statement.doc ?? "");
  const params = statement.parameters
    .filter((node) => node.kind === "normal" || node.kind === "keyword-only")
    .map((node) => readParam(node, name, doc, context));
  refuseUnnamed(statement.parameters, name, context);
  const kwargs = readKwargs(statement.parameters, name, context);
  const returns = readReturns(statement, name, doc, context);
  if (diagnostics.some((item) => item.severity === "error") || returns === undefined) return { diagnostics };
  const range = rangeOf(scope.module.source, statement.nameSpan);
  return {
    diagnostics,
    function: {
      name,
      fileName: scope.module.source.fileName,
      line: range.line,
      column: range.column,
      endColumn: range.endColumn,
      async: statement.async,
      ...(doc.text !== "" && { doc: doc.text }),
      params: params.filter((param) => param !== undefined),
      ...(kwargs !== undefined && { kwargs }),
      returns,
    },
  };
}

function contextOf(
  { statement, scope, name }: ExportedFunction,
  loader: ModuleLoader,
  report: (diagnostic: Diagnostic) => void,
): AnnotationContext {
  return {
    scope,
    loader,
    subject: `\`${name}\``,
    direction: "in",
    typeArguments: new Map(),
    typeVariables: new Set(statement.typeParameters),
    expanding: [],
    depth: 0,
    allowance: { left: 10_000 },
    report,
  };
}

function refuseUnnamed(nodes: readonly ParameterNode[], name: string, context: AnnotationContext): void {
  for (const node of nodes) {
    const details = { function: name, parameter: node.name };
    if (node.kind === "positional-only") reportAt(context, node.nameSpan, "python-positional-only", details);
    if (node.kind === "rest") reportAt(context, node.nameSpan, "python-rest-parameter", details);
  }
}

function readParam(
  node: ParameterNode,
  name: string,
  doc: Docstring,
  context: AnnotationContext,
): PythonParam | undefined {
  const resolved = resolveParameter(node, name, context);
  if (resolved === undefined || node.annotation === undefined) return undefined;
  const { type, required: _required, ...constraints } = resolved;
  const { line, column } = rangeOf(context.scope.module.source, node.nameSpan);
  const described = constraints.doc ?? doc.params.get(node.name);
  const literal = node.default && readDefault(node.default, type, context);
  return {
    name: node.name,
    type,
    pythonType: shownType(node.annotation, context),
    line,
    column,
    hasDefault: node.default !== undefined,
    ...(literal !== undefined && { default: literal }),
    ...(node.default && { defaultText: annotationText(node.default, context) }),
    ...constraints,
    ...(described !== undefined && { doc: described }),
  };
}

/** The annotation in Python's words: without the quotes of a string, and what `Annotated` adds. */
function shownType(annotation: PythonExpression, context: AnnotationContext): string {
  if (annotation.kind === "constant" && typeof annotation.value === "string") return annotation.value.trim();
  if (annotation.kind !== "subscript") return annotationText(annotation, context);
  const head = findEntity(annotation.value, context.scope, context.loader);
  const [inner] = annotation.items;
  const annotated = head?.kind === "external" && head.path === "typing.Annotated" && inner !== undefined;
  return annotated ? shownType(inner, context) : annotationText(annotation, context);
}

function resolveParameter(node: ParameterNode, name: string, context: AnnotationContext): AnnotatedType | undefined {
  if (node.annotation === undefined) {
    reportAt(context, node.nameSpan, "python-missing-annotation", { function: name, parameter: node.name });
    return undefined;
  }
  return resolveAnnotation(node.annotation, { ...context, subject: `Parameter \`${node.name}\` of \`${name}\`` });
}

function readKwargs(nodes: readonly ParameterNode[], name: string, context: AnnotationContext): Type | undefined {
  const node = nodes.find((candidate) => candidate.kind === "keywords");
  return node && resolveParameter(node, name, context)?.type;
}
