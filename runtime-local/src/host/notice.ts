import type { RunResult, StepChanged } from "../core/index.js";

/** What those who watch a run hear. */
export type RunNotice =
  | StepChanged
  | { readonly type: "run-started"; readonly runId: string; readonly workflow: string; readonly resumed: boolean }
  | { readonly type: "run-finished"; readonly result: RunResult };
