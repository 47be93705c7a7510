import type { InstancesApi } from "./api/instances.js";
import type { StepsApi } from "./api/steps.js";
import type { CallOptions } from "./endpoint.js";
import { type Long, parseJson } from "./json.js";
import type { StepInstance, StepStatus, TimelineEvent, WorkflowInstance } from "./model/run.js";

/** A leaf step that did not succeed, in a loop or subworkflow as well. */
export interface StepFailure {
  /** The workflow the step ran in; a loop's body runs in a workflow of its own. */
  readonly workflow: string;
  readonly instance: Long;
  readonly run: Long;
  readonly step: string;
  readonly attempt: Long;
  readonly status: StepStatus;
  /** What the server says about it, newest first. */
  readonly messages: readonly string[];
}

/** Finding out what went wrong. */
export interface FailuresApi {
  /** The leaf steps of an instance that failed, timed out or were stopped. */
  failures(
    workflow: string,
    instance: Long,
    options?: CallOptions & { readonly limit?: number },
  ): AsyncGenerator<StepFailure, void, undefined>;
}

/** What finding failures needs. */
export interface FailuresContext {
  readonly instances: InstancesApi;
  readonly steps: StepsApi;
}

/** The calls of {@link FailuresApi}. */
export function createFailuresApi(context: FailuresContext): FailuresApi {
  return {
    failures: (workflow, instance, options = {}) => failures(context, workflow, instance, options),
  };
}

const failed: readonly StepStatus[] = [
  "FATALLY_FAILED",
  "INTERNALLY_FAILED",
  "USER_FAILED",
  "PLATFORM_FAILED",
  "TIMEOUT_FAILED",
  "TIMED_OUT",
  "STOPPED",
];

type Leaf = Omit<StepFailure, "status" | "messages">;

async function* failures(
  { instances, steps }: FailuresContext,
  workflow: string,
  instance: Long,
  { limit = 20, ...options }: CallOptions & { readonly limit?: number },
): AsyncGenerator<StepFailure, void, undefined> {
  const ended = await instances.get(workflow, instance, options);
  for (const leaf of failedLeaves(ended).slice(0, limit)) {
    const found = await steps.attempt(leaf, options);
    yield { ...leaf, status: found.runtime_state.status, messages: messagesOf(found) };
  }
}

function failedLeaves(instance: WorkflowInstance): Leaf[] {
  const overview = instance.runtime_overview?.rollup_overview?.overview ?? {};
  return failed.flatMap((status) => Object.entries(overview[status]?.ref ?? {}).flatMap(leavesOf));
}

/** The leaves behind `"<workflow>:<run>": ["<instance>:<step>:<attempt>"]`. */
function leavesOf([place, refs]: [string, readonly string[]]): Leaf[] {
  const [workflow = "", run = ""] = place.split(":");
  return refs.map((ref) => {
    const [instance = "", step = "", attempt = ""] = ref.split(":");
    return { workflow, run: longOf(run), instance: longOf(instance), step, attempt: longOf(attempt) };
  });
}

function longOf(digits: string): Long {
  return parseJson(digits) as Long;
}

function messagesOf(step: StepInstance): string[] {
  return [...(step.timeline ?? [])].reverse().flatMap((event) => messageOf(event) ?? []);
}

function messageOf({ message, errors = [] }: TimelineEvent): string | undefined {
  // The server puts some lines of its stack among the reasons.
  const parts = [message, ...errors].filter((part) => part !== undefined && part !== "" && !/^\s*at /.test(part));
  return parts.length === 0 ? undefined : parts.join("; ");
}
