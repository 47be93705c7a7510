import { StaveError } from "@stave/ir-schema";
import { readIrValue } from "@stave/ir-schema/read";
import { simulate } from "@stave/runtime-local/core";
import fc from "fast-check";
import { expect, it } from "vitest";
import { after, bundle, dur, int, ints, list, loop, noop, op, out, param, str, work } from "../build.js";

const seed = Number(process.env["STAVE_SEED"] ?? Date.now() % 1_000_000);

const { root, others } = bundle(
  {
    params: {
      n: { type: "int", default: int(2), min: 0, max: 5 },
      m: { type: "int", default: op("+", param("n"), int(1)) },
    },
    timeout: dur("PT1H"),
    runStepConcurrency: 2,
    steps: [
      work(
        "a",
        { n: "int" },
        { retry: { limit: 2, backoff: { kind: "exponential", delay: "PT1S", max: "PT9S" } }, timeout: dur("PT1M") },
      ),
      noop("gate", { go: { type: "bool", value: op("<", out("a", "n"), param("n")) } }, after("a")),
      work(
        "b",
        {},
        {
          needs: [{ step: "gate", when: out("gate", "go") }],
          emits: [{ name: str("done"), fields: { n: param("n") } }],
        },
      ),
      work("c", {}, { waits: [{ name: str("done"), match: { n: { op: ">=", value: int(1) } } }] }),
      {
        kind: "foreach",
        id: "each",
        ...after("a"),
        over: [{ name: "x", type: "int", in: ints(1, 2, 3) }],
        concurrency: 2,
        steps: [noop("in", { y: { type: "int", value: op("*", loop("each", "x"), param("m")) } })],
        collect: { y: out("in", "y") },
        outputs: { y: list("int") },
      },
      {
        kind: "while",
        id: "count",
        vars: { n: { type: "int", init: int(0), next: op("+", loop("count", "n"), int(1)) } },
        condition: op("<", loop("count", "n"), int(3)),
        limit: 50,
        steps: [work("tick")],
        outputs: { n: "int" },
      },
      { kind: "sleep", id: "nap", inputs: { duration: { type: "duration", value: dur("PT5S") } }, outputs: {} },
      {
        kind: "subworkflow",
        id: "sub",
        workflow: "child",
        inputs: { k: { type: "int", value: int(1) } },
        outputs: { r: "int" },
      },
    ],
    outputs: { y: { type: list("int"), value: out("each", "y") }, r: { type: "int", value: out("sub", "r") } },
  },
  {
    ir: "1.0",
    workflow: {
      id: "child",
      params: { k: { type: "int" } },
      steps: [noop("k", { r: { type: "int", value: param("k") } })],
      outputs: { r: { type: "int", value: out("k", "r") } },
    },
  },
);

type Tree = { [key: string]: Tree } | Tree[] | string | number | boolean | null;

/** Every place in a tree, as the keys that lead to it. */
function placesOf(tree: Tree, path: readonly string[] = []): string[][] {
  if (typeof tree !== "object" || tree === null) return [[...path]];
  return [[...path], ...Object.entries(tree).flatMap(([key, value]) => placesOf(value, [...path, key]))];
}

const at = (tree: Tree, path: readonly string[]): Tree =>
  path.reduce<Tree>((value, key) => (value as Record<string, Tree>)[key] ?? null, tree);

interface Mutation {
  readonly place: number;
  readonly action: "delete" | "copy" | "set";
  readonly from: number;
  readonly value: Tree;
}

/** Deletes a part, puts another part in its place, or a plain value. */
function mutate(tree: Tree, { place, action, from, value }: Mutation): void {
  const places = placesOf(tree).slice(1);
  const path = places[place % places.length] ?? [];
  const parent = at(tree, path.slice(0, -1)) as Record<string, Tree>;
  const key = path.at(-1) ?? "";
  if (action === "delete") delete parent[key];
  else parent[key] = action === "set" ? value : (structuredClone(at(tree, places[from % places.length] ?? [])) as Tree);
}

const mutations = fc.array(
  fc.record({
    place: fc.nat(5000),
    action: fc.constantFrom("delete", "copy", "set") as fc.Arbitrary<Mutation["action"]>,
    from: fc.nat(5000),
    value: fc.constantFrom<Tree>(null, true, 0, -1, 3, "", "a", "in", "int", "PT0S", "garbage", "any", {}, []),
  }),
  { minLength: 1, maxLength: 4 },
);

it(`ends every readable document with a result or a finding (seed ${seed})`, () => {
  const seen = { refused: 0, played: 0 };
  const property = fc.property(mutations, (list) => {
    const mutant = structuredClone(root) as unknown as Tree;
    for (const mutation of list) mutate(mutant, mutation);
    const read = readIrValue(mutant);
    if (read.document === undefined) {
      seen.refused++;
      return;
    }
    try {
      const { result } = simulate(
        { root: read.document, others },
        { fakes: { a: ({ attempt }) => (attempt < 2 ? { fails: "broke" } : { outputs: { n: 1 } }) } },
      );
      expect(result.status).not.toBe("running");
      seen.played++;
    } catch (error) {
      if (!(error instanceof StaveError)) throw error;
    }
  });
  fc.assert(property, { seed, numRuns: Number(process.env["STAVE_RUNS"] ?? 1200) });
  expect(Math.min(seen.refused, seen.played)).toBeGreaterThan(20);
});
