import {
  type AdversaryCase,
  chain,
  foreach,
  given,
  lit,
  long,
  longs,
  map,
  noop,
  own,
  refused,
  right,
  sel,
  steps,
  str,
  sub,
  trap,
  typed,
  whileStep,
} from "./adversary-case.js";

type Cases = Readonly<Record<string, readonly AdversaryCase[]>>;
type Json = Record<string, unknown>;

const image = { image: str("img") };
const kube = (more: Json, params: Json = {}) =>
  typed("Kubernetes", { kubernetes: map({ ...image, ...more }), ...params });
const book = (more: Json, container: Json = image) =>
  typed("Notebook", { kubernetes: map(container), notebook: map({ input_path: str("x.ipynb"), ...more }) });
const http = (more: Json, params: Json = {}) =>
  typed("Http", { http: map({ url: str("https://x.org/a"), ...more }), ...params });
const strings = (...value: readonly string[]) => lit("STRING_ARRAY", value);
const state = (text: string) => http({}, { state_expr: str(text) });
const nested = (step: Json) => steps(foreach({ i: longs(1) }, [step]));
const body = (params: Json) => [noop("b", { params })];
const url = (text: string) => typed("Http", { http: map({ url: str(text) }) });
const k = "S/params/kubernetes/value";
const h = "S/params/http/value";

/** definition.md §7 and §12: what each kind of step wants. */
export const kindCases: Cases = {
  "§7 sleep": [
    right("seconds", typed("Sleep", { sleep_seconds: long(5) })),
    right("computed seconds", typed("Sleep", { sleep_seconds: sel("LONG", "2 * 3") })),
    refused("seconds as STRING", typed("Sleep", { sleep_seconds: str("5") }), "64", "S/params/sleep_seconds/type"),
    refused("seconds as DOUBLE", typed("Sleep", { sleep_seconds: lit("DOUBLE", 1.5) }), "64"),
    refused(
      "seconds as STRING in a loop",
      nested({ step: { id: "b", type: "Sleep", params: { sleep_seconds: str("5") } } }),
      "64",
    ),
    trap("a misspelt param", typed("Sleep", { seconds: long(5) }), "64"),
  ],
  "§7 foreach": [
    ...["STRING", "LONG", "DOUBLE", "BOOLEAN"].map((type) =>
      right(
        `${type}_ARRAY`,
        steps(foreach({ i: lit(`${type}_ARRAY`, [type === "BOOLEAN" ? true : 1]) }, body({ p: sel(type, "i") }))),
      ),
    ),
    ...["STRING", "LONG", "DOUBLE", "BOOLEAN"].map((type) =>
      refused(type, steps(foreach({ i: lit(type, 1) }, body({}))), "64", "L/params/loop_params/value/i"),
    ),
    ...["STRING_MAP", "MAP"].map((type) =>
      refused(type, steps(foreach({ i: lit(type, {}) }, body({}))), "64", "L/params/loop_params/value/i"),
    ),
    right("computed", given({ n: long(3) }, foreach({ i: sel("LONG_ARRAY", "Util.intsBetween(0, n, 1)") }, body({})))),
    refused("no loop_params", steps({ foreach: { id: "f", steps: body({}) } }), "64", "L/id"),
    refused(
      "computed loop_params",
      steps({ foreach: { id: "f", params: { loop_params: sel("MAP", "new Map();") }, steps: body({}) } }),
      "64",
    ),
    refused(
      "loop_params of another type",
      steps({ foreach: { id: "f", params: { loop_params: lit("STRING_MAP", { i: "x" }) }, steps: body({}) } }),
      "64",
    ),
    trap("an empty product", steps(foreach({ i: longs(), j: longs(1) }, body({}))), "64"),
    trap("no loop params", steps(foreach({}, body({}))), "64"),
    refused(
      "25001 iterations",
      steps(foreach({ i: longs(...Array(251).fill(1)), j: longs(...Array(100).fill(1)) }, body({}))),
      "64",
    ),
    right(
      "25000 iterations",
      steps(foreach({ i: longs(...Array(250).fill(1)), j: longs(...Array(100).fill(1)) }, body({}))),
    ),
    refused(
      "25001 computed ones",
      steps(foreach({ i: sel("LONG_ARRAY", "Util.intsBetween(0, 25001, 1)") }, body({}))),
      "64",
    ),
    right("25000 computed ones", steps(foreach({ i: sel("LONG_ARRAY", "Util.intsBetween(0, 25000, 1)") }, body({})))),
    refused(
      "25001 computed from params",
      given(
        { n: long(25_001) },
        foreach({ i: sel("LONG_ARRAY", "Util.intsBetween(0, 25001, 1)"), j: longs(1) }, body({})),
      ),
      "64",
    ),
    refused("an own loop_index", steps(foreach({ i: longs(1) }, body({}), { params: { loop_index: long(1) } })), "64"),
    right("an own condition", steps(foreach({ i: longs(1) }, body({}), { params: { condition: long(1) } }))),
    trap(
      "a cap of 20",
      given({}, foreach({ i: sel("LONG_ARRAY", "Util.intsBetween(0, 99, 1)") }, body({}), { concurrency: 50 })),
      "62",
      "L/concurrency",
    ),
    refused(
      "gathered from a list",
      steps(
        foreach({ i: longs(1) }, body({ l: longs(1) }), { transition: { successors: { c: "true" } } }),
        noop("c", { params: { q: sel("LONG_ARRAY", "params.getFromForeach('f', 'b', 'l')") } }),
      ),
      "65",
    ),
    right(
      "gathered",
      steps(
        foreach({ i: longs(1) }, body({ l: long(1) }), { transition: { successors: { c: "true" } } }),
        noop("c", { params: { q: sel("LONG_ARRAY", "params.getFromForeach('f', 'b', 'l')") } }),
      ),
    ),
    refused(
      "gathered as another type",
      steps(
        foreach({ i: longs(1) }, body({ l: long(1) }), { transition: { successors: { c: "true" } } }),
        noop("c", { params: { q: sel("DOUBLE_ARRAY", "params.getFromForeach('f', 'b', 'l')") } }),
      ),
      "",
    ),
    refused(
      "gathered beside",
      steps(
        foreach({ i: longs(1) }, body({ l: long(1) })),
        noop("c", { params: { q: sel("LONG_ARRAY", "params.getFromForeach('f', 'b', 'l')") } }),
      ),
      "65",
    ),
  ],
  "§7 while": [
    ...["STRING", "LONG", "DOUBLE", "BOOLEAN"].map((type) =>
      right(
        type,
        steps(
          whileStep(
            type === "BOOLEAN" ? "i" : "i == i",
            { i: lit(type, type === "BOOLEAN" ? true : 1) },
            body({ i: sel(type, "i") }),
          ),
        ),
      ),
    ),
    ...["LONG_ARRAY", "STRING_MAP", "MAP"].map((type) =>
      refused(
        type,
        steps(whileStep("true", { i: lit(type, type === "LONG_ARRAY" ? [] : {}) }, body({}))),
        "64",
        "H/params/loop_params/value/i",
      ),
    ),
    trap("never changed", steps(whileStep("i < 3", { i: long(0) }, body({ j: sel("LONG", "i + 1") }))), "64"),
    refused("changed in type", steps(whileStep("i < 3", { i: long(0) }, body({ i: sel("DOUBLE", "i + 0.5") }))), "64"),
    refused(
      "condition of its own",
      steps(
        whileStep("i < 3", { i: long(0) }, body({ i: sel("LONG", "i + 1") }), {
          params: { condition: lit("BOOLEAN", true) },
        }),
      ),
      "64",
    ),
    refused(
      "loop_index of its own",
      steps(whileStep("i < 3", { i: long(0) }, body({ i: sel("LONG", "i + 1") }), { params: { loop_index: long(1) } })),
      "64",
    ),
    refused(
      "no steps",
      steps({ while: { id: "w", condition: "i < 3", params: { loop_params: map({ i: long(0) }) } } }),
      "62",
    ),
    refused("no loop_params", steps({ while: { id: "w", condition: "true", steps: body({}) } }), "64"),
    refused(
      "false from the start is fine, a function is not",
      steps(
        whileStep(
          "params.getFromInstance('INITIATOR_TYPE') == 'TIME' && i < 2",
          { i: long(0) },
          body({ i: sel("LONG", "i + 1") }),
        ),
      ),
      "65",
      "H/condition",
    ),
  ],
  "§7 subworkflow": [
    right("id", steps(sub({ subworkflow_id: str("x"), subworkflow_version: str("latest"), other: long(1) }))),
    right("a number as version", steps(sub({ subworkflow_id: str("x"), subworkflow_version: str("12") }))),
    right("a computed id", given({ t: str("x") }, sub({ subworkflow_id: sel("STRING", "t + '_child'") }))),
    refused("no id", steps(sub({ other: long(1) })), "64", "/workflow/steps/0/subworkflow/id"),
    refused("no id, nested", nested(sub({})), "64"),
    refused("version", steps(sub({ subworkflow_id: str("x"), subworkflow_version: str("v2") })), "64"),
    refused("version 0", steps(sub({ subworkflow_id: str("x"), subworkflow_version: str("0") })), "64"),
    refused("id of another type", steps(sub({ subworkflow_id: longs(1) })), "65"),
    trap("a number as id", steps(sub({ subworkflow_id: long(1) })), "63"),
    refused("an impossible id", steps(sub({ subworkflow_id: str("a b") })), ""),
    right(
      "its outputs",
      steps(
        sub({ subworkflow_id: str("x") }, { transition: { successors: { c: "true" } } }),
        noop("c", { params: { q: sel("LONG", "params.getFromSubworkflow('s', 'in', 'p')") } }),
      ),
    ),
    refused(
      "outputs of no subworkflow",
      chain({}, { q: sel("LONG", "params.getFromSubworkflow('a', 'in', 'p')") }),
      "65",
    ),
    refused(
      "outputs by the long name",
      steps(
        sub({ subworkflow_id: str("x") }, { transition: { successors: { c: "true" } } }),
        noop("c", { params: { q: sel("LONG", "s__p") } }),
      ),
      "65",
    ),
  ],
  "§7 http": [
    right("the least", http({})),
    right(
      "everything",
      http(
        { method: str("POST"), headers: lit("STRING_MAP", { A: "b" }), body: str("{}") },
        {
          state_expr: str("status_code < 300 ? 'DONE' : 'PLATFORM_ERROR'"),
          status_code: long(0),
          response_body: str(""),
        },
      ),
    ),
    refused("headers as a MAP", http({ headers: map({ Accept: str("x") }) }), "64"),
    refused("no http", typed("Http", {}), "64"),
    refused("no url", typed("Http", { http: map({ method: str("GET") }) }), "64", "S/params/http"),
    refused("no url in a loop", nested({ step: { id: "b", type: "Http", params: { http: map({}) } } }), "64"),
    refused("an unknown key", http({ timeout: long(3) }), "64", `${h}/timeout`),
    refused("header", http({ header: lit("STRING_MAP", {}) }), "64", `${h}/header`),
    refused("http as STRING_MAP", typed("Http", { http: lit("STRING_MAP", { url: "https://x.org" }) }), "64"),
    refused("headers as a list", http({ headers: strings("a") }), "64"),
    refused("body as a MAP", http({ body: map({}) }), "64"),
    ...["ftp://x.org", "x.org/a", "file:///etc/passwd", "/a", "mailto:a@b.c"].map((text) =>
      refused(text, url(text), "64", `${h}/url/value`),
    ),
    ...[
      "http://x.org",
      "https://x.org:8080/a?b=c#d",
      "https://u:p@x.org",
      "HTTPS://X.ORG",
      "https://a-b.c/d_e",
      "http://127.0.0.1/x",
      "http://[::1]/x",
    ].map((text) => right(text, url(text))),
    refused("an underscore", url("https://a_b.c/d"), "64"),
    right(
      "a host from a param",
      given(
        { host: str("x.org") },
        { step: { id: "a", type: "Http", params: { http: map({ url: str("https://${host}/a") }) } } },
      ),
    ),
    trap("status_code as STRING", http({}, { status_code: str("200") }), "63"),
    refused("status_code as words", http({}, { status_code: str("fine") }), "65"),
    refused("response_body as a list", http({}, { response_body: longs(1) }), "65"),
    trap("response_body as LONG", http({}, { response_body: long(1) }), "63"),
    refused("another state", state("status_code == 200 ? 'DONE' : 'RETRY'"), "64", "S/params/state_expr/value"),
    right("states in any case", state("status_code == 200 ? 'done' : 'user_error'")),
    right("states by if", state("if (status_code == 200) { return 'DONE'; } return 'USER_ERROR';")),
    refused("a state that is a bool", state("status_code == 200"), "65", "S/params/state_expr/value"),
    refused("a state's unknown name", state("code == 200 ? 'DONE' : 'USER_ERROR'"), "65"),
    refused("a state's syntax", state("status_code == 200 ? 'DONE'"), "61"),
    refused("a state in Python", state("'DONE' if status_code == 200 else 'USER_ERROR'"), "61"),
    refused("a state's function", state("params.getFromStep('step_id') == 'a' ? 'DONE' : 'USER_ERROR'"), "65"),
    refused("a computed state of a bool", http({}, { state_expr: sel("STRING", "'DONE' +") }), "61"),
  ],
  "§7 kubernetes": [
    right(
      "everything",
      kube({
        app_name: str("a"),
        cpu: str("1"),
        disk: str("1Gi"),
        gpu: str("1"),
        memory: str("1Gi"),
        job_deduplication_key: str("k"),
        owner_email: str("a@b.c"),
        command: strings("a"),
        args: strings("b"),
        env: lit("STRING_MAP", { A: "b" }),
        pre_stop: map({ exec: map({ command: strings("x") }) }),
        entrypoint: str("x"),
      }),
    ),
    refused("no image", typed("Kubernetes", { kubernetes: map({ cpu: str("1") }) }), "64"),
    refused("nothing", typed("Kubernetes", {}), "64"),
    ...["imagePullPolicy", "cmd", "environment", "mem", "namespace", "volumes", "labels", "resources"].map((key) =>
      refused(key, kube({ [key]: str("x") }), "64", `${k}/${key}`),
    ),
    refused("command as STRING", kube({ command: str("sh -c x") }), "64", `${k}/command`),
    refused("env as MAP of numbers is fine, a list is not", kube({ env: strings("A=b") }), "64", `${k}/env`),
    refused("pre_stop as STRING", kube({ pre_stop: str("x") }), "64"),
    refused("an unknown key of pre_stop", kube({ pre_stop: map({ http: map({}) }) }), "64"),
    refused("an unknown key of exec", kube({ pre_stop: map({ exec: map({ cmd: strings("x") }) }) }), "64"),
    right("cpu as a number", kube({ cpu: long(2) })),
    refused(
      "no image in a loop",
      nested({ step: { id: "b", type: "Kubernetes", params: { kubernetes: map({}) } } }),
      "64",
    ),
    right("an output", kube({}, { rows: long(0) })),
    right("an image by a template", typed("Kubernetes", {}, { sub_type: "spark" })),
  ],
  "§7 notebook": [
    right(
      "everything",
      book({
        output_path: str("o"),
        run_id: str("r"),
        init_command: str("pip"),
        git_repo: str("g"),
        git_branch: str("b"),
        git_commit: str("c"),
        git_submodules: lit("BOOLEAN", true),
        papermill_arguments: strings("-p"),
      }),
    ),
    refused("no image", book({}, { cpu: str("1") }), "64"),
    refused("no kubernetes", typed("Notebook", { notebook: map({ input_path: str("x") }) }), "64"),
    refused("no input", typed("Notebook", { kubernetes: map(image), notebook: map({}) }), "64"),
    right("pre_stop", book({}, { ...image, pre_stop: map({ exec: map({ command: strings("x") }) }) })),
    trap("command", book({}, { ...image, command: strings("x") }), "64"),
    trap("args", book({}, { ...image, args: strings("x") }), "64"),
    refused("arguments as a map", book({ papermill_arguments: lit("STRING_MAP", { a: "b" }) }), "64"),
    refused("an unknown container key", book({}, { ...image, ram: str("1") }), "64"),
  ],
  "§7 templates": [
    trap("on NoOp", typed("NoOp", {}, { sub_type: "x" }), "64", "S/sub_type"),
    trap("on Sleep", typed("Sleep", { sleep_seconds: long(1) }, { sub_type: "x" }), "64"),
    right("on Http", typed("Http", {}, { sub_type: "x", sub_type_version: "1" })),
    right(
      "params of a template",
      steps(
        { step: { id: "k", type: "Kubernetes", sub_type: "spark", transition: { successors: { c: "true" } } } },
        noop("c", { params: { q: sel("LONG", "k__rows") } }),
      ),
    ),
  ],
  "§12 nesting": [
    refused("10 levels", steps(deep(10)), "62"),
    right("9 levels", steps(deep(9))),
    refused("a subworkflow at level 10", steps(deep(9, sub({ subworkflow_id: str("x") }))), "62"),
    right("a subworkflow at level 9", steps(deep(8, sub({ subworkflow_id: str("x") })))),
  ],
  "§13 later": [
    trap(
      "a dollar handed on",
      given({ d: str("$$HOME") }, foreach({ i: longs(1) }, body({}))),
      "63",
      "W/params/d/value",
    ),
    trap(
      "a dollar in a loop's param",
      steps(foreach({ i: longs(1) }, body({}), { params: { d: str("$$HOME") } })),
      "63",
    ),
    trap("a dollar to a child", steps(sub({ subworkflow_id: str("x"), d: str("a $${b}") })), "63"),
    trap("a dollar in a list", steps(foreach({ i: strings("$$HOME") }, body({}))), "63"),
    right("a dollar without a name", given({ d: str("5$$ $5") }, foreach({ i: longs(1) }, body({})))),
    right("a dollar that stays", given({ d: str("$$HOME") }, noop("a"))),
    right("a dollar in an expression of a step", own({ d: sel("STRING", "'$HOME'") })),
  ],
};

function deep(levels: number, inner: Json = noop("in")): Json {
  if (levels === 0) return inner;
  const loop = { params: { loop_params: map({ [`i${levels}`]: longs(1) }) }, steps: [deep(levels - 1, inner)] };
  return { foreach: { id: `f${levels}`, ...loop } };
}
