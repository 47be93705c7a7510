import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { projectRootOf } from "@stave/compiler";
import { listRuns } from "@stave/runtime-local";
import { EXIT, type ExitCode } from "../exit.js";
import type { Invocation } from "../main.js";

/** `stave runs`. */
export async function runs({ output }: Invocation, options: { readonly json?: boolean }): Promise<ExitCode> {
  const projectDir = projectRootOf(resolve("workflow.ts"));
  const rows = existsSync(join(projectDir, ".stave")) ? await listRuns({ projectDir }) : [];
  if (options.json) output.out(JSON.stringify(rows, null, 2));
  else if (rows.length === 0) output.err("No runs yet. Start one: stave run workflow.ts");
  else
    for (const { id, workflow, status, created } of rows)
      output.out(`${id}  ${status.padEnd(9)}  ${new Date(created).toISOString()}  ${workflow}`);
  return EXIT.ok;
}
