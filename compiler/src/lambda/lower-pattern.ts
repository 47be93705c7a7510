import type { Expr } from "@stave/ir-schema";
import type { ArrayPattern, Literal, ObjectPattern, Pattern } from "acorn";
import { call, field, int } from "./build.js";
import type { Binding, LambdaContext, Shape } from "./context.js";

type Scope = Binding | undefined;

/** The scope with the names of a pattern bound to parts of a value. */
export function bindPattern(
  pattern: Pattern,
  make: () => Expr,
  shape: Shape | undefined,
  scope: Scope,
  context: LambdaContext,
): Scope | "refused" {
  switch (pattern.type) {
    case "Identifier":
      return { name: pattern.name, make, shape, parent: scope };
    case "ObjectPattern":
      if (shape === undefined) return bindObject(pattern, make, scope, context);
      context.unsupported(pattern, "this pattern", "Name the value and read its parts.");
      return "refused";
    case "ArrayPattern":
      return bindArray(pattern, make, shape, scope, context);
    case "AssignmentPattern":
      context.unsupported(pattern, "a default value here", "Use `??` where the value is used.");
      return "refused";
    case "RestElement":
      context.unsupported(pattern, "a rest parameter", "Name each parameter; pass a list to take many values.");
      return "refused";
    default:
      context.unsupported(pattern, "this pattern", "Name the parameter.");
      return "refused";
  }
}

function bindObject(pattern: ObjectPattern, make: () => Expr, scope: Scope, context: LambdaContext): Scope | "refused" {
  let bound: Scope = scope;
  for (const property of pattern.properties) {
    if (property.type !== "Property" || property.computed) {
      context.unsupported(property, "this pattern", "Name each field: `({ a, b }) => …`.");
      return "refused";
    }
    const name = property.key.type === "Identifier" ? property.key.name : String((property.key as Literal).value);
    const inner = bindPattern(property.value, () => field(make(), name), undefined, bound, context);
    if (inner === "refused") return inner;
    bound = inner;
  }
  return bound;
}

function bindArray(
  pattern: ArrayPattern,
  make: () => Expr,
  shape: Shape | undefined,
  scope: Scope,
  context: LambdaContext,
): Scope | "refused" {
  let bound: Scope = scope;
  for (const [index, element] of pattern.elements.entries()) {
    if (element === null) continue;
    if (shape === "entry" && index > 1) {
      context.unsupported(element, "a third part of an entry", "An entry is [key, value].");
      return "refused";
    }
    const part = (): Expr =>
      shape === "entry"
        ? field(make(), index === 0 ? "key" : "value")
        : { kind: "index", of: make(), index: int(index) };
    const inner =
      element.type === "RestElement" && shape === undefined
        ? bindPattern(element.argument, () => call("slice", make(), int(index)), undefined, bound, context)
        : bindPattern(element, part, shape === "entries" ? "entry" : undefined, bound, context);
    if (inner === "refused") return inner;
    bound = inner;
  }
  return bound;
}
