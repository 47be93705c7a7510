import { Cron } from "croner";

/** How often a cron expression fires, or why it never does. */
export type CronVerdict =
  | { readonly problem: string; readonly advice: string }
  | { readonly least?: undefined }
  | { readonly least: number; readonly most: number };

type Range = readonly [least: number, most: number];

const unixRanges: readonly Range[] = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
];
const quartzRanges: readonly Range[] = [[0, 59], ...unixRanges.slice(0, 4), [1, 7], [1970, 2099]];
const numbered = (words: string, first: number): ReadonlyMap<string, number> =>
  new Map(words.split(" ").map((word, at) => [word, first + at]));
const NONE = numbered("", 0);
const MONTHS = numbered("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC", 1);
const UNIX_WORDS = [NONE, NONE, NONE, MONTHS, numbered("MON TUE WED THU FRI SAT SUN", 1)];
const QUARTZ_WORDS = [NONE, NONE, NONE, NONE, MONTHS, numbered("SUN MON TUE WED THU FRI SAT", 1), NONE];

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
  const kinds = fields.map((_field, at): Kind => ({ range: unixRanges[at], words: UNIX_WORDS[at], isQuartz: false }));
  const problem = firstProblem(fields, kinds);
  if (problem !== undefined) return { problem, advice: unixAdvice(fields) };
  return firings(fields.map((field, at) => plain(field, kinds[at])).join(" "));
}

function unixAdvice(fields: readonly string[]): string {
  return fields.includes("?") ? "? belongs to Quartz, which has a field of seconds first." : "";
}

const DAY = 3;
const WEEKDAY = 5;

/** Quartz wants a ? in exactly one of the two day fields. */
function judgeQuartz(fields: readonly string[]): CronVerdict {
  const [open, both] = fields.flatMap((field, at) => ((at === DAY || at === WEEKDAY) && field === "?" ? [at] : []));
  if (both !== undefined) return { problem: "? stands in both day fields", advice: "Write * in one of them." };
  if (open === undefined) {
    return {
      problem: "both day fields are given",
      advice: "Write ? in the day of the month or in the day of the week.",
    };
  }
  const given = fields.map((field, at) => (at === open ? "*" : field));
  const kinds = fields.map(
    (_field, at): Kind => ({ range: quartzRanges[at], words: QUARTZ_WORDS[at], isQuartz: true, isDay: at === WEEKDAY }),
  );
  const problem = firstProblem(given, kinds);
  return problem === undefined
    ? firings(given.map((field, at) => plain(field, kinds[at])).join(" "))
    : { problem, advice: "" };
}

interface Kind {
  readonly range: Range | undefined;
  readonly words: ReadonlyMap<string, number> | undefined;
  readonly isQuartz: boolean;
  /** Counted from 1, where croner counts from 0. */
  readonly isDay?: boolean;
}

const special = /^(L|LW|\d+W|\w+L|\w+#\d|L-\d+)$/i;
const token = /^(\*|\+?\w+(?:-\w+)?)?(?:\/(\d+))?$/;

function firstProblem(fields: readonly string[], kinds: readonly Kind[]): string | undefined {
  for (const [at, field] of fields.entries()) {
    for (const part of field.split(",")) {
      const problem = partProblem(part, kinds[at]);
      if (problem !== undefined) return problem;
    }
  }
  return undefined;
}

function partProblem(part: string, kind: Kind | undefined): string | undefined {
  const [least = 0, most = 59] = kind?.range ?? [];
  if (kind?.isQuartz === true && special.test(part) && kind.words?.has(part.toUpperCase()) !== true) {
    return specialProblem(part, least, most);
  }
  const match = token.exec(part);
  const [, value, step] = match ?? [];
  if (match === null || part === "") return `"${part}" is no value of a field`;
  if (step !== undefined && (Number(step) < 1 || Number(step) > most)) return `the step ${step} is out of range`;
  if (value === undefined || value === "*") return undefined;
  const ends = value.split("-");
  for (const end of ends) {
    const number = numberOf(end, kind);
    if (number === undefined) return `"${end}" is no value of a field`;
    if (number < least || number > most) return `${end} is not within ${least} to ${most}`;
  }
  const [from = 0, to = 0] = ends.map((end) => numberOf(end, kind) ?? 0);
  const mayWrap = kind?.isQuartz === true && most !== 2099;
  return ends.length > 1 && from > to && !mayWrap ? `the range ${value} runs backwards` : undefined;
}

function specialProblem(part: string, least: number, most: number): string | undefined {
  const numbers = part.split("#")[0]?.match(/\d+/g) ?? [];
  if (part.endsWith("#0")) return `${part} counts from 1`;
  const odd = numbers.find((number) => Number(number) < least || Number(number) > most);
  return odd === undefined ? undefined : `${odd} is not within ${least} to ${most}`;
}

function numberOf(text: string, kind: Kind | undefined): number | undefined {
  return kind?.words?.get(text.toUpperCase()) ?? (/^\+?\d+$/.test(text) ? Number(text) : undefined);
}

/** A field in numbers and forms that croner knows, ranges over the end split in two. */
function plain(field: string, kind: Kind | undefined): string {
  return field
    .split(",")
    .map((part) => plainPart(part, kind))
    .join();
}

function plainPart(part: string, kind: Kind | undefined): string {
  const [least = 0, most = 59] = kind?.range ?? [];
  const shift = kind?.isDay === true ? 1 : 0;
  if (special.test(part) && kind?.words?.has(part.toUpperCase()) !== true) {
    return shift === 0 ? part : part.replace(/^\d/, (digit) => String(Number(digit) - shift));
  }
  const [value = "*", step] = part.split("/");
  const suffix = step === undefined ? "" : `/${step}`;
  if (value === "*" || value === "") return `*${suffix}`;
  const [from = 0, to = step === undefined ? undefined : most] = value
    .split("-")
    .map((end) => numberOf(end, kind) ?? 0);
  const [low, high] = [from - shift, (to ?? from) - shift];
  if (to === undefined) return String(low);
  if (low <= high) return `${low}-${high}${suffix}`;
  return `${low}-${most - shift}${suffix},${least - shift}-${high}${suffix}`;
}

const START = new Date("2026-01-01T00:00:00Z");
const SAMPLES = 400;

/** The shortest and the longest distance between firings, in seconds; none is known of what croner does not read. */
function firings(pattern: string): CronVerdict {
  const runs = sample(pattern);
  if (runs?.length === 0) return {};
  const gaps = (runs ?? []).slice(1).map((run, at) => (run.getTime() - (runs?.[at]?.getTime() ?? 0)) / 1_000);
  if (gaps.length === 0) return { least: Number.MAX_SAFE_INTEGER, most: Number.MAX_SAFE_INTEGER };
  return { least: Math.min(...gaps), most: Math.max(...gaps) };
}

function sample(pattern: string): readonly Date[] | undefined {
  try {
    return new Cron(pattern, { timezone: "UTC", paused: true, legacyMode: true }).nextRuns(SAMPLES, START);
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return undefined;
    throw error;
  }
}
