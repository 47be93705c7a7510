import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { createDiagnostic } from "../diagnostics/table.js";
import type { Expr, Type } from "../generated/ir.js";
import { encodeValue } from "./codec.js";
import { evaluateExpr, type ValueScope } from "./evaluate.js";
import { ExprError } from "./expr-error.js";
import { inferExpr, type TypeScope } from "./infer.js";
import { mapChildren } from "./map-children.js";
import { isNever } from "./type-sets.js";

/** An expression with its constant parts computed, and the errors those parts certainly give. */
export interface Folded {
  readonly expr: Expr;
  readonly diagnostics: readonly Diagnostic[];
}

const noTypes: TypeScope = { param: () => undefined, output: () => undefined, loop: () => undefined };
const noValues: ValueScope = {
  param: () => undefined,
  output: () => undefined,
  loop: () => undefined,
  signal: () => undefined,
  run: () => undefined,
};

/** Computes what reads nothing: the whole expression, or those of its parts. An ill-typed part stays as it is. */
export function foldExpr(expr: Expr): Folded {
  const whole = foldWhole(expr);
  if (whole !== undefined) return whole;
  return { expr: isTooDeep(expr) ? expr : foldParts(expr), diagnostics: none };
}

function foldParts(expr: Expr): Expr {
  return mapChildren(expr, (part) => foldWhole(part)?.expr ?? foldParts(part));
}

function isTooDeep(expr: Expr): boolean {
  return inferExpr(expr, noTypes).diagnostics.some(({ name }) => name === "expression-too-deep");
}

const none: readonly Diagnostic[] = [];

/** The value of a constant expression, or the error it certainly gives; undefined for any other. */
function foldWhole(expr: Expr): Folded | undefined {
  if (expr.kind === "literal" || expr.kind === "fn")
    return expr.kind === "fn" ? undefined : { expr, diagnostics: none };
  const { type, diagnostics } = inferExpr(expr, noTypes);
  if (type === undefined || diagnostics.length > 0 || hasNever(type)) return undefined;
  try {
    const value = encodeValue(evaluateExpr(expr, noValues), type);
    return { expr: { kind: "literal", type, value }, diagnostics: none };
  } catch (error) {
    if (!(error instanceof ExprError)) throw error;
    if (error.errorName === "unknown-value" || error.errorName === "sel-not-portable") return undefined;
    return { expr, diagnostics: [errorDiagnostic(error)] };
  }
}

function hasNever(type: Type): boolean {
  return (
    isNever(type) || (typeof type === "object" && "of" in type && typeof type.of === "object" && hasNever(type.of))
  );
}

/** The diagnostic of an evaluation error. */
export function errorDiagnostic(error: ExprError): Diagnostic {
  return createDiagnostic(error.errorName, error.details as never, { pointer: error.pointer });
}
