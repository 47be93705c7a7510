import { setImmediate as nextTurn } from "node:timers/promises";
import {
  advance,
  type Command,
  type RunEvent,
  type RunResult,
  type RunState,
  resultOf,
  type StepChanged,
} from "../core/index.js";
import { attemptDir } from "../executors/attempt-dir.js";
import type { Workshop } from "../executors/executor.js";
import type { Clock } from "./clock.js";
import { createCrew } from "./crew.js";
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

const SLICE_MILLIS = 20;

/**
 * Plays a run to its end. Events that come together are stored in one transaction, and only then are the commands
 * they lead to carried out. `first` are the commands that are due already.
 */
export function play(playing: Playing, first: readonly Command[]): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const { store, state, clock } = playing;
    const timers = new Map<string, () => void>();
    const inbox: RunEvent[] = [];
    let stored = playing.stored;
    let over = false;
    let draining = false;

    const end = (settle: () => void): void => {
      if (over) return;
      over = true;
      playing.signal?.removeEventListener("abort", onAbort);
      for (const cancel of timers.values()) cancel();
      void crew.dismiss().then(settle, reject);
    };
    const fail = (error: unknown): void => end(() => reject(error));
    const post = (event: RunEvent): void => {
      if (over) return;
      inbox.push(event);
      if (!draining) void drain().catch(fail);
    };
    const crew = createCrew({ workshop: playing.workshop, clock, limit: playing.maxProcesses, post, fail });

    const perform = (command: Command): void => {
      switch (command.type) {
        case "start-attempt":
          if (command.step.kind === "noop") inbox.push(doneAtOnce(command, clock.now()));
          else crew.start(command);
          return;
        case "stop-attempt":
          crew.stop(command.key);
          return;
        case "set-timer":
          timers.get(command.timer)?.();
          timers.set(
            command.timer,
            clock.at(command.at, () => ring(command.timer)),
          );
          return;
        case "clear-timer":
          timers.get(command.timer)?.();
          timers.delete(command.timer);
          return;
        case "step-changed":
          playing.onEvent?.(command.status === "running" ? { ...command, logDir: logDirOf(command) } : command);
          return;
        case "finish-run":
          store.release(playing.workshop.runId, command.status);
          end(() => resolve(resultOf(state)));
      }
    };
    const logDirOf = ({ key, attempt }: StepChanged): string => attemptDir(playing.workshop.runDir, key, attempt);
    const ring = (timer: string): void => {
      timers.delete(timer);
      post({ type: "timer-fired", timer, time: clock.now() });
    };
    const drain = async (): Promise<void> => {
      draining = true;
      let sliceEnd = performance.now() + SLICE_MILLIS;
      while (inbox.length > 0 && !over) {
        const batch = inbox.splice(0);
        store.append(playing.workshop.runId, stored, batch);
        stored += batch.length;
        const commands = batch.flatMap((event) => advance(state, event).commands);
        for (const command of commands) perform(command);
        if (performance.now() < sliceEnd) continue;
        await nextTurn();
        sliceEnd = performance.now() + SLICE_MILLIS;
      }
      draining = false;
    };
    const onAbort = (): void => {
      if (playing.onAbort === "stop") post({ type: "stop-requested", time: clock.now() });
      else {
        store.release(playing.workshop.runId);
        end(() => resolve(resultOf(state)));
      }
    };

    playing.signal?.addEventListener("abort", onAbort, { once: true });
    for (const command of first) perform(command);
    if (playing.signal?.aborted) onAbort();
    void drain().catch(fail);
  });
}

function doneAtOnce({ key, attempt }: Extract<Command, { type: "start-attempt" }>, time: number): RunEvent {
  return { type: "attempt-succeeded", key, attempt, time };
}
