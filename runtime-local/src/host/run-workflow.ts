import { randomBytes } from "node:crypto";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { createDiagnostic, type IrDocument, type Json, StaveError } from "@stave/ir-schema";
import {
  advance,
  type Bundle,
  type Command,
  checkParams,
  createRun,
  outstanding,
  type RunEvent,
  type RunResult,
  type RunState,
  resultOf,
  type Signal,
} from "../core/index.js";
import type { CustomHandler, Workshop } from "../executors/executor.js";
import { type Clock, systemClock } from "./clock.js";
import type { RunNotice } from "./notice.js";
import { livingOwner, ownerName } from "./owner.js";
import { play } from "./play.js";
import { type Durability, openStore, type RunRow, type Store } from "./store.js";
import { checkSupport } from "./support.js";

/** What a run needs besides its workflow. */
export interface HostOptions {
  /** Where step processes run and modules are found; the current directory when absent. */
  readonly projectDir?: string;
  /** Where runs are kept; `.stave` in the project when absent. */
  readonly stateDir?: string;
  /** The interpreter; else `$STAVE_PYTHON`, the project's `.venv`, `python3`. */
  readonly python?: string;
  /** Path of the harness's `harness.py`; python steps need it. */
  readonly pythonHarness?: string;
  /** What does the work of custom steps, by their type. */
  readonly custom?: Readonly<Record<string, CustomHandler>>;
  /** Steps at work at once; the number of processors when absent. */
  readonly maxProcesses?: number;
  /** How long a stopped process may take to end before it is killed; 5 seconds when absent. */
  readonly graceMillis?: number;
  readonly durability?: Durability;
  readonly clock?: Clock;
  readonly onEvent?: (notice: RunNotice) => void;
  readonly signal?: AbortSignal;
  /** What an abort does: `stop` (default) ends the run for good, `suspend` leaves it to be resumed. */
  readonly onAbort?: "stop" | "suspend";
}

/** A run to be started. */
export interface RunRequest extends HostOptions {
  readonly bundle: { readonly root: IrDocument; readonly others?: readonly IrDocument[] };
  /** Values of params, encoded by their types. */
  readonly params?: Readonly<Record<string, Json>>;
  readonly runId?: string;
  readonly logicalDate?: string;
  readonly intervalStart?: string;
  readonly intervalEnd?: string;
  readonly trigger?: readonly Signal[];
  readonly signals?: readonly Signal[];
}

/**
 * Plays a workflow on this machine to its end. What keeps it from starting is thrown as a `StaveError`; what fails
 * while it runs is in the result.
 *
 * @example
 * const result = await runWorkflow({ bundle: { root: document }, params: { run_date: "2026-01-31" } });
 * console.log(result.status, result.outputs);
 */
export async function runWorkflow(request: RunRequest): Promise<RunResult> {
  const bundle: Bundle = { root: request.bundle.root, others: request.bundle.others ?? [] };
  const { workflow } = bundle.root;
  const state = createRun(bundle);
  const problems = [...checkParams(workflow, request.params ?? {}), ...checkSupport(bundle, request.custom ?? {})];
  if (problems.length > 0) throw new StaveError(problems);
  const { clock = systemClock } = request;
  const time = clock.now();
  const runId = request.runId ?? newRunId(time);
  return await withStore(request, async (store) => {
    // What JSON loses must be lost before the run, not at its resume.
    const first = JSON.parse(JSON.stringify(startOf(request, runId, time))) as RunEvent;
    store.createRun({ id: runId, workflow: workflow.id, created: time, owner: ownerName() }, bundle, first);
    request.onEvent?.({ type: "run-started", runId, workflow: workflow.id, resumed: false });
    return await playOn(request, { store, state, runId, stored: 1 }, advance(state, first).commands);
  });
}

function startOf(request: RunRequest, runId: string, time: number): RunEvent {
  const { logicalDate, intervalStart, intervalEnd, trigger, signals } = request;
  return {
    type: "run-started",
    runId,
    time,
    params: request.params ?? {},
    awaitSignals: false,
    ...(logicalDate !== undefined && { logicalDate }),
    ...(intervalStart !== undefined && { intervalStart }),
    ...(intervalEnd !== undefined && { intervalEnd }),
    ...(trigger !== undefined && { trigger }),
    ...(signals !== undefined && { signals }),
  };
}

/**
 * Goes on with a run whose process ended before it did. A run that has ended is left as it is.
 *
 * @example
 * const [last] = listRuns();
 * if (last !== undefined) await resumeRun(last.id, { pythonHarness });
 */
export async function resumeRun(runId: string, options: HostOptions = {}): Promise<RunResult> {
  return await withStore(options, async (store) => {
    const row = known(store, runId);
    const { state, stored } = fold(store, runId);
    if (state.status !== "running") {
      store.release(runId, state.status);
      return resultOf(state);
    }
    takeOver(store, row);
    options.onEvent?.({ type: "run-started", runId, workflow: row.workflow, resumed: true });
    return await playOn(options, { store, state, runId, stored }, outstanding(state));
  });
}

/** The runs this process plays now: one it owns but does not play is left over from a failure of its store. */
const playing = new Set<string>();

function takeOver(store: Store, row: RunRow): void {
  const locked = (pid: number): StaveError => new StaveError([createDiagnostic("run-locked", { run: row.id, pid })]);
  const living = livingOwner(row.owner);
  const isLeftover = living === process.pid && !playing.has(row.id);
  if (living !== undefined && !isLeftover) throw locked(living);
  if (store.claim(row, ownerName())) return;
  throw locked(livingOwner(store.run(row.id)?.owner ?? null) ?? 0);
}

interface Opened {
  readonly store: Store;
  readonly state: RunState;
  readonly runId: string;
  readonly stored: number;
}

async function playOn(options: HostOptions, opened: Opened, first: readonly Command[]): Promise<RunResult> {
  const { store, state, runId, stored } = opened;
  playing.add(runId);
  const played = play(
    {
      store,
      state,
      stored,
      workshop: workshopOf(options, runId),
      clock: options.clock ?? systemClock,
      maxProcesses: options.maxProcesses ?? availableParallelism(),
      onEvent: options.onEvent,
      signal: options.signal,
      onAbort: options.onAbort ?? "stop",
    },
    first,
  );
  const result = await played.finally(() => playing.delete(runId));
  options.onEvent?.({ type: "run-finished", result });
  return result;
}

function workshopOf(options: HostOptions, runId: string): Workshop {
  return {
    projectDir: projectDirOf(options),
    runId,
    runDir: join(stateDirOf(options), "runs", runId),
    python: options.python,
    pythonHarness: options.pythonHarness,
    custom: options.custom ?? {},
    graceMillis: options.graceMillis ?? 5000,
  };
}

const projectDirOf = (options: HostOptions): string => resolve(options.projectDir ?? ".");

const stateDirOf = (options: HostOptions): string => resolve(options.stateDir ?? join(projectDirOf(options), ".stave"));

/**
 * Runs of a project, newest first.
 *
 * @example
 * for (const run of listRuns({ projectDir: "." })) console.log(run.id, run.status);
 */
export function listRuns(options: Pick<HostOptions, "projectDir" | "stateDir"> = {}): readonly RunRow[] {
  const store = open(options);
  try {
    return store.runs();
  } finally {
    store.close();
  }
}

/**
 * How a run stands, read from its events.
 *
 * @example
 * const { status, outputs } = readRun(runId);
 */
export function readRun(runId: string, options: Pick<HostOptions, "projectDir" | "stateDir"> = {}): RunResult {
  const store = open(options);
  try {
    known(store, runId);
    return resultOf(fold(store, runId).state);
  } finally {
    store.close();
  }
}

/**
 * Everything that happened in a run, in order; `checkHistory` judges it.
 *
 * @example
 * for (const event of readEvents(runId)) console.log(event.type);
 */
export function readEvents(
  runId: string,
  options: Pick<HostOptions, "projectDir" | "stateDir"> = {},
): readonly RunEvent[] {
  const store = open(options);
  try {
    known(store, runId);
    return [...store.events(runId)];
  } finally {
    store.close();
  }
}

function fold(store: Store, runId: string): { readonly state: RunState; readonly stored: number } {
  const state = createRun(store.bundle(runId));
  let stored = 0;
  for (const event of store.events(runId)) {
    advance(state, event);
    stored++;
  }
  return { state, stored };
}

function known(store: Store, runId: string): RunRow {
  const row = store.run(runId);
  if (row === undefined) throw new StaveError([createDiagnostic("run-unknown", { run: runId, path: store.path })]);
  return row;
}

const open = (options: HostOptions): Store => openStore(join(stateDirOf(options), "state.db"), options.durability);

async function withStore<TResult>(options: HostOptions, action: (store: Store) => Promise<TResult>): Promise<TResult> {
  const store = open(options);
  try {
    return await action(store);
  } finally {
    store.close();
  }
}

/** Sorts by time, is a good file name, and is unique. */
function newRunId(time: number): string {
  const stamp = new Date(time).toISOString().slice(0, 19).replaceAll(/[-:]/g, "");
  return `${stamp}-${randomBytes(4).toString("hex")}`;
}
