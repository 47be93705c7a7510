import { type Change, diffStates, type Properties, type WorkflowSpec } from "@stave/runtime-client";
import { expect, it } from "vitest";
import { request } from "./samples.js";

type Step = { step: Record<string, unknown> };

const base = request("rain").workflow;
const [first, second] = base.steps as unknown as [Step, Step];

function changes(
  before: Partial<WorkflowSpec>,
  after: Partial<WorkflowSpec>,
  properties: readonly [Properties, Properties] = [{}, {}],
): string[] {
  const side = (workflow: Partial<WorkflowSpec>, own: Properties) => ({
    workflow: { ...base, ...workflow },
    properties: own,
    active: true,
  });
  return diffStates(side(before, properties[0]), side(after, properties[1])).map(line);
}

function line({ class: matters, kind, subject, before, after, because }: Change): string {
  const show = (value: unknown): string => (value === undefined ? "" : JSON.stringify(value));
  return `${matters} ${kind}: ${subject} ${show(before)}→${show(after)}${because === undefined ? "" : ` (${because})`}`;
}

const steps = (...list: unknown[]): Partial<WorkflowSpec> => ({ steps: list as never });
const params = (given: unknown): Partial<WorkflowSpec> => ({ params: given as never });
const withFirst = (fields: Record<string, unknown>): Partial<WorkflowSpec> =>
  steps({ step: { ...first.step, ...fields } }, second);

const cases: readonly (readonly [string, Partial<WorkflowSpec>, Partial<WorkflowSpec>, readonly string[]])[] = [
  ["nothing", {}, {}, []],
  ["a description", {}, { description: "new" }, ['cosmetic text-changed: description of workflow →"new"']],
  ["a name", withFirst({ name: "a" }), withFirst({ name: "b" }), ['cosmetic text-changed: name of step first "a"→"b"']],
  [
    "a step more",
    steps(first, second),
    steps(first, second, { step: { id: "x", type: "sleep" } }),
    ['behaviour step-added: step x →"Sleep"'],
  ],
  [
    "a step less",
    steps(first, second),
    steps({ step: { ...first.step, transition: {} } }),
    ['behaviour step-removed: step second "Sleep"→', 'behaviour transition-removed: transition first → second "true"→'],
  ],
  ["another kind of step", {}, withFirst({ type: "Http" }), ['behaviour step-kind-changed: step first "NoOp"→"Http"']],
  [
    "a step inside a loop now",
    steps(first, second),
    steps(first, { foreach: { id: "loop", steps: [second] } }),
    ['behaviour step-added: step loop →"foreach"', 'behaviour step-moved: step second "top level"→"in loop"'],
  ],
  [
    "steps in another order",
    steps(first, second),
    steps(second, first),
    ['cosmetic steps-reordered: steps ["first","second"]→["second","first"]'],
  ],
  [
    "a condition",
    {},
    withFirst({ transition: { successors: { second: "days > 3" } } }),
    ['behaviour condition-changed: transition first → second "true"→"days > 3"'],
  ],
  [
    "a semicolon",
    withFirst({ transition: { successors: { second: "days > 3" } } }),
    withFirst({ transition: { successors: { second: "days > 3;" } } }),
    ['cosmetic condition-changed: transition first → second "days > 3"→"days > 3;"'],
  ],
  [
    "a param more",
    {},
    params({ ...base.params, x: { type: "STRING", value: "a" } }),
    ['safe param-added: param x →{"type":"STRING","value":"a"}'],
  ],
  [
    "a param less",
    {},
    params({}),
    ['breaking param-removed: param days {"type":"LONG","value":3}→ (callers may set it)'],
  ],
  [
    "a param of another type",
    {},
    params({ days: { type: "STRING", value: 3 } }),
    ['breaking param-type-changed: param days "LONG"→"STRING" (callers may set it)'],
  ],
  [
    "another value",
    {},
    params({ days: { type: "LONG", value: 4 } }),
    ["behaviour param-value-changed: param days 3→4"],
  ],
  [
    "a value that becomes an expression",
    {},
    params({ days: { type: "LONG", expression: "1 + 2" } }),
    ['behaviour expression-changed: param days {"type":"LONG","value":3}→{"type":"LONG","expression":"1 + 2"}'],
  ],
  [
    "another expression",
    params({ a: { type: "LONG", expression: "1" } }),
    params({ a: { type: "LONG", expression: "2" } }),
    ['behaviour expression-changed: param a "1"→"2"'],
  ],
  [
    "an expression with other white space at its ends",
    params({ a: { type: "LONG", expression: "1" } }),
    params({ a: { type: "LONG", expression: " 1; " } }),
    ['cosmetic expression-changed: param a "1"→" 1; "'],
  ],
  [
    "a closed mode",
    {},
    params({ days: { type: "LONG", value: 3, mode: "constant" } }),
    ['breaking param-mode-changed: param days "MUTABLE"→"CONSTANT" (callers may no longer set it)'],
  ],
  [
    "params in another order",
    params({ a: { type: "LONG", value: 1 }, b: { type: "LONG", value: 2 } }),
    params({ b: { type: "LONG", value: 2 }, a: { type: "LONG", value: 1 } }),
    ['behaviour params-reordered: params ["a","b"]→["b","a"]'],
  ],
  [
    "a nested param",
    withFirst({ params: { http: { type: "MAP", value: { url: { type: "STRING", value: "a" } } } } }),
    withFirst({ params: { http: { type: "MAP", value: { url: { type: "STRING", value: "b" } } } } }),
    ['behaviour param-value-changed: param url in param http of step first "a"→"b"'],
  ],
  [
    "notes on a param",
    {},
    params({ days: { type: "LONG", value: 3, validator: "x > 0" } }),
    ['safe param-notes-changed: param days {}→{"validator":"x > 0"}'],
  ],
  [
    "a schedule",
    { time_triggers: [{ type: "CRON", cron: "0 6 * * *" }] },
    { time_triggers: [{ type: "CRON", cron: "0 7 * * *", timezone: "Asia/Tokyo" }] },
    ['behaviour schedule-changed: schedule "0 6 * * * (UTC)"→"0 7 * * * (Asia/Tokyo)"'],
  ],
  [
    "one schedule more",
    {},
    { time_triggers: [{ type: "PREDEFINED", expression: "daily" }] },
    ['behaviour schedule-added: schedule →"@daily (UTC)"'],
  ],
  [
    "one schedule less",
    { time_triggers: [{ type: "PREDEFINED", expression: "@daily" }] },
    {},
    ['behaviour schedule-removed: schedule "@daily (UTC)"→'],
  ],
  [
    "a signal trigger",
    {},
    { signal_triggers: [{ definitions: { s: {} } }] },
    ['behaviour signal-trigger-changed: signal triggers []→[{"definitions":{"s":{}}}]'],
  ],
  [
    "a signal nobody announces any more",
    withFirst({ signal_outputs: [{ name: "done" }] }),
    {},
    ['breaking signal-output-changed: signal outputs of step first [{"name":"done"}]→ (others may wait for done)'],
  ],
  [
    "a signal to wait for",
    {},
    withFirst({ signal_dependencies: [{ name: "go" }] }),
    ['behaviour signal-dependency-changed: signal_dependencies of step first →[{"name":"go"}]'],
  ],
  [
    "a timeout",
    withFirst({ timeout: 60 }),
    withFirst({ timeout: "2min" }),
    ['behaviour timeout-changed: timeout of step first 60→"2min"'],
  ],
  [
    "a timeout written otherwise",
    withFirst({ timeout: 5400 }),
    withFirst({ timeout: "1h 30min" }),
    ['cosmetic timeout-changed: timeout of step first 5400→"1h 30min"'],
  ],
  [
    "retries",
    {},
    withFirst({ retry_policy: { error_retry_limit: 5 } }),
    ['behaviour retry-changed: retry_policy of step first →{"error_retry_limit":5}'],
  ],
  [
    "tags",
    withFirst({ tags: ["a"] }),
    withFirst({ tags: ["b"] }),
    ['behaviour tags-changed: tags of step first [{"name":"a"}]→[{"name":"b"}]'],
  ],
  ["criticality", {}, { criticality: "high" }, ['safe field-changed: criticality of workflow →"HIGH"']],
];

it.each(cases)("tells %s", (_what, before, after, expected) => {
  expect(changes(before, after)).toEqual(expected);
});

it("tells what properties and activation change", () => {
  expect(
    changes({}, {}, [{ owner: "a" }, { owner: { name: "b" }, description: "d", time_trigger_disabled: true }]),
  ).toEqual([
    'cosmetic property-changed: description →"d"',
    'safe property-changed: owner "a"→"b"',
    "behaviour property-changed: time_trigger_disabled →true",
  ]);
  expect(changes({}, {}, [{}, { run_strategy: 3 }])[0]).toMatch(/^breaking run-strategy-changed: run strategy/);
  expect(changes({}, {}, [{ run_strategy: "sequential" }, {}])).toEqual([]);
});
