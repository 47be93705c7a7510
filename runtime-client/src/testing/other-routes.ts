import { createHash } from "node:crypto";
import { canonicalText, isPlainObject, parseJson } from "../json.js";
import type { PropertiesUpdate } from "../model/definition.js";
import { type Answer, json, maestroError, text } from "./http-error.js";
import { changeProperties, checkStrategySwitch } from "./property-rules.js";
import { bodyOf, callerOf, type Incoming, type Route, route } from "./router.js";
import type { StoredSignal } from "./store.js";
import { storedProperties } from "./stored-form.js";
import { latestSnapshot, snapshotOf, workflowOf } from "./workflow-routes.js";

/** Routes of properties, signals, tag permits, job templates and output data. */
export const otherRoutes: readonly Route[] = [
  route("POST /workflows/:wf/properties", updateProperties, "json"),
  route("GET /workflows/:wf/properties-snapshot/:which", latestSnapshot),
  route("POST /workflows/:wf/properties/tag", addTag, "json"),
  route("DELETE /workflows/:wf/properties/tag/:tag", removeTag),
  route("POST /signals", announce, "json"),
  route("GET /signals/:name/instances/:seq", getSignal),
  route("POST /tag-permits", setPermit, "json"),
  route("GET /tag-permits/:tag", getPermit),
  route("DELETE /tag-permits/:tag", deletePermit),
  route("POST /job-templates", (incoming) => setTemplate(incoming, bodyOf(incoming)), "json"),
  route("POST /job-templates/yaml", (incoming) => setTemplate(incoming, bodyOf(incoming)), "yaml"),
  route("GET /job-templates", listTemplates),
  route("GET /job-templates/:type", getTemplate),
  route("DELETE /job-templates/:type", deleteTemplates),
  route(
    "PUT /output-data",
    () => {
      throw maestroError(400, "BAD_REQUEST - job id cannot be null");
    },
    "json",
  ),
];

const resets = {
  reset_run_strategy_rule: "run_strategy",
  reset_workflow_concurrency: "run_strategy",
  reset_step_concurrency: "step_concurrency",
} as const;

function updateProperties(incoming: Incoming): Answer {
  const author = callerOf(incoming);
  const update = bodyOf(incoming) as PropertiesUpdate;
  const workflow = incoming.store.workflows.get(incoming.params["wf"] as string);
  if (workflow === undefined) throw maestroError(400, "BAD_REQUEST - null workflow");
  const { reset_run_strategy_rule, reset_workflow_concurrency, reset_step_concurrency, ...given } = update;
  const flags = { reset_run_strategy_rule, reset_workflow_concurrency, reset_step_concurrency };
  const kept: Record<string, unknown> = { ...workflow.properties };
  for (const [flag, key] of Object.entries(resets)) {
    if (flags[flag as keyof typeof flags] !== true) continue;
    if (key in given) throw maestroError(400, `cannot set and reset ${key} at once`);
    delete kept[key];
  }
  if (given.run_strategy !== undefined) checkStrategySwitch(workflow, given.run_strategy);
  workflow.properties = kept;
  changeProperties(workflow, storedProperties(given), author, incoming.store.now(), false);
  incoming.store.ledger.push({ did: "properties", workflow: workflow.id });
  return json(snapshotOf(workflow));
}

function addTag(incoming: Incoming): Answer {
  const creator = callerOf(incoming);
  const workflow = workflowOf(incoming);
  const body: unknown = parseJson(incoming.body);
  const tag = isPlainObject(body) ? body : { name: body };
  const others = tagsOf(workflow.properties.tags).filter((other) => other["name"] !== tag["name"]);
  const stored = { ...tag, namespace: "PLATFORM", creator, created_at_milli: incoming.store.now() };
  workflow.properties = { ...workflow.properties, tags: [...others, stored] as never };
  return json(snapshotOf(workflow));
}

function removeTag(incoming: Incoming): Answer {
  callerOf(incoming);
  const workflow = workflowOf(incoming);
  const tags = tagsOf(workflow.properties.tags);
  const rest = tags.filter((tag) => tag["name"] !== incoming.params["tag"]);
  if (rest.length === tags.length) throw maestroError(404, "cannot find the tag {} of workflow {}");
  workflow.properties = { ...workflow.properties, tags: rest as never };
  return json(snapshotOf(workflow));
}

function tagsOf(tags: unknown): Record<string, unknown>[] {
  return Array.isArray(tags) ? tags.filter(isPlainObject) : [];
}

function announce(incoming: Incoming): Answer {
  const { store } = incoming;
  const { name, params = {}, payload, request_id, request_time, ...extra } = bodyOf(incoming);
  if (typeof name !== "string") throw maestroError(400, "BAD_REQUEST - validation failed", ["name cannot be null"]);
  const known = store.signals.get(name) ?? [];
  const instance_id = request_id === undefined ? nameUuid(`${name}${canonicalText(params)}`) : String(request_id);
  if (known.some((signal) => signal.instance_id === instance_id)) {
    throw maestroError(409, `signal [${name}] with instance id [${instance_id}] exists already`);
  }
  const time = store.now();
  const seq_id = BigInt(known.length + 1);
  const content = { name, params, payload: payload ?? extra };
  const signal: StoredSignal = {
    ...content,
    seq_id,
    instance_id,
    request_time: request_time ?? time,
    create_time: time,
  };
  store.signals.set(name, [...known, signal]);
  store.ledger.push({ did: "signal", name, sequence: seq_id, instanceId: instance_id });
  return json(signal);
}

function nameUuid(text: string): string {
  return createHash("md5").update(text).digest("hex");
}

function getSignal(incoming: Incoming): Answer {
  const known = incoming.store.signals.get(incoming.params["name"] as string) ?? [];
  const which = incoming.params["seq"] as string;
  if (which === "latest") {
    const last = known[known.length - 1];
    return last === undefined ? text("") : json({ ...last, seq_id: -1 });
  }
  const found = known.find((signal) => String(signal.seq_id) === which);
  return found === undefined ? text("") : json(found);
}

function setPermit(incoming: Incoming): Answer {
  callerOf(incoming);
  const permit = bodyOf(incoming);
  incoming.store.tagPermits.set(String(permit["tag"]), { max_allowed: 0, ...permit, timeline: [] });
  return text("");
}

function getPermit(incoming: Incoming): Answer {
  const tag = incoming.params["tag"] as string;
  const permit = incoming.store.tagPermits.get(tag);
  if (permit === undefined) throw maestroError(404, `tag permit [${tag}] not found`);
  return json(permit);
}

function deletePermit(incoming: Incoming): Answer {
  incoming.store.tagPermits.delete(incoming.params["tag"] as string);
  return text("");
}

function setTemplate(incoming: Incoming, body: Record<string, unknown>): Answer {
  const version_author = callerOf(incoming);
  const { definition, ...rest } = body;
  const missing = ["owner", "status", "support"].filter((key) => rest[key] === undefined);
  if (missing.length > 0 || !isPlainObject(definition)) {
    throw maestroError(
      400,
      "BAD_REQUEST - validation failed",
      [...missing, "definition"].map((key) => `${key} null`),
    );
  }
  const version = definition["version"] ?? "default";
  const template = {
    metadata: { ...rest, version_author, create_time: incoming.store.now() },
    definition: { ...definition, version },
  };
  incoming.store.jobTemplates.set(`${definition["job_type"]}/${version}`, template);
  return json(template);
}

function listTemplates(incoming: Incoming): Answer {
  const version = incoming.url.searchParams.get("version") ?? "default";
  const found = [...incoming.store.jobTemplates].filter(([key]) => key.endsWith(`/${version}`));
  return json(found.map(([, template]) => template));
}

function getTemplate(incoming: Incoming): Answer {
  const version = incoming.url.searchParams.get("version") ?? "default";
  const key = `${incoming.params["type"]}/${version}`;
  const template = incoming.store.jobTemplates.get(key);
  if (template === undefined) throw maestroError(404, `job template [${key}] not found`);
  return json(template);
}

function deleteTemplates(incoming: Incoming): Answer {
  callerOf(incoming);
  const version = incoming.url.searchParams.get("version");
  const prefix = `${incoming.params["type"]}/`;
  const doomed = [...incoming.store.jobTemplates.keys()].filter((key) =>
    version === null ? key.startsWith(prefix) : key === prefix + version,
  );
  for (const key of doomed) incoming.store.jobTemplates.delete(key);
  return text(`Deleted ${doomed.length} job template(s)`);
}
