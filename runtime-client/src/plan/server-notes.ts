import type { Client } from "../client.js";
import type { CallOptions } from "../endpoint.js";
import type { WorkflowOverview } from "../model/definition.js";
import type { Change } from "./change.js";

/** Adds what only the server knows: which removed steps are held by breakpoints, which strategies it will refuse. */
export async function withServerNotes(
  client: Client,
  workflow: string,
  changes: readonly Change[],
  options: CallOptions,
): Promise<readonly Change[]> {
  const raised = await raiseHeldSteps(client, workflow, changes, options);
  return foreseeStrategyRefusal(client, workflow, raised, options);
}

// A breakpoint on a step that goes away holds nothing any more, and the server does not say so.
function raiseHeldSteps(
  client: Client,
  workflow: string,
  changes: readonly Change[],
  options: CallOptions,
): Promise<readonly Change[]> {
  return Promise.all(
    changes.map(async (item): Promise<Change> => {
      if (item.kind !== "step-removed") return item;
      const step = item.subject.replace(/^step /, "");
      const breakpoints = await client.breakpoints.list(workflow, step, options);
      return breakpoints.length === 0 ? item : { ...item, class: "breaking", because: "it has a breakpoint" };
    }),
  );
}

async function foreseeStrategyRefusal(
  client: Client,
  workflow: string,
  changes: readonly Change[],
  options: CallOptions,
): Promise<readonly Change[]> {
  if (!changes.some(({ kind }) => kind === "run-strategy-changed")) return changes;
  const overview = await client.workflows.overview(workflow, options);
  return changes.map((item) => {
    const refusal = item.kind === "run-strategy-changed" ? refusalOf(ruleOf(item.after), overview) : undefined;
    return refusal === undefined ? item : { ...item, because: refusal };
  });
}

function ruleOf(strategy: unknown): unknown {
  return (strategy as { readonly rule?: unknown } | undefined)?.rule;
}

/** Why the server will answer 412, when it will. */
function refusalOf(rule: unknown, { nonterminal_instances, failed_instances }: WorkflowOverview): string | undefined {
  const going = Object.values(nonterminal_instances).reduce((sum, count) => sum + count, 0);
  if ((rule === "FIRST_ONLY" || rule === "LAST_ONLY") && going >= 2) {
    return `the server refuses it while ${going} runs are going; stop all but one first`;
  }
  if (rule === "STRICT_SEQUENTIAL" && failed_instances > 0) {
    return `the server refuses it while ${failed_instances} runs are failed; restart or unblock them first`;
  }
  return undefined;
}
