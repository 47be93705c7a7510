import { foreach, lit, long, longs, map, noop, sel, str, sub } from "./adversary-case.js";

import { cron, flow, next, when, words } from "./correct-builders.js";

type Json = Record<string, unknown>;

/** More of them. */
export const moreRequests: Readonly<Record<string, Json>> = {
  "param types": flow("types", {
    params: {
      a: str("x"),
      b: long(-5),
      c: lit("DOUBLE", "1.50"),
      d: lit("BOOLEAN", "false"),
      e: lit("STRING_MAP", { k: "v" }),
      f: words(),
      g: longs(1),
      h: lit("DOUBLE_ARRAY", [1.5]),
      i: lit("BOOLEAN_ARRAY", [true]),
      j: map({ k: long(1), l: map({ m: str("$a") }) }),
    },
    steps: [
      noop("use", {
        params: {
          all: sel("STRING", "a + b + c + d + e.size() + f.length + g[0] + h[0] + i[0] + j.size()"),
          text: str("$a ${b} $c $d $e $f $g $h $i $j"),
        },
      }),
    ],
  }),
  modes: flow("modes", {
    params: {
      a: str("x", { mode: "CONSTANT" }),
      b: long(1, { mode: "MUTABLE_ON_START" }),
      c: long(1, { mode: "IMMUTABLE", tags: ["t"] }),
      RUN_TS: long(1767225600000),
      TARGET_RUN_DATE: str("20260101", { mode: "MUTABLE_ON_START" }),
    },
    steps: [noop("s")],
  }),
  dates: flow("dates", {
    params: {
      run_day: sel("STRING", "TARGET_RUN_DATE"),
      week_start: sel(
        "STRING",
        "d = DateTimeFormat.forPattern('yyyyMMdd').withZone(DateTimeZone.forID('UTC')).parseDateTime(run_day); return d.withDayOfWeek(1).toString('yyyy-MM-dd');",
      ),
      month: sel("STRING", "new DateTime(RUN_TS, DateTimeZone.forID('America/New_York')).toString('yyyy-MM')"),
      lookback: sel("LONG_ARRAY", "Util.dateIntsBetween(Util.incrementDateInt(run_day, -7), run_day, 1)"),
      millis: sel("LONG", "Util.dateIntHourToTs(run_day, TARGET_RUN_HOUR, 'UTC', 1, 0)"),
      age: sel("LONG", "Days.daysBetween(new DateTime(0), new DateTime(RUN_TS)).getDays()"),
    },
    steps: [noop("s", { params: { first: sel("LONG", "lookback[0]") } })],
  }),
  strings: flow("strings", {
    params: {
      name: str("Ann Lee"),
      slug: sel("STRING", "name.toLowerCase().replaceAll('[^a-z]+', '-')"),
      parts: sel("STRING_ARRAY", "name.split(' ')"),
      first: sel("STRING", "parts.length > 0 ? parts[0] : ''"),
      padded: sel("STRING", "String.format('%05d|%s|%.2f', 7, name, 1.5)"),
      joined: sel("STRING", "String.join('+', parts)"),
      size: sel("LONG", "name.trim().length()"),
    },
    steps: [noop("s")],
  }),
  "required param": flow("required", {
    params: {
      dt: sel(
        "STRING",
        "if (params.getFromInstance('INITIATOR_TYPE') == 'VALIDATION') { return '20260101'; } throw 'dt is required';",
      ),
    },
    steps: [noop("s", { params: { day: str("$dt") } })],
  }),
  "instance fields": flow("fields", {
    params: {
      who: sel("STRING", "params.getFromInstance('owner')"),
      zone: sel("STRING", "params.getFromInstance('FIRST_TIME_TRIGGER_TIMEZONE')"),
      id: sel("STRING", "params.getFromInstance('workflow_id')"),
      policy: sel("STRING", "params.getFromInstance('RUN_POLICY')"),
    },
    steps: [
      noop("s", {
        params: {
          run: sel("LONG", "params.getFromInstance('workflow_run_id')"),
          attempt: sel("LONG", "params.getFromStep('step_attempt_id')"),
          env: sel("STRING", "params.getExecutionEnvironment()"),
          unique: sel("LONG", "params.nextUniqueId()"),
        },
      }),
    ],
  }),
  "retries by params": flow("retries", {
    params: { tries: long(5), wait: str("10min"), limit: str("2h") },
    timeout: "${limit}",
    steps: [
      noop("s", {
        timeout: "$limit",
        retry_policy: {
          error_retry_limit: "${tries}",
          platform_retry_limit: 0,
          timeout_retry_limit: "1",
          backoff: { type: "fixed_backoff", error_retry_backoff_in_secs: "${wait}", platform_retry_backoff_in_secs: 5 },
        },
      }),
    ],
  }),
  "guarded reading": flow("guarded", {
    steps: [
      noop("a", { params: { p: long(1) }, ...when({ b: "p > 1", c: "true" }) }),
      noop("b", { params: { q: long(2) }, ...next("c") }),
      noop("c", {
        params: {
          r: sel(
            "LONG",
            "params.getFromStep('b', 'MAESTRO_STEP_STATUS') == 'SUCCEEDED' ? params.getFromStep('b', 'q') : 0",
          ),
        },
      }),
    ],
  }),
  alerting: {
    properties: {
      owner: { name: "ann", team: "x" },
      run_strategy: 5,
      alerting: {
        emails: ["${team}@x.org", "a@b.c"],
        slack: { channels: ["#etl"], mention_users: ["ann"] },
        tct: { duration_minutes: 90 },
        type_configs: {
          STEP_FAILURE: { actions: ["EMAIL", "page"], granularity: "step" },
          LONG_RUNNING: { duration_minutes: 60 },
        },
      },
    },
    workflow: { id: "alerts", params: { team: str("etl") }, steps: [noop("s")] },
    git_info: { branch: "main", sha: "abc", timestamp: 1767225600, uncommitted_changes: false },
    source: "git",
    dsl_lang: "py",
  },
  "latest only": {
    properties: { owner: "ann", run_strategy: "LAST_ONLY", description: "x" },
    workflow: { id: "latest", instance_step_concurrency: 50, steps: [noop("s")] },
  },
  "no properties": { workflow: { id: "bare", steps: [noop("s")] } },
  "old letter case": {
    properties: { owner: "ann", run_strategy: { rule: "parallel", workflow_concurrency: "3" } },
    workflow: {
      id: "case",
      steps: [
        {
          STEP: {
            id: "a",
            type: "NOOP",
            failure_mode: "fail_immediately",
            params: { p: { type: "String", value: 5 }, q: { type: "boolean", value: "TRUE" } },
          },
        },
      ],
    },
  },
  "dotted ids": flow("dots", {
    steps: [
      noop("job.1", { params: { "p-1": long(1) }, ...next("job.2") }),
      noop("job.2", { params: { a: str("${job.1__p-1}"), b: sel("LONG", "params.getFromStep('job.1', 'p-1')") } }),
    ],
  }),
  templates: flow("templates", {
    params: { job_template_version: str("2") },
    steps: [
      {
        step: {
          id: "spark",
          type: "Kubernetes",
          sub_type: "spark_sql",
          sub_type_version: "default",
          params: { query: str("select 1") },
          ...next("end"),
        },
      },
      noop("end", { params: { id: sel("STRING", "spark__application_id") } }),
    ],
  }),
  "quartz crons": flow("crons", {
    time_triggers: [
      cron("0 0 12 ? * MON-FRI"),
      cron("0 0/30 8-18 * * ?", "UTC"),
      cron("0 0 3 L * ?", "Asia/Tokyo"),
      { type: "CRON", cron: "*/10 * * * *", fuzzy_max_delay: "5min" },
      { type: "PREDEFINED", expression: "daily" },
    ],
    steps: [noop("s")],
  }),
  "many steps": flow("many", {
    steps: Array.from({ length: 200 }, (_, at) => noop(`s${at}`, at < 199 ? next(`s${at + 1}`) : {})),
  }),
  "deep carry": flow("deep", {
    params: { top: long(1) },
    steps: [
      foreach(
        { i: longs(1, 2) },
        [
          noop("x", { params: { y: sel("LONG", "top + i + base") }, ...next("g") }),
          {
            foreach: {
              id: "g",
              params: {
                base2: sel("LONG", "base + x__y"),
                loop_params: map({ j: sel("LONG_ARRAY", "Util.intsBetween(0, x__y, 1)") }),
              },
              steps: [noop("z", { params: { all: sel("LONG", "top + i + j + base + base2") } })],
            },
          },
        ],
        { params: { base: long(10) } },
      ),
    ],
  }),
  "shadowing done right": flow("shadow", {
    params: { n: long(1) },
    steps: [noop("a", { params: { n: sel("LONG", "n + 1"), m: sel("LONG", "a__n * 2") } })],
  }),
  "loop over a map's list": flow("map_list", {
    params: { conf: map({ size: long(3) }) },
    steps: [
      noop("prep", {
        params: {
          size: sel("LONG", "conf.containsKey('size') ? conf.getOrDefault('size', 1) : 1"),
          list: sel("LONG_ARRAY", "Util.intsBetween(0, size, 1)"),
        },
        ...next("f"),
      }),
      foreach({ i: sel("LONG_ARRAY", "prep__list") }, [noop("b")]),
    ],
  }),
  "sel program": flow("program", {
    params: {
      xs: longs(3, 1, 2),
      sum: sel("LONG", "total = 0; for (int i = 0; i < xs.length; i += 1) { total += xs[i]; } return total;"),
      mean: sel("DOUBLE", "sum / (xs.length * 1.0)"),
      even: sel("BOOLEAN", "sum % 2 == 0"),
      evens: sel(
        "STRING",
        "out = ''; for (int i = 0; i < xs.length; i += 1) { if (xs[i] % 2 == 0) { out += xs[i] + ','; } } return out;",
      ),
    },
    steps: [noop("s", { ...when({ t: "even && mean > 1.0" }) }), noop("t")],
  }),
};

/** Several files that belong together; all are right. */
export const correctTogether: readonly (readonly Json[])[] = [
  [
    flow("parent", {
      params: { dt: str("20260101"), secret: long(5) },
      steps: [
        sub(
          { subworkflow_id: str("kid"), day: sel("STRING", "dt"), limit: long(3) },
          { explicit_params: true, ...next("then") },
        ),
        noop("then", { params: { rows: sel("LONG", "params.getFromSubworkflow('s', 'load', 'rows')") } }),
      ],
    }),
    flow("kid", {
      params: { day: str("x", { mode: "MUTABLE_ON_START" }), limit: long(1) },
      steps: [noop("load", { params: { rows: sel("LONG", "limit * 2"), text: str("$day") } })],
    }),
  ],
  [
    flow("outer", { params: { dt: str("20260101") }, steps: [sub({ subworkflow_id: str("inherits") })] }),
    flow("inherits", { steps: [noop("use", { params: { text: str("${dt}") } })] }),
  ],
];
