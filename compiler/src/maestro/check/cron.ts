import { Cron } from "croner";

/** How often a cron expression fires, or why it never does. */
export type CronVerdict =
  | { readonly problem: string; readonly advice: string }
  | { readonly least?: undefined }
  | { readonly least: number; readonly most: number };

const unixRanges = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
] as const;
const quartzRanges = [[0, 59], ...unixRanges.slice(0, 4), [1, 7], [1970, 2099]] as const;
const MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(" ");
const DAYS = "SUN MON TUE WED THU FRI SAT".split(" ");

/** Reads a cron as Maestro does: five fields as Unix, six or seven as Quartz. */
export function judgeCron(text: string): CronVerdict {
  const fields = text.trim().split(/\s+/);
  if (fields.length === 5) return judgeUnix(fields);
  if (fields.length === 6 || fields.length === 7) return judgeQuartz(fields);
  return {
    problem: `it has ${fields.length} fields`,
    advice: "Write minute hour day-of-month month day-of-week, or six to seven fields of Quartz.",
  };
}

function judgeUnix(fields: readonly string[]): CronVerdict {
  const words = [[], [], [], MONTHS, DAYS];
  for (const [position, field] of fields.entries()) {
    const problem = fieldProblem(field, unixRanges[position] ?? [0, 59], words[position] ?? [], false);
    if (problem !== undefined) return { problem, advice: unixAdvice(fields) };
  }
  return firings(fields.map((field, position) => stepped(field, unixRanges[position]?.[1])).join(" "));
}

function unixAdvice(fields: readonly string[]): string {
  return fields.includes("?") ? "? belongs to Quartz, which has a field of seconds first." : "";
}

/** Quartz wants a ? in one of the two day fields; a star in both passes as well. */
function judgeQuartz(fields: readonly string[]): CronVerdict {
  const words = [[], [], [], [], MONTHS, DAYS, []];
  for (const [position, field] of fields.entries()) {
    const problem = fieldProblem(field, quartzRanges[position] ?? [0, 59], words[position] ?? [], true);
    if (problem !== undefined) return { problem, advice: "" };
  }
  const [, , , day = "", , weekday = ""] = fields;
  if (day === "?" && weekday === "?") return { problem: "? stands in both day fields", advice: "" };
  if (day !== "?" && weekday !== "?" && day !== "*" && weekday !== "*") {
    return { problem: "both day fields are given", advice: "Write ? in one of them." };
  }
  return firings(toCroner(fields));
}

/** Croner counts days of the week from 0 and knows no 1/1 in day fields. */
function toCroner(fields: readonly string[]): string {
  const [second, minute, hour, day, month, weekday = "*", year] = fields;
  const days = weekday === "?" ? "*" : weekday.replace(/(?<![#/\d])\d(?!\d)/g, (digit) => String(Number(digit) - 1));
  const base = [second, minute, hour, day === "?" ? "*" : day, month, days].map((field, position) =>
    stepped(field ?? "*", quartzRanges[position]?.[1]),
  );
  return [...base, ...(year === undefined ? [] : [year])].join(" ");
}

/** `1/2` means from 1 in steps of 2; croner writes it as a range. */
function stepped(field: string, last = 59): string {
  return field.replace(/(^|,)(\d+)\/(\d+)/g, `$1$2-${last}/$3`);
}

const token = /^(\*|\?|L|LW|\d+W|\w+(?:-\w+)?|\w+L|\w+#\d|L-\d+)(?:\/(\d+))?$/i;

function fieldProblem(
  field: string,
  range: readonly [number, number],
  words: readonly string[],
  isQuartz: boolean,
): string | undefined {
  for (const part of field.split(",")) {
    const match = token.exec(part);
    if (match === null) return `"${part}" is no value of a field`;
    const [, value = "", step] = match;
    if (value === "?" && !isQuartz) return '"?" is not known in a cron of five fields';
    if (step !== undefined && (Number(step) < 1 || Number(step) > range[1])) return `the step ${step} is out of range`;
    if (/^(\*|\?)$/.test(value)) continue;
    if (isQuartz && /^(L|LW|\d+W|\w+L|\w+#\d|L-\d+)$/i.test(value) && !words.includes(value.toUpperCase())) continue;
    for (const end of value.split("-")) {
      const problem = valueProblem(end, range, words);
      if (problem !== undefined) return problem;
    }
    const [from, to] = value.split("-").map((end) => numberOf(end, words));
    if (to !== undefined && from !== undefined && from > to) return `the range ${value} runs backwards`;
  }
  return undefined;
}

function numberOf(text: string, words: readonly string[]): number {
  const at = words.indexOf(text.toUpperCase());
  return at < 0 ? Number(text) : at;
}

function valueProblem(
  text: string,
  [least, most]: readonly [number, number],
  words: readonly string[],
): string | undefined {
  if (words.includes(text.toUpperCase())) return undefined;
  if (!/^\d+$/.test(text)) return `"${text}" is no value of a field`;
  const value = Number(text);
  return value < least || value > most ? `${value} is not within ${least} to ${most}` : undefined;
}

const START = new Date("2026-01-01T00:00:00Z");
const SAMPLES = 400;

/** The shortest and the longest distance between firings, in seconds. */
function firings(pattern: string): CronVerdict {
  const runs = sample(pattern);
  if (typeof runs === "string") return { problem: runs, advice: "" };
  if (runs.length === 0) return {};
  const gaps = runs.slice(1).map((run, at) => (run.getTime() - (runs[at]?.getTime() ?? 0)) / 1_000);
  if (gaps.length === 0) return { least: Number.MAX_SAFE_INTEGER, most: Number.MAX_SAFE_INTEGER };
  return { least: Math.min(...gaps), most: Math.max(...gaps) };
}

function sample(pattern: string): readonly Date[] | string {
  try {
    return new Cron(pattern, { timezone: "UTC", paused: true, legacyMode: true }).nextRuns(SAMPLES, START);
  } catch (error) {
    return error instanceof Error ? error.message.replace(/^CronPattern: /, "") : String(error);
  }
}
