import type { Type } from "@stave/ir-schema";
import type { CallExpression, PythonExpression } from "../syntax/expression.js";
import type { AnnotatedType, AnnotationContext } from "./context.js";
import { bareLiteral } from "./enum-type.js";
import { resolveAnnotation } from "./resolve-annotation.js";

type FieldPair = readonly [name: string, annotation: PythonExpression];

/** Reads `TypedDict("X", {"a": int})` and `NamedTuple("X", [("a", int)])`. */
export function resolveStructCall(
  path: string,
  call: CallExpression,
  context: AnnotationContext,
): AnnotatedType | undefined | "no-struct" {
  const [nameNode, content] = call.positional;
  const name = nameNode && bareLiteral(nameNode);
  const pairs = content && pairsOf(path, content);
  if (typeof name !== "string" || pairs === undefined) return "no-struct";
  const total = !call.keywords.some((keyword) => keyword.name === "total" && bareLiteral(keyword.value) === false);
  const fields: Record<string, Type> = {};
  const optional: string[] = [];
  for (const [field, annotation] of pairs) {
    const subject = `Field \`${field}\` of \`${name}\``;
    const resolved = resolveAnnotation(annotation, { ...context, subject });
    if (resolved === undefined) return undefined;
    fields[field] = resolved.type;
    if (path === "typing.TypedDict" && !(resolved.required ?? total)) optional.push(field);
  }
  return { type: { kind: "struct", name, fields, ...(optional.length > 0 && { optional }) } };
}

function pairsOf(path: string, content: PythonExpression): FieldPair[] | undefined {
  const pairs =
    path === "typing.TypedDict" && content.kind === "dict"
      ? content.entries.map(({ key, value }) => [bareLiteral(key), value] as const)
      : path === "typing.NamedTuple" && content.kind === "list"
        ? content.items.map((item) =>
            item.kind === "tuple" ? ([literalOf(item.items[0]), item.items[1]] as const) : [],
          )
        : undefined;
  if (pairs === undefined) return undefined;
  const known = pairs.flatMap(([key, value]) => (typeof key === "string" && value ? [[key, value] as const] : []));
  return known.length === pairs.length ? known : undefined;
}

function literalOf(expression: PythonExpression | undefined): unknown {
  return expression && bareLiteral(expression);
}
