import { expect, it } from "vitest";
import { missOf } from "./adversary/adversary-case.js";
import { caseGroups } from "./adversary/all-cases.js";

it.each(Object.entries(caseGroups))("judges definitions against %s", (_section, cases) => {
  const misses = cases.flatMap((one) => {
    const miss = missOf(one);
    return miss === undefined ? [] : [`${one.title}: ${miss}`];
  });
  expect(misses, misses.join("\n")).toEqual([]);
});

it("has counted its cases", async () => {
  const lines = Object.entries(caseGroups).map(([section, cases]) => {
    const count = (verdict: string): number => cases.filter((one) => one.verdict === verdict).length;
    return `${section}: ${count("refused")} refused, ${count("trap")} traps, ${count("right")} right`;
  });
  const total = Object.values(caseGroups).flat().length;
  await expect(`${lines.join("\n")}\n${total} in all\n`).toMatchFileSnapshot("adversary/counts.txt");
});
