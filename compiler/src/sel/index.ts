export type { FindingSeverity, SelFinding, SelFix } from "./check/findings.js";
export type * from "./syntax/ast.js";
export { parseSel, type SelParseOptions, type SelParseResult } from "./syntax/parser.js";
export { sanitizeParam } from "./syntax/sanitize.js";
export type { SelSyntaxError } from "./syntax/syntax-error.js";
