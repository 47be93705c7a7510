import { createDiagnostic, type Diagnostic, type Expr, inferExpr, type Type } from "@stave/ir-schema";
import { Emitter } from "./emitter.js";
import { lowerNode, lowerWhole } from "./lower-node.js";
import { CannotLower } from "./refuse.js";

/** A read of a step's output. */
export type OutputExpr = Extract<Expr, { kind: "output" }>;
/** A read of a signal's field. */
export type SignalExpr = Extract<Expr, { kind: "signal" }>;
/** A read of a fact about the run. */
export type RunExpr = Extract<Expr, { kind: "run" }>;

/** An expression that reads a value from outside. */
export type RefExpr = Extract<Expr, { kind: "param" | "output" | "loop" | "signal" | "run" }>;

/** How the values an expression reads are reached in SEL. */
export interface SelScope {
  readonly nameOf: (ref: RefExpr) => string;
  readonly typeOf: (ref: RefExpr) => Type | undefined;
  /** SEL that is true when a reference of a nullable type is null; the name is then not evaluated. */
  readonly nullOf?: (ref: RefExpr) => string | undefined;
}

/** SEL that means what a portable expression means, or why there is none. */
export type LoweredSel =
  | {
      /** The whole text: an expression, or statements that end with `return`. */
      readonly sel: string;
      readonly type: Type;
      /** The statements before the value, empty when the text is an expression. */
      readonly setup: string;
      /** The value, after the statements. */
      readonly value: string;
      /** SEL text that is true when there is no value; the value may be evaluated only when it is false. */
      readonly isNull?: string;
    }
  | { readonly diagnostics: readonly Diagnostic[] };

/** Writes a portable expression as SEL; one that may be null only where the caller asks for `isNull`. */
export function lowerExprToSel(expr: Expr, scope: SelScope, mayBeNull = false): LoweredSel {
  const types = new Map<Expr, Type | undefined>();
  const { type, diagnostics } = inferExpr(
    expr,
    {
      param: (name) => scope.typeOf({ kind: "param", name }),
      output: (step, name) => scope.typeOf({ kind: "output", step, name }),
      loop: (step, name) => scope.typeOf({ kind: "loop", step, name }),
    },
    (node, found) => types.set(node, found),
  );
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) return { diagnostics: errors };
  if (type === undefined) return cannot("the type of a part is not known");
  try {
    return write(expr, type, new Emitter(scope, types, namesOf(types, scope)), mayBeNull);
  } catch (error) {
    if (error instanceof CannotLower) return cannot(error.message);
    if (error instanceof RangeError) return cannot("it is too large");
    throw error;
  }
}

function cannot(problem: string): LoweredSel {
  return { diagnostics: [createDiagnostic("target-expression", { what: "this value", problem })] };
}

function write(expr: Expr, type: Type, emitter: Emitter, mayBeNull: boolean): LoweredSel {
  const { text, isNull } = mayBeNull ? lowerNode(expr, emitter) : lowerWhole(expr, emitter);
  const setup = emitter.lines.join(" ");
  const sel = setup === "" ? text : `${setup} return ${text};`;
  return { sel, type, setup, value: text, ...(isNull !== undefined && { isNull }) };
}

const references: ReadonlySet<string> = new Set(["param", "output", "loop", "signal", "run"]);

function namesOf(types: ReadonlyMap<Expr, Type | undefined>, scope: SelScope): string {
  const refs = [...types.keys()].filter(({ kind }) => references.has(kind)) as RefExpr[];
  const written = [...types.keys()].flatMap((node) => (node.kind === "sel" ? [node.source] : []));
  return [...refs.map((ref) => scope.nameOf(ref)), ...written].map((name) => name.match(/\b\w+/g)?.join(" ")).join(" ");
}
