import { readFileSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import { createDiagnostic, StaveError } from "@stave/ir-schema";
import { type ApplyResult, apply, type Plan, readPlan, stringifyJson } from "@stave/runtime-client";
import { EXIT, type ExitCode } from "../exit.js";
import type { Invocation } from "../main.js";
import { assertMaestro, type ServerOptions, withServer } from "../project/server.js";
import { createProgress } from "../terminal/progress.js";
import { printPlan } from "./plan.js";
import { plainResult, printResults } from "./push.js";

interface ApplyOptions extends ServerOptions {
  readonly json?: boolean;
  readonly yes?: boolean;
  readonly partly?: boolean;
}

/** `stave apply`: exactly the reviewed plan. */
export async function applyCommand({ output }: Invocation, file: string, options: ApplyOptions): Promise<ExitCode> {
  const reviewed = readPlan(readFileSync(file, "utf8"));
  if (!options.yes) {
    printPlan(reviewed, output);
    if (!(await confirmed(reviewed))) {
      output.err("nothing was applied");
      return EXIT.outside;
    }
  }
  return await withServer({ ...options, url: options.url ?? reviewed.server }, async (client) => {
    await assertMaestro(client);
    const progress = createProgress(output, "applying", reviewed.entries.length);
    const results: ApplyResult[] = [];
    for await (const result of apply(client, reviewed, options.partly ? { partly: true } : {})) {
      results.push(result);
      progress.step(results.length);
    }
    progress.end();
    if (options.json) output.out(stringifyJson(results.map(plainResult)));
    else printResults(results, output);
    return results.every((result) => result.outcome !== "failed") ? EXIT.ok : EXIT.outside;
  });
}

/** Asks a person; where nobody can answer, `--yes` is needed. */
async function confirmed({ entries }: Plan): Promise<boolean> {
  if (entries.length === 0) return true;
  if (!process.stdin.isTTY)
    throw new StaveError([
      createDiagnostic("missing-argument-of-command", { what: "`--yes` (there is no terminal to ask on)" }),
    ]);
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  const deletes = entries.filter((entry) => entry.action === "delete").length;
  const answer = await asking.question(
    `Apply ${entries.length} changes${deletes > 0 ? `, ${deletes} of them deletions` : ""}? [y/N] `,
  );
  asking.close();
  return /^y(es)?$/i.test(answer.trim());
}
