import {
  type AdversaryCase,
  foreach,
  long,
  longs,
  map,
  noop,
  own,
  props,
  refused,
  right,
  sel,
  steps,
  str,
  trap,
  wf,
  whileStep,
} from "./adversary-case.js";

type Cases = Readonly<Record<string, readonly AdversaryCase[]>>;
type Json = Record<string, unknown>;

/** A place for an expression that is compared with 0; `wrap` puts it there. */
interface Field {
  readonly wrap: (expression: string) => Json;
  /** What can be read there: w(orkflow), o(wn), u(pstream), f(unctions), s(ignal functions by name), x (self by its long name). */
  readonly sees: string;
}

/** A workflow with a param, an upstream step with one, and the step in question with one. */
function around(more: Json, own: Json = {}, type = "NoOp"): Json {
  return wf({
    params: { top: long(1) },
    signal_triggers: [{ definitions: { sig: {} } }],
    steps: [
      noop("up", { params: { p: long(1) }, transition: { successors: { here: "true" } } }),
      {
        step: { id: "here", type, params: { mine: long(1), ...own }, signal_dependencies: [{ name: "dep" }], ...more },
      },
      noop("next"),
    ],
  });
}

function loopAround(condition: string): Json {
  return wf({
    params: { top: long(1) },
    signal_triggers: [{ definitions: { sig: {} } }],
    steps: [
      noop("up", { params: { p: long(1) }, transition: { successors: { w: "true" } } }),
      whileStep(condition, { i: long(0) }, [noop("b", { params: { i: sel("LONG", "i + 1") } })], {
        params: { mine: long(1) },
      }),
    ],
  });
}

const fields: Readonly<Record<string, Field>> = {
  "a workflow param": {
    wrap: (text) =>
      wf({
        params: { top: long(1), p: sel("BOOLEAN", `${text} > 0`) },
        signal_triggers: [{ definitions: { sig: {} } }],
        steps: [noop("up", { params: { p: long(1) } }), noop("here", { params: { mine: long(1) } })],
      }),
    sees: "wf",
  },
  "a step param": { wrap: (text) => around({}, { q: sel("BOOLEAN", `${text} > 0`) }), sees: "woufsx" },
  "an entry of a MAP": { wrap: (text) => around({}, { q: map({ k: sel("BOOLEAN", `${text} > 0`) }) }), sees: "woufsx" },
  "a condition": { wrap: (text) => around({ transition: { successors: { next: `${text} > 0` } } }), sees: "woufx" },
  "a signal dependency": {
    wrap: (text) =>
      around({
        signal_dependencies: [
          { name: "dep", match_params: { k: { param: sel("LONG", `${text} + 0`), operator: "=" } } },
        ],
      }),
    sees: "wu",
  },
  "a signal output": {
    wrap: (text) => around({ signal_outputs: [{ name: "o", params: { k: sel("LONG", `${text} + 0`) } }] }),
    sees: "woux",
  },
  "a while condition": { wrap: loopAround, sees: "wo" },
  state_expr: {
    wrap: (text) =>
      around(
        {},
        { http: map({ url: str("https://x.org") }), state_expr: str(`${text} > 0 ? 'DONE' : 'USER_ERROR'`) },
        "Http",
      ),
    sees: "wo",
  },
  "a signal trigger's param": {
    wrap: (text) =>
      wf({
        params: { top: long(1) },
        signal_triggers: [{ definitions: { sig: {} }, params: { k: sel("LONG", `${text} + 0`) } }],
      }),
    sees: "",
  },
  "a signal trigger's condition": {
    wrap: (text) =>
      wf({ params: { top: long(1) }, signal_triggers: [{ definitions: { sig: {} }, condition: `${text} > 0` }] }),
    sees: "",
  },
};

const reads: readonly (readonly [string, string])[] = [
  ["w", "top"],
  ["o", "mine"],
  ["u", "up__p"],
  ["f", "params.nextUniqueId()"],
  ["s", "params.getFromSignal('sig', 'x')"],
  ["z", "nothing"],
];

function matrix(): readonly AdversaryCase[] {
  return Object.entries(fields).flatMap(([name, { wrap, sees }]) =>
    reads.map(([key, text]) => {
      const expression = name === "a while condition" ? `i + ${text} < 9` : text;
      const title = `${text} in ${name}`;
      const content = wrap(expression);
      if (sees.includes(key)) return right(title, content);
      const isTrap = key === "s" && (name === "a workflow param" || name === "a condition");
      return isTrap ? trap(title, content, "65") : refused(title, content, "65");
    }),
  );
}

const texts: readonly (readonly [string, (text: string) => Json, string])[] = [
  ["the workflow's timeout", (text) => wf({ params: { top: long(1) }, timeout: `${text} min` }), "w"],
  ["a step's timeout", (text) => around({ timeout: `${text} min` }), "w"],
  ["a signal's name", (text) => around({ signal_dependencies: [{ name: `t/${text}` }] }), "wu"],
  ["an announced name", (text) => around({ signal_outputs: [{ name: `t/${text}` }] }), "wou"],
  ["a step's literal", (text) => around({}, { q: str(`x${text}`) }), "wou"],
];

function textMatrix(): readonly AdversaryCase[] {
  const names: readonly (readonly [string, string])[] = [
    ["w", "${top}"],
    ["o", "${mine}"],
    ["u", "${up__p}"],
    ["z", "${nothing}"],
  ];
  return texts.flatMap(([name, wrap, sees]) =>
    names
      .filter(([key]) => !(name.startsWith("the workflow's") && "ou".includes(key)))
      .map(([key, text]) =>
        sees.includes(key) ? right(`${text} in ${name}`, wrap(text)) : refused(`${text} in ${name}`, wrap(text), "6"),
      ),
  );
}

const condition = (text: unknown) =>
  steps(noop("a", { params: { p: long(1), s: str("true") }, transition: { successors: { b: text } } }), noop("b"));
const edge = "S/transition/successors/b";

/** definition.md §6: what can be read where. */
export const placeCases: Cases = {
  "§6 names": matrix(),
  "§6 texts": textMatrix(),
  "§6 conditions": [
    right("true", condition("true")),
    right("JSON true", condition(true)),
    right("with a semicolon", condition("p > 0;")),
    right("a text of true", condition("'true'")),
    right("a param that may say it", condition("s")),
    right("with return", condition("if (p > 0) { return true; } else { return false; }")),
    refused("a number", condition("p"), "61", edge),
    refused("a JSON number", condition(1), "61", edge),
    refused("another text", condition("'yes'"), "61", edge),
    refused("null", condition(null), "62", edge),
    refused("nothing", condition(""), "61", edge),
    refused("a blank", condition("  "), "61", edge),
    refused("syntax", condition("p >"), "61", edge),
    refused("Python", condition("p > 0 and p < 5"), "61", edge),
    refused("a list", condition([]), "62", edge),
    refused(
      "own loop_index",
      steps(whileStep("loop_index < 3", { i: long(0) }, [noop("b", { params: { i: sel("LONG", "i + 1") } })])),
      "65",
      "H/condition",
    ),
    refused(
      "a while condition of a number",
      steps(whileStep("i", { i: long(0) }, [noop("b", { params: { i: sel("LONG", "i + 1") } })])),
      "61",
      "H/condition",
    ),
    refused(
      "an empty while condition",
      steps(whileStep("", { i: long(0) }, [noop("b", { params: { i: sel("LONG", "i + 1") } })])),
      "61",
      "H/condition",
    ),
    right(
      "the results of an HTTP step",
      steps(
        {
          step: {
            id: "h",
            type: "Http",
            params: { http: map({ url: str("https://x.org") }) },
            transition: { successors: { b: "status_code == 200 && response_body.contains('ok')" } },
          },
        },
        noop("b", { params: { c: sel("LONG", "h__status_code") } }),
      ),
    ),
  ],
  "§6 retry": [
    right(
      "a param",
      wf({
        params: { n: long(1) },
        steps: [
          noop("a", {
            retry_policy: {
              error_retry_limit: "${n}",
              backoff: { type: "FIXED_BACKOFF", error_retry_backoff_in_secs: "$n" },
            },
          }),
        ],
      }),
    ),
    trap(
      "no param",
      own({}, { retry_policy: { error_retry_limit: "${n}" } }),
      "66",
      "S/retry_policy/error_retry_limit",
    ),
    trap("an own param", own({ n: long(1) }, { retry_policy: { error_retry_limit: "${n}" } }), "66"),
    trap(
      "no param in the backoff",
      own({}, { retry_policy: { backoff: { type: "FIXED_BACKOFF", error_retry_backoff_in_secs: "$n" } } }),
      "66",
      "S/retry_policy/backoff/error_retry_backoff_in_secs",
    ),
    trap(
      "no param inside a loop",
      steps(foreach({ i: longs(1) }, [noop("a", { retry_policy: { error_retry_limit: "${n}" } })])),
      "66",
    ),
    right(
      "a loop variable",
      steps(foreach({ i: longs(1) }, [noop("a", { retry_policy: { error_retry_limit: "${i}" } })])),
    ),
    right(
      "an alert of a param",
      wf({ params: { team: str("x") } }, { properties: { owner: "a", alerting: { emails: ["${team}@x.org"] } } }),
    ),
    right("no param at all", props({ alerting: { emails: ["a@b.c"] } })),
  ],
};
