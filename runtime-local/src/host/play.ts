import { advance, type Command, type RunResult, type RunState, resultOf } from "../core/index.js";
import { attemptDir } from "../executors/attempt-dir.js";
import type { Workshop } from "../executors/executor.js";
import { type Alarms, createAlarms } from "./alarms.js";
import type { Clock } from "./clock.js";
import { type Crew, createCrew } from "./crew.js";
import { createInbox, type Inbox } from "./inbox.js";
import type { RunNotice } from "./notice.js";
import type { Store } from "./store.js";

/** All that playing a run needs. */
export interface Playing {
  readonly store: Store;
  readonly workshop: Workshop;
  readonly clock: Clock;
  readonly state: RunState;
  /** How many events are stored already. */
  readonly stored: number;
  readonly maxProcesses: number;
  readonly onEvent: ((notice: RunNotice) => void) | undefined;
  readonly signal: AbortSignal | undefined;
  readonly onAbort: "stop" | "suspend";
}

/** The parts of a host that carry commands out. */
interface Stage {
  readonly playing: Playing;
  readonly inbox: Inbox;
  readonly alarms: Alarms;
  readonly crew: Crew;
  /** Ends the playing, not the run. */
  leave(): void;
}

type Performers = {
  readonly [TType in Command["type"]]: (stage: Stage, command: Extract<Command, { type: TType }>) => void;
};

const performers: Performers = {
  "start-attempt": ({ inbox, crew, playing }, command) => {
    const { key, attempt, step } = command;
    if (step.kind === "noop") inbox.post({ type: "attempt-succeeded", key, attempt, time: playing.clock.now() });
    else crew.start(command);
  },
  "stop-attempt": ({ crew }, { key }) => crew.stop(key),
  "set-timer": ({ alarms }, { timer, at }) => alarms.set(timer, at),
  "clear-timer": ({ alarms }, { timer }) => alarms.clear(timer),
  "step-changed": ({ playing }, change) => {
    const { key, attempt, status } = change;
    const isRunning = status === "running";
    playing.onEvent?.(isRunning ? { ...change, logDir: attemptDir(playing.workshop.runDir, key, attempt) } : change);
  },
  "finish-run": ({ playing, leave }, { status }) => {
    playing.store.release(playing.workshop.runId, status);
    leave();
  },
};

/**
 * Plays a run to its end. Events that come together are stored in one transaction, and only then are the commands
 * they lead to carried out. `first` are the commands that are due already.
 */
export function play(playing: Playing, first: readonly Command[]): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const { store, state, clock, workshop, signal } = playing;
    let { stored } = playing;
    const end = (settle: () => void): void => {
      signal?.removeEventListener("abort", onAbort);
      stage.inbox.close();
      stage.alarms.clearAll();
      void stage.crew.dismiss().then(settle, reject);
    };
    const fail = (error: unknown): void => end(() => reject(error));
    const perform = (command: Command): void => (performers[command.type] as Perform)(stage, command);
    const inbox = createInbox({
      fail,
      take: (batch) => {
        store.append(workshop.runId, stored, batch);
        stored += batch.length;
        for (const command of batch.flatMap((event) => advance(state, event).commands)) perform(command);
      },
    });
    const stage: Stage = {
      playing,
      inbox,
      alarms: createAlarms(clock, (timer) => inbox.post({ type: "timer-fired", timer, time: clock.now() })),
      crew: createCrew({ workshop, clock, limit: playing.maxProcesses, post: inbox.post, fail }),
      leave: () => end(() => resolve(resultOf(state))),
    };
    const onAbort = (): void => {
      if (playing.onAbort === "stop") inbox.post({ type: "stop-requested", time: clock.now() });
      else suspend(stage);
    };
    signal?.addEventListener("abort", onAbort, { once: true });
    try {
      for (const command of first) perform(command);
    } catch (error) {
      fail(error);
    }
    if (signal?.aborted) onAbort();
  });
}

type Perform = (stage: Stage, command: Command) => void;

function suspend({ playing, leave }: Stage): void {
  playing.store.release(playing.workshop.runId);
  leave();
}
