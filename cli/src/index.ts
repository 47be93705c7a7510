import { installCompiler } from "@stave/compiler";

// Lambdas are compiled where they are written, so the package that users import brings the compiler.
installCompiler();

export * from "@stave/sdk";
export { python } from "./python.js";
