import type { Client } from "../client.js";
import type { CallOptions } from "../endpoint.js";
import { isAbsent } from "../errors.js";
import type { Long } from "../json.js";
import type { WorkflowCreateRequest, WorkflowDefinition } from "../model/definition.js";
import { type CompareOptions, type Comparison, compareWithServer } from "../plan/compare.js";
import { pushOnce } from "./push-once.js";

/** How a workflow is pushed. */
export interface PushOptions extends CallOptions, CompareOptions {
  /**
   * Push even what the server has already; every such push makes a version. Taken up from a journal, the few items that
   * were in flight when it broke off may be pushed once more.
   */
  readonly always?: boolean;
}

/** What came of a push. */
export interface PushResult {
  readonly id: string;
  /** `properties` and `activated`: done without a new version. */
  readonly outcome: "created" | "updated" | "properties" | "activated" | "unchanged";
  /** The version the workflow has now. */
  readonly version: Long;
  /** The answer was lost and the result found by looking for it. */
  readonly recovered: boolean;
  /** Set when versions came in between that this push did not make. */
  readonly foreignVersions?: number;
  /** Set when the network delivered the push again, so that as many more versions hold the same. */
  readonly doubledVersions?: number;
}

/**
 * Brings one workflow to the server: reads what is there, does nothing when it means the same, and makes one version at
 * most, whatever happens to the connection.
 *
 * @example
 * const { outcome, version } = await push(client, { workflow, properties: { owner: "ada" } });
 */
export async function push(
  client: Client,
  request: WorkflowCreateRequest,
  options: PushOptions = {},
): Promise<PushResult> {
  if (options.always === true) return pushAlways(client, request, options);
  const server = await latestOf(client, request.workflow.id, options);
  return carryOut(client, compareWithServer(request, server, { owner: client.user, ...options }), server, options);
}

/** The latest version on the server, or nothing. */
export async function latestOf(
  client: Client,
  workflow: string,
  options: CallOptions = {},
): Promise<WorkflowDefinition | undefined> {
  try {
    return await client.versions.get(workflow, "latest", options);
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

async function pushAlways(client: Client, request: WorkflowCreateRequest, options: PushOptions): Promise<PushResult> {
  const { doubled: _doubled, ...pushed } = await pushOnce(
    client,
    { body: request, base: undefined, target: "" },
    options,
  );
  return { id: request.workflow.id, outcome: BigInt(pushed.version) === 1n ? "created" : "updated", ...pushed };
}

/** What a comparison found to be needed. */
export type Work = Pick<Comparison, "action" | "body" | "digest" | "target" | "changedProperties">;

/** Does what a comparison found to be needed. */
export async function carryOut(
  client: Client,
  comparison: Work,
  server: WorkflowDefinition | undefined,
  options: CallOptions,
): Promise<PushResult> {
  const { action, body, digest, target } = comparison;
  const id = body.workflow.id;
  const base = server?.metadata.workflow_version_id ?? 0;
  const still = { id, version: base, recovered: false };
  if (action === "none") return { ...still, outcome: "unchanged" };
  if (action === "activate") {
    await client.workflows.activate(id, base, options);
    return { ...still, outcome: "activated" };
  }
  if (action === "properties") {
    await client.properties.update(id, comparison.changedProperties, options);
    return { ...still, outcome: "properties" };
  }
  const { doubled, ...pushed } = await pushOnce(client, { body, base, digest, target }, options);
  const foreign = Number(BigInt(pushed.version) - BigInt(base) - 1n) - doubled;
  const outcome = action === "create" ? "created" : "updated";
  return {
    id,
    outcome,
    ...pushed,
    ...(foreign > 0 && { foreignVersions: foreign }),
    ...(doubled > 0 && { doubledVersions: doubled }),
  };
}
