import { isPlainObject } from "../json.js";
import { REQUEST_BYTE_LIMIT } from "../transport/status-link.js";
import { maestroError } from "./http-error.js";

type Fields = Record<string, unknown>;

const workflowKeys = new Set([
  "id",
  "name",
  "description",
  "tags",
  "timeout",
  "time_triggers",
  "signal_triggers",
  "criticality",
  "instance_step_concurrency",
  "params",
  "steps",
]);
const propertyKeys = new Set([
  "owner",
  "run_strategy",
  "step_concurrency",
  "alerting",
  "alerting_disabled",
  "signal_trigger_disabled",
  "time_trigger_disabled",
  "description",
  "tags",
]);
const commonStepKeys = [
  "id",
  "name",
  "description",
  "transition",
  "failure_mode",
  "tags",
  "timeout",
  "signal_dependencies",
  "signal_outputs",
  "params",
];
const stepKeys: Readonly<Record<string, ReadonlySet<string>>> = {
  step: new Set([...commonStepKeys, "type", "sub_type", "sub_type_version", "retry_policy"]),
  foreach: new Set([...commonStepKeys, "concurrency", "strict_ordering", "steps"]),
  while: new Set([...commonStepKeys, "condition", "steps"]),
  subworkflow: new Set([...commonStepKeys, "sync", "explicit_params"]),
  template: new Set([...commonStepKeys, "sub_type"]),
};
const refusedMetadata = ["workflow_id", "workflow_version_id", "version_author", "create_time"];

/** Refuses a create request as the server does: unknown keys, then bean validation, then the dry run. */
export function checkCreate(request: Fields, bytes: number): void {
  const { workflow, properties } = request;
  const refused = refusedMetadata.filter((key) => key in request);
  if (refused.length > 0) throw maestroError(400, `BAD_REQUEST - metadata key ${refused[0]} is not allowed`);
  if (isPlainObject(workflow)) checkKnown("Workflow", workflow, workflowKeys);
  if (isPlainObject(properties)) checkProperties(properties);
  const found = isPlainObject(workflow) ? beanErrors(workflow) : ["workflow cannot be null"];
  if (found.length > 0) throw maestroError(400, "BAD_REQUEST - validation failed", found);
  // The message of the size limit is lost on the server: a 400 without a reason.
  if (bytes > REQUEST_BYTE_LIMIT) throw maestroError(400, "BAD_REQUEST - validation failed");
  dryRun(workflow as Fields);
  const tags = isPlainObject(properties) ? properties["tags"] : undefined;
  if (Array.isArray(tags) && tags.length > 0) throw maestroError(400, "properties.tags must be empty");
}

function checkProperties(properties: Fields): void {
  checkKnown("Properties", properties, propertyKeys);
}

function checkKnown(what: string, fields: Fields, known: ReadonlySet<string>): void {
  const unknown = Object.keys(fields).find((key) => !known.has(key));
  if (unknown !== undefined) throw maestroError(400, `BAD_REQUEST - Unrecognized field "${unknown}" (class ${what})`);
}

const WORKFLOW_ID = /^(?!maestro_)(?!.*_maestro$)[_a-z0-9][.\-_a-z0-9]{0,127}$/i;
const STEP_ID = /^(?!maestro_)(?!.*__)[_a-z][.\-_a-z0-9]{0,127}$/i;

function beanErrors(workflow: Fields): string[] {
  const errors: string[] = [];
  if (!WORKFLOW_ID.test(String(workflow["id"]))) errors.push(`workflow.id [${workflow["id"]}] is not a valid id`);
  const steps = workflow["steps"];
  if (!Array.isArray(steps) || steps.length === 0) return [...errors, "workflow.steps cannot be null or empty"];
  const ids = collectIds(steps as Fields[]);
  for (const id of ids) if (!STEP_ID.test(id)) errors.push(`workflow.steps step id [${id}] is not valid`);
  if (new Set(ids).size < ids.length) errors.push("workflow.steps step ids must be unique");
  if (ids.length > 300) errors.push(`workflow.steps has ${ids.length} steps, more than 300`);
  return errors;
}

function collectIds(steps: readonly Fields[]): string[] {
  return steps.flatMap((wrapper) => {
    const [kind, fields] = wrapperOf(wrapper);
    checkKnown(kind, fields, stepKeys[kind] as ReadonlySet<string>);
    checkParams(fields["params"]);
    const inner = Array.isArray(fields["steps"]) ? collectIds(fields["steps"] as Fields[]) : [];
    return [String(fields["id"]), ...inner];
  });
}

/** The kind of a step wrapper, in lower case, and what it wraps. */
export function wrapperOf(wrapper: Fields): [kind: string, fields: Fields] {
  const entries = Object.entries(wrapper);
  const [key, fields] = entries[0] ?? ["", undefined];
  if (entries.length === 1 && key.toLowerCase() in stepKeys && isPlainObject(fields))
    return [key.toLowerCase(), fields];
  throw maestroError(400, "BAD_REQUEST - a step must be wrapped in exactly one known key");
}

function checkParams(params: unknown): void {
  if (!isPlainObject(params)) return;
  for (const [name, param] of Object.entries(params)) {
    const { value, expression } = isPlainObject(param) ? param : {};
    if (((value ?? null) === null) !== ((expression ?? null) === null)) continue;
    throw maestroError(400, `BAD_REQUEST - param [${name}] must have exactly one of value and expression`);
  }
}

function dryRun(workflow: Fields): void {
  checkParams(workflow["params"]);
  const steps = (workflow["steps"] as Fields[]).map((wrapper) => wrapperOf(wrapper)[1]);
  const edges = new Map(steps.map((step) => [String(step["id"]), successorsOf(step)]));
  for (const [from, targets] of edges) {
    const missing = targets.find((target) => !edges.has(target));
    if (missing !== undefined) throw dryRunFailure(`step [${from}] has an unknown successor [${missing}]`);
  }
  if (topologicalOrder(edges) === undefined) throw dryRunFailure("Invalid definition with cycles in the DAG");
}

function successorsOf(step: Fields): string[] {
  const transition = step["transition"];
  const successors = isPlainObject(transition) ? transition["successors"] : undefined;
  return isPlainObject(successors) ? Object.keys(successors) : [];
}

function dryRunFailure(reason: string): Error {
  const trace = ["at com.netflix.maestro.engine.DryRun(1)", "at com.netflix.maestro.engine.DryRun(2)"];
  const message = `BAD_REQUEST - Exception during dry run validation\n${trace.join("\n")}`;
  return maestroError(400, message, [`MaestroDryRunException: ${reason}`, ...trace]);
}

/** Step ids so that each comes after its predecessors; nothing when there is a cycle. */
export function topologicalOrder(edges: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const incoming = new Map([...edges.keys()].map((id) => [id, 0]));
  for (const targets of edges.values()) for (const id of targets) incoming.set(id, (incoming.get(id) ?? 0) + 1);
  const ready = [...incoming].flatMap(([id, count]) => (count === 0 ? [id] : []));
  const order: string[] = [];
  for (let id = ready.shift(); id !== undefined; id = ready.shift()) {
    order.push(id);
    for (const target of edges.get(id) ?? []) {
      const left = (incoming.get(target) ?? 0) - 1;
      incoming.set(target, left);
      if (left === 0) ready.push(target);
    }
  }
  return order.length === incoming.size ? order : undefined;
}

/** The edges of a stored workflow's top level. */
export function edgesOf(steps: readonly unknown[]): Map<string, string[]> {
  return new Map(
    steps.map((wrapper) => {
      const step = wrapperOf(wrapper as Fields)[1];
      return [String(step["id"]), successorsOf(step)];
    }),
  );
}
