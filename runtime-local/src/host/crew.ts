import { createDiagnostic } from "@stave/ir-schema";
import type { RunEvent, StartAttempt } from "../core/index.js";
import { failed, type Outcome, type Workshop } from "../executors/executor.js";
import { executors } from "../executors/index.js";
import type { Clock } from "./clock.js";
import { describe } from "./store.js";

/** Does the attempts of a run, a bounded number at a time, and posts how they end. */
export interface Crew {
  start(command: StartAttempt): void;
  stop(key: string): void;
  /** Ends all work under way without posting anything. */
  dismiss(): Promise<void>;
}

/** What a crew works with. */
export interface CrewDetails {
  readonly workshop: Workshop;
  readonly clock: Clock;
  readonly limit: number;
  post(event: RunEvent): void;
  /** Called with what is no failure of a step but of the host itself. */
  fail(error: unknown): void;
}

interface Shift {
  readonly command: StartAttempt;
  readonly abort: AbortController;
  readonly done: Promise<void>;
}

/** A crew with nothing to do. */
export function createCrew(details: CrewDetails): Crew {
  const queue: StartAttempt[] = [];
  const working = new Map<string, Shift>();
  let dismissed = false;

  const next = (): void => {
    while (!dismissed && working.size < details.limit) {
      const command = queue.shift();
      if (command === undefined) return;
      const abort = new AbortController();
      const done = work(details, command, abort.signal).then((outcome) => {
        working.delete(command.key);
        if (!dismissed && outcome !== undefined) details.post(eventOf(command, outcome, details.clock.now()));
        next();
      });
      working.set(command.key, { command, abort, done });
    }
  };

  return {
    start: (command) => {
      queue.push(command);
      next();
    },
    stop: (key) => {
      const position = queue.findIndex((command) => command.key === key);
      const [waiting] = position === -1 ? [] : queue.splice(position, 1);
      if (waiting !== undefined) details.post(eventOf(waiting, { status: "stopped" }, details.clock.now()));
      working.get(key)?.abort.abort();
    },
    dismiss: async () => {
      dismissed = true;
      for (const { abort } of working.values()) abort.abort();
      await Promise.all([...working.values()].map(({ done }) => done));
    },
  };
}

async function work(details: CrewDetails, command: StartAttempt, signal: AbortSignal): Promise<Outcome | undefined> {
  const { key, attempt, step, at } = command;
  const started = (): void => {
    if (!signal.aborted) details.post({ type: "attempt-started", key, attempt, time: details.clock.now() });
  };
  try {
    return await executors[step.kind]({ workshop: details.workshop, command, signal, started });
  } catch (error) {
    const trouble = error as NodeJS.ErrnoException;
    const finding = describe(details.workshop.runDir, trouble);
    if (trouble.code === undefined) {
      details.fail(error);
      return undefined;
    }
    const problem = trouble.message;
    return failed(finding ?? createDiagnostic("step-launch", { step: step.id, problem }, at), "platform");
  }
}

function eventOf({ key, attempt }: StartAttempt, outcome: Outcome, time: number): RunEvent {
  switch (outcome.status) {
    case "succeeded":
      return { type: "attempt-succeeded", key, attempt, time, outputs: outcome.outputs };
    case "failed": {
      const { kind, retryable, diagnostic } = outcome;
      return { type: "attempt-failed", key, attempt, time, kind, retryable, diagnostic };
    }
    case "stopped":
      return { type: "attempt-stopped", key, attempt, time };
    case "lost":
      return { type: "attempt-lost", key, attempt, time };
  }
}
