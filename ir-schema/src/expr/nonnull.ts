import type { Expr } from "../generated/ir.js";
import type { NonNull } from "./infer.js";

/** What a condition, once known to be true or false, tells about paths that are not null. */
export function learn(cond: Expr, outcome: boolean, known: NonNull | undefined): NonNull | undefined {
  // A value tested as it is gets its own finding; what follows may rely on the test that was meant.
  if (cond.kind !== "op") return outcome && isPath(cond) ? { path: cond, parent: known } : known;
  const [left, right] = cond.args;
  if (left === undefined) return known;
  if (cond.op === "not") return learn(left, !outcome, known);
  if (right === undefined) return known;
  if (cond.op === (outcome ? "and" : "or")) return learn(right, outcome, learn(left, outcome, known));
  if (cond.op !== (outcome ? "!=" : "==")) return known;
  if (isNullLiteral(right) && isPath(left)) return { path: left, parent: known };
  return isNullLiteral(left) && isPath(right) ? { path: right, parent: known } : known;
}

/** True for the literal null. */
export function isNullLiteral(expr: Expr): boolean {
  return expr.kind === "literal" && expr.value === null;
}

function isPath(expr: Expr): boolean {
  if (expr.kind === "field") return isPath(expr.of);
  return expr.kind === "param" || expr.kind === "output" || expr.kind === "loop" || expr.kind === "var";
}

/** True when a path is among those known not to be null. */
export function isKnownNonNull(path: Expr, known: NonNull | undefined): boolean {
  for (let fact = known; fact !== undefined; fact = fact.parent) if (isSamePath(fact.path, path)) return true;
  return false;
}

function isSamePath(a: Expr, b: Expr): boolean {
  if (a === b) return true;
  switch (a.kind) {
    case "param":
    case "var":
      return b.kind === a.kind && b.name === a.name;
    case "output":
    case "loop":
      return b.kind === a.kind && b.step === a.step && b.name === a.name;
    case "field":
      return b.kind === "field" && b.name === a.name && isSamePath(a.of, b.of);
    default:
      return false;
  }
}

function rootName(path: Expr): string | undefined {
  if (path.kind === "field") return rootName(path.of);
  return path.kind === "var" ? path.name : undefined;
}

/** The facts that stay true where `name` is bound anew. */
export function forget(name: string, known: NonNull | undefined): NonNull | undefined {
  if (known === undefined) return undefined;
  const parent = forget(name, known.parent);
  if (rootName(known.path) === name) return parent;
  return parent === known.parent ? known : { path: known.path, parent };
}
