import {
  createDiagnostic,
  type Diagnostic,
  type DiagnosticDetails,
  type DiagnosticName,
  type TextSpan,
} from "@stave/ir-schema";

/** A diagnostic about a lambda, with its place in the lambda's own text. */
export interface LambdaProblem extends Diagnostic {
  readonly textSpan: TextSpan;
}

/** Makes a diagnostic about a stretch of a lambda's text. */
export function problem<TName extends DiagnosticName>(
  name: TName,
  details: DiagnosticDetails<TName>,
  span: TextSpan,
): LambdaProblem {
  return { ...createDiagnostic(name, details), textSpan: { start: span.start, end: span.end } };
}
