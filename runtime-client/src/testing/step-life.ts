import type { StepStatus } from "../model/run.js";
import type { StoredStep } from "./store.js";

/** The statuses a step passes on its way, with the time each leaves behind. */
const way: readonly (readonly [StepStatus, time: string])[] = [
  ["CREATED", "create_time"],
  ["INITIALIZED", "initialize_time"],
  ["PAUSED", "pause_time"],
  ["WAITING_FOR_SIGNALS", "wait_signal_time"],
  ["EVALUATING_PARAMS", "evaluate_param_time"],
  ["WAITING_FOR_PERMITS", "wait_permit_time"],
  ["STARTING", "start_time"],
  ["RUNNING", "execute_time"],
  ["FINISHING", "finish_time"],
];

const place = new Map(way.map(([status], index) => [status, index]));

/** Gives a step its next status, and those it passes on the way there. */
export function setStep(step: StoredStep, status: StepStatus, now: number): void {
  const from = step.status === "NOT_CREATED" ? -1 : (place.get(step.status) ?? way.length);
  const to = place.get(status) ?? (status === "SUCCEEDED" ? way.length - 1 : from);
  for (const [passed, time] of way.slice(from + 1, to + 1)) {
    if (passed !== "PAUSED" || status === "PAUSED") note(step, passed, time, now);
  }
  if (!place.has(status)) note(step, status, "end_time", now);
  step.times["modify_time"] = now;
}

function note(step: StoredStep, status: StepStatus, time: string, now: number): void {
  step.status = status;
  step.times[time] = now;
  step.timeline.push({ timestamp: now, type: "STATUS", status });
}

/** Whether a step has begun and not ended. */
export function isOpen({ status }: StoredStep): boolean {
  return place.has(status);
}
