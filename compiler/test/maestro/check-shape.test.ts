import { expect, it } from "vitest";
import { codesOf, foreach, long, request, sel, step, text, to, whileStep } from "./definition-case.js";

type Json = Record<string, unknown>;
const wf = (workflow: Json): string => request({ steps: [step("a")], ...workflow });
const withStep = (params: Json, more: Json = {}): string => request({ steps: [step("a", params, more)] });
const params = (own: Json): string => wf({ params: own });
const properties = (own: Json): string => request({ steps: [step("a")] }, { properties: { owner: "ann", ...own } });
const typed = (type: string, own: Json, more: Json = {}): string =>
  request({ steps: [{ step: { id: "a", type, params: own, ...more } }] });
const map = (value: Json): Json => ({ type: "MAP", value });
const cron = (trigger: Json): string => wf({ time_triggers: [{ type: "CRON", ...trigger }] });

const cases: Record<string, readonly [string, string]> = {
  "a plain definition": [wf({}), ""],
  "no JSON": ["{", "E6201"],
  "a comment": ['{"workflow": {"id": "a", "steps": [{"step": {"id": "a", "type": "NoOp"}}]}} // x', "E6201"],
  "an unknown key of the workflow": [wf({ timeouts: 5 }), "E6202"],
  "an unknown key at the top": [request({ steps: [step("a")] }, { team: "x" }), ""],
  "a system key at the top": [request({ steps: [step("a")] }, { create_time: 1 }), "E6211"],
  "camel case": [wf({ timeTriggers: [] }), "E6202"],
  "no workflow": [JSON.stringify({ properties: { owner: "a" } }), "E6203"],
  "no id": [JSON.stringify({ workflow: { steps: [step("a")] } }), "E6203"],
  "a bad id": [wf({ id: "-x" }), "E6208"],
  "a reserved id": [wf({ id: "Maestro_x" }), "E6208"],
  "a reserved end": [wf({ id: "x_maestro" }), "E6208"],
  "an id with a digit first": [wf({ id: "1x" }), ""],
  "a step id with a digit first": [request({ steps: [step("1a")] }), "E6208"],
  "a separator in a step id": [request({ steps: [step("a__b")] }), "E6208"],
  "a long name": [wf({ name: "x".repeat(257) }), "E6209"],
  "a long description": [wf({ description: "x".repeat(16_385) }), "E6209"],
  "no steps": [wf({ steps: [] }), "E6223"],
  "two steps of one id": [request({ steps: [step("a"), step("a")] }), "E6219"],
  "the same id inside a loop": [
    request({ steps: [step("a"), foreach("f", { i: { type: "LONG_ARRAY", value: [1] } }, [step("a")])] }),
    "E6219",
  ],
  "an unknown successor": [request({ steps: [step("a", {}, to({ c: "true" })), step("b")] }), "E6220"],
  "an unknown successor inside a loop": [
    request({
      steps: [foreach("f", { i: { type: "LONG_ARRAY", value: [1] } }, [step("a", {}, to({ c: "true" }))])],
    }),
    "E6220",
  ],
  "a cycle": [request({ steps: [step("a", {}, to({ b: "true" })), step("b", {}, to({ a: "true" }))] }), "E6222"],
  "a step that leads to itself": [request({ steps: [step("a", {}, to({ a: "true" }))] }), "E6222"],
  "predecessors that agree": [
    request({
      steps: [step("a", {}, to({ b: "true" })), step("b", {}, { transition: { predecessors: ["a"] } })],
    }),
    "",
  ],
  "predecessors that do not": [
    request({ steps: [step("a"), step("b", {}, { transition: { predecessors: ["a"] } })] }),
    "E6221",
  ],
  "two wrappers": [request({ steps: [{ ...step("a"), foreach: {} }] }), "E6225"],
  "an unknown wrapper": [request({ steps: [{ job: { id: "a", type: "NoOp" } }] }), "E6225"],
  "a wrapper in capitals": [request({ steps: [{ STEP: { id: "a", type: "NoOp" } }] }), ""],
  "an unknown step type": [typed("Spark", {}), "E6207"],
  "a step type without runtime": [typed("Titus", {}), "E6226"],
  "a loop as a type": [typed("foreach", {}), "E6226"],
  "a type in other case": [typed("noop", {}), ""],
  "no type": [request({ steps: [{ step: { id: "a" } }] }), "E6203"],
  "a null transition": [withStep({}, { transition: null }), "E6228"],
  "a null condition": [request({ steps: [step("a", {}, to({ b: null })), step("b")] }), "E6234"],
  "a condition that is true": [request({ steps: [step("a", {}, to({ b: true })), step("b")] }), ""],
  "a failure mode in other case": [withStep({}, { failure_mode: "ignore_failure" }), ""],
  "an unknown failure mode": [withStep({}, { failure_mode: "IGNORE" }), "E6207"],
  "a retry policy on a loop": [
    request({
      steps: [foreach("f", { i: { type: "LONG_ARRAY", value: [1] } }, [step("a")], { retry_policy: {} })],
    }),
    "E6237",
  ],
  "a step that never runs": [request({ steps: [step("a", {}, to({ b: "false" })), step("b")] }), "W6236"],

  "an owner as an object": [properties({ owner: { name: "ann", team: "x" } }), ""],
  "an owner without name": [properties({ owner: { team: "x" } }), "E6203"],
  "tags in the properties": [properties({ tags: ["a"] }), "E6214"],
  "a run strategy as a word": [properties({ run_strategy: "Parallel" }), ""],
  "a run strategy as a number": [properties({ run_strategy: 5 }), ""],
  "an unknown run strategy": [properties({ run_strategy: "serial" }), "E6207"],
  "a run strategy without rule": [properties({ run_strategy: { workflow_concurrency: 2 } }), "E6203"],
  "a concurrency for a sequence": [
    properties({ run_strategy: { rule: "SEQUENTIAL", workflow_concurrency: 2 } }),
    "E6213",
  ],
  "a concurrency of none": [properties({ run_strategy: { rule: "PARALLEL", workflow_concurrency: 0 } }), "E6213"],
  "a step concurrency": [properties({ step_concurrency: 1_001 }), "E6213"],
  "a step concurrency as text": [properties({ step_concurrency: "5" }), ""],
  "a cut number": [properties({ step_concurrency: 5.5 }), "W6206"],
  "access control": [properties({ access_control: {} }), "E6231"],
  "an unknown property": [properties({ concurrency: 5 }), "E6202"],
  alerting: [
    properties({ alerting: { emails: ["a@b.c"], type_configs: { STEP_FAILURE: { actions: ["email"] } } } }),
    "",
  ],
  "a type of alert in lower case": [properties({ alerting: { type_configs: { step_failure: {} } } }), "E6202"],
  "two deadlines": [properties({ alerting: { tct: { duration_minutes: 5, completed_by_hour: 3 } } }), "E6204"],
  "an instance concurrency": [wf({ instance_step_concurrency: 1_000 }), "E6213"],
  "a criticality": [wf({ criticality: "urgent" }), "E6207"],
  tags: [wf({ tags: ["a", { name: "b", namespace: "system", level: 5 }] }), ""],
  "a repeated tag": [wf({ tags: ["a", { name: "a" }] }), "E6216"],
  "a bad tag": [wf({ tags: ["a;b"] }), "E6215"],
  "an unknown namespace": [wf({ tags: [{ name: "a", namespace: "team" }] }), "E6207"],

  "a param without value": [params({ p: { type: "LONG" } }), "E6301"],
  "a param with both": [params({ p: { type: "LONG", value: 1, expression: "1" } }), "E6302"],
  "a param without type": [params({ p: { value: 1 } }), "E6304"],
  "a param of an unknown type": [params({ p: { type: "INT", value: 1 } }), "E6305"],
  "a type in other case, again": [params({ p: { type: "string_map", value: { a: 1 } } }), ""],
  "a fraction for a LONG": [params({ p: long(1.5) }), "W6307"],
  "a numeric text for a LONG": [params({ p: long("5") }), ""],
  "a text for a LONG": [params({ p: long("five") }), "E6306"],
  "a bool for a LONG": [params({ p: long(true) }), "E6306"],
  "a number for a STRING": [params({ p: text(5) }), ""],
  "a list for a STRING": [params({ p: text([]) }), "E6306"],
  "yes for a BOOLEAN": [params({ p: { type: "BOOLEAN", value: "yes" } }), "E6306"],
  "null in a list": [params({ p: { type: "STRING_ARRAY", value: ["a", null] } }), "E6308"],
  "a scalar for a list": [params({ p: { type: "STRING_ARRAY", value: "a" } }), "E6306"],
  "plain values in a MAP": [params({ p: map({ a: 1 }) }), "E6309"],
  "a MAP": [params({ p: map({ a: long(1), b: map({ c: text("x") }) }) }), ""],
  "a MAP key with a separator": [params({ p: map({ a__b: long(1) }) }), "E6325"],
  "a nested object in a STRING_MAP": [params({ p: { type: "STRING_MAP", value: { a: {} } } }), "E6306"],
  "a misspelt key of a param": [params({ p: { type: "LONG", value: 1, modes: "CONSTANT" } }), "W6310"],
  "an unknown mode": [params({ p: { ...long(1), mode: "FIXED" } }), "E6207"],
  "the owner as a param": [params({ owner: text("x") }), "E6313"],
  "a step's own id as a param": [withStep({ step_id: text("x") }), "E6313"],
  "a system param of another type": [params({ RUN_DATE: long(20_260_101) }), "W6315"],
  "a system param in another mode": [params({ RUN_TS: { ...long(1), mode: "CONSTANT" } }), "E6314"],
  "a system param": [params({ TARGET_RUN_DATE: text("20260101") }), ""],
  "a param a run cannot set": [params({ scheduler: text("x") }), "W6323"],
  "a param that is a word of SEL": [params({ class: text("x") }), "W6324"],
  "a param that is a class of SEL": [params({ Days: long(1) }), "W6324"],
  "a syntax error in a workflow param": [params({ p: sel("LONG", "1 +") }), "E6101"],
  "a division by zero at the push": [params({ p: long(0), q: sel("LONG", "1 / p") }), "E6326"],
  "a text that is no number at the push": [params({ p: sel("LONG", "'x' + 1") }), "E6184"],
  "a required param": [
    params({
      p: sel("LONG", "if (params.getFromInstance('INITIATOR_TYPE') == 'VALIDATION') { return 0; } throw 'give p';"),
    }),
    "",
  ],
  "a param that always throws": [params({ p: sel("LONG", "throw 'give p';") }), "E6326"],
  "a misspelt key at the top": [request({ steps: [step("a")] }, { isActive: false }), "W6230"],
  "an address of no param": [properties({ alerting: { emails: ["${team}@x.org"] } }), "W6327"],
  "a block at the end": [params({ p: sel("STRING", "{}") }), "E6180"],
  "a dollar handed on": [
    request({
      params: { p: text("$$HOME") },
      steps: [foreach("f", { i: { type: "LONG_ARRAY", value: [1] } }, [step("a")])],
    }),
    "W6322",
  ],

  "a sleep": [typed("Sleep", { sleep_seconds: long(5) }), ""],
  "a sleep as text": [typed("Sleep", { sleep_seconds: text("5") }), "E6403"],
  "a sleep without seconds": [typed("Sleep", { seconds: long(5) }), "W6418"],
  "an HTTP step": [typed("Http", { http: map({ url: text("https://a.b/c"), method: text("POST") }) }), ""],
  "an HTTP step without url": [typed("Http", { http: map({ method: text("POST") }) }), "E6401"],
  "an HTTP step without anything": [typed("Http", {}), "E6401"],
  "an unknown key of http": [typed("Http", { http: map({ url: text("https://a.b"), header: map({}) }) }), "E6402"],
  "http as a STRING_MAP": [typed("Http", { http: { type: "STRING_MAP", value: { url: "https://a.b" } } }), "E6403"],
  "a host with an underscore": [typed("Http", { http: map({ url: text("https://a_b.c/d") }) }), "E6413"],
  "another scheme": [typed("Http", { http: map({ url: text("ftp://a.b") }) }), "E6414"],
  "a container": [typed("Kubernetes", { kubernetes: map({ image: text("x") }) }), ""],
  "a container without image": [typed("Kubernetes", { kubernetes: map({ cpu: text("1") }) }), "E6401"],
  "an unknown key of kubernetes": [
    typed("Kubernetes", { kubernetes: map({ image: text("x"), ram: text("1") }) }),
    "E6402",
  ],
  "a command as text": [typed("Kubernetes", { kubernetes: map({ image: text("x"), command: text("sh") }) }), "E6403"],
  "a notebook without image": [typed("Notebook", { notebook: map({ input_path: text("x") }) }), "E6401"],
  "a notebook": [
    typed("Notebook", { notebook: map({ input_path: text("x") }), kubernetes: map({ image: text("x") }) }),
    "",
  ],
  "a notebook with a command": [
    typed("Notebook", {
      notebook: map({ input_path: text("x") }),
      kubernetes: map({ image: text("x"), command: { type: "STRING_ARRAY", value: ["a"] } }),
    }),
    "W6417",
  ],
  "a template of a plain step": [typed("NoOp", {}, { sub_type: "X" }), "W6420"],
  "a subworkflow without id": [request({ steps: [{ subworkflow: { id: "a" } }] }), "E6401"],
  "a subworkflow of a bad version": [
    request({
      steps: [{ subworkflow: { id: "a", params: { subworkflow_id: text("x"), subworkflow_version: text("newest") } } }],
    }),
    "E6422",
  ],
  "a stray type": [
    request({ steps: [{ subworkflow: { id: "a", type: "x", params: { subworkflow_id: text("x") } } }] }),
    "W6227",
  ],

  "a loop without loop_params": [request({ steps: [{ foreach: { id: "f", steps: [step("a")] } }] }), "E6404"],
  "a computed loop_params": [
    request({
      steps: [{ foreach: { id: "f", params: { loop_params: sel("MAP", "new Map()") }, steps: [step("a")] } }],
    }),
    "E6405",
  ],
  "a loop over a scalar": [request({ steps: [foreach("f", { i: long(1) }, [step("a")])] }), "E6406"],
  "a while over a list": [
    request({
      steps: [whileStep("w", "true", { i: { type: "LONG_ARRAY", value: [1] } }, [step("a", { i: long(1) })])],
    }),
    "W6411 E6406",
  ],
  "a loop param twice": [
    request({
      steps: [
        foreach("f", { i: { type: "LONG_ARRAY", value: [1] } }, [
          foreach("g", { i: { type: "LONG_ARRAY", value: [1] } }, [step("a")]),
        ]),
      ],
    }),
    "E6407",
  ],
  "a loop over nothing": [
    request({ steps: [foreach("f", { i: { type: "LONG_ARRAY", value: [] } }, [step("a")])] }),
    "W6409",
  ],
  "a loop without params": [request({ steps: [foreach("f", {}, [step("a")])] }), "W6410"],
  "a loop without steps": [request({ steps: [foreach("f", { i: { type: "LONG_ARRAY", value: [1] } }, [])] }), "E6224"],
  "a loop that never starts": [
    request({ steps: [foreach("f", { i: { type: "LONG_ARRAY", value: [1] } }, [step("a")], { concurrency: 0 })] }),
    "E6232",
  ],
  "a loop that wants too much": [
    request({
      steps: [foreach("f", { i: sel("LONG_ARRAY", "Util.intsBetween(0, 99, 1)") }, [step("a")], { concurrency: 100 })],
    }),
    "W6233",
  ],
  "a loop of too many": [
    request({
      steps: [
        foreach(
          "f",
          Object.fromEntries(["i", "j", "k"].map((name) => [name, { type: "LONG_ARRAY", value: Array(30).fill(1) }])),
          [step("a")],
        ),
      ],
    }),
    "E6408",
  ],
  "a while that never changes": [request({ steps: [whileStep("w", "i < 3", { i: long(0) }, [step("a")])] }), "W6411"],
  "a while fed with another type": [
    request({ steps: [whileStep("w", "i < 3", { i: long(0) }, [step("a", { i: sel("DOUBLE", "i + 0.5") })])] }),
    "E6412",
  ],
  "loop_index given": [
    request({
      steps: [
        foreach("f", { i: { type: "LONG_ARRAY", value: [1] } }, [step("a")], { params: { loop_index: long(1) } }),
      ],
    }),
    "E6421",
  ],

  "a timeout": [wf({ timeout: "2h 30min" }), ""],
  "a timeout in minutes": [wf({ timeout: "1h30m" }), "W6602"],
  "a fraction of an hour": [wf({ timeout: "1.5h" }), "W6602"],
  "no timeout at all": [wf({ timeout: "1w" }), "E6601"],
  "a timeout of none": [wf({ timeout: 0 }), "E6603"],
  "a timeout too long": [wf({ timeout: "121d" }), "E6603"],
  "a negative timeout": [wf({ timeout: "-5s" }), "W6602"],
  retries: [withStep({}, { retry_policy: { error_retry_limit: 3 } }), ""],
  "too many retries": [withStep({}, { retry_policy: { error_retry_limit: 100 } }), "E6213"],
  "retries by a param": [withStep({}, { retry_policy: { error_retry_limit: "${n}" } }), "W6604"],
  "a backoff without type": [withStep({}, { retry_policy: { backoff: {} } }), "E6203"],
  "a fixed backoff": [
    withStep({}, { retry_policy: { backoff: { type: "FIXED_BACKOFF", error_retry_backoff_in_secs: 5 } } }),
    "",
  ],
  "a fixed backoff of timeouts": [
    withStep({}, { retry_policy: { backoff: { type: "FIXED_BACKOFF", timeout_retry_backoff_in_secs: 5 } } }),
    "W6605",
  ],
  "an exponent of a fixed one": [
    withStep({}, { retry_policy: { backoff: { type: "FIXED_BACKOFF", error_retry_exponent: 5 } } }),
    "E6202",
  ],
  "a wait of a day and more": [
    withStep({}, { retry_policy: { backoff: { type: "EXPONENTIAL_BACKOFF", error_retry_backoff_in_secs: "2d" } } }),
    "E6603",
  ],
  "a cron": [cron({ cron: "0 6 * * *", timezone: "America/Los_Angeles" }), ""],
  "a Quartz cron": [cron({ cron: "0 0 12 ? * MON-FRI" }), ""],
  "a cron of every minute": [cron({ cron: "* * * * *" }), "E6608"],
  "an uneven cron": [cron({ cron: "0,1 * * * *" }), "W6609"],
  "a cron out of range": [cron({ cron: "0 24 * * *" }), "E6607"],
  "a cron of four fields": [cron({ cron: "0 6 * *" }), "E6607"],
  "a ? in five fields": [cron({ cron: "0 6 ? * *" }), "E6607"],
  "an unknown zone": [cron({ cron: "0 6 * * *", timezone: "America/Los_Angelos" }), "E6610"],
  "a zone of Java alone": [cron({ cron: "0 6 * * *", timezone: "GMT+2" }), "E6611"],
  "a zone in lower case": [cron({ cron: "0 6 * * *", timezone: "europe/berlin" }), "E6610"],
  "an old zone": [cron({ cron: "0 6 * * *", timezone: "US/Pacific" }), ""],
  "a trigger without type": [wf({ time_triggers: [{ cron: "0 6 * * *" }] }), "E6203"],
  "an interval": [wf({ time_triggers: [{ type: "INTERVAL", interval: "1h" }] }), "E6612"],
  "a known schedule": [wf({ time_triggers: [{ type: "predefined", expression: "@Daily" }] }), ""],
  "an unknown schedule": [wf({ time_triggers: [{ type: "PREDEFINED", expression: "@fortnightly" }] }), "E6207"],
  "a delay": [cron({ cron: "0 6 * * *", fuzzy_max_delay: "5min" }), ""],
  "a delay in milliseconds": [cron({ cron: "0 6 * * *", fuzzy_max_delay: 3_000 }), "W6613"],
  "a delay too small": [cron({ cron: "0 6 * * *", fuzzy_max_delay: 30 }), "E6615"],
  "a delay of nothing": [cron({ cron: "0 6 * * *", fuzzy_max_delay: "30" }), "W6614"],
  "too many signals": [
    wf({ signal_triggers: [{ definitions: Object.fromEntries([..."abcdefghi"].map((name) => [name, {}])) }] }),
    "E6616",
  ],
  "join keys that differ": [
    wf({ signal_triggers: [{ definitions: { a: { join_keys: ["x"] }, b: { join_keys: ["x", "y"] } } }] }),
    "E6618",
  ],
  "a join key that is matched": [
    wf({
      signal_triggers: [{ definitions: { a: { join_keys: ["x"], match_params: { x: { value: 1, operator: "=" } } } } }],
    }),
    "E6619",
  ],
  "an unknown operator": [
    wf({ signal_triggers: [{ definitions: { a: { match_params: { x: { value: 1, operator: "!=" } } } } }] }),
    "E6620",
  ],
  "two ranges": [
    withStep(
      {},
      {
        signal_dependencies: [
          { name: "t", match_params: { a: { param: long(1), operator: ">" }, b: { param: long(1), operator: "<" } } },
        ],
      },
    ),
    "E6621",
  ],
  "a signal param of another type": [
    withStep({}, { signal_outputs: [{ name: "t", params: { a: { type: "DOUBLE", value: 1.5 } } }] }),
    "E6622",
  ],
  "a payload": [withStep({}, { signal_outputs: [{ name: "t", payload: { a: long(1) } }] }), "W6623"],
  "no signals": [withStep({}, { signal_outputs: [] }), "E6617"],
};

it.each(Object.entries(cases))("judges %s", (_title, [content, codes]) => {
  expect(codesOf(content)).toBe(codes);
});

it("judges a definition of too many steps", () => {
  const steps = Array.from({ length: 301 }, (_, at) => step(`s${at}`));
  expect(codesOf(request({ steps }))).toBe("E6217");
});

it("judges a definition of too many bytes", () => {
  const steps = Array.from({ length: 20 }, (_, at) => step(`s${at}`, { p: text("x".repeat(14_000)) }));
  expect(codesOf(request({ steps }))).toBe("E6218");
});

it("judges loops nested too deeply", () => {
  const nested = (depth: number): Json =>
    depth === 0
      ? step("a")
      : foreach(`f${depth}`, { [`i${depth}`]: { type: "LONG_ARRAY", value: [1] } }, [nested(depth - 1)]);
  expect(codesOf(request({ steps: [nested(9)] }))).toBe("");
  expect(codesOf(request({ steps: [nested(10)] }))).toBe("E6229");
});
