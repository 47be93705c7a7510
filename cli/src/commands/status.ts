import { type Client, stringifyJson, type WorkflowInstance } from "@stave/runtime-client";
import { EXIT, type ExitCode } from "../exit.js";
import type { Invocation } from "../main.js";
import { instanceNumber } from "../project/instance-number.js";
import { printFailures } from "../project/run-failures.js";
import { type ServerOptions, withServer } from "../project/server.js";

/** `stave status`. */
export async function status(
  { output }: Invocation,
  workflow: string,
  instance: string | undefined,
  options: ServerOptions & { readonly json?: boolean },
): Promise<ExitCode> {
  const id = instance === undefined ? undefined : instanceNumber(instance);
  return await withServer(options, async (client) => {
    const run = id === undefined ? await latest(client, workflow) : await client.instances.get(workflow, id);
    if (run === undefined) {
      await client.versions.get(workflow, "latest");
      output.err(`${workflow} has no runs yet. Start one: stave start ${workflow}`);
      return EXIT.ok;
    }
    output.out(options.json ? stringifyJson(run) : summary(workflow, run));
    if (!options.json) await printFailures(client, { workflow, instance: run.workflow_instance_id }, output);
    return EXIT.ok;
  });
}

async function latest(client: Client, workflow: string): Promise<WorkflowInstance | undefined> {
  for await (const run of client.instances.list(workflow, { limit: 1 }))
    return await client.instances.get(workflow, run.workflow_instance_id);
  return undefined;
}

function summary(workflow: string, run: WorkflowInstance): string {
  const { step_overview: overview = {} } = run.runtime_overview ?? {};
  const counts = Object.entries(overview).map(([name, group]) => `  ${name.padEnd(24)} ${String(group?.cnt ?? 0)}`);
  return [`${workflow} ${String(run.workflow_instance_id)} ${run.status}`, ...counts].join("\n");
}
