import { createDiagnostic, type Json } from "@stave/ir-schema";
import { type Advanced, advance } from "./advance.js";
import type { Command, StartAttempt } from "./command.js";
import { durationMillis } from "./duration.js";
import type { FailureKind, RunEvent, Signal } from "./event.js";
import type { Bundle } from "./plan.js";
import { type RunResult, resultOf } from "./result.js";
import { createRun } from "./state.js";

/** What a fake step does: end well after some time, fail, or never end. */
export type FakeOutcome =
  | { readonly outputs?: Readonly<Record<string, Json>>; readonly takes?: string }
  | { readonly fails: string; readonly kind?: FailureKind; readonly retryable?: boolean; readonly takes?: string }
  | { readonly hangs: true };

/** Stands in for the work of a step. */
export type FakeStep = (attempt: StartAttempt) => FakeOutcome;

/** What a simulated run needs besides its workflow. */
export interface SimulateOptions {
  readonly params?: Readonly<Record<string, Json>>;
  /** What `run.id` gives; `simulated` when absent. */
  readonly runId?: string;
  /** Fakes by step id or kind; a step without one ends well at once, with no outputs. */
  readonly fakes?: Readonly<Record<string, FakeStep>>;
  /** ISO-8601; 2026-01-01T00:00:00Z when absent. */
  readonly startTime?: string;
  /** An ISO-8601 date; the day of the start when absent. */
  readonly logicalDate?: string;
  readonly trigger?: readonly Signal[];
  readonly signals?: readonly Signal[];
  /** Asks the run to stop after this long, an ISO-8601 duration. */
  readonly stopAfter?: string;
}

/** A simulated run and all that happened in it. */
export interface Simulated {
  readonly result: RunResult;
  readonly events: readonly RunEvent[];
  readonly commands: readonly Command[];
}

interface Due {
  readonly time: number;
  readonly event: RunEvent;
}

/**
 * Plays a workflow on a virtual clock with fakes for its steps: nothing runs, nothing waits.
 *
 * @example
 * const { result } = simulate({ root: document, others: [] }, { fakes: { fit: () => ({ outputs: { auc: 0.9 }, takes: "PT1H" }) } });
 */
export function simulate(bundle: Bundle, options: SimulateOptions = {}): Simulated {
  const state = createRun(bundle);
  const agenda = createAgenda();
  const events: RunEvent[] = [];
  const commands: Command[] = [];
  const start = Date.parse(options.startTime ?? "2026-01-01T00:00:00Z");
  agenda.add(startOf(options, start));
  const stopAfter = durationMillis(options.stopAfter ?? "");
  if (stopAfter !== undefined) agenda.add({ type: "stop-requested", time: start + stopAfter });
  for (let due = agenda.take(); due !== undefined && state.status === "running"; due = agenda.take()) {
    events.push(due.event);
    const step: Advanced = advance(state, due.event);
    commands.push(...step.commands);
    for (const command of step.commands) answer(agenda, options, { command, time: due.time });
  }
  return { result: resultOf(state), events, commands };
}

function startOf(options: SimulateOptions, time: number): RunEvent {
  const { params = {}, runId = "simulated", trigger = [], signals = [], logicalDate } = options;
  const first = {
    type: "run-started",
    runId,
    time,
    params,
    trigger,
    signals,
    awaitSignals: false,
  } as const;
  return logicalDate === undefined ? first : { ...first, logicalDate };
}

function answer(agenda: Agenda, options: SimulateOptions, asked: { command: Command; time: number }): void {
  const { command, time } = asked;
  if (command.type === "set-timer") agenda.add({ type: "timer-fired", timer: command.timer, time: command.at });
  if (command.type === "clear-timer")
    agenda.drop((event) => event.type === "timer-fired" && event.timer === command.timer);
  if (command.type === "stop-attempt") {
    const { key, attempt } = command;
    agenda.drop((event) => "key" in event && event.key === key && event.attempt === attempt);
    agenda.add({ type: "attempt-stopped", key, attempt, time });
  }
  if (command.type === "start-attempt") agenda.add(...doFake(options, command, time));
}

function doFake(options: SimulateOptions, command: StartAttempt, time: number): RunEvent[] {
  const { key, attempt, step, at } = command;
  if (step.kind === "noop") return [{ type: "attempt-succeeded", key, attempt, time }];
  const fake = options.fakes?.[step.id] ?? options.fakes?.[step.kind];
  const outcome: FakeOutcome = fake?.(command) ?? {};
  const started: RunEvent = { type: "attempt-started", key, attempt, time };
  if ("hangs" in outcome) return [started];
  const ended = { key, attempt, time: time + (durationMillis(outcome.takes ?? "PT0S") ?? 0) };
  if (!("fails" in outcome)) return [started, { type: "attempt-succeeded", ...ended, outputs: outcome.outputs ?? {} }];
  const { kind = "error", retryable = true } = outcome;
  const diagnostic = createDiagnostic(
    "step-custom-failed",
    { step: step.id, type: step.kind, problem: outcome.fails },
    at,
  );
  return [started, { type: "attempt-failed", ...ended, kind, retryable, diagnostic }];
}

interface Agenda {
  add(...events: readonly RunEvent[]): void;
  drop(unwanted: (event: RunEvent) => boolean): void;
  take(): Due | undefined;
}

/** Events in the order of their times, equal times in the order they came; the next one is last in the array. */
function createAgenda(): Agenda {
  let due: Due[] = [];
  const place = (time: number): number => {
    let low = 0;
    let high = due.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((due[middle] as Due).time > time) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    add: (...events) => {
      for (const event of events) due.splice(place(event.time), 0, { time: event.time, event });
    },
    drop: (unwanted) => {
      due = due.filter(({ event }) => !unwanted(event));
    },
    take: () => due.pop(),
  };
}
