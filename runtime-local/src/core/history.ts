import type { Step } from "@stave/ir-schema";
import type { RunEvent } from "./event.js";
import { DEFAULT_CONCURRENCY } from "./foreach.js";
import type { Bundle } from "./plan.js";

/** One attempt as its events tell it, by their positions in the history. */
interface Attempt {
  readonly key: string;
  readonly number: number;
  readonly begin: number;
  end: number;
  outcome: RunEvent["type"] | undefined;
}

/**
 * What a history of events breaks of the promises every run keeps, read from the events and the definition alone:
 * no step succeeds twice, attempts are counted from 1 and within the retry limit, nothing begins before its needs have
 * ended, and no loop or workflow has more at work than it allows. An empty list is a sound history.
 */
export function checkHistory(bundle: Bundle, events: readonly RunEvent[]): readonly string[] {
  const attempts = readAttempts(events);
  const broken: string[] = [];
  checkAttempts(attempts, broken);
  const detached = asynchronousSteps(bundle);
  // Nobody waits for what an asynchronous child workflow does.
  const isDetached = (key: string): boolean =>
    key
      .split("/")
      .slice(0, -1)
      .some((segment) => detached.has(segment.replace(/[[~].*$/, "")));
  const workflows = new Map([bundle.root, ...bundle.others].map(({ workflow }) => [workflow.id, workflow]));
  const check = (steps: readonly Step[], prefix: string): void => {
    for (const step of steps) {
      const key = prefix + step.id;
      const own = attempts.filter((attempt) => isWithin(attempt.key, key));
      if (own.length === 0) continue;
      const awaited = (attempt: Attempt): boolean => !isDetached(attempt.key.slice(prefix.length));
      checkNeeds(step, { own, prefix, attempts: attempts.filter(awaited), broken, beside: steps });
      checkRetries(step, key, { own, broken });
      if (step.kind === "foreach") checkConcurrency(step, key, { own: own.filter(awaited), broken });
      for (const scope of scopesOf(own, key)) {
        if (step.kind === "foreach" || step.kind === "while") check(step.steps, scope);
        if (step.kind === "subworkflow") check(workflows.get(step.workflow)?.steps ?? [], scope);
      }
    }
  };
  check(bundle.root.workflow.steps, "");
  const { runStepConcurrency } = bundle.root.workflow;
  const most = mostAtOnce(attempts.filter(({ begin, end }) => begin < end));
  if (runStepConcurrency !== undefined && most > runStepConcurrency) {
    broken.push(`${most} steps were at work at once, ${runStepConcurrency} are allowed`);
  }
  return broken;
}

function asynchronousSteps(bundle: Bundle): ReadonlySet<string> {
  const find = (steps: readonly Step[]): string[] =>
    steps.flatMap((step) => {
      if ("steps" in step) return find(step.steps);
      return step.kind === "subworkflow" && step.sync === false ? [step.id] : [];
    });
  return new Set([bundle.root, ...bundle.others].flatMap(({ workflow }) => find(workflow.steps)));
}

function readAttempts(events: readonly RunEvent[]): readonly Attempt[] {
  const attempts = new Map<string, Attempt>();
  for (const [position, event] of events.entries()) {
    if (!("attempt" in event)) continue;
    const id = `${event.key}#${event.attempt}`;
    const known = attempts.get(id) ?? {
      key: event.key,
      number: event.attempt,
      begin: position,
      end: position,
      outcome: undefined,
    };
    attempts.set(id, known);
    if (event.type === "attempt-started" || known.outcome !== undefined) continue;
    known.end = position;
    known.outcome = event.type;
  }
  return [...attempts.values()];
}

function checkAttempts(attempts: readonly Attempt[], broken: string[]): void {
  const byKey = new Map<string, Attempt[]>();
  for (const attempt of attempts) byKey.set(attempt.key, [...(byKey.get(attempt.key) ?? []), attempt]);
  for (const [key, own] of byKey) {
    const numbers = own.map(({ number }) => number);
    if (numbers.some((number, index) => number !== index + 1))
      broken.push(`${key} has the attempts ${numbers.join(", ")}`);
    for (const { outcome } of own.slice(0, -1)) {
      if (outcome === undefined) broken.push(`${key} began again before it had ended`);
      if (outcome === "attempt-succeeded") broken.push(`${key} ran again after it had succeeded`);
    }
  }
}

interface Finding {
  /** The attempts of the step and of everything inside it. */
  readonly own: readonly Attempt[];
  readonly broken: string[];
}

function checkNeeds(
  step: Step,
  found: Finding & { readonly prefix: string; readonly attempts: readonly Attempt[]; readonly beside: readonly Step[] },
): void {
  const { own, prefix, broken } = found;
  const begin = Math.min(...own.map((attempt) => attempt.begin));
  for (const { step: id } of step.needs ?? []) {
    const need = found.beside.find((candidate) => candidate.id === id);
    if (need === undefined) continue;
    const before = found.attempts.filter(({ key }) => isWithin(key, prefix + id));
    const late = before.some(({ end, outcome }) => outcome === undefined || end >= begin);
    if (late) broken.push(`${prefix}${step.id} began before ${prefix}${id} had ended`);
    if (!isWork(need) || need.onFailure === "ignore") continue;
    const passed = before.at(-1)?.outcome === "attempt-succeeded";
    if (before.length > 0 && !passed) broken.push(`${prefix}${step.id} began although ${prefix}${id} had failed`);
    if (before.length === 0 && step.join !== "any")
      broken.push(`${prefix}${step.id} began although ${prefix}${id} did not`);
  }
}

/** True for steps that leave attempts in the history themselves. */
const isWork = (step: Step): boolean => !["foreach", "while", "subworkflow", "sleep"].includes(step.kind);

function checkRetries(step: Step, key: string, { own, broken }: Finding): void {
  if (!isWork(step)) return;
  const counted = own.filter(({ outcome }) => outcome !== "attempt-lost").length;
  const allowed = 1 + (step.retry?.limit ?? 0);
  if (counted > allowed) broken.push(`${key} had ${counted} attempts, ${allowed} are allowed`);
}

function checkConcurrency(step: Extract<Step, { kind: "foreach" }>, base: string, { own, broken }: Finding): void {
  const scopes = scopesOf(own, base).map((scope) => spanOf(own.filter(({ key }) => key.startsWith(scope))));
  const most = mostAtOnce(scopes);
  const allowed = step.concurrency ?? DEFAULT_CONCURRENCY;
  if (most > allowed) broken.push(`${base} had ${most} iterations open at once, ${allowed} are allowed`);
}

interface Span {
  readonly begin: number;
  readonly end: number;
}

const spanOf = (attempts: readonly Attempt[]): Span => ({
  begin: Math.min(...attempts.map(({ begin }) => begin)),
  end: Math.max(...attempts.map(({ end }) => end)),
});

function mostAtOnce(spans: readonly Span[]): number {
  const changes = spans.flatMap(({ begin, end }) => [[begin, 1] as const, [end, -1] as const]);
  let now = 0;
  let most = 0;
  for (const [, change] of changes.sort(([a, up], [b, down]) => a - b || up - down)) {
    now += change;
    most = Math.max(most, now);
  }
  return most;
}

/** True for a step's key and the keys of everything inside it. */
const isWithin = (key: string, base: string): boolean =>
  key.startsWith(base) && (key.length === base.length || "[/~".includes(key.charAt(base.length)));

/** What the keys inside a step begin with, one text for each iteration or child. */
function scopesOf(own: readonly Attempt[], base: string): readonly string[] {
  const scopes = own.map(({ key }) => key.slice(0, key.indexOf("/", base.length) + 1));
  return [...new Set(scopes.filter((scope) => scope !== ""))];
}
