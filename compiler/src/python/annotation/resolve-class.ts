import type { StructType, Type } from "@stave/ir-schema";
import { type Entity, findEntity } from "../scope/entity.js";
import type { PythonExpression } from "../syntax/expression.js";
import { type AnnotatedType, type AnnotationContext, annotationText, enterScope, reportAt } from "./context.js";
import { enumKind, enumMembers } from "./enum-members.js";
import { enumOf } from "./enum-type.js";
import { readConstraints } from "./resolve-annotated.js";
import { bindTypeArguments, resolveAnnotation } from "./resolve-annotation.js";
import { hasFieldDefault, type StructField, type StructKind, structFields, structKind } from "./struct-fields.js";

type ClassEntity = Entity & { kind: "class" };

/** Reads a class of the user's as a type: an enum or a struct. */
export function resolveClass(
  entity: ClassEntity,
  items: readonly PythonExpression[] | undefined,
  whole: PythonExpression,
  context: AnnotationContext,
): AnnotatedType | undefined {
  const named = { subject: context.subject, annotation: annotationText(whole, context) };
  const enumeration = enumKind(entity, context.loader);
  if (enumeration !== undefined) return resolveEnum(entity, enumeration, whole, context);
  const kind = structKind(entity, context.loader);
  if (kind === undefined) {
    reportAt(context, whole, "python-unsupported-type", { ...named, type: entity.statement.name });
    return undefined;
  }
  if (context.expanding.includes(entity.statement)) {
    reportAt(context, whole, "python-recursive-type", { ...named, type: entity.statement.name });
    return undefined;
  }
  const typeArguments = bindTypeArguments(typeParametersOf(entity, context), items, whole, context);
  if (typeArguments === undefined) return undefined;
  const inner = { ...enterScope(context, entity.scope, whole, entity.statement), typeArguments };
  return resolveStruct(entity, kind, inner);
}

function resolveEnum(
  entity: ClassEntity,
  kind: "enum" | "flag",
  whole: PythonExpression,
  context: AnnotationContext,
): AnnotatedType | undefined {
  const members = kind === "flag" ? "a Flag combines its members" : enumMembers(entity, context.loader);
  const type = typeof members === "string" ? members : enumOf([...members.values()]);
  if (typeof type !== "string") return { type };
  reportAt(context, whole, "python-enum-values", {
    subject: context.subject,
    annotation: annotationText(whole, context),
    enum: entity.statement.name,
    problem: type,
  });
  return undefined;
}

function resolveStruct(entity: ClassEntity, kind: StructKind, context: AnnotationContext): AnnotatedType | undefined {
  const fields: Record<string, Type> = {};
  const optional: string[] = [];
  let complete = true;
  for (const field of structFields(entity, kind, context.loader)) {
    const resolved = resolveField(field, entity.statement.name, context);
    if (resolved === undefined) complete = false;
    else {
      fields[field.name] = resolved.type;
      if (isOptional(field, kind, resolved, context)) optional.push(field.name);
    }
  }
  if (!complete) return undefined;
  const type: StructType = {
    kind: "struct",
    name: entity.statement.name,
    fields,
    ...(optional.length > 0 && { optional }),
  };
  return { type };
}

function resolveField(field: StructField, owner: string, context: AnnotationContext): AnnotatedType | undefined {
  const inScope = { ...context, scope: field.scope, subject: `Field \`${field.name}\` of \`${owner}\`` };
  const resolved = resolveAnnotation(field.annotation, inScope);
  return resolved && { ...(field.default && readConstraints(field.default, inScope)), ...resolved };
}

function isOptional(
  field: StructField,
  kind: StructKind,
  resolved: AnnotatedType,
  context: AnnotationContext,
): boolean {
  if (kind === "typed-dict") return !(resolved.required ?? field.total);
  return context.direction === "in" && hasFieldDefault(field.default, field.scope, context.loader);
}

/** The type parameters of `class C[T]` or `class C(Generic[T])`. */
function typeParametersOf(entity: ClassEntity, context: AnnotationContext): readonly string[] {
  const { statement, scope } = entity;
  if (statement.typeParameters.length > 0) return statement.typeParameters;
  for (const base of statement.bases) {
    const head = base.kind === "subscript" ? findEntity(base.value, scope, context.loader) : undefined;
    if (base.kind !== "subscript" || head?.kind !== "external" || head.path !== "typing.Generic") continue;
    return base.items.flatMap((item) => (item.kind === "name" ? [item.id] : []));
  }
  return [];
}
