import { collectLiteralRefs, interpolateLiteral, type TypedValue } from "../../sel/index.js";
import type { DefinitionFix } from "../findings/finding.js";
import type { FilePlace, Reporter } from "../findings/reporter.js";
import { didYouMean } from "../model/closest.js";
import type { At, DefinitionModel, TimeTriggerModel } from "../model/definition-model.js";
import { parseDuration, parseParts, wholeOf } from "../model/duration.js";
import { allSteps } from "./check-graph.js";
import { judgeCron } from "./cron.js";
import type { DryValue } from "./dry-run.js";
import { readDollars } from "./interpolation.js";
import { ZONE_NAMES } from "./zone-names.js";
import { isJavaOnlyZone, isZone } from "./zones.js";

const MOST_SECONDS = 120 * 86_400;
const LEAST_GAP = 120;

/** Checks timeouts and triggers. */
export function checkTime(
  reporter: Reporter,
  definition: DefinitionModel,
  values: ReadonlyMap<string, DryValue>,
): void {
  const { workflow } = definition;
  if (workflow.timeout !== undefined) {
    checkTimeout(reporter, filledIn(workflow.timeout, values), "The timeout of the workflow");
  }
  for (const step of allSteps(workflow.steps)) {
    if (step.timeout === undefined) continue;
    const isTop = workflow.steps.includes(step);
    checkTimeout(reporter, isTop ? filledIn(step.timeout, values) : step.timeout, `The timeout of "${step.id}"`);
  }
  workflow.timeTriggers.forEach((trigger, position) => {
    checkTrigger(reporter, trigger, position === 0);
  });
  for (const trigger of workflow.signalTriggers) {
    for (const match of trigger.signals.flatMap((signal) => signal.matches)) {
      if (match.value?.kind !== "text") continue;
      const [first] = readDollars(match.value.value).references;
      if (first !== undefined) reporter.report("staticMatch", match.spot, { text: `$${first.name}` });
    }
  }
}

function placeOf({
  node,
  pointer,
}: {
  readonly node: { start: number; end: number };
  readonly pointer: string;
}): FilePlace {
  return { start: node.start, end: node.end, pointer };
}

function checkTimeout(reporter: Reporter, timeout: At<string>, where: string): void {
  const { value } = timeout;
  if (value.includes("$")) return;
  const { milliseconds, isPartly } = parseDuration(value);
  const place = placeOf(timeout);
  const seconds = milliseconds / 1_000;
  if (milliseconds === 0 && wholeOf(value) === undefined)
    reporter.report("badDuration", place, { where, found: value });
  else if (seconds <= 0 || seconds > MOST_SECONDS) {
    reporter.report("durationRange", place, { where, found: value, limit: "120 days" });
  } else if (isPartly) {
    reporter.report("partlyRead", place, { where, found: value, seconds }, minutesFix(timeout));
  }
}

/** `1h30m` was meant to be `1h30min`. */
function minutesFix({ value, node }: At<string>): DefinitionFix | undefined {
  const mended = value.replace(/(\d\s?)m(?![a-z])/gi, "$1min");
  if (mended === value || parseDuration(mended).isPartly) return undefined;
  return {
    description: `Write ${mended}`,
    edits: [{ start: node.start, end: node.end, text: JSON.stringify(mended) }],
  };
}

/** The timeout as a push reads it; as it stands when a value is not known there. */
function filledIn(timeout: At<string>, values: ReadonlyMap<string, DryValue>): At<string> {
  const literal = { type: "STRING", value: timeout.value } as const;
  const refs: Record<string, TypedValue> = {};
  for (const name of collectLiteralRefs(literal)) {
    const value = values.get(name);
    if (value === undefined) return timeout;
    refs[name] = value;
  }
  const filled = interpolateLiteral(literal, refs);
  return filled.ok ? { ...timeout, value: String(filled.value) } : timeout;
}

function checkTrigger(reporter: Reporter, trigger: TimeTriggerModel, isFirst: boolean): void {
  if (trigger.type === "INTERVAL") {
    reporter.report("intervalTrigger", placeOf(trigger), {});
    return;
  }
  if (trigger.cron !== undefined) checkCron(reporter, trigger.cron, trigger.delay);
  if (trigger.expression !== undefined) checkPredefined(reporter, trigger.expression);
  if (trigger.timezone !== undefined) checkZone(reporter, trigger.timezone, isFirst);
  if (trigger.delay !== undefined) checkDelay(reporter, trigger.delay);
}

/** A delay by chance comes between two firings, so that often enough a push passes. */
function checkCron(reporter: Reporter, cron: At<string>, delay: At<string> | undefined): void {
  const verdict = judgeCron(cron.value);
  const place = placeOf(cron);
  if ("problem" in verdict) {
    reporter.report("badCron", place, { cron: cron.value, problem: verdict.problem, advice: verdict.advice });
  } else if (verdict.least === undefined) {
    reporter.report("neverFires", place, { cron: cron.value });
  } else if (verdict.most < LEAST_GAP && delay === undefined) {
    reporter.report("tooOften", place, { cron: cron.value, seconds: verdict.least });
  } else if (verdict.least < LEAST_GAP) {
    reporter.report("unevenCron", place, { cron: cron.value, seconds: verdict.least });
  }
}

const PREDEFINED = ["hourly", "daily", "weekly", "monthly", "yearly"];

function checkPredefined(reporter: Reporter, expression: At<string>): void {
  const word = expression.value.replace(/^@/, "").toLowerCase();
  if (PREDEFINED.includes(word)) return;
  const expected = PREDEFINED.join(" ");
  reporter.report("unknownWord", placeOf(expression), { where: "The schedule", found: expression.value, expected });
}

function checkZone(reporter: Reporter, zone: At<string>, isFirst: boolean): void {
  const { value } = zone;
  if (value === "") return;
  if (!isZone(value)) {
    const advice = didYouMean(value, ZONE_NAMES);
    reporter.report("badZone", placeOf(zone), { zone: value, advice });
  } else if (isFirst && isJavaOnlyZone(value)) {
    reporter.report("oddZone", placeOf(zone), { zone: value });
  }
}

function checkDelay(reporter: Reporter, delay: At<string>): void {
  const found = delay.value;
  const place = placeOf(delay);
  const fix = {
    description: `Write "${found}s"`,
    edits: [{ start: delay.node.start, end: delay.node.end, text: JSON.stringify(`${found}s`) }],
  };
  checkTimeout(reporter, delay, "fuzzy_max_delay");
  const isNumber = delay.node.kind === "number";
  const milliseconds = isNumber ? Number(found) : parseParts(found).milliseconds;
  if (milliseconds === 0 && !isNumber) reporter.report("delayNothing", place, { found }, fix);
  else if (milliseconds < 1_000) reporter.report("delayTooSmall", place, { found }, fix);
  else if (isNumber) reporter.report("delayMillis", place, { found }, fix);
}
