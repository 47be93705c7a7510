import { createDiagnostic, type Diagnostic, decodeValue, formatType, type Value } from "@stave/ir-schema";
import { deliver } from "./announce.js";
import type { Command } from "./command.js";
import { below, misfit } from "./evaluate.js";
import type { AttemptSucceeded, RunEvent, RunStarted } from "./event.js";
import { endStopped, failStep, noteFailure, stopScope, stopStep, succeedStep, worsen } from "./finish.js";
import { beginAgain, finishRun, settle } from "./settle.js";
import type { LiveAttempt, RunState, Scope, StepInstance, Timer } from "./state.js";
import { createWorkflow, openWorkflow } from "./subworkflow.js";
import { diagnosticOf, setStatus, type Turn } from "./turn.js";
import { armTimeout, claim } from "./work.js";

/** The state after an event, and what the host has to do about it. */
export interface Advanced {
  readonly state: RunState;
  readonly commands: readonly Command[];
}

/**
 * The whole engine: takes one event in and says what to do. It reads no clock and does no I/O, so the state is the
 * fold of the events alone. The state given is used up; go on with the one returned.
 */
export function advance(state: RunState, event: RunEvent): Advanced {
  const turn: Turn = { state, time: event.time, commands: [], ready: [], closed: [] };
  state.time = event.time;
  if (state.status === "running") {
    (handlers[event.type] as (turn: Turn, event: RunEvent) => void)(turn, event);
    settle(turn);
  }
  return { state, commands: turn.commands };
}

/** The commands whose answers are still due: after a crash the host carries them out again. */
export function outstanding(state: RunState): readonly Command[] {
  const attempts = [...state.live.values()].flatMap(({ instance, command }): Command[] => {
    const { key, attempt } = command;
    if (instance.stopReason === undefined) return [command];
    return [command, { type: "stop-attempt", key, attempt, reason: instance.stopReason }];
  });
  const timers = [...state.timers].map(([timer, { at }]): Command => ({ type: "set-timer", timer, at }));
  return [...attempts, ...timers];
}

type Handlers = {
  readonly [TType in RunEvent["type"]]: (turn: Turn, event: Extract<RunEvent, { type: TType }>) => void;
};

const handlers: Handlers = {
  "run-started": startRun,
  "attempt-started": (turn, event) =>
    withLive(turn, event, ({ instance }) => {
      // A host that takes up an attempt after a crash says so again; its clock runs on.
      if (instance.status !== "queued") return;
      instance.startTime ??= turn.time;
      setStatus(turn, instance, "running");
      armTimeout(turn, instance);
    }),
  "attempt-succeeded": (turn, event) => endLive(turn, event, (instance) => takeOutputs(turn, instance, event)),
  "attempt-failed": (turn, event) =>
    endLive(turn, event, (instance) => {
      if (instance.stopReason === undefined) failStep(turn, instance, event);
      else endStopped(turn, instance);
    }),
  "attempt-stopped": (turn, event) => endLive(turn, event, (instance) => endStopped(turn, instance)),
  "attempt-lost": (turn, event) =>
    endLive(turn, event, (instance) => {
      if (instance.stopReason === undefined) beginAgain(turn, instance);
      else endStopped(turn, instance);
    }),
  "timer-fired": (turn, event) => {
    const timer = turn.state.timers.get(event.timer);
    turn.state.timers.delete(event.timer);
    if (timer !== undefined) fire(turn, timer);
  },
  "signal-arrived": (turn, event) => deliver(turn, event.signal),
  "stop-requested": (turn) => {
    for (const scope of turn.state.detached) stopScope(turn, scope);
    if (turn.state.root !== undefined) stopScope(turn, turn.state.root);
  },
};

function startRun(turn: Turn, event: RunStarted): void {
  const { state } = turn;
  state.started = event;
  state.signals.push(...(event.signals ?? []), ...(event.trigger ?? []));
  const definition = state.plans.get(state.rootId);
  if (definition === undefined) return;
  const start = { definition, given: event.params, key: "", owner: undefined, parent: undefined, depth: 0 };
  try {
    state.root = createWorkflow(turn, start);
    openWorkflow(turn, state.root);
  } catch (error) {
    noteFailure(state, "", diagnosticOf(error));
    finishRun(turn, "failed");
  }
}

interface OfAttempt {
  readonly key: string;
  readonly attempt: number;
}

/** An event of an attempt that has already ended is stale and changes nothing. */
function withLive(turn: Turn, event: OfAttempt, act: (live: LiveAttempt) => void): void {
  const live = turn.state.live.get(event.key);
  if (live !== undefined && live.command.attempt === event.attempt) act(live);
}

function endLive(turn: Turn, event: OfAttempt, act: (instance: StepInstance) => void): void {
  withLive(turn, event, ({ instance, command }) => {
    turn.state.live.delete(command.key);
    if (command.step.kind !== "noop") claim(instance, -1);
    instance.startTime ??= turn.time;
    act(instance);
  });
}

/** Work that ended well before its stop reached it counts as done: it must not run twice. */
function takeOutputs(turn: Turn, instance: StepInstance, event: AttemptSucceeded): void {
  instance.stopReason = undefined;
  const { step } = instance.planned;
  if (step.kind === "noop") {
    succeedStep(turn, instance, instance.inputs ?? {});
    return;
  }
  const problem = outputProblem(instance, event);
  if (problem !== undefined) {
    failStep(turn, instance, { kind: "error", retryable: false, diagnostic: problem });
    return;
  }
  const outputs: Record<string, Value> = {};
  for (const [name, type] of Object.entries(step.outputs)) outputs[name] = decodeValue(event.outputs?.[name], type);
  succeedStep(turn, instance, outputs);
}

function outputProblem(instance: StepInstance, event: AttemptSucceeded): Diagnostic | undefined {
  const { step, at } = instance.planned;
  for (const [output, type] of Object.entries(step.outputs)) {
    const place = below(at, `/outputs/${output}`);
    const json = event.outputs?.[output];
    if (json === undefined) {
      return createDiagnostic("step-output-missing", { step: step.id, output, type: formatType(type) }, place);
    }
    const problem = misfit(json, type);
    if (problem !== undefined) return createDiagnostic("step-output-type", { step: step.id, output, problem }, place);
  }
  return undefined;
}

function fire(turn: Turn, timer: Timer): void {
  switch (timer.purpose) {
    case "sleep":
      succeedStep(turn, timer.instance, {});
      return;
    case "retry":
      timer.instance.retries++;
      beginAgain(turn, timer.instance);
      return;
    case "step-timeout":
      stopStep(turn, timer.instance, "timeout");
      return;
    case "run-timeout":
      timeOut(turn, timer.scope);
  }
}

function timeOut(turn: Turn, scope: Scope): void {
  const { workflow } = scope.run.definition;
  const details = { workflow: workflow.id, after: scope.timeout ?? "" };
  scope.failure ??= createDiagnostic("run-timeout", details, { workflow: workflow.id, pointer: "/timeout" });
  if (scope.owner === undefined) noteFailure(turn.state, scope.key, scope.failure);
  worsen(scope, "timed-out");
  stopScope(turn, scope);
}
