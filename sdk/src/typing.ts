import { type Expr, inferExpr, type Type } from "@stave/ir-schema";
import type { BuildContext, Scope } from "./context.js";
import { type Operand, typeOfValue } from "./literal.js";
import { isRef } from "./ref.js";

/** What the types of refs are, for inference within one build. */
export function typeScope(context: BuildContext): Parameters<typeof inferExpr>[1] {
  return {
    param: (name) => context.params[name],
    output: (step, name) => context.placed.get(step)?.outputs[name],
    loop: (step, name) => context.loops.get(step)?.[name],
  };
}

/** The type of an expression; `json` where it has none, which the check pass explains. */
export function typeOfExpr(context: BuildContext, expr: Expr): Type {
  return inferExpr(expr, typeScope(context)).type ?? "json";
}

/** The type of an argument whose type nobody declared. */
export function typeOfOperand(scope: Scope, operand: Operand, value: unknown): Type {
  if (isRef(value)) return value.type ?? typeOfExpr(scope.context, value.expr);
  return operand.refs.length === 0 ? typeOfValue(value) : typeOfExpr(scope.context, operand.expr);
}
