import { type CustomStep, createDiagnostic, type Json, StaveError } from "@stave/ir-schema";
import { type CustomHandler, type Executor, failed, type Job, type Outcome } from "./executor.js";

/** Calls the handler registered for a custom step's type. */
export const custom: Executor = async (job) => {
  const { command, workshop, signal } = job;
  const step = command.step as CustomStep;
  const handler = Object.hasOwn(workshop.custom, step.type) ? workshop.custom[step.type] : undefined;
  if (handler === undefined) {
    const known = Object.keys(workshop.custom).join(", ");
    const details = { step: step.id, type: step.type, known };
    return failed(createDiagnostic("step-custom-unknown", details, command.at), "error", false);
  }
  job.started();
  try {
    // A handler that does not heed its signal must not hold up the run.
    return await Promise.race([succeed(handler, job), stopOf(signal)]);
  } catch (error) {
    if (signal.aborted) return { status: "stopped" };
    const finding = error instanceof StaveError ? error.diagnostics[0] : undefined;
    const problem = error instanceof Error ? error.message : String(error);
    return failed(
      finding ?? createDiagnostic("step-custom-failed", { step: step.id, type: step.type, problem }, command.at),
    );
  }
};

async function succeed(handler: CustomHandler, { command, signal }: Job): Promise<Outcome> {
  const { key, attempt, inputs } = command;
  const given = (await handler(inputs, { key, attempt, signal })) ?? {};
  // The run goes on with what its store holds, not with what JSON loses.
  return { status: "succeeded", outputs: JSON.parse(JSON.stringify(given)) as Record<string, Json> };
}

function stopOf(signal: AbortSignal): Promise<Outcome> {
  return new Promise((resolve) => {
    signal.addEventListener("abort", () => resolve({ status: "stopped" }), { once: true });
  });
}
