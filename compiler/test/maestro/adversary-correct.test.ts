import { expect, it } from "vitest";
import { checkDefinitionFiles, type DefinitionFile } from "../../src/maestro/index.js";
import { correctRequests } from "./adversary/correct-json.js";
import { correctTogether, moreRequests } from "./adversary/correct-more.js";
import { correctYaml } from "./adversary/correct-yaml.js";

const requests = Object.entries({ ...correctRequests, ...moreRequests }).map(([title, content]) => [
  { path: `${title}.json`, text: JSON.stringify(content, null, 2) },
]);
const yaml = Object.entries(correctYaml).map(([title, text]) => [{ path: `${title}.yaml`, text }]);
const together = correctTogether.map((files) =>
  files.map((content, at) => ({ path: `${at}.json`, text: JSON.stringify(content) })),
);

function worth(files: readonly DefinitionFile[]): readonly string[] {
  return checkDefinitionFiles(files)
    .filter(({ severity }) => severity !== "info")
    .map(({ severity, file, line, code, message }) => `${file}:${line} ${severity} ${code} ${message}`);
}

it("says nothing against correct workflows", () => {
  const all = [...requests, ...yaml, ...together];
  const found = all.flatMap(worth);
  expect(found, found.join("\n")).toEqual([]);
  expect(all.length).toBeGreaterThanOrEqual(60);
});
