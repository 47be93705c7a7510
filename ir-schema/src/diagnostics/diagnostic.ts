/** How much a diagnostic matters: errors block, warnings may be suppressed with a reason. */
export type Severity = "error" | "warning" | "info";

/** A stretch of a source file; lines and columns count from 1, the end is exclusive. */
export interface SourceSpan {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

/** A stretch of an expression's own source text, in UTF-16 units. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

/** A part of a call in the user's source, before it is looked up there; line and column count from 1. */
export interface CallPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Positions and names that lead from the call's arguments to the part, `[2, "retry"]`. */
  readonly path?: readonly (string | number)[];
  /** A stretch of the part's own text. */
  readonly text?: TextSpan;
}

/** Where a diagnostic points: into the IR, and into the source once that is known. */
export interface Place {
  readonly workflow?: string;
  /** JSON pointer into the workflow, `/steps/0/inputs/lr/value`. */
  readonly pointer?: string;
  readonly call?: CallPlace;
  readonly span?: SourceSpan;
}

/** A second place that explains the first. */
export interface Related {
  readonly message: string;
  readonly at: Place;
}

/** A change of text that mends the finding. */
export interface Fix {
  readonly description: string;
  readonly edits: readonly {
    readonly file: string;
    readonly start: number;
    readonly end: number;
    readonly text: string;
  }[];
}

/** One finding about the user's source: what was found, where, and what to write instead. */
export interface Diagnostic {
  readonly code: string;
  readonly name: string;
  readonly severity: Severity;
  readonly message: string;
  readonly hint?: string;
  readonly at: Place;
  readonly related?: readonly Related[];
  readonly fix?: Fix;
}

/** One row of the diagnostic table; `TDetails` are the names its texts speak of. */
export interface DiagnosticEntry<TDetails> {
  readonly code: string;
  readonly severity: Severity;
  readonly message: (details: TDetails) => string;
  readonly hint?: (details: TDetails) => string | undefined;
}

/** Writes a row of the table. */
export function entry<TDetails>(
  code: string,
  severity: Severity,
  message: (details: TDetails) => string,
  hint?: (details: TDetails) => string | undefined,
): DiagnosticEntry<TDetails> {
  return hint === undefined ? { code, severity, message } : { code, severity, message, hint };
}
