import type { RunResult, StepChanged } from "../core/index.js";

/** What those who watch a run hear. */
export type RunNotice =
  | (StepChanged & {
      /** Where the attempt keeps `stdout.log` and `stderr.log`, once it is running. */
      readonly logDir?: string;
    })
  | { readonly type: "run-started"; readonly runId: string; readonly workflow: string; readonly resumed: boolean }
  | { readonly type: "run-finished"; readonly result: RunResult };
