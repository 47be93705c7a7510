import type { Client } from "@stave/runtime-client";
import type { LedgerEntry } from "@stave/runtime-client/testing";

/** What a real server did, read back from it: versions, runs and signals of what a test spoke of. */
export async function ledgerOf(
  client: Client,
  workflows: Iterable<string>,
  signals: Iterable<string>,
): Promise<readonly LedgerEntry[]> {
  const entries: LedgerEntry[] = [];
  for (const workflow of workflows) {
    for await (const { metadata } of client.versions.list(workflow)) {
      entries.push({ did: "push", workflow, version: BigInt(metadata.workflow_version_id), metadata });
    }
    for await (const { workflow_instance_id } of client.instances.list(workflow, { aggregated: false })) {
      const instance = BigInt(workflow_instance_id);
      for await (const { workflow_run_id, workflow_uuid = "" } of client.instances.runs(workflow, instance)) {
        const run = BigInt(workflow_run_id);
        entries.push({ did: run === 1n ? "start" : "restart", workflow, instance, run, requestId: workflow_uuid });
      }
    }
  }
  for (const name of signals) {
    for (let sequence = 1n; ; sequence++) {
      const found = await client.signals.get(name, sequence);
      if (found === undefined) break;
      entries.push({ did: "signal", name, sequence, instanceId: found.instance_id });
    }
  }
  return entries;
}
