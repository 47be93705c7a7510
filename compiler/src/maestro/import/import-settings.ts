import type { Alerting, RunStrategy, Trigger, Workflow } from "@stave/ir-schema";
import { durationText } from "./duration-text.js";
import { isObject, type Json, type JsonObject, normalizeDuration } from "./normalize.js";

/** What a workflow says of itself besides its params and steps. */
export function headerOf(workflow: JsonObject): Partial<Workflow> {
  const { name, description, tags, criticality, instance_step_concurrency: most } = workflow;
  const seconds = normalizeDuration(workflow["timeout"]);
  const triggers = triggersOf(workflow);
  return {
    ...(typeof name === "string" && { name }),
    ...(typeof description === "string" && { description }),
    ...(Array.isArray(tags) && tags.every((tag) => typeof tag === "string") && { tags: tags as string[] }),
    ...(typeof criticality === "string" && { criticality: criticality.toLowerCase() as "low" }),
    ...(typeof most === "number" && { runStepConcurrency: most }),
    ...(typeof seconds === "number" && {
      timeout: { kind: "literal", type: "duration", value: durationText(seconds) } as const,
    }),
    ...(triggers.length > 0 && { triggers }),
  };
}

/** Unix crons and signals; other schedules are kept beside. */
function triggersOf(workflow: JsonObject): readonly Trigger[] {
  const { time_triggers: timed, signal_triggers: signalled } = workflow;
  const crons = Array.isArray(timed) ? timed.map(cronOf) : [];
  const signals = Array.isArray(signalled) ? signalled.map(signalTriggerOf) : [];
  return [
    ...(crons.includes(undefined) ? [] : crons.flatMap((one) => one ?? [])),
    ...(signals.includes(undefined) ? [] : signals.flatMap((one) => one ?? [])),
  ];
}

function cronOf(trigger: Json): Trigger | undefined {
  if (!isObject(trigger) || trigger["type"] !== "CRON" || typeof trigger["cron"] !== "string") return undefined;
  if (trigger["cron"].trim().split(/\s+/).length !== 5) return undefined;
  const { cron, timezone, fuzzy_max_delay: delay } = trigger;
  const seconds = typeof delay === "string" ? /^(\d+)s$/.exec(delay)?.[1] : undefined;
  if (delay !== undefined && seconds === undefined) return undefined;
  return {
    kind: "cron",
    cron: String(cron),
    ...(typeof timezone === "string" && { timezone }),
    ...(seconds !== undefined && { jitter: durationText(Number(seconds)) }),
  };
}

function signalTriggerOf(trigger: Json): Trigger | undefined {
  if (!isObject(trigger) || !isObject(trigger["definitions"])) return undefined;
  // A trigger with params, a condition or an expression of its own is kept beside.
  if (Object.keys(trigger).some((key) => key !== "definitions")) return undefined;
  if (Object.keys(trigger["definitions"]).length === 0) return undefined;
  const signals = Object.entries(trigger["definitions"]).map(([name, definition]) => {
    const { match_params: match, join_keys: joins } = isObject(definition) ? definition : {};
    const matches = Object.entries(isObject(match) ? match : {}).map(([field, one]) => [
      field,
      { op: isObject(one) ? one["operator"] : "=", value: isObject(one) ? one["value"] : "" },
    ]);
    return {
      name,
      ...(isObject(match) && { match: Object.fromEntries(matches) }),
      ...(Array.isArray(joins) && { joinKeys: joins }),
    };
  });
  return { kind: "signal", signals } as unknown as Trigger;
}

/** What the properties beside a workflow say. */
export function propertiesOf(properties: JsonObject): Partial<Workflow> {
  const { owner, run_strategy: strategy, step_concurrency: most, alerting } = properties;
  return {
    ...(typeof owner === "string" && { owner }),
    ...(isObject(strategy) && { runStrategy: strategyOf(strategy) }),
    ...(typeof most === "number" && { stepConcurrency: most }),
    ...(isObject(alerting) && alertingOf(alerting)),
  };
}

function strategyOf(strategy: JsonObject): RunStrategy {
  const rule = String(strategy["rule"]).toLowerCase().replaceAll("_", "-") as RunStrategy["rule"];
  const count = strategy["workflow_concurrency"];
  const isOwn = typeof count === "number" && count !== (rule === "parallel" ? 20 : 1);
  return { rule, ...(isOwn && { concurrency: count }) };
}

function alertingOf(alerting: JsonObject): { readonly alerting?: Alerting } {
  const { emails, pagerduties, slack } = alerting;
  const channels = isObject(slack) ? slack["channels"] : undefined;
  const texts = (list: Json | undefined): list is string[] =>
    Array.isArray(list) && list.every((item) => typeof item === "string");
  const own = {
    ...(texts(emails) && { emails }),
    ...(texts(channels) && { slack: channels }),
    ...(texts(pagerduties) && { pagerduty: pagerduties }),
  };
  return Object.keys(own).length === 0 ? {} : { alerting: own };
}
