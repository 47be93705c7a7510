import type { CronTrigger, SignalTrigger, Trigger } from "@stave/ir-schema";
import type { LowerContext } from "./context.js";
import { createFrame } from "./frame.js";
import { durationSeconds } from "./lower-duration.js";
import { lowerCondition, terminate } from "./lower-value.js";

/** A workflow's triggers, by Maestro's two lists. */
export function lowerTriggers(context: LowerContext, triggers: readonly Trigger[]): Record<string, unknown> {
  const timed: unknown[] = [];
  const signalled: unknown[] = [];
  triggers.forEach((trigger, position) => {
    const pointer = `/triggers/${position}`;
    if (trigger.kind === "cron") timed.push(lowerCron(context, trigger, pointer));
    else signalled.push(lowerSignalTrigger(context, trigger, pointer));
  });
  return {
    ...(timed.length > 0 && { time_triggers: timed }),
    ...(signalled.length > 0 && { signal_triggers: signalled }),
  };
}

function lowerCron(context: LowerContext, trigger: CronTrigger, pointer: string): unknown {
  const delay = trigger.jitter === undefined ? undefined : durationSeconds(trigger.jitter);
  if (trigger.jitter !== undefined && (delay === undefined || delay < 1)) {
    context.report("target-constant", { what: `the jitter ${trigger.jitter}` }, `${pointer}/jitter`);
  }
  return {
    type: "CRON",
    cron: trigger.cron,
    ...(trigger.timezone !== undefined && { timezone: trigger.timezone }),
    ...(delay !== undefined && { fuzzy_max_delay: `${Math.ceil(delay)}s` }),
  };
}

const MOST_SIGNALS = 8;

function lowerSignalTrigger(context: LowerContext, trigger: SignalTrigger, pointer: string): unknown {
  if (trigger.signals.length > MOST_SIGNALS) {
    const found = `${trigger.signals.length} signals`;
    context.report("target-limit", { what: "A trigger", found, limit: "8" }, `${pointer}/signals`);
  }
  const definitions = trigger.signals.map((signal) => [
    signal.name,
    {
      ...(signal.match !== undefined && {
        match_params: Object.fromEntries(
          Object.entries(signal.match).map(([field, { op, value }]) => [field, { value, operator: op }]),
        ),
      }),
      ...(signal.joinKeys !== undefined && { join_keys: signal.joinKeys }),
    },
  ]);
  const condition = triggerCondition(context, trigger, pointer);
  return { definitions: Object.fromEntries(definitions), ...(condition !== undefined && { condition }) };
}

/** Maestro evaluates trigger conditions without any params or functions, so only constants pass. */
function triggerCondition(context: LowerContext, trigger: SignalTrigger, pointer: string): string | undefined {
  if (trigger.condition === undefined) return undefined;
  const site = {
    frame: createFrame([]),
    functions: false,
    steps: false,
    signals: false,
    isLazy: () => false,
    isBlind: true as const,
    place: "the condition of a signal trigger",
    pointer: `${pointer}/condition`,
  };
  const sel = lowerCondition(context, site, trigger.condition, "a signal trigger");
  return sel === undefined ? undefined : terminate(sel);
}
