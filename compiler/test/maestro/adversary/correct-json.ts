import { foreach, lit, long, longs, map, noop, sel, str, sub, whileStep } from "./adversary-case.js";

import { bash, book, cron, flow, http, named, next, pod, when, words } from "./correct-builders.js";

type Json = Record<string, unknown>;

/** Create requests as data engineers write them; all are right. */
export const correctRequests: Readonly<Record<string, Json>> = {
  "daily etl": flow("sales_daily", {
    name: "Sales, daily",
    description: "Loads sales of the day before",
    timeout: "6h",
    criticality: "HIGH",
    tags: ["sales", { name: "team:finance", namespace: "USER_DEFINED" }],
    time_triggers: [cron("15 4 * * *")],
    params: {
      run_date: sel("STRING", "Util.incrementDateInt(TARGET_RUN_DATE, -1)"),
      table: str("prod.sales"),
      bucket: str("s3://lake/${table}/dt=${run_date}"),
    },
    steps: [
      pod("extract", bash("python extract.py --date ${run_date} --out ${bucket}/raw"), {
        ...next("transform"),
        retry_policy: {
          error_retry_limit: 3,
          backoff: {
            type: "EXPONENTIAL_BACKOFF",
            error_retry_backoff_in_secs: 30,
            error_retry_exponent: 2,
            error_retry_limit_in_secs: 600,
          },
        },
      }),
      pod(
        "transform",
        bash("spark-submit job.py ${bucket}/raw ${bucket}/clean"),
        { ...next("audit"), timeout: "2h 30min" },
        { rows: long(0) },
      ),
      pod("audit", bash("python audit.py --rows ${transform__rows}"), when({ publish: "passed", alert: "!passed" }), {
        passed: lit("BOOLEAN", false),
      }),
      pod("publish", bash("python publish.py ${bucket}/clean"), {
        signal_outputs: [
          { name: "table/${table}", params: { dateint: str("${run_date}"), rows: sel("LONG", "transform__rows") } },
        ],
      }),
      http(
        "alert",
        "https://hooks.example.org/data",
        {},
        {},
        { method: str("POST"), body: str('{"text": "audit failed for ${run_date}"}') },
      ),
    ],
  }),
  "backfill over dates": flow("backfill", {
    params: { from_date: long(20260101), to_date: long(20260201) },
    steps: [
      foreach(
        { dateint: sel("LONG_ARRAY", "return Util.dateIntsBetween(from_date, to_date, 1);") },
        [pod("load", bash("./load.sh ${dateint}"), next("check")), pod("check", bash("./check.sh ${dateint}"))],
        { concurrency: 10, strict_ordering: true },
      ),
    ],
  }),
  "backfill by a subworkflow": flow("backfill_child", {
    params: { dates: sel("LONG_ARRAY", "Util.dateIntsBetween(20260101, 20260110, 1)") },
    steps: [
      foreach({ d: sel("LONG_ARRAY", "dates") }, [
        sub({ subworkflow_id: str("sales_daily"), run_date: sel("STRING", "'' + d") }, { explicit_params: true }),
      ]),
    ],
  }),
  "grid search": flow("train_grid", {
    params: { rates: lit("DOUBLE_ARRAY", [0.1, 0.01]), depths: longs(4, 6, 8), floor: lit("DOUBLE", 0.8) },
    steps: [
      foreach(
        { rate: sel("DOUBLE_ARRAY", "rates"), depth: sel("LONG_ARRAY", "depths") },
        [
          pod(
            "fit",
            bash("python fit.py --rate ${rate} --depth ${depth} --seed ${loop_index}"),
            {},
            { auc: lit("DOUBLE", 0), uri: str("") },
          ),
        ],
        { ...next("pick"), concurrency: 6 },
      ),
      noop("pick", {
        params: {
          aucs: sel("DOUBLE_ARRAY", "params.getFromForeach('f', 'fit', 'auc')"),
          best: sel(
            "LONG",
            "b = 0; for (int i = 1; i < aucs.length; i += 1) { if (aucs[i] > aucs[b]) { b = i; } } return b;",
          ),
          top: sel("DOUBLE", "aucs[best]"),
        },
        ...when({ deploy: "top >= floor", give_up: "top < floor" }),
      }),
      pod("deploy", bash("deploy ${pick__best}")),
      noop("give_up"),
    ],
  }),
  "poll until ready": flow("poll", {
    params: { job: str("abc-1") },
    steps: [
      whileStep("state != 'done' && tries < 20", { state: str("new"), tries: long(0) }, [
        { step: { id: "nap", type: "Sleep", params: { sleep_seconds: long(30) }, ...next("ask") } },
        http(
          "ask",
          "https://api.example.org/jobs/${job}",
          {},
          {
            state: sel("STRING", "'running'"),
            tries: sel("LONG", "tries + 1"),
            state_expr: str("status_code == 200 ? 'DONE' : (status_code == 429 ? 'PLATFORM_ERROR' : 'USER_ERROR')"),
          },
        ),
      ]),
    ],
  }),
  "while with a feed": flow("pages", {
    steps: [
      whileStep("cursor != ''", { cursor: str("start") }, [
        pod("page", bash("fetch.sh '${cursor}'"), next("carry"), { next_cursor: str("") }),
        noop("carry", { params: { cursor: sel("STRING", "page__next_cursor") } }),
      ]),
    ],
  }),
  "signal trigger": flow("on_tables", {
    signal_triggers: [
      {
        definitions: {
          "table/sales": {
            match_params: { region: { value: "us", operator: "=" }, rows: { value: 100, operator: ">=" } },
            join_keys: ["dateint"],
          },
          "table/users": { join_keys: ["dt"] },
        },
        params: { source: str("tables"), priority: long(3) },
        dedup_expr: "'once'",
      },
    ],
    steps: [
      noop("read", {
        params: {
          dateint: sel("STRING", "params.getFromSignal('table/sales', 'dateint')"),
          source: sel("STRING", "params.getFromSignal('source')"),
          other: sel("STRING", "params.getFromSignalOrDefault('table/users', 'dt', 'none')"),
        },
      }),
    ],
  }),
  "signal dependency": flow("waits", {
    time_triggers: [cron("0 6 * * *", "UTC")],
    steps: [
      noop("gate", {
        signal_dependencies: [
          { name: "table/sales/${RUN_DATE}" },
          {
            name: "table/users",
            match_params: {
              dateint: { param: sel("LONG", "Util.dateIntToTs(RUN_DATE)"), operator: ">=" },
              kind: { param: str("full"), operator: "=" },
            },
          },
        ],
        params: { seen: sel("STRING", "params.getFromSignalDependency('1', 'dateint')") },
      }),
    ],
  }),
  "conditional branches": flow("branches", {
    params: { day: sel("LONG", "new DateTime(RUN_TS, DateTimeZone.forID('UTC')).getDayOfWeek()") },
    steps: [
      noop("start", { ...when({ weekday: "day < 6", weekend: "day >= 6" }) }),
      noop("weekday", next("end")),
      noop("weekend", next("end")),
      noop("end"),
    ],
  }),
  "diamond with a join": flow("diamond", {
    steps: [
      noop("a", next("b", "c")),
      pod("b", bash("true"), next("d")),
      pod("c", bash("true"), next("d")),
      noop("d", { transition: { predecessors: ["b", "c"], successors: {} } }),
    ],
  }),
  "nested loops": flow("nested", {
    params: { regions: words("us", "eu"), days: longs(1, 2, 3) },
    steps: [
      foreach({ region: sel("STRING_ARRAY", "regions") }, [
        {
          foreach: {
            id: "inner",
            params: { label: sel("STRING", "region + '-x'"), loop_params: map({ day: sel("LONG_ARRAY", "days") }) },
            steps: [noop("work", { params: { key: str("${label}/${region}/${day}/${loop_index}") } })],
          },
        },
      ]),
    ],
  }),
  "while in foreach": flow("while_in_foreach", {
    steps: [
      foreach({ n: longs(1, 2) }, [
        whileStep("i < n", { i: long(0) }, [noop("tick", { params: { i: sel("LONG", "i + 1") } })]),
      ]),
    ],
  }),
  "carried outer value": flow("carried", {
    steps: [
      noop("list", { params: { files: words("a", "b"), total: sel("LONG", "files.length") }, ...next("f") }),
      foreach(
        { file: sel("STRING_ARRAY", "list__files") },
        [noop("one", { params: { text: str("${file} of ${count}") } })],
        { params: { count: sel("LONG", "list__total") } },
      ),
    ],
  }),
  "subworkflow outputs": flow("caller", {
    steps: [
      named(
        sub(
          { subworkflow_id: str("child"), subworkflow_version: str("latest"), dt: str("${RUN_DATE}") },
          next("after"),
        ),
        "run_child",
      ),
      noop("after", {
        params: {
          rows: sel("LONG", "params.getFromSubworkflow('run_child', 'load', 'rows')"),
          status: sel("STRING", "params.getFromStep('run_child', 'MAESTRO_STEP_STATUS')"),
        },
      }),
    ],
  }),
  "asynchronous child": flow("fire", {
    steps: [sub({ subworkflow_id: str("cleanup"), subworkflow_version: str("3") }, { sync: false })],
  }),
  notebooks: flow("reports", {
    params: { country: str("DE") },
    time_triggers: [{ type: "PREDEFINED", expression: "@weekly", timezone: "Europe/Berlin" }],
    steps: [
      book("report", "s3://nb/report.ipynb", ["-p", "country", "${country}", "-p", "date", "$RUN_DATE"], next("mail")),
      book("mail", "mail.ipynb", []),
    ],
  }),
  "http chain": flow("http_chain", {
    params: { api: str("https://api.example.org/v1") },
    steps: [
      http(
        "create",
        "${api}/jobs",
        { ...next("get"), failure_mode: "IGNORE_FAILURE" },
        {
          state_expr: str(
            "if (status_code >= 200 && status_code < 300) { return 'DONE'; } if (status_code >= 500) { return 'PLATFORM_ERROR'; } return 'FATAL_ERROR';",
          ),
        },
        {
          method: str("POST"),
          headers: lit("STRING_MAP", { Authorization: "Bearer x", "X-Run": "${workflow_instance_id}" }),
          body: sel("STRING", "m = new Map(); m.put('date', RUN_DATE); return Util.toJson(m);"),
        },
      ),
      http("get", "${api}/jobs/latest", when({ end: "status_code == 200 && response_body.contains('ok')" }), {
        seen: sel("STRING", "create__response_body"),
      }),
      noop("end", { params: { code: sel("LONG", "get__status_code") } }),
    ],
  }),
  "shell with dollars": flow("shell", {
    steps: [
      pod("sh", {
        ...bash("set -e; for f in $$(ls); do echo \"$${f}\" $$HOME; done; echo '$$' $1 $? $# $@"),
        env: lit("STRING_MAP", { PATH: "/usr/bin:$$PATH", DATE: "${RUN_DATE}" }),
      }),
    ],
  }),
  "pod with everything": flow("pod", {
    steps: [
      pod(
        "p",
        {
          app_name: str("etl"),
          cpu: str("500m"),
          memory: str("2Gi"),
          disk: str("10Gi"),
          gpu: str("1"),
          args: words("--date", "$RUN_DATE"),
          env: lit("STRING_MAP", { A: "1" }),
          job_deduplication_key: str("${workflow_id}-${step_id}"),
          owner_email: str("a@b.c"),
          pre_stop: map({ exec: map({ command: words("sleep", "5") }) }),
        },
        { timeout: 3600, failure_mode: "FAIL_IMMEDIATELY", tags: ["gpu"] },
      ),
    ],
  }),
};
