export { type LoweredLambda, lowerLambda } from "./lower-lambda.js";
export type { LambdaProblem } from "./problem.js";
