import { createDiagnostic, type Step } from "@stave/ir-schema";
import { missingSignal } from "./announce.js";
import { isTrue } from "./evaluate.js";
import { endStep, failStep, noteFailure, worsen } from "./finish.js";
import { closeIteration, startForeach } from "./foreach.js";
import type { Scope, StepInstance } from "./state.js";
import { isBarring, type RunStatus } from "./status.js";
import { closeSubworkflow, startSubworkflow, workflowOutputs } from "./subworkflow.js";
import { clearTimer, diagnosticOf, setStatus, type Turn } from "./turn.js";
import { closeTurn, startWhile } from "./while.js";
import { armTimeout, prepareTimeout, startSleep, startWork, takeStartable } from "./work.js";

/** Follows everything that an event set in motion until nothing is left to decide. */
export function settle(turn: Turn): void {
  do drain(turn);
  while (failHopelessWaits(turn));
}

function drain(turn: Turn): void {
  let next = 0;
  for (;;) {
    const instance = turn.ready[next++] ?? takeStartable(turn);
    const scope = instance === undefined ? turn.closed.pop() : undefined;
    if (next > turn.ready.length) {
      turn.ready.length = 0;
      next = 0;
    }
    if (instance !== undefined) decide(turn, instance);
    else if (scope !== undefined) close(turn, scope);
    else return;
  }
}

/** Runs, skips or gives up a step whose needs have all ended. */
function decide(turn: Turn, instance: StepInstance): void {
  guard(turn, instance, () => {
    if (instance.status === "waiting" && !isWanted(turn, instance)) return;
    if (instance.planned.step.waits !== undefined && missingSignal(turn.state, instance) !== undefined) {
      turn.state.waiting.add(instance);
      setStatus(turn, instance, "waiting-signal");
      return;
    }
    begin(turn, instance);
  });
}

function isWanted(turn: Turn, instance: StepInstance): boolean {
  const { scope, planned } = instance;
  const barred = scope.stopping || planned.needs.some((need) => isBarring(statusOf(scope, need.from)));
  if (barred) {
    endStep(turn, instance, "not-run");
    return false;
  }
  const holds = (index: number): boolean => edgeHolds(turn, instance, index);
  const edges = planned.needs.map((_, index) => index);
  const wanted = edges.length === 0 || (planned.step.join === "any" ? edges.some(holds) : edges.every(holds));
  if (!wanted) endStep(turn, instance, "skipped");
  return wanted;
}

const statusOf = (scope: Scope, position: number): StepInstance["status"] =>
  (scope.steps[position] as StepInstance).status;

function edgeHolds(turn: Turn, instance: StepInstance, index: number): boolean {
  const edge = instance.planned.needs[index];
  if (edge === undefined || statusOf(instance.scope, edge.from) === "skipped") return false;
  if (edge.need.when === undefined) return true;
  const what = `The condition on "${edge.need.step}"`;
  return isTrue(edge.need.when, { state: turn.state, instance, what, pointer: `/needs/${index}/when` });
}

type Start = (turn: Turn, instance: StepInstance) => void;

const starts: { readonly [TKind in Step["kind"]]: Start } = {
  python: startWork,
  notebook: startWork,
  shell: startWork,
  http: startWork,
  container: startWork,
  noop: startWork,
  custom: startWork,
  sleep: startSleep,
  subworkflow: startSubworkflow,
  foreach: startForeach,
  while: startWhile,
};

function begin(turn: Turn, instance: StepInstance): void {
  const start = starts[instance.planned.step.kind];
  prepareTimeout(turn, instance);
  if (start !== startWork) armTimeout(turn, instance);
  start(turn, instance);
}

/** Starts a further attempt of a step from the beginning. */
export function beginAgain(turn: Turn, instance: StepInstance): void {
  instance.attempt++;
  instance.stopReason = undefined;
  instance.failure = undefined;
  instance.progress = undefined;
  guard(turn, instance, () => begin(turn, instance));
}

/** Turns a finding thrown by a step's own expressions into its failure. */
function guard(turn: Turn, instance: StepInstance, action: () => void): void {
  try {
    action();
  } catch (error) {
    failStep(turn, instance, { kind: "error", retryable: false, diagnostic: diagnosticOf(error) });
  }
}

const closers: Partial<Record<Step["kind"], (turn: Turn, scope: Scope) => void>> = {
  foreach: closeIteration,
  while: closeTurn,
  subworkflow: closeSubworkflow,
};

function close(turn: Turn, scope: Scope): void {
  if (scope.boundary) clearTimer(turn, `run-timeout:${scope.key}`);
  turn.state.detached.delete(scope);
  if (scope.owner !== undefined) closers[scope.owner.planned.step.kind]?.(turn, scope);
  else if (turn.state.root?.open === 0 && turn.state.detached.size === 0) closeRun(turn, turn.state.root);
}

function closeRun(turn: Turn, root: Scope): void {
  const { state } = turn;
  try {
    if (root.worst === "succeeded") state.outputs = workflowOutputs(turn, root);
  } catch (error) {
    noteFailure(state, "", diagnosticOf(error));
    worsen(root, "failed");
  }
  finishRun(turn, root.worst);
}

/** Ends the run. */
export function finishRun(turn: Turn, status: Exclude<RunStatus, "running">): void {
  turn.state.status = status;
  turn.state.endTime = turn.time;
  for (const timer of [...turn.state.timers.keys()]) clearTimer(turn, timer);
  turn.commands.push({ type: "finish-run", status });
}

/** Fails the steps that wait for signals which nothing left in the run can announce; true when there were any. */
function failHopelessWaits(turn: Turn): boolean {
  const { state } = turn;
  if (state.status !== "running" || state.waiting.size === 0 || state.started?.awaitSignals !== false) return false;
  const busy = state.live.size > 0 || [...state.timers.values()].some((timer) => timer.purpose !== "run-timeout");
  if (busy) return false;
  for (const instance of [...state.waiting]) {
    state.waiting.delete(instance);
    const { step, at } = instance.planned;
    const signal = missingSignal(state, instance) ?? "";
    const diagnostic = createDiagnostic("signal-never", { step: step.id, signal }, at);
    failStep(turn, instance, { kind: "error", retryable: false, diagnostic });
  }
  return true;
}
