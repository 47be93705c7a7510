import type { Client } from "@stave/runtime-client";
import type { Invocation } from "../main.js";
import { paint } from "../terminal/output.js";

/** Says of each leaf step that failed what the server knows about it. */
export async function printFailures(
  client: Client,
  { workflow, instance }: { readonly workflow: string; readonly instance: number | bigint },
  output: Invocation["output"],
): Promise<void> {
  for await (const failure of client.failures(workflow, instance)) {
    const place =
      failure.workflow === workflow ? failure.step : `${failure.workflow} ${failure.instance} ${failure.step}`;
    const [reason = "the server says no more"] = failure.messages;
    output.err(`${paint(output, "red", "✗")} ${place} ${failure.status}: ${reason}`);
  }
}
