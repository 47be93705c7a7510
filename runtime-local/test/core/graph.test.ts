import { simulate } from "@stave/runtime-local/core";
import { expect, it } from "vitest";
import { after, bool, bundle, int, lit, noop, op, out, work } from "../build.js";
import { failures, starts, statuses } from "./play.js";

const takes = { a: () => ({ takes: "PT10S" }), b: () => ({ takes: "PT20S" }) };

it("starts steps without needs together and others when all their needs have ended", () => {
  const steps = [work("a"), work("b"), work("c", {}, after("a")), work("d", {}, after("a", "b"))];
  expect(starts(bundle({ steps }), { fakes: takes })).toEqual({ "a#1": 0, "b#1": 0, "c#1": 10, "d#1": 20 });
});

it("skips a step whose condition is false, and what needs it", () => {
  const steps = [
    work("a"),
    work("b", {}, { needs: [{ step: "a", when: bool(false) }] }),
    work("c", {}, after("b")),
    work("d", {}, after("c", "a")),
    work("e", {}, { ...after("c", "a"), join: "any" }),
    work("f", {}, { ...after("b", "c"), join: "any" }),
  ];
  expect(statuses(bundle({ steps }))).toEqual({
    run: "succeeded",
    a: "succeeded",
    b: "skipped",
    c: "skipped",
    d: "skipped",
    e: "succeeded",
    f: "skipped",
  });
});

it("evaluates a condition with the outputs of the steps before", () => {
  const gate = noop("gate", { good: { type: "bool", value: op(">", out("a", "n"), int(2)) } }, after("a"));
  const steps = [
    work("a", { n: "int" }),
    gate,
    work("yes", {}, { needs: [{ step: "gate", when: out("gate", "good") }] }),
    work("no", {}, { needs: [{ step: "gate", when: op("not", out("gate", "good")) }] }),
  ];
  const fakes = { a: () => ({ outputs: { n: 3 } }) };
  expect(statuses(bundle({ steps }), { fakes })).toMatchObject({ yes: "succeeded", no: "skipped" });
});

it("takes null for a value, not for a missing one", () => {
  const steps = [
    noop("a", { any: { type: "json", value: lit("json", null) } }),
    noop("b", { x: { type: "json", value: out("a", "any") } }, after("a")),
  ];
  const { result } = simulate(bundle({ steps }), { runId: "r1" });
  expect([result.runId, result.status, result.steps[1]?.outputs]).toEqual(["r1", "succeeded", { x: null }]);
});

it("lets firstOf pass over a skipped step, and fails what reads one without it", () => {
  const steps = [
    work("a"),
    work("b", { n: "int" }, { needs: [{ step: "a", when: bool(false) }] }),
    work("c", { n: "int" }, after("a")),
    noop(
      "merge",
      { n: { type: "int", value: { kind: "firstOf", options: [out("b", "n"), out("c", "n")] } } },
      {
        ...after("b", "c"),
        join: "any",
      },
    ),
    noop("wrong", { n: { type: "int", value: out("b", "n") } }, { ...after("b", "c"), join: "any" }),
  ];
  const options = { fakes: { c: () => ({ outputs: { n: 7 } }) } };
  const { result } = simulate(bundle({ steps }), options);
  expect(result.steps[3]?.outputs).toEqual({ n: 7 });
  expect(failures(bundle({ steps }), options)).toEqual([
    'wrong STV7121 The input "n" of the step "wrong" reads an output of a step that gave none.',
  ]);
});

it("runs nothing that needs a failed step, and lets other branches end", () => {
  const steps = [
    work("a"),
    work("b"),
    work("c", {}, after("a")),
    work("d", {}, { ...after("c", "b"), join: "any" }),
    work("e", {}, after("b")),
  ];
  const fakes = { ...takes, a: () => ({ fails: "broke" }) };
  expect(statuses(bundle({ steps }), { fakes })).toEqual({
    run: "failed",
    a: "failed",
    b: "succeeded",
    c: "not-run",
    d: "not-run",
    e: "succeeded",
  });
});

it("stops everything at once on fail-now", () => {
  const steps = [work("a", {}, { onFailure: "fail-now" }), work("b"), work("c", {}, after("b"))];
  const fakes = { a: () => ({ fails: "broke", takes: "PT1S" }), b: () => ({ takes: "PT1H" }) };
  const { result } = simulate(bundle({ steps }), { fakes });
  expect(result.steps.map((step) => step.status)).toEqual(["failed", "stopped", "not-run"]);
  expect(result).toMatchObject({ status: "failed", endTime: "2026-01-01T00:00:01.000Z" });
});

it("goes on past a failure that is ignored, whose outputs are absent", () => {
  const steps = [
    work("a", { n: "int" }, { onFailure: "ignore" }),
    noop("b", { n: { type: "int", value: { kind: "firstOf", options: [out("a", "n"), int(5)] } } }, after("a")),
  ];
  const { result } = simulate(bundle({ steps }), { fakes: { a: () => ({ fails: "broke" }) } });
  expect(result).toMatchObject({
    status: "succeeded",
    failureCount: 0,
    steps: [{ status: "ignored" }, { outputs: { n: 5 } }],
  });
});

it("gives the values of the workflow's outputs, and leaves out what a skipped step would have given", () => {
  const steps = [
    noop("a", { n: { type: "int", value: int(1) } }),
    noop("b", { n: { type: "int", value: int(2) } }, { needs: [{ step: "a", when: bool(false) }] }),
  ];
  const outputs = {
    sum: { type: "float" as const, value: op("+", out("a", "n"), int(1)) },
    gone: { type: "int" as const, value: out("b", "n") },
    none: { type: { kind: "nullable", of: "int" } as const, value: out("b", "n") },
  };
  expect(simulate(bundle({ steps, outputs })).result.outputs).toEqual({ sum: 2, none: null });
});

it("ends a workflow without steps at once", () => {
  expect(statuses(bundle({ steps: [] }))).toEqual({ run: "succeeded" });
});

it("refuses steps that wait for themselves, are there twice, or need what is not there", () => {
  const broken =
    (...steps: Parameters<typeof bundle>[0]["steps"]) =>
    () =>
      simulate(bundle({ steps }));
  expect(broken(work("a", {}, after("b")), work("b", {}, after("a")))).toThrow(/STV7108.*"a" waits for itself/);
  expect(broken(work("a"), work("a"))).toThrow(/STV7108.*"a" is there twice/);
  expect(broken(work("a", {}, after("x")))).toThrow(/STV7108.*needs "x"/);
});

it("fails a step whose outputs are not of their types, or missing", () => {
  const steps = [work("a", { n: "int" }), work("b", { n: "int" })];
  const fakes = { a: () => ({ outputs: { n: "x" } }), b: () => ({ outputs: {} }) };
  expect(failures(bundle({ steps }), { fakes })).toEqual([
    'a STV7127 The output "n" of the step "a" does not fit its type: found "x", expected an int.',
    'b STV7126 The step "b" ended without its output "n" (int).',
  ]);
});

it("bounds the steps at work by the workflow's step concurrency", () => {
  const steps = ["a", "b", "c", "d"].map((id) => work(id));
  const fakes = { custom: () => ({ takes: "PT10S" }) };
  expect(starts(bundle({ steps, runStepConcurrency: 2 }), { fakes })).toEqual({
    "a#1": 0,
    "b#1": 0,
    "c#1": 10,
    "d#1": 10,
  });
});

it("ignores events of attempts that have ended", () => {
  const { result } = simulate(
    bundle({ steps: [work("a", {}, { timeout: { kind: "literal", type: "duration", value: "PT5S" } })] }),
    {
      fakes: { a: () => ({ takes: "PT10S" }) },
    },
  );
  expect(result).toMatchObject({
    status: "timed-out",
    steps: [{ status: "timed-out", endTime: "2026-01-01T00:00:05.000Z" }],
  });
});
