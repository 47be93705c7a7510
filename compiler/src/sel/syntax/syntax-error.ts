import type { FindingKey, FindingParams, SelFinding } from "../check/findings.js";
import { finding } from "../check/findings.js";
import type { SelSpan } from "./ast.js";

/** Why a text is no SEL program; `kind` is the conformance name of the failure. */
export interface SelSyntaxError extends SelFinding {
  readonly kind: "parse_error" | "limit_exceeded";
}

const LIMITS: ReadonlySet<FindingKey> = new Set(["textTooLong", "nestedTooDeeply"]);

/** Makes the error `key` for a span. */
export function syntaxError(key: FindingKey, span: SelSpan, params: FindingParams): SelSyntaxError {
  return { ...finding(key, span, params), kind: LIMITS.has(key) ? "limit_exceeded" : "parse_error" };
}
