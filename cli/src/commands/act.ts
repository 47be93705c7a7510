import { createDiagnostic, StaveError } from "@stave/ir-schema";
import { type Client, type StepInstance, stringifyJson, type TimelineEvent } from "@stave/runtime-client";
import { EXIT, type ExitCode } from "../exit.js";
import type { Invocation } from "../main.js";
import { instanceNumber } from "../project/instance-number.js";
import { requestId } from "../project/request-id.js";
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
  const id = instanceNumber(instance);
  return await withServer(options, async ({ instances }) => {
    const answer = await (options.kill ? instances.kill : instances.stop)(workflow, id);
    const going = options.kill ? "is being killed" : "is stopping";
    const state = answer.completed ? answer.workflow_instance_status : going;
    output.out(options.json ? stringifyJson(answer) : `${workflow} ${instance} ${state}`);
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
  const id = instanceNumber(instance);
  return await withServer(options, async (client) => {
    const { from } = options;
    if (from === "incomplete") await assertIncomplete(client, workflow, id);
    const result = await client.restart(workflow, id, {
      from,
      ...(options.requestId !== undefined && { requestId: requestId(options.requestId) }),
    });
    const again = result.run === undefined ? "" : ` again, its run id is ${String(result.run.run)}`;
    output.out(options.json ? stringifyJson(result) : `${workflow} ${instance} ${result.outcome}${again}`);
    return result.outcome === "started" || result.outcome === "duplicate" ? EXIT.ok : EXIT.workflow;
  });
}

// The server takes such a restart, finds nothing to do, and calls that a failed run.
async function assertIncomplete(client: Client, workflow: string, instance: bigint): Promise<void> {
  const { status } = await client.instances.get(workflow, instance);
  if (status !== "SUCCEEDED") return;
  throw new StaveError([createDiagnostic("nothing-to-restart", { run: `${workflow} ${instance}` })]);
}

/** `stave logs`: what the server keeps of each step attempt's output. */
export async function logs(
  { output }: Invocation,
  workflow: string,
  instance: string,
  options: ActOptions & { readonly step?: string },
): Promise<ExitCode> {
  const id = instanceNumber(instance);
  return await withServer(options, async (client) => {
    const newest = await begunSteps(client, workflow, id);
    if (newest.length === 0) output.err(`No step of ${workflow} ${instance} has begun yet.`);
    else assertBegun(newest, options.step);
    for (const last of newest.filter(({ step_id: step }) => options.step === undefined || step === options.step)) {
      for (let attempt = 1n; attempt <= BigInt(last.step_attempt_id); attempt++) {
        const at = { workflow, instance: id, run: last.workflow_run_id, step: last.step_id, attempt };
        const found = attempt === BigInt(last.step_attempt_id) ? last : await client.steps.attempt(at);
        output.out(`== ${found.step_id} attempt ${attempt} ${found.runtime_state?.status ?? ""}`);
        for (const text of [...outputTexts(found.artifacts), ...reasons(found.timeline)]) output.out(text);
      }
    }
    return EXIT.ok;
  });
}

// Of a run that is not there the server gives an empty list of steps.
async function begunSteps(client: Client, workflow: string, instance: bigint): Promise<readonly StepInstance[]> {
  const steps = await client.steps.list(workflow, instance);
  if (steps.length === 0) await client.instances.get(workflow, instance);
  return steps;
}

function assertBegun(steps: readonly StepInstance[], step: string | undefined): void {
  const ids = steps.map(({ step_id: id }) => id);
  if (step === undefined || ids.includes(step)) return;
  const expected = `one of the steps that have begun: ${ids.join(", ")}`;
  throw new StaveError([
    createDiagnostic("given-param-type", { param: "--step", found: JSON.stringify(step), expected }),
  ]);
}

/** What the server notes of a failure, in the order of its noting. */
function reasons(timeline: readonly TimelineEvent[] = []): readonly string[] {
  const details = timeline.filter(({ type }) => type === "DETAILS");
  return details.map(({ message, errors = [] }) => [message, ...errors].filter(Boolean).join("\n  "));
}

function outputTexts(artifacts: Readonly<Record<string, unknown>> | undefined): readonly string[] {
  return Object.values(artifacts ?? {}).flatMap((artifact) => {
    const { execution_output: text } = (artifact ?? {}) as { readonly execution_output?: unknown };
    return typeof text === "string" ? [text] : [];
  });
}
