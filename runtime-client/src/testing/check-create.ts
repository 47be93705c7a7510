import { isPlainObject } from "../json.js";
import { REQUEST_BYTE_LIMIT } from "../transport/status-link.js";
import {
  CRITICALITIES,
  FAILURE_MODES,
  PARAM_TYPES,
  propertyErrors,
  RULES,
  requiredParams,
  STEP_TYPES,
  withoutRuntime,
  workflowErrors,
} from "./create-rules.js";
import { maestroError } from "./http-error.js";
import { edgesOf, topologicalOrder, wrapperOf } from "./step-graph.js";

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
  "access_control",
  "run_strategy",
  "step_concurrency",
  "alerting",
  "alerting_disabled",
  "signal_trigger_disabled",
  "time_trigger_disabled",
  "description",
  "tags",
]);
const strategyKeys = new Set(["rule", "workflow_concurrency"]);
const transitionKeys = new Set(["predecessors", "successors"]);
const retryKeys = new Set(["error_retry_limit", "platform_retry_limit", "timeout_retry_limit", "backoff"]);
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

/** Refuses a create request as the server does: what cannot be read, then what is not valid, then the dry run. */
export function checkCreate(request: Fields, bytes: number): void {
  const { workflow, properties } = request;
  const refused = refusedMetadata.find((key) => key in request);
  if (refused !== undefined) throw maestroError(400, `metadata key [${refused}] is reserved`);
  if (request["is_active"] === null) throw maestroError(400, "is_active is null");
  if (isPlainObject(properties)) readProperties(properties);
  if (isPlainObject(workflow)) readWorkflow(workflow);
  const found = [...propertyErrors(properties), ...workflowErrors(workflow)];
  if (found.length > 0) throw maestroError(400, "validation failed", found);
  // The message of the size limit is lost on the server: a 400 without a reason.
  if (bytes > REQUEST_BYTE_LIMIT) throw maestroError(400, "validation failed");
  dryRun(workflow as Fields);
  const tags = isPlainObject(properties) ? properties["tags"] : undefined;
  if (Array.isArray(tags) && tags.length > 0) throw maestroError(400, "properties.tags must be empty");
}

function readProperties(properties: Fields): void {
  checkKnown("Properties", properties, propertyKeys);
  const { run_strategy: strategy } = properties;
  if (isPlainObject(strategy)) checkKnown("RunStrategy", strategy, strategyKeys);
  const { rule, workflow_concurrency: count } = isPlainObject(strategy) ? strategy : { rule: strategy };
  if (typeof rule === "number" || rule === undefined || rule === null) return;
  checkWord("run strategy", rule, RULES);
  if (Number(count ?? 1) > 1 && String(rule).toUpperCase() !== "PARALLEL") {
    throw unreadable("only PARALLEL runs more than one at once");
  }
}

function readWorkflow(workflow: Fields): void {
  checkKnown("Workflow", workflow, workflowKeys);
  if (workflow["criticality"]) checkWord("criticality", workflow["criticality"], CRITICALITIES);
  readParams(workflow["params"]);
  for (const wrapper of allWrappers(workflow["steps"])) readStep(wrapper);
}

function readStep(wrapper: Fields): void {
  const [kind, fields] = wrapperOf(wrapper);
  checkKnown(kind, fields, stepKeys[kind] as ReadonlySet<string>);
  const { transition, type, failure_mode: mode } = fields;
  if (isPlainObject(transition)) checkKnown("StepTransition", transition, transitionKeys);
  if (isPlainObject(fields["retry_policy"])) checkKnown("RetryPolicy", fields["retry_policy"], retryKeys);
  if (kind === "step" && type) checkWord("step type", type, STEP_TYPES);
  if (mode) checkWord("failure mode", mode, FAILURE_MODES);
  readParams(fields["params"]);
}

function checkKnown(what: string, fields: Fields, known: ReadonlySet<string>): void {
  const unknown = Object.keys(fields).find((key) => !known.has(key));
  if (unknown !== undefined) throw unreadable(`unknown key "${unknown}" of ${what}`);
}

function checkWord(what: string, word: unknown, known: ReadonlySet<string>): void {
  if (!known.has(String(word).toUpperCase())) throw unreadable(`unknown ${what} [${String(word)}]`);
}

function unreadable(reason: string): Error {
  return maestroError(400, `JSON parse error: ${reason}`);
}

/** Steps of all levels, each in its wrapper. */
function allWrappers(steps: unknown): readonly Fields[] {
  if (!Array.isArray(steps)) return [];
  return steps.flatMap((wrapper: Fields) => [wrapper, ...allWrappers(wrapperOf(wrapper)[1]["steps"])]);
}

function readParams(params: unknown): void {
  if (!isPlainObject(params)) return;
  for (const [name, param] of Object.entries(params)) {
    const { type, value, expression } = isPlainObject(param) ? param : {};
    checkWord(`type of param [${name}]`, type, PARAM_TYPES);
    if (((value ?? null) === null) === ((expression ?? null) === null)) {
      throw unreadable(`param [${name}] must have exactly one of value and expression`);
    }
    if (!isReadable(String(type).toUpperCase(), value)) throw unreadable(`param [${name}] is no ${String(type)}`);
  }
}

function isReadable(type: string, value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (type.endsWith("_ARRAY")) return Array.isArray(value);
  if (type.endsWith("MAP")) return isPlainObject(value);
  if (typeof value === "object") return false;
  if (type === "LONG") return typeof value !== "boolean" && /^\s*[+-]?\d/.test(String(value));
  return type !== "BOOLEAN" || typeof value !== "string" || /^(true|false)$/i.test(value);
}

function dryRun(workflow: Fields): void {
  const params = workflow["params"];
  const reserved = ["owner", "workflow_id"].find((name) => isPlainObject(params) && name in params);
  if (reserved !== undefined) throw dryRunFailure(`param [${reserved}] is reserved`);
  const wrappers = workflow["steps"] as Fields[];
  // Within loops the server takes it.
  if (wrappers.some((wrapper) => wrapperOf(wrapper)[1]["transition"] === null)) {
    throw maestroError(400, "transition is null");
  }
  if (topologicalOrder(edgesOf(wrappers)) === undefined) throw dryRunFailure("the steps form cycles");
  for (const wrapper of wrappers) dryRunStep(...wrapperOf(wrapper));
}

function dryRunStep(wrapper: string, fields: Fields): void {
  const kind = wrapper === "step" ? String(fields["type"]).toUpperCase() : wrapper.toUpperCase();
  if (withoutRuntime.has(kind)) throw dryRunFailure(`no runtime for [${kind}]`);
  const params = isPlainObject(fields["params"]) ? fields["params"] : {};
  for (const path of requiredParams[kind] ?? []) {
    if (fields["sub_type"] === undefined && !isGiven(params, path)) throw dryRunFailure(`param [${path}] is required`);
  }
}

/** Whether a param is given, or its MAP is computed. */
function isGiven(params: Fields, path: string): boolean {
  const [first = "", second] = path.split(".");
  const param = params[first];
  if (!isPlainObject(param)) return false;
  return second === undefined || !isPlainObject(param["value"]) || second in param["value"];
}

function dryRunFailure(reason: string): Error {
  const trace = ["  at com.netflix.maestro.engine.DryRun(1)", "  at com.netflix.maestro.engine.DryRun(2)"];
  const message = `BAD_REQUEST - Exception during dry run validation\n${trace.join("\n")}`;
  return maestroError(400, message, [`MaestroDryRunException: ${reason}`, ...trace]);
}
