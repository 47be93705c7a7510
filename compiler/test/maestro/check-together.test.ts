import { expect, it } from "vitest";
import { applyFixes, checkDefinitionFiles } from "../../src/maestro/index.js";
import { codesOf, foreach, long, request, sel, step, text } from "./definition-case.js";

type Json = Record<string, unknown>;

function together(...texts: readonly string[]): readonly string[] {
  const files = texts.map((content, at) => ({ path: `${at}.json`, text: content }));
  return checkDefinitionFiles(files).map(({ file, code }) => `${file} ${code}`);
}

const parent = (params: Json, more: Json = {}, own: Json = {}): string =>
  request({
    id: "parent",
    params: own,
    steps: [{ subworkflow: { id: "sub", params: { subworkflow_id: text("child"), ...params }, ...more } }],
  });
const child = (params: Json, steps: readonly Json[] = [step("a")]): string => request({ id: "child", params, steps });

it("knows the subworkflow among the files", () => {
  expect(together(parent({ n: long(1) }), child({ n: long(2) }))).toEqual([]);
  expect(together(parent({ n: long(1) }))).toEqual(["0.json STV6702"]);
});

it("compares what is passed with what the child has", () => {
  expect(together(parent({ n: { type: "DOUBLE", value: 1.5 } }), child({ n: long(2) }))).toEqual(["0.json STV6703"]);
  expect(together(parent({ n: long(1) }), child({ n: { ...long(2), mode: "CONSTANT" } }))).toEqual(["0.json STV6704"]);
  expect(together(parent({ nn: long(1) }), child({ n: long(2) }))).toEqual(["0.json STV6705"]);
});

it("compares what is passed without being named", () => {
  const own = { n: { type: "DOUBLE", value: 1.5 } };
  expect(together(parent({}, {}, own), child({ n: long(2) }))).toEqual(["0.json STV6708"]);
  expect(together(parent({}, { explicit_params: true }, own), child({ n: long(2) }))).toEqual([]);
});

it("lets a child read what only its callers pass", () => {
  const reading = child({}, [step("a", { x: sel("LONG", "n + 1") })]);
  expect(together(reading)).toEqual(["0.json STV6501"]);
  expect(together(parent({ n: long(1) }), reading)).toEqual(["0.json STV6705"]);
});

it("reports workflows that run each other and those defined twice", () => {
  const back = request({
    id: "child",
    steps: [{ subworkflow: { id: "sub", params: { subworkflow_id: text("parent") } } }],
  });
  expect(together(parent({}), back)).toEqual(["0.json STV6706", "1.json STV6706"]);
  expect(together(child({}), child({}))).toEqual(["1.json STV6701"]);
});

const dsl = (body: string): string => codesOf(body, "case.yaml");

it("reads the YAML language", () => {
  expect(
    dsl(`Workflow:
  id: a
  count: 3
  "names<array<string>>": [x, "y"]
  '!next<long>': count + 1
  dag: sequential
  jobs:
    - job:
        id: one
        type: NoOp
        rate: 0.5
    - foreach:
        id: loop
        ranges:
          i: { from: 0, to: 5 }
        jobs:
          - job: { id: inner, type: NoOp, '!x<long>': i + count }
    - while:
        id: again
        params: { k: 0 }
        condition: k < count
        jobs:
          - job: { id: step, type: NoOp, '!k<long>': k + 1 }
`),
  ).toBe("");
});

it("reports what the YAML language refuses or takes for a param", () => {
  const job = (lines: string): string =>
    `workflow:\n  id: a\n  jobs:\n    - job:\n        id: one\n        type: NoOp\n${lines}`;
  expect(dsl(job("        'x<long>': 1.5\n"))).toBe("E6306");
  expect(dsl(job("        x:\n"))).toBe("E6301");
  expect(dsl(job("        'x<number>': 1\n"))).toBe("E6239");
  expect(dsl(job("        retry_policy: {error_retry_limit: 1}\n"))).toBe("W6238");
  expect(dsl(job("        transitions: [two]\n"))).toBe("W6238");
  expect(dsl(job("        transition: [two]\n"))).toBe("E6220");
  expect(dsl(job("        '!x': n + 1\n"))).toBe("E6501");
  expect(dsl(job("        transition:\n          - IF 1 + 1 THEN one\n"))).toBe("E6222 E6182");
  expect(dsl(job("        transition:\n          - IF true; THEN one\n          - x\n"))).toBe("E6222 E6220");
  expect(dsl(`${job("")}  dag: {two: [one]}\n`)).toBe("E6241");
});

it("points into an escaped text and into a block of YAML", () => {
  const json = request({ steps: [step("a", { x: sel("STRING", "'é\\n' + \n missing") })] });
  const [finding] = checkDefinitionFiles([{ path: "a.json", text: json }]);
  const line = json.split("\n")[(finding?.line ?? 0) - 1] ?? "";
  expect(line.slice((finding?.column ?? 0) - 1, (finding?.endColumn ?? 0) - 1)).toBe("missing");

  const yaml =
    "workflow:\n  id: a\n  jobs:\n    - job:\n        id: b\n        type: NoOp\n        '!x': |\n          1 +\n          missing\n";
  const inBlock = checkDefinitionFiles([{ path: "a.yaml", text: yaml }]).find(({ code }) => code === "STV6501");
  expect([inBlock?.line, inBlock?.column, inBlock?.endColumn]).toEqual([9, 11, 18]);
});

it("mends what has a fix and keeps the rest of the text", () => {
  const broken = `{
  "workflow": { "id": "a", // no
    "steps": [] } }`;
  expect(applyFixes(broken, checkDefinitionFiles([{ path: "a.json", text: broken }]))).toBe(broken);
  const yaml = `workflow: # the request, as YAML
  id: a
  time_trigger: []   # misspelt
  params:
    p: {type: LONG, value: 1.5, modes: CONSTANT}
  steps:
    - step: {id: a, type: Sleep, params: {sleep_seconds: {type: STRING, value: "5"}, x: {type: STRING, value: "$HOME"}}}
`;
  const fixed = applyFixes(yaml, checkDefinitionFiles([{ path: "a.yaml", text: yaml }]));
  expect(fixed).toBe(`workflow: # the request, as YAML
  id: a
  time_triggers: []   # misspelt
  params:
    p: {type: LONG, value: 1, mode: CONSTANT}
  steps:
    - step: {id: a, type: Sleep, params: {sleep_seconds: {type: "LONG", value: "5"}, x: {type: STRING, value: "$$HOME"}}}
`);
  expect(codesOf(fixed, "a.yaml")).toBe("");
});

it("reads a loop's body as it is nested", () => {
  const inner = foreach("g", { j: sel("LONG_ARRAY", "Util.intsBetween(0, i, 1)") }, [
    step("s", { x: sel("LONG", "i * j") }),
  ]);
  expect(codesOf(request({ steps: [foreach("f", { i: { type: "LONG_ARRAY", value: [1, 2] } }, [inner])] }))).toBe("");
});
