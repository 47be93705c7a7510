/** Where a step is. `ignored` failed and its `onFailure` lets the run go on; `not-run` was cut off by a failure or a stop. */
export type StepStatus =
  | "waiting"
  | "waiting-signal"
  | "queued"
  | "running"
  | "retrying"
  | "stopping"
  | "succeeded"
  | "ignored"
  | "skipped"
  | "failed"
  | "timed-out"
  | "stopped"
  | "not-run";

/** Where a run is. */
export type RunStatus = "running" | "succeeded" | "failed" | "timed-out" | "stopped";

type Flow = "open" | "passes" | "bars";

const flowOf: Record<StepStatus, Flow> = {
  waiting: "open",
  "waiting-signal": "open",
  queued: "open",
  running: "open",
  retrying: "open",
  stopping: "open",
  succeeded: "passes",
  ignored: "passes",
  skipped: "passes",
  failed: "bars",
  "timed-out": "bars",
  stopped: "bars",
  "not-run": "bars",
};

/** True when the step will not change any more. */
export const isEnded = (status: StepStatus): boolean => flowOf[status] !== "open";

/** True when steps that need this one can never run. */
export const isBarring = (status: StepStatus): boolean => flowOf[status] === "bars";
