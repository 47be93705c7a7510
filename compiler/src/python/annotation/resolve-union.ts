import type { EnumType, Type } from "@stave/ir-schema";
import type { PythonExpression } from "../syntax/expression.js";
import { type AnnotatedType, type AnnotationContext, annotationText, reportAt } from "./context.js";
import { resolveAnnotation } from "./resolve-annotation.js";

/** The members of `A | B | C`, in order. */
export function unionMembers(expression: PythonExpression): PythonExpression[] {
  if (expression.kind !== "binary" || expression.operator !== "|") return [expression];
  return [...unionMembers(expression.left), ...unionMembers(expression.right)];
}

/** Reads a union: with None it is nullable; the rest must come to one type. */
export function resolveUnion(
  members: readonly PythonExpression[],
  whole: PythonExpression,
  context: AnnotationContext,
): AnnotatedType | undefined {
  const resolved = members.map((member) => resolveAnnotation(member, context));
  if (resolved.some((member) => member === undefined)) return undefined;
  const types = resolved.flatMap((member) => (member === undefined ? [] : [member.type]));
  const nullable = types.some(isNullable);
  const values = types.filter((type) => type !== "null").map(withoutNull);
  if (values.length === 0) return { type: "null" };
  const merged = values.reduce<Type | undefined>((left, right) => left && mergeTypes(left, right), values[0]);
  if (merged === undefined) {
    const annotation = annotationText(whole, context);
    reportAt(context, whole, "python-union", { subject: context.subject, annotation });
    return undefined;
  }
  const constraints = resolved.find((member) => member !== undefined && member.type !== "null");
  return { ...constraints, type: nullable ? { kind: "nullable", of: merged } : merged };
}

function isNullable(type: Type): boolean {
  return type === "null" || (typeof type === "object" && type.kind === "nullable");
}

function withoutNull(type: Type): Type {
  return typeof type === "object" && type.kind === "nullable" ? type.of : type;
}

function mergeTypes(left: Type, right: Type): Type | undefined {
  if (JSON.stringify(left) === JSON.stringify(right)) return left;
  if (isNumber(left) && isNumber(right)) return "float";
  if (isPathOrText(left) && isPathOrText(right)) return { kind: "format", of: "string", format: "path" };
  if (isEnum(left) && isEnum(right) && left.of === right.of) {
    return { kind: "enum", of: left.of, values: [...new Set([...left.values, ...right.values])] };
  }
  return undefined;
}

function isNumber(type: Type): boolean {
  return type === "int" || type === "float";
}

function isPathOrText(type: Type): boolean {
  return type === "string" || (typeof type === "object" && type.kind === "format" && type.format === "path");
}

function isEnum(type: Type): type is EnumType {
  return typeof type === "object" && type.kind === "enum";
}
