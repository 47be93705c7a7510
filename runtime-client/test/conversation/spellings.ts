/** Everything a definition can say, each in the forms a person might write it. */

type Fields = Readonly<Record<string, unknown>>;

const p = (type: string, value: unknown, rest: Fields = {}): Fields => ({ type, value, ...rest });

/** Params by what is odd about them. */
const params: readonly Fields[] = [
  p("string", "x"),
  p("String", 5),
  p("STRING", 1.5),
  p("STRING", true),
  p("STRING", "$$x ${q}"),
  p("STRING", ""),
  p("long", "12"),
  p("LONG", 9007199254740),
  p("LONG", -3),
  p("LONG", 1.0),
  p("LONG", "-0"),
  p("LONG", "007"),
  p("DOUBLE", 2),
  p("DOUBLE", "2.50"),
  p("DOUBLE", 1e21),
  p("DOUBLE", "1e-7"),
  p("DOUBLE", 0.1),
  p("double", "-0.0"),
  p("BOOLEAN", "TRUE"),
  p("BOOLEAN", false),
  p("BOOLEAN", "False"),
  p("BOOLEAN", 1),
  p("STRING_ARRAY", ["a", 1, true]),
  p("STRING_ARRAY", []),
  p("LONG_ARRAY", ["1", 2]),
  p("LONG_ARRAY", []),
  p("DOUBLE_ARRAY", ["1.50", 2]),
  p("BOOLEAN_ARRAY", ["true", false]),
  p("STRING_MAP", { b: 1, a: "x" }),
  p("STRING_MAP", {}),
  p("string_map", { a: true, n: 1.5 }),
  p("MAP", {}),
  p("map", { z: p("long", "1"), a: p("MAP", { in: p("string", "y", { mode: "constant" }) }) }),
  p("MAP", { e: { type: "LONG", expression: "1+1" } }),
  { type: "LONG", expression: "1 + 1" },
  { type: "LONG", expression: "1 + 1;", value: null },
  { type: "STRING", value: "x", expression: null },
  p("STRING", "x", { mode: "mutable" }),
  p("STRING", "x", { mode: "Mutable_On_Start" }),
  p("STRING", "x", { mode: "CONSTANT", validator: "v != null" }),
  p("STRING", "x", { tags: ["a", { name: "b", namespace: "system", extra: [1] }] }),
  p("STRING", "x", { tags: [] }),
  p("STRING", "x", { tags: null, validator: null, mode: null }),
  p("STRING", "x", { source: "DEFINITION" }),
  p("STRING", "x", { internal_mode: "required", other: { deep: [1, null] } }),
  p("STRING", "x", { mod: "CONSTANT", empty: null }),
  p("STRING", "x", { name: "given" }),
  p("STRING", "x", { evaluated_result: "y" }),
];

const workflows: readonly Fields[] = [
  { name: "given name", description: "line\nline" },
  { description: "" },
  { name: null, description: null, tags: null, params: null },
  { timeout: 60 },
  { timeout: "60" },
  { timeout: "1h 30min" },
  { timeout: "1 day" },
  { criticality: "high" },
  { criticality: "Low" },
  { instance_step_concurrency: 5 },
  { instance_step_concurrency: "5" },
  { tags: ["b", "a", { name: "c", namespace: "platform", x: 1 }] },
  { tags: [{ name: "a", permit: 5 }] },
  { tags: [] },
  { time_triggers: [{ type: "cron", cron: "0 6 * * *" }] },
  { time_triggers: [{ type: "CRON", cron: "0 6 * * *", timezone: "utc" }] },
  { time_triggers: [{ type: "CRON", cron: "0 0 6 * * ?", timezone: "Europe/Berlin", fuzzy_max_delay: "30s" }] },
  { time_triggers: [{ type: "CRON", cron: "0 6 * * *", timezone: "UTC", fuzzy_max_delay: 30 }] },
  { time_triggers: [{ type: "PREDEFINED", expression: "@daily" }] },
  { time_triggers: [{ type: "predefined", expression: "hourly", timezone: "US/Pacific" }] },
  { time_triggers: [{ type: "PREDEFINED", expression: "@Weekly", timezone: "PST8PDT" }] },
  { time_triggers: [] },
  { signal_triggers: [{ definitions: { a: {} } }] },
  { signal_triggers: [{ definitions: { a: null } }] },
  { signal_triggers: [{ definitions: { a: { match_params: {}, join_keys: [] } } }] },
  {
    signal_triggers: [{ definitions: { a: { match_params: { x: { value: 5, operator: ">=" }, y: { value: "s" } } } } }],
  },
  { signal_triggers: [{ definitions: { a: { match_params: { x: { value: 5, operator: "EQUALS_TO" } } } } }] },
  { signal_triggers: [{ definitions: { b: { join_keys: ["k"] }, a: { join_keys: ["l"] } }, condition: "1 > 0" }] },
  { signal_triggers: [{ definitions: { a: {} }, params: { q: p("long", "1") }, dedup_expr: "'x'" }] },
  { signal_triggers: [] },
];

const steps: readonly Fields[] = [
  { name: "s", description: "d" },
  { failure_mode: "ignore_failure" },
  { failure_mode: "FAIL_AFTER_RUNNING" },
  { failure_mode: null, tags: null, timeout: null, params: null, transition: null },
  { transition: {} },
  { transition: { successors: {}, predecessors: [] } },
  { transition: { successors: null, predecessors: null } },
  { timeout: 5 },
  { timeout: "5min" },
  { timeout: "${w} min" },
  { tags: ["x", { name: "y" }] },
  { sub_type: "shell", sub_type_version: "v1" },
  { retry_policy: {} },
  { retry_policy: { error_retry_limit: "3", platform_retry_limit: 10 } },
  { retry_policy: { error_retry_limit: "${w}" } },
  { retry_policy: { backoff: { type: "exponential_backoff" } } },
  {
    retry_policy: {
      backoff: { type: "EXPONENTIAL_BACKOFF", error_retry_exponent: 3, error_retry_limit_in_secs: "700" },
    },
  },
  { retry_policy: { error_retry_limit: 1, backoff: { type: "FIXED_BACKOFF", error_retry_backoff_in_secs: 60 } } },
  { retry_policy: { timeout_retry_limit: 2, backoff: { type: "fixed_backoff" } } },
  { retry_policy: null },
  { signal_dependencies: [] },
  { signal_dependencies: [{ name: "t/a" }] },
  { signal_dependencies: [{ name: "t/a", match_params: {} }] },
  {
    signal_dependencies: [
      { name: "a", match_params: { d: { param: { type: "long", expression: "RUN_TS" }, operator: ">" } } },
    ],
  },
  { signal_dependencies: [{ name: "a", match_params: { d: { param: p("string", "x", { mode: "mutable" }) } } }] },
  { signal_outputs: [] },
  { signal_outputs: [{ name: "o" }] },
  {
    signal_outputs: [{ name: "o", params: { d: p("long", "1"), e: p("string", "y") }, payload: { f: p("double", 1) } }],
  },
  { signal_outputs: [{ name: "o", params: {}, payload: {} }] },
];

const loop = { loop_params: p("MAP", { i: p("LONG_ARRAY", [1, 2]) }) };
const body = [{ step: { id: "in", type: "noop" } }];

const wrappers: readonly Fields[] = [
  { STEP: { id: "a", type: "noop" } },
  { Step: { id: "a", type: "Sleep", params: { sleep_seconds: p("LONG", "1") } } },
  { step: { id: "a", type: "SLEEP", params: {} } },
  { foreach: { id: "a", params: loop, steps: body } },
  { Foreach: { id: "a", params: loop, steps: body, concurrency: 3, strict_ordering: true } },
  { foreach: { id: "a", params: loop, steps: body, concurrency: "3", strict_ordering: "false" } },
  { foreach: { id: "a", params: loop, steps: body, concurrency: null, strict_ordering: null } },
  { while: { id: "a", params: { loop_params: p("MAP", { i: p("LONG", 1) }) }, condition: "i < 3", steps: body } },
  {
    WHILE: {
      id: "a",
      params: { loop_params: p("MAP", { i: p("LONG", 1) }) },
      condition: "i < 3",
      steps: [{ foreach: { id: "b", params: { loop_params: p("MAP", { j: p("LONG_ARRAY", [1]) }) }, steps: body } }],
    },
  },
  {
    subworkflow: { id: "a", params: { subworkflow_id: p("STRING", "x"), subworkflow_version: p("STRING", "latest") } },
  },
  {
    subworkflow: {
      id: "a",
      sync: false,
      explicit_params: true,
      params: { subworkflow_id: p("STRING", "x"), subworkflow_version: p("STRING", "1") },
    },
  },
  {
    subworkflow: {
      id: "a",
      sync: "true",
      explicit_params: "false",
      params: { subworkflow_id: p("STRING", "x"), subworkflow_version: p("STRING", "1") },
    },
  },
  {
    subworkflow: {
      id: "a",
      sync: null,
      explicit_params: null,
      params: { subworkflow_id: p("STRING", "x"), subworkflow_version: p("LONG", 1) },
    },
  },
  { template: { id: "a", sub_type: "x" } },
];

const properties: readonly Fields[] = [
  { owner: "ada" },
  { owner: { name: "ada" } },
  { owner: { name: "ada", team: "x", nested: { a: 1 } } },
  { owner: "ada", run_strategy: "parallel" },
  { owner: "ada", run_strategy: 5 },
  { owner: "ada", run_strategy: { rule: "first_only" } },
  { owner: "ada", run_strategy: { rule: "PARALLEL", workflow_concurrency: "7" } },
  { owner: "ada", run_strategy: { rule: "Strict_Sequential", workflow_concurrency: 1 } },
  { owner: "ada", run_strategy: { rule: "SERIAL_LATEST_ONLY", workflow_concurrency: null } },
  { owner: "ada", run_strategy: null, step_concurrency: null, alerting: null },
  { owner: "ada", step_concurrency: "30", description: "text" },
  { owner: "ada", description: "" },
  { owner: "ada", alerting_disabled: true, signal_trigger_disabled: "true", time_trigger_disabled: false },
  { owner: "ada", alerting_disabled: false, tags: [] },
  { owner: "ada", alerting: {} },
  { owner: "ada", alerting: { emails: ["b@c.d", "a@b.c"], pagerduties: ["p"] } },
  { owner: "ada", alerting: { emails: [], slack: { users: ["u"], channels: [], mention_users: ["m"] } } },
  { owner: "ada", alerting: { tct: { duration_minutes: 5 } } },
  { owner: "ada", alerting: { tct: { duration_minutes: "5", tz: "UTC" } } },
  { owner: "ada", alerting: { tct: { completed_by_hour: 5, tz: "US/Pacific" } } },
  { owner: "ada", alerting: { bypass_digest_config: { workflow: true, steps: ["a"] } } },
  { owner: "ada", alerting: { bypass_digest_config: { workflow: false } } },
  { owner: "ada", alerting: { pagerduty_config: { severity: "critical", always_page: true } } },
  { owner: "ada", alerting: { pagerduty_config: { severity: "CRITICAL", always_page: false } } },
  {
    owner: "ada",
    alerting: { type_configs: { STEP_FAILURE: { emails: ["a@b.c"], actions: ["EMAIL", "page"], disabled: false } } },
  },
  {
    owner: "ada",
    alerting: {
      type_configs: {
        LONG_RUNNING: { duration_minutes: 5, granularity: "workflow" },
        SUCCESS_WITHIN: { disabled: true },
      },
    },
  },
  { owner: "ada", alerting: { type_configs: { RUN_SUCCESS: { granularity: "STEP", actions: [] } } } },
];

const one = [{ step: { id: "a", type: "NoOp" } }];
const w = { w: p("LONG", 5) };

/** Create requests, one for each form; the ids are numbered. */
export function spellings(): readonly Fields[] {
  const contents: readonly Fields[] = [
    ...params.map((param) => ({ workflow: { params: { q: p("STRING", "q"), p: param }, steps: one } })),
    ...params.map((param) => ({
      workflow: { steps: [{ step: { id: "a", type: "NoOp", params: { q: p("STRING", "q"), p: param } } }] },
    })),
    ...workflows.map((fields) => ({ workflow: { steps: one, ...fields } })),
    ...steps.map((fields) => ({ workflow: { params: w, steps: [{ step: { id: "a", type: "NoOp", ...fields } }] } })),
    ...steps.map((fields) => ({
      workflow: {
        params: w,
        steps: [{ foreach: { id: "f", params: loop, steps: [{ step: { id: "a", type: "NoOp", ...fields } }] } }],
      },
    })),
    ...wrappers.map((wrapper) => ({ workflow: { steps: [wrapper] } })),
    ...properties.map((fields) => ({ workflow: { steps: one }, properties: fields })),
    {
      workflow: {
        steps: [
          {
            step: {
              id: "a",
              type: "NoOp",
              transition: { successors: { c: "true", b: " x > 1 " } },
              params: { x: p("LONG", 1) },
            },
          },
          { step: { id: "c", type: "NoOp", transition: { predecessors: ["a"] } } },
          { step: { id: "b", type: "NoOp", transition: { successors: { d: true } } } },
          { step: { id: "d", type: "NoOp" } },
        ],
      },
    },
  ];
  return contents.map((content, index) => ({
    properties: { owner: "ada" },
    ...content,
    workflow: { id: `~spell-${index}`, ...(content["workflow"] as Fields) },
  }));
}
