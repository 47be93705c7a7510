export type { FindingSeverity, SelFinding, SelFix } from "./check/findings.js";
export { CLASS_NAMES } from "./class-names.js";
export { printExpression } from "./print/print-expression.js";
export { printSel } from "./print/print-sel.js";
export { collectRefs } from "./refs/collect-refs.js";
export type * from "./syntax/ast.js";
export { parseSel, type SelParseOptions, type SelParseResult } from "./syntax/parser.js";
export { sanitizeParam } from "./syntax/sanitize.js";
export type { SelSyntaxError } from "./syntax/syntax-error.js";
