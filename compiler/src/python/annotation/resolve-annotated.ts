import { findEntity } from "../scope/entity.js";
import type { Constraints } from "../signature.js";
import type { PythonConstant, PythonExpression } from "../syntax/expression.js";
import { type AnnotatedType, type AnnotationContext, annotationText, reportAt } from "./context.js";
import { bareLiteral } from "./enum-type.js";
import type { ExternalUse } from "./external-forms.js";

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type ConstraintKey = keyof Constraints;

const boundKeys = { ge: "min", gt: "exclusiveMin", le: "max", lt: "exclusiveMax" } as const;
const keywordKeys: Readonly<Record<string, ConstraintKey>> = {
  ...boundKeys,
  min: "min",
  max: "max",
  unit: "unit",
  description: "doc",
  documentation: "doc",
};

/** Calls whose one positional argument has a meaning. */
const positionalKeys: Readonly<Record<string, ConstraintKey>> = {
  "annotated_types.Ge": "min",
  "annotated_types.Gt": "exclusiveMin",
  "annotated_types.Le": "max",
  "annotated_types.Lt": "exclusiveMax",
  "annotated_types.Unit": "unit",
  "annotated_types.doc": "doc",
  "annotated_doc.Doc": "doc",
  "typing.Doc": "doc",
  "stave.Unit": "unit",
  "stave.Doc": "doc",
};

const keywordCalls = new Set(["pydantic.Field", "annotated_types.Interval", "stave.Bounds"]);

/** Reads `Annotated[T, "description", Ge(0), Field(le=1)]`; metadata of other libraries is left alone. */
export function resolveAnnotated(use: ExternalUse): AnnotatedType | undefined {
  const [inner, ...metadata] = use.items ?? [];
  if (inner === undefined) {
    const annotation = annotationText(use.whole, use.context);
    reportAt(use.context, use.whole, "python-unreadable-annotation", { subject: use.context.subject, annotation });
    return undefined;
  }
  const resolved = use.resolve(inner, use.context);
  if (resolved === undefined) return undefined;
  return Object.assign({ ...resolved }, ...metadata.map((item) => readConstraints(item, use.context)));
}

/** The constraints one piece of metadata adds. */
export function readConstraints(item: PythonExpression, context: AnnotationContext): Constraints {
  const text = bareLiteral(item);
  if (typeof text === "string") return { doc: text };
  if (item.kind !== "call") return {};
  const callee = findEntity(item.callee, context.scope, context.loader);
  if (callee?.kind !== "external") return {};
  const found: Mutable<Constraints> = {};
  const key = positionalKeys[callee.path];
  const [first] = item.positional;
  if (key !== undefined && first !== undefined) assign(found, key, first, context);
  if (!keywordCalls.has(callee.path) && key === undefined) return found;
  for (const { name, value } of item.keywords) {
    const target = keywordKeys[name];
    if (target !== undefined) assign(found, target, value, context);
  }
  return found;
}

function assign(
  found: Mutable<Constraints>,
  key: ConstraintKey,
  expression: PythonExpression,
  context: AnnotationContext,
): void {
  const value = bareLiteral(expression);
  if (value === null) return;
  if (key === "doc" || key === "unit") {
    if (typeof value === "string") found[key] = value;
    return;
  }
  const bound = numberOf(value);
  if (bound !== undefined) found[key] = bound;
  else {
    const text = annotationText(expression, context);
    reportAt(context, expression, "python-unread-bound", { subject: context.subject, bound: text });
  }
}

function numberOf(value: PythonConstant | undefined): number | undefined {
  if (typeof value === "bigint") return Number(value);
  return typeof value === "number" ? value : undefined;
}
