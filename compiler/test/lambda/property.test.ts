import { expect, it } from "vitest";
import { compareProgram } from "./compare.js";
import { generateProgram } from "./grammar.js";
import { createRandom } from "./random.js";

const seed = Number(process.env["STAVE_SEED"] ?? Date.now() % 1_000_000_000);
const count = Number(process.env["STAVE_PROGRAMS"] ?? 22_000);

it(`computes what the real function computes, or refuses (seed ${seed}, ${count} programs)`, {
  timeout: 3_600_000,
}, () => {
  const counts: Record<string, number> = {};
  const reasons: Record<string, number> = {};
  const differences: string[] = [];
  for (let index = 0; index < count && differences.length < 5; index += 1) {
    const program = generateProgram(createRandom(seed + index));
    const outcome = compareProgram(program);
    counts[outcome.kind] = (counts[outcome.kind] ?? 0) + 1;
    if (outcome.kind === "differ")
      differences.push(JSON.stringify({ seed: seed + index, text: program.text, ...outcome, inputs: program.inputs }));
    else if (outcome.why !== undefined) reasons[outcome.why] = (reasons[outcome.why] ?? 0) + 1;
  }
  process.stdout.write(`lambda property: seed ${seed}, ${JSON.stringify(counts)}, ${JSON.stringify(reasons)}\n`);
  expect(differences).toEqual([]);
  expect(counts["agree"] ?? 0).toBeGreaterThan(count * 0.5);
});
