import { type Expr, foldExpr, type Type } from "@stave/ir-schema";
import { parseSel, type SelExpression } from "../../sel/index.js";
import { lowerExprToSel } from "../lower-expr/index.js";
import { liftNode } from "./lift-node.js";

/** What a bare name of an expression stands for. */
export interface LiftedRef {
  readonly expr: Expr;
  readonly type: Type;
}

/** An expression that was lifted. */
export interface LiftedExpr extends LiftedRef {
  /** The types of the references in it, by their JSON. */
  readonly types: ReadonlyMap<string, Type>;
}

/** The names that an expression can see. */
export interface LiftScope {
  readonly refOf: (name: string) => LiftedRef | undefined;
  /** What a step's output is, where the step is named by a text. */
  readonly outputOf?: (step: string, output: string) => LiftedRef | undefined;
}

/**
 * The portable expression that a text of SEL means, where it means exactly one: of a well-typed expression both have
 * the same value. Anything else stays raw SEL.
 */
export function liftSel(source: string, scope: LiftScope): LiftedExpr | undefined {
  const expression = expressionOf(source);
  const types = new Map<string, Type>();
  const noted = (ref: LiftedRef | undefined): LiftedRef | undefined => {
    if (ref !== undefined) types.set(JSON.stringify(ref.expr), ref.type);
    return ref;
  };
  const lifted =
    expression &&
    liftNode(expression, {
      refOf: (name) => noted(scope.refOf(name)),
      outputOf: (step, output) => noted(scope.outputOf?.(step, output)),
    });
  if (lifted === undefined || foldExpr(lifted.expr).diagnostics.length > 0) return undefined;
  return hasWords(lifted, types) ? { ...lifted, types } : undefined;
}

/** The one expression a text is made of. */
function expressionOf(source: string): SelExpression | undefined {
  const { program, errors } = parseSel(source, { param: true });
  const [statement, ...others] = program?.body ?? [];
  if (program === undefined || errors.length > 0 || others.length > 0 || program.imports.length > 0) return undefined;
  if (statement?.kind === "return") return statement.value;
  return statement?.kind === "expression" ? statement.expression : undefined;
}

/** Whether SEL has words for what was lifted, so that it can be written back. */
function hasWords(lifted: LiftedRef, types: ReadonlyMap<string, Type>): boolean {
  const lowered = lowerExprToSel(lifted.expr, {
    nameOf: () => "name",
    typeOf: (ref) => types.get(JSON.stringify(ref)),
  });
  return !("diagnostics" in lowered) && JSON.stringify(lowered.type) === JSON.stringify(lifted.type);
}
