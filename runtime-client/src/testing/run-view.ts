import { isQueued, latestRun } from "./engine.js";
import type { Store, StoredInstance, StoredRun, StoredStep, StoredWorkflow } from "./store.js";

/** A run as the server shows it. */
export function runView(
  workflow: StoredWorkflow,
  instance: StoredInstance,
  run: StoredRun,
  aggregated: boolean,
): Record<string, unknown> {
  const started = run.status !== "CREATED";
  return {
    workflow_id: workflow.id,
    workflow_instance_id: instance.id,
    workflow_run_id: run.id,
    workflow_uuid: run.uuid,
    correlation_id: `${workflow.id}:${instance.id}:1`,
    workflow_version_id: run.version,
    group_info: 1,
    internal_id: instance.internalId,
    ...(!isQueued(workflow, instance) && { execution_id: `execution-${run.uuid}` }),
    run_config: { policy: run.policy },
    run_params: run.params,
    run_properties: { create_time: workflow.propertiesTime, owner: workflow.properties.owner },
    runtime_workflow: run.workflow,
    runtime_dag: Object.fromEntries(run.steps.map((step) => [step.id, {}])),
    params: {},
    initiator: run.initiator,
    status: run.status,
    request_time: run.requestTime,
    create_time: run.createTime,
    start_time: run.startTime,
    end_time: run.endTime,
    modify_time: run.endTime ?? run.startTime ?? run.createTime,
    ...(started && { runtime_overview: overviewOf(run, `${workflow.id}:${run.id}`, instance.id) }),
    timeline: run.timeline,
    ...(aggregated && { aggregated_info: aggregatedOf(instance) }),
  };
}

/** Statuses whose leaves a rollup only counts. */
const unreferenced: ReadonlySet<string> = new Set(["SUCCEEDED", "SKIPPED", "COMPLETED_WITH_ERROR", "UNSATISFIED"]);

function overviewOf(run: StoredRun, place: string, instance: bigint): Record<string, unknown> {
  const created = run.steps.filter((step) => step.status !== "NOT_CREATED");
  const counted: Record<string, { cnt: number; steps: unknown[] }> = {};
  for (const step of created) {
    const entry = counted[step.status] ?? { cnt: 0, steps: [] };
    counted[step.status] = entry;
    entry.cnt++;
    entry.steps.push([step.number, step.times["start_time"] ?? null, step.times["end_time"] ?? null]);
  }
  const rollup = Object.entries(counted).map(([status, { cnt }]) => {
    const refs = created
      .filter((step) => step.status === status)
      .map((step) => `${instance}:${step.id}:${step.attempt}`);
    return [status, { cnt, ...(unreferenced.has(status) ? {} : { ref: { [place]: refs } }) }];
  });
  return {
    total_step_count: run.steps.length,
    step_overview: counted,
    rollup_overview: { total_leaf_count: created.length, overview: Object.fromEntries(rollup) },
  };
}

function aggregatedOf(instance: StoredInstance): Record<string, unknown> {
  const run = latestRun(instance);
  const views = run.steps.map((step) => [
    step.id,
    {
      ...(step.status !== "NOT_CREATED" && { workflow_run_id: run.id }),
      status: step.status,
      start_time: step.times["start_time"],
      end_time: step.times["end_time"],
    },
  ]);
  return { workflow_instance_status: run.status, step_aggregated_views: Object.fromEntries(views) };
}

/** A step attempt as the server shows it. */
export function stepView(
  store: Store,
  workflow: StoredWorkflow,
  instance: StoredInstance,
  run: StoredRun,
  step: StoredStep,
): Record<string, unknown> {
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
    definition: step.definition,
    tags: [],
    params: { step_id: { type: "STRING", mode: "CONSTANT", evaluated_result: step.id, evaluated_time: store.now() } },
    transition: {},
    step_retry: { error_retries: 0, error_retry_limit: 2, retryable: true },
    runtime_state: { status: step.status, ...step.times },
    timeline: step.status.endsWith("FAILED") ? [failureEvent(store.now(), step.id)] : [],
  };
}

function failureEvent(timestamp: number, step: string): Record<string, unknown> {
  return { timestamp, type: "DETAILS", status: "INTERNAL_ERROR", message: `step [${step}] failed`, errors: ["exit 1"] };
}
