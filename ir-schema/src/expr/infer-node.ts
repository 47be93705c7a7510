import { nearest } from "../diagnostics/nearest.js";
import type { Expr, Type } from "../generated/ir.js";
import { baseType, isAssignable, isNullable, joinTypes, nullable } from "./assignable.js";
import { checkValue } from "./codec.js";
import { nameOf } from "./conversion-hints.js";
import { describeExpr } from "./describe-expr.js";
import { formatType } from "./format-type.js";
import type { InferState } from "./infer.js";
import { inferCall } from "./infer-call.js";
import { inferOp } from "./infer-op.js";
import { isKnownNonNull, learn } from "./nonnull.js";
import { propertyFunction, propertyNames } from "./properties.js";
import { type TruthUse, truthiness } from "./truthiness.js";
import { isPrintable, NEVER } from "./type-sets.js";

type Infer<K extends Expr["kind"]> = (node: Extract<Expr, { kind: K }>, state: InferState) => Type | undefined;

/** How deep an expression may nest. */
export const MAX_DEPTH = 1000;

const runTypes: Readonly<Record<string, Type>> = {
  id: "string",
  workflowId: "string",
  startTime: "timestamp",
  logicalDate: "date",
  intervalStart: "timestamp",
  intervalEnd: "timestamp",
  ds: "string",
  dsNodash: "string",
};

const inferrers: { readonly [K in Expr["kind"]]: Infer<K> } = {
  literal: inferLiteral,
  param: (node, state) => narrow(node, state.scope.param(node.name), state),
  output: (node, state) => narrow(node, state.scope.output(node.step, node.name), state),
  loop: (node, state) => narrow(node, state.scope.loop(node.step, node.name), state),
  signal: (node) => node.type,
  run: (node) => runTypes[node.field],
  sel: (node) => node.type,
  var: inferVariable,
  op: inferOp,
  call: inferCall,
  if: inferIf,
  list: inferList,
  map: inferMap,
  struct: inferStruct,
  index: inferIndex,
  field: inferField,
  text: inferText,
  let: (node, state) => {
    const value = inferNode(node.value, state);
    return state.within(node.name, value, () => inferNode(node.in, state));
  },
  fn: (node, state) => state.report(node, "misplaced-function", { params: node.params.join(", ") }),
  firstOf: (node, state) => joinAll(node.options, "branches-differ", state),
};

/** The type of one node; what is wrong goes to the state. */
export function inferNode(node: Expr, state: InferState): Type | undefined {
  state.depth += 1;
  const type =
    state.depth > MAX_DEPTH
      ? state.report(node, "expression-too-deep", { limit: MAX_DEPTH })
      : (inferrers[node.kind] as Infer<Expr["kind"]>)(node as never, state);
  state.depth -= 1;
  state.onNode?.(node, type);
  return type;
}

function inferLiteral(node: Extract<Expr, { kind: "literal" }>, state: InferState): Type {
  const { value, type } = node;
  if (type === "string" ? typeof value !== "string" : !isPlainNumber(value, type)) {
    const problem = checkValue(value, type);
    if (problem) state.report(node, "literal-value", { found: problem.found, expected: problem.expected });
  }
  return type;
}

function isPlainNumber(value: unknown, type: Type): boolean {
  return typeof value === "number" && (type === "float" || (type === "int" && Number.isSafeInteger(value)));
}

function narrow(node: Expr, type: Type | undefined, state: InferState): Type | undefined {
  if (type === undefined || typeof type === "string" || type.kind !== "nullable") return type;
  return state.nonNull !== undefined && isKnownNonNull(node, state.nonNull) ? type.of : type;
}

function inferVariable(node: Extract<Expr, { kind: "var" }>, state: InferState): Type | undefined {
  for (let binding = state.bindings; binding !== undefined; binding = binding.parent) {
    if (binding.name === node.name) return narrow(node, binding.type, state);
  }
  return state.report(node, "unknown-variable", { name: node.name });
}

function inferIf(node: Extract<Expr, { kind: "if" }>, state: InferState): Type | undefined {
  const cond = inferNode(node.cond, state);
  if (cond !== undefined) checkCondition(node.cond, cond, state);
  const whenTrue = state.knowing(learn(node.cond, true, state.nonNull), () => inferNode(node.then, state));
  const whenFalse = state.knowing(learn(node.cond, false, state.nonNull), () => inferNode(node.else, state));
  if (whenTrue === undefined || whenFalse === undefined) return undefined;
  const joined = joinTypes(whenTrue, whenFalse);
  if (joined !== undefined) return joined;
  const isText = [whenTrue, whenFalse].some((type) => baseType(type) === "string");
  return state.report(node, "branches-differ", {
    left: formatType(whenTrue),
    right: formatType(whenFalse),
    ...(isText && { rewrite: "Make both texts, with `String(x)`." }),
  });
}

/** Reports a condition that is not a bool. */
export function checkCondition(node: Expr, type: Type, state: InferState, use: TruthUse = "test"): boolean {
  if (baseType(type) === "bool") return true;
  state.report(node, "condition-not-bool", truthiness(node, type, use));
  return false;
}

function joinAll(
  parts: readonly Expr[],
  problem: "branches-differ" | "items-differ",
  state: InferState,
): Type | undefined {
  let joined: Type | undefined = NEVER;
  for (const part of parts) {
    const type = inferNode(part, state);
    if (type === undefined || joined === undefined) {
      joined = undefined;
      continue;
    }
    const next = joinTypes(joined, type);
    if (next === undefined) reportDifferent(part, problem, joined, type, state);
    joined = next;
  }
  return joined;
}

function reportDifferent(
  node: Expr,
  problem: "branches-differ" | "items-differ",
  first: Type,
  other: Type,
  state: InferState,
): void {
  if (problem === "items-differ") {
    state.report(node, problem, { first: formatType(first), other: formatType(other) });
  } else {
    state.report(node, problem, { left: formatType(first), right: formatType(other) });
  }
}

function inferList(node: Extract<Expr, { kind: "list" }>, state: InferState): Type | undefined {
  const items = joinAll(node.items, "items-differ", state);
  if (node.of === undefined) return items && { kind: "list", of: items };
  if (items !== undefined && !isAssignable(items, node.of)) {
    state.report(node, "items-differ", { first: formatType(node.of), other: formatType(items) });
  }
  return { kind: "list", of: node.of };
}

function inferMap(node: Extract<Expr, { kind: "map" }>, state: InferState): Type | undefined {
  for (const { key } of node.entries) {
    const type = inferNode(key, state);
    if (type !== undefined && !isAssignable(type, "string")) {
      state.report(key, "key-not-text", { found: `${formatType(type)} (${describeExpr(key)})` });
    }
  }
  const values = node.entries.map((entry) => entry.value);
  const joined = joinAll(values, "items-differ", state);
  const of = node.of ?? joined;
  if (node.of !== undefined && joined !== undefined && !isAssignable(joined, node.of)) {
    state.report(node, "items-differ", { first: formatType(node.of), other: formatType(joined) });
  }
  return of && { kind: "map", of };
}

function inferStruct(node: Extract<Expr, { kind: "struct" }>, state: InferState): Type | undefined {
  const fields: Record<string, Type> = {};
  let known = true;
  for (const [name, field] of Object.entries(node.fields)) {
    const type = inferNode(field, state);
    if (type === undefined) known = false;
    else fields[name] = type;
  }
  return known ? { kind: "struct", fields } : undefined;
}

function inferIndex(node: Extract<Expr, { kind: "index" }>, state: InferState): Type | undefined {
  const of = inferNode(node.of, state);
  const index = inferNode(node.index, state);
  if (of === undefined || index === undefined) return undefined;
  if (isNullable(of) && of !== "null") {
    return state.report(node.of, "may-be-null", mayBeNull(node.of, of, "indexing it"));
  }
  const base = baseType(of);
  const by = baseType(index);
  if (base === "json" && (by === "int" || by === "string")) return "json";
  if (base === "string" && by === "int") return "string";
  if (typeof base !== "string" && base.kind === "list" && by === "int") return base.of;
  if (typeof base !== "string" && base.kind === "map" && by === "string") return base.of;
  return state.report(node, "not-indexable", { of: formatType(of), index: formatType(index) });
}

function mayBeNull(node: Expr, type: Type, use: string): { what: string; type: string; use: string } {
  return { what: describeExpr(node), type: formatType(type), use };
}

function inferField(node: Extract<Expr, { kind: "field" }>, state: InferState): Type | undefined {
  const of = inferNode(node.of, state);
  if (of === undefined) return undefined;
  if (isNullable(of)) return state.report(node.of, "may-be-null", mayBeNull(node.of, of, `\`.${node.name}\``));
  if (of === "json") return "json";
  if (typeof of !== "string" && of.kind === "map") return narrow(node, nullable(of.of), state);
  if (typeof of !== "string" && of.kind === "struct" && Object.hasOwn(of.fields, node.name)) {
    const field = of.fields[node.name] as Type;
    return narrow(node, of.optional?.includes(node.name) ? nullable(field) : field, state);
  }
  const property = propertyFunction(of, node.name);
  if (property !== undefined) return property.type;
  const fields = fieldsOf(of);
  const near = nearest(node.name, fields);
  return state.report(node, "unknown-field", {
    field: node.name,
    of: formatType(of),
    fields: fields.join(", "),
    ...(near !== undefined && { near }),
  });
}

function fieldsOf(type: Type): readonly string[] {
  return typeof type !== "string" && type.kind === "struct" ? Object.keys(type.fields) : propertyNames(type);
}

function inferText(node: Extract<Expr, { kind: "text" }>, state: InferState): Type {
  for (const part of node.parts) {
    if (typeof part === "string") continue;
    const type = inferNode(part, state);
    if (type === undefined || isPrintable(type)) continue;
    state.report(part, "not-printable", {
      what: describeExpr(part),
      type: formatType(type),
      hint: printHint(part, type),
    });
  }
  return "string";
}

function printHint(part: Expr, type: Type): string {
  if (isNullable(type)) return `Give a fallback: \`${nameOf(part, "x")} ?? ""\`.`;
  if (typeof type !== "string" && type.kind === "list") return `Join the items: \`${nameOf(part, "xs")}.join(",")\`.`;
  return `Write it as JSON: \`fn.toJson(${nameOf(part, "x")})\`.`;
}
