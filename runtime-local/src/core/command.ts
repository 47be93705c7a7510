import type { Diagnostic, Json, Place, Step } from "@stave/ir-schema";
import type { RunStatus, StepStatus } from "./status.js";

/** A step that does work outside the core. */
export type WorkStep = Exclude<Step, { kind: "foreach" | "while" | "subworkflow" | "sleep" }>;

/** Do the work of a step, then answer with an attempt event. */
export interface StartAttempt {
  readonly type: "start-attempt";
  readonly key: string;
  readonly attempt: number;
  readonly step: WorkStep;
  /** The inputs, encoded by their declared types. */
  readonly inputs: Readonly<Record<string, Json>>;
  readonly env: Readonly<Record<string, string>>;
  /** Where the step was written. */
  readonly at: Place;
}

/** End an attempt that is under way, then answer with an attempt event. */
export interface StopAttempt {
  readonly type: "stop-attempt";
  readonly key: string;
  readonly attempt: number;
  readonly reason: "timeout" | "stop";
}

/** Answer with `timer-fired` at that time. */
export interface SetTimer {
  readonly type: "set-timer";
  readonly timer: string;
  readonly at: number;
}

/** The timer matters no more; firing it is harmless. */
export interface ClearTimer {
  readonly type: "clear-timer";
  readonly timer: string;
}

/** A step has a new status; for those who watch. */
export interface StepChanged {
  readonly type: "step-changed";
  readonly key: string;
  readonly step: string;
  readonly status: StepStatus;
  readonly attempt: number;
  readonly time: number;
  readonly failure?: Diagnostic;
  readonly outputs?: () => Readonly<Record<string, Json>>;
}

/** The run has ended. */
export interface FinishRun {
  readonly type: "finish-run";
  readonly status: RunStatus;
}

/** What the host has to do; the core itself does nothing. */
export type Command = StartAttempt | StopAttempt | SetTimer | ClearTimer | StepChanged | FinishRun;
