import { isPlainObject, stringifyJson } from "../json.js";
import type { ParamDefinitions, Properties, WorkflowCreateRequest, WorkflowSpec } from "../model/definition.js";
import { checkCreate } from "./check-create.js";
import { freshSteps, hasEnded, latestRun } from "./engine.js";
import { type Answer, json, maestroError, springError } from "./http-error.js";
import { pageAnswer, pageOfVersions } from "./paginate.js";
import { changeProperties, checkStrategySwitch } from "./property-rules.js";
import { bodyOf, callerOf, flagQuery, type Incoming, type Route, route } from "./router.js";
import type { StoredVersion, StoredWorkflow } from "./store.js";
import { storedProperties } from "./stored-form.js";
import { fromYaml } from "./yaml-subset.js";

/** Routes of workflows and their versions. */
export const workflowRoutes: readonly Route[] = [
  route("POST /workflows", (incoming) => create(incoming, bodyOf(incoming)), "json"),
  route("POST /workflows/yaml", (incoming) => create(incoming, fromYaml(incoming.body)), "yaml"),
  route("PUT /workflows/actions/validate", (incoming) => validate(incoming, bodyOf(incoming)), "json"),
  route("PUT /workflows/actions/validate/yaml", (incoming) => validate(incoming, fromYaml(incoming.body)), "yaml"),
  route("GET /workflows/:wf/versions/pagination", listVersions),
  route("GET /workflows/:wf/versions/:version", getVersion),
  route("GET /workflows/:wf/overview", overview),
  route("GET /workflows/:wf/timeline", timeline),
  route("DELETE /workflows/:wf", remove),
  route("PUT /workflows/:wf/versions/:version/actions/activate", activate),
  route("PUT /workflows/:wf/actions/deactivate", deactivate),
];

/** The stored workflow, or the server's 404. */
export function workflowOf(incoming: Incoming): StoredWorkflow {
  const id = incoming.params["wf"] as string;
  const found = incoming.store.workflows.get(id);
  if (found === undefined) throw maestroError(404, `cannot find the workflow [${id}]`);
  return found;
}

/** The version that `active`, `latest`, `default` or a number names, or the server's 404. */
export function versionOf(workflow: StoredWorkflow, name: string): StoredVersion {
  const latest = workflow.versions[workflow.versions.length - 1] as StoredVersion;
  const active = workflow.versions.find((version) => version.id === workflow.activeVersion);
  const named = { latest, active, default: active ?? latest } as Readonly<Record<string, StoredVersion | undefined>>;
  const key = name.toLowerCase();
  if (!(key in named) && !isVersionNumber(name)) throw maestroError(400, `Invalid version [${name}]`, ["version"]);
  const found = key in named ? named[key] : workflow.versions.find((version) => version.id === BigInt(name));
  if (found === undefined) throw maestroError(404, `cannot find version [${name}] of workflow [${workflow.id}]`);
  return found;
}

const gitKeys = ["origin", "branch", "sha", "path", "author", "timestamp", "uncommitted_changes"];

/** Refuses what stands beside workflow and properties and cannot be read. */
function checkEnvelope(active: unknown, git: unknown): void {
  const isFlag = active === undefined || typeof active === "number" || /^(true|false)$/i.test(String(active));
  const unknown = Object.keys(isPlainObject(git) ? git : {}).find((key) => !gitKeys.includes(key));
  if (!isFlag || unknown !== undefined) throw maestroError(400, "JSON parse error: is_active or git_info");
}

const MAX_LONG = 2n ** 63n - 1n;

function isVersionNumber(name: string): boolean {
  return /^\+?\d+$/.test(name) && BigInt(name) > 0n && BigInt(name) <= MAX_LONG;
}

function create(incoming: Incoming, body: Record<string, unknown>): Answer {
  const author = callerOf(incoming);
  checkCreate(body, Buffer.byteLength(stringifyJson(body)));
  const { workflow: spec, properties, is_active, git_info, ...extra } = body as unknown as WorkflowCreateRequest;
  const { store } = incoming;
  const known = store.workflows.get(spec.id);
  checkEnvelope(is_active, git_info);
  if (known === undefined && (properties?.owner ?? undefined) === undefined) {
    throw maestroError(400, "BAD_REQUEST - owner is required for the first version");
  }
  if (known !== undefined && (properties ?? undefined) !== undefined)
    checkStrategySwitch(known, properties?.run_strategy ?? undefined);
  const workflow = known ?? newWorkflow(spec.id, author, store.now());
  store.workflows.set(spec.id, workflow);
  const version = addVersion(incoming, workflow, spec, { ...extra, ...(git_info !== undefined && { git_info }) });
  if ((properties ?? undefined) !== undefined)
    changeProperties(workflow, storedProperties(properties as Properties), author, store.now(), true);
  if (is_active !== false) setActive(workflow, version, author, store.now());
  workflow.log.unshift({ author, log: `Created a new version [${version.id}]`, timestamp: store.now() });
  store.ledger.push({ did: "push", workflow: spec.id, version: version.id, metadata: version.metadata });
  return json({ workflow_definition: definitionOf(workflow, version) });
}

function newWorkflow(id: string, author: string, now: number): StoredWorkflow {
  const properties: Properties = {};
  return {
    id,
    versions: [],
    activeVersion: undefined,
    properties,
    propertiesTime: now,
    author,
    log: [],
    instances: [],
  };
}

function addVersion(
  { store, user }: Incoming,
  workflow: StoredWorkflow,
  spec: WorkflowCreateRequest["workflow"],
  extra: Readonly<Record<string, unknown>>,
): StoredVersion {
  const id = BigInt(workflow.versions.length + 1);
  const facts = { workflow_id: workflow.id, workflow_version_id: id, create_time: store.now(), version_author: user };
  const version: StoredVersion = {
    id,
    workflow: store.keep(spec),
    metadata: { ...facts, ...extra },
    internalId: store.nextInternalId++,
    time: store.now(),
  };
  workflow.versions.push(version);
  return version;
}

function setActive(workflow: StoredWorkflow, version: StoredVersion, user: string, now: number): void {
  workflow.activeVersion = version.id;
  version.activeTime = now;
  version.activatedBy = user;
}

function validate(incoming: Incoming, body: Record<string, unknown>): Answer {
  const author = callerOf(incoming);
  checkCreate(body, Buffer.byteLength(stringifyJson(body)));
  const timestamp = incoming.store.now();
  return json({ timestamp, type: "ACTION", action: "VALIDATE", author, message: "the definition is valid" });
}

/** The snapshot of a workflow's properties. */
export function snapshotOf(workflow: StoredWorkflow): Record<string, unknown> {
  const { id, propertiesTime, author, properties } = workflow;
  return { workflow_id: id, create_time: propertiesTime, author, ...properties };
}

function definitionOf(workflow: StoredWorkflow, version: StoredVersion): Record<string, unknown> {
  const latest = workflow.versions.length === Number(version.id);
  const active = workflow.activeVersion === version.id;
  return {
    properties_snapshot: snapshotOf(workflow),
    metadata: version.metadata,
    workflow: version.workflow,
    is_active: active,
    ...(active && { activate_time: version.activeTime, activated_by: version.activatedBy }),
    is_latest: latest,
    is_default: active || (workflow.activeVersion === undefined && latest),
    internal_id: version.internalId,
    modify_time: version.time,
  };
}

function listVersions(incoming: Incoming): Answer {
  const workflow = incoming.store.workflows.get(incoming.params["wf"] as string);
  const page = pageOfVersions(incoming, workflow?.versions ?? [], (version) => version.id);
  return pageAnswer(
    page,
    (version) => version.id,
    (version) => definitionOf(workflow as StoredWorkflow, version),
  );
}

function getVersion(incoming: Incoming): Answer {
  const workflow = workflowOf(incoming);
  const definition = definitionOf(workflow, versionOf(workflow, incoming.params["version"] as string));
  if (!flagQuery(incoming, "enriched", false)) return json(definition);
  const spec = definition["workflow"] as WorkflowSpec;
  return json({ ...definition, enriched_extras: extrasOf(spec) });
}

/** The params as a run would have them, without those that a server adds by its configuration. */
function extrasOf({ params = {}, steps }: WorkflowSpec): Record<string, unknown> {
  const merged = (given: ParamDefinitions): unknown =>
    Object.fromEntries(
      Object.entries(given).map(([name, param]) => [
        name,
        { mode: "MUTABLE", tags: [], source: "DEFINITION", ...param },
      ]),
    );
  const stepParams = freshSteps(steps).map(({ id, definition }) => {
    const fields = Object.values(definition)[0] as { params?: ParamDefinitions };
    return [id, merged(fields.params ?? {})];
  });
  return { workflow_params: merged(params), step_params: Object.fromEntries(stepParams) };
}

function overview(incoming: Incoming): Answer {
  const workflow = workflowOf(incoming);
  const latest = workflow.instances[workflow.instances.length - 1];
  const runs = workflow.instances.map(latestRun);
  const count = (status: string): number => runs.filter((run) => run.status === status).length;
  const run_strategy = workflow.properties.run_strategy ?? { rule: "SEQUENTIAL", workflow_concurrency: 1 };
  return json({
    workflow_id: workflow.id,
    active_version_id: workflow.activeVersion,
    latest_version_id: workflow.versions.length,
    default_version_id: workflow.activeVersion ?? workflow.versions.length,
    properties_snapshot: { ...snapshotOf(workflow), run_strategy },
    step_concurrency: workflow.properties.step_concurrency,
    nonterminal_instances: {
      CREATED: count("CREATED"),
      IN_PROGRESS: count("IN_PROGRESS"),
      PAUSED: count("PAUSED"),
    },
    failed_instances: runs.filter((run) => run.status === "FAILED" && run.unblocked !== true).length,
    latest_instance_id: latest?.id,
  });
}

function timeline(incoming: Incoming): Answer {
  const id = incoming.params["wf"] as string;
  return json({ workflow_id: id, timeline_events: incoming.store.workflows.get(id)?.log.slice(0, 300) ?? [] });
}

function remove(incoming: Incoming): Answer {
  callerOf(incoming);
  const { store } = incoming;
  const id = incoming.params["wf"] as string;
  if (/^maestro_(foreach|while)_/.test(id)) throw maestroError(422, `cannot delete the inline workflow [${id}]`);
  const workflow = store.workflows.get(id);
  const going = workflow?.instances.some((instance) => !hasEnded(latestRun(instance)));
  if (workflow === undefined) throw maestroError(404, `there is no workflow [${id}] to delete`);
  if (going) throw maestroError(400, `workflow [${id}] has queued or running instances`);
  store.deletedMaximum.set(id, workflow.instances[workflow.instances.length - 1]?.id ?? 0n);
  store.workflows.delete(id);
  store.ledger.push({ did: "delete", workflow: id });
  return json({ timestamp: store.now(), type: "LOG", level: "INFO", message: `Deleting workflow [${id}]` });
}

function activate(incoming: Incoming): Answer {
  const user = callerOf(incoming);
  const workflow = workflowOf(incoming);
  const version = versionOf(workflow, incoming.params["version"] as string);
  noteIn(workflow, user, incoming, `version [${version.id}] active`);
  // The server names no version when it has nothing to do.
  if (workflow.activeVersion === version.id) return json(actionAnswer(incoming, 0n, "ACTIVATE"));
  setActive(workflow, version, user, incoming.store.now());
  incoming.store.ledger.push({ did: "activate", workflow: workflow.id });
  return json(actionAnswer(incoming, version.id, "ACTIVATE"));
}

function deactivate(incoming: Incoming): Answer {
  const user = callerOf(incoming);
  const workflow = workflowOf(incoming);
  noteIn(workflow, user, incoming, "no version active");
  workflow.activeVersion = undefined;
  incoming.store.ledger.push({ did: "deactivate", workflow: workflow.id });
  return json(actionAnswer(incoming, 0n, "DEACTIVATE"));
}

/** Adds a line to what the workflow's timeline tells. */
export function noteIn(workflow: StoredWorkflow, author: string, { store }: Incoming, log: string): void {
  workflow.log.unshift({ author, log, timestamp: store.now() });
}

function actionAnswer(incoming: Incoming, version: bigint, action: string): Record<string, unknown> {
  const event = { timestamp: incoming.store.now(), type: "ACTION", action, author: incoming.user, message: action };
  return { workflow_id: incoming.params["wf"], workflow_version_id: version, timeline_event: event };
}

/** Answers 500 as the server does for snapshots other than the latest. */
export function latestSnapshot(incoming: Incoming): Answer {
  if (incoming.params["which"]?.toLowerCase() !== "latest")
    throw springError(500, "Internal Server Error", incoming.path);
  return json(snapshotOf(workflowOf(incoming)));
}
