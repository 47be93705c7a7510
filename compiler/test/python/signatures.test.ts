import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { type PythonFunction, readPythonModule, writeDeclarations } from "../../src/python/index.js";

const corpus = join(import.meta.dirname, "corpus");

function readFunction(text: string): PythonFunction {
  const { functions, diagnostics } = readPythonModule(text, "model.py");
  expect(diagnostics).toEqual([]);
  const [first] = functions;
  if (first === undefined) throw new Error("no function");
  return first;
}

function corpusFunction(file: string, name: string): PythonFunction {
  const { functions } = readPythonModule(readFileSync(join(corpus, file), "utf8"), file);
  const found = functions.find((fn) => fn.name === name);
  if (found === undefined) throw new Error(`no function ${name}`);
  return found;
}

function defaultsOf(fn: PythonFunction): Record<string, unknown> {
  return Object.fromEntries(fn.params.filter((param) => param.hasDefault).map((param) => [param.name, param.default]));
}

it("copies literal defaults of the declared type and leaves the others to Python", () => {
  expect(defaultsOf(corpusFunction("defaults.py", "fit"))).toEqual({
    a: [1, 2, -3],
    b: { x: [1, 2.5], y: [] },
    c: ["a", "b"],
    d: [],
    e: null,
    m: { a: 1 },
    p: "multi\nline",
    u: "in brackets",
  });
});

it("keeps integers exact and names floats that JSON lacks", () => {
  expect(defaultsOf(corpusFunction("scalars.py", "signs"))).toEqual({ a: -1, b: 2.5, c: "-9223372036854775808" });
  expect(defaultsOf(corpusFunction("scalars.py", "floats"))).toEqual({
    a: "Infinity",
    b: "-Infinity",
    c: "NaN",
    d: 3,
    e: "Infinity",
  });
  expect(defaultsOf(corpusFunction("scalars.py", "numbers"))).toEqual({
    a: 255,
    b: 5,
    c: 15,
    d: 1000,
    e: 1000,
    f: 0.5,
    g: 1,
  });
});

it("decodes string literals as Python does, and gives up on named characters", () => {
  expect(defaultsOf(corpusFunction("scalars.py", "texts"))).toEqual({ a: "x", b: "its", d: "raw\\n", e: "ab" });
});

it("resolves enum members in defaults", () => {
  expect(defaultsOf(corpusFunction("enums.py", "fit"))).toEqual({
    color: "red",
    size: 2,
    text: "b",
    counted: 11,
    ratio: 0.5,
    less: null,
  });
});

it.each(["google", "numpy", "sphinx"])("takes descriptions from a docstring in the manner of %s", (manner) => {
  const fn = corpusFunction(`docstrings_${manner}.py`, "fit");
  const docs = Object.fromEntries(fn.params.map((param) => [param.name, param.doc]));
  expect(docs).toMatchObject({ rows: "How many rows.", lr: "The rate, which goes on here." });
  expect(fn.doc).toMatch(/^Fits a model\.$/m);
  expect(fn.doc).not.toMatch(/rate|How many/);
  expect(Object.values(fn.returns.docs)).toEqual(manner === "numpy" ? ["Area.", "Loss."] : ["The score."]);
});

it("reads bounds, units and descriptions out of Annotated", () => {
  const params = Object.fromEntries(corpusFunction("annotated.py", "fit").params.map((param) => [param.name, param]));
  expect(params["lr"]).toMatchObject({ type: "float", min: 0, max: 1, doc: "A rate." });
  expect(params["depth"]).toMatchObject({ type: "int", exclusiveMin: 0, exclusiveMax: 64 });
  expect(params["wait"]).toMatchObject({ unit: "ms", doc: "How long." });
});

it("turns the return annotation into outputs", () => {
  const fields = corpusFunction("returns.py", "fields").returns;
  expect(fields).toMatchObject({ form: "fields", outputs: { a: "int" } });
  expect(corpusFunction("returns.py", "scalar").returns).toMatchObject({ form: "result", outputs: { result: "int" } });
  expect(corpusFunction("returns.py", "nothing").returns).toMatchObject({ form: "none", outputs: {} });
  expect(corpusFunction("returns.py", "never").returns.form).toBe("none");
  expect(corpusFunction("returns.py", "maybe").returns).toMatchObject({
    form: "result",
    outputs: { result: { kind: "nullable", of: { kind: "struct", name: "Out" } } },
  });
});

it("follows imports to other files and points findings about them at the use", () => {
  const files: Readonly<Record<string, string>> = {
    "shared.py": "from typing import Any\nRow = dict[str, Any]\nclass Good:\n  pass\nRows = list[str]\n",
  };
  const module = readPythonModule(
    "from .shared import Row, Rows\ndef bad(row: Row) -> None: ...\ndef good(rows: Rows) -> None: ...\n",
    "model.py",
    ({ module: name }) =>
      files[`${name}.py`] ? { fileName: `${name}.py`, text: files[`${name}.py`] ?? "" } : undefined,
  );
  expect(module.functions.map((fn) => fn.name)).toEqual(["good"]);
  expect(module.files).toEqual(["model.py", "shared.py"]);
  expect(module.diagnostics).toMatchObject([
    {
      code: "STV4205",
      message: "Parameter `row` of `bad` is annotated `Any`, which says nothing about its values.",
      at: { span: { file: "model.py", line: 2, column: 14 } },
    },
  ]);
});

it.each([
  ["a byte order mark", (text: string) => `\ufeff${text}`],
  ["CRLF line ends", (text: string) => text.replaceAll("\n", "\r\n")],
  ["no final line end", (text: string) => text.trimEnd()],
  ["tabs", (text: string) => text.replaceAll("    ", "\t")],
  ["a form feed", (text: string) => `\f\n${text}`],
])("reads a file with %s", (_name, change) => {
  const fn = readFunction(change('def fit(a: int,\n        b: str = "x") -> int:\n    """Doc."""\n    return a\n'));
  expect(fn).toMatchObject({ name: "fit", doc: "Doc.", params: [{ name: "a" }, { name: "b", default: "x" }] });
});

it("reads any text without throwing, and whatever it accepts can be declared", () => {
  const sources = readdirSync(corpus)
    .filter((name) => name.endsWith(".py"))
    .map((name) => readFileSync(join(corpus, name), "utf8"));
  const mutated = fc
    .tuple(fc.constantFrom(...sources), fc.nat(), fc.nat(40), fc.string({ unit: "grapheme", maxLength: 6 }))
    .map(([text, at, length, insert]) => {
      const start = at % (text.length + 1);
      return text.slice(0, start) + insert + text.slice(start + length);
    });
  fc.assert(
    fc.property(fc.oneof(mutated, fc.string({ unit: "binary" })), (text) => {
      writeDeclarations(readPythonModule(text, "model.py"));
    }),
    { numRuns: 1500 },
  );
});

const count = (length: number, write: (index: number) => string): string =>
  Array.from({ length }, (_, i) => write(i)).join("");

it.each([
  ["deep lists", `def fit(a: ${"list[".repeat(3000)}int${"]".repeat(3000)}) -> None: ...`, "STV4201"],
  ["a hundred levels", `def fit(a: ${"list[".repeat(100)}int${"]".repeat(100)}) -> None: ...`, "STV4216"],
  [
    "a chain of aliases",
    `${count(20_000, (i) => `A${i} = list[A${i + 1}]\n`)}A20000 = int\ndef fit(a: A0) -> None: ...`,
    "STV4216",
  ],
  [
    "types that double at each step",
    `from typing import NamedTuple\n${count(40, (i) => `class A${i}(NamedTuple):\n  a: "A${i + 1}"\n  b: "A${i + 1}"\n`)}A40 = int\ndef fit(a: A0) -> None: ...`,
    "STV4216",
  ],
])("refuses %s instead of running out of stack or time", (_name, text, code) => {
  expect(readPythonModule(`${text}\n`, "model.py").diagnostics.map((item) => item.code)).toEqual([code]);
});
