export type { RunResult, RunStatus, Signal, StepChanged, StepResult, StepStatus } from "./core/index.js";
export { checkParams } from "./core/index.js";
export type { CustomHandler } from "./executors/executor.js";
export type { Clock } from "./host/clock.js";
export type { RunNotice } from "./host/notice.js";
export {
  type HostOptions,
  listRuns,
  type RunRequest,
  readEvents,
  readRun,
  resumeRun,
  runWorkflow,
} from "./host/run-workflow.js";
export type { Durability, RunRow } from "./host/store.js";
