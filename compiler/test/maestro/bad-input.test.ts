import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { applyFixes, checkDefinitionFiles, importDefinition, lowerWorkflow } from "../../src/maestro/index.js";
import { arbitraryWorkflow, type Choices, choicesFrom } from "./arbitrary-workflow.js";

const RUNS = Number(process.env["STAVE_MAESTRO_RUNS"] ?? 120);
const root = new URL("../../conformance/maestro/", import.meta.url);
const texts = ["samples", "requests", "yaml"].flatMap((folder) =>
  readdirSync(new URL(`${folder}/`, root)).map((name) => ({
    path: name,
    text: readFileSync(new URL(`${folder}/${name}`, root), "utf8"),
  })),
);

const oddities: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e300,
  "",
  "x",
  "$x ${y} $$z",
  "((((",
  "params.getFromStep('a')",
  "\u0000\ud800",
  [],
  [null],
  {},
  { value: {} },
  { type: "MAP", value: { a: 1 } },
  { step: null },
  [{ foreach: { id: "f", steps: [{}] } }],
];

/** Replaces, removes or moves some part of a JSON value. */
function mutate(node: unknown, choices: Choices): unknown {
  if (choices.chance(0.04)) return choices.pick(oddities);
  if (Array.isArray(node)) return node.flatMap((item) => (choices.chance(0.03) ? [] : [mutate(item, choices)]));
  if (typeof node !== "object" || node === null) return node;
  const entries = Object.entries(node).flatMap(([key, value]) => {
    if (choices.chance(0.02)) return [];
    const name = choices.chance(0.02)
      ? choices.pick(["id", "value", "__proto__", "", "constructor", "a__b", "type"])
      : key;
    return [[name, mutate(value, choices)]];
  });
  return Object.fromEntries(entries);
}

/** Replaces some stretch of a text. */
function scramble(text: string, choices: Choices): string {
  const start = choices.below(text.length);
  const end = Math.min(text.length, start + choices.below(12));
  const insert = choices.pick([
    "",
    "{",
    "}",
    '"',
    ":",
    "\n",
    "  - ",
    "&a",
    "*a",
    "!",
    "|",
    "\t",
    "$",
    "\\u12",
    "é",
    "---\n",
  ]);
  return text.slice(0, start) + insert + text.slice(end);
}

function survives(path: string, text: string): void {
  const findings = checkDefinitionFiles([{ path, text }]);
  for (const { line, column, endLine } of findings) {
    expect(line >= 1 && column >= 1 && endLine >= line).toBe(true);
  }
  expect(typeof applyFixes(text, findings)).toBe("string");
  const imported = importDefinition({ path, text });
  expect(imported.document !== undefined || imported.findings.length > 0).toBe(true);
}

it("answers any JSON with findings", () => {
  for (let seed = 1; seed <= RUNS; seed += 1) {
    const choices = choicesFrom(seed);
    const { text, path } = choices.pick(texts);
    if (path.endsWith(".json")) survives(path, JSON.stringify(mutate(JSON.parse(text), choices)) ?? "null");
  }
});

it("answers any text with findings", () => {
  for (let seed = 1; seed <= RUNS; seed += 1) {
    const choices = choicesFrom(seed);
    const { text, path } = choices.pick(texts);
    survives(choices.chance(0.5) ? path : "case.yaml", scramble(scramble(text, choices), choices));
  }
});

it("answers files that hold no definition at all", () => {
  for (const text of [
    "",
    " ",
    "null",
    "[]",
    "1",
    '"x"',
    "{}",
    "a",
    "- b",
    "\uFEFF{}",
    "workflow:",
    "Workflow: 5",
    "%",
  ]) {
    survives("a.json", text);
    survives("a.yaml", text);
  }
  survives("deep.json", "[".repeat(3_000));
  survives("deep.yaml", "[".repeat(1_000));
});

it("lowers any workflow or says why not", () => {
  for (let seed = 1; seed <= RUNS; seed += 1) {
    const choices = choicesFrom(seed);
    const { workflow } = arbitraryWorkflow(seed);
    const steps = workflow.steps.map((step) => ({
      ...step,
      ...(choices.chance(0.2) && { id: choices.pick(["maestro_x", "a__b", "1a", "", "x".repeat(200), "a b"]) }),
      ...(choices.chance(0.1) && { timeout: { kind: "param", name: "nope" } as const }),
      ...(choices.chance(0.1) && { needs: [{ step: "nowhere" }] }),
    }));
    const { definition, diagnostics } = lowerWorkflow({ ir: "1.0", workflow: { ...workflow, steps } }, {});
    expect(definition !== undefined || diagnostics.some(({ severity }) => severity === "error")).toBe(true);
  }
});
