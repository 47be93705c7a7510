import { readFileSync, writeFileSync } from "node:fs";
import type { MaestroDefinition, MaestroParams } from "../../../src/maestro/index.js";

/** A step that ran: its status, the values of its params, its conditions, and what ran inside. */
export interface RanStep {
  readonly status: string;
  readonly values?: Readonly<Record<string, unknown>>;
  readonly next?: Readonly<Record<string, boolean | null>>;
  readonly inside?: readonly RanSteps[];
}

/** Steps by id. */
export type RanSteps = Readonly<Record<string, RanStep>>;

/** What came of a definition: where it ended and how. */
export interface RunOutcome {
  readonly end: "push" | "start" | "run";
  /** The status of the run; absent where there was none. */
  readonly status?: string;
  readonly values?: Readonly<Record<string, unknown>>;
  readonly steps?: RanSteps;
}

/** Definitions of which the first is started, and what a server made of it. */
export interface RecordedRun extends RunOutcome {
  readonly title: string;
  readonly workflows: readonly MaestroDefinition["workflow"][];
  readonly runParams?: MaestroParams;
}

/** Stands for the id of the workflow, which is another one whenever a run is recorded. */
export const RUN_ID = "RUN_ID";

/** Runs that read what another workflow may not have come to yet, so that a server's speed decides how they end. */
export const RACES: ReadonlySet<string> = new Set(["getSub async"]);

const file = new URL("./recorded-runs.jsonl", import.meta.url);

/** All recorded runs. */
export function readRuns(): readonly RecordedRun[] {
  return readFileSync(file, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as RecordedRun);
}

/** Writes runs, one in a line. */
export function writeRuns(runs: readonly RecordedRun[]): void {
  writeFileSync(file, runs.map((run) => `${JSON.stringify(run)}\n`).join(""));
}

/** The create request of a workflow. */
export function requestOf(workflow: MaestroDefinition["workflow"]): MaestroDefinition {
  return { properties: { owner: "ann", run_strategy: "PARALLEL" }, workflow };
}
