import { expect, it } from "vitest";
import { type AdversaryCase, missOf } from "./adversary/adversary-case.js";
import { conventionCases } from "./adversary/conventions.js";
import { keyCases } from "./adversary/keys.js";
import { kindCases } from "./adversary/kinds.js";
import { paramCases } from "./adversary/params.js";
import { placeCases } from "./adversary/places.js";
import { selCases } from "./adversary/sel.js";
import { timeCases } from "./adversary/times.js";
import { yamlCases } from "./adversary/yaml.js";

const groups: Readonly<Record<string, readonly AdversaryCase[]>> = {
  ...conventionCases,
  ...keyCases,
  ...paramCases,
  ...placeCases,
  ...kindCases,
  ...timeCases,
  ...selCases,
  ...yamlCases,
};

it.each(Object.entries(groups))("judges definitions against %s", (_section, cases) => {
  const misses = cases.flatMap((one) => {
    const miss = missOf(one);
    return miss === undefined ? [] : [`${one.title}: ${miss}`];
  });
  expect(misses, misses.join("\n")).toEqual([]);
});

it("has counted its cases", async () => {
  const lines = Object.entries(groups).map(([section, cases]) => {
    const count = (verdict: string): number => cases.filter((one) => one.verdict === verdict).length;
    return `${section}: ${count("refused")} refused, ${count("trap")} traps, ${count("right")} right`;
  });
  const total = Object.values(groups).flat().length;
  await expect(`${lines.join("\n")}\n${total} in all\n`).toMatchFileSnapshot("adversary/counts.txt");
});
