import { expect, it } from "vitest";
import { checkDefinitionFiles } from "../../src/maestro/index.js";
import { foreach, lit, long, longs, map, noop, sel, str } from "./adversary/adversary-case.js";

type Json = Record<string, unknown>;
type Case = readonly [title: string, wanted: string, caller: Json, child: Json];

const flow = (id: string, params: Json, ...steps: readonly Json[]): Json => ({
  properties: { owner: "ann" },
  workflow: { id, params, steps },
});
const call = (params: Json, more: Json = {}): Json => ({
  subworkflow: { id: "s", params: { subworkflow_id: str("child"), ...params }, ...more },
});
const only = { explicit_params: true };
const child = (params: Json, ...steps: readonly Json[]): Json =>
  flow("child", params, ...(steps.length === 0 ? [noop("in", { params: { out: long(1) } })] : steps));
const passes = (given: Json, own: Json): readonly [Json, Json] => [
  flow("caller", {}, call({ p: given }, only)),
  child({ p: own }),
];
const reads = (expression: string, ...steps: readonly Json[]): readonly [Json, Json] => [
  flow(
    "caller",
    {},
    call({}, { transition: { successors: { t: "true" } } }),
    noop("t", { params: { q: sel("LONG", expression) } }),
  ),
  child({}, ...steps),
];
const down = (given: Json, own: Json): readonly [Json, Json] => [
  flow("caller", { p: given }, call({})),
  child({ p: own }),
];

const cases: readonly Case[] = [
  ["the same type", "", ...passes(long(1), long(2))],
  ["a number for a text", "", ...passes(long(1), str("x"))],
  ["a numeric text for a number", "", ...passes(str("5"), long(2))],
  ["a computed text for a number", "", ...passes(sel("STRING", "RUN_DATE"), long(2))],
  ["a text for a number", "E6703", ...passes(str("five"), long(2))],
  ["a fraction for a number", "E6703", ...passes(lit("DOUBLE", 1.5), long(2))],
  ["a bool for a number", "E6703", ...passes(lit("BOOLEAN", true), long(2))],
  ["a text for a bool", "E6703", ...passes(str("yes"), lit("BOOLEAN", true))],
  ["a list for a text", "E6703", ...passes(longs(1), str("x"))],
  ["numbers for texts", "", ...passes(longs(1), lit("STRING_ARRAY", ["x"]))],
  ["texts for numbers", "E6703", ...passes(lit("STRING_ARRAY", ["1"]), longs(1))],
  ["numbers for fractions", "E6703", ...passes(longs(1), lit("DOUBLE_ARRAY", [1.5]))],
  ["a MAP for a number", "E6703", ...passes(map({}), long(1))],
  ["a constant", "E6704", ...passes(long(1), long(2, { mode: "CONSTANT" }))],
  ["an immutable", "E6704", ...passes(long(1), long(2, { mode: "IMMUTABLE" }))],
  ["a constant of the same value", "", ...passes(long(2), long(2, { mode: "CONSTANT" }))],
  ["one that may change at the start", "", ...passes(long(1), long(2, { mode: "MUTABLE_ON_START" }))],
  ["one the child does not have", "W6705", flow("caller", {}, call({ q: long(1) }, only)), child({ p: long(1) })],
  ["handed down", "", ...down(long(1), long(2))],
  ["handed down as another type", "E6708", ...down(longs(1), long(2))],
  ["handed down to a constant", "E6709", ...down(long(1), long(2, { mode: "CONSTANT" }))],
  ["not handed down", "", flow("caller", { p: longs(1) }, call({}, only)), child({ p: long(1) })],
  ["an output", "", ...reads("params.getFromSubworkflow('s', 'in', 'out')")],
  ["no output", "E6707", ...reads("params.getFromSubworkflow('s', 'in', 'outs')")],
  ["no such step", "E6707", ...reads("params.getFromSubworkflow('s', 'inn', 'out')")],
  [
    "an output inside a loop",
    "E6707",
    ...reads(
      "params.getFromSubworkflow('s', 'b', 'out')",
      foreach({ i: longs(1) }, [noop("b", { params: { out: long(1) } })]),
    ),
  ],
  [
    "each other",
    "W6706 W6706",
    flow("caller", {}, call({}, only)),
    child({}, { subworkflow: { id: "s", params: { subworkflow_id: str("caller") }, explicit_params: true } }),
  ],
  ["the same id", "W6701", child({}), child({})],
  [
    "a loop's variable",
    "",
    flow("caller", {}, foreach({ i: longs(1) }, [call({ p: sel("LONG", "i") }, only)])),
    child({ p: long(1) }),
  ],
  [
    "a loop's variable of another type",
    "E6703",
    flow("caller", {}, foreach({ i: longs(1) }, [call({ p: sel("LONG_ARRAY", "new long[]{i};") }, only)])),
    child({ p: long(1) }),
  ],
  [
    "a name that only callers give",
    "",
    flow("caller", { dt: str("x") }, call({})),
    child({}, noop("in", { params: { q: str("$dt") } })),
  ],
  [
    "a name that no caller gives",
    "E6317",
    flow("caller", { dt: str("x") }, call({}, only)),
    child({}, noop("in", { params: { q: str("$dt") } })),
  ],
  [
    "a name of a caller in the child's own params",
    "E6317",
    flow("caller", { dt: str("x") }, call({})),
    child({ p: str("$dt") }),
  ],
];

it.each(cases)("judges a caller that passes %s", (_title, wanted, caller, callee) => {
  const files = [caller, callee].map((content, at) => ({ path: `${at}.json`, text: JSON.stringify(content, null, 2) }));
  const found = checkDefinitionFiles(files)
    .filter(({ severity }) => severity !== "info")
    .map(({ severity, code }) => `${severity === "error" ? "E" : "W"}${code.slice(3)}`);
  expect(found.join(" ")).toBe(wanted);
});
