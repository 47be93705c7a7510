import { expect, it } from "vitest";
import { codesOf, foreach, long, request, sel, step, text, to, whileStep } from "./definition-case.js";

const two = (first: object, second: object) => request({ steps: [first, second] });
const one = (params: Record<string, unknown>, more: Record<string, unknown> = {}) =>
  request({ params: { n: long(1), s: text("x") }, steps: [step("a", params, more)] });

const cases: Record<string, readonly [string, string]> = {
  "a param of the workflow": [one({ x: sel("LONG", "n + 1") }), ""],
  "an unknown name": [one({ x: sel("LONG", "m + 1") }), "E6501"],
  "a system param": [one({ x: sel("STRING", "TARGET_RUN_DATE + step_id") }), ""],
  "a syntax error": [one({ x: sel("LONG", "n +") }), "E6101"],
  "a result that does not convert": [one({ x: sel("LONG", "n * 1.5") }), "E6182"],
  "a step that is finished": [
    two(step("a", { p: long(1) }, to({ b: "true" })), step("b", { q: sel("LONG", "a__p + 1") })),
    "",
  ],
  "a step that runs beside": [two(step("a", { p: long(1) }), step("b", { q: sel("LONG", "a__p + 1") })), "E6502"],
  "a step that comes later": [
    two(step("a", { p: sel("LONG", "b__q") }, to({ b: "true" })), step("b", { q: long(1) })),
    "E6502",
  ],
  "a step's unknown param": [
    two(step("a", { p: long(1) }, to({ b: "true" })), step("b", { q: sel("LONG", "a__pp") })),
    "E6506",
  ],
  "an unknown step": [one({ x: sel("LONG", "b__q") }), "E6513"],
  "a step that may be skipped": [
    request({
      steps: [
        step("a", {}, to({ b: "1 > 2", c: "true" })),
        step("b", { p: long(1) }, to({ c: "true" })),
        step("c", { q: sel("LONG", "b__p") }),
      ],
    }),
    "W6503",
  ],
  "the same, only when it is reached": [
    request({
      steps: [
        step("a", {}, to({ b: "1 > 2", c: "true" })),
        step("b", { p: long(1) }, to({ c: "true" })),
        step("c", { q: sel("LONG", "params.getFromStep('b', 'p')") }),
      ],
    }),
    "",
  ],
  "a step inside a loop": [
    two(
      foreach(
        "f",
        { i: sel("LONG_ARRAY", "Util.intsBetween(0, 3, 1)") },
        [step("in", { p: long(1) })],
        to({ b: "true" }),
      ),
      step("b", { q: sel("LONG", "in__p") }),
    ),
    "E6505",
  ],
  "its values, gathered": [
    two(
      foreach(
        "f",
        { i: sel("LONG_ARRAY", "Util.intsBetween(0, 3, 1)") },
        [step("in", { p: long(1) })],
        to({ b: "true" }),
      ),
      step("b", { q: sel("LONG_ARRAY", "params.getFromForeach('f', 'in', 'p')") }),
    ),
    "",
  ],
  "gathered from no loop": [
    two(step("f", {}, to({ b: "true" })), step("b", { q: sel("LONG_ARRAY", "params.getFromForeach('f', 'in', 'p')") })),
    "E6514",
  ],
  "gathered from another step": [
    two(
      foreach("f", { i: { type: "LONG_ARRAY", value: [1] } }, [step("in", { p: long(1) })], to({ b: "true" })),
      step("b", { q: sel("LONG_ARRAY", "params.getFromForeach('f', 'out', 'p')") }),
    ),
    "E6515",
  ],
  "a list gathered": [
    two(
      foreach(
        "f",
        { i: { type: "LONG_ARRAY", value: [1] } },
        [step("in", { p: { type: "LONG_ARRAY", value: [1] } })],
        to({ b: "true" }),
      ),
      step("b", { q: sel("LONG_ARRAY", "params.getFromForeach('f', 'in', 'p')") }),
    ),
    "E6516",
  ],
  "gathered into another type": [
    two(
      foreach("f", { i: { type: "LONG_ARRAY", value: [1] } }, [step("in", { p: long(1) })], to({ b: "true" })),
      step("b", { q: sel("DOUBLE_ARRAY", "params.getFromForeach('f', 'in', 'p')") }),
    ),
    "E6525",
  ],
  "a step outside the loop": [
    two(
      step("a", { p: long(1) }, to({ f: "true" })),
      foreach("f", { i: { type: "LONG_ARRAY", value: [1] } }, [step("in", { x: sel("LONG", "a__p") })]),
    ),
    "E6504",
  ],
  "an outer value carried in": [
    two(
      step("a", { p: long(1) }, to({ f: "true" })),
      foreach(
        "f",
        { i: { type: "LONG_ARRAY", value: [1] } },
        [step("in", { x: sel("LONG", "base + i + loop_index") })],
        {
          params: { base: sel("LONG", "a__p") },
        },
      ),
    ),
    "",
  ],
  "a loop variable outside": [
    two(
      foreach("f", { i: { type: "LONG_ARRAY", value: [1] } }, [step("in")], to({ b: "true" })),
      step("b", { x: sel("LONG", "i") }),
    ),
    "E6501",
  ],
  "a condition that is no bool": [two(step("a", { p: long(1) }, to({ b: "p + 1" })), step("b")), "E6182"],
  "a condition on own params": [two(step("a", { p: long(1) }, to({ b: "p > 0" })), step("b")), ""],
  "a condition on the next step": [two(step("a", {}, to({ b: "b__p > 0" })), step("b", { p: long(1) })), "E6502"],
  "a signal in a condition": [
    request({
      signal_triggers: [{ definitions: { s: {} } }],
      steps: [step("a", {}, to({ b: "params.getFromSignal('s', 'x') > 0" })), step("b")],
    }),
    "W6521",
  ],
  "a signal without trigger": [one({ x: sel("STRING", "params.getFromSignal('s', 'x')") }), "E6518"],
  "another signal": [
    request({
      signal_triggers: [{ definitions: { table: {} } }],
      steps: [step("a", { x: sel("STRING", "params.getFromSignal('tabel', 'x')") })],
    }),
    "E6519",
  ],
  "a signal dependency": [
    one({ x: sel("STRING", "params.getFromSignalDependency('0', 'd')") }, { signal_dependencies: [{ name: "t" }] }),
    "",
  ],
  "a signal dependency too many": [
    one({ x: sel("STRING", "params.getFromSignalDependency('1', 'd')") }, { signal_dependencies: [{ name: "t" }] }),
    "E6517",
  ],
  "own params in a dependency": [
    one(
      { x: long(1) },
      {
        signal_dependencies: [{ name: "t", match_params: { d: { param: sel("LONG", "x"), operator: "=" } } }],
      },
    ),
    "E6501",
  ],
  "a function in a dependency": [
    one(
      {},
      {
        signal_dependencies: [
          { name: "t", match_params: { d: { param: sel("LONG", "params.nextUniqueId()"), operator: "=" } } },
        ],
      },
    ),
    "E6507",
  ],
  "own params in an output": [
    one({ x: long(1) }, { signal_outputs: [{ name: "t/${s}", params: { d: sel("LONG", "x") } }] }),
    "",
  ],
  "a while condition": [
    request({
      params: { limit: long(3) },
      steps: [whileStep("w", "i < limit", { i: long(0) }, [step("a", { i: sel("LONG", "i + 1") })])],
    }),
    "",
  ],
  "a step in a while condition": [
    request({
      steps: [
        step("b", { p: long(1) }, to({ w: "true" })),
        whileStep("w", "i < b__p", { i: long(0) }, [step("a", { i: sel("LONG", "i + 1") })]),
      ],
    }),
    "E6504",
  ],
  "loop_index in a while condition": [
    request({ steps: [whileStep("w", "loop_index < 3", { i: long(0) }, [step("a", { i: sel("LONG", "i + 1") })])] }),
    "E6510",
  ],
  "own params of the while step": [
    request({
      steps: [whileStep("w", "i < top", { i: long(0) }, [step("a", { i: sel("LONG", "i + 1") })], { top: long(3) })],
    }),
    "",
  ],
  "a trigger that reads a param": [
    request({
      params: { n: long(1) },
      signal_triggers: [{ definitions: { s: {} }, condition: "n > 0" }],
      steps: [step("a")],
    }),
    "E6508",
  ],
  state_expr: [
    request({
      steps: [
        {
          step: {
            id: "a",
            type: "Http",
            params: {
              http: { type: "MAP", value: { url: text("https://example.org") } },
              state_expr: text("status_code < 300 ? 'DONE' : 'USER_EROR'"),
            },
          },
        },
      ],
    }),
    "E6416",
  ],
  "a function in state_expr": [
    request({
      steps: [
        {
          step: {
            id: "a",
            type: "Http",
            params: {
              http: { type: "MAP", value: { url: text("https://example.org") } },
              state_expr: text("params.nextUniqueId() > 0 ? 'DONE' : 'USER_ERROR'"),
            },
          },
        },
      ],
    }),
    "E6507",
  ],
  "an own param hidden by the workflow's": [one({ x: sel("LONG", "n"), n: long(5) }), "W6321"],
  "a param of the workflow under its own name": [one({ n: sel("LONG", "n + 1") }), ""],
  "a param that names itself": [one({ x: sel("LONG", "x + 1") }), "E6524"],
  "params that name each other": [one({ x: sel("LONG", "y"), y: sel("LONG", "x") }), "E6320"],
  "workflow params that name each other": [
    request({ params: { x: sel("LONG", "y"), y: sel("LONG", "x") }, steps: [step("a")] }),
    "E6320",
  ],
  "a workflow param that names itself": [request({ params: { x: sel("LONG", "x + 1") }, steps: [step("a")] }), "E6524"],
  "a step in a workflow param": [
    request({ params: { x: sel("LONG", "params.getFromStep('a', 'p')") }, steps: [step("a", { p: long(1) })] }),
    "E6507",
  ],
  "a lookup that is not loaded": [
    request({ params: { n: long(1), x: sel("LONG", "params['n']") }, steps: [step("a")] }),
    "W6509 E6181",
  ],
  "a field of the run": [one({ x: sel("STRING", "params.getFromInstance('INITIATOR_TYPE')") }), ""],
  "an unknown field of the run": [one({ x: sel("STRING", "params.getFromInstance('INITIATOR')") }), "E6511"],
  "a field for the workflow only": [one({ x: sel("STRING", "params.getFromInstance('owner')") }), "E6512"],
  "a reference in a text": [one({ x: text("$s ${n} ${a__y}"), y: text("z") }), ""],
  "an unknown reference in a text": [one({ x: text("$HOME/bin") }), "E6317"],
  "an escaped reference": [one({ x: text("$$HOME/bin $5 $(date)") }), ""],
  "an escaped reference that still counts": [one({ x: text("$$$$HOME") }), "E6319"],
  "an underscore": [one({ x: text("$_x") }), "W6318"],
  "a reference in a list": [one({ x: { type: "STRING_ARRAY", value: ["$s", "$t"] } }), "E6317"],
  "a reference in a key": [one({ x: { type: "STRING_MAP", value: { $t: "1" } } }), "E6317"],
  "a reference in a timeout": [one({ x: long(1) }, { timeout: "${n} min" }), ""],
  "an own reference in a timeout": [one({ x: long(1) }, { timeout: "${x} min" }), "E6317"],
  "a step whose id is no identifier": [
    two(step("a.1", { p: long(1) }, to({ b: "true" })), step("b", { q: text("${a.1__p}") })),
    "",
  ],
};

it.each(Object.entries(cases))("judges %s", (_title, [content, codes]) => {
  expect(codesOf(content)).toBe(codes);
});
