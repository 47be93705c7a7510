import {
  type AdversaryCase,
  foreach,
  lit,
  long,
  longs,
  noop,
  own,
  props,
  refused,
  right,
  steps,
  str,
  trap,
  wf,
} from "./adversary-case.js";

type Cases = Readonly<Record<string, readonly AdversaryCase[]>>;

const signal = (more: object) => own({}, { signal_dependencies: [{ name: "s", ...more }] });
const output = (more: object) => own({}, { signal_outputs: [{ name: "s", ...more }] });
const trigger = (more: object) => wf({ time_triggers: [{ type: "CRON", cron: "0 6 * * *", ...more }] });
const listens = (more: object, definition: object = {}) =>
  wf({ signal_triggers: [{ definitions: { s: definition }, ...more }] });
const backoff = (more: object) => own({}, { retry_policy: { backoff: { type: "EXPONENTIAL_BACKOFF", ...more } } });

/** definition.md §2: how JSON is read. */
export const conventionCases: Cases = {
  "§2 unknown keys": [
    refused("workflow", wf({ instanceStepConcurrency: 3 }), "62", "W/instanceStepConcurrency"),
    refused("workflow outputs", wf({ outputs: {} }), "62", "W/outputs"),
    refused("workflow dependencies", wf({ dependencies: [] }), "62", "W/dependencies"),
    refused("workflow owner", wf({ owner: "ann" }), "62", "W/owner"),
    refused("workflow run_strategy", wf({ run_strategy: "PARALLEL" }), "62", "W/run_strategy"),
    refused("workflow version", wf({ version: 3 }), "62", "W/version"),
    refused("step", own({}, { failureMode: "IGNORE_FAILURE" }), "62", "S/failureMode"),
    refused("step retries", own({}, { retries: 3 }), "62", "S/retries"),
    refused("step depends_on", own({}, { depends_on: ["b"] }), "62", "S/depends_on"),
    refused("transition", own({}, { transition: { successor: {} } }), "62", "S/transition/successor"),
    refused("properties", props({ stepConcurrency: 3 }), "62", "P/stepConcurrency"),
    refused(
      "run strategy",
      props({ run_strategy: { rule: "PARALLEL", concurrency: 3 } }),
      "62",
      "P/run_strategy/concurrency",
    ),
    refused("retry policy", own({}, { retry_policy: { error_limit: 3 } }), "62", "S/retry_policy/error_limit"),
    refused("backoff", backoff({ error_backoff: 3 }), "62", "S/retry_policy/backoff/error_backoff"),
    refused("cron trigger", trigger({ time_zone: "UTC" }), "62", "W/time_triggers/0/time_zone"),
    refused("signal trigger", listens({ dedupExpr: "'x'" }), "62", "W/signal_triggers/0/dedupExpr"),
    refused(
      "signal trigger definition",
      listens({}, { joinKeys: [] }),
      "62",
      "W/signal_triggers/0/definitions/s/joinKeys",
    ),
    refused(
      "signal trigger match",
      listens({}, { match_params: { k: { value: "1", operator: "=", param: 1 } } }),
      "62",
    ),
    refused("alerting", props({ alerting: { email: ["a@b.c"] } }), "62", "P/alerting/email"),
    refused("alerting slack", props({ alerting: { slack: { channel: "x" } } }), "62", "P/alerting/slack/channel"),
    refused("pagerduty_configs", props({ alerting: { pagerduty_configs: {} } }), "62", "P/alerting/pagerduty_configs"),
    refused("type config", props({ alerting: { type_configs: { RUN_SUCCESS: { email: [] } } } }), "62"),
    refused("git info", wf({}, { git_info: { commit: "abc" } }), "62", "/git_info/commit"),
    refused("signal dependency", signal({ params: {} }), "62", "S/signal_dependencies/0/params"),
    refused("signal output", output({ match_params: {} }), "62", "S/signal_outputs/0/match_params"),
    right("metadata at the top", wf({}, { source: "git", dsl_lang: "py", team: { a: [1] } })),
    right("attributes of a tag", wf({ tags: [{ name: "t", permit: 5, level: "x" }] })),
    right("more of an owner", props({ owner: { name: "ann", team: "data", slack: ["x"] } })),
    trap("a misspelt key of a param", own({ p: { ...long(1), mod: "CONSTANT" } }), "63", "S/params/p/mod"),
    ...["workflow_id", "workflow_version_id", "version_author", "create_time"].map((key) =>
      refused(`system key ${key}`, wf({}, { [key]: 1 }), "62", `/${key}`),
    ),
  ],
  "§2 letter case": [
    right("param type", own({ p: lit("String", "x"), q: lit("long_array", [1]) })),
    right("trigger type", wf({ time_triggers: [{ type: "Cron", cron: "0 6 * * *" }] })),
    right(
      "backoff type",
      own({}, { retry_policy: { backoff: { type: "fixed_backoff", error_retry_backoff_in_secs: 9 } } }),
    ),
    right("wrapper", steps({ Step: { id: "a", type: "NoOp" } })),
    right("failure mode", own({}, { failure_mode: "Fail_Immediately" })),
    right("criticality", wf({ criticality: "high" })),
    right("run strategy", props({ run_strategy: { rule: "last_only" } })),
    right("param mode", own({ p: long(1, { mode: "constant" }) })),
    right("tag namespace", wf({ tags: [{ name: "t", namespace: "User_Defined" }] })),
    right(
      "alert words",
      props({
        alerting: {
          pagerduty_config: { severity: "ERROR" },
          type_configs: { LONG_RUNNING: { actions: ["Page"], granularity: "all" } },
        },
      }),
    ),
    right("schedule", wf({ time_triggers: [{ type: "PREDEFINED", expression: "DAILY" }] })),
    refused(
      "alert type in lower case",
      props({ alerting: { type_configs: { long_running: {} } } }),
      "62",
      "P/alerting/type_configs/long_running",
    ),
    refused("a key in capitals", wf({ Params: {} }), "62", "W/Params"),
  ],
  "§2 leniency": [
    right("a number as text", steps(foreach({ i: longs(1) }, [noop("b")], { concurrency: "5" }))),
    right("a bool as text", wf({}, { is_active: "false" })),
    right("a text as number", own({}, { name: 5 })),
    trap("a fraction", steps(foreach({ i: longs(1) }, [noop("b")], { concurrency: 5.9 })), "62", "L/concurrency"),
    refused("no number", steps(foreach({ i: longs(1) }, [noop("b")], { concurrency: "five" })), "62", "L/concurrency"),
    refused("no bool", wf({}, { is_active: "yes" }), "62", "/is_active"),
    refused("a list as text", own({}, { name: ["x"] }), "62", "S/name"),
    refused("a scalar as list", wf({ tags: "x" }), "62", "W/tags"),
    refused("a list as object", wf({ params: [] }), "62", "W/params"),
    refused("an object as list", wf({ steps: {} }), "62", "W/steps"),
    right("null keys", wf({ tags: null, params: null, timeout: null, time_triggers: null })),
    refused("a timestamp as words", wf({}, { git_info: { timestamp: "now" } }), "62", "/git_info/timestamp"),
    right(
      "git info",
      wf(
        {},
        {
          git_info: {
            origin: "o",
            branch: "b",
            sha: "s",
            path: "p",
            author: "a",
            timestamp: 1,
            uncommitted_changes: false,
          },
        },
      ),
    ),
  ],
  "§2 size": [
    refused(
      "over 262144 bytes",
      wf({ steps: [], params: {}, description: "x" }, { source: "x".repeat(262_144) }),
      "62",
    ),
    right("under 262144 bytes", wf({}, { source: "x".repeat(261_000) })),
    refused("many bytes a character", wf({}, { source: "é".repeat(131_500) }), "62"),
  ],
  "§2 reading": [
    refused("nothing", "[", "62", ""),
    refused("a trailing comma", '{"workflow": {"id": "a", "steps": [{"step": {"id": "a", "type": "NoOp"}},]}}', "62"),
    refused("a scalar", "[1]", "62"),
    refused("a comment", '{"workflow": {"id": "a", "steps": [{"step": {"id": "a", "type": "NoOp"}}]} /* x */}', "62"),
    refused("single quotes", "{'workflow': {}}", "62"),
    refused("NaN", '{"workflow": {"id": "a", "params": {"x": {"type": "DOUBLE", "value": NaN}}, "steps": []}}', "62"),
    trap(
      "a key twice",
      '{"workflow": {"id": "a", "id": "b", "steps": [{"step": {"id": "a", "type": "NoOp"}}]}}',
      "62",
      "W/id",
    ),
    trap(
      "a param twice",
      '{"workflow": {"id": "b", "params": {"x": {"type": "LONG", "value": 1}, "x": {"type": "LONG", "value": 2}}, "steps": [{"step": {"id": "a", "type": "NoOp"}}]}}',
      "62",
      "W/params/x",
    ),
    right("a byte order mark", `\uFEFF${JSON.stringify(wf({}))}`.replace("\uFEFF", "\uFEFF")),
    right("odd letters", wf({ name: "Ünïcode 🎉", description: "\u0000\u2028", params: { p: str("🎉 \u00e9") } })),
  ],
};
