import type { EnumType } from "@stave/ir-schema";
import { findEntity } from "../scope/entity.js";
import type { PythonConstant, PythonExpression } from "../syntax/expression.js";
import { type AnnotatedType, type AnnotationContext, annotationText, reportAt } from "./context.js";
import { enumMembers } from "./enum-members.js";
import { bareLiteral, enumOf } from "./enum-type.js";
import type { ExternalUse } from "./external-forms.js";

/** Reads `Literal["a", "b", None]`. */
export function resolveLiteral(use: ExternalUse): AnnotatedType | undefined {
  const { context, whole } = use;
  const values: PythonConstant[] = [];
  for (const item of use.items ?? []) {
    const read = literalValues(item, context);
    if (read === undefined) return refuse(use, `\`${annotationText(item, context)}\` is not a literal`, item);
    values.push(...read);
  }
  const scalars = values.filter((value) => value !== null);
  if (scalars.length === 0) return values.length > 0 ? { type: "null" } : refuse(use, "it lists no values", whole);
  const type: EnumType | string = enumOf(scalars);
  if (typeof type === "string") return refuse(use, type, whole);
  return { type: scalars.length === values.length ? type : { kind: "nullable", of: type } };
}

function refuse(use: ExternalUse, problem: string, span: PythonExpression): undefined {
  const annotation = annotationText(use.whole, use.context);
  reportAt(use.context, span, "python-literal-values", { subject: use.context.subject, annotation, problem });
}

function literalValues(
  item: PythonExpression,
  context: AnnotationContext,
  depth = 0,
): readonly PythonConstant[] | undefined {
  const value = bareLiteral(item);
  if (value !== undefined) return [value];
  if (item.kind === "subscript") return nestedLiteral(item, context, depth);
  if (item.kind === "attribute") {
    const member = enumMember(item, context);
    if (member !== undefined) return [member];
  }
  const entity = findEntity(item, context.scope, context.loader);
  if (entity?.kind !== "alias" || depth > 20) return undefined;
  return literalValues(entity.value, { ...context, scope: entity.scope }, depth + 1);
}

function enumMember(
  item: PythonExpression & { kind: "attribute" },
  context: AnnotationContext,
): PythonConstant | undefined {
  const owner = findEntity(item.value, context.scope, context.loader);
  const members = owner?.kind === "class" ? enumMembers(owner, context.loader) : undefined;
  return members === undefined || typeof members === "string" ? undefined : members.get(item.attribute);
}

function nestedLiteral(
  item: PythonExpression & { kind: "subscript" },
  context: AnnotationContext,
  depth: number,
): readonly PythonConstant[] | undefined {
  const entity = findEntity(item.value, context.scope, context.loader);
  if (entity?.kind !== "external" || entity.path !== "typing.Literal") return undefined;
  const nested = item.items.map((inner) => literalValues(inner, context, depth));
  return nested.some((values) => values === undefined) ? undefined : nested.flatMap((values) => values ?? []);
}
