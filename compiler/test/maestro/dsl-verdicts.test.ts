import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { checkDefinitionFiles } from "../../src/maestro/index.js";

interface Verdict {
  readonly text: string;
  readonly accepted: boolean;
}

const verdicts = JSON.parse(
  readFileSync(new URL("recorded/dsl-verdicts.json", import.meta.url), "utf8"),
) as readonly Verdict[];

/** What a server takes and every run of it fails. */
const FAILS_LATER = new Set(["STV6403", "STV6406", "STV6224"]);
/** What depends on the job templates of the server. */
const UNKNOWN_TYPE = "type: Wild";

it("refuses in the YAML language what a server refused", () => {
  const different = verdicts.flatMap(({ text, accepted }) => {
    const errors = checkDefinitionFiles([{ path: "a.yaml", text }]).filter(({ severity }) => severity === "error");
    const early = errors.filter(({ code }) => !FAILS_LATER.has(code));
    if (accepted ? early.length === 0 : errors.length > 0 || text.includes(UNKNOWN_TYPE)) return [];
    return [{ text, accepted, errors: errors.map(({ code, message }) => `${code} ${message}`) }];
  });
  expect(different).toEqual([]);
});
