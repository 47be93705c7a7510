import type { Json, Long } from "../json.js";

/** A step, workflow or time limit: seconds, or the server's own duration text. */
export type ServerDuration = number | string;

/** The types a parameter of the server can have. */
export type ParamType =
  | "STRING"
  | "LONG"
  | "DOUBLE"
  | "BOOLEAN"
  | "STRING_MAP"
  | "STRING_ARRAY"
  | "LONG_ARRAY"
  | "DOUBLE_ARRAY"
  | "BOOLEAN_ARRAY"
  | "MAP";

/** Who may change a parameter, and when. */
export type ParamMode = "CONSTANT" | "IMMUTABLE" | "MUTABLE" | "MUTABLE_ON_START" | "MUTABLE_ON_START_RESTART";

/** The server reads names of types and modes in any case. */
type AnyCase<TName extends string> = TName | Lowercase<TName> | (string & Record<never, never>);

/** A parameter as written: a literal value or an expression, never both. */
export interface ParamDefinition {
  readonly type: AnyCase<ParamType>;
  readonly value?: Json | { readonly [name: string]: ParamDefinition };
  readonly expression?: string;
  readonly mode?: AnyCase<ParamMode>;
  readonly validator?: string;
  readonly tags?: readonly Tag[];
  readonly [meta: string]: unknown;
}

/** Parameters by name; their order is the order of evaluation. */
export type ParamDefinitions = Readonly<Record<string, ParamDefinition>>;

/** A parameter as evaluated by the server. */
export interface Parameter extends ParamDefinition {
  readonly evaluated_result?: unknown;
  readonly evaluated_time?: number;
  readonly source?: string;
}

/** A tag: its name, or its name with attributes. */
export type Tag =
  | string
  | { readonly name: string; readonly namespace?: string; readonly [attribute: string]: unknown };

/** A user: the name, or the name with extra information. */
export type User = string | { readonly name: string; readonly [extra: string]: unknown };

/** The edges of a step. */
export interface Transition {
  readonly predecessors?: readonly string[];
  /** The condition on the way to each next step, `"true"` when there is none. */
  readonly successors?: Readonly<Record<string, string>>;
}

/** What every kind of step has. */
export interface StepCommon {
  readonly id: string;
  readonly name?: string;
  readonly description?: string;
  readonly transition?: Transition;
  readonly failure_mode?: AnyCase<"FAIL_AFTER_RUNNING" | "FAIL_IMMEDIATELY" | "IGNORE_FAILURE">;
  readonly tags?: readonly Tag[];
  readonly timeout?: ServerDuration;
  readonly signal_dependencies?: readonly Json[];
  readonly signal_outputs?: readonly Json[];
  readonly params?: ParamDefinitions;
}

/** A step that does work. */
export interface TypedStep extends StepCommon {
  readonly type: AnyCase<"NoOp" | "Sleep" | "Kubernetes" | "Notebook" | "Http">;
  readonly sub_type?: string;
  readonly sub_type_version?: string;
  readonly retry_policy?: Readonly<Record<string, Json>>;
}

/** A step that plays its body once for each combination of its loop parameters. */
export interface ForeachStep extends StepCommon {
  readonly concurrency?: number;
  readonly strict_ordering?: boolean;
  readonly steps: readonly Step[];
}

/** A step that plays its body while a condition holds. */
export interface WhileStep extends StepCommon {
  readonly condition: string;
  readonly steps: readonly Step[];
}

/** A step that plays another workflow. */
export interface SubworkflowStep extends StepCommon {
  readonly sync?: boolean;
  readonly explicit_params?: boolean;
}

/** A step in its one-key wrapper. */
export type Step =
  | { readonly step: TypedStep }
  | { readonly foreach: ForeachStep }
  | { readonly while: WhileStep }
  | { readonly subworkflow: SubworkflowStep }
  | { readonly template: StepCommon & { readonly sub_type?: string } };

/** When a workflow starts by itself. */
export type TimeTrigger =
  | {
      readonly type: AnyCase<"CRON">;
      readonly cron: string;
      readonly timezone?: string;
      readonly fuzzy_max_delay?: ServerDuration;
    }
  | {
      readonly type: AnyCase<"PREDEFINED">;
      readonly expression: string;
      readonly timezone?: string;
      readonly fuzzy_max_delay?: ServerDuration;
    };

/** A workflow as the server takes and stores it. */
export interface WorkflowSpec {
  readonly id: string;
  readonly name?: string;
  readonly description?: string;
  readonly tags?: readonly Tag[];
  readonly timeout?: ServerDuration;
  readonly time_triggers?: readonly TimeTrigger[];
  readonly signal_triggers?: readonly Json[];
  readonly criticality?: AnyCase<"CRITICAL" | "HIGH" | "MEDIUM" | "LOW">;
  readonly instance_step_concurrency?: number;
  readonly params?: ParamDefinitions;
  readonly steps: readonly Step[];
}

/** The rules by which runs of one workflow follow each other. */
export type RunStrategyRule =
  | "SEQUENTIAL"
  | "STRICT_SEQUENTIAL"
  | "FIRST_ONLY"
  | "LAST_ONLY"
  | "PARALLEL"
  | "SERIAL_LATEST_ONLY";

/** A run strategy: a rule, a number of parallel runs, or both. */
export type RunStrategy =
  | AnyCase<RunStrategyRule>
  | number
  | { readonly rule: AnyCase<RunStrategyRule>; readonly workflow_concurrency?: number };

/** Settings of a workflow that all its versions share. */
export interface Properties {
  readonly owner?: User;
  readonly run_strategy?: RunStrategy;
  readonly step_concurrency?: number;
  readonly alerting?: Readonly<Record<string, Json>>;
  readonly alerting_disabled?: boolean;
  readonly signal_trigger_disabled?: boolean;
  readonly time_trigger_disabled?: boolean;
  readonly description?: string;
}

/** What a properties update may say besides the properties. */
export interface PropertiesUpdate extends Properties {
  readonly reset_run_strategy_rule?: boolean;
  readonly reset_workflow_concurrency?: boolean;
  readonly reset_step_concurrency?: boolean;
}

/** The properties as they are now. */
export interface PropertiesSnapshot extends Properties {
  readonly workflow_id: string;
  readonly create_time: number;
  readonly author?: User;
  readonly tags?: readonly Tag[];
}

/** Where a definition comes from. */
export interface GitInfo {
  readonly origin?: string;
  readonly branch?: string;
  readonly sha?: string;
  readonly path?: string;
  readonly author?: string;
  readonly timestamp?: number;
  readonly uncommitted_changes?: boolean;
}

/** The body of a push; keys not listed are kept by the server as metadata. */
export interface WorkflowCreateRequest {
  readonly workflow: WorkflowSpec;
  /** Needed, with an owner, on a workflow's first version. */
  readonly properties?: Properties;
  readonly is_active?: boolean;
  readonly git_info?: GitInfo;
  readonly [metadata: string]: unknown;
}

/** What the server notes of a version. */
export interface VersionMetadata {
  readonly workflow_id: string;
  readonly workflow_version_id: Long;
  readonly create_time: number;
  readonly version_author?: User;
  readonly git_info?: GitInfo;
  readonly [key: string]: unknown;
}

/** One version of a workflow with the workflow's properties of today. */
export interface WorkflowDefinition {
  readonly properties_snapshot?: PropertiesSnapshot;
  readonly metadata: VersionMetadata;
  readonly workflow: WorkflowSpec;
  readonly is_active: boolean;
  readonly activate_time?: number;
  readonly activated_by?: User;
  readonly is_latest?: boolean;
  readonly is_default?: boolean;
  readonly internal_id?: Long;
  readonly modify_time?: number;
  readonly enriched_extras?: {
    readonly workflow_params?: ParamDefinitions;
    readonly step_params?: Readonly<Record<string, ParamDefinitions>>;
    readonly next_execution_time?: number;
    readonly next_execution_times?: readonly number[];
  };
}

/** The answer to a push. */
export interface WorkflowCreateResponse {
  readonly workflow_definition: WorkflowDefinition;
}

/** `active`, `latest`, `default` (active, else latest), or a number. */
export type VersionSelector = "active" | "latest" | "default" | Long;

/** A workflow at a glance. */
export interface WorkflowOverview {
  readonly workflow_id: string;
  readonly active_version_id?: Long;
  readonly latest_version_id: Long;
  readonly default_version_id?: Long;
  readonly properties_snapshot?: PropertiesSnapshot;
  readonly step_concurrency?: number;
  readonly nonterminal_instances: Readonly<Record<string, number>>;
  readonly failed_instances: number;
  readonly latest_instance_id?: Long;
}

/** What changed in a workflow, newest first. */
export interface WorkflowTimeline {
  readonly workflow_id: string;
  readonly timeline_events: readonly { readonly author?: User; readonly log: string; readonly timestamp: number }[];
}
