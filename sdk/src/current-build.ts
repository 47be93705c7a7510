import type { BuildContext } from "./context.js";

let current: BuildContext | undefined;

/** Runs a body as part of a build, so that findings which no ref leads to are still that build's. */
export function inBuild<T>(context: BuildContext, work: () => T): T {
  const outer = current;
  current = context;
  try {
    return work();
  } finally {
    current = outer;
  }
}

/** The build whose body is running. */
export function currentBuild(): BuildContext | undefined {
  return current;
}
