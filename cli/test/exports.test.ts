import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const namesIn = (file: string): readonly string[] => {
  const text = readFileSync(new URL(file, import.meta.url), "utf8");
  const lists = [...text.matchAll(/export (?:type )?\{([^}]*)\} from/g)].flatMap(([, list = ""]) => list.split(","));
  const constants = [...text.matchAll(/export const (\w+)/g)].map(([, name = ""]) => name);
  return [...lists.map((name) => name.trim().replace(/^type /, "")).filter(Boolean), ...constants].sort();
};

it("gives users everything the SDK exports, and `python`", () => {
  expect(namesIn("../src/index.ts")).toEqual([...namesIn("../../sdk/src/index.ts"), "python"].sort());
});
