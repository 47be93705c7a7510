import { installLambdaLowering } from "@stave/sdk/internal";
import { lowerLambda } from "../lambda/index.js";

/**
 * Gives the SDK the lambda compiler.
 *
 * @example
 * installCompiler(); // done by importing "stave"; only users of "@stave/sdk" alone need it
 */
export function installCompiler(): void {
  installLambdaLowering(lowerLambda);
}
