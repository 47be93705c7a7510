import { stringifyJson } from "../json.js";
import type { Properties, WorkflowCreateRequest } from "../model/definition.js";
import { checkCreate } from "./check-create.js";
import { type Answer, json, maestroError, springError } from "./http-error.js";
import { pageAnswer, paginate } from "./paginate.js";
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

const terminal = new Set(["SUCCEEDED", "FAILED", "STOPPED", "TIMED_OUT"]);

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
  if (!(key in named) && !/^\d+$/.test(name)) throw maestroError(400, `Invalid version [${name}]`);
  const found = key in named ? named[key] : workflow.versions.find((version) => version.id === BigInt(name));
  if (found === undefined) throw maestroError(404, `cannot find version [${name}] of workflow [${workflow.id}]`);
  return found;
}

function create(incoming: Incoming, body: Record<string, unknown>): Answer {
  const author = callerOf(incoming);
  checkCreate(body, Buffer.byteLength(stringifyJson(body)));
  const { workflow: spec, properties, is_active, git_info, ...extra } = body as unknown as WorkflowCreateRequest;
  const { store } = incoming;
  const known = store.workflows.get(spec.id);
  if (known === undefined && properties?.owner === undefined) {
    throw maestroError(400, "BAD_REQUEST - owner is required for the first version");
  }
  if (known !== undefined && properties !== undefined) checkStrategySwitch(known, properties.run_strategy ?? undefined);
  const workflow = known ?? newWorkflow(spec.id, author, store.now());
  store.workflows.set(spec.id, workflow);
  const version = addVersion(incoming, workflow, spec, { ...extra, ...(git_info !== undefined && { git_info }) });
  if (properties !== undefined) changeProperties(workflow, storedProperties(properties), author, store.now(), true);
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
  const page = paginate(incoming, workflow?.versions ?? [], (version) => version.id);
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
  const spec = definition["workflow"] as { params?: unknown };
  return json({ ...definition, enriched_extras: { workflow_params: spec.params ?? {}, step_params: {} } });
}

function overview(incoming: Incoming): Answer {
  const workflow = workflowOf(incoming);
  const latest = workflow.instances[workflow.instances.length - 1];
  const statuses = workflow.instances.map((instance) => instance.runs[instance.runs.length - 1]?.status);
  const count = (status: string): number => statuses.filter((found) => found === status).length;
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
    failed_instances: count("FAILED"),
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
  const going = workflow?.instances.some((instance) => {
    const run = instance.runs[instance.runs.length - 1];
    return run !== undefined && !terminal.has(run.status);
  });
  if (workflow === undefined || going) {
    throw maestroError(404, `cannot delete workflow [${id}]: it does not exist or has running instances`);
  }
  store.deletedMaximum.set(id, workflow.instances[workflow.instances.length - 1]?.id ?? 0n);
  store.workflows.delete(id);
  store.ledger.push({ did: "delete", workflow: id });
  return json({ timestamp: store.now(), type: "LOG", level: "INFO", message: `Deleting workflow [${id}]` });
}

function activate(incoming: Incoming): Answer {
  const user = callerOf(incoming);
  const workflow = workflowOf(incoming);
  const version = versionOf(workflow, incoming.params["version"] as string);
  setActive(workflow, version, user, incoming.store.now());
  incoming.store.ledger.push({ did: "activate", workflow: workflow.id });
  return json(actionAnswer(incoming, version.id, "ACTIVATE"));
}

function deactivate(incoming: Incoming): Answer {
  callerOf(incoming);
  const workflow = workflowOf(incoming);
  workflow.activeVersion = undefined;
  incoming.store.ledger.push({ did: "deactivate", workflow: workflow.id });
  return json(actionAnswer(incoming, 0n, "DEACTIVATE"));
}

function actionAnswer(incoming: Incoming, version: bigint, action: string): Record<string, unknown> {
  const event = { timestamp: incoming.store.now(), type: "ACTION", action, author: incoming.user, message: action };
  return { workflow_id: incoming.params["wf"], workflow_version_id: version, timeline_event: event };
}

/** Answers 500 as the server does for snapshots other than the latest. */
export function latestSnapshot(incoming: Incoming): Answer {
  if (incoming.params["which"] !== "latest") throw springError(500, "Internal Server Error", incoming.path);
  return json(snapshotOf(workflowOf(incoming)));
}
