import { type Expr, inferExpr, type Operator, type Type } from "@stave/ir-schema";
import { lowerLambda } from "../../lambda/index.js";
import { type LiftedExpr, liftSel } from "../lift-expr/index.js";
import type { ImportScope } from "./import-value.js";
import { hasLambdaWords, isRef, lambdaBody, type Ref, refsIn } from "./lambda-text.js";

/**
 * The portable expression of an SEL text: a reference, a method of one, or what a lambda means. Nothing where the text
 * reads no value or has no such expression; it then stays SEL.
 */
export function lift(source: string, type: Type, scope: ImportScope): Expr | undefined {
  if (scope.keeps?.(source) === true) return undefined;
  const lifted = liftSel(source, scope);
  if (lifted === undefined || !isSame(lifted.type, type)) return undefined;
  const { expr, types } = lifted;
  return isRef(expr) || isMethod(expr) ? expr : throughLambda(expr, type, types);
}

const isSame = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right);

/** The operators that refs have a method for. */
const methods: ReadonlySet<Operator> = new Set<Operator>(["+", "-", "*", "<", "<=", ">", ">=", "==", "!="]);

/** One operation on a reference is written as its method; anything larger reads better as a lambda. */
export function isMethod(expr: Expr): expr is Extract<Expr, { kind: "op" }> {
  if (expr.kind !== "op" || !methods.has(expr.op)) return false;
  const [left, right] = expr.args;
  if (left === undefined || right === undefined || !isRef(left)) return false;
  // Two references may be texts, which have no such method.
  return expr.op === "+" ? isPlain(right) && isNumber(right) : isRef(right) || isPlain(right);
}

const isNumber = (expr: Expr): boolean => expr.kind === "literal" && (expr.type === "int" || expr.type === "float");

/** True for a literal whose type its TypeScript text alone tells. */
function isPlain(expr: Expr): boolean {
  if (expr.kind !== "literal") return false;
  const { type, value } = expr;
  if (type === "int") return Number.isSafeInteger(value);
  return type === "float" ? typeof value === "number" && !Number.isInteger(value) : type === "string";
}

type Types = LiftedExpr["types"];

/** The tree that the lambda written for an expression means, which is what compiling it will give. */
function throughLambda(expr: Expr, type: Type, types: Types): Expr | undefined {
  const refs = refsIn(expr);
  if (refs.length === 0 || !hasLambdaWords(expr)) return undefined;
  const once = reread(expr, refs, types);
  const twice = once && reread(once, refs, types);
  if (once === undefined || !isSame(once, twice)) return undefined;
  return isSame(typeOf(once, types), type) ? once : undefined;
}

function reread(expr: Expr, refs: readonly Ref[], types: Types): Expr | undefined {
  const names = new Map(refs.map((ref, at) => [JSON.stringify(ref), `v${at}`]));
  const body = lambdaBody(expr, (ref) => names.get(JSON.stringify(ref)) ?? "");
  const given = refs.map((ref) => types.get(JSON.stringify(ref)));
  const { expr: lowered, diagnostics } = lowerLambda(`(${[...names.values()].join(", ")}) => ${body}`, refs, given);
  return diagnostics.length === 0 ? lowered : undefined;
}

function typeOf(expr: Expr, types: Types): Type | undefined {
  const read = (ref: Ref): Type | undefined => types.get(JSON.stringify(ref));
  const { type, diagnostics } = inferExpr(expr, {
    param: (name) => read({ kind: "param", name }),
    output: (step, name) => read({ kind: "output", step, name }),
    loop: (step, name) => read({ kind: "loop", step, name }),
  });
  return diagnostics.length === 0 ? type : undefined;
}
