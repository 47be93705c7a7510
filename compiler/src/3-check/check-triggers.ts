import { createRequire } from "node:module";
import { type CronTrigger, canonicalJson, nearest, type Workflow } from "@stave/ir-schema";
import { isDuration } from "./check-settings.js";
import type { Reporter } from "./reporter.js";

/** Checks schedules, zones and signals that start a workflow. */
export function checkTriggers(workflow: Workflow, reporter: Reporter): void {
  const { triggers } = workflow;
  if (triggers === undefined) return;
  const seen = new Set<string>();
  triggers.forEach((trigger, index) => {
    const pointer = `/triggers/${index}`;
    if (trigger.kind === "cron") checkCron(trigger, pointer, reporter);
    else if (trigger.signals.some(({ name }) => name === ""))
      reporter.report("bad-signal-name", { where: `workflow "${workflow.id}"` }, pointer);
    const text = canonicalJson(trigger);
    if (seen.has(text)) reporter.report("duplicate-trigger", { trigger: describe(trigger) }, pointer);
    seen.add(text);
  });
}

function describe(trigger: NonNullable<Workflow["triggers"]>[number]): string {
  return trigger.kind === "cron"
    ? `cron "${trigger.cron}"`
    : `signal "${trigger.signals.map(({ name }) => name).join('", "')}"`;
}

// A schedule is judged from a fixed day, so that the same source gives the same findings every day.
const FROM = new Date("2024-01-01T00:00:00Z");

type Cron = new (pattern: string, options: object) => { nextRun(from: Date): Date | null };

let cronClass: Cron | undefined;

function loadCron(): Cron {
  cronClass ??= (createRequire(import.meta.url)("croner") as { Cron: Cron }).Cron;
  return cronClass;
}

function checkCron({ cron, timezone, jitter }: CronTrigger, pointer: string, reporter: Reporter): void {
  if (timezone !== undefined && !isTimezone(timezone)) {
    reporter.report("unknown-timezone", { timezone, suggestion: nearestTimezone(timezone) }, `${pointer}/timezone`);
  }
  if (jitter !== undefined && !isDuration(jitter))
    reporter.report("bad-duration", { what: "The jitter of a schedule", text: jitter }, `${pointer}/jitter`);
  const problem = cronProblem(cron);
  if (problem !== undefined) reporter.report("bad-cron", { cron, problem }, `${pointer}/cron`);
  else if (new (loadCron())(cron, { timezone: "UTC", paused: true }).nextRun(FROM) === null)
    reporter.report("cron-never", { cron }, `${pointer}/cron`);
}

function cronProblem(cron: string): string | undefined {
  const fields = cron.trim().split(/\s+/);
  if (fields.length !== 5) return `it has ${fields.length === 1 && fields[0] === "" ? 0 : fields.length} fields`;
  const bad = fields.findIndex((field, index) => fieldProblem(field, index) !== undefined);
  if (bad >= 0) return fieldProblem(fields[bad] as string, bad);
  try {
    new (loadCron())(cron, { timezone: "UTC", paused: true });
    return undefined;
  } catch (error) {
    return (error as Error).message.replace(/^CronPattern: /, "");
  }
}

const fieldNames = ["minute", "hour", "day of month", "month", "day of week"];
const fieldRanges = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
] as const;

function fieldProblem(field: string, index: number): string | undefined {
  const [low, high] = fieldRanges[index] as readonly [number, number];
  for (const match of field.matchAll(/(\/?)(\d+)/g)) {
    const value = Number(match[2]);
    if (match[1] === "/" ? value === 0 : value < low || value > high) {
      return `the ${fieldNames[index]} "${field}" is outside ${low} to ${high}`;
    }
  }
  return /^[\d*,\-/?a-zA-Z#]+$/.test(field) ? undefined : `the ${fieldNames[index]} "${field}" cannot be read`;
}

const zones = new Map<string, boolean>();

/** True for an IANA time zone name. */
export function isTimezone(name: string): boolean {
  const known = zones.get(name);
  if (known !== undefined) return known;
  let valid = /^[A-Za-z]/.test(name);
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    valid = false;
  }
  zones.set(name, valid);
  return valid;
}

function nearestTimezone(name: string): string | undefined {
  const zoneNames = Intl.supportedValuesOf("timeZone");
  const city = name.toLowerCase().replaceAll(" ", "_");
  return zoneNames.find((zone) => zone.toLowerCase().endsWith(`/${city}`)) ?? nearest(name, zoneNames);
}
