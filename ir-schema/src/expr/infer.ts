import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { createDiagnostic, type DiagnosticDetails, type DiagnosticName } from "../diagnostics/table.js";
import type { Expr, Type } from "../generated/ir.js";
import { inferNode } from "./infer-node.js";
import { forget } from "./nonnull.js";
import { pointerOf } from "./pointer.js";

/** What the free names of an expression are; a lookup of a name that is not known answers undefined. */
export interface TypeScope {
  param(name: string): Type | undefined;
  output(step: string, name: string): Type | undefined;
  loop(step: string, name: string): Type | undefined;
}

/** The type of an expression, undefined where it cannot be known, and all that is wrong with it. */
export interface Inferred {
  readonly type: Type | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** A name bound by `let` or a function. */
export interface TypeBinding {
  readonly name: string;
  readonly type: Type | undefined;
  readonly parent: TypeBinding | undefined;
}

/** A path known not to be null. */
export interface NonNull {
  readonly path: Expr;
  readonly parent: NonNull | undefined;
}

interface Problem {
  readonly name: DiagnosticName;
  readonly details: unknown;
  readonly node: Expr;
}

/** What inference knows at one place of a tree. */
export class InferState {
  readonly scope: TypeScope;
  readonly onNode: ((node: Expr, type: Type | undefined) => void) | undefined;
  bindings: TypeBinding | undefined;
  nonNull: NonNull | undefined;
  depth = 0;
  problems: Problem[] | undefined;

  constructor(scope: TypeScope, onNode?: (node: Expr, type: Type | undefined) => void) {
    this.scope = scope;
    this.onNode = onNode;
  }

  report<TName extends DiagnosticName>(node: Expr, name: TName, details: DiagnosticDetails<TName>): undefined {
    this.problems ??= [];
    this.problems.push({ name, details, node });
    return undefined;
  }

  /** Runs `read` with a name bound. */
  within<T>(name: string, type: Type | undefined, read: () => T): T {
    const outer = this.bindings;
    this.bindings = { name, type, parent: outer };
    const result = this.knowing(forget(name, this.nonNull), read);
    this.bindings = outer;
    return result;
  }

  /** Runs `read` knowing that some paths are not null. */
  knowing<T>(nonNull: NonNull | undefined, read: () => T): T {
    const outer = this.nonNull;
    this.nonNull = nonNull;
    const result = read();
    this.nonNull = outer;
    return result;
  }

  /** Runs `read`, forgetting what it reports. */
  quietly<T>(read: () => T): T {
    const outer = this.problems;
    this.problems = undefined;
    const result = read();
    this.problems = outer;
    return result;
  }
}

const noDiagnostics: readonly Diagnostic[] = Object.freeze([]);

/**
 * The static type of an expression, and what is wrong with it. A ref the scope does not know is passed over in
 * silence, and so is all that depends on it.
 */
export function inferExpr(
  expr: Expr,
  scope: TypeScope,
  onNode?: (node: Expr, type: Type | undefined) => void,
): Inferred {
  const state = new InferState(scope, onNode);
  const type = inferNode(expr, state);
  if (state.problems === undefined) return { type, diagnostics: noDiagnostics };
  return { type, diagnostics: state.problems.map((problem) => toDiagnostic(problem, expr)) };
}

function toDiagnostic(problem: Problem, root: Expr): Diagnostic {
  const pointer = pointerOf(root, problem.node) ?? "";
  return createDiagnostic(problem.name, problem.details as never, { pointer });
}
