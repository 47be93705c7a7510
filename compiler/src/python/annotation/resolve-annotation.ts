import type { Type } from "@stave/ir-schema";
import { type Entity, findEntity } from "../scope/entity.js";
import type { PythonExpression } from "../syntax/expression.js";
import { parseExpression } from "../syntax/read-expression.js";
import { relocate } from "../syntax/relocate.js";
import { type AnnotatedType, type AnnotationContext, annotationText, enterScope, reportAt } from "./context.js";
import { externalForms } from "./external-forms.js";
import { resolveClass } from "./resolve-class.js";
import { resolveStructCall } from "./resolve-struct-call.js";
import { resolveUnion, unionMembers } from "./resolve-union.js";

const deepest = 60;

/** Reads an annotation into a type; on failure the reason has been reported. */
export function resolveAnnotation(expression: PythonExpression, outer: AnnotationContext): AnnotatedType | undefined {
  const context = { ...outer, depth: outer.depth + 1 };
  context.allowance.left -= 1;
  if (context.allowance.left < 0) return undefined;
  if (context.allowance.left === 0 || context.depth > deepest) {
    context.allowance.left = 0;
    return recursive(expression, context);
  }
  if (expression.kind === "constant") return resolveConstant(expression, context);
  if (expression.kind === "binary" && expression.operator === "|") {
    return resolveUnion(unionMembers(expression), expression, context);
  }
  if (expression.kind === "subscript") return resolveNamed(expression.value, expression.items, expression, context);
  return resolveNamed(expression, undefined, expression, context);
}

function resolveConstant(
  expression: PythonExpression & { kind: "constant" },
  context: AnnotationContext,
): AnnotatedType | undefined {
  if (expression.value === null) return { type: "null" };
  const inner = typeof expression.value === "string" ? parseExpression(expression.value) : undefined;
  if (inner !== undefined) return resolveAnnotation(relocate(inner, expression), context);
  return unreadable(expression, context);
}

function resolveNamed(
  head: PythonExpression,
  items: readonly PythonExpression[] | undefined,
  whole: PythonExpression,
  context: AnnotationContext,
): AnnotatedType | undefined {
  const argument = head.kind === "name" && items === undefined ? context.typeArguments.get(head.id) : undefined;
  if (argument !== undefined) return { type: argument };
  if (head.kind === "name" && context.typeVariables.has(head.id)) return typeVariable(whole, context);
  const entity = findEntity(head, context.scope, context.loader);
  return entity === undefined ? unreadable(whole, context) : resolveEntity(entity, items, whole, context);
}

function resolveEntity(
  entity: Entity,
  items: readonly PythonExpression[] | undefined,
  whole: PythonExpression,
  context: AnnotationContext,
): AnnotatedType | undefined {
  const named = { subject: context.subject, annotation: annotationText(whole, context) };
  switch (entity.kind) {
    case "external":
      return resolveExternal(entity.path, items, whole, context);
    case "class":
      return resolveClass(entity, items, whole, context);
    case "alias":
      return resolveAlias(entity, items, whole, context);
    case "unknown":
      reportAt(context, whole, "python-unknown-name", { ...named, name: entity.name });
      return undefined;
    case "missing-module":
      reportAt(context, whole, "python-missing-module", { ...named, module: entity.module });
      return undefined;
    default:
      return unreadable(whole, context);
  }
}

function resolveExternal(
  path: string,
  items: readonly PythonExpression[] | undefined,
  whole: PythonExpression,
  context: AnnotationContext,
): AnnotatedType | undefined {
  const form = Object.hasOwn(externalForms, path) ? externalForms[path] : undefined;
  if (form !== undefined) return form({ path, items, whole, context, resolve: resolveAnnotation });
  const named = { subject: context.subject, annotation: annotationText(whole, context) };
  reportAt(context, whole, "python-unsupported-type", { ...named, type: path });
  return undefined;
}

function resolveAlias(
  entity: Entity & { kind: "alias" },
  items: readonly PythonExpression[] | undefined,
  whole: PythonExpression,
  context: AnnotationContext,
): AnnotatedType | undefined {
  if (context.expanding.includes(entity.value)) return recursive(whole, context);
  const inner = enterScope(context, entity.scope, whole, entity.value);
  if (entity.value.kind === "call") return resolveTypeCall(entity.value, whole, inner);
  const typeArguments = bindTypeArguments(entity.typeParameters, items, whole, context);
  if (typeArguments === undefined) return undefined;
  return resolveAnnotation(entity.value, { ...inner, typeArguments });
}

// `inner` is the scope of the call; findings about the use itself are placed by it all the same.
function resolveTypeCall(
  call: PythonExpression & { kind: "call" },
  whole: PythonExpression,
  inner: AnnotationContext,
): AnnotatedType | undefined {
  const callee = findEntity(call.callee, inner.scope, inner.loader);
  const path = callee?.kind === "external" ? callee.path : "";
  if (["typing.TypeVar", "typing.ParamSpec", "typing.TypeVarTuple"].includes(path)) return typeVariable(whole, inner);
  const [, target] = call.positional;
  if (path === "typing.NewType" && target !== undefined) return resolveAnnotation(target, inner);
  const structure = resolveStructCall(path, call, inner);
  return structure === "no-struct" ? unreadable(call, inner) : structure;
}

/** Matches type arguments to the parameters of a generic alias or class. */
export function bindTypeArguments(
  parameters: readonly string[],
  items: readonly PythonExpression[] | undefined,
  whole: PythonExpression,
  context: AnnotationContext,
): ReadonlyMap<string, Type> | undefined {
  if (parameters.length !== (items?.length ?? 0)) {
    reportAt(context, whole, "python-type-arguments", {
      subject: context.subject,
      annotation: annotationText(whole, context),
      type: annotationText(whole.kind === "subscript" ? whole.value : whole, context),
      expected: countOfArguments(parameters.length),
      found: items?.length ?? 0,
    });
    return undefined;
  }
  const bound = new Map<string, Type>();
  for (const [index, item] of (items ?? []).entries()) {
    const resolved = resolveAnnotation(item, context);
    if (resolved === undefined) return undefined;
    bound.set(parameters[index] ?? "", resolved.type);
  }
  return bound;
}

function countOfArguments(count: number): string {
  return count === 1 ? "one type" : `${count} types`;
}

function typeVariable(whole: PythonExpression, context: AnnotationContext): undefined {
  const annotation = annotationText(whole, context);
  reportAt(context, whole, "python-type-variable", { subject: context.subject, annotation, type: annotation });
}

function recursive(whole: PythonExpression, context: AnnotationContext): undefined {
  const annotation = clipped(annotationText(whole, context));
  reportAt(context, whole, "python-recursive-type", { subject: context.subject, annotation, type: annotation });
}

function unreadable(whole: PythonExpression, context: AnnotationContext): undefined {
  const annotation = annotationText(whole, context);
  reportAt(context, whole, "python-unreadable-annotation", { subject: context.subject, annotation });
  return undefined;
}

function clipped(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
