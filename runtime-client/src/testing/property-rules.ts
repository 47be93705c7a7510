import type { Properties, RunStrategy } from "../model/definition.js";
import { maestroError } from "./http-error.js";
import type { StoredWorkflow } from "./store.js";

/** What a push resets when it brings properties but leaves these out. */
const resetByPush = ["run_strategy", "step_concurrency", "alerting"] as const;

/** Lays new properties over the old ones, with the resets a push causes. */
export function changeProperties(
  workflow: StoredWorkflow,
  given: Properties,
  author: string,
  now: number,
  byPush: boolean,
): void {
  const kept: Record<string, unknown> = { ...workflow.properties };
  if (byPush) for (const key of resetByPush) delete kept[key];
  workflow.properties = { ...kept, ...given };
  workflow.propertiesTime = now;
  workflow.author = author;
}

/** Refuses a change of run strategy that the going or failed runs do not allow. */
export function checkStrategySwitch(workflow: StoredWorkflow, strategy: RunStrategy | undefined): void {
  const rule = ruleOf(strategy);
  if (rule === ruleOf(workflow.properties.run_strategy)) return;
  const runs = workflow.instances.flatMap((instance) => instance.runs.slice(-1));
  const statuses = runs.map(({ status, unblocked }) => (unblocked === true ? "UNBLOCKED" : status));
  const going = statuses.filter((status) => status === "CREATED" || status === "IN_PROGRESS").length;
  const failed = statuses.filter((status) => status === "FAILED").length;
  const refused =
    ((rule === "FIRST_ONLY" || rule === "LAST_ONLY") && going >= 2) || (rule === "STRICT_SEQUENTIAL" && failed > 0);
  if (refused) throw maestroError(412, `cannot change the run strategy of [${workflow.id}] to ${rule}`);
}

/** The rule of a run strategy in any of its forms. */
export function ruleOf(strategy: RunStrategy | undefined): string {
  if (strategy === undefined) return "SEQUENTIAL";
  if (typeof strategy === "number") return "PARALLEL";
  return (typeof strategy === "string" ? strategy : strategy.rule).toUpperCase();
}
