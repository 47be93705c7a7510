import fc from "fast-check";
import { expect, it } from "vitest";
import { applyFixes, checkDefinitionFiles, type Finding, importDefinition } from "../../src/maestro/index.js";
import { correctRequests } from "./adversary/correct-json.js";
import { moreRequests } from "./adversary/correct-more.js";
import { correctYaml } from "./adversary/correct-yaml.js";

const requests = Object.values({ ...correctRequests, ...moreRequests }).filter(
  (one) => JSON.stringify(one).length < 10_000,
);
const seeds = [...requests.map((one) => JSON.stringify(one, null, 1)), ...Object.values(correctYaml)];
const odd = [
  "\u0000",
  "\uFEFF",
  "\uD800",
  "🎉",
  "\u2028",
  "\t",
  "\r",
  "<<: *a",
  "&a",
  "*a",
  "!!binary x",
  "? ",
  "---\n",
  "%YAML 1.1\n",
  '"',
  "'",
  "{",
  "[",
  "}",
  "]",
  ":",
  ",",
  "null",
  "1e999",
  "-",
  "$",
  "${",
  "\\u12",
  "true",
  "9".repeat(400),
];

/** A text with some stretches cut, doubled or replaced by something odd. */
const mangled = fc
  .tuple(
    fc.constantFrom(...seeds),
    fc.array(fc.tuple(fc.nat(5_000), fc.nat(12), fc.constantFrom("", ...odd)), { minLength: 1, maxLength: 4 }),
  )
  .map(([text, cuts]) =>
    cuts.reduce((left, [at, length, inserted]) => {
      const place = at % (left.length + 1);
      return left.slice(0, place) + inserted + left.slice(place + length);
    }, text),
  );

function checkBoth(text: string): readonly Finding[] {
  return ["a.json", "a.yaml"].flatMap((path) => checkDefinitionFiles([{ path, text }]));
}

function isPlaced(text: string, { line, column, endLine, endColumn, code, message }: Finding): boolean {
  const lines = text.split("\n").length;
  const isOrdered = line < endLine || (line === endLine && column <= endColumn);
  return line >= 1 && column >= 1 && endLine <= lines && isOrdered && /^STV\d{4}$/.test(code) && message !== "";
}

it("answers mangled files with placed findings", () => {
  fc.assert(
    fc.property(mangled, (text) => {
      for (const finding of checkBoth(text)) expect(isPlaced(text, finding), JSON.stringify(finding)).toBe(true);
    }),
    { numRuns: 120 },
  );
});

it("answers any text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => void checkBoth(text)),
    { numRuns: 100 },
  );
});

it("answers any JSON in the place of anything", () => {
  const value = fc.jsonValue({ maxDepth: 3 });
  const paths = fc.tuple(fc.constantFrom(...requests), fc.array(fc.nat(9), { maxLength: 8 }), value);
  fc.assert(
    fc.property(paths, ([root, path, put]) => void checkBoth(JSON.stringify(replaceAt(root, path, put)))),
    { numRuns: 120 },
  );
});

function replaceAt(root: unknown, path: readonly number[], put: unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined || typeof root !== "object" || root === null) return put;
  if (Array.isArray(root))
    return root.map((item, at) => (at === first % root.length ? replaceAt(item, rest, put) : item));
  const entries = Object.entries(root);
  return Object.fromEntries(
    entries.map(([key, item], at) => [key, at === first % entries.length ? replaceAt(item, rest, put) : item]),
  );
}

const hostile: Readonly<Record<string, string>> = {
  "brackets without end": "[".repeat(100_000),
  "objects without end": '{"workflow":'.repeat(10_000),
  "closed brackets": "[".repeat(5_000) + "]".repeat(5_000),
  "lists in lists": "- ".repeat(5_000),
  "maps in maps": Array.from({ length: 3_000 }, (_, at) => `${" ".repeat(at)}a:`).join("\n"),
  laughs: `a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n${Array.from({ length: 12 }, (_, at) => `a${at + 1}: &a${at + 1} [${Array(10).fill(`*a${at}`).join(",")}]`).join("\n")}\nproperties: {owner: a}\nworkflow: {id: w, steps: *a12}\n`,
  "an alias of itself": "workflow: &a\n  id: w\n  steps: [*a]\n",
  "an alias of nothing": "workflow:\n  id: w\n  owner: *nobody\n  jobs: []\n",
  "a long line": `{"workflow": {"id": "${"x".repeat(1_000_000)}", "steps": []}}`,
  "many keys": `{"workflow": {"id": "a", "steps": [], "params": {${Array.from({ length: 3_000 }, (_, at) => `"p${at}": {"type": "LONG", "value": ${at}}`).join(",")}}}}`,
  nothing: "",
  "a blank": "  \n",
  "an odd prototype":
    '{"__proto__": {"x": 1}, "workflow": {"id": "a", "constructor": 1, "params": {"__proto__": {"type": "LONG", "value": 1}, "toString": {"type": "LONG", "expression": "hasOwnProperty + 1"}}, "steps": [{"step": {"id": "constructor", "type": "toString"}}]}}',
  "odd names":
    '{"workflow": {"id": "a", "steps": [{"step": {"id": "a", "type": "NoOp", "transition": {"successors": {"__proto__": "constructor", "toString": "valueOf"}}}}]}}',
};

it.each(Object.entries(hostile))("answers %s", (_title, text) => {
  const findings = checkBoth(text);
  expect(findings.length).toBeGreaterThan(0);
  for (const finding of findings) expect(isPlaced(text, finding), JSON.stringify(finding)).toBe(true);
});

it("imports mangled files or says why not", () => {
  fc.assert(
    fc.property(mangled, (text) => void importDefinition({ path: "a.yaml", text })),
    { numRuns: 100 },
  );
});

it("mends what it says it mends, and nothing else", () => {
  fc.assert(
    fc.property(mangled, fc.constantFrom("a.json", "a.yaml"), (text, path) => {
      const findings = checkDefinitionFiles([{ path, text }]);
      const fixable = findings.filter(({ fix }) => fix !== undefined);
      if (fixable.length === 0) return;
      const mended = checkDefinitionFiles([{ path, text: applyFixes(text, fixable) }]);
      const count = (list: readonly Finding[]): number => list.filter(({ severity }) => severity !== "info").length;
      expect(count(mended), JSON.stringify(fixable)).toBeLessThan(count(findings));
    }),
    { numRuns: 100 },
  );
});
