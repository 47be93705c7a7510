import type { Expr, Operator, Type } from "@stave/ir-schema";
import { liftSel } from "../lift-expr/index.js";
import { terminate, withoutGroup } from "../lower/lower-value.js";
import { lowerExprToSel } from "../lower-expr/index.js";
import type { ImportScope } from "./import-value.js";

/**
 * The portable expression of an SEL text; nothing unless the builders have words for it and it is written back as the
 * very same text, so that a definition comes back as it was.
 */
export function lift(source: string, type: Type, scope: ImportScope): Expr | undefined {
  const read = new Map<string, { readonly name: string; readonly type: Type }>();
  const lifted = liftSel(source, (name) => {
    const ref = scope.refOf(name);
    if (ref !== undefined) read.set(keyOf(ref.expr), { name, type: ref.type });
    return ref;
  });
  if (lifted === undefined || lifted.type !== type || !isOperation(lifted.expr)) return undefined;
  const lowered = lowerExprToSel(lifted.expr, {
    nameOf: (ref) => read.get(keyOf(ref))?.name ?? "",
    typeOf: (ref) => read.get(keyOf(ref))?.type,
  });
  if ("diagnostics" in lowered || lowered.setup !== "") return undefined;
  const isSame = source === terminate(lowered.sel) || source === withoutGroup(lowered.sel);
  return isSame ? lifted.expr : undefined;
}

function keyOf(ref: Expr): string {
  const step = "step" in ref ? ref.step : "";
  return `${ref.kind} ${step} ${"name" in ref ? ref.name : ""}`;
}

const written: ReadonlySet<Operator> = new Set<Operator>(["+", "-", "*", "<", "<=", ">", ">=", "==", "!="]);

/** The builders write an operation as a method of its left side, which must be a reference or another operation. */
function isOperation(expr: Expr): expr is Extract<Expr, { kind: "op" }> {
  if (expr.kind !== "op" || !written.has(expr.op)) return false;
  const [left, right] = expr.args;
  return left !== undefined && right !== undefined && left.kind !== "literal" && isOperand(left) && isOperand(right);
}

function isOperand(expr: Expr): boolean {
  if (expr.kind === "literal") return isPlain(expr);
  return expr.kind === "op"
    ? isOperation(expr)
    : expr.kind === "param" || expr.kind === "output" || expr.kind === "loop";
}

/** True for a literal whose type its TypeScript text alone tells. */
function isPlain({ type, value }: Extract<Expr, { kind: "literal" }>): boolean {
  if (type === "int") return Number.isSafeInteger(value);
  return type === "float" ? typeof value === "number" && !Number.isInteger(value) : type === "string";
}
