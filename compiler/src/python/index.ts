export { type DeclarationOptions, writeDeclarations } from "./declarations/write-declarations.js";
export { type PythonSource, type PythonSourceRequest, projectPath, pythonLoaderSource } from "./loader-source.js";
export { missingFunction } from "./missing-function.js";
export { confirmSyntax } from "./project/confirm-syntax.js";
export { createFileResolver } from "./project/file-resolver.js";
export { declarationPath, TYPES_FOLDER, type TypesReport, writeTypesFolder } from "./project/types-folder.js";
export { type TypesWatch, watchTypes } from "./project/watch-types.js";
export { readPythonModule } from "./read-signatures.js";
export type { ImportedFile, ImportRequest, ResolveImport } from "./scope/module-loader.js";
export type {
  Constraints,
  PythonFunction,
  PythonModule,
  PythonParam,
  PythonReturns,
  RefusedFunction,
  ReturnForm,
} from "./signature.js";
