import type { Expr } from "@stave/ir-schema";
import type { ChainExpression, Expression, Identifier, MemberExpression } from "acorn";
import { call, field, int, literal, nullLiteral, op, text, variable } from "./build.js";
import { type Binding, isPath, type LambdaContext, type Lowered, lookup } from "./context.js";
import { foreignName, importedName } from "./foreign-text.js";
import { lowerExpression, lowerValue, softened } from "./lower-expression.js";
import { lowerSet } from "./lower-fresh-list.js";
import { lowerMethod } from "./lower-method.js";
import { lowerDaysField, lowerZonedField } from "./lower-zoned.js";

const mathConstants: Readonly<Record<string, number>> = {
  PI: Math.PI,
  E: Math.E,
  LN2: Math.LN2,
  LN10: Math.LN10,
  LOG2E: Math.LOG2E,
  LOG10E: Math.LOG10E,
  SQRT2: Math.SQRT2,
  SQRT1_2: Math.SQRT1_2,
};
const numberConstants: Readonly<Record<string, number>> = {
  EPSILON: Number.EPSILON,
  MAX_VALUE: Number.MAX_VALUE,
  MIN_VALUE: Number.MIN_VALUE,
  MAX_SAFE_INTEGER: Number.MAX_SAFE_INTEGER,
  MIN_SAFE_INTEGER: Number.MIN_SAFE_INTEGER,
};
const namedFloats: Readonly<Record<string, string>> = {
  NaN: "NaN",
  POSITIVE_INFINITY: "Infinity",
  NEGATIVE_INFINITY: "-Infinity",
};

/** The name of a global object that the scope does not shadow. */
export function globalName(node: Expression | { type: "Super" }, scope: Binding | undefined): string | undefined {
  if (node.type !== "Identifier") return undefined;
  return lookup(node.name, scope) === undefined ? node.name : undefined;
}

function lowerConstant(node: MemberExpression, scope: Binding | undefined): Lowered {
  const global = globalName(node.object, scope);
  if (node.computed || (global !== "Math" && global !== "Number")) return undefined;
  const name = (node.property as Identifier).name;
  if (global === "Number" && Object.hasOwn(namedFloats, name)) return literal("float", namedFloats[name]);
  const table = global === "Math" ? mathConstants : numberConstants;
  if (!Object.hasOwn(table, name)) return undefined;
  return name.endsWith("SAFE_INTEGER") ? int(table[name] as number) : literal("float", table[name]);
}

/** The expression of `a.b` or `a[b]`. */
export function lowerMember(node: MemberExpression, scope: Binding | undefined, context: LambdaContext): Lowered {
  const constant = lowerConstant(node, scope);
  if (constant !== undefined) return constant;
  if (node.object.type === "Super" || node.property.type === "PrivateIdentifier") {
    return context.unsupported(node, "`super` or a private field", "Pass the value in the list.");
  }
  const foreign =
    node.object.type === "Identifier" && !lookup(node.object.name, scope) && foreignName(node.object.name);
  if (foreign) return context.report(node, "lambda-transformed", { found: context.source(node), tool: foreign });
  const days = node.computed ? "other" : lowerDaysField(node, scope, context);
  if (days !== "other") return days;
  const set = lowerSet(node.object, scope, context);
  if (set !== "other") return set && lowerSetField(node, set, context);
  const of = lowerExpression(node.object, scope, context);
  if (of === undefined) return undefined;
  return node.optional
    ? guarded(of, context, (safe) => lowerAccess(node, safe, scope, context))
    : lowerAccess(node, of, scope, context);
}

function lowerSetField(node: MemberExpression, set: Expr, context: LambdaContext): Lowered {
  const name = node.computed ? "" : (node.property as Identifier).name;
  if (name === "size") return call("length", set);
  return context.unsupported(node.object, "a set as a value", "Spread it: `[...new Set(xs)]`.");
}

/** `of?.…`: null when `of` is null, else what `access` makes of it. */
export function guarded(link: Expr, context: LambdaContext, access: (safe: Expr) => Lowered): Lowered {
  const of = softened(link, context);
  if (isPath(of)) return orNull(of, access(of));
  const name = context.freshName();
  const safe = variable(name);
  const shape = context.shapes.get(of);
  if (shape !== undefined) context.shapes.set(safe, shape);
  const inside = orNull(variable(name), access(safe));
  return inside && { kind: "let", name, value: of, in: inside };
}

function orNull(of: Expr, value: Lowered): Lowered {
  return value && { kind: "if", cond: op("==", of, nullLiteral()), then: nullLiteral(), else: value };
}

function lowerAccess(node: MemberExpression, of: Expr, scope: Binding | undefined, context: LambdaContext): Lowered {
  if (!node.computed) return lowerNamed(node, of, (node.property as Identifier).name, context);
  const index = lowerValue(node.property as Expression, scope, context);
  if (index === undefined) return undefined;
  if (index.kind === "literal" && typeof index.value === "number") return lowerPosition(node, of, index, context);
  if (index.kind === "literal" && typeof index.value === "string") return field(of, index.value);
  if (of.kind === "struct") return { kind: "index", of: asMap(of, context), index };
  return { kind: "index", of, index };
}

/** `({ fast: 1, slow: 10 })[mode]`: an object read by a computed key is a map. */
function asMap(of: Extract<Expr, { kind: "struct" }>, context: LambdaContext): Expr {
  const span = context.spans.get(of);
  const entries = Object.entries(of.fields).map(([name, value]) => {
    const key = text(name);
    if (span) context.spans.set(key, span);
    return { key, value };
  });
  const map: Expr = { kind: "map", entries };
  if (span) context.spans.set(map, span);
  return map;
}

function lowerNamed(node: MemberExpression, of: Expr, name: string, context: LambdaContext): Lowered {
  if (context.shapes.get(of) === "zoned") return lowerZonedField(node, of, context);
  if (name === "size") {
    return context.report(node, "lambda-unknown-method", { method: name, rewrite: "Use `.length`, or `fn.len(map)`." });
  }
  return field(of, name);
}

function lowerPosition(node: MemberExpression, of: Expr, index: Expr, context: LambdaContext): Lowered {
  const position = (index as { value?: unknown }).value;
  const shape = context.shapes.get(of);
  if (shape === "entry" && (position === 0 || position === 1)) return field(of, position === 0 ? "key" : "value");
  if (shape === "entry") return context.unsupported(node, "a third part of an entry", "An entry is [key, value].");
  const item: Expr = { kind: "index", of, index };
  if (shape === "entries") context.shapes.set(item, "entry");
  return item;
}

/** The expression of a chain with `?.`: once one link is null, all the rest is null. */
export function lowerChain(node: ChainExpression, scope: Binding | undefined, context: LambdaContext): Lowered {
  return lowerLink(node.expression as Expression, scope, context, (value) => value);
}

const globalObjects = new Set(["Math", "Object", "Number", "String", "Array", "JSON", "Temporal", "fn"]);

/** `Object` and `Temporal.PlainDate`, which a chain does not go into. */
function isGlobalPath(node: Expression, scope: Binding | undefined): boolean {
  if (importedName(node) !== undefined) return true;
  if (node.type === "MemberExpression" && node.object.type !== "Super") return isGlobalPath(node.object, scope);
  return globalObjects.has(globalName(node, scope) ?? "");
}

/** Lowers a chain from its outermost link inwards; `rest` applies the links that follow. */
function lowerLink(
  node: Expression,
  scope: Binding | undefined,
  context: LambdaContext,
  rest: (value: Expr) => Lowered,
): Lowered {
  if (node.type === "MemberExpression" && node.object.type !== "Super") {
    const { object } = node;
    const access = (of: Expr): Lowered => {
      const value = lowerAccess(node, of, scope, context);
      return value && rest(context.at(node, value));
    };
    return lowerLink(object, scope, context, (of) => (node.optional ? guarded(of, context, access) : access(of)));
  }
  if (
    node.type === "CallExpression" &&
    node.callee.type === "MemberExpression" &&
    node.callee.object.type !== "Super" &&
    !isGlobalPath(node.callee.object, scope)
  ) {
    const { callee } = node;
    if (node.optional) return context.unsupported(node, "`?.()`", "Call the method, with `?.` before its name.");
    const invoke = (of: Expr): Lowered => {
      const value = lowerMethod(node, of, scope, context);
      return value && rest(context.at(node, value));
    };
    return lowerLink(callee.object as Expression, scope, context, (of) =>
      callee.optional ? guarded(of, context, invoke) : invoke(of),
    );
  }
  const value = lowerExpression(node, scope, context);
  return value && rest(value);
}
