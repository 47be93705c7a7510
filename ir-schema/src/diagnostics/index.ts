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
} from "./diagnostic.js";
export { nearest } from "./nearest.js";
export { StaveError } from "./stave-error.js";
export { createDiagnostic, type DiagnosticDetails, type DiagnosticName, diagnosticTable } from "./table.js";
