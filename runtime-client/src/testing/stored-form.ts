import { isPlainObject } from "../json.js";
import type { Properties, WorkflowSpec } from "../model/definition.js";
import { asBoolean, whole } from "../plan/coerce.js";
import { storedParam, storedParams } from "./stored-param.js";
import { storedTag } from "./stored-tag.js";

type Fields = Record<string, unknown>;
type Form = (value: unknown) => unknown;

const upper: Form = (value) => String(value).toUpperCase();
const listOf =
  (form: Form): Form =>
  (value) =>
    Array.isArray(value) ? value.map(form) : value;
const mapOf =
  (form: Form): Form =>
  (value) =>
    isPlainObject(value) ? mapValues(value, form) : value;

/** An object whose fields have forms of their own; nulls go, and so does what is empty where it says so. */
const fieldsOf =
  (forms: Readonly<Record<string, Form>>, rest: { readonly dropEmpty?: boolean; readonly first?: Fields } = {}): Form =>
  (value) => {
    if (!isPlainObject(value)) return value;
    const entries = Object.entries({ ...rest.first, ...withoutNulls(value) }).map(([key, member]) => [
      key,
      forms[key]?.(member) ?? member,
    ]);
    return Object.fromEntries(rest.dropEmpty ? entries.filter(([, member]) => !isEmpty(member)) : entries);
  };

const matchParams = fieldsOf({ param: (value) => storedParam(value as Fields) });
const signalEntry = fieldsOf({}, { dropEmpty: true });
const triggerForms = {
  definitions: mapOf(signalEntry),
  params: (value: unknown) => storedParams(value as Fields),
};
const dependency = fieldsOf({ match_params: mapOf(matchParams) }, { dropEmpty: true });
const output = fieldsOf(
  { params: (value) => storedParams(value as Fields), payload: (value) => storedParams(value as Fields) },
  { dropEmpty: true },
);

const stepForms: Readonly<Record<string, Form>> = {
  type: storedType,
  failure_mode: upper,
  tags: listOf(storedTag),
  params: (value) => storedParams(value as Fields),
  transition: fieldsOf({ successors: mapOf(String) }, { dropEmpty: true }),
  steps: (value) => (value as Fields[]).map(storedStep),
  concurrency: whole,
  strict_ordering: asBoolean,
  sync: asBoolean,
  explicit_params: asBoolean,
  retry_policy: fieldsOf({ backoff: fieldsOf({ type: upper }) }),
  signal_dependencies: listOf(dependency),
  signal_outputs: listOf(output),
};

const workflowForms: Readonly<Record<string, Form>> = {
  criticality: upper,
  instance_step_concurrency: whole,
  tags: listOf(storedTag),
  params: (value) => storedParams(value as Fields),
  time_triggers: listOf(storedTrigger),
  signal_triggers: listOf(fieldsOf(triggerForms)),
  steps: (value) => (value as Fields[]).map(storedStep),
};

/** A workflow as the server writes it back: nulls gone, literals and names in their own form, tags as objects. */
export function storedWorkflow(workflow: WorkflowSpec): WorkflowSpec {
  return fieldsOf(workflowForms)(workflow) as WorkflowSpec;
}

/** A step's definition as a run shows it: with the params, edges and failure mode it did not write. */
export function runtimeStep(wrapper: unknown, transition: unknown): unknown {
  const [kind, fields] = Object.entries(wrapper as Fields)[0] as [string, Fields];
  return { [kind]: { failure_mode: "FAIL_AFTER_RUNNING", params: {}, ...fields, transition } };
}

function storedStep(wrapper: Fields): Fields {
  const [kind, fields] = Object.entries(wrapper)[0] as [string, Fields];
  return { [kind.toLowerCase()]: fieldsOf(stepForms, { first: { transition: {} } })(fields) };
}

const stepTypes = ["NoOp", "Sleep", "Titus", "Notebook", "Kubernetes", "Http"];

function storedType(type: unknown): unknown {
  const lower = String(type).toLowerCase();
  return stepTypes.find((known) => known.toLowerCase() === lower) ?? type;
}

function storedTrigger(trigger: unknown): unknown {
  const fields = withoutNulls(trigger as Fields);
  const type = String(fields["type"]).toUpperCase();
  if (type !== "PREDEFINED") return { ...fields, type };
  return { ...fields, type, expression: `@${String(fields["expression"]).replace(/^@/, "").toLowerCase()}` };
}

const actions = ["email", "page", "slack", "cancel"];
const typeConfig = fieldsOf(
  {
    actions: (value) => {
      const given = (value as unknown[]).map((action) => String(action).toLowerCase());
      return actions.filter((action) => given.includes(action));
    },
    granularity: upper,
    duration_minutes: whole,
    disabled: asBoolean,
  },
  { dropEmpty: true, first: { disabled: false } },
);
const alerting = fieldsOf({
  tct: fieldsOf({ duration_minutes: whole, completed_by_hour: whole }),
  pagerduty_config: fieldsOf({ severity: upper, always_page: asBoolean }),
  type_configs: mapOf(typeConfig),
});
const propertyForms: Readonly<Record<string, Form>> = {
  run_strategy: storedStrategy,
  step_concurrency: whole,
  alerting,
  alerting_disabled: asBoolean,
  signal_trigger_disabled: asBoolean,
  time_trigger_disabled: asBoolean,
};

/** Properties as the server writes them back: the run strategy is always an object. */
export function storedProperties(properties: Properties): Properties {
  return fieldsOf(propertyForms)(properties) as Properties;
}

function storedStrategy(strategy: unknown): unknown {
  if (typeof strategy === "number") return { rule: "PARALLEL", workflow_concurrency: strategy };
  const fields = isPlainObject(strategy) ? strategy : { rule: strategy };
  const rule = String(fields["rule"]).toUpperCase();
  return { rule, workflow_concurrency: whole(fields["workflow_concurrency"]) ?? (rule === "PARALLEL" ? 20 : 1) };
}

/** The fields that are not null. */
export function withoutNulls(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined));
}

function mapValues(fields: Fields, form: Form): Fields {
  return Object.fromEntries(Object.entries(fields).map(([name, member]) => [name, form(member)]));
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) ? value.length === 0 : isPlainObject(value) && Object.keys(value).length === 0;
}
