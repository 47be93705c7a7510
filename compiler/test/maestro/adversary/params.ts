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

const value = (type: string, content: unknown) => own({ p: lit(type, content) });
const at = "S/params/p/value";
const bad = (type: string, content: unknown, where = at) =>
  refused(`${type} ${JSON.stringify(content)}`, value(type, content), "63", where);
const good = (type: string, content: unknown) => right(`${type} ${JSON.stringify(content)}`, value(type, content));
const cut = (type: string, content: unknown, where = at) =>
  trap(`${type} ${JSON.stringify(content)}`, value(type, content), "63", where);

const results: Readonly<Record<string, string>> = {
  STRING: "'x' + n",
  LONG: "n * 2",
  DOUBLE: "n * 1.5",
  BOOLEAN: "n > 1",
  STRING_ARRAY: "new String[]{'a'};",
  LONG_ARRAY: "new long[]{n};",
  DOUBLE_ARRAY: "new double[]{1.5};",
  BOOLEAN_ARRAY: "new boolean[]{n > 1};",
  MAP: "m = new Map(); m.put('k', n); return m;",
};
const takes: Readonly<Record<string, readonly string[]>> = {
  STRING: ["STRING", "LONG", "DOUBLE", "BOOLEAN"],
  LONG: ["LONG", "STRING"],
  DOUBLE: ["DOUBLE", "LONG", "STRING"],
  BOOLEAN: ["BOOLEAN", "STRING"],
  STRING_ARRAY: ["STRING_ARRAY", "LONG_ARRAY", "DOUBLE_ARRAY", "BOOLEAN_ARRAY"],
  LONG_ARRAY: ["LONG_ARRAY"],
  DOUBLE_ARRAY: ["DOUBLE_ARRAY"],
  BOOLEAN_ARRAY: ["BOOLEAN_ARRAY"],
  MAP: ["MAP"],
  STRING_MAP: ["MAP"],
};
const conversions = Object.entries(takes).flatMap(([declared, accepted]) =>
  Object.entries(results).map(([result, expression]) => {
    const content = given({ n: long(3) }, noop("a", { params: { p: sel(declared, expression) } }));
    const isConstant = result === "STRING" && declared !== "STRING";
    if (declared === "STRING_MAP" && result === "MAP") return refused("STRING_MAP of numbers", content, "61");
    if (accepted.includes(result) && !isConstant) return right(`${declared} of ${result}`, content);
    if (accepted.includes(result)) {
      const named = given(
        { n: str(declared === "BOOLEAN" ? "true" : "3") },
        noop("a", { params: { p: sel(declared, "n") } }),
      );
      return right(`${declared} of ${result}`, named);
    }
    return refused(`${declared} of ${result}`, content, "61", "S/params/p/expression");
  }),
);
const constants = [
  ["LONG", "'12'", true],
  ["LONG", "'x'", false],
  ["LONG", "'1.5'", false],
  ["DOUBLE", "'1.5'", true],
  ["DOUBLE", "'x'", false],
  ["DOUBLE", "1.0 / 0.0", false],
  ["BOOLEAN", "'TRUE'", true],
  ["BOOLEAN", "'yes'", false],
] as const;

/** definition.md §4.4 and §5: params. */
export const paramCases: Cases = {
  "§4.4 definitions": [
    refused("neither", own({ p: { type: "LONG" } }), "63", "S/params/p"),
    refused("both", own({ p: { type: "LONG", value: 1, expression: "1" } }), "63", "S/params/p"),
    refused("a null value", own({ p: long(null) }), "63", "S/params/p"),
    right("a null beside", own({ p: { type: "LONG", value: 1, expression: null } })),
    refused("in the workflow", given({ p: { type: "LONG" } }), "63", "W/params/p"),
    refused("in a signal output", own({}, { signal_outputs: [{ name: "s", params: { p: { type: "LONG" } } }] }), "63"),
    refused("an entry of nothing", own({ p: map({ k: { type: "LONG" } }) }), "63", "S/params/p/value/k"),
    right("an optional entry of nothing", own({ p: map({ k: { type: "LONG", internal_mode: "OPTIONAL" } }) })),
    trap("an entry of both", own({ p: map({ k: { type: "LONG", value: 1, expression: "2" } }) }), "63"),
    refused("no type", own({ p: { value: 1 } }), "63", "S/params/p"),
    refused("an unknown type", own({ p: lit("INTEGER", 1) }), "63", "S/params/p/type"),
    refused("a plain value", own({ p: 1 }), "62", "S/params/p"),
    refused("a mode", own({ p: long(1, { mode: "FINAL" }) }), "62", "S/params/p/mode"),
    ...["MUTABLE", "MUTABLE_ON_START", "MUTABLE_ON_START_RESTART", "IMMUTABLE", "CONSTANT"].map((mode) =>
      right(`mode ${mode}`, own({ p: long(1, { mode }) })),
    ),
    ...["a__b", "1a", "a b", "", "maestro_x", "x".repeat(129)].map((name) =>
      refused(`name ${name.slice(0, 9)}`, own({ [name]: long(1) }), "62"),
    ),
    refused("a name in a MAP", own({ p: map({ "1a": long(1) }) }), "63", "S/params/p/value/1a"),
    refused("a name deep in a MAP", own({ p: map({ k: map({ a__b: long(1) }) }) }), "63"),
    right("a name in a STRING_MAP", own({ p: lit("STRING_MAP", { a__b: "x", "1": "y" }) })),
    trap("a name no run can set", given({ util: long(1) }), "63", "W/params/util"),
    right("a reserved name in a step", own({ util: long(1) })),
  ],
  "§5.1 literals": [
    good("STRING", "x"),
    good("STRING", 5),
    good("STRING", true),
    good("STRING", ""),
    bad("STRING", []),
    bad("STRING", {}),
    good("LONG", 5),
    good("LONG", "5"),
    good("LONG", -3),
    cut("LONG", 1.9),
    good("LONG", 1e3),
    bad("LONG", "x"),
    bad("LONG", true),
    refused("LONG ''", value("LONG", ""), "63"),
    bad("LONG", "1.5"),
    bad("LONG", []),
    good("LONG", "9223372036854775807"),
    bad("LONG", "9223372036854775808"),
    refused(
      "a LONG beyond 64 bits",
      '{"properties": {"owner": "x"}, "workflow": {"id": "a", "steps": [{"step": {"id": "a", "type": "NoOp", "params": {"p": {"type": "LONG", "value": 9223372036854775808}}}}]}}',
      "63",
      at,
    ),
    good("DOUBLE", 1.5),
    good("DOUBLE", 1),
    good("DOUBLE", "1.5"),
    good("DOUBLE", "1e5"),
    bad("DOUBLE", "NaN"),
    bad("DOUBLE", "x"),
    bad("DOUBLE", true),
    good("BOOLEAN", true),
    good("BOOLEAN", "true"),
    good("BOOLEAN", "TRUE"),
    good("BOOLEAN", 0),
    bad("BOOLEAN", "yes"),
    bad("BOOLEAN", []),
    good("STRING_ARRAY", ["a"]),
    good("STRING_ARRAY", [1, true]),
    good("STRING_ARRAY", []),
    bad("STRING_ARRAY", "a"),
    bad("STRING_ARRAY", ["a", null], `${at}/1`),
    bad("STRING_ARRAY", [["a"]], `${at}/0`),
    good("LONG_ARRAY", [1, "2"]),
    cut("LONG_ARRAY", [1.5], `${at}/0`),
    bad("LONG_ARRAY", ["x"], `${at}/0`),
    bad("LONG_ARRAY", 1),
    cut("LONG_ARRAY", [1, null], `${at}/1`),
    good("DOUBLE_ARRAY", [1, 1.5]),
    bad("DOUBLE_ARRAY", [null], `${at}/0`),
    bad("DOUBLE_ARRAY", "1"),
    good("BOOLEAN_ARRAY", [true, "false"]),
    bad("BOOLEAN_ARRAY", ["yes"], `${at}/0`),
    cut("BOOLEAN_ARRAY", [null], `${at}/0`),
    good("STRING_MAP", { a: "x", b: 1 }),
    good("STRING_MAP", {}),
    bad("STRING_MAP", { a: { b: 1 } }, `${at}/a`),
    bad("STRING_MAP", { a: null }, `${at}/a`),
    bad("STRING_MAP", []),
    bad("STRING_MAP", "x"),
    good("MAP", { a: long(1) }),
    good("MAP", {}),
    bad("MAP", { a: 1 }, `${at}/a`),
    bad("MAP", []),
    bad("MAP", "x"),
    refused("a bad literal in a MAP", own({ p: map({ k: long("x") }) }), "63", `${at}/k/value`),
    right("a validator", own({ p: long(1, { validator: "p > 0" }) })),
  ],
  "§5.2 interpolation": [
    right("names", given({ n: long(1), s: str("x") }, noop("a", { params: { p: str("$n ${s} ${n}.x $s-y") } }))),
    ...["$m", "${m}", "$$$m", "a$m.b"].map((text) => refused(text, own({ p: str(text) }), "63", at)),
    ...["$$m", "$${m}", "$5", "${5}", "${a b}", "${}", "$(cmd)", "$", "5$", "a\\b", "$-x", "$$"].map((text) =>
      right(text, own({ p: str(text) })),
    ),
    ...["$_x", "${_x}"].map((text) => trap(text, own({ p: str(text) }), "63", at)),
    refused("$$$$m", own({ p: str("$$$$m") }), "63", at),
    right("$$$$ of a name", given({ m: long(1) }, noop("a", { params: { p: str("$$$$m") } }))),
    refused("a backslash escapes nothing", own({ p: str("\\$m") }), "63", at),
    refused("in a list", own({ p: lit("STRING_ARRAY", ["x", "$m"]) }), "63", `${at}/1`),
    refused("in a STRING_MAP", own({ p: lit("STRING_MAP", { k: "$m" }) }), "63", `${at}/k`),
    refused("in its keys", own({ p: lit("STRING_MAP", { "${m}": "x" }) }), "63"),
    refused("in a MAP", own({ p: map({ k: str("$m") }) }), "63", `${at}/k/value`),
    right("not in an expression", own({ p: sel("STRING", "'$m'") })),
    refused("at the workflow", given({ p: str("$m") }), "63", "W/params/p/value"),
    right(
      "${a.b} of a dotted name",
      given({ "a.b": long(1) }, noop("c", { params: { p: str("${a.b}") } })).workflow === undefined
        ? {}
        : own({ "x.y": long(1), p: str("${x.y}") }),
    ),
    right(
      "a shell with escapes",
      typed("Kubernetes", {
        kubernetes: map({
          image: str("i"),
          command: lit("STRING_ARRAY", ["sh", "-c", "echo $$HOME $${USER} $1 $(date)"]),
        }),
      }),
    ),
    refused(
      "a shell without",
      typed("Kubernetes", {
        kubernetes: map({ image: str("i"), command: lit("STRING_ARRAY", ["sh", "-c", "echo $HOME"]) }),
      }),
      "63",
    ),
    refused(
      "awk",
      typed("Kubernetes", { kubernetes: map({ image: str("i"), args: lit("STRING_ARRAY", ["awk '{print $NF}' x"]) }) }),
      "63",
    ),
  ],
  "§5.3 scope": [
    right("in any order", given({ b: sel("LONG", "a + 1"), a: long(1) })),
    refused("a cycle", given({ a: sel("LONG", "b"), b: sel("LONG", "c"), c: sel("LONG", "a") }), "63"),
    refused("a cycle of texts", given({ a: str("$b"), b: str("$a") }), "63"),
    refused("itself", given({ a: sel("LONG", "a + 1") }), "65"),
    refused("itself as text", given({ a: str("x$a") }), "65"),
    refused("a sibling in a MAP", own({ p: map({ x: long(1), y: sel("LONG", "x") }) }), "65"),
    right("a name beside the MAP", own({ x: long(1), p: map({ y: sel("LONG", "x") }) })),
    right("the workflow's own of that name", given({ x: long(1) }, noop("a", { params: { x: sel("LONG", "x + 1") } }))),
    trap("a hidden name", given({ x: long(1) }, noop("a", { params: { p: sel("LONG", "x"), x: long(2) } })), "63"),
    right(
      "its own by the long name",
      given({ x: long(1) }, noop("a", { params: { p: sel("LONG", "a__x"), x: long(2) } })),
    ),
    refused("a step's cycle", own({ x: sel("LONG", "y"), y: sel("LONG", "x") }), "63"),
    refused(
      "not upstream",
      steps(noop("a", { params: { p: long(1) } }), noop("b", { params: { q: sel("LONG", "a__p") } })),
      "65",
      "T/params/q/expression",
    ),
    refused(
      "not upstream, as text",
      steps(noop("a", { params: { p: long(1) } }), noop("b", { params: { q: str("${a__p}") } })),
      "65",
      "T/params/q/value",
    ),
    right("upstream", chain({ p: long(1) }, { q: sel("LONG", "a__p") })),
    trap(
      "perhaps skipped",
      steps(
        noop("a", { transition: { successors: { b: "1 > 2", c: "true" } } }),
        noop("b", { params: { p: long(1) }, transition: { successors: { c: "true" } } }),
        noop("c", { params: { q: sel("LONG", "b__p") } }),
      ),
      "65",
    ),
    right("three underscores", chain({ _p: long(1) }, { q: sel("LONG", "a___p") })),
    refused(
      "an inner step",
      steps(
        foreach({ i: longs(1) }, [noop("b", { params: { p: long(1) } })], {
          transition: { successors: { c: "true" } },
        }),
        noop("c", { params: { q: sel("LONG", "b__p") } }),
      ),
      "65",
    ),
    refused(
      "an outer step",
      steps(
        noop("a", { params: { p: long(1) }, transition: { successors: { f: "true" } } }),
        foreach({ i: longs(1) }, [noop("b", { params: { q: sel("LONG", "a__p") } })]),
      ),
      "65",
    ),
    refused(
      "a dotted id as identifier",
      steps(
        noop("a.b", { params: { p: long(1) }, transition: { successors: { c: "true" } } }),
        noop("c", { params: { q: sel("LONG", "a.b__p") } }),
      ),
      "",
    ),
    right(
      "a dotted id by function",
      steps(
        noop("a.b", { params: { p: long(1) }, transition: { successors: { c: "true" } } }),
        noop("c", { params: { q: sel("LONG", "params.getFromStep('a.b', 'p')") } }),
      ),
    ),
  ],
  "§5.4 merging": [
    refused(
      "source on a redefined one",
      given({ RUN_DATE: str("x", { source: "LAUNCH" }) }),
      "63",
      "W/params/RUN_DATE",
    ),
    right("source on a new one", given({ p: str("x", { source: "LAUNCH" }) })),
    refused(
      "internal_mode on a redefined one",
      typed("Http", {
        http: map({ url: str("https://x.org") }),
        state_expr: str("'DONE'", { internal_mode: "OPTIONAL" }),
      }),
      "63",
    ),
    right("a computed http", typed("Http", { http: sel("MAP", "new Map()") })),
    right(
      "computed headers",
      typed("Http", { http: map({ url: str("https://x.org"), headers: sel("STRING_MAP", "new Map()") }) }),
    ),
    right("a computed kubernetes", typed("Kubernetes", { kubernetes: sel("MAP", "new Map()") })),
    right(
      "computed env",
      typed("Kubernetes", { kubernetes: map({ image: str("x"), env: sel("STRING_MAP", "new Map()") }) }),
    ),
    right("a computed MAP of one's own", own({ p: sel("MAP", "new Map();") })),
    right("a stricter mode", typed("Sleep", { sleep_seconds: long(1, { mode: "MUTABLE_ON_START" }) })),
    right("a mode of Sleep's param", typed("Sleep", { sleep_seconds: long(1, { mode: "CONSTANT" }) })),
    refused(
      "a mode of http",
      typed("Http", { http: { ...map({ url: str("https://x.org") }), mode: "CONSTANT" } }),
      "63",
    ),
    refused(
      "a mode of an image",
      typed("Kubernetes", { kubernetes: map({ image: str("x", { mode: "IMMUTABLE" }) }) }),
      "63",
      "S/params/kubernetes/value/image/mode",
    ),
    refused(
      "loop_params in a lenient mode",
      steps({
        foreach: {
          id: "f",
          params: { loop_params: { type: "MAP", value: { i: longs(1) }, mode: "MUTABLE" } },
          steps: [noop("b")],
        },
      }),
      "63",
    ),
    refused("subworkflow_id IMMUTABLE", steps(sub({ subworkflow_id: str("x", { mode: "IMMUTABLE" }) })), "63"),
  ],
  "§5.5 injected": [
    ...["owner", "workflow_id"].map((name) => refused(name, given({ [name]: str("x") }), "63", `W/params/${name}`)),
    ...["workflow_instance_id", "step_instance_uuid", "step_attempt_id", "step_id"].map((name) =>
      refused(name, own({ [name]: str("x") }), "63", `S/params/${name}`),
    ),
    ...["IMMUTABLE", "CONSTANT", "MUTABLE", "MUTABLE_ON_START_RESTART"].map((mode) =>
      refused(`mode ${mode}`, given({ RUN_DATE: str("x", { mode }) }), "63", "W/params/RUN_DATE/mode"),
    ),
    right("mode MUTABLE_ON_START", given({ RUN_DATE: str("x", { mode: "MUTABLE_ON_START" }) })),
    trap("another type", given({ RUN_HOUR: long(1), RUN_DATE: long(20260101) }), "63", "W/params/RUN_DATE"),
    refused("a type that does not convert", given({ RUN_TS: str("today") }), "65"),
    right(
      "all of them",
      given(
        {},
        noop("a", {
          params: {
            p: sel(
              "STRING",
              "TARGET_RUN_DATE + TARGET_RUN_HOUR + RUN_TS + DERIVED_RUN_DATE_UTC_MINUS_ONE_HOUR + LOCAL_RUN_DATE + RUN_DATE_MINUS_7 + WORKFLOW_CRON_TIMEZONE + DSL_DEFAULT_TZ + owner + workflow_id + step_id + step_attempt_id + workflow_instance_id",
            ),
          },
        }),
      ),
    ),
    refused("no run id", own({ p: sel("STRING", "correlation_id") }), "65"),
    right("in a loop", steps(foreach({ i: longs(1) }, [noop("b", { params: { p: sel("LONG", "loop_index + i") } })]))),
    right(
      "condition in a while",
      steps(whileStep("i < 3", { i: long(0) }, [noop("b", { params: { i: sel("LONG", "condition ? i + 1 : 0") } })])),
    ),
    refused("loop_index outside", own({ p: sel("LONG", "loop_index") }), "65"),
  ],
  "§5.6 results": [
    ...conversions,
    ...constants.map(([type, expression, isRight]) =>
      isRight
        ? right(`${type} of ${expression}`, own({ p: sel(type, expression) }))
        : refused(`${type} of ${expression}`, own({ p: sel(type, expression) }), "61", "S/params/p/expression"),
    ),
    ...constants.map(([type, expression, isRight]) =>
      isRight
        ? right(`pushed ${type} of ${expression}`, given({ p: sel(type, expression) }))
        : refused(`pushed ${type} of ${expression}`, given({ p: sel(type, expression) }), "6", "W/params/p/expression"),
    ),
  ],
};
