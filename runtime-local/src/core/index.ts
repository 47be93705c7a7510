export { type Advanced, advance, outstanding } from "./advance.js";
export type {
  ClearTimer,
  Command,
  FinishRun,
  SetTimer,
  StartAttempt,
  StepChanged,
  StopAttempt,
  WorkStep,
} from "./command.js";
export { durationMillis } from "./duration.js";
export type {
  AttemptFailed,
  AttemptLost,
  AttemptStarted,
  AttemptStopped,
  AttemptSucceeded,
  FailureKind,
  RunEvent,
  RunStarted,
  Signal,
  SignalArrived,
  StopRequested,
  TimerFired,
} from "./event.js";
export { checkHistory } from "./history.js";
export { checkParams } from "./params.js";
export { type Bundle, placeOf } from "./plan.js";
export { type IterationCounts, type RunResult, resultOf, type StepResult } from "./result.js";
export { type FakeOutcome, type FakeStep, type Simulated, type SimulateOptions, simulate } from "./simulate.js";
export { createRun, type RunState } from "./state.js";
export { isEnded, type RunStatus, type StepStatus } from "./status.js";
