import { buildWorkflow } from "./build.js";
import { type ExternalFunction, externalFunction } from "./external.js";
import { type WorkflowFunction, workflowFunction } from "./workflow.js";

export type { Arg, Given, GivenParts, Inline, ListArg, Written } from "./args.js";
export type {
  BodyResult,
  Builder,
  Collected,
  LoopVars,
  NextValues,
  ParamRefs,
  Refs,
  ResultValues,
  SubworkflowArgs,
  WhenArm,
} from "./builder.js";
export { expr, firstOf, type RunContext, run, sel, text, type ValuesOf } from "./expr.js";
export type { ExternalFunction, ExternalShape } from "./external.js";
export { fn } from "./functions.js";
export type { Functions } from "./generated/functions.js";
export type {
  Edge,
  ForeachOptions,
  ParamSpecs,
  RetryOptions,
  StepOptions,
  SubworkflowOptions,
  WhenOptions,
  WhileOptions,
  WorkflowOptions,
} from "./options.js";
export {
  type OptionalParam,
  type ParamFactory,
  type ParamKinds,
  type ParamMode,
  type ParamOptions,
  type ParamSpec,
  type ParamType,
  type ParamValue,
  type ParamValues,
  p,
  type RangeOptions,
  type RequiredParam,
  type SizeOptions,
  type TextOptions,
} from "./params.js";
export type { Operand, Ordered, Ref, RefValue } from "./ref.js";
export type { Outputs, Placed, PlacedStep, StepCall } from "./step-call.js";
export {
  type ArgValues,
  type ContainerOptions,
  type CustomStepOptions,
  container,
  custom,
  type Env,
  type HttpOutputs,
  type HttpRequest,
  http,
  type NotebookOptions,
  noop,
  notebook,
  type ShellOptions,
  type ShellOutputs,
  type SpecArgs,
  type Specs,
  shell,
  sleep,
  type Text,
} from "./step-kinds.js";
export type {
  DateLike,
  DateUnits,
  Duration,
  DurationLike,
  Instant,
  PlainDate,
  TimestampLike,
  TimeUnits,
  ZonedDateTime,
} from "./temporal.js";
export { Temporal, type TemporalNamespace } from "./temporal-namespace.js";
export {
  type CronOptions,
  type CronSpec,
  cron,
  type EmitSpec,
  emit,
  fromTrigger,
  fromWait,
  type Match,
  type SignalOptions,
  type SignalSpec,
  signal,
  type TriggerSpec,
} from "./triggers.js";
export type { WorkflowDefinition, WorkflowFunction } from "./workflow.js";

export const workflow: WorkflowFunction = /* @__PURE__ */ workflowFunction(buildWorkflow);

export const external: ExternalFunction = /* @__PURE__ */ externalFunction(buildWorkflow);
