import type { StructType, Type } from "@stave/ir-schema";
import { type AnnotationContext, annotationText, reportAt } from "./annotation/context.js";
import { resolveAnnotation } from "./annotation/resolve-annotation.js";
import type { Docstring } from "./docstring.js";
import { findEntity } from "./scope/entity.js";
import type { PythonReturns } from "./signature.js";
import type { PythonExpression } from "./syntax/expression.js";
import type { FunctionStatement } from "./syntax/statement.js";

const nothing: PythonReturns = { form: "none", outputs: {}, pythonTypes: {}, docs: {} };

/** Reads the outputs from the return annotation. */
export function readReturns(
  statement: FunctionStatement,
  name: string,
  doc: Docstring,
  context: AnnotationContext,
): PythonReturns | undefined {
  const { returns } = statement;
  if (returns === undefined) {
    reportAt(context, statement.nameSpan, "python-missing-return", { function: name });
    return undefined;
  }
  if (returnsNothing(returns, context)) return nothing;
  const out: AnnotationContext = { ...context, subject: `The return of \`${name}\``, direction: "out" };
  const resolved = resolveAnnotation(returns, out);
  if (resolved === undefined) return undefined;
  const { type } = resolved;
  const written = annotationText(returns, out);
  if (type === "null") return nothing;
  if (typeof type === "object" && type.kind === "struct") return fieldOutputs(type, doc, written);
  const described = resolved.doc ?? doc.returns.get("") ?? [...doc.returns.values()][0];
  return {
    form: "result",
    outputs: { result: type },
    pythonTypes: { result: written },
    docs: described === undefined ? {} : { result: described },
  };
}

function returnsNothing(returns: PythonExpression, context: AnnotationContext): boolean {
  if (returns.kind === "constant") return returns.value === null;
  const entity = findEntity(returns, context.scope, context.loader);
  return entity?.kind === "external" && ["typing.NoReturn", "typing.Never"].includes(entity.path);
}

function fieldOutputs(type: StructType, doc: Docstring, written: string): PythonReturns {
  const outputs: Record<string, Type> = {};
  const pythonTypes: Record<string, string> = {};
  const docs: Record<string, string> = {};
  for (const [field, of] of Object.entries(type.fields)) {
    outputs[field] = type.optional?.includes(field) ? asNullable(of) : of;
    pythonTypes[field] = `${written}.${field}`;
    const described = doc.returns.get(field);
    if (described !== undefined) docs[field] = described;
  }
  return { form: "fields", outputs, pythonTypes, docs };
}

function asNullable(type: Type): Type {
  return type === "null" || (typeof type === "object" && type.kind === "nullable")
    ? type
    : { kind: "nullable", of: type };
}
