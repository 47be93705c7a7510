import { createDiagnostic, type Diagnostic } from "@stave/ir-schema";
import { announce } from "./announce.js";
import { encodeAll } from "./evaluate.js";
import { locate } from "./plan.js";
import { retryDelay } from "./retry.js";
import { keyOf, type RunState, type Scope, type StepFailure, type StepInstance, type Values } from "./state.js";
import { isEnded, type StepStatus } from "./status.js";
import { clearTimer, diagnosticOf, setStatus, setTimer, type Turn, timerName } from "./turn.js";

const MAX_FAILURES_KEPT = 100;

/** Ends a step well: its outputs are there, its signals are announced. */
export function succeedStep(turn: Turn, instance: StepInstance, outputs: Values): void {
  instance.outputs = outputs;
  try {
    announce(turn, instance);
  } catch (error) {
    instance.outputs = undefined;
    failStep(turn, instance, { kind: "error", retryable: false, diagnostic: diagnosticOf(error) });
    return;
  }
  endStep(turn, instance, "succeeded");
}

/** Ends an attempt badly: the step is retried, or it fails the way its `onFailure` says. */
export function failStep(turn: Turn, instance: StepInstance, failure: StepFailure): void {
  const { step } = instance.planned;
  const diagnostic = locate(turn.state.plans, failure.diagnostic);
  instance.failure = diagnostic;
  const mayRetry = failure.retryable && !instance.scope.stopping;
  const delay = mayRetry ? retryDelay(step.retry, failure.kind, instance.retries) : undefined;
  if (delay !== undefined) {
    waitForRetry(turn, instance, delay);
    return;
  }
  if (step.onFailure === "ignore") {
    endStep(turn, instance, "ignored");
    return;
  }
  instance.scope.failure ??= diagnostic;
  noteFailure(turn.state, keyOf(instance), diagnostic);
  endStep(turn, instance, failure.kind === "timeout" ? "timed-out" : "failed");
  if (step.onFailure === "fail-now") stopScope(turn, instance.scope);
}

function waitForRetry(turn: Turn, instance: StepInstance, delay: number): void {
  clearTimer(turn, timerName("step-timeout", instance));
  setStatus(turn, instance, "retrying");
  setTimer(turn, timerName("retry", instance), { purpose: "retry", at: turn.time + delay, instance });
}

/** Adds a failure to those the run reports; a loop fails with the finding of the step inside it, which counts once. */
export function noteFailure(state: RunState, key: string, diagnostic: Diagnostic): void {
  if (state.failures.some((failure) => failure.diagnostic === diagnostic)) return;
  state.failureCount++;
  if (state.failures.length < MAX_FAILURES_KEPT) {
    state.failures.push({ key, diagnostic: locate(state.plans, diagnostic) });
  }
}

type EndStatus = Extract<
  StepStatus,
  "succeeded" | "ignored" | "skipped" | "failed" | "timed-out" | "stopped" | "not-run"
>;

const badness: Record<Scope["worst"], number> = { succeeded: 0, stopped: 1, "timed-out": 2, failed: 3 };

/** Ends a step for good: followers may become ready, its scope may close. */
export function endStep(turn: Turn, instance: StepInstance, status: EndStatus): void {
  const { scope, planned } = instance;
  instance.endTime = turn.time;
  instance.inputs = undefined;
  instance.progress = instance.progress?.kind === "foreach" ? instance.progress : undefined;
  clearTimer(turn, timerName("step-timeout", instance));
  setStatus(turn, instance, status);
  attachOutputs(turn, instance);
  if (status === "failed" || status === "timed-out" || status === "stopped") worsen(scope, status);
  for (const position of planned.followers) {
    const follower = scope.steps[position] as StepInstance;
    follower.left--;
    if (follower.left === 0) turn.ready.push(follower);
  }
  scope.open--;
  if (scope.open === 0) turn.closed.push(scope);
}

function attachOutputs(turn: Turn, instance: StepInstance): void {
  const { outputs } = instance;
  const change = turn.commands.at(-1);
  if (outputs === undefined || change?.type !== "step-changed") return;
  const types = instance.planned.step.outputs;
  turn.commands[turn.commands.length - 1] = { ...change, outputs: () => encodeAll(outputs, types) };
}

/** A scope is as bad as its worst step. */
export function worsen(scope: Scope, status: Scope["worst"]): void {
  if (badness[status] > badness[scope.worst]) scope.worst = status;
}

/** Stops all that goes on in a scope; what has not begun never will. */
export function stopScope(turn: Turn, scope: Scope): void {
  if (scope.stopping) return;
  scope.stopping = true;
  worsen(scope, "stopped");
  for (const instance of scope.steps) stopStep(turn, instance, "stop");
}

/** Stops a step; work under way ends with an event of its own. */
export function stopStep(turn: Turn, instance: StepInstance, reason: "timeout" | "stop"): void {
  if (isEnded(instance.status) || instance.status === "waiting" || instance.stopReason === "stop") return;
  const underWay = instance.status === "stopping";
  instance.stopReason = reason;
  if (underWay) return;
  const live = turn.state.live.get(keyOf(instance));
  if (live !== undefined) {
    setStatus(turn, instance, "stopping");
    turn.commands.push({ type: "stop-attempt", key: live.command.key, attempt: live.command.attempt, reason });
    return;
  }
  const inside = scopesInside(instance);
  if (inside.length === 0) {
    dropClaims(turn, instance);
    endStopped(turn, instance);
    return;
  }
  setStatus(turn, instance, "stopping");
  for (const scope of inside) stopScope(turn, scope);
}

/** Ends a step whose work was stopped: on time-out it may be retried. */
export function endStopped(turn: Turn, instance: StepInstance): void {
  const { stopReason, planned } = instance;
  instance.stopReason = undefined;
  if (stopReason !== "timeout") {
    endStep(turn, instance, "stopped");
    return;
  }
  const details = { step: planned.step.id, after: instance.timeout?.text ?? "" };
  failStep(turn, instance, {
    kind: "timeout",
    retryable: true,
    diagnostic: createDiagnostic("step-timeout", details, planned.at),
  });
}

function dropClaims(turn: Turn, instance: StepInstance): void {
  turn.state.waiting.delete(instance);
  turn.state.queued = turn.state.queued.filter((queued) => queued !== instance);
  for (const purpose of ["sleep", "retry"] as const) clearTimer(turn, timerName(purpose, instance));
}

/** The scopes a loop or subworkflow step has open. */
export function scopesInside(instance: StepInstance): readonly Scope[] {
  const { progress } = instance;
  if (progress === undefined) return [];
  if (progress.kind === "foreach") return [...progress.running.values()];
  return progress.current === undefined ? [] : [progress.current];
}
