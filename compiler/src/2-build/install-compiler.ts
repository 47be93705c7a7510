import { installLambdaLowering } from "@stave/sdk/internal";
import { lowerLambda } from "../lambda/index.js";

/** Gives the SDK the lambda compiler. */
export function installCompiler(): void {
  installLambdaLowering(lowerLambda);
}
