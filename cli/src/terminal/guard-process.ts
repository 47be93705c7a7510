import { Console } from "node:console";
import { EXIT } from "../exit.js";
import type { Invocation } from "../main.js";
import { reportFailure } from "./failure.js";

/**
 * The user's module runs in this process: what it prints goes to standard error, and what it throws after it was loaded
 * is told as a finding. Gives the way to end the process.
 */
export function guardProcess(invocation: Invocation): () => Promise<void> {
  globalThis.console = new Console(process.stderr);
  let ending: Promise<void> | undefined;
  process.on("uncaughtException", (error) => {
    ending ??= reportStray(error, invocation).then(leave);
  });
  return async () => {
    // Rejections nobody handles are known only after this turn of the event loop.
    await new Promise((done) => setImmediate(done));
    await (ending ?? leave());
  };
}

async function reportStray(error: Error, invocation: Invocation): Promise<void> {
  const { firstFrame } = await import("@stave/compiler");
  const span = firstFrame(error);
  if (span === undefined) {
    process.exitCode = await reportFailure(error, invocation);
    return;
  }
  const { createDiagnostic } = await import("@stave/ir-schema");
  const { report } = await import("./report.js");
  report([createDiagnostic("module-threw", { problem: String(error) }, { span })], "pretty", invocation.output);
  process.exitCode = EXIT.workflow;
}

/** Ends the process once all is printed, whatever timers the user's module may have left. */
async function leave(): Promise<void> {
  for (const stream of [process.stdout, process.stderr])
    await new Promise<void>((done) => stream.write("", () => done()));
  process.exit();
}
