import { compileDefinition } from "@stave/compiler";
import { readIr } from "@stave/ir-schema/read";
import {
  container,
  cron,
  custom,
  emit,
  expr,
  http,
  noop,
  notebook,
  p,
  shell,
  signal,
  sleep,
  text,
  workflow,
} from "@stave/sdk";
import { type DefinitionNode, definitionNode } from "@stave/sdk/internal";
import fc from "fast-check";
import { expect, it } from "vitest";

// What code without types may write; functions of the SDK are called with anything anywhere.
type Untyped = (...args: readonly unknown[]) => unknown;

const untyped = (call: unknown): Untyped => call as Untyped;

const plain: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    null,
    true,
    "",
    "x",
    "PT1H",
    "2026-01-31",
    0,
    -1,
    3,
    2.5,
    2 ** 60,
    Number.NaN,
    5n,
    [],
    {},
  ),
  fc
    .constantFrom<() => unknown>(
      () => () => 1,
      () => Symbol("s"),
      () => new Date(Number.NaN),
      () => new Map([[1, 2]]),
      () => /x/,
      () => Object.create(null),
      () => shell("true"),
      () => cron("* * * * *"),
      () => signal("s"),
      () => emit("e"),
      () => p.int(1),
      () => workflow("inner", (w) => void w.step("a", noop())),
      () => Promise.resolve(1),
    )
    .map((make) => make()),
  fc.array(fc.constantFrom<unknown>(1, "a", null, undefined, {}, []), { maxLength: 3 }),
  fc.dictionary(
    fc.constantFrom("a", "limit", "default", "kind", "__proto__", "b c"),
    fc.constantFrom<unknown>(1, "a", null),
  ),
);

/** Options where some have the right name; anything may be their value. */
const optionsOf = (names: readonly string[]): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 12, arbitrary: fc.constant({}) },
    { weight: 6, arbitrary: fc.dictionary(fc.constantFrom(...names, "what"), plain, { maxKeys: 2 }) },
    plain,
  );

const mostly = (usual: unknown, rare: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 12, arbitrary: fc.constant(usual) }, rare);

/** Stands for an id that no other step has. */
const OWN_ID = "…";

const stepOptions = optionsOf([
  "after",
  "join",
  "retry",
  "timeout",
  "onFailure",
  "name",
  "description",
  "tags",
  "waits",
  "emits",
  "environment",
  "extensions",
  "concurrency",
  "limit",
  "version",
]);
const workflowOptions = optionsOf([
  "params",
  "name",
  "owner",
  "tags",
  "criticality",
  "triggers",
  "runStrategy",
  "stepConcurrency",
  "timeout",
  "alerting",
  "environments",
  "extensions",
]);

const kinds: readonly Untyped[] = [shell, http, container, notebook, sleep, noop, text, untyped(expr)].map(untyped);
const params: readonly Untyped[] = [
  p.string,
  p.int,
  p.float,
  p.date,
  p.list,
  p.map,
  p.struct,
  p.enum,
  p.nullable,
  p.json,
].map(untyped);

interface Move {
  readonly method: "step" | "foreach" | "when" | "while" | "subworkflow";
  readonly kind: number;
  readonly given: readonly unknown[];
  readonly options: unknown;
  readonly isOwn: boolean;
  readonly id: unknown;
}

const move: fc.Arbitrary<Move> = fc.record({
  method: fc.constantFrom("step", "step", "step", "step", "foreach", "when", "while", "subworkflow"),
  kind: fc.nat(20),
  given: fc.array(mostly("x", plain), { minLength: 2, maxLength: 3 }),
  options: stepOptions,
  isOwn: fc.integer({ min: 0, max: 4 }).map((at) => at > 0),
  id: mostly(OWN_ID, fc.oneof(fc.constantFrom("a", "b"), plain)),
});

interface Program {
  readonly id: unknown;
  readonly options: unknown;
  readonly params: readonly (readonly [number, readonly unknown[]])[];
  readonly moves: readonly Move[];
  readonly result: unknown;
}

const program: fc.Arbitrary<Program> = fc.record({
  id: mostly("w", plain),
  options: workflowOptions,
  params: fc.array(fc.tuple(fc.nat(20), fc.array(plain, { maxLength: 2 })), { maxLength: 2 }),
  moves: fc.array(move, { minLength: 1, maxLength: 4 }),
  result: mostly(undefined, plain),
});

const own = custom("own", { inputs: { a: p.string() }, outputs: { c: p.string() } });

function play(
  w: Readonly<Record<string, Untyped>>,
  { method, kind, given, options, isOwn, ...move }: Move,
  at: number,
): unknown {
  const id = move.id === OWN_ID ? `s${at}` : move.id;
  const place = w[method] as Untyped;
  if (method === "step" && isOwn) return place(id, untyped(own)({ a: given[0] }), options);
  if (method === "step") return place(id, untyped(kinds[kind % kinds.length])(...given), options);
  const body = (inner: unknown): unknown =>
    (inner as Readonly<Record<string, Untyped>>)["step"]?.(`in_${String(id)}`, noop());
  if (method === "while") return place(id, given[0], () => given[1], isOwn ? body : given[2], options);
  return place(id, given[0], isOwn ? body : given[1], options);
}

function definitionOf({ id, options, params: given, moves, result }: Program): unknown {
  const specs = Object.fromEntries(
    given.map(([at, args], index) => [`p${index}`, untyped(params[at % params.length])(...args)]),
  );
  const isRecord = typeof options === "object" && options !== null && !Array.isArray(options);
  const written = isRecord && given.length > 0 ? { ...options, params: specs } : options;
  return untyped(workflow)(id, written, (w: Readonly<Record<string, Untyped>>) => {
    moves.forEach((one, at) => play(w, one, at));
    return result;
  });
}

const seed = Number(process.env["SEED"] ?? 20261120);
const numRuns = Number(process.env["RUNS"] ?? 1500);

it(`gives findings or readable IR for whatever code without types says (seed ${seed})`, () => {
  let sound = 0;
  fc.assert(
    fc.property(program, (random) => {
      let definition: unknown;
      try {
        definition = definitionOf(random);
      } catch (error) {
        // Calls outside of a body meet the module loader, which reports what they throw.
        expect(error).toBeInstanceOf(Error);
        return;
      }
      const compiled = compileDefinition(definitionNode(definition) as DefinitionNode);
      if (compiled.diagnostics.some(({ severity }) => severity === "error")) return;
      sound++;
      expect(readIr(compiled.text).diagnostics).toEqual([]);
    }),
    { numRuns, seed },
  );
  expect(sound).toBeGreaterThan(numRuns / 100);
});
