export { diagnosticsOf, firstFrame } from "./1-load/import-error.js";
export { projectRootOf } from "./1-load/project-root.js";
export { registerLoader } from "./1-load/register-hooks.js";
export { installCompiler } from "./2-build/install-compiler.js";
export { checkDocument } from "./3-check/check.js";
export { brokenLimit } from "./3-check/check-params.js";
export { writeWhole } from "./5-emit/write-file.js";
export {
  allDiagnostics,
  type CompiledWorkflow,
  type CompileItem,
  type CompileOptions,
  type CompileResult,
  compile,
  compileDefinition,
  compileEach,
} from "./compile.js";
export { toGithub, toJson, toSarif } from "./diagnostics/format-machine.js";
export { formatPretty, type PrettyOptions } from "./diagnostics/format-pretty.js";
export { createSourceReader, type ReadSource, type SourceFile } from "./diagnostics/source-file.js";
