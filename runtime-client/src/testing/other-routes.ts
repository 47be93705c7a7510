import { createHash } from "node:crypto";
import { canonicalText, isPlainObject, parseJson } from "../json.js";
import { type Answer, json, maestroError, nothing, text } from "./http-error.js";
import { afterResets, readUpdate } from "./properties-body.js";
import { changeProperties, checkStrategySwitch } from "./property-rules.js";
import { bodyOf, callerOf, type Incoming, type Route, route } from "./router.js";
import type { StoredSignal, StoredWorkflow } from "./store.js";
import { storedParams } from "./stored-param.js";
import { storedTag } from "./stored-tag.js";
import { latestSnapshot, noteIn, snapshotOf } from "./workflow-routes.js";

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

function updateProperties(incoming: Incoming): Answer {
  const update = readUpdate(bodyOf(incoming), incoming.path);
  const author = callerOf(incoming);
  const workflow = settingsOf(incoming);
  const { given } = update;
  workflow.properties = afterResets(workflow.properties, update);
  if (given.run_strategy !== undefined) checkStrategySwitch(workflow, given.run_strategy);
  changeProperties(workflow, given, author, incoming.store.now(), false);
  noteIn(workflow, author, incoming, "properties updated");
  incoming.store.ledger.push({ did: "properties", workflow: workflow.id });
  return json(snapshotOf(workflow));
}

/** The workflow whose settings are changed; an unknown one is no 404 here. */
function settingsOf(incoming: Incoming): StoredWorkflow {
  const workflow = incoming.store.workflows.get(incoming.params["wf"] as string);
  if (workflow === undefined) throw maestroError(400, "cannot update the properties of a workflow that does not exist");
  return workflow;
}

const TAG_NAME = /^[\w .,:@&='(){}$+[\]\-/\\]+$/;

function addTag(incoming: Incoming): Answer {
  const body: unknown = parseJson(incoming.body);
  const tag = isPlainObject(body) ? body : { name: body };
  if (!TAG_NAME.test(String(tag["name"] ?? ""))) throw maestroError(400, "validation failed", ["name"]);
  const creator = callerOf(incoming);
  const workflow = settingsOf(incoming);
  const tags = tagsOf(workflow.properties.tags);
  const stored = { ...tag, namespace: "PLATFORM", creator, created_at_milli: incoming.store.now() };
  const known = tags.some((other) => other["name"] === tag["name"]);
  const replaced = tags.map((other) => (other["name"] === tag["name"] ? stored : other));
  return json(withTags(incoming, workflow, known ? replaced : [...tags, stored]));
}

function removeTag(incoming: Incoming): Answer {
  callerOf(incoming);
  const workflow = settingsOf(incoming);
  const tags = tagsOf(workflow.properties.tags);
  const rest = tags.filter((tag) => tag["name"] !== incoming.params["tag"]);
  if (rest.length === tags.length) throw maestroError(404, "cannot find the tag {} of workflow {}");
  return json(withTags(incoming, workflow, rest));
}

function withTags(incoming: Incoming, workflow: StoredWorkflow, tags: readonly unknown[]): Record<string, unknown> {
  workflow.properties = { ...workflow.properties, tags: tags as never };
  noteIn(workflow, incoming.user as string, incoming, "tags updated");
  return snapshotOf(workflow);
}

function tagsOf(tags: unknown): Record<string, unknown>[] {
  return Array.isArray(tags) ? tags.filter(isPlainObject) : [];
}

function announce(incoming: Incoming): Answer {
  const { store } = incoming;
  const { name, params: given, request_id, request_time } = bodyOf(incoming);
  const params = signalParams(given);
  if (!TAG_NAME.test(typeof name === "string" ? name : "")) throw maestroError(400, "validation failed", ["name"]);
  const known = store.signals.get(name as string) ?? [];
  const instance_id = request_id === undefined ? nameUuid(`${name}${canonicalText(params)}`) : String(request_id);
  if (known.some((signal) => signal.instance_id === instance_id)) {
    throw maestroError(409, `signal [${name}] with instance id [${instance_id}] exists already`);
  }
  const time = store.now();
  const carried = payloadOf(bodyOf(incoming));
  const signal: StoredSignal = {
    name,
    ...(Object.keys(params).length > 0 && { params }),
    ...(Object.keys(carried).length > 0 && { payload: carried }),
    seq_id: BigInt(known.length + 1),
    instance_id,
    request_time: request_time ?? time,
    create_time: time,
  };
  store.signals.set(name as string, [...known, signal]);
  store.ledger.push({ did: "signal", name: name as string, sequence: signal.seq_id, instanceId: instance_id });
  return json(signal);
}

const signalKeys = ["name", "params", "request_id", "request_time"];

/** What a signal carries: keys of its own, of which `payload` drops those that came before it. */
function payloadOf(body: Record<string, unknown>): Record<string, unknown> {
  let carried: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(body)) {
    if (key === "payload") carried = { ...(value as object) };
    else if (!signalKeys.includes(key)) carried[key] = value;
  }
  return carried;
}

/** What a signal is matched by: texts and whole numbers, whose fractions the server drops. */
function signalParams(given: unknown): Record<string, unknown> {
  const entries = Object.entries(isPlainObject(given) ? given : {}).map(([name, value]) => {
    if (typeof value === "number") return [name, Math.trunc(value)];
    if (typeof value !== "string" && typeof value !== "bigint") throw maestroError(400, `JSON parse error: ${name}`);
    return [name, value];
  });
  return Object.fromEntries(entries);
}

function nameUuid(text: string): string {
  const hex = createHash("md5").update(text).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

function getSignal(incoming: Incoming): Answer {
  const known = incoming.store.signals.get(incoming.params["name"] as string) ?? [];
  const which = (incoming.params["seq"] as string).toLowerCase();
  // The number the server reports for the newest finds it as well.
  if (which === "latest" || which === "-1") {
    const last = known[known.length - 1];
    return last === undefined ? nothing : json({ ...last, seq_id: -1 });
  }
  if (!/^[+-]?\d+$/.test(which)) throw maestroError(400, `For input string: "${which}"`);
  const found = known.find((signal) => String(signal.seq_id) === which);
  return found === undefined ? nothing : json(found);
}

function setPermit(incoming: Incoming): Answer {
  const { tag, max_allowed: given = 0, ...extra } = bodyOf(incoming);
  const max_allowed = Number(given);
  if (typeof tag !== "string" || max_allowed < 0) throw maestroError(400, "validation failed", ["tag permit"]);
  callerOf(incoming);
  incoming.store.tagPermits.set(tag, { tag, max_allowed, ...extra, timeline: [] });
  return nothing;
}

function getPermit(incoming: Incoming): Answer {
  const tag = incoming.params["tag"] as string;
  const permit = incoming.store.tagPermits.get(tag);
  if (permit === undefined) throw maestroError(404, `tag permit [${tag}] not found`);
  return json(permit);
}

function deletePermit(incoming: Incoming): Answer {
  incoming.store.tagPermits.delete(incoming.params["tag"] as string);
  return nothing;
}

const templateKeys = ["job_type", "step_type", "version", "description", "tags", "inherit_from", "params"];
const stepTypes = /^(noop|sleep|titus|notebook|kubernetes|http|join|foreach|while|subworkflow|template)$/i;
const ID = /^(?!maestro_)(?!.*__)[_a-z][.\-_a-z0-9]{0,127}$/i;

function setTemplate(incoming: Incoming, body: Record<string, unknown>): Answer {
  const { definition, test_workflows, ...rest } = body;
  const fields = isPlainObject(definition) ? definition : {};
  const unreadable =
    Object.keys(fields).some((key) => !templateKeys.includes(key)) ||
    ("step_type" in fields && !stepTypes.test(String(fields["step_type"]))) ||
    (Array.isArray(test_workflows) && test_workflows.some((item) => typeof item !== "string"));
  if (unreadable) throw maestroError(400, "JSON parse error: not a job template");
  const missing = ["owner", "status", "support"].filter((key) => (rest[key] ?? null) === null);
  const bad = ["job_type", "version"].filter((key) => !ID.test(String(fields[key] ?? "")));
  const wrong = [...missing, ...bad, ...(fields["step_type"] === undefined ? ["step_type"] : [])];
  if (wrong.length > 0) throw maestroError(400, "validation failed", wrong);
  const version_author = callerOf(incoming);
  const template = {
    metadata: {
      ...rest,
      ...(test_workflows !== undefined && { test_workflows }),
      version_author,
      create_time: incoming.store.now(),
    },
    definition: {
      ...fields,
      ...(Array.isArray(fields["tags"]) && { tags: fields["tags"].map(storedTag) }),
      ...(isPlainObject(fields["params"]) && { params: storedParams(fields["params"]) }),
    },
  };
  incoming.store.jobTemplates.set(`${fields["job_type"]}/${fields["version"]}`, template);
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
  const version = incoming.url.searchParams.get("version");
  const prefix = `${incoming.params["type"]}/`;
  const doomed = [...incoming.store.jobTemplates.keys()].filter((key) =>
    version === null ? key.startsWith(prefix) : key === prefix + version,
  );
  for (const key of doomed) incoming.store.jobTemplates.delete(key);
  return text(`Deleted ${doomed.length} job template(s)`);
}
