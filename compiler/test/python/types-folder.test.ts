import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { type TypesReport, watchTypes, writeTypesFolder } from "../../src/python/index.js";
import { createDeferred } from "./deferred.js";
import { temporaryProject } from "./temporary-project.js";

const python = "def fit(a: int) -> int: ...\n";

it("writes declarations for imported files and those beside TypeScript, in a mirrored folder", () => {
  using project = temporaryProject({
    "flow.ts": 'import { fit } from "./models/deep.py";\nimport * as near from "./near.py";',
    "models/deep.py": python,
    "near.py": python,
    "unused.py": python,
    "elsewhere/other.py": python,
    "venv/pyvenv.cfg": "",
    "venv/lib.py": python,
    "node_modules/x/y.py": python,
    "flow.d.ts": 'import "./elsewhere/other.py"',
  });
  const report = writeTypesFolder(project.root);
  expect([...report.files].sort()).toEqual([
    ".stave/types/models/deep.d.py.ts",
    ".stave/types/near.d.py.ts",
    ".stave/types/unused.d.py.ts",
  ]);
  expect(report.written).toEqual(report.files);
  expect(report).toMatchObject({ functions: 3, refused: 0, removed: [], diagnostics: [] });
  expect(writeTypesFolder(project.root).written).toEqual([]);
});

it("removes the declarations of Python files that are gone", () => {
  using project = temporaryProject({ "flow.ts": "", "a.py": python, ".stave/types/old/b.d.py.ts": "stale" });
  const report = writeTypesFolder(project.root);
  expect(report.removed).toEqual([".stave/types/old/b.d.py.ts"]);
  expect(existsSync(project.path(".stave/types/old/b.d.py.ts"))).toBe(false);
});

it("reports what TypeScript imports and cannot have, and nothing of other functions", () => {
  using project = temporaryProject({
    "flow.ts": `import { fitt, good, bad as b, type Row } from "./model.py";
export { lost } from "./gone.py";
`,
    "model.py": "def fit(a: int) -> int: ...\ndef good() -> None: ...\ndef bad(x) -> None: ...\ndef worse(y): ...\n",
  });
  const { diagnostics, refused } = writeTypesFolder(project.root);
  expect(refused).toBe(2);
  expect(diagnostics.map(({ code, message, hint, at }) => [code, message, hint, at.span])).toEqual([
    [
      "STV4223",
      "gone.py could not be read: there is no such file.",
      undefined,
      { file: "flow.ts", line: 2, column: 10 },
    ],
    [
      "STV4203",
      "Parameter `x` of `bad` has no annotation.",
      "Write its type, for example `x: str`.",
      { file: "model.py", line: 3, column: 9, endLine: 3, endColumn: 10 },
    ],
    [
      "STV4222",
      "model.py has no function `fitt` that can be a step.",
      "Did you mean `fit`?",
      { file: "flow.ts", line: 1, column: 10 },
    ],
  ]);
});

it("gives CPython's words for a syntax error instead of what follows from it", () => {
  using project = temporaryProject({
    "flow.ts": 'import { fit } from "./model.py";',
    "model.py": "def fit(a: int -> int:\n    pass\n",
  });
  expect(writeTypesFolder(project.root).diagnostics).toMatchObject([
    { code: "STV4202", message: expect.stringContaining("def fit(a: int -> int:"), at: { span: { line: 1 } } },
  ]);
});

it("keeps silent about syntax that CPython accepts and the grammar does not know", () => {
  using project = temporaryProject({
    "flow.ts": 'import { fit } from "./model.py";',
    "model.py": "def fit(a: int) -> int:\n    with open('a') as (x, y,): pass\n    return a\n",
  });
  expect(writeTypesFolder(project.root)).toMatchObject({ diagnostics: [], functions: 1 });
});

it("writes again when a Python file changes, also in a new folder", async () => {
  using project = temporaryProject({ "flow.ts": 'import { first } from "./new/b.py"', "a.py": python });
  const reports: TypesReport[] = [];
  const [changed, added] = [createDeferred<TypesReport>(), createDeferred<TypesReport>()];
  using _watch = watchTypes(
    project.root,
    (report) => {
      reports.push(report);
      if (report.written.includes(".stave/types/a.d.py.ts") && reports.length > 1) changed.resolve(report);
      if (report.written.includes(".stave/types/new/b.d.py.ts")) added.resolve(report);
    },
    changed.reject,
  );
  project.write("a.py", "def train(a: int) -> int: ...\n");
  expect((await changed.promise).written).toEqual([".stave/types/a.d.py.ts"]);
  expect(readFileSync(project.path(".stave/types/a.d.py.ts"), "utf8")).toContain("function train(");
  project.write("new/b.py", "def first(a: int) -> int: ...\n");
  await added.promise;
  expect(readFileSync(project.path(".stave/types/new/b.d.py.ts"), "utf8")).toContain("function first(");
});
