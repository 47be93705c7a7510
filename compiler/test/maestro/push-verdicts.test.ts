import { expect, it } from "vitest";
import { checkDefinitionFiles } from "../../src/maestro/index.js";
import { definitionOf, type PushVerdict, pushBases, readPushVerdicts } from "./push-verdict.js";

function errorsOf(text: string): readonly string[] {
  const findings = checkDefinitionFiles([{ path: "pushed.json", text }]);
  return [...new Set(findings.flatMap(({ severity, code }) => (severity === "error" ? [code] : [])))].sort();
}

/** What is said of expressions, kinds of steps and bodies may also be about runs alone. */
const MAY_BE_LATER = /^STV(?:61|64|65|6224|6308|6317|6320)/;

function missOf(verdict: PushVerdict): readonly string[] {
  const errors = errorsOf(definitionOf(verdict));
  const early = errors.filter((code) => !MAY_BE_LATER.test(code));
  const isRight = verdict.accepted ? early.join() === (verdict.errors ?? []).join() : errors.length > 0;
  return isRight ? [] : [`${JSON.stringify(verdict)} <> ${errors.join()}`];
}

it.each(Object.entries(pushBases))("has nothing against %s, which a server accepts", (_name, base) => {
  expect(errorsOf(JSON.stringify(base))).toEqual([]);
});

it("refuses what a server refused, and nothing that it accepted", () => {
  const misses = readPushVerdicts().flatMap(missOf);
  expect(misses, misses.join("\n")).toEqual([]);
});

it("has verdicts of both kinds", () => {
  const verdicts = readPushVerdicts();
  expect(verdicts.filter(({ accepted }) => accepted).length).toBeGreaterThan(400);
  expect(verdicts.filter(({ accepted }) => !accepted).length).toBeGreaterThan(400);
});
