import { definitionDigest, diffStates, type WorkflowSpec } from "@stave/runtime-client";
import fc from "fast-check";
import { expect, it } from "vitest";

type Fields = Record<string, unknown>;

const text = fc.constantFrom("a", "b", "$x", "1h", "true;", "days > 2");
const tags = fc.uniqueArray(
  fc.oneof(fc.constantFrom<unknown>("t1", "t2"), fc.constantFrom<unknown>({ name: "t3", namespace: "SYSTEM" })),
  { maxLength: 3 },
);
const literals: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  STRING: text,
  LONG: fc.integer({ min: -5, max: 5 }),
  DOUBLE: fc.constantFrom(1.5, 2, 0.25),
  BOOLEAN: fc.boolean(),
  STRING_ARRAY: fc.array(text, { maxLength: 2 }),
  LONG_ARRAY: fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 2 }),
  STRING_MAP: fc.dictionary(fc.constantFrom("k1", "k2"), text),
};
const leaf: fc.Arbitrary<Fields> = fc.constantFrom(...Object.keys(literals)).chain((type) =>
  fc.record(
    {
      type: fc.constant(type),
      value: literals[type] as fc.Arbitrary<unknown>,
      mode: fc.constantFrom("MUTABLE", "CONSTANT", "IMMUTABLE"),
      tags,
      validator: fc.constant("@NotNull"),
    },
    { requiredKeys: ["type", "value"] },
  ),
);
const names = fc.constantFrom("p1", "p2", "p3");
const expression: fc.Arbitrary<Fields> = fc.record({ type: fc.constant("LONG"), expression: text });
const nested: fc.Arbitrary<Fields> = fc.record({ type: fc.constant("MAP"), value: fc.dictionary(names, leaf) });
const params = fc.dictionary(names, fc.oneof(leaf, expression, nested));
const common = {
  name: text,
  description: text,
  failure_mode: fc.constantFrom("FAIL_AFTER_RUNNING", "IGNORE_FAILURE"),
  tags,
  timeout: fc.constantFrom<unknown>(60, "1h"),
  params,
};

const typed = (id: string): fc.Arbitrary<Fields> =>
  fc
    .record(
      {
        ...common,
        type: fc.constantFrom("NoOp", "Sleep"),
        retry_policy: fc.constantFrom<unknown>({ error_retry_limit: 2 }, { error_retry_limit: 4 }, {}),
        signal_dependencies: fc.constantFrom<unknown>(
          [],
          [{ name: "s", match_params: { k: { param: { type: "STRING", value: "v" }, operator: "=" } } }],
        ),
        signal_outputs: fc.constantFrom<unknown>([], [{ name: "o" }]),
      },
      { requiredKeys: ["type"] },
    )
    .map((fields) => ({ step: { id, ...fields } }));
const loop = (id: string): fc.Arbitrary<Fields> =>
  fc
    .record(
      {
        ...common,
        concurrency: fc.integer({ min: 1, max: 3 }),
        strict_ordering: fc.boolean(),
        steps: fc.tuple(typed(`${id}_in`)),
      },
      { requiredKeys: ["steps"] },
    )
    .map((fields) => ({ foreach: { id, ...fields } }));
const child = (id: string): fc.Arbitrary<Fields> =>
  fc
    .record({ sync: fc.boolean(), explicit_params: fc.boolean() }, { requiredKeys: [] })
    .map((fields) => ({ subworkflow: { id, ...fields } }));
const anyStep = (id: string): fc.Arbitrary<Fields> => fc.oneof(typed(id), loop(id), child(id));

const workflow: fc.Arbitrary<WorkflowSpec> = fc
  .record(
    {
      steps: fc.oneof(fc.tuple(anyStep("a")), fc.tuple(anyStep("a"), anyStep("b"))),
      params,
      name: text,
      tags,
      criticality: fc.constantFrom("HIGH", "LOW"),
      time_triggers: fc.uniqueArray(
        fc.constantFrom<Fields>(
          { type: "CRON", cron: "0 6 * * *" },
          { type: "PREDEFINED", expression: "@daily", timezone: "Asia/Tokyo" },
        ),
        { maxLength: 2 },
      ),
      signal_triggers: fc.constantFrom<unknown>([], [{ definitions: { s: { match_params: {} } } }]),
    },
    { requiredKeys: ["steps"] },
  )
  .map((fields) => ({ id: "rain", ...fields }) as unknown as WorkflowSpec);

/** Maps whose order means something. */
const ordered = new Set(["params", "value"]);

/** The same definition in other words: other case, defaults written out, nulls, keys in another order. */
function respell(value: unknown, key: string, coin: () => boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => respellItem(item, key, coin));
  if (typeof value !== "object" || value === null) return respellScalar(value, key, coin);
  const entries = Object.entries(value).map(([name, member]): [string, unknown] => [name, respell(member, name, coin)]);
  const named = ordered.has(key) ? entries : [...entries, ...extras(key, value as Fields, coin)];
  if (!ordered.has(key) && coin()) named.reverse();
  return Object.fromEntries(named);
}

function respellItem(item: unknown, key: string, coin: () => boolean): unknown {
  if (key === "tags" && typeof item === "string" && coin()) return { name: item };
  return respell(item, "", coin);
}

function respellScalar(value: unknown, key: string, coin: () => boolean): unknown {
  if (["type", "mode", "failure_mode", "criticality", "namespace"].includes(key) && coin())
    return String(value).toLowerCase();
  if (["timeout", "concurrency"].includes(key) && typeof value === "number" && coin()) return String(value);
  return value;
}

/** What the server assumes, by the key that holds the object. */
const assumed: Readonly<Record<string, Fields>> = {
  step: { failure_mode: "fail_after_running", transition: {}, retry_policy: { error_retry_limit: "2" }, timeout: null },
  foreach: { strict_ordering: false, transition: { predecessors: [] }, tags: [] },
  subworkflow: { sync: true, explicit_params: false, params: {} },
  "": { time_triggers: [], description: null, tags: null },
};
const param: Fields = { mode: "Mutable", tags: [], validator: null, source: "DEFINITION" };

function extras(key: string, fields: Fields, coin: () => boolean): [string, unknown][] {
  const isParam = !("timezone" in fields) && "type" in fields && ("value" in fields || "expression" in fields);
  const isWorkflow = key === "" && fields["id"] === "rain";
  const added = isParam ? param : key !== "" || isWorkflow ? assumed[key] : undefined;
  return Object.entries(added ?? {}).filter(([name]) => !(name in fields) && coin());
}

function coins(seed: number): () => boolean {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state & 0x10000) !== 0;
  };
}

const side = (given: WorkflowSpec) => ({ workflow: given, properties: {}, active: true });

it("finds no difference in what is only spelled otherwise", () => {
  fc.assert(
    fc.property(workflow, fc.integer(), (given, seed) => {
      const other = respell(given, "", coins(seed)) as WorkflowSpec;
      expect(diffStates(side(given), side(other))).toEqual([]);
      expect(definitionDigest(other)).toBe(definitionDigest(given));
    }),
    { numRuns: 500 },
  );
});

it("names a difference exactly when the digests differ", () => {
  fc.assert(
    fc.property(workflow, workflow, (before, after) => {
      const same = definitionDigest(before) === definitionDigest(after);
      expect(diffStates(side(before), side(after)).length === 0).toBe(same);
    }),
    { numRuns: 500 },
  );
});
