export { checkLiteral } from "./check/check-literal.js";
export { checkSel, type SelCheckResult, type SelCheckScope } from "./check/check-sel.js";
export {
  type FindingExample as SelFindingExample,
  findingExamples as selFindingExamples,
} from "./check/finding-examples.js";
export type { FindingSeverity, SelFinding, SelFix } from "./check/findings.js";
export { findings as selFindings, type SelErrorKind } from "./check/findings.js";
export type { SelVariable } from "./check/machine.js";
export { CLASS_NAMES } from "./class-names.js";
export { type ConvertedResult, convertResult, type ParamType } from "./eval/convert-result.js";
export { evaluateSel, type SelOutcome } from "./eval/evaluate-sel.js";
export {
  type Interpolated,
  type InterpolationValue,
  type InterpolationVars,
  interpolateLiteral,
  type SelLiteral,
} from "./eval/interpolate.js";
export { DEFAULT_LIMITS, type SelLimits } from "./eval/limits.js";
export type { SelContext } from "./eval/machine.js";
export type { SelExtension, TypedValue } from "./eval/typed-value.js";
export { type SelReport, selExpressionReport } from "./expression-report.js";
export { printExpression } from "./print/print-expression.js";
export { printSel } from "./print/print-sel.js";
export { collectRefs } from "./refs/collect-refs.js";
export { collectLiteralRefs } from "./refs/literal-refs.js";
export { type SelCase, type SelResultLine, selResultLine } from "./run-jsonl.js";
export type * from "./syntax/ast.js";
export { findInterpolations, type SelInterpolation } from "./syntax/interpolation.js";
export { parseSel, type SelParseOptions, type SelParseResult } from "./syntax/parser.js";
export { sanitizeParam } from "./syntax/sanitize.js";
export type { SelSyntaxError } from "./syntax/syntax-error.js";
export { SEL_TYPES, type SelType } from "./types.js";
