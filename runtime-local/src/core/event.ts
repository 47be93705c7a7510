import type { Diagnostic, Json } from "@stave/ir-schema";

/** What kind of trouble ended an attempt; a step's retry policy chooses by it. */
export type FailureKind = "error" | "platform" | "timeout";

/** A signal as it was announced. */
export interface Signal {
  readonly name: string;
  readonly fields: Readonly<Record<string, Json>>;
}

interface At {
  /** Milliseconds since 1970; the core has no other clock. */
  readonly time: number;
}

interface OfAttempt extends At {
  readonly key: string;
  readonly attempt: number;
}

/** The first event of every run. */
export interface RunStarted extends At {
  readonly type: "run-started";
  readonly runId: string;
  readonly params: Readonly<Record<string, Json>>;
  /** ISO-8601; the start time when absent. */
  readonly logicalDate?: string;
  readonly intervalStart?: string;
  readonly intervalEnd?: string;
  /** The signals that started the run. */
  readonly trigger?: readonly Signal[];
  /** Signals announced before the run. */
  readonly signals?: readonly Signal[];
  /** False: a wait that nothing left in the run can satisfy fails at once. */
  readonly awaitSignals?: boolean;
}

/** The attempt's work has really begun; its timeout counts from here. */
export interface AttemptStarted extends OfAttempt {
  readonly type: "attempt-started";
}

/** The attempt's work has ended well; outputs are encoded by their declared types. A no-op needs none. */
export interface AttemptSucceeded extends OfAttempt {
  readonly type: "attempt-succeeded";
  readonly outputs?: Readonly<Record<string, Json>>;
}

/** The attempt's work has ended badly. */
export interface AttemptFailed extends OfAttempt {
  readonly type: "attempt-failed";
  readonly kind: FailureKind;
  readonly retryable: boolean;
  readonly diagnostic: Diagnostic;
}

/** The attempt vanished with its host before it ended; it costs none of the step's retries. */
export interface AttemptLost extends OfAttempt {
  readonly type: "attempt-lost";
}

/** The attempt was stopped on command. */
export interface AttemptStopped extends OfAttempt {
  readonly type: "attempt-stopped";
}

/** A timer of a `set-timer` command has run out. */
export interface TimerFired extends At {
  readonly type: "timer-fired";
  readonly timer: string;
}

/** A signal was announced outside the run. */
export interface SignalArrived extends At {
  readonly type: "signal-arrived";
  readonly signal: Signal;
}

/** Somebody asks the run to end. */
export interface StopRequested extends At {
  readonly type: "stop-requested";
}

/** Everything that can happen to a run. Plain JSON: the list of a run's events is all there is to know about it. */
export type RunEvent =
  | RunStarted
  | AttemptStarted
  | AttemptSucceeded
  | AttemptFailed
  | AttemptLost
  | AttemptStopped
  | TimerFired
  | SignalArrived
  | StopRequested;
