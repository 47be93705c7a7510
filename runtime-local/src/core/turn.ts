import { createDiagnostic, type Diagnostic, StaveError } from "@stave/ir-schema";
import type { Command } from "./command.js";
import type { RunState, Scope, StepInstance, Timer } from "./state.js";
import { keyOf } from "./state.js";
import type { StepStatus } from "./status.js";

/** The work of one event: queues instead of recursion, so that long chains need no stack. */
export interface Turn {
  readonly state: RunState;
  readonly time: number;
  readonly commands: Command[];
  /** Steps whose needs have all ended. */
  readonly ready: StepInstance[];
  /** Scopes whose steps have all ended. */
  readonly closed: Scope[];
}

/** Gives a step a new status and tells those who watch. */
export function setStatus(turn: Turn, instance: StepInstance, status: StepStatus): void {
  instance.status = status;
  turn.commands.push({
    type: "step-changed",
    key: keyOf(instance),
    step: instance.planned.step.id,
    status,
    attempt: instance.attempt,
    time: turn.time,
    ...(instance.failure !== undefined && { failure: instance.failure }),
  });
}

/** Starts a timer under a name. */
export function setTimer(turn: Turn, name: string, timer: Timer): void {
  turn.state.timers.set(name, timer);
  turn.commands.push({ type: "set-timer", timer: name, at: timer.at });
}

/** Forgets a timer that may be running. */
export function clearTimer(turn: Turn, name: string): void {
  if (turn.state.timers.delete(name)) turn.commands.push({ type: "clear-timer", timer: name });
}

/** The name of a step's timer. */
export const timerName = (purpose: Timer["purpose"], instance: StepInstance): string =>
  `${purpose}:${keyOf(instance)}#${instance.attempt}`;

/** Puts the steps of a new scope on their way. */
export function openScope(turn: Turn, scope: Scope): void {
  if (scope.open === 0) turn.closed.push(scope);
  for (const instance of scope.steps) if (instance.left === 0) turn.ready.push(instance);
}

/** The most loops and child workflows inside each other. */
export const MAX_DEPTH = 50;

/** Throws when a step would open a scope too deep. */
export function checkDepth(instance: StepInstance): void {
  if (instance.scope.depth < MAX_DEPTH) return;
  throw new StaveError([
    createDiagnostic("nesting-depth", { step: instance.planned.step.id, limit: MAX_DEPTH }, instance.planned.at),
  ]);
}

/** The finding a thrown error carries; any other error is a defect and goes on its way. */
export function diagnosticOf(error: unknown): Diagnostic {
  const diagnostic = error instanceof StaveError ? error.diagnostics[0] : undefined;
  if (diagnostic === undefined) throw error;
  return diagnostic;
}
