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
export { type Client, type ClientOptions, createClient } from "./client.js";
export type { Duration } from "./duration.js";
export type { CallOptions } from "./endpoint.js";
export {
  type Effect,
  isRuntimeClientError,
  RuntimeClientError,
  type RuntimeClientErrorCode,
} from "./errors.js";
export type { Json, Long } from "./json.js";
export type * from "./model/definition.js";
export type * from "./model/run.js";
export { isTerminal } from "./model/run.js";
export type { Page, PageQuery, WalkOptions } from "./pagination.js";
export type { Auth, HeaderSource } from "./transport/header-link.js";
export type { RetryNotice } from "./transport/link.js";
export type { Clock, RetryPolicy } from "./transport/retry-link.js";
export type { TlsOptions } from "./transport/undici-transport.js";
