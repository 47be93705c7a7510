import type { Step } from "@stave/ir-schema";
import { simulate } from "@stave/runtime-local/core";
import { expect, it } from "vitest";
import { after, bool, bundle, dur, int, ints, list, lit, loop, noop, op, out, param, str, work } from "../build.js";
import { failures, starts, statuses } from "./play.js";

type Loop = Extract<Step, { kind: "foreach" }>;

const each = (more: Partial<Loop>): Loop => ({
  kind: "foreach",
  id: "each",
  over: [{ name: "x", type: "int", in: ints(1, 2, 3) }],
  steps: [work("inner", { y: "int" }, { inputs: { x: { type: "int", value: loop("each", "x") } } })],
  collect: { y: out("inner", "y") },
  outputs: { y: list("int") },
  ...more,
});

it("runs the body for each item and collects in order", () => {
  const slowFirst = {
    inner: ({ inputs }: { inputs: Record<string, unknown> }) => ({
      outputs: { y: Number(inputs["x"]) * 2 },
      takes: `PT${10 - Number(inputs["x"])}S`,
    }),
  };
  const { result } = simulate(bundle({ steps: [each({})] }), { fakes: slowFirst });
  expect(result.steps[0]).toMatchObject({
    outputs: { y: [2, 4, 6] },
    iterations: { total: 3, succeeded: 3, failed: 0 },
  });
});

it("runs every combination, the first list varying fastest", () => {
  const over: Loop["over"] = [
    { name: "x", type: "int", in: ints(1, 2) },
    { name: "c", type: "string", in: lit(list("string"), ["a", "b", "c"]) },
  ];
  const pair = noop("pair", {
    t: { type: "string", value: { kind: "text", parts: [loop("each", "c"), loop("each", "x")] } },
  });
  const step = each({ over, steps: [pair], collect: { t: out("pair", "t") }, outputs: { t: list("string") } });
  const { result } = simulate(bundle({ steps: [step] }));
  expect(result.steps[0]?.outputs).toEqual({ t: ["a1", "a2", "b1", "b2", "c1", "c2"] });
});

it("ends at once over an empty list", () => {
  const step = each({ over: [{ name: "x", type: "int", in: ints() }] });
  expect(simulate(bundle({ steps: [step] })).result.steps[0]).toMatchObject({
    status: "succeeded",
    outputs: { y: [] },
  });
});

it("keeps at most `concurrency` iterations open; in strict order a slow one holds back the rest", () => {
  const slow = {
    inner: ({ inputs }: { inputs: Record<string, unknown> }) => ({
      outputs: { y: 0 },
      takes: inputs["x"] === 1 ? "PT30S" : "PT10S",
    }),
  };
  const over: Loop["over"] = [{ name: "x", type: "int", in: ints(1, 2, 3, 4) }];
  const loose = starts(bundle({ steps: [each({ over, concurrency: 2 })] }), { fakes: slow });
  expect(Object.values(loose)).toEqual([0, 0, 10, 20]);
  const strict = starts(bundle({ steps: [each({ over, concurrency: 2, strictOrder: true })] }), { fakes: slow });
  expect(Object.values(strict)).toEqual([0, 0, 30, 30]);
});

it("opens no further iteration after a failure, lets those under way end, then fails", () => {
  const fakes = {
    inner: ({ inputs }: { inputs: Record<string, unknown> }) =>
      inputs["x"] === 1 ? { fails: "broke", takes: "PT1S" } : { outputs: { y: 0 }, takes: "PT10S" },
  };
  const { result } = simulate(bundle({ steps: [each({ concurrency: 2 })] }), { fakes });
  expect(result.steps[0]).toMatchObject({ status: "failed", iterations: { total: 3, succeeded: 1, failed: 1 } });
  expect(result).toMatchObject({
    endTime: "2026-01-01T00:00:10.000Z",
    failures: [{ key: "each[0]/inner" }],
    failureCount: 1,
  });
});

it("stops the iterations under way when the loop is to fail now", () => {
  const fakes = {
    inner: ({ inputs }: { inputs: Record<string, unknown> }) =>
      inputs["x"] === 1 ? { fails: "broke", takes: "PT1S" } : { outputs: { y: 0 }, takes: "PT10S" },
  };
  const { result } = simulate(bundle({ steps: [each({ onFailure: "fail-now" })] }), { fakes });
  expect(result).toMatchObject({ endTime: "2026-01-01T00:00:01.000Z", steps: [{ status: "failed" }] });
});

it("collects null for a skipped value where null fits, and fails otherwise", () => {
  const body = [
    noop("gate", { odd: { type: "bool", value: op("==", op("%", loop("each", "x"), int(2)), int(1)) } }),
    noop(
      "inner",
      { y: { type: "int", value: loop("each", "x") } },
      { needs: [{ step: "gate", when: out("gate", "odd") }] },
    ),
  ];
  const nullable = each({ steps: body, outputs: { y: list({ kind: "nullable", of: "int" }) } });
  expect(simulate(bundle({ steps: [nullable] })).result.steps[0]?.outputs).toEqual({ y: [1, null, 3] });
  expect(failures(bundle({ steps: [each({ steps: body })] }))).toEqual([
    'each STV7140 The loop "each" collects "y", but iteration 1 gave no value for it.',
  ]);
});

it("sees outer outputs and outer loop variables in a nested loop", () => {
  const inner = each({
    id: "in",
    over: [{ name: "y", type: "int", in: ints(10, 20) }],
    steps: [
      noop("sum", {
        s: { type: "int", value: op("+", op("+", loop("each", "x"), loop("in", "y")), out("base", "n")) },
      }),
    ],
    collect: { s: out("sum", "s") },
    outputs: { s: list("int") },
  });
  const steps = [
    noop("base", { n: { type: "int", value: int(100) } }),
    each({ ...after("base"), steps: [inner], collect: { s: out("in", "s") }, outputs: { s: list(list("int")) } }),
  ];
  const { result } = simulate(bundle({ steps }));
  expect(result.steps[1]?.outputs).toEqual({
    s: [
      [111, 121],
      [112, 122],
      [113, 123],
    ],
  });
});

it("retries a failed loop from its beginning under fresh keys", () => {
  let calls = 0;
  const fakes = { inner: () => (calls++ === 0 ? { fails: "broke" } : { outputs: { y: 1 } }) };
  const step = each({
    over: [{ name: "x", type: "int", in: ints(1) }],
    retry: { limit: 1, backoff: { kind: "fixed", delay: "PT5S" } },
  });
  expect(starts(bundle({ steps: [step] }), { fakes })).toEqual({ "each[0]/inner#1": 0, "each~2[0]/inner#1": 5 });
});

it("says which list is not of its type", () => {
  const step = each({ over: [{ name: "x", type: "int", in: lit(list("string"), ["a"]) }] });
  expect(failures(bundle({ steps: [step] }))[0]).toMatch(/^each STV7122 The input "x" of the step "each" does not fit/);
});

const count = (more: Partial<Extract<Step, { kind: "while" }>> = {}): Step => ({
  kind: "while",
  id: "count",
  vars: {
    n: { type: "int", init: int(0), next: op("+", loop("count", "n"), out("tick", "by")) },
    label: { type: "string", init: str("kept") },
  },
  condition: op("<", loop("count", "n"), int(6)),
  steps: [work("tick", { by: "int" }, { inputs: { n: { type: "int", value: loop("count", "n") } } })],
  outputs: { n: "int", label: "string" },
  ...more,
});

const byTwo = { tick: () => ({ outputs: { by: 2 }, takes: "PT1S" }) };

it("repeats while the condition holds and gives the last values", () => {
  const { result } = simulate(bundle({ steps: [count()] }), { fakes: byTwo });
  expect(result.steps[0]).toMatchObject({ status: "succeeded", outputs: { n: 6, label: "kept" } });
  expect(result.endTime).toBe("2026-01-01T00:00:03.000Z");
});

it("never runs when the condition is false from the start", () => {
  const { result, events } = simulate(bundle({ steps: [count({ condition: bool(false) })] }), { fakes: byTwo });
  expect(result.steps[0]).toMatchObject({ outputs: { n: 0, label: "kept" } });
  expect(events).toHaveLength(1);
});

it("fails at its limit, on a failed iteration, and on a `next` without value", () => {
  expect(failures(bundle({ steps: [count({ limit: 2 })] }), { fakes: byTwo })).toEqual([
    'count STV7141 The loop "count" ran 2 times and its condition still holds.',
  ]);
  expect(statuses(bundle({ steps: [count()] }), { fakes: { tick: () => ({ fails: "broke" }) } })).toEqual({
    run: "failed",
    count: "failed",
  });
  const vars = { n: { type: "int" as const, init: int(0), next: op("%", int(1), int(0)) } };
  expect(failures(bundle({ steps: [count({ vars })] }), { fakes: byTwo })[0]).toMatch(/^count STV7120 /);
});

it("ends an empty body by its limit, not never", () => {
  const step = count({ steps: [], vars: { n: { type: "int", init: int(0) } }, limit: 1000, outputs: { n: "int" } });
  expect(failures(bundle({ steps: [step] }))[0]).toMatch(/STV7141/);
});

const child = (more = {}) => ({
  ir: "1.0",
  workflow: {
    id: "child",
    params: {
      n: { type: "int" as const, default: int(1) },
      twice: { type: "int" as const, default: op("*", param("n"), int(2)) },
    },
    steps: [work("job", { r: "int" }, { inputs: { n: { type: "int", value: param("twice") } } })],
    outputs: { r: { type: "int" as const, value: out("job", "r") } },
    ...more,
  },
});

const sub = (more: Partial<Extract<Step, { kind: "subworkflow" }>> = {}): Step => ({
  kind: "subworkflow",
  id: "sub",
  workflow: "child",
  inputs: { n: { type: "int", value: int(21) } },
  outputs: { r: "int" },
  ...more,
});

const echo = {
  job: ({ inputs }: { inputs: Record<string, unknown> }) => ({ outputs: { r: inputs["n"] }, takes: "PT10S" }),
};

it("runs a child workflow with its own params and takes its outputs", () => {
  const { result, events } = simulate(bundle({ steps: [sub(), work("next", {}, after("sub"))] }, child()), {
    fakes: echo,
  });
  expect(result.steps[0]).toMatchObject({ status: "succeeded", outputs: { r: 42 } });
  expect(events.filter((event) => event.type === "attempt-started").map((event) => event.key)).toEqual([
    "sub/job",
    "next",
  ]);
});

it("goes on without waiting for an asynchronous child, whose failure is its own", () => {
  const fakes = { job: () => ({ fails: "broke", takes: "PT10S" }), next: () => ({}) };
  const steps = [sub({ sync: false, outputs: {} }), work("next", {}, after("sub"))];
  const { result } = simulate(bundle({ steps }, child()), { fakes });
  expect(result).toMatchObject({ status: "succeeded", endTime: "2026-01-01T00:00:10.000Z" });
  expect(starts(bundle({ steps }, child()), { fakes })).toEqual({ "sub/job#1": 0, "next#1": 0 });
});

it("fails with the child, and names what is missing or of the wrong type", () => {
  const fakes = { job: () => ({ fails: "broke" }) };
  expect(statuses(bundle({ steps: [sub()] }, child()), { fakes })).toEqual({ run: "failed", sub: "failed" });
  expect(failures(bundle({ steps: [sub()] }))).toEqual([
    'sub STV7109 The step "sub" runs the workflow "child", which is not here.',
  ]);
  const wrong = sub({ inputs: { m: { type: "int", value: int(1) } } });
  expect(failures(bundle({ steps: [wrong] }, child()))).toEqual(['sub STV7101 The workflow "child" has no param "m".']);
});

it("ends a workflow that runs itself without end", () => {
  const itself = child({ params: {}, steps: [sub({ inputs: {} })], outputs: {} });
  expect(failures(bundle({ steps: [sub({ inputs: {}, outputs: {} })] }, itself))[0]).toMatch(/STV7142/);
  const detached = child({ params: {}, steps: [sub({ inputs: {}, outputs: {}, sync: false })], outputs: {} });
  expect(failures(bundle({ steps: [sub({ inputs: {}, outputs: {}, sync: false })] }, detached))[0]).toMatch(/STV7142/);
});

it("fails the step, not the engine, when a child's timeout has no value", () => {
  const broken = child({ timeout: op("+", dur("PT1S"), str("x")) });
  for (const sync of [true, false]) {
    expect(statuses(bundle({ steps: [sub({ sync })] }, broken), { fakes: echo })).toEqual({
      run: "failed",
      sub: "failed",
    });
  }
});

it("times a child workflow out by its own timeout", () => {
  const { result } = simulate(bundle({ steps: [sub()] }, child({ timeout: dur("PT3S") })), { fakes: echo });
  expect(result).toMatchObject({ status: "failed", endTime: "2026-01-01T00:00:03.000Z" });
  expect(result.failures[0]?.diagnostic.code).toBe("STV7111");
});
