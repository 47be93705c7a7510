import type { Expr } from "../generated/ir.js";

/** An expression in the user's words, for messages: its name where it has one. */
export function describeExpr(expr: Expr): string {
  switch (expr.kind) {
    case "param":
    case "loop":
    case "var":
      return `\`${expr.name}\``;
    case "output":
      return `\`${expr.step}.${expr.name}\``;
    case "run":
      return `\`run.${expr.field}\``;
    case "signal":
      return `\`${expr.signal}.${expr.field}\``;
    case "field":
      return isNamed(expr.of) ? `\`${describeExpr(expr.of).slice(1, -1)}.${expr.name}\`` : `\`.${expr.name}\``;
    case "call":
      return `the result of \`${expr.fn}\``;
    case "literal":
      return `\`${JSON.stringify(expr.value)}\``;
    case "index":
      return isNamed(expr.of) ? `an item of ${describeExpr(expr.of)}` : "an item";
    default:
      return "this value";
  }
}

function isNamed(expr: Expr): boolean {
  return expr.kind === "field" ? isNamed(expr.of) : ["param", "loop", "var", "output", "signal"].includes(expr.kind);
}
