import type { Expr } from "../generated/ir.js";
import { ownNameOf, wordsOf } from "./call-words.js";

/** An expression in the user's words, for messages: its name where it has one. */
export function describeExpr(expr: Expr): string {
  const own = ownNameOf(expr);
  if (own !== undefined) return `\`${own}\``;
  switch (expr.kind) {
    case "param":
    case "loop":
      return `\`${expr.name}\``;
    case "var":
      return isHidden(expr) ? "this value" : `\`${expr.name.replace(/#\d+$/, "")}\``;
    case "output":
      return `\`${expr.step}.${expr.name}\``;
    case "run":
      return `\`run.${expr.field}\``;
    case "signal":
      return `\`${expr.signal}.${expr.field}\``;
    case "field":
      return isNamed(expr.of) ? `\`${describeExpr(expr.of).slice(1, -1)}.${expr.name}\`` : `\`.${expr.name}\``;
    case "call":
      return `the result of \`${wordsOf(expr).name}\``;
    case "literal":
      return `\`${JSON.stringify(expr.value)}\``;
    case "index":
      return isNamed(expr.of) ? `an item of ${describeExpr(expr.of)}` : "an item";
    default:
      return "this value";
  }
}

/** A name that the compiler made up, which no text of the user's says. */
function isHidden(expr: Extract<Expr, { kind: "var" }>): boolean {
  return expr.name.startsWith("#");
}

function isNamed(expr: Expr): boolean {
  if (expr.kind === "var") return !isHidden(expr);
  return expr.kind === "field" ? isNamed(expr.of) : ["param", "loop", "var", "output", "signal"].includes(expr.kind);
}
