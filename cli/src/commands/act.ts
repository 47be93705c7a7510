import { stringifyJson } from "@stave/runtime-client";
import { EXIT, type ExitCode } from "../exit.js";
import type { Invocation } from "../main.js";
import { type ServerOptions, withServer } from "../project/server.js";

interface ActOptions extends ServerOptions {
  readonly json?: boolean;
}

/** `stave stop`. */
export async function stop(
  { output }: Invocation,
  workflow: string,
  instance: string,
  options: ActOptions & { readonly kill?: boolean },
): Promise<ExitCode> {
  return await withServer(options, async ({ instances }) => {
    const answer = await (options.kill ? instances.kill : instances.stop)(workflow, BigInt(instance));
    output.out(
      options.json ? stringifyJson(answer) : `${workflow} ${instance} ${options.kill ? "killed" : "stopping"}`,
    );
    return EXIT.ok;
  });
}

/** `stave restart`. */
export async function restart(
  { output }: Invocation,
  workflow: string,
  instance: string,
  options: ActOptions & { readonly from: "incomplete" | "beginning"; readonly requestId?: string },
): Promise<ExitCode> {
  return await withServer(options, async (client) => {
    const { from, requestId } = options;
    const result = await client.restart(workflow, BigInt(instance), {
      from,
      ...(requestId !== undefined && { requestId }),
    });
    output.out(
      options.json
        ? stringifyJson(result)
        : `${workflow} ${instance} ${result.outcome}: run ${String(result.run?.run ?? "unknown")}`,
    );
    return result.outcome === "started" || result.outcome === "duplicate" ? EXIT.ok : EXIT.workflow;
  });
}

/** `stave logs`: what the server keeps of each step attempt's output. */
export async function logs(
  { output }: Invocation,
  workflow: string,
  instance: string,
  options: ActOptions & { readonly step?: string },
): Promise<ExitCode> {
  return await withServer(options, async (client) => {
    const id = BigInt(instance);
    const newest = await client.steps.list(workflow, id);
    for (const last of newest.filter(({ step_id: step }) => options.step === undefined || step === options.step)) {
      for (let attempt = 1n; attempt <= BigInt(last.step_attempt_id); attempt++) {
        const at = { workflow, instance: id, run: last.workflow_run_id, step: last.step_id, attempt };
        const found = attempt === BigInt(last.step_attempt_id) ? last : await client.steps.attempt(at);
        output.out(`== ${found.step_id} attempt ${attempt} ${found.runtime_state?.status ?? ""}`);
        for (const text of outputTexts(found.artifacts)) output.out(text);
      }
    }
    return EXIT.ok;
  });
}

function outputTexts(artifacts: Readonly<Record<string, unknown>> | undefined): readonly string[] {
  return Object.values(artifacts ?? {}).flatMap((artifact) => {
    const { execution_output: text } = (artifact ?? {}) as { readonly execution_output?: unknown };
    return typeof text === "string" ? [text] : [];
  });
}
