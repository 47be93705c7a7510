import type { Expr } from "@stave/ir-schema";
import { variable } from "./build.js";
import type { LambdaContext, Lowered } from "./context.js";

/** A value that is computed once and read by a name. */
export function bindOnce(value: Expr, use: (name: Expr) => Lowered, context: LambdaContext): Lowered {
  const name = context.freshName();
  const inside = use(variable(name));
  return inside && { kind: "let", name, value, in: inside };
}
