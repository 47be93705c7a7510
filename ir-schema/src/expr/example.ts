import type { Expr, Json, Operator, Type } from "../generated/ir.js";
import type { Example } from "./function-entry.js";

/** An argument of an example: a whole number is an int, any other number a float, an array a list, a bigint an int. */
export type ExampleArg = null | boolean | number | bigint | string | Expr | readonly ExampleArg[];

/** An example that gives a value, encoded as JSON. */
export function gives(args: readonly ExampleArg[], value: Json): Example {
  return { args: args.map(toExpr), value };
}

/** An example that fails with an evaluation error of that name. */
export function fails(args: readonly ExampleArg[], error: string): Example {
  return { args: args.map(toExpr), error };
}

/** The expression an example argument stands for. */
export function toExpr(arg: ExampleArg): Expr {
  if (arg === null) return literal("null", null);
  if (typeof arg === "string") return literal("string", arg);
  if (typeof arg === "boolean") return literal("bool", arg);
  if (typeof arg === "bigint") return literal("int", Number.isSafeInteger(Number(arg)) ? Number(arg) : String(arg));
  if (typeof arg === "number") return Number.isInteger(arg) ? literal("int", arg) : float(arg);
  if (Array.isArray(arg)) return { kind: "list", items: arg.map(toExpr) };
  return arg as Expr;
}

/** A literal. */
export function literal(type: Type, value: Json): Expr {
  return { kind: "literal", type, value };
}

/** A float, also a whole or infinite one. */
export function float(value: number): Expr {
  return literal("float", Number.isFinite(value) ? value : String(value));
}

/** A date from `YYYY-MM-DD`. */
export function date(text: string): Expr {
  return literal("date", text);
}

/** A timestamp from ISO-8601 text. */
export function timestamp(text: string): Expr {
  return literal("timestamp", text);
}

/** A duration from ISO-8601 text. */
export function duration(text: string): Expr {
  return literal("duration", text);
}

/** A `json` value. */
export function json(value: Json): Expr {
  return literal("json", value);
}

/** A list of a given item type, also an empty one. */
export function listOf(of: Type, value: Json): Expr {
  return literal({ kind: "list", of }, value);
}

/** A value that may be null. */
export function maybe(of: Type, value: Json): Expr {
  return literal({ kind: "nullable", of }, value);
}

/** A map of one value type. */
export function mapOf(of: Type, value: Json): Expr {
  return literal({ kind: "map", of }, value);
}

/** A struct. */
export function struct(fields: Readonly<Record<string, ExampleArg>>): Expr {
  return {
    kind: "struct",
    fields: Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, toExpr(field)])),
  };
}

/** A bound name. */
export function name(text: string): Expr {
  return { kind: "var", name: text };
}

/** A function argument. */
export function fn(params: readonly string[], body: ExampleArg): Expr {
  return { kind: "fn", params, body: toExpr(body) };
}

/** An operator. */
export function op(operator: Operator, ...args: readonly ExampleArg[]): Expr {
  return { kind: "op", op: operator, args: args.map(toExpr) };
}

/** A call. */
export function call(name: string, ...args: readonly ExampleArg[]): Expr {
  return { kind: "call", fn: name, args: args.map(toExpr) };
}

/** A field of a struct. */
export function field(of: Expr, name: string): Expr {
  return { kind: "field", of, name };
}
