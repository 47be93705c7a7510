import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { selFindingsPage } from "../../../scripts/generate-sel-docs.js";
import { EXAMPLE_NAMES, type FindingExample, findingExamples } from "../../src/sel/check/finding-examples.js";
import { type FindingKey, findings } from "../../src/sel/check/findings.js";
import { checkLiteral, checkSel, parseSel, type SelFinding } from "../../src/sel/index.js";

function findingsOf(text: string, { expected, literal }: FindingExample): readonly SelFinding[] {
  if (literal === true) return checkLiteral(text, new Set(Object.keys(EXAMPLE_NAMES)));
  const isParam = expected !== undefined;
  const { program, errors } = parseSel(text, { param: isParam });
  if (program === undefined || errors.length > 0) return errors;
  return checkSel(program, { vars: EXAMPLE_NAMES, param: isParam, ...(isParam ? { expected } : {}) }).diagnostics;
}

const examples = Object.entries(findingExamples) as [FindingKey, FindingExample][];

it.each(examples)("%s: its wrong code has exactly that finding, its right code none", (key, example) => {
  const { code, severity } = findings[key];
  const found = findingsOf(example.wrong, example).map((item) => `${item.code} ${item.severity}`);
  expect(found).toEqual([`${code} ${severity}`]);
  expect(findingsOf(example.right, example).map(({ code: other, message }) => `${other} ${message}`)).toEqual([]);
});

it("has a docs page that is up to date", () => {
  expect(selFindingsPage()).toBe(readFileSync(new URL("../../../docs/sel-findings.md", import.meta.url), "utf8"));
});

it("has one stable code for each finding", () => {
  const codes = Object.values(findings).map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes.every((code) => /^STV6(?:1\d\d|200|80\d)$/.test(code))).toBe(true);
});
