import { type DiagnosticEntry, entry } from "./diagnostic.js";

/** STV17xx: loading the user's module. */
export const loadDiagnostics: {
  "file-not-found": DiagnosticEntry<{ file: string }>;
  "file-is-folder": DiagnosticEntry<{ file: string }>;
  "syntax-error": DiagnosticEntry<{ problem: string }>;
  "needs-transform": DiagnosticEntry<{ construct: string }>;
  "module-not-found": DiagnosticEntry<{ module: string }>;
  "missing-export": DiagnosticEntry<{ module: string; name: string }>;
  "module-threw": DiagnosticEntry<{ problem: string }>;
  "no-default-export": DiagnosticEntry<{ file: string }>;
  "not-workflows": DiagnosticEntry<{ found: string }>;
  "no-workflows": DiagnosticEntry<{ file: string }>;
  "generator-threw": DiagnosticEntry<{ problem: string; count: number }>;
} = {
  "file-not-found": entry(
    "STV1701",
    "error",
    ({ file }) => `There is no file ${file}.`,
    () => "Check the path; it is taken from the current folder.",
  ),
  "file-is-folder": entry(
    "STV1702",
    "error",
    ({ file }) => `${file} is a folder, but a workflow file is expected.`,
    () => "Name the .ts file.",
  ),
  "syntax-error": entry("STV1703", "error", ({ problem }) => `The file cannot be parsed: ${problem}.`),
  "needs-transform": entry(
    "STV1704",
    "error",
    ({ construct }) => `TypeScript's ${construct} is more than types and cannot be stripped.`,
    () =>
      "Use plain JavaScript with types: a union or `as const` object for an enum, a field for a parameter property.",
  ),
  "module-not-found": entry(
    "STV1705",
    "error",
    ({ module }) => `The import "${module}" leads nowhere.`,
    () => "Check the path, or install the package.",
  ),
  "missing-export": entry(
    "STV1706",
    "error",
    ({ module, name }) => `"${module}" does not export "${name}".`,
    ({ module }) =>
      module.endsWith(".py") ? "Check the spelling; names beginning with `_` are not exported." : "Check the spelling.",
  ),
  "module-threw": entry("STV1707", "error", ({ problem }) => `The module threw while it was loaded: ${problem}.`),
  "no-default-export": entry(
    "STV1708",
    "error",
    ({ file }) => `${file} has no default export.`,
    () => "Write: export default workflow(…).",
  ),
  "not-workflows": entry(
    "STV1709",
    "error",
    ({ found }) => `The default export holds ${found}, but workflows are expected.`,
    () => "Export a workflow, a list of them, or an (async) iterable that yields them.",
  ),
  "no-workflows": entry(
    "STV1710",
    "warning",
    ({ file }) => `${file} exports no workflows.`,
    () => "The list or generator gave nothing; check its input.",
  ),
  "generator-threw": entry(
    "STV1711",
    "error",
    ({ problem, count }) => `The generator threw after ${count} workflow${count === 1 ? "" : "s"}: ${problem}.`,
  ),
};
