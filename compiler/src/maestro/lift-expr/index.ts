import { type Expr, foldExpr, type Type } from "@stave/ir-schema";
import { parseSel, printSel } from "../../sel/index.js";
import { lowerExprToSel } from "../lower-expr/index.js";
import { liftNode } from "./lift-node.js";

/** What a bare name of an expression stands for. */
export interface LiftedRef {
  readonly expr: Expr;
  readonly type: Type;
}

/** The names that an expression can see. */
export type LiftScope = (name: string) => LiftedRef | undefined;

/**
 * The portable expression that a text of SEL means, where it means exactly one: written as SEL again it is the same
 * program. Anything else stays raw SEL.
 */
export function liftSel(source: string, refOf: LiftScope): LiftedRef | undefined {
  const { program, errors } = parseSel(source, { param: true });
  const [statement, ...others] = program?.body ?? [];
  if (program === undefined || errors.length > 0 || statement?.kind !== "expression" || others.length > 0)
    return undefined;
  if (program.imports.length > 0) return undefined;
  const names = new Map<Expr, string>();
  const lifted = liftNode(statement.expression, (name) => {
    const ref = refOf(name);
    if (ref === undefined) return undefined;
    const expr = { ...ref.expr };
    names.set(expr, name);
    return { expr, type: ref.type };
  });
  if (lifted === undefined || foldExpr(lifted.expr).diagnostics.length > 0) return undefined;
  return isSame(lifted, printSel(program), refOf, [...names.values()]) ? lifted : undefined;
}

function isSame(lifted: LiftedRef, printed: string, refOf: LiftScope, names: readonly string[]): boolean {
  const key = (expr: Expr): string => JSON.stringify(expr);
  const byRef = new Map(names.map((name) => [key(refOf(name)?.expr as Expr), name]));
  const lowered = lowerExprToSel(lifted.expr, {
    nameOf: (ref) => byRef.get(key(ref)) ?? "",
    typeOf: (ref) => refOf(byRef.get(key(ref)) ?? "")?.type,
  });
  if ("diagnostics" in lowered || lowered.setup !== "" || key(lowered.type as never) !== key(lifted.type as never))
    return false;
  const { program, errors } = parseSel(`${lowered.sel};`);
  return program !== undefined && errors.length === 0 && printSel(program) === printed;
}
