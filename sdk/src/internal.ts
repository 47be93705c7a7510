export { buildWorkflow } from "./build.js";
export {
  installLambdaLowering,
  type LambdaDiagnostic,
  type LoweredLambda,
  type LowerLambda,
  lambdaOrigins,
} from "./expr.js";
export { type NotedSite, type NotedSites, siteAt } from "./noted-sites.js";
export { POISON } from "./poison.js";
export { type PythonParam, type PythonStepSpec, pythonStep } from "./python.js";
export { isRef } from "./ref.js";
export { type BuildOptions, type BuildResult, type DefinitionNode, definitionNode } from "./workflow.js";
