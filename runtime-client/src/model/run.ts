import type { Long } from "../json.js";
import type {
  ParamDefinitions,
  Parameter,
  Step,
  Tag,
  Transition,
  User,
  VersionSelector,
  WorkflowSpec,
} from "./definition.js";

/** Where a run of a workflow stands. */
export type InstanceStatus = "CREATED" | "IN_PROGRESS" | "PAUSED" | "TIMED_OUT" | "STOPPED" | "FAILED" | "SUCCEEDED";

/** Where a step stands. */
export type StepStatus =
  | "NOT_CREATED"
  | "CREATED"
  | "INITIALIZED"
  | "PAUSED"
  | "WAITING_FOR_SIGNALS"
  | "EVALUATING_PARAMS"
  | "WAITING_FOR_PERMITS"
  | "STARTING"
  | "RUNNING"
  | "FINISHING"
  | "DISABLED"
  | "UNSATISFIED"
  | "SKIPPED"
  | "SUCCEEDED"
  | "COMPLETED_WITH_ERROR"
  | "USER_FAILED"
  | "PLATFORM_FAILED"
  | "TIMEOUT_FAILED"
  | "FATALLY_FAILED"
  | "INTERNALLY_FAILED"
  | "STOPPED"
  | "TIMED_OUT";

/**
 * Whether a run has ended.
 *
 * @example
 * isTerminal("SUCCEEDED"); // true
 */
export function isTerminal(status: InstanceStatus): boolean {
  return terminal.has(status);
}

const terminal: ReadonlySet<InstanceStatus> = new Set(["TIMED_OUT", "STOPPED", "FAILED", "SUCCEEDED"]);

/** An entry of an instance's or a step's timeline. */
export interface TimelineEvent {
  readonly timestamp: number;
  readonly type: string;
  readonly status?: string;
  readonly level?: string;
  readonly message?: string;
  readonly action?: string;
  readonly author?: User;
  readonly reason?: string;
  readonly info?: Long;
  readonly errors?: readonly string[];
  readonly retryable?: boolean;
}

/** Who or what starts a run. */
export interface Initiator {
  readonly type: string;
  readonly user?: User;
  readonly [detail: string]: unknown;
}

/** What a start may say. */
export interface StartOptions {
  /** The version to run; `default` (the active one, else the latest) when absent. */
  readonly version?: VersionSelector;
  readonly params?: ParamDefinitions;
  /** The key under which a repeated start is recognised; made by the client when absent. */
  readonly requestId?: string;
  readonly requestTime?: number;
  readonly tags?: readonly Tag[];
  readonly artifacts?: Readonly<Record<string, unknown>>;
  readonly initiator?: Initiator;
  /** Keep an instance that fails on its parameters as FAILED, instead of refusing the start. */
  readonly persistFailedRun?: boolean;
}

/** The answer to a start or restart, as the server gives it. */
export interface RunResponse {
  readonly workflow_id: string;
  readonly workflow_version_id: Long;
  readonly workflow_instance_id: Long;
  readonly workflow_run_id: Long;
  readonly workflow_uuid?: string;
  readonly status: "CREATED" | "DUPLICATED" | "STOPPED" | "INTERNAL_ERROR";
  readonly timeline_event?: TimelineEvent;
}

/**
 * What came of a start or restart.
 * `started`: accepted now. `duplicate`: the request id was known already, its run is the one named, when it was found.
 * `refused`: the run strategy stopped it at once. `failed`: the server kept it as a failed run.
 */
export interface StartResult {
  readonly outcome: "started" | "duplicate" | "refused" | "failed";
  readonly workflowId: string;
  readonly requestId: string;
  /** Absent only for a duplicate whose first run lies further back than was searched. */
  readonly run?: { readonly version: Long; readonly instance: Long; readonly run: Long };
  readonly response: RunResponse;
}

/** What below a restarted run is played again. */
export type RestartFrom = "incomplete" | "beginning";

/** A restart of a whole instance. */
export interface RestartOptions {
  readonly from: RestartFrom;
  readonly params?: ParamDefinitions;
  readonly requestId?: string;
  readonly requestTime?: number;
}

/** A restart of one step. */
export interface StepRestartOptions {
  readonly from: RestartFrom;
  readonly params?: ParamDefinitions;
  /** Where a restart inside a loop begins: at the step, or at the root of the loop. */
  readonly upstream?: "step" | "inline-root";
  readonly requestId?: string;
  readonly requestTime?: number;
  /** Wait up to five seconds for the action to take effect; true when absent. */
  readonly blocking?: boolean;
}

/** The counted states of an instance's steps. */
export interface RuntimeOverview {
  readonly total_step_count?: Long;
  readonly step_overview?: Readonly<Record<string, { readonly cnt: number; readonly steps?: readonly unknown[] }>>;
  readonly rollup_overview?: {
    readonly total_leaf_count?: Long;
    readonly overview?: Readonly<
      Record<string, { readonly cnt: number; readonly ref?: Readonly<Record<string, readonly string[]>> }>
    >;
  };
  readonly run_status?: InstanceStatus;
}

/** The state of one step in the view over all runs of an instance. */
export interface StepView {
  readonly workflow_run_id?: Long;
  readonly status: StepStatus;
  readonly start_time?: number;
  readonly end_time?: number;
}

/** One run of a workflow. */
export interface WorkflowInstance {
  readonly workflow_id: string;
  readonly workflow_instance_id: Long;
  readonly workflow_run_id: Long;
  readonly workflow_uuid?: string;
  readonly correlation_id?: string;
  readonly workflow_version_id: Long;
  readonly group_info?: Long;
  readonly internal_id?: Long;
  /** Absent while the run is queued. */
  readonly execution_id?: string;
  readonly run_config?: Readonly<Record<string, unknown>>;
  readonly run_params?: ParamDefinitions;
  readonly run_properties?: Readonly<Record<string, unknown>>;
  readonly runtime_workflow?: WorkflowSpec;
  readonly runtime_dag?: Readonly<Record<string, unknown>>;
  readonly timeout_in_millis?: number;
  readonly params?: Readonly<Record<string, Parameter>>;
  readonly initiator?: Initiator;
  readonly status: InstanceStatus;
  readonly request_time?: number;
  readonly create_time?: number;
  readonly start_time?: number;
  readonly end_time?: number;
  readonly modify_time?: number;
  readonly runtime_overview?: RuntimeOverview;
  readonly artifacts?: Readonly<Record<string, unknown>>;
  readonly timeline?: readonly TimelineEvent[];
  readonly aggregated_info?: {
    readonly workflow_instance_status: InstanceStatus;
    readonly step_aggregated_views?: Readonly<Record<string, StepView>>;
  };
}

/** One attempt of one step. */
export interface StepInstance {
  readonly workflow_id: string;
  readonly workflow_instance_id: Long;
  readonly workflow_run_id: Long;
  readonly step_id: string;
  readonly step_attempt_id: Long;
  readonly workflow_uuid?: string;
  readonly step_uuid?: string;
  readonly correlation_id?: string;
  readonly step_instance_id?: Long;
  readonly workflow_version_id?: Long;
  readonly group_info?: Long;
  readonly owner?: User;
  readonly definition?: Step;
  readonly tags?: readonly Tag[];
  readonly params?: Readonly<Record<string, Parameter>>;
  readonly transition?: Omit<Transition, "successors"> & { readonly successors?: Readonly<Record<string, Parameter>> };
  readonly step_retry?: Readonly<Record<string, unknown>>;
  readonly timeout_in_millis?: number;
  readonly runtime_state: { readonly status: StepStatus } & Readonly<Record<string, unknown>>;
  readonly signal_dependencies?: Readonly<Record<string, unknown>>;
  readonly signal_outputs?: Readonly<Record<string, unknown>>;
  readonly artifacts?: Readonly<Record<string, unknown>>;
  readonly timeline?: readonly TimelineEvent[];
}

/** The answer to stopping, killing or unblocking one instance; poll the instance while `completed` is false. */
export interface InstanceActionResponse {
  readonly workflow_id: string;
  readonly workflow_instance_id: Long;
  readonly workflow_run_id: Long;
  readonly workflow_instance_status: InstanceStatus;
  readonly info?: string;
  readonly timeline_event?: TimelineEvent;
  readonly completed: boolean;
}

/** The answer to an action on a step. */
export interface StepActionResponse {
  readonly workflow_id: string;
  readonly workflow_instance_id: Long;
  readonly workflow_run_id?: Long;
  readonly step_id?: string;
  readonly step_attempt_id?: Long;
  readonly step_runtime_state?: { readonly status: StepStatus } & Readonly<Record<string, unknown>>;
  readonly timeline_event?: TimelineEvent;
}

/** The answer to a restart of a step. */
export interface StepRestartResponse extends Partial<RunResponse> {
  readonly workflow_id: string;
  readonly step_id?: string;
  readonly step_attempt_id?: Long;
}

/** The answer to activating or deactivating. */
export interface WorkflowActionResponse {
  readonly workflow_id: string;
  readonly workflow_version_id: Long;
  readonly timeline_event?: TimelineEvent;
}

/** One place on the way from an outer instance into a loop body. */
export interface PathEntry {
  readonly workflow_id: string;
  readonly instance_id: Long;
  readonly run_id: Long;
  /** Absent at the end of a way, which is an iteration as a whole. */
  readonly step_id?: string;
  readonly step_attempt_id: Long;
  readonly sync?: boolean;
}
