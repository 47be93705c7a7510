export { canonicalJson } from "./canonical.js";
export type {
  CallPlace,
  Diagnostic,
  DiagnosticEntry,
  Fix,
  Place,
  Related,
  Severity,
  SourceSpan,
  TextSpan,
} from "./diagnostics/diagnostic.js";
export { nearest } from "./diagnostics/nearest.js";
export { StaveError } from "./diagnostics/stave-error.js";
export { createDiagnostic, type DiagnosticDetails, type DiagnosticName, diagnosticTable } from "./diagnostics/table.js";
export { digestIr, digestText } from "./digest.js";
export { baseType, isAssignable, joinTypes, withoutNull } from "./expr/assignable.js";
export { type CallWords, keepWords, nameCall, nameValue } from "./expr/call-words.js";
export { checkValue, decodeValue, encodeValue, type ValueProblem } from "./expr/codec.js";
export { functionDocs } from "./expr/docs.js";
export { evaluateExpr, type ValueScope } from "./expr/evaluate.js";
export { ExprError } from "./expr/expr-error.js";
export { errorDiagnostic, type Folded, foldExpr } from "./expr/fold.js";
export { formatExpr } from "./expr/format-expr.js";
export { formatType } from "./expr/format-type.js";
export type { Example, FunctionEntry, FunctionGroup, JsTwin, SelLowering } from "./expr/function-entry.js";
export { findFunction, functionGroups, functionTable, signaturesOf } from "./expr/function-table.js";
export { type Inferred, inferExpr, type TypeScope } from "./expr/infer.js";
export { parameterTypes } from "./expr/infer-call.js";
export { isWholePower } from "./expr/infer-op.js";
export { mapChildren } from "./expr/map-children.js";
export { forEachChild, pointerOf } from "./expr/pointer.js";
export { selLiteralText, selQuotedPattern, selString } from "./expr/sel-text.js";
export type { Pattern, Signature, SignatureParam } from "./expr/signature.js";
export {
  DateValue,
  DurationValue,
  kindOf,
  orderedKeys,
  SKIPPED,
  type StructValue,
  TimestampValue,
  type Value,
  type ValueKind,
} from "./expr/value.js";
export type {
  Alerting,
  Comparison,
  ContainerStep,
  CronTrigger,
  CustomStep,
  EnumType,
  Environment,
  Expr,
  ForeachStep,
  FormatType,
  HttpStep,
  Input,
  IrDocument,
  Json,
  ListType,
  MapType,
  Need,
  NoopStep,
  NotebookStep,
  NullableType,
  Operator,
  Param,
  PythonStep,
  Retry,
  RunStrategy,
  ScalarType,
  ShellStep,
  SignalEmit,
  SignalSource,
  SignalTrigger,
  SignalWait,
  SleepStep,
  SourceSite,
  SourceTable,
  Step,
  StructType,
  SubworkflowStep,
  Trigger,
  Type,
  WhileStep,
  Workflow,
} from "./generated/ir.js";
export { assertInvariant } from "./invariant.js";
export { scriptWithArguments } from "./shell-script.js";
export { IR_VERSION, IR_VERSIONS_READ } from "./version.js";
