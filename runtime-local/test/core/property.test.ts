import type { Expr, Step } from "@stave/ir-schema";
import {
  advance,
  checkHistory,
  createRun,
  type FakeOutcome,
  outstanding,
  type RunEvent,
  resultOf,
  simulate,
} from "@stave/runtime-local/core";
import fc from "fast-check";
import { expect, it } from "vitest";
import { bool, bundle, dur, int, ints, list, loop, noop, op, work } from "../build.js";

const seed = Number(process.env["STAVE_SEED"] ?? Date.now() % 1_000_000);
const options = { seed, numRuns: Number(process.env["STAVE_RUNS"] ?? 600) };

const conditions: readonly (Expr | undefined)[] = [undefined, undefined, undefined, bool(true), bool(false)];

interface Shape {
  readonly needs: readonly number[];
  readonly condition: number;
  readonly kind: "work" | "noop" | "sleep" | "foreach" | "while" | "subworkflow";
  readonly join: boolean;
  readonly onFailure: "fail-after-running" | "fail-now" | "ignore" | undefined;
  readonly limit: number;
  readonly timeout: boolean;
  readonly body: readonly Shape[];
}

const leafKind = fc.constantFrom("work", "work", "noop", "sleep") as fc.Arbitrary<Shape["kind"]>;
const anyKind = fc.constantFrom("work", "work", "noop", "sleep", "foreach", "while", "subworkflow") as fc.Arbitrary<
  Shape["kind"]
>;

const shapes = (kind: fc.Arbitrary<Shape["kind"]>, body: fc.Arbitrary<readonly Shape[]>, maxLength: number) =>
  fc.array(
    fc.record({
      needs: fc.array(fc.nat(8), { maxLength: 3 }),
      condition: fc.nat(conditions.length - 1),
      kind,
      join: fc.boolean(),
      onFailure: fc.constantFrom(undefined, undefined, "fail-after-running", "fail-now", "ignore") as fc.Arbitrary<
        Shape["onFailure"]
      >,
      limit: fc.nat(2),
      timeout: fc.boolean(),
      body,
    }),
    { maxLength },
  );

const leaves = shapes(leafKind, fc.constant([]), 4);
const graphs = shapes(anyKind, shapes(anyKind, leaves, 3), 8);

/** Steps from shapes: each may need only steps before it, so that no circle is built. */
function stepsOf(list: readonly Shape[], path: string): Step[] {
  return list.map((shape, index) => stepOf(shape, { index, path }));
}

function stepOf(shape: Shape, { index, path }: { index: number; path: string }): Step {
  const id = `${path}s${index}`;
  const needs = [...new Set(shape.needs.filter((need) => need < index))].map((need) => {
    const when = conditions[shape.condition];
    return when === undefined ? { step: `${path}s${need}` } : { step: `${path}s${need}`, when };
  });
  const common = {
    ...(needs.length > 0 && { needs }),
    ...(shape.join && { join: "any" as const }),
    ...(shape.onFailure !== undefined && { onFailure: shape.onFailure }),
    ...(shape.limit > 0 && { retry: { limit: shape.limit, on: ["error" as const, "timeout" as const] } }),
    ...(shape.timeout && { timeout: dur("PT7S") }),
  };
  const steps = (): Step[] => stepsOf(shape.body, `${id}_`);
  const makers: Record<Shape["kind"], () => Step> = {
    work: () => work(id, {}, common),
    noop: () => noop(id, {}, common),
    sleep: () => ({
      kind: "sleep",
      id,
      ...common,
      inputs: { duration: { type: "duration", value: dur("PT3S") } },
      outputs: {},
    }),
    foreach: () => ({
      kind: "foreach",
      id,
      ...common,
      over: [{ name: "x", type: "int", in: ints(1, 2, 3, 4) }],
      concurrency: 2,
      strictOrder: shape.join,
      steps: steps(),
      collect: { x: loop(id, "x") },
      outputs: { x: list("int") },
    }),
    while: () => ({
      kind: "while",
      id,
      ...common,
      vars: { n: { type: "int", init: int(0), next: op("+", loop(id, "n"), int(1)) } },
      condition: op("<", loop(id, "n"), int(2)),
      steps: steps(),
      outputs: { n: "int" },
    }),
    subworkflow: () => ({
      kind: "subworkflow",
      id,
      ...common,
      workflow: "child",
      sync: shape.join,
      inputs: {},
      outputs: {},
    }),
  };
  return makers[shape.kind]();
}

const child = {
  ir: "1.0",
  workflow: { id: "child", timeout: dur("PT1M"), steps: [work("c1"), work("c2", {}, { needs: [{ step: "c1" }] })] },
};

/** How attempts end, drawn from a list by the attempt's own name, so that a replay meets the same. */
function fakesFrom(outcomes: readonly number[]): (attempt: { key: string; attempt: number }) => FakeOutcome {
  return ({ key, attempt }) => {
    const name = [...`${key}#${attempt}`].reduce((hash, char) => (hash * 31 + (char.codePointAt(0) ?? 0)) % 9973, 7);
    const chosen = outcomes[name % outcomes.length] ?? 0;
    const takes = `PT${chosen}S`;
    if (chosen % 5 === 4) return { fails: "broke", takes };
    return chosen === 8 ? { hangs: true } : { takes };
  };
}

const runs = fc.record({
  shape: graphs,
  outcomes: fc.array(fc.nat(9), { minLength: 1, maxLength: 12 }),
  limit: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
  stop: fc.option(fc.nat(20), { nil: undefined }),
});

const timeoutOfAll = dur("PT2M");

it(`keeps its promises on random graphs (seed ${seed})`, () => {
  const property = fc.property(runs, ({ shape, outcomes, limit, stop }) => {
    const workflow = {
      steps: stepsOf(shape, ""),
      timeout: timeoutOfAll,
      ...(limit !== undefined && { runStepConcurrency: limit }),
    };
    const built = bundle(workflow, child);
    const played = simulate(built, {
      fakes: { custom: fakesFrom(outcomes) },
      ...(stop !== undefined && { stopAfter: `PT${stop}S` }),
    });
    expect(played.result.status).not.toBe("running");
    expect(checkHistory(built, played.events)).toEqual([]);
    for (const step of played.result.steps) {
      expect(["waiting", "waiting-signal", "queued", "running", "retrying", "stopping"]).not.toContain(step.status);
    }
    const bad = played.result.steps.filter(({ status }) =>
      ["failed", "timed-out", "stopped", "not-run"].includes(status),
    );
    // A run may be stopped while nothing but an asynchronous child is left of it.
    expect(bad.length === 0 ? ["succeeded", "stopped", "timed-out"] : ["failed", "stopped", "timed-out"]).toContain(
      played.result.status,
    );
  });
  fc.assert(property, options);
});

it(`comes to the same state when the events are folded again, and asks again for what is due (seed ${seed})`, () => {
  const property = fc.property(runs, fc.nat(), ({ shape, outcomes }, cut) => {
    const built = bundle({ steps: stepsOf(shape, ""), timeout: timeoutOfAll }, child);
    const { events, commands, result } = simulate(built, { fakes: { custom: fakesFrom(outcomes) } });
    const fold = (part: readonly RunEvent[]) =>
      part.reduce((state, event) => advance(state, event).state, createRun(built));
    expect(resultOf(fold(events))).toEqual(result);
    const half = fold(events.slice(0, cut % (events.length + 1)));
    const names = (list: typeof commands) =>
      list.flatMap((command) => (command.type === "start-attempt" ? [`${command.key}#${command.attempt}`] : []));
    const answered = new Set(
      events
        .slice(0, cut % (events.length + 1))
        .flatMap((event) =>
          "attempt" in event && event.type !== "attempt-started" ? [`${event.key}#${event.attempt}`] : [],
        ),
    );
    for (const name of names(outstanding(half))) expect(answered.has(name)).toBe(false);
    if (half.status === "running" && half.started !== undefined) expect(outstanding(half)).not.toEqual([]);
  });
  fc.assert(property, options);
});

it("finds fault with histories that break a promise", () => {
  const built = bundle({ steps: [work("a"), work("b", {}, { needs: [{ step: "a" }] })], runStepConcurrency: 1 });
  const event = (type: "attempt-started" | "attempt-succeeded", key: string, attempt = 1): RunEvent => ({
    type,
    key,
    attempt,
    time: 0,
  });
  const begin = (key: string, attempt = 1) => event("attempt-started", key, attempt);
  const end = (key: string, attempt = 1) => event("attempt-succeeded", key, attempt);
  expect(checkHistory(built, [begin("a"), end("a"), begin("b"), end("b")])).toEqual([]);
  expect(checkHistory(built, [begin("a"), begin("b"), end("a"), end("b")])).toEqual([
    "b began before a had ended",
    "2 steps were at work at once, 1 are allowed",
  ]);
  expect(checkHistory(built, [begin("a"), end("a"), begin("a", 2), end("a", 2)])).toEqual([
    "a ran again after it had succeeded",
    "a had 2 attempts, 1 are allowed",
  ]);
  expect(checkHistory(built, [begin("b"), end("b")])).toEqual(["b began although a did not"]);
});
