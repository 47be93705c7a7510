/** Workflows in Maestro's YAML language as people write them; all are right. */
export const correctYaml: Readonly<Record<string, string>> = {
  hello: `Workflow:
  id: hello
  jobs:
    - job:
        id: say
        type: NoOp
`,
  owner: `workflow:
  id: daily_etl
  name: Daily ETL            # shown in the UI
  owner: data-eng
  description: >-
    Loads what came in
    the day before.
  timeout: 6 hours
  criticality: medium
  tags: [etl, daily]
  run_strategy: LAST_ONLY
  source: s3://lake/in
  "!yesterday": Util.incrementDateInt(TARGET_RUN_DATE, -1)
  dag: sequential
  jobs:
    - job:
        id: extract
        type: Kubernetes
        timeout: 1h 30min
        kubernetes:
          image: repo/etl:1
          command: [python, extract.py, --date, "\${yesterday}"]
          env<map>: {SOURCE: $source}
    - job:
        id: load
        type: Kubernetes
        kubernetes:
          image: repo/etl:1
          command:
            - bash
            - -c
            - |
              set -e
              echo $$HOME \${source}
              ./load.sh "$yesterday"
        rows<long>: 0
    - job:
        id: report
        type: NoOp
        "!rows<long>": load__rows
`,
  conditional: `workflow:
  id: cond
  threshold: 10
  jobs:
    - job:
        id: count
        type: NoOp
        n: 7
        transition:
          - IF n > threshold THEN big
          - if n == threshold then equal
          - otherwise small
    - job: {id: big, type: NoOp}
    - job: {id: equal, type: NoOp}
    - job: {id: small, type: NoOp}
`,
  dagMap: `workflow:
  id: mapped
  dag:
    a: [b, c]
    b:
      - IF b__x > 1 THEN d
    c: [d]
  jobs:
    - job: {id: a, type: NoOp}
    - job: {id: b, type: NoOp, x: 2}
    - job: {id: c, type: NoOp}
    - job: {id: d, type: NoOp}
`,
  foreach: `workflow:
  id: loops
  cities<array<string>>: [rome, oslo]
  jobs:
    - foreach:
        id: each
        concurrency: 2
        params:
          "!city<array<string>>": cities
          year: [2024, 2025]
        dag: sequential
        jobs:
          - job: {id: fetch, type: NoOp, url: "https://x.org/\${city}/\${year}"}
          - job: {id: store, type: NoOp, "!key": fetch__url + loop_index}
`,
  ranges: `workflow:
  id: ranged
  n: 5
  jobs:
    - foreach:
        id: r
        ranges:
          i: {from: 0, to: 10, increment: 2}
          j: {to: '5'}
        jobs:
          - job: {id: a, type: NoOp, "!s<long>": i + j}
`,
  while: `workflow:
  id: whiles
  top: 3
  jobs:
    - while:
        id: w
        condition: i < top
        loop_params: {i: 0}
        jobs:
          - job: {id: tick, type: NoOp, "!i<long>": i + 1}
`,
  subworkflow: `workflow:
  id: subs
  jobs:
    - subworkflow:
        id: child
        workflow_id: other
        version: latest
        sync: true
        explicit_params: true
        n: 5
        transition: [next]
    - job:
        id: next
        type: NoOp
        "!rows<long>": params.getFromSubworkflow('child', 'load', 'rows')
`,
  http: `workflow:
  id: calls
  jobs:
    - job:
        id: call
        type: Http
        http<pmap>:
          url: https://x.org/a
          method: POST
          headers<map>: {Accept: application/json}
          body: '{"a": 1}'
        state_expr: "status_code == 200 ? 'DONE' : 'USER_ERROR'"
        transition:
          - IF status_code == 200 THEN done
    - job: {id: done, type: NoOp}
`,
  notebook: `workflow:
  id: nb
  jobs:
    - job:
        id: run
        type: Notebook
        kubernetes<pmap>: {image: jupyter}
        notebook:
          input_path: s3://nb/a.ipynb
          papermill_arguments: [-p, date, "$RUN_DATE"]
          git_submodules: true
`,
  params: `workflow:
  id: typed
  a: text
  b: 5
  c: 1.5
  d: true
  e: [1, 2]
  f: [x, z]
  g: []
  h: {k: v}
  i: {k: 1, l: {m: v, o: 2}}
  j(CONSTANT): 5
  k<double>: 5.0
  "!l<long>(IMMUTABLE)": b + 1
  "!m<array<long>>": Util.intsBetween(0, b, 1)
  "!n": "'' + a"
  o: "yes"
  p: '007'
  q: "$a and \${b}"
  r: 5 dollars are 5$
  jobs:
    - job: {id: use, type: NoOp, "!all": "a + b + c + d + e[0] + f[0] + l"}
`,
  template: `workflow:
  id: templ
  jobs:
    - job:
        id: q
        type: spark_sql
        type_version: default
        query: select 1
        transition: [then]
    - job: {id: then, type: NoOp, "!app": q__application_id}
`,
  sleep: `---
workflow:
  id: nap
  jobs:
    - job:
        id: z
        type: sleep
        sleep_seconds: 10
        failure_mode: ignore_failure
        description: 'It''s a nap'
        tags:
          - a
          - b
...
`,
  flow: `---
{workflow: {id: flow, owner: ann, n: 3, jobs: [{job: {id: a, type: NoOp, transition: [IF n > 1 THEN b]}}, {job: {id: b, type: NoOp}}]}}
`,
  request: `# a create request written in YAML
properties: {owner: ann}
workflow:
  id: yaml_request
  params:
    n: {type: LONG, value: 3}
    t: &t {type: STRING, value: x}
    u: *t
  steps:
    - step:
        id: a
        type: NoOp
        params: {p: {type: LONG, expression: n + 1}}
        transition: {successors: {b: p > 1}}
    - step: {id: b, type: NoOp}
`,
  nested: `workflow:
  id: nests
  jobs:
    - foreach:
        id: outer
        params: {i: [1, 2]}
        jobs:
          - foreach:
              id: inner
              loop_params: {j: [a, b]}
              jobs:
                - while:
                    id: spin
                    condition: k < i
                    params: {k: 0}
                    jobs:
                      - job: {id: turn, type: NoOp, "!k<long>": k + 1, label: "\${i}\${j}"}
          - subworkflow: {id: child, n: 1}
`,
  joins: `workflow:
  id: joins
  dag: parallel
  jobs:
    - job: {id: a, type: NoOp, transition: [c]}
    - job: {id: b, type: NoOp, transition: [c]}
    - job: {id: c, type: NoOp}
    - job: {id: d, type: NoOp}
`,
  pythonSdk: `Workflow:
  id: sdk_made
  owner: tester
  tags: [a]
  run_strategy: parallel
  workflow_concurrency: 3
  "!baz": "Util.tsToDateInt(RUN_TS) + '-x'"
  foo: bar
  jobs:
  - job:
      id: job1
      type: NoOp
      "!x": foo + baz
      transition:
      - IF 1 < 2 THEN job2
      - OTHERWISE job3
  - job: {id: job2, type: noop}
  - job: {id: job3, type: NOOP}
`,
  dates: `workflow:
  id: dated
  start: 20260101
  start_text: "2026-01-01"
  "!days<array<long>>": Util.dateIntsBetween(start, 20260110, 1)
  jobs:
    - foreach:
        id: each
        params: {"!day<array<long>>": days}
        jobs:
          - job: {id: load, type: NoOp, path: "s3://x/dt=$day"}
`,
  crlf: "workflow:\r\n  id: crlf\r\n  n: 3\r\n  jobs:\r\n    - job:\r\n        id: a\r\n        type: NoOp\r\n        script: |\r\n          one $n\r\n          two\r\n",
  bom: "\uFEFFworkflow:\n  id: bom\n  jobs:\n    - job: {id: a, type: NoOp}\n",
  accents: `workflow:
  id: accents
  name: "Übung 🎉"
  gruß: no
  jobs:
    - job: {id: a, type: NoOp}
`.replace("  gruß: no\n", "  gruss: grüße an alle\n"),
  quotes: `"workflow":
  "id": 'q'
  'n': 3
  "jobs":
    - "job": {"id": "a", "type": "NoOp", "!p<long>": "n + 1"}
`,
  explicitTypes: `workflow:
  id: explicit
  a<STRING>: x
  b<LONG>: 5
  c<Double>: 5.5
  d<BOOLEAN>: false
  e<STRING_ARRAY>: [a]
  f<LONG_ARRAY>: [1]
  g<STRING_MAP>: {a: b}
  h<pmap>: {a: b, n: 1}
  jobs:
    - job: {id: s, type: NoOp}
`,
};
