import type { ExitCode } from "../exit.js";
import type { Invocation } from "../main.js";
import type { CheckOptions } from "./check-files.js";

/** `stave check`. The TypeScript compiler is started before anything else is loaded, since it takes longest. */
export async function check(
  invocation: Invocation,
  files: readonly string[],
  options: CheckOptions,
): Promise<ExitCode> {
  const typeCheck = options.tsc
    ? await (await import("../project/type-check.js")).startTypeCheck(files[0] as string)
    : undefined;
  const { checkFiles } = await import("./check-files.js");
  return await checkFiles(invocation, files, options, typeCheck);
}
