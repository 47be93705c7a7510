import type { Expr, Json, Operator, Type } from "@stave/ir-schema";

/** A literal. */
export function literal(type: Type, value: Json): Expr {
  return { kind: "literal", type, value };
}

/** A text. */
export function text(value: string): Expr {
  return literal("string", value);
}

/** An int. */
export function int(value: number): Expr {
  return literal("int", value);
}

/** A bool. */
export function bool(value: boolean): Expr {
  return literal("bool", value);
}

/** The literal null. */
export function nullLiteral(): Expr {
  return literal("null", null);
}

/** A call of the library. */
export function call(fn: string, ...args: readonly Expr[]): Extract<Expr, { kind: "call" }> {
  return { kind: "call", fn, args };
}

/** An operator. */
export function op(operator: Operator, ...args: readonly Expr[]): Expr {
  return { kind: "op", op: operator, args };
}

/** A bound name. */
export function variable(name: string): Expr {
  return { kind: "var", name };
}

/** A field. */
export function field(of: Expr, name: string): Expr {
  return { kind: "field", of, name };
}

/** True for the literal null. */
export function isNull(expr: Expr): boolean {
  return expr.kind === "literal" && expr.value === null;
}
