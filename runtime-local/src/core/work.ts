import { encodeValue, type Step } from "@stave/ir-schema";
import type { StartAttempt, WorkStep } from "./command.js";
import { durationOf, encodeAll, evaluate, inputsOf, type Question } from "./evaluate.js";
import { keyOf, type RunState, type StepInstance, type WorkflowRun } from "./state.js";
import { setStatus, setTimer, type Turn, timerName } from "./turn.js";

/** Starts a step that works outside the core, or queues it until the workflow's step concurrency has room. */
export function startWork(turn: Turn, instance: StepInstance): void {
  if (!hasRoom(instance)) {
    if (instance.status !== "queued") setStatus(turn, instance, "queued");
    turn.state.queued.push(instance);
    return;
  }
  const step = instance.planned.step as WorkStep;
  const inputs = inputsOf(turn.state, instance);
  const command: StartAttempt = {
    type: "start-attempt",
    key: keyOf(instance),
    attempt: instance.attempt,
    step,
    inputs: encodeAll(inputs, Object.fromEntries(Object.entries(step.inputs).map(([name, { type }]) => [name, type]))),
    env: environmentOf(turn.state, instance),
    at: instance.planned.at,
  };
  instance.inputs = inputs;
  if (step.kind !== "noop") {
    claim(instance, 1);
    if (instance.status !== "queued") setStatus(turn, instance, "queued");
  }
  turn.state.live.set(command.key, { instance, command });
  turn.commands.push(command);
}

/** The step concurrency counts all work of a workflow, its loops and its child workflows. */
function hasRoom(instance: StepInstance): boolean {
  if (instance.planned.step.kind === "noop") return true;
  for (let run: WorkflowRun | undefined = instance.scope.run; run !== undefined; run = run.parent) {
    if (run.active >= run.limit) return false;
  }
  return true;
}

/** Takes or gives back a step's share of the step concurrency. */
export function claim(instance: StepInstance, change: 1 | -1): void {
  for (let run: WorkflowRun | undefined = instance.scope.run; run !== undefined; run = run.parent) run.active += change;
}

/** The queued steps that may start now, oldest first; they leave the queue. */
export function takeStartable(turn: Turn): StepInstance | undefined {
  const position = turn.state.queued.findIndex(hasRoom);
  return position === -1 ? undefined : turn.state.queued.splice(position, 1)[0];
}

function environmentOf(state: RunState, instance: StepInstance): Record<string, string> {
  const { step } = instance.planned;
  const variables = "env" in step ? (step.env ?? {}) : {};
  return Object.fromEntries(
    Object.entries(variables).map(([name, expr]) => {
      const value = evaluate(expr, { state, instance, what: `The variable "${name}"`, pointer: `/env/${name}` });
      return [name, asText(encodeValue(value, "json"))];
    }),
  );
}

const asText = (json: unknown): string => (typeof json === "string" ? json : JSON.stringify(json));

/** Starts a sleep: a timer and nothing else. */
export function startSleep(turn: Turn, instance: StepInstance): void {
  const step = instance.planned.step as Extract<Step, { kind: "sleep" }>;
  const question: Question = { state: turn.state, instance, what: "The duration", pointer: "/inputs/duration/value" };
  const expr = step.inputs["duration"]?.value ?? { kind: "literal", type: "duration", value: "PT0S" };
  const { millis } = durationOf(expr, question);
  instance.startTime = turn.time;
  setStatus(turn, instance, "running");
  setTimer(turn, timerName("sleep", instance), { purpose: "sleep", at: turn.time + millis, instance });
}

/** Evaluates a step's timeout, while its failure can still keep the step from starting. */
export function prepareTimeout(turn: Turn, instance: StepInstance): void {
  const { timeout } = instance.planned.step;
  if (timeout === undefined) return;
  instance.timeout = durationOf(timeout, { state: turn.state, instance, what: "The timeout", pointer: "/timeout" });
}

/** Starts the clock of a step's timeout. */
export function armTimeout(turn: Turn, instance: StepInstance): void {
  if (instance.timeout === undefined) return;
  const at = turn.time + instance.timeout.millis;
  setTimer(turn, timerName("step-timeout", instance), { purpose: "step-timeout", at, instance });
}
