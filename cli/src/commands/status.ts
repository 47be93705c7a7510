import {
  type Client,
  type Long,
  RuntimeClientError,
  type StepInstance,
  stringifyJson,
  type WorkflowInstance,
} from "@stave/runtime-client";
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
    output.out(options.json ? stringifyJson(run) : await summary(client, workflow, run));
    if (!options.json) await printFailures(client, { workflow, instance: run.workflow_instance_id }, output);
    return EXIT.ok;
  });
}

async function latest(client: Client, workflow: string): Promise<WorkflowInstance | undefined> {
  for await (const run of client.instances.list(workflow, { limit: 1 }))
    return await client.instances.get(workflow, run.workflow_instance_id);
  return undefined;
}

/** A run and its steps in the order they are written, those that have not begun included. */
async function summary(client: Client, workflow: string, run: WorkflowInstance): Promise<string> {
  const { workflow_instance_id: instance, workflow_run_id: number, runtime_workflow: written } = run;
  const steps = new Map<string, StepInstance>();
  for (const step of await stepsOf(client, workflow, instance, number)) steps.set(step.step_id, step);
  const ids = (written?.steps ?? []).map((wrapped) => Object.values(wrapped)[0]?.id ?? "");
  const width = Math.max(0, ...ids.map((id) => id.length));
  const lines = ids.map((id) => `  ${id.padEnd(width)}  ${stateText(steps.get(id))}`);
  return [`${workflow} ${String(instance)} ${run.status}`, ...lines].join("\n");
}

/** A run that is queued has no steps yet, which the server calls not found. */
async function stepsOf(client: Client, ...run: readonly [string, Long, Long]): Promise<readonly StepInstance[]> {
  try {
    return await client.steps.listOfRun(...run);
  } catch (error) {
    if (error instanceof RuntimeClientError && error.code === "not-found") return [];
    throw error;
  }
}

function stateText(step: StepInstance | undefined): string {
  if (step === undefined) return "NOT_CREATED";
  const { status, start_time: start, end_time: end } = step.runtime_state;
  const attempt = BigInt(step.step_attempt_id) > 1n ? `, attempt ${String(step.step_attempt_id)}` : "";
  const took = typeof start === "number" && typeof end === "number" ? `  ${((end - start) / 1000).toFixed(1)} s` : "";
  return `${status}${took}${attempt}`;
}
