import { bulkLimit, type ConcurrencyOptions, idText, requestId, underLimit } from "../bulk/bulk-work.js";
import { mapOrdered } from "../bulk/map-ordered.js";
import { latestOf } from "../bulk/push.js";
import type { Client } from "../client.js";
import type { CallOptions } from "../endpoint.js";
import { RuntimeClientError } from "../errors.js";
import { type Long, parseJson, stringifyJson } from "../json.js";
import type { Properties, WorkflowCreateRequest, WorkflowDefinition } from "../model/definition.js";
import { type Change, type ChangeClass, change, highestClass } from "./change.js";
import { type CompareOptions, type Comparison, compareWithServer } from "./compare.js";
import { diffStates } from "./diff.js";
import { digestOf, serverDigest } from "./digest.js";
import { normalProperties } from "./normal-properties.js";
import { withServerNotes } from "./server-notes.js";

/** What the server had of a workflow when it was planned. */
export interface PlanBase {
  readonly version: Long;
  readonly digest: string;
}

/** What is to be done for one workflow, and why. */
export interface PlannedPush {
  readonly id: string;
  readonly action: "create" | "update" | "properties" | "activate";
  readonly class: ChangeClass;
  readonly changes: readonly Change[];
  /** Absent when the workflow is new. */
  readonly base?: PlanBase;
  /** The digest of the definition. */
  readonly digest: string;
  /** The digest of the state this leads to. */
  readonly target: string;
  readonly request: WorkflowCreateRequest;
  /** For `properties`: what is set. */
  readonly set?: Properties;
}

/** A workflow to be deleted because it is no longer in the source; only made when asked for. */
export interface PlannedDelete {
  readonly id: string;
  readonly action: "delete";
  readonly class: "breaking";
  readonly changes: readonly Change[];
  readonly base: PlanBase;
}

/** One thing to do. */
export type PlanEntry = PlannedPush | PlannedDelete;

/** A workflow that could not be planned. */
export interface PlanFailure {
  readonly id: string;
  readonly action: "failed";
  readonly error: RuntimeClientError;
}

/** What planning says of one workflow. */
export type PlanItem = PlanEntry | PlanFailure | { readonly id: string; readonly action: "none" };

/** Everything to do, as data that can be reviewed, kept in a file, and applied exactly as it is. */
export interface Plan {
  readonly plan: "1";
  /** The server it was made against. */
  readonly server: string;
  readonly entries: readonly PlanEntry[];
  readonly unchanged: number;
  readonly failures: readonly { readonly id: string; readonly code: string; readonly message: string }[];
  /** The digest of all of the above. */
  readonly digest: string;
}

/** How a plan is made. */
export interface PlanOptions extends Omit<CallOptions, "onRetry">, CompareOptions, ConcurrencyOptions {
  /** The ids of workflows that were once deployed from this source; those no longer in it are planned for deletion. */
  readonly prune?: Iterable<string>;
}

type Requests = Iterable<WorkflowCreateRequest> | AsyncIterable<WorkflowCreateRequest>;

/**
 * Compares many workflows with the server by meaning, and says what would have to be done.
 *
 * @example
 * const reviewed = await plan(client, requests);
 * for (const entry of reviewed.entries) console.log(entry.class, entry.action, entry.id);
 */
export async function plan(client: Client, items: Requests, options: PlanOptions = {}): Promise<Plan> {
  const entries: PlanEntry[] = [];
  const failures: Plan["failures"][number][] = [];
  let unchanged = 0;
  for await (const item of planEach(client, items, options)) {
    if (item.action === "none") unchanged++;
    else if (item.action === "failed") failures.push(failureOf(item));
    else entries.push(item);
  }
  return sealed({ plan: "1", server: client.baseUrl, entries, unchanged, failures });
}

function failureOf({ id, error }: PlanFailure): Plan["failures"][number] {
  return { id, code: error.diagnostic, message: error.message };
}

function sealed(content: Omit<Plan, "digest">): Plan {
  return { ...content, digest: digestOf(content) };
}

/**
 * Writes a plan as text.
 *
 * @example
 * writeFileSync("plan.json", writePlan(await plan(client, requests)));
 */
export function writePlan(reviewed: Plan): string {
  return stringifyJson(reviewed);
}

/**
 * Reads a plan back and refuses one that was changed or that this release does not know.
 *
 * @example
 * const reviewed = readPlan(readFileSync("plan.json", "utf8"));
 */
export function readPlan(text: string): Plan {
  const value = parsePlan(text);
  checkPlan(value);
  return value;
}

function parsePlan(text: string): Plan {
  try {
    return parseJson(text) as Plan;
  } catch (cause) {
    throw invalidPlan(`is not JSON: ${(cause as Error).message}`);
  }
}

/** Refuses a plan whose content is not the one that was reviewed. */
export function checkPlan(value: Plan): void {
  if (value?.plan !== "1") throw invalidPlan(`has the version ${JSON.stringify(value?.plan)}, but "1" is expected`);
  const { digest, ...content } = value;
  if (digest !== digestOf(content)) throw invalidPlan("was changed after it was made");
}

/** The error of a plan that cannot be applied. */
export function invalidPlan(what: string): RuntimeClientError {
  return new RuntimeClientError("plan-invalid", `The plan ${what}.`, { hint: "Make the plan again." });
}

/**
 * Plans one workflow after the other, in the order of the input, without keeping them.
 *
 * @example
 * for await (const item of planEach(client, requests)) console.log(item);
 */
export async function* planEach(
  client: Client,
  items: Requests,
  options: PlanOptions = {},
): AsyncGenerator<PlanItem, void, undefined> {
  const limit = bulkLimit(client, options);
  const seen = new Set<string>();
  const settings = { gate: limit, window: limit.max * 4 };
  const work = (request: WorkflowCreateRequest, index: number): Promise<PlanItem> => {
    const id = requestId(request, index, seen);
    if (id instanceof RuntimeClientError) return Promise.resolve(failed(idText(request), id));
    return caught(id, () => underLimit(limit, (onRetry) => planOne(client, request, { ...options, onRetry })));
  };
  yield* mapOrdered(items, work, settings);
  const gone = [...(options.prune ?? [])].filter((id) => !seen.has(id));
  const workDelete = (id: string): Promise<PlanItem> =>
    caught(id, () => underLimit(limit, (onRetry) => planDelete(client, id, { ...options, onRetry })));
  yield* mapOrdered(gone, workDelete, settings);
}

function failed(id: string, error: RuntimeClientError): PlanFailure {
  return { id, action: "failed", error };
}

async function caught(id: string, work: () => Promise<PlanItem>): Promise<PlanItem> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RuntimeClientError) return failed(id, error);
    throw error;
  }
}

async function planOne(
  client: Client,
  request: WorkflowCreateRequest,
  options: CallOptions & CompareOptions,
): Promise<PlanItem> {
  const { id } = request.workflow;
  const server = await latestOf(client, id, options);
  const comparison = compareWithServer(request, server, { owner: client.user, ...options });
  if (comparison.action === "none") return { id, action: "none" };
  const changes = await changesOf(client, comparison, server, options);
  const { action, body, changedProperties, digest, target } = comparison;
  return {
    id,
    action,
    class: highestClass(changes) ?? "cosmetic",
    changes,
    ...(server !== undefined && { base: baseOf(server) }),
    digest,
    target,
    request: body,
    ...(action === "properties" && { set: changedProperties }),
  };
}

function baseOf(server: WorkflowDefinition): PlanBase {
  return { version: server.metadata.workflow_version_id, digest: serverDigest(server) };
}

async function changesOf(
  client: Client,
  { action, body, properties, active }: Comparison,
  server: WorkflowDefinition | undefined,
  options: CallOptions,
): Promise<readonly Change[]> {
  const { workflow } = body;
  if (server === undefined) {
    const { owner } = normalProperties(properties);
    const because = typeof owner === "string" ? { because: `owned by ${owner}` } : {};
    return [change("workflow-added", "safe", `workflow ${workflow.id}`, because)];
  }
  const before = {
    // The definition itself changes in an update alone, however the server may spell it.
    workflow: action === "update" ? server.workflow : workflow,
    properties: server.properties_snapshot ?? {},
    active: server.is_active,
  };
  const changes = diffStates(before, { workflow, properties, active });
  return withServerNotes(client, workflow.id, changes, options);
}

async function planDelete(client: Client, id: string, options: CallOptions): Promise<PlanItem> {
  const server = await latestOf(client, id, options);
  if (server === undefined) return { id, action: "none" };
  const because = "it is no longer in the source";
  const changes = [change("workflow-removed", "breaking", `workflow ${id}`, { because })];
  return { id, action: "delete", class: "breaking", changes, base: baseOf(server) };
}
