import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createFileResolver, type PythonModule, readPythonModule } from "../../src/python/index.js";
import { parsePythonModule } from "../../src/python/syntax/parse-module.js";
import { rangeOf, type SourceText } from "../../src/python/syntax/source-text.js";
import type { FunctionStatement, PythonStatement } from "../../src/python/syntax/statement.js";
import { askPython, type OracleFunction } from "./python-oracle.js";

const root = join(import.meta.dirname, "corpus");
const files = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".py"))
  .sort()
  .map((name) => join(root, name));
const oracle = askPython(root, files);

function read(file: string): PythonModule {
  return readPythonModule(readFileSync(file, "utf8"), file, createFileResolver());
}

function functionsIn(statements: readonly PythonStatement[]): FunctionStatement[] {
  return statements.flatMap((statement) => {
    if (statement.kind === "function") return [statement];
    return statement.kind === "choice" ? statement.bodies.flatMap(functionsIn) : [];
  });
}

const order = ["positional-only", "normal", "rest", "keyword-only", "keywords"];

function asOracle(source: SourceText, statement: FunctionStatement): OracleFunction {
  const slice = (span: { from: number; to: number } | undefined): string | null =>
    span === undefined ? null : source.text.slice(span.from, span.to);
  const params = [...statement.parameters].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  return {
    name: statement.name,
    async: statement.async,
    doc: statement.doc ?? null,
    params: params.map((node) => {
      const { line, column } = rangeOf(source, node.nameSpan);
      return [node.name, node.kind, line, column, slice(node.annotation), slice(node.default)];
    }),
    returns: slice(statement.returns),
    decorators: statement.decorators.length,
  };
}

/** Codes wished for by comments such as `# STV4205`, by line. */
function wantedCodes(text: string): string[] {
  return text
    .split("\n")
    .flatMap((line, index) => [...line.matchAll(/STV\d{4}/g)].map(([code]) => `${index + 1} ${code}`))
    .sort();
}

it("has a corpus worth the name", () => {
  expect(files.length).toBeGreaterThanOrEqual(50);
});

describe.each(files.map((file) => [file.slice(root.length + 1), file] as const))("%s", (_name, file) => {
  it("gives exactly the findings its comments ask for", () => {
    const found = read(file).diagnostics.map(({ code, at }) => `${at.span?.line} ${code}`);
    expect(found.sort()).toEqual(wantedCodes(readFileSync(file, "utf8")));
  });

  const asked = oracle?.[file];
  it.skipIf(asked?.functions === undefined)("has the functions that CPython's ast sees", () => {
    const { source, statements } = parsePythonModule(file, readFileSync(file, "utf8"));
    expect(functionsIn(statements).map((statement) => asOracle(source, statement))).toEqual(asked?.functions);
  });

  it.skipIf(asked?.types === undefined)("has the types that CPython sees at run time", () => {
    for (const fn of read(file).functions) {
      const types = asked?.types?.[fn.name];
      for (const param of fn.params) {
        if (types?.[param.name] !== undefined)
          expect(param.type, `${fn.name}.${param.name}`).toEqual(types[param.name]);
      }
      const returned = types?.["return"];
      if (returned !== undefined && fn.returns.form === "result")
        expect(fn.returns.outputs["result"]).toEqual(returned);
      if (typeof returned === "object" && fn.returns.form === "fields" && returned.kind === "struct") {
        expect(Object.keys(fn.returns.outputs)).toEqual(Object.keys(returned.fields));
      }
    }
  });
});
