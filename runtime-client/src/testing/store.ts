import type { Json } from "../json.js";
import type { ParamDefinitions, Properties, Step, WorkflowSpec } from "../model/definition.js";
import type { InstanceStatus, StepStatus, TimelineEvent } from "../model/run.js";

/** One stored version. */
export interface StoredVersion {
  readonly id: bigint;
  readonly workflow: WorkflowSpec;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly internalId: bigint;
  readonly time: number;
  activeTime?: number;
  activatedBy?: string;
}

/** One workflow with its versions, newest last. */
export interface StoredWorkflow {
  readonly id: string;
  readonly versions: StoredVersion[];
  activeVersion: bigint | undefined;
  properties: Properties & { tags?: Json[] };
  propertiesTime: number;
  author: string;
  readonly log: { author: string; log: string; timestamp: number }[];
  readonly instances: StoredInstance[];
}

/** One attempt of a step in a run. */
export interface StoredStep {
  readonly id: string;
  readonly definition: Step;
  /** The steps it waits for. */
  readonly after: readonly string[];
  readonly number: bigint;
  attempt: bigint;
  status: StepStatus;
  readonly times: Record<string, number>;
  readonly timeline: TimelineEvent[];
}

/** One run. */
export interface StoredRun {
  readonly id: bigint;
  readonly uuid: string;
  readonly version: bigint;
  readonly workflow: WorkflowSpec;
  readonly initiator: Readonly<Record<string, unknown>>;
  readonly params: ParamDefinitions;
  readonly policy: string;
  /** What a restart was asked for. */
  readonly restart?: Readonly<Record<string, unknown>>;
  readonly requestTime: number;
  readonly createTime: number;
  readonly steps: StoredStep[];
  readonly timeline: TimelineEvent[];
  status: InstanceStatus;
  /** How it ends when it is looked at next. */
  ending?: "STOPPED" | "FAILED";
  /** Stopped by the run strategy before it began. */
  refused?: boolean;
  /** A failed run that no longer blocks those after it. */
  unblocked?: boolean;
  startTime?: number;
  endTime?: number;
}

/** One instance with its runs, newest last. */
export interface StoredInstance {
  readonly id: bigint;
  readonly internalId: bigint;
  readonly runs: StoredRun[];
}

/** How the runs of one workflow go; each look at a run moves it one state on. */
export interface RunScript {
  /** Steps that fail. */
  readonly fail?: readonly string[];
  /** Runs stay where they are. */
  readonly hold?: boolean;
}

/** One thing the server did, for comparison with what a client says it did. */
export type LedgerEntry =
  | {
      readonly did: "push";
      readonly workflow: string;
      readonly version: bigint;
      readonly metadata: Readonly<Record<string, unknown>>;
    }
  | { readonly did: "properties" | "activate" | "deactivate" | "delete"; readonly workflow: string }
  | {
      readonly did: "start" | "restart";
      readonly workflow: string;
      readonly instance: bigint;
      readonly run: bigint;
      readonly requestId: string;
    }
  | { readonly did: "signal"; readonly name: string; readonly sequence: bigint; readonly instanceId: string };

/** A signal as the server keeps it. */
export interface StoredSignal {
  readonly seq_id: bigint;
  readonly instance_id: string;
  readonly [key: string]: unknown;
}

/** Everything the test server knows. */
export interface Store {
  readonly workflows: Map<string, StoredWorkflow>;
  readonly deletedMaximum: Map<string, bigint>;
  readonly scripts: Map<string, RunScript>;
  readonly signals: Map<string, StoredSignal[]>;
  readonly breakpoints: Map<string, Readonly<Record<string, unknown>>>;
  readonly resumed: Set<string>;
  readonly tagPermits: Map<string, Readonly<Record<string, unknown>>>;
  readonly jobTemplates: Map<string, Readonly<Record<string, unknown>>>;
  readonly ledger: LedgerEntry[];
  readonly now: () => number;
  readonly firstInstanceId: bigint;
  /** How a definition is kept. */
  readonly keep: (workflow: WorkflowSpec) => WorkflowSpec;
  nextInternalId: bigint;
}

/** An empty store. */
export function createStore(settings: Pick<Store, "now" | "firstInstanceId" | "keep">): Store {
  return {
    workflows: new Map(),
    deletedMaximum: new Map(),
    scripts: new Map(),
    signals: new Map(),
    breakpoints: new Map(),
    resumed: new Set(),
    tagPermits: new Map(),
    jobTemplates: new Map(),
    ledger: [],
    ...settings,
    nextInternalId: 10_000n,
  };
}
