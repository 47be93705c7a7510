import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { selFindings } from "@stave/compiler/sel";
import { afterAll, beforeAll, expect, it } from "vitest";
import { definitionFindingsPage, definitionRows } from "../../../scripts/generate-definition-docs.js";
import {
  describedCodes,
  descriptionOf,
  diagnosticRows,
  diagnosticsPage,
} from "../../../scripts/generate-diagnostics-docs.js";
import { type Snippet, snippetsOf, writeSnippet } from "./snippets.js";

interface Found {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
}

const snippets = describedCodes().flatMap((code) => snippetsOf(code, descriptionOf(code)));
const nameOf = ({ code, side }: Snippet): string => `${code}-${side}`;
const found = new Map<string, readonly Found[]>();
let project: string;

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), "stave-docs-"));
  symlinkSync(resolve("node_modules"), join(project, "node_modules"));
  const work = snippets.map((snippet) => {
    const folder = join(project, nameOf(snippet));
    mkdirSync(folder);
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
    writeSnippet(folder, snippet);
    return { code: snippet.code, folder, command: snippet.command };
  });
  const { stdout, stderr, status } = spawnSync(process.execPath, [resolve("compiler/test/docs/run-snippets.mjs")], {
    input: JSON.stringify(work),
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new Error(stderr);
  const results = JSON.parse(stdout) as Found[][];
  snippets.forEach((snippet, index) => {
    found.set(
      nameOf(snippet),
      (results[index] as Found[]).filter(({ severity }) => severity !== "info" || snippet.side === "wrong"),
    );
  });
});

afterAll(() => {
  rmSync(project, { recursive: true, force: true });
});

const told = (snippet: Snippet): string[] =>
  (found.get(nameOf(snippet)) ?? []).map(({ code, message }) => `${code} ${message}`);

it.each(snippets.filter(({ side }) => side === "wrong"))("wrong code of $code gives it and nothing else", (snippet) => {
  const others = told(snippet).filter((line) => !line.startsWith(snippet.code));
  expect({ code: snippet.code, found: told(snippet).length > 0, others }).toEqual({
    code: snippet.code,
    found: true,
    others: [],
  });
});

it.each(snippets.filter(({ side }) => side === "right"))("right code of $code gives nothing", (snippet) => {
  expect(told(snippet)).toEqual([]);
});

it("shows wrong and right code together", () => {
  const sides = new Map<string, string>();
  for (const { code, side } of snippets) sides.set(code, `${sides.get(code) ?? ""} ${side}`);
  expect([...sides].filter(([, both]) => both !== " wrong right")).toEqual([]);
});

it("describes every finding", () => {
  expect(describedCodes()).toEqual(diagnosticRows().map(({ code }) => code));
});

it("gives each finding a code of its own, and none that another once had", () => {
  const now = diagnosticRows().map(({ code, name }) => `${code} ${name}`);
  const recorded = readFileSync("ir-schema/test/codes.txt", "utf8").trimEnd().split("\n");
  expect(new Set(now.map((line) => line.slice(0, 7))).size).toBe(now.length);
  expect(recorded.filter((line) => !line.endsWith(" (gone)"))).toEqual(now);
});

it("gives no code twice over all tables", () => {
  const codes = [...diagnosticRows(), ...definitionRows(), ...Object.values(selFindings)].map(({ code }) => code);
  expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
});

it("keeps the pages of findings up to date", () => {
  expect(readFileSync("docs/diagnostics.md", "utf8")).toBe(diagnosticsPage());
  expect(readFileSync("docs/definition-findings.md", "utf8")).toBe(definitionFindingsPage());
});
