import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const path = fileURLToPath(new URL("./fixtures/hovers.ts", import.meta.url));
const golden = fileURLToPath(new URL("./fixtures/hovers.txt", import.meta.url));

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  customConditions: ["source"],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: true,
  noEmit: true,
  types: [],
  lib: ["lib.es2023.d.ts"],
};

const service = ts.createLanguageService({
  fileExists: ts.sys.fileExists,
  readFile: ts.sys.readFile,
  readDirectory: ts.sys.readDirectory,
  directoryExists: ts.sys.directoryExists,
  getDirectories: ts.sys.getDirectories,
  getScriptFileNames: () => [path],
  getScriptVersion: () => "1",
  getScriptSnapshot: (file) => {
    const text = ts.sys.readFile(file);
    return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
  },
  getCurrentDirectory: () => root,
  getCompilationSettings: () => options,
  getDefaultLibFileName: ts.getDefaultLibFilePath,
});

/** What the editor shows where the fixture asks: `^?` is a hover and `^|` the completions, in the line above. */
function asked(): readonly string[] {
  const lines = readFileSync(path, "utf8").split("\n");
  const starts = lines.map((_, at) => lines.slice(0, at).reduce((sum, line) => sum + line.length + 1, 0));
  const found: string[] = [];
  lines.forEach((line, number) => {
    if (!/^\s*\/\/\s*\^[?|]/.test(line)) return;
    const above = lines.findLastIndex((other, at) => at < number && !/^\s*\/\/\s*\^/.test(other));
    for (const { 0: mark, index } of line.matchAll(/\^[?|]/g)) {
      const offset = (starts[above] as number) + index;
      const word = /^[\w$]*/.exec((lines[above] as string).slice(index))?.[0];
      const told = mark === "^?" ? hover(offset) : completions(offset);
      found.push(`${(lines[above] as string).trim()}\n  ${mark} ${word}\n${told.replace(/^/gm, "    ")}`);
    }
  });
  return found;
}

function hover(offset: number): string {
  const info = service.getQuickInfoAtPosition(path, offset);
  const documentation = ts.displayPartsToString(info?.documentation);
  return [ts.displayPartsToString(info?.displayParts), ...(documentation ? [`— ${documentation}`] : [])].join("\n");
}

/** What is offered by the types at hand, without the globals. */
function completions(offset: number): string {
  const { entries = [] } = service.getCompletionsAtPosition(path, offset, {}) ?? {};
  const names = entries.filter(({ sortText }) => Number.parseInt(sortText, 10) <= 12).map(({ name }) => name);
  return names.join(" ");
}

it("has no error where it is hovered over", () => {
  const errors = service.getSemanticDiagnostics(path).map(({ messageText }) => messageText);
  expect(errors).toEqual([]);
});

it("shows a person's words in hovers and completions", () => {
  const told = `${asked().join("\n\n")}\n`;
  if (process.env["RECORD"] === "1") writeFileSync(golden, told);
  expect(told).toBe(readFileSync(golden, "utf8"));
});

it("shows no name that only the types' own plumbing has", () => {
  const plumbing = /\b(ParamRefs|ParamValues?|ArgValues|Collected|LoopVars|ResultValues|SpecArgs|FieldRefs|any)\b/;
  expect(
    readFileSync(golden, "utf8")
      .split("\n")
      .filter((line) => plumbing.test(line)),
  ).toEqual([]);
});
