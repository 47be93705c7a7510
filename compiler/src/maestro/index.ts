export { applyFixes } from "./check/apply-fixes.js";
export {
  type CheckedDefinitions,
  checkDefinitionFiles,
  checkDefinitions,
  type DefinitionFile,
} from "./check/check-files.js";
export type {
  MaestroDefinition,
  MaestroParam,
  MaestroParams,
  MaestroStep,
  MaestroStepBody,
  MaestroStepKind,
  MaestroType,
} from "./definition.js";
export { type WrittenDsl, writeDsl } from "./emit/write-dsl.js";
export { type WriteYamlOptions, writeYaml } from "./emit/write-yaml.js";
export {
  type DefinitionFix,
  definitionFindings,
  type Finding,
  type FindingName,
} from "./findings/finding.js";
export {
  type ImportedDefinition,
  type ImportedDefinitions,
  importDefinition,
  importDefinitions,
  importRequest,
  requestsIn,
} from "./import/import-definition.js";
export { normalizeRequest } from "./import/normalize.js";
export { writeTypeScript } from "./import/write-typescript.js";
export { type LiftedRef, type LiftScope, liftSel } from "./lift-expr/index.js";
export type { LowerOptions } from "./lower/context.js";
export { readInstallation } from "./lower/installation.js";
export { type LoweredWorkflow, lowerWorkflow } from "./lower/lower-workflow.js";
export { type LoweredSel, lowerExprToSel, type RefExpr, type SelScope } from "./lower-expr/index.js";
