import type { MaestroDefinition } from "../../src/maestro/index.js";
import type { Choices } from "./arbitrary-workflow.js";

type Json = Record<string, unknown>;

const workflowExtras: readonly Json[] = [
  { timeout: "2h 30min" },
  { timeout: "${p0} min" },
  { tags: ["nightly", { name: "team", namespace: "system", level: 5 }] },
  { criticality: "high" },
  { instance_step_concurrency: "5" },
  { time_triggers: [{ type: "cron", cron: "0 6 * * *", timezone: "Europe/Berlin", fuzzy_max_delay: "30s" }] },
  {
    time_triggers: [
      { type: "PREDEFINED", expression: "@daily" },
      { type: "CRON", cron: "0 0 12 ? * MON" },
    ],
  },
  {
    signal_triggers: [
      {
        definitions: {
          a: { match_params: { x: { value: 5, operator: ">=" } }, join_keys: ["k"] },
          b: { join_keys: ["l"] },
        },
      },
    ],
  },
  {
    signal_triggers: [
      { definitions: { a: null }, condition: "1 > 0", dedup_expr: "'x'", params: { q: { type: "LONG", value: 1 } } },
    ],
  },
];

const requestExtras: readonly Json[] = [
  { is_active: false },
  { git_info: { branch: "main", uncommitted_changes: true } },
  { source: "s3://x", manifest: "y", team: { name: "z" } },
];

const propertyExtras: readonly Json[] = [
  { run_strategy: "parallel" },
  { run_strategy: 7 },
  { run_strategy: { rule: "last_only", workflow_concurrency: 1 } },
  { step_concurrency: 30, description: "text" },
  { alerting: { emails: ["a@b.c"], slack: { channels: ["#x"], users: ["u"] }, tct: { duration_minutes: 5 } } },
  { owner: { name: "ann", blob: { user: "x" } } },
];

const stepExtras: readonly Json[] = [
  { failure_mode: "ignore_failure" },
  { name: "A step", description: "What it does" },
  { timeout: "${p0}s" },
  { tags: [{ name: "x", namespace: "platform" }] },
  {
    signal_dependencies: [
      { name: "t/${p0}", match_params: { d: { param: { type: "LONG", expression: "RUN_TS" }, operator: ">" } } },
    ],
  },
  {
    signal_outputs: [
      { name: "t", params: { d: { type: "STRING", value: "x" } }, payload: { e: { type: "DOUBLE", value: 1.5 } } },
    ],
  },
];

const paramExtras: Json = {
  big: { type: "LONG", value: "9223372036854775807" },
  cut: { type: "DOUBLE", value: 5 },
  fixed: { type: "string", value: "x", mode: "constant", validator: "@NotNull" },
  mixed: {
    type: "MAP",
    value: { a: { type: "LONG", expression: "1 + 1" }, b: { type: "STRING_MAP", value: { k: "$p0" } } },
  },
  plain: { type: "STRING", expression: "return UUID.randomUUID().toString();" },
  refers: { type: "STRING", value: "a/$big/${big}/$$x" },
};

/** A definition with some of what else Maestro takes, written in its looser ways. */
export function decorate(definition: MaestroDefinition, choices: Choices): Json {
  const { properties, workflow, ...rest } = JSON.parse(JSON.stringify(definition)) as {
    properties?: Json;
    workflow: Json & { params?: Json; steps: Json[] };
  };
  const some = (extras: readonly Json[]): Json => (choices.chance(0.4) ? choices.pick(extras) : {});
  const params = Object.entries(paramExtras).filter(() => choices.chance(0.3));
  const own = { ...workflow.params, ...Object.fromEntries(params) };
  return {
    ...rest,
    ...some(requestExtras),
    ...(choices.chance(0.8) && { properties: { ...properties, ...some(propertyExtras) } }),
    workflow: {
      ...workflow,
      ...some(workflowExtras),
      ...(Object.keys(own).length > 0 && { params: own }),
      steps: workflow.steps.map((step) => decorateStep(step, choices)),
    },
  };
}

function decorateStep(step: Json, choices: Choices): Json {
  const [entry] = Object.entries(step) as [string, Json][];
  if (entry === undefined) return step;
  const [wrapper, body] = entry;
  const params = Object.entries(paramExtras).filter(([name]) => name !== "big" && choices.chance(0.15));
  const retry = wrapper === "step" && choices.chance(0.3) ? { retry_policy: { error_retry_limit: 3 } } : {};
  const steps = Array.isArray(body["steps"])
    ? { steps: body["steps"].map((one) => decorateStep(one as Json, choices)) }
    : {};
  const extras = choices.chance(0.3) ? choices.pick(stepExtras) : {};
  const own = { ...(body["params"] as Json | undefined), ...Object.fromEntries(params) };
  const name = wrapper === "step" && choices.chance(0.2) ? "STEP" : wrapper;
  return { [name]: { ...body, ...retry, ...extras, ...(Object.keys(own).length > 0 && { params: own }), ...steps } };
}
