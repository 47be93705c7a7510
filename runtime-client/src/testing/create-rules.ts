import { isPlainObject } from "../json.js";
import { edgesOf, wrapperOf } from "./step-graph.js";

type Fields = Record<string, unknown>;

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));

/** Rules of a run strategy. */
export const RULES: ReadonlySet<string> = words(
  "SEQUENTIAL STRICT_SEQUENTIAL FIRST_ONLY LAST_ONLY PARALLEL SERIAL_LATEST_ONLY",
);
/** Levels of criticality. */
export const CRITICALITIES: ReadonlySet<string> = words("CRITICAL HIGH MEDIUM LOW");
/** What becomes of the others when a step fails. */
export const FAILURE_MODES: ReadonlySet<string> = words("FAIL_AFTER_RUNNING FAIL_IMMEDIATELY IGNORE_FAILURE");
/** Types a step may name. */
export const STEP_TYPES: ReadonlySet<string> = words(
  "NOOP SLEEP TITUS NOTEBOOK KUBERNETES HTTP JOIN FOREACH WHILE SUBWORKFLOW TEMPLATE",
);
/** Types of params. */
export const PARAM_TYPES: ReadonlySet<string> = words(
  "STRING LONG DOUBLE BOOLEAN STRING_MAP STRING_ARRAY LONG_ARRAY DOUBLE_ARRAY BOOLEAN_ARRAY MAP",
);
/** Types that nothing runs. */
export const withoutRuntime: ReadonlySet<string> = words("TITUS JOIN TEMPLATE");
/** What a kind of step cannot do without. */
export const requiredParams: Readonly<Record<string, readonly string[]>> = {
  HTTP: ["http.url"],
  KUBERNETES: ["kubernetes.image"],
  NOTEBOOK: ["kubernetes.image", "notebook.input_path"],
  SUBWORKFLOW: ["subworkflow_id"],
};

/** What is not valid about the properties of a create request. */
export function propertyErrors(properties: unknown): readonly string[] {
  if (!isPlainObject(properties)) return [];
  const { run_strategy: strategy, step_concurrency: steps } = properties;
  const count = isPlainObject(strategy) ? strategy["workflow_concurrency"] : strategy;
  return [
    ...(typeof count === "number" ? rangeErrors("run_strategy", count, 1, 1_000) : []),
    ...rangeErrors("step_concurrency", steps, 1, 1_000),
  ];
}

function rangeErrors(what: string, value: unknown, least: number, most: number): readonly string[] {
  if (value === undefined || value === null) return [];
  const number = Math.trunc(Number(value));
  return number >= least && number <= most ? [] : [`${what} must be ${least} to ${most}, not [${String(value)}]`];
}

const WORKFLOW_ID = /^(?!maestro_)(?!.*_maestro$)[_a-z0-9][.\-_a-z0-9]{0,127}$/i;
const NAME = /^(?!maestro_)(?!.*__)[_a-z][.\-_a-z0-9]{0,127}$/i;

/** What is not valid about the workflow of a create request. */
export function workflowErrors(workflow: unknown): readonly string[] {
  if (!isPlainObject(workflow)) return ["workflow cannot be null"];
  const { id, steps, params, instance_step_concurrency: concurrency } = workflow;
  const isNamed = WORKFLOW_ID.test(String(id));
  return [
    ...(isNamed ? [] : [`workflow.id [${String(id)}] is not a valid id`]),
    ...rangeErrors("instance_step_concurrency", concurrency, 1, 999),
    ...nameErrors(params),
    ...(Array.isArray(steps) && steps.length > 0 ? listErrors(steps) : ["workflow.steps cannot be empty"]),
  ];
}

function nameErrors(params: unknown): readonly string[] {
  const names = isPlainObject(params) ? Object.keys(params) : [];
  return names.filter((name) => !NAME.test(name)).map((name) => `param name [${name}] is not valid`);
}

function listErrors(steps: readonly Fields[]): readonly string[] {
  const all = steps.flatMap(withNested);
  const ids = all.map(([, fields]) => String(fields["id"]));
  const edges = edgesOf(steps);
  const unknown = [...edges].flatMap(([from, targets]) =>
    targets.filter((to) => !edges.has(to)).map((to) => `step [${from}] has an unknown successor [${to}]`),
  );
  return [
    ...all.flatMap(([kind, fields]) => stepErrors(kind, fields)),
    ...(new Set(ids).size < ids.length ? ["step ids must be unique"] : []),
    ...(ids.length > 300 ? [`there are ${ids.length} steps, more than 300`] : []),
    ...unknown,
    ...steps.flatMap((wrapper) => predecessorErrors(wrapperOf(wrapper)[1], edges)),
  ];
}

function withNested(wrapper: Fields): readonly (readonly [kind: string, fields: Fields])[] {
  const [kind, fields] = wrapperOf(wrapper);
  const steps = fields["steps"];
  return [[kind, fields], ...(Array.isArray(steps) ? steps.flatMap(withNested) : [])];
}

function predecessorErrors(fields: Fields, edges: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const { id, transition } = fields;
  const given = isPlainObject(transition) ? transition["predecessors"] : undefined;
  if (!Array.isArray(given) || given.length === 0) return [];
  const computed = [...edges].flatMap(([from, targets]) => (targets.includes(String(id)) ? [from] : []));
  const isSame = given.length === computed.length && computed.every((from) => given.includes(from));
  return isSame ? [] : [`step [${String(id)}] names the wrong predecessors`];
}

function stepErrors(kind: string, fields: Fields): readonly string[] {
  const { id, type, params, condition, concurrency } = fields;
  const isLoop = kind === "foreach" || kind === "while";
  const loop = isPlainObject(params) ? params["loop_params"] : undefined;
  return [
    ...(NAME.test(String(id)) ? [] : [`step id [${String(id)}] is not valid`]),
    ...(kind === "step" && (type ?? null) === null ? [`step [${String(id)}] has no type`] : []),
    ...(kind === "while" && (condition ?? null) === null ? [`while [${String(id)}] has no condition`] : []),
    ...(kind === "foreach" ? rangeErrors("concurrency", concurrency, Number.NEGATIVE_INFINITY, 500) : []),
    ...(isLoop && !(isPlainObject(loop) && isPlainObject(loop["value"])) ? [`loop [${String(id)}] has no params`] : []),
    ...nameErrors(params),
  ];
}
