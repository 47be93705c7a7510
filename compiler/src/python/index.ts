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
