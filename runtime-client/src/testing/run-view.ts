import type { ParamDefinitions } from "../model/definition.js";
import { freshSteps, hasEnded, isComplete, isQueued } from "./engine.js";
import type { StoredInstance, StoredRun, StoredStep, StoredWorkflow } from "./store.js";
import { runtimeStep } from "./stored-form.js";

/** What of a run is shown. */
interface RunViewOptions {
  /** The view over all runs; in a list of runs, over those before the one shown. */
  readonly aggregated: boolean | "before";
  readonly enriched: boolean;
}

/** A run as the server shows it. */
export function runView(
  workflow: StoredWorkflow,
  instance: StoredInstance,
  run: StoredRun,
  { aggregated, enriched }: RunViewOptions,
): Record<string, unknown> {
  const started = run.startTime !== undefined && run.refused !== true;
  return {
    workflow_id: workflow.id,
    workflow_instance_id: instance.id,
    workflow_run_id: run.id,
    workflow_uuid: run.uuid,
    correlation_id: `${workflow.id}:${instance.id}:1`,
    workflow_version_id: run.version,
    group_info: 1,
    internal_id: instance.internalId,
    ...((started || (run.status === "CREATED" && !isQueued(workflow, instance))) && {
      execution_id: `execution-${run.uuid}`,
    }),
    run_config: { policy: run.policy, ...(run.restart !== undefined && { restart_config: run.restart }) },
    run_params: run.params,
    run_properties: { create_time: workflow.propertiesTime, owner: workflow.properties.owner },
    runtime_workflow: run.workflow,
    runtime_dag: dagOf(run.steps),
    params: evaluatedParams({ ...run.workflow.params, ...run.params }, run.createTime),
    initiator: run.initiator,
    status: run.status,
    request_time: run.requestTime,
    create_time: run.createTime,
    start_time: run.startTime,
    end_time: run.endTime,
    modify_time: run.endTime ?? run.startTime ?? run.createTime,
    ...(started && { runtime_overview: overviewOf(instance, run, `${workflow.id}:${run.id}`) }),
    ...((started || hasEnded(run)) && { timeline: enriched ? run.timeline : [] }),
    ...aggregatedInfo(instance, run, aggregated),
  };
}

/** Statuses whose leaves a rollup only counts. */
const unreferenced: ReadonlySet<string> = new Set([
  "SUCCEEDED",
  "SKIPPED",
  "COMPLETED_WITH_ERROR",
  "UNSATISFIED",
  "STOPPED",
]);

function overviewOf(instance: StoredInstance, run: StoredRun, place: string): Record<string, unknown> {
  const created = run.steps.filter((step) => step.status !== "NOT_CREATED");
  const counted: Record<string, { cnt: number; steps: unknown[] }> = {};
  for (const step of created) {
    const entry = counted[step.status] ?? { cnt: 0, steps: [] };
    counted[step.status] = entry;
    entry.cnt++;
    entry.steps.push([step.number, step.times["start_time"] ?? null, step.times["end_time"] ?? null]);
  }
  const leaves = [...created, ...carriedOver(instance, run)];
  return {
    total_step_count: run.steps.length,
    step_overview: counted,
    rollup_overview: {
      total_leaf_count: leaves.length,
      ...(leaves.length > 0 && { overview: rollupOf(leaves, instance.id, place) }),
    },
  };
}

/** The steps of earlier runs that a restart of one step leaves as they are. */
function carriedOver(instance: StoredInstance, run: StoredRun): readonly StoredStep[] {
  if (run.policy !== "RESTART_FROM_SPECIFIC") return [];
  const again = new Set(run.steps.map(({ id }) => id));
  const earlier = instance.runs.filter(({ id }) => id < run.id).flatMap(({ steps }) => steps);
  return earlier.filter((step) => isComplete(step.status) && !again.has(step.id));
}

function rollupOf(leaves: readonly StoredStep[], instance: bigint, place: string): Record<string, unknown> {
  const statuses = [...new Set(leaves.map(({ status }) => status))];
  const rollup = statuses.map((status) => {
    const those = leaves.filter((step) => step.status === status);
    const refs = those.map((step) => `${instance}:${step.id}:${step.attempt}`);
    return [status, { cnt: those.length, ...(unreferenced.has(status) ? {} : { ref: { [place]: refs } }) }];
  });
  return Object.fromEntries(rollup);
}

function aggregatedInfo(
  instance: StoredInstance,
  run: StoredRun,
  wanted: RunViewOptions["aggregated"],
): Record<string, unknown> {
  const last = wanted === "before" ? instance.runs[Number(run.id) - 2] : run;
  return wanted === false || last === undefined ? {} : { aggregated_info: aggregatedOf(instance, last) };
}

/** What a run and those before it came to; each step shows the newest run that began it. */
function aggregatedOf(instance: StoredInstance, run: StoredRun): Record<string, unknown> {
  const runs = instance.runs.filter((other) => other.id <= run.id).reverse();
  const views = freshSteps(run.workflow.steps).map(({ id }) => [id, aggregatedStep(id, runs)]);
  return { workflow_instance_status: run.status, step_aggregated_views: Object.fromEntries(views) };
}

function aggregatedStep(id: string, newestFirst: readonly StoredRun[]): Record<string, unknown> {
  for (const run of newestFirst) {
    const step = run.steps.find((candidate) => candidate.id === id);
    if (step === undefined || step.status === "NOT_CREATED") continue;
    const { start_time, end_time } = step.times;
    return { workflow_run_id: run.id, status: step.status, start_time, end_time };
  }
  return { status: "NOT_CREATED" };
}

function dagOf(steps: readonly StoredStep[]): Record<string, unknown> {
  return Object.fromEntries(steps.map((step) => [step.id, transitionOf(step, new Set(steps.map(({ id }) => id)))]));
}

/** The edges of a step among the steps of its run. */
function transitionOf({ definition, after }: StoredStep, known: ReadonlySet<string>): Record<string, unknown> {
  const { transition } = Object.values(definition)[0] as { transition?: { successors?: Record<string, string> } };
  const predecessors = after.filter((id) => known.has(id));
  return {
    ...(predecessors.length > 0 && { predecessors }),
    ...(transition?.successors !== undefined && { successors: transition.successors }),
  };
}

/** Params with their literals as results; a test server evaluates nothing else. */
function evaluatedParams(params: ParamDefinitions, time: number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(params).map(([name, param]) => {
      const { value } = param;
      const done = value === undefined ? {} : { evaluated_result: value, evaluated_time: time };
      return [name, { mode: "MUTABLE", tags: [], source: "DEFINITION", ...param, ...done }];
    }),
  );
}

/** A step attempt as the server shows it. */
export function stepView(
  workflow: StoredWorkflow,
  instance: StoredInstance,
  run: StoredRun,
  step: StoredStep,
  enriched = true,
): Record<string, unknown> {
  const transition = transitionOf(step, new Set(run.steps.map(({ id }) => id)));
  return {
    workflow_id: workflow.id,
    workflow_instance_id: instance.id,
    workflow_run_id: run.id,
    step_id: step.id,
    step_attempt_id: step.attempt,
    workflow_uuid: run.uuid,
    step_uuid: `${run.uuid}-${step.id}-${step.attempt}`,
    correlation_id: `${workflow.id}:${instance.id}:1`,
    step_instance_id: step.number,
    workflow_version_id: run.version,
    group_info: 1,
    owner: workflow.properties.owner,
    definition: runtimeStep(step.definition, transition),
    tags: [],
    params: step.times["evaluate_param_time"] === undefined ? {} : stepParams(step),
    transition: evaluatedTransition(transition, step),
    step_retry: { ...stepRetry, retryable: !unretried.has(step.status) },
    runtime_state: { status: step.status, ...step.times },
    ...(step.status === "SUCCEEDED" && { signal_outputs: {} }),
    artifacts: {},
    timeline: enriched ? step.timeline : step.timeline.filter(({ type }) => type !== "STATUS"),
  };
}

function stepParams({ definition, times }: StoredStep): Record<string, unknown> {
  const { params = {} } = Object.values(definition)[0] as { params?: ParamDefinitions };
  return evaluatedParams(params, times["evaluate_param_time"] as number);
}

/** The ways a step ends that no retry follows. */
const unretried: ReadonlySet<string> = new Set(["STOPPED", "FATALLY_FAILED"]);

/** Conditions as params of a step; those of a step that is done have results. */
function evaluatedTransition(
  transition: Record<string, unknown>,
  { status, times }: StoredStep,
): Record<string, unknown> {
  const { successors, ...rest } = transition as { successors?: Record<string, string> };
  if (successors === undefined) return rest;
  const done = isComplete(status) ? { evaluated_result: true, evaluated_time: times["end_time"] } : {};
  const conditions = Object.entries(successors).map(([id, expression]) => [
    id,
    { type: "BOOLEAN", expression, ...done },
  ]);
  return { ...rest, successors: Object.fromEntries(conditions) };
}

const stepRetry = {
  error_retries: 0,
  error_retry_limit: 2,
  platform_retries: 0,
  platform_retry_limit: 10,
  timeout_retries: 0,
  timeout_retry_limit: 0,
  manual_retries: 0,
  backoff: {
    type: "EXPONENTIAL_BACKOFF",
    error_retry_backoff_in_secs: 60,
    error_retry_exponent: 2,
    error_retry_limit_in_secs: 600,
    platform_retry_backoff_in_secs: 60,
    platform_retry_exponent: 2,
    platform_retry_limit_in_secs: 3600,
    timeout_retry_backoff_in_secs: 60,
    timeout_retry_exponent: 2,
    timeout_retry_limit_in_secs: 3600,
  },
};
