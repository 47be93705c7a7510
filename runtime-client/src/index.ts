export type { Breakpoint, BreakpointAction, BreakpointsApi, HeldAttempt, PausedAttempt } from "./api/breakpoints.js";
export type {
  FlatFilter,
  FlatIteration,
  FlatStep,
  FlatSummary,
  FlatSummaryOptions,
  FlattenApi,
} from "./api/flatten.js";
export type { InstanceActionOptions, InstanceReadOptions, InstancesApi } from "./api/instances.js";
export type { JobTemplate, JobTemplateDefinition, JobTemplateRequest, JobTemplatesApi } from "./api/job-templates.js";
export type { OutputData, OutputDataApi } from "./api/output-data.js";
export type { PropertiesApi } from "./api/properties.js";
export type { AnnounceResult, Signal, SignalInstance, SignalsApi } from "./api/signals.js";
export type { StartsApi } from "./api/starts.js";
export type { StepActionOptions, StepAttempt, StepReadOptions, StepsApi } from "./api/steps.js";
export type { TagPermit, TagPermitsApi } from "./api/tag-permits.js";
export type { VersionsApi } from "./api/versions.js";
export type { WorkflowsApi } from "./api/workflows.js";
export { type BulkPushOptions, type BulkPushResult, bulkPush } from "./bulk/bulk-push.js";
export { type BulkStartResult, bulkStart, requestIdFrom, type StartItem } from "./bulk/bulk-start.js";
export type { ConcurrencyOptions } from "./bulk/bulk-work.js";
export { type FileJournal, type Journal, openFileJournal } from "./bulk/journal.js";
export { type PushOptions, type PushResult, push } from "./bulk/push.js";
export { type Client, type ClientOptions, createClient } from "./client.js";
export type { Clock } from "./clock.js";
export type { Duration } from "./duration.js";
export type { CallOptions } from "./endpoint.js";
export {
  type Effect,
  isRuntimeClientError,
  RuntimeClientError,
  type RuntimeClientErrorCode,
} from "./errors.js";
export type { FailuresApi, StepFailure } from "./failures.js";
export { type Json, type Long, parseJson, stringifyJson } from "./json.js";
export type {
  ForeachStep,
  GitInfo,
  ParamDefinition,
  ParamDefinitions,
  Parameter,
  ParamMode,
  ParamType,
  Properties,
  PropertiesSnapshot,
  PropertiesUpdate,
  RunStrategy,
  RunStrategyRule,
  ServerDuration,
  Step,
  StepCommon,
  SubworkflowStep,
  Tag,
  TimeTrigger,
  Transition,
  TypedStep,
  User,
  VersionMetadata,
  VersionSelector,
  WhileStep,
  WorkflowCreateRequest,
  WorkflowCreateResponse,
  WorkflowDefinition,
  WorkflowOverview,
  WorkflowSpec,
  WorkflowTimeline,
} from "./model/definition.js";
export {
  type Initiator,
  type InstanceActionResponse,
  type InstanceStatus,
  isTerminal,
  type PathEntry,
  type RestartFrom,
  type RestartOptions,
  type RunResponse,
  type RuntimeOverview,
  type StartOptions,
  type StartResult,
  type StepActionResponse,
  type StepInstance,
  type StepRestartOptions,
  type StepRestartResponse,
  type StepStatus,
  type StepView,
  type TimelineEvent,
  type WorkflowActionResponse,
  type WorkflowInstance,
} from "./model/run.js";
export type { Page, PageQuery, WalkOptions } from "./pagination.js";
export { type ApplyOptions, type ApplyResult, apply } from "./plan/apply.js";
export type { Change, ChangeClass, ChangeKind } from "./plan/change.js";
export type { CompareOptions } from "./plan/compare.js";
export { describeChange, describePlan } from "./plan/describe.js";
export { diffStates, type Side } from "./plan/diff.js";
export { definitionDigest } from "./plan/digest.js";
export {
  type Plan,
  type PlanBase,
  type PlanEntry,
  type PlanFailure,
  type PlanItem,
  type PlannedDelete,
  type PlannedPush,
  type PlanOptions,
  plan,
  planEach,
  readPlan,
  writePlan,
} from "./plan/plan.js";
export type { Auth, HeaderSource } from "./transport/header-link.js";
export type { RetryNotice } from "./transport/link.js";
export type { RetryPolicy } from "./transport/retry-link.js";
export type { TlsOptions } from "./transport/undici-transport.js";
export type { RunAndWaitOptions, RunEvent, WatchApi, WatchOptions } from "./watch.js";
