import { failureFindings } from "./failure-findings.js";
import { syntaxFindings } from "./syntax-findings.js";
import { trapFindings } from "./trap-findings.js";

/** Every finding of the SEL parser and checker by its key. */
export const findings: typeof syntaxFindings & typeof failureFindings & typeof trapFindings = {
  ...syntaxFindings,
  ...failureFindings,
  ...trapFindings,
};

/** The readable name of a finding. */
export type FindingKey = keyof typeof findings;

/** Maestro's classes of failure, in the words of the recorded cases. */
export type SelErrorKind =
  | "parse_error"
  | "type_error"
  | "unknown_function"
  | "null_access"
  | "index_out_of_bounds"
  | "arithmetic"
  | "illegal_argument"
  | "limit_exceeded"
  | "unknown_reference"
  | "other";
/** Errors certainly fail, warnings may surprise. */
export type FindingSeverity = "error" | "warning" | "info";

/** A replacement of the text between two offsets. */
export interface SelFix {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** One finding in an SEL text; offsets are UTF-16 units of the text as written. */
export interface SelFinding {
  readonly code: string;
  readonly severity: FindingSeverity;
  readonly message: string;
  readonly hint?: string;
  readonly start: number;
  readonly end: number;
  readonly fix?: SelFix;
  /** How the evaluation fails because of it; absent for traps. */
  readonly kind?: SelErrorKind;
}

/** The named parts of a message. */
export type FindingParams = Readonly<Record<string, string | number>>;

interface FindingEntry {
  readonly code: string;
  readonly severity: FindingSeverity;
  readonly kind?: SelErrorKind;
  readonly message: string;
  readonly hint: string;
}

function fill(template: string, params: FindingParams): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

/** Makes the finding `key` for a span, with the parts of its message filled in. */
export function finding(
  key: FindingKey,
  span: { readonly start: number; readonly end: number },
  params: FindingParams,
  fix?: SelFix,
): SelFinding {
  const entry: FindingEntry = findings[key];
  const hint = fill(params["hint"] === undefined ? entry.hint : String(params["hint"]), params);
  return {
    code: entry.code,
    severity: entry.severity,
    message: fill(entry.message, params),
    ...(hint === "" ? {} : { hint }),
    start: span.start,
    end: span.end,
    ...(fix === undefined ? {} : { fix }),
    ...(entry.kind === undefined ? {} : { kind: entry.kind }),
  };
}
