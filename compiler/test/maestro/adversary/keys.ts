import {
  type AdversaryCase,
  foreach,
  long,
  longs,
  noop,
  own,
  props,
  refused,
  right,
  steps,
  str,
  sub,
  trap,
  typed,
  wf,
  whileStep,
} from "./adversary-case.js";

type Cases = Readonly<Record<string, readonly AdversaryCase[]>>;

const text = (length: number): string => "x".repeat(length);
const tct = (value: object) => props({ alerting: { tct: value } });
const tag = (value: unknown) => wf({ tags: [value] });

const badIds = ["", "-x", ".x", "a b", "ä", "a/b", "a:b", "maestro_x", "Maestro_x", "MAESTRO_X", text(129)];
const badStepIds = [...badIds, "1a", "a__b", "__a", "a__"];

/** definition.md §3, §4 and §8: the key tree, what a push checks, and the limits. */
export const keyCases: Cases = {
  "§3.2 properties": [
    refused("no workflow", { properties: { owner: "a" } }, "62", ""),
    refused("owner without name", props({ owner: { mail: "x" } }), "62", "P/owner"),
    refused("access control", props({ access_control: { x: 1 } }), "62", "P/access_control"),
    right("access control of null", props({ access_control: null })),
    ...["SEQUENTIAL", "STRICT_SEQUENTIAL", "FIRST_ONLY", "LAST_ONLY", "PARALLEL", "SERIAL_LATEST_ONLY"].map((rule) =>
      right(`rule ${rule}`, props({ run_strategy: rule })),
    ),
    refused("an unknown rule", props({ run_strategy: "CONCURRENT" }), "62", "P/run_strategy"),
    refused("an unknown rule inside", props({ run_strategy: { rule: "FIFO" } }), "62", "P/run_strategy/rule"),
    refused("no rule", props({ run_strategy: {} }), "62", "P/run_strategy"),
    right("a number", props({ run_strategy: 7 })),
    refused("0", props({ run_strategy: 0 }), "62", "P/run_strategy"),
    refused("1001", props({ run_strategy: 1001 }), "62", "P/run_strategy"),
    refused(
      "concurrency 0",
      props({ run_strategy: { rule: "PARALLEL", workflow_concurrency: 0 } }),
      "62",
      "P/run_strategy/workflow_concurrency",
    ),
    refused("concurrency 1001", props({ run_strategy: { rule: "PARALLEL", workflow_concurrency: 1001 } }), "62"),
    right("concurrency 1000", props({ run_strategy: { rule: "PARALLEL", workflow_concurrency: 1000 } })),
    refused(
      "concurrency 2 in sequence",
      props({ run_strategy: { rule: "FIRST_ONLY", workflow_concurrency: 2 } }),
      "62",
    ),
    right(
      "concurrency 1 in sequence",
      props({ run_strategy: { rule: "SERIAL_LATEST_ONLY", workflow_concurrency: 1 } }),
    ),
    ...[0, -1, 1001].map((n) =>
      refused(`step_concurrency ${n}`, props({ step_concurrency: n }), "62", "P/step_concurrency"),
    ),
    ...[1, 1000].map((n) => right(`step_concurrency ${n}`, props({ step_concurrency: n }))),
    refused("description", props({ description: text(16_385) }), "62", "P/description"),
    right("description", props({ description: text(16_384) })),
    refused("tags", props({ tags: [{ name: "x" }] }), "62", "P/tags"),
    right("no tags", props({ tags: [] })),
    right(
      "switches",
      props({ alerting_disabled: true, signal_trigger_disabled: "false", time_trigger_disabled: false }),
    ),
    refused("a switch of words", props({ time_trigger_disabled: "no" }), "62", "P/time_trigger_disabled"),
  ],
  "§3.3 workflow": [
    ...badIds.map((id) => refused(`id ${id.slice(0, 20)}`, wf({ id }), "62", "W/id")),
    refused("id end", wf({ id: "x_Maestro" }), "62", "W/id"),
    refused("no id", { workflow: { steps: [noop("a")] } }, "62", "W"),
    ...["1", "_x", "a.b-c_d", "maestro", "maestro.x", "a__b", text(128)].map((id) =>
      right(`id ${id.slice(0, 20)}`, wf({ id })),
    ),
    refused("name", wf({ name: text(257) }), "62", "W/name"),
    right("name", wf({ name: text(256) })),
    refused("description", wf({ description: text(16_385) }), "62", "W/description"),
    refused("criticality", wf({ criticality: "P1" }), "62", "W/criticality"),
    ...[0, 1000, -5].map((n) =>
      refused(
        `instance_step_concurrency ${n}`,
        wf({ instance_step_concurrency: n }),
        "62",
        "W/instance_step_concurrency",
      ),
    ),
    ...[1, 999].map((n) => right(`instance_step_concurrency ${n}`, wf({ instance_step_concurrency: n }))),
    refused("steps of null", wf({ steps: null }), "62"),
    refused("no steps", wf({ steps: [] }), "62", "W/steps"),
  ],
  "§3.4 steps": [
    ...badStepIds.map((id) => refused(`id ${id.slice(0, 20)}`, steps(noop(id)), "62", "S/id")),
    ...["_a", "a.b-c", "a_b", "maestro", "a_maestro", text(128)].map((id) =>
      right(`id ${id.slice(0, 20)}`, steps(noop(id))),
    ),
    refused("no id", steps({ step: { type: "NoOp" } }), "62", "S"),
    refused("a bad id in a loop", steps(foreach({ i: longs(1) }, [noop("1b")])), "62", "L/steps/0/step/id"),
    refused("no wrapper", steps({ id: "a", type: "NoOp" }), "62"),
    refused("a wrapper of null", steps({ step: null } as never), "62"),
    refused("an empty wrapper", steps({}), "62", "W/steps/0"),
    refused("a step of null", wf({ steps: [null] }), "62", "W/steps/0"),
    refused("two wrappers", steps({ ...noop("a"), ...sub({ subworkflow_id: str("x") }) }), "62", "W/steps/0"),
    refused("an unknown wrapper", steps({ job: { id: "a", type: "NoOp" } }), "62", "W/steps/0/job"),
    refused("name", own({}, { name: text(257) }), "62", "S/name"),
    refused("description", own({}, { description: text(16_385) }), "62", "S/description"),
    refused("transition of null", own({}, { transition: null }), "62", "S/transition"),
    right("an empty transition", own({}, { transition: {} })),
    refused("failure mode", own({}, { failure_mode: "CONTINUE" }), "62", "S/failure_mode"),
    refused("no type", steps({ step: { id: "a" } }), "62", "S"),
    refused("an unknown type", typed("Bash", {}), "62", "S/type"),
    ...["Titus", "JOIN", "template", "FOREACH", "while", "subworkflow"].map((type) =>
      refused(`type ${type}`, typed(type, {}), "62", "S/type"),
    ),
    ...["Titus", "Join", "template", "subworkflow"].map((type) =>
      refused(
        `nested type ${type}`,
        steps(foreach({ i: longs(1) }, [{ step: { id: "b", type } }])),
        "62",
        "L/steps/0/step/type",
      ),
    ),
    refused("a template step", steps({ template: { id: "t", sub_type: "x" } }), "62", "W/steps/0/template"),
    refused(
      "a nested template step",
      steps(foreach({ i: longs(1) }, [{ template: { id: "t", sub_type: "x" } }])),
      "62",
      "L/steps/0/template",
    ),
    ...["retry_policy", "sub_type"].flatMap((key) => [
      refused(
        `${key} on a foreach`,
        steps(foreach({ i: longs(1) }, [noop("b")], { [key]: key === "sub_type" ? "x" : {} })),
        "62",
        `L/${key}`,
      ),
      refused(
        `${key} on a while`,
        steps(
          whileStep("i < 3", { i: long(0) }, [noop("b", { params: { i: long(5) } })], {
            [key]: key === "sub_type" ? "x" : {},
          }),
        ),
        "62",
        `H/${key}`,
      ),
      refused(
        `${key} on a subworkflow`,
        steps(sub({ subworkflow_id: str("x") }, { [key]: key === "sub_type" ? "x" : {} })),
        "62",
        `/workflow/steps/0/subworkflow/${key}`,
      ),
    ]),
    trap("a stray type", steps(foreach({ i: longs(1) }, [noop("b")], { type: "foreach" })), "62", "L/type"),
    refused(
      "sub_type_version on a subworkflow",
      steps(sub({ subworkflow_id: str("x") }, { sub_type_version: "1" })),
      "62",
    ),
    refused("concurrency on a step", own({}, { concurrency: 3 }), "62", "S/concurrency"),
    refused("sync on a step", own({}, { sync: true }), "62", "S/sync"),
    refused("steps on a step", own({}, { steps: [] }), "62", "S/steps"),
    refused(
      "condition on a foreach",
      steps(foreach({ i: longs(1) }, [noop("b")], { condition: "true" })),
      "62",
      "L/condition",
    ),
    refused(
      "concurrency on a while",
      steps(whileStep("i < 3", { i: long(0) }, [noop("b", { params: { i: long(5) } })], { concurrency: 2 })),
      "62",
      "H/concurrency",
    ),
    refused(
      "no condition",
      steps({
        while: {
          id: "w",
          params: { loop_params: { type: "MAP", value: { i: long(0) } } },
          steps: [noop("b", { params: { i: long(5) } })],
        },
      }),
      "62",
      "H",
    ),
    refused(
      "concurrency 501",
      steps(foreach({ i: longs(1) }, [noop("b")], { concurrency: 501 })),
      "62",
      "L/concurrency",
    ),
    ...[0, -1].map((n) =>
      refused(
        `concurrency ${n}`,
        steps(foreach({ i: longs(1) }, [noop("b")], { concurrency: n })),
        "62",
        "L/concurrency",
      ),
    ),
    right("sync", steps(sub({ subworkflow_id: str("x") }, { sync: false, explicit_params: true }))),
    refused("sync of words", steps(sub({ subworkflow_id: str("x") }, { sync: "later" })), "62"),
    right("strict ordering", steps(foreach({ i: longs(1) }, [noop("b")], { strict_ordering: true }))),
  ],
  "§3.5 tags": [
    ...["a;b", "", "  ", "a\tb", "ä", "a#b", "a!", "maestro_x", "x_maestro", text(257)].map((name) =>
      refused(`tag ${name.slice(0, 9)}`, tag(name), "62", "W/tags/0"),
    ),
    ...["a b", "a.b,c:d@e&f='(g){h}$+[i]-/\\", text(256), "maestro"].map((name) =>
      right(`tag ${name.slice(0, 9)}`, tag(name)),
    ),
    refused("no name", tag({ namespace: "SYSTEM" }), "62", "W/tags/0"),
    refused("namespace", tag({ name: "x", namespace: "TEAM" }), "62", "W/tags/0/namespace"),
    refused("twice", wf({ tags: ["x", { name: "x", namespace: "SYSTEM" }] }), "62", "W/tags/1/name"),
    refused("on a step", own({}, { tags: ["a;b"] }), "62", "S/tags/0"),
    refused("on a param", own({ p: long(1, { tags: ["a;b"] }) }), "62", "S/params/p/tags/0"),
    refused(
      "on a nested step",
      steps(foreach({ i: longs(1) }, [noop("b", { tags: ["a;b"] })])),
      "62",
      "L/steps/0/step/tags/0",
    ),
  ],
  "§3.6 alerting": [
    right(
      "all of it",
      props({
        alerting: {
          emails: ["a@b.c"],
          pagerduties: ["x"],
          slack: { users: ["u"], channels: ["c"], mention_users: ["m"] },
          bypass_digest_config: { workflow: true, steps: ["a"] },
          pagerduty_config: { severity: "critical", always_page: true },
          tct: { completed_by_hour: 9, tz: "UTC" },
          type_configs: { SUCCESS_WITHIN: { duration_minutes: 5, disabled: false } },
        },
      }),
    ),
    refused("no tct", tct({ tz: "UTC" }), "62", "P/alerting/tct"),
    refused("two tcts", tct({ completed_by_hour: 9, completed_by_ts: 1 }), "62", "P/alerting/tct"),
    right("a tct", tct({ duration_minutes: 90 })),
    refused(
      "severity",
      props({ alerting: { pagerduty_config: { severity: "high" } } }),
      "62",
      "P/alerting/pagerduty_config/severity",
    ),
    refused("action", props({ alerting: { type_configs: { RUN_SUCCESS: { actions: ["SMS"] } } } }), "62"),
    refused("granularity", props({ alerting: { type_configs: { RUN_SUCCESS: { granularity: "JOB" } } } }), "62"),
    refused(
      "alert type",
      props({ alerting: { type_configs: { FAILURE: {} } } }),
      "62",
      "P/alerting/type_configs/FAILURE",
    ),
    trap("an address of no param", props({ alerting: { emails: ["${team}@x.org"] } }), "63", "P/alerting/emails"),
    refused("emails as a text", props({ alerting: { emails: "a@b.c" } }), "62", "P/alerting/emails"),
  ],
  "§4.2 graph": [
    refused("twice over levels", steps(noop("b"), foreach({ i: longs(1) }, [noop("b")])), "62"),
    refused(
      "unknown successor",
      own({}, { transition: { successors: { z: "true" } } }),
      "62",
      "S/transition/successors/z",
    ),
    refused(
      "a successor inside a loop",
      steps(noop("a", { transition: { successors: { b: "true" } } }), foreach({ i: longs(1) }, [noop("b")])),
      "62",
    ),
    refused(
      "a successor outside the loop",
      steps(foreach({ i: longs(1) }, [noop("b", { transition: { successors: { c: "true" } } })]), noop("c")),
      "62",
    ),
    refused(
      "a cycle",
      steps(
        noop("a", { transition: { successors: { b: "true" } } }),
        noop("b", { transition: { successors: { a: "true" } } }),
      ),
      "62",
    ),
    refused(
      "a cycle in a loop",
      steps(
        foreach({ i: longs(1) }, [
          noop("a", { transition: { successors: { b: "true" } } }),
          noop("b", { transition: { successors: { a: "true" } } }),
        ]),
      ),
      "62",
    ),
    refused("a step to itself", own({}, { transition: { successors: { a: "true" } } }), "62"),
    refused(
      "predecessors twice",
      steps(
        noop("a", { transition: { successors: { b: "true" } } }),
        noop("b", { transition: { predecessors: ["a", "a"] } }),
      ),
      "62",
      "T/transition/predecessors",
    ),
    refused(
      "predecessors amiss",
      steps(noop("a"), noop("b", { transition: { predecessors: ["a"] } })),
      "62",
      "T/transition/predecessors",
    ),
    right(
      "predecessors",
      steps(
        noop("a", { transition: { successors: { b: "true" } } }),
        noop("b", { transition: { predecessors: ["a"] } }),
      ),
    ),
    right(
      "no predecessors given",
      steps(noop("a", { transition: { successors: { b: "true" } } }), noop("b", { transition: { successors: {} } })),
    ),
    right(
      "predecessors of a loop's step",
      steps(foreach({ i: longs(1) }, [noop("a", { transition: { predecessors: [] } })])),
    ),
    right(
      "a diamond",
      steps(
        noop("a", { transition: { successors: { b: "true", c: "true" } } }),
        noop("b", { transition: { successors: { d: "true" } } }),
        noop("c", { transition: { successors: { d: "true" } } }),
        noop("d"),
      ),
    ),
    refused("an empty body", steps(foreach({ i: longs(1) }, [])), "62", "L/steps"),
    refused(
      "no body",
      steps({ foreach: { id: "f", params: { loop_params: { type: "MAP", value: { i: longs(1) } } } } }),
      "62",
    ),
    right(
      "siblings share names",
      steps(foreach({ i: longs(1) }, [noop("b")]), {
        foreach: { id: "g", params: { loop_params: { type: "MAP", value: { i: longs(1) } } }, steps: [noop("c")] },
      }),
    ),
    refused(
      "nested loops share names",
      steps(
        foreach({ i: longs(1) }, [
          {
            foreach: { id: "g", params: { loop_params: { type: "MAP", value: { i: longs(1) } } }, steps: [noop("c")] },
          },
        ]),
      ),
      "64",
    ),
    refused("301 steps", wf({ steps: Array.from({ length: 301 }, (_, at) => noop(`s${at}`)) }), "62"),
    right("300 steps", wf({ steps: Array.from({ length: 300 }, (_, at) => noop(`s${at}`)) })),
    refused(
      "301 with nested ones",
      steps(
        foreach(
          { i: longs(1) },
          Array.from({ length: 300 }, (_, at) => noop(`s${at}`)),
        ),
      ),
      "62",
    ),
    trap("a step that never runs", steps(noop("a", { transition: { successors: { b: "false" } } }), noop("b")), "62"),
  ],
};
