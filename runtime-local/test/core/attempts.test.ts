import { advance, createRun, type FakeOutcome, outstanding, simulate } from "@stave/runtime-local/core";
import { expect, it } from "vitest";
import { after, bundle, dur, noop, str, work } from "../build.js";
import { failures, starts, statuses } from "./play.js";

const failing = (kind?: "error" | "platform" | "timeout", retryable = true) => ({
  a: () => ({ fails: "broke", retryable, takes: "PT1S", ...(kind !== undefined && { kind }) }),
});

it("does not retry unless told", () => {
  expect(starts(bundle({ steps: [work("a")] }), { fakes: failing() })).toEqual({ "a#1": 0 });
});

it("retries with exponential delays up to the longest", () => {
  const retry = { limit: 4, backoff: { kind: "exponential", delay: "PT10S", factor: 3, max: "PT1M" } } as const;
  expect(Object.values(starts(bundle({ steps: [work("a", {}, { retry })] }), { fakes: failing() }))).toEqual([
    0, 11, 42, 103, 164,
  ]);
});

it("retries after one second, two, four when no backoff is given", () => {
  const steps = [work("a", {}, { retry: { limit: 3 } })];
  expect(Object.values(starts(bundle({ steps }), { fakes: failing() }))).toEqual([0, 2, 5, 10]);
});

it("retries only the kinds asked for, and never what says it is final", () => {
  const attempts = (
    on: ("error" | "platform" | "timeout")[] | undefined,
    kind: "error" | "platform" | "timeout",
    retryable = true,
  ) => {
    const retry = { limit: 1, ...(on !== undefined && { on }) };
    return Object.keys(starts(bundle({ steps: [work("a", {}, { retry })] }), { fakes: failing(kind, retryable) }))
      .length;
  };
  expect(attempts(undefined, "error")).toBe(2);
  expect(attempts(undefined, "platform")).toBe(2);
  expect(attempts(undefined, "timeout")).toBe(1);
  expect(attempts(["platform"], "error")).toBe(1);
  expect(attempts(["timeout"], "timeout")).toBe(2);
  expect(attempts(undefined, "error", false)).toBe(1);
});

it("succeeds after a retry", () => {
  let calls = 0;
  const fakes = { a: (): FakeOutcome => (calls++ < 2 ? { fails: "broke" } : {}) };
  const { result } = simulate(bundle({ steps: [work("a", {}, { retry: { limit: 5 } })] }), { fakes });
  expect(result.steps[0]).toMatchObject({ status: "succeeded", attempts: 3 });
  expect(result.failures).toEqual([]);
});

it("ends an attempt at its timeout and may try again", () => {
  const hangs = { a: () => ({ hangs: true }) as const };
  const steps = [work("a", {}, { timeout: dur("PT10S") })];
  const once = simulate(bundle({ steps }), { fakes: hangs });
  expect(once.result).toMatchObject({ status: "timed-out", endTime: "2026-01-01T00:00:10.000Z" });
  expect(once.result.failures[0]?.diagnostic.message).toBe('The step "a" did not end within its timeout of PT10S.');
  const twice = [work("a", {}, { timeout: dur("PT5S"), retry: { limit: 1, on: ["timeout"] } })];
  expect(starts(bundle({ steps: twice }), { fakes: hangs })).toEqual({ "a#1": 0, "a#2": 6 });
});

it("times out sleeps, and the workflow as a whole", () => {
  const sleep = (timeout?: string) => ({
    kind: "sleep" as const,
    id: "nap",
    inputs: { duration: { type: "duration" as const, value: dur("PT1H") } },
    outputs: {},
    ...(timeout !== undefined && { timeout: dur(timeout) }),
  });
  expect(simulate(bundle({ steps: [sleep()] })).result.endTime).toBe("2026-01-01T01:00:00.000Z");
  expect(statuses(bundle({ steps: [sleep("PT1M")] }))).toEqual({ run: "timed-out", nap: "timed-out" });
  const whole = bundle({ steps: [sleep(), work("then", {}, after("nap"))], timeout: dur("PT10M") });
  expect(statuses(whole)).toEqual({ run: "timed-out", nap: "stopped", then: "not-run" });
  expect(failures(whole)).toEqual([' STV7111 The workflow "main" did not end within PT10M.']);
});

it("stops a run on request", () => {
  const steps = [
    work("a"),
    work("b", {}, after("a")),
    work("r", {}, { retry: { limit: 3, backoff: { kind: "fixed", delay: "PT1H" } } }),
  ];
  const fakes = { a: () => ({ takes: "PT1H" }), r: () => ({ fails: "broke" }) };
  expect(statuses(bundle({ steps }), { fakes, stopAfter: "PT5S" })).toEqual({
    run: "stopped",
    a: "stopped",
    b: "not-run",
    r: "stopped",
  });
});

it("counts work that ended well although its stop was under way", () => {
  const state = createRun(bundle({ steps: [work("a", {}, { timeout: dur("PT5S") })] }));
  advance(state, { type: "run-started", runId: "r", params: {}, time: 0 });
  advance(state, { type: "attempt-started", key: "a", attempt: 1, time: 0 });
  const { commands } = advance(state, { type: "timer-fired", timer: "step-timeout:a#1", time: 5000 });
  expect(commands.map((command) => command.type)).toEqual(["step-changed", "stop-attempt"]);
  expect(outstanding(state).map((command) => command.type)).toEqual(["start-attempt", "stop-attempt"]);
  advance(state, { type: "attempt-succeeded", key: "a", attempt: 1, time: 5001 });
  expect(state.status).toBe("succeeded");
});

it("begins a lost attempt again without counting it as a retry", () => {
  const state = createRun(bundle({ steps: [work("a")] }));
  advance(state, { type: "run-started", runId: "r", params: {}, time: 0 });
  advance(state, { type: "attempt-lost", key: "a", attempt: 1, time: 1 });
  expect(outstanding(state)).toMatchObject([{ type: "start-attempt", key: "a", attempt: 2 }]);
});

it("delivers a signal to the steps that wait for it, by its fields", () => {
  const wait = (value: string) => [{ name: str("ready"), match: { day: { op: "=" as const, value: str(value) } } }];
  const steps = [
    work("a", {}, { emits: [{ name: str("ready"), fields: { day: str("mon") } }] }),
    noop(
      "b",
      {
        day: { type: "string", value: { kind: "signal", from: "wait", signal: "ready", field: "day", type: "string" } },
      },
      { waits: wait("mon") },
    ),
    work("c", {}, { waits: wait("tue") }),
  ];
  const fakes = { a: () => ({ takes: "PT9S" }) };
  const { result } = simulate(bundle({ steps }), { fakes });
  expect(result.steps[1]).toMatchObject({
    status: "succeeded",
    outputs: { day: "mon" },
    startTime: "2026-01-01T00:00:09.000Z",
  });
  expect(result.failures.map(({ diagnostic }) => diagnostic.message)).toEqual([
    'The step "c" waits for the signal "ready", but nothing is left that could announce it.',
  ]);
  const given = { fakes, signals: [{ name: "ready", fields: { day: "tue" } }] };
  expect(statuses(bundle({ steps }), given)).toMatchObject({ run: "succeeded", c: "succeeded" });
});

it("lets a timeout run on when a further host takes the attempt up", () => {
  const state = createRun(bundle({ steps: [work("a", {}, { timeout: dur("PT5S") })] }));
  advance(state, { type: "run-started", runId: "r", params: {}, time: 0 });
  advance(state, { type: "attempt-started", key: "a", attempt: 1, time: 0 });
  expect(advance(state, { type: "attempt-started", key: "a", attempt: 1, time: 4000 }).commands).toEqual([]);
  expect(outstanding(state)).toContainEqual({ type: "set-timer", timer: "step-timeout:a#1", at: 5000 });
});
