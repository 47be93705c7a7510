import { canonicalText } from "../json.js";
import type { Properties, WorkflowSpec } from "../model/definition.js";
import { type Change, type ChangeClass, change } from "./change.js";
import { diffParams } from "./diff-params.js";
import { diffFields, diffSteps } from "./diff-steps.js";
import { type NormalProperties, normalProperties } from "./normal-properties.js";
import { type NormalWorkflow, normalWorkflow } from "./normal-workflow.js";

/** One side of a comparison. */
export interface Side {
  readonly workflow: WorkflowSpec;
  readonly properties: Properties;
  readonly active: boolean;
}

/**
 * All that differs in meaning between what the server has and what is wanted.
 *
 * @example
 * for (const change of diffStates(before, after)) console.log(describeChange(change));
 */
export function diffStates(before: Side, after: Side): Change[] {
  return [
    ...diffDefinitions(normalWorkflow(before.workflow), normalWorkflow(after.workflow)),
    ...diffProperties(normalProperties(before.properties), normalProperties(after.properties)),
    ...diffActivation(before.active, after.active),
  ];
}

function diffDefinitions(before: NormalWorkflow, after: NormalWorkflow): Change[] {
  return [
    ...diffFields("workflow", before.fields, after.fields),
    ...diffParams(before.params, after.params, { suffix: "", seenByCallers: true }),
    ...diffSteps(before.steps, after.steps),
    ...diffSchedule(before.timeTriggers, after.timeTriggers),
    ...diffSignalTriggers(before.signalTriggers, after.signalTriggers),
  ];
}

type Trigger = Readonly<Record<string, unknown>>;

function diffSchedule(before: readonly Trigger[], after: readonly Trigger[]): Change[] {
  const gone = without(before, after).map(scheduleText);
  const come = without(after, before).map(scheduleText);
  if (gone.length === 1 && come.length === 1) {
    return [change("schedule-changed", "behaviour", "schedule", { before: gone[0], after: come[0] })];
  }
  return [
    ...gone.map((text) => change("schedule-removed", "behaviour", "schedule", { before: text })),
    ...come.map((text) => change("schedule-added", "behaviour", "schedule", { after: text })),
    ...(gone.length === 0 && come.length === 0 ? diffFirstZone(before, after) : []),
  ];
}

// The zone of the first trigger is the workflow's default zone, so their order counts.
function diffFirstZone(before: readonly Trigger[], after: readonly Trigger[]): Change[] {
  if (canonicalText(before) === canonicalText(after)) return [];
  const sides = { before: before.map(scheduleText), after: after.map(scheduleText) };
  return [change("schedule-changed", "behaviour", "order of the schedules", sides)];
}

function without(triggers: readonly Trigger[], others: readonly Trigger[]): readonly Trigger[] {
  const there = new Set(others.map(canonicalText));
  return triggers.filter((trigger) => !there.has(canonicalText(trigger)));
}

function scheduleText(trigger: Trigger): string {
  const { type, cron, expression, timezone = "UTC", ...rest } = trigger;
  const extra = Object.keys(rest).length === 0 ? "" : ` ${canonicalText(rest)}`;
  return `${String(cron ?? expression ?? type)} (${String(timezone)})${extra}`;
}

function diffSignalTriggers(before: readonly Trigger[], after: readonly Trigger[]): Change[] {
  if (canonicalText(before) === canonicalText(after)) return [];
  return [change("signal-trigger-changed", "behaviour", "signal triggers", { before, after })];
}

const propertyClass: Readonly<Record<string, ChangeClass>> = {
  owner: "safe",
  description: "cosmetic",
  alerting: "safe",
  alerting_disabled: "safe",
};

function diffProperties(before: NormalProperties, after: NormalProperties): Change[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return keys.flatMap((key) => {
    const [old, now] = [before[key], after[key]];
    if (canonicalText(old ?? null) === canonicalText(now ?? null)) return [];
    if (key === "run_strategy") return [strategyChange(old, now)];
    return [change("property-changed", propertyClass[key] ?? "behaviour", key, { before: old, after: now })];
  });
}

const SEQUENTIAL = { rule: "SEQUENTIAL", workflow_concurrency: 1 };

function strategyChange(before: unknown = SEQUENTIAL, after: unknown = SEQUENTIAL): Change {
  const because = "queued and running runs follow the new rule at once";
  return change("run-strategy-changed", "breaking", "run strategy", { before, after, because });
}

function diffActivation(before: boolean, after: boolean): Change[] {
  if (before === after) return [];
  return [change("activation-changed", "behaviour", "active", { before, after })];
}
