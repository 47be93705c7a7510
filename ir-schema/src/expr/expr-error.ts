import type { DiagnosticEntry } from "../diagnostics/diagnostic.js";
import { evaluationDiagnostics } from "../diagnostics/evaluation.js";
import type { Expr } from "../generated/ir.js";

type Table = typeof evaluationDiagnostics;

/** The readable name of an evaluation error, for example `int-overflow`. */
export type ExprErrorName = keyof Table;

type Details<TName extends ExprErrorName> = Table[TName] extends DiagnosticEntry<infer TDetails> ? TDetails : never;

/** Thrown when an expression has no value for its inputs: an overflow, an index out of range, a text that does not parse. */
export class ExprError extends Error {
  override readonly name: string = "ExprError";
  readonly code: string;
  readonly errorName: ExprErrorName;
  readonly details: unknown;
  /** JSON pointer of the failing part, from the root of the expression. */
  pointer = "";
  /** The failing part, until its pointer is known. */
  node: Expr | undefined;

  constructor(errorName: ExprErrorName, message: string, code: string, details: unknown) {
    super(message);
    this.code = code;
    this.errorName = errorName;
    this.details = details;
  }
}

/** Makes the error of one row of the evaluation table. */
export function exprError<TName extends ExprErrorName>(name: TName, details: Details<TName>): ExprError {
  const row = evaluationDiagnostics[name] as DiagnosticEntry<Details<TName>>;
  return new ExprError(name, row.message(details), row.code, details);
}
