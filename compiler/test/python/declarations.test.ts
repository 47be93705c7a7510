import { spawnSync } from "node:child_process";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { readPythonModule, writeDeclarations, writeTypesFolder } from "../../src/python/index.js";
import { temporaryProject } from "./temporary-project.js";

const repository = join(import.meta.dirname, "../../..");

const model = `"""A model."""
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

@dataclass
class Options:
    depth: int
    tags: list[str] = ()

class Scores(NamedTuple):
    auc: float
    count: int
    options: Options

def clean(csv: str, day: date = date(2020, 1, 1)) -> list[str]:
    """Cleans the rows.

    Args:
        csv: Where they are.
    """

def fit(rows: list[str], lr: float = 0.1, mode: Literal["fast", "slow"] = "fast", seed: "int | None" = None,
        options: "Options | None" = None) -> Scores: ...

def publish(scores: dict[str, float], **labels: str) -> None: ...
def delete(path: str) -> None: ...
def now() -> date: ...
def vague(x) -> None: ...
`;

const flow = `import { type Arg, type Ref, type StepCall } from "stave";
import { clean, fit, publish, delete as remove, now, vague } from "./model.py";
import type { Options } from "./model.py";

declare const text: Ref<string>;
declare const rows: Ref<readonly string[]>;
declare const score: Ref<number>;

const cleaned: StepCall<{ readonly result: readonly string[] }> = clean({ csv: text });
clean({ csv: "x", day: "2026-01-01" });
export const fitted: StepCall<{ readonly auc: number; readonly count: number }> = fit({ rows, lr: score });
fit({ rows: ["a", text], mode: "slow", seed: null, options: { depth: 3, tags: ["x"] } });
fit({ rows: [], seed: 3n });
publish({ scores: { a: 1, b: score }, team: "x", other: text });
remove({ path: text });
now();
now({});
export const options: Options = { depth: 1 };
export const argument: Arg<string> = text;
export { cleaned };

// @ts-expect-error csv is missing
clean({});
// @ts-expect-error cvs is no keyword
clean({ csv: "x", cvs: "y" });
// @ts-expect-error a number is no str
clean({ csv: 3 });
// @ts-expect-error a ref to a number is no str
clean({ csv: score });
// @ts-expect-error not one of the literals
fit({ rows, mode: "medium" });
// @ts-expect-error an item of the wrong type
fit({ rows: ["a", 3] });
// @ts-expect-error a field of the wrong type
fit({ rows, options: { depth: "3" } });
// @ts-expect-error None is not allowed
fit({ rows, lr: null });
// @ts-expect-error outputs are typed
export const wrong: StepCall<{ readonly auc: string }> = fit({ rows });
// @ts-expect-error it takes nothing
now({ a: 1 });
// @ts-expect-error labels are str
publish({ scores: {}, team: 3 });
// @ts-expect-error it cannot be a step
vague({ x: 1 });
`;

const config = {
  compilerOptions: {
    target: "es2022",
    module: "nodenext",
    moduleResolution: "nodenext",
    lib: ["es2023"],
    types: [],
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    allowArbitraryExtensions: true,
    allowImportingTsExtensions: true,
    exactOptionalPropertyTypes: true,
    customConditions: ["source"],
    rootDirs: [".", ".stave/types"],
    paths: { stave: [join(repository, "sdk/src/index.ts")] },
  },
  include: ["flows/*.ts"],
};

const files = {
  "package.json": '{ "type": "module" }',
  "tsconfig.json": JSON.stringify(config),
  "flows/model.py": model,
  "flows/flow.ts": flow,
};

function ownErrors(root: string): string[] {
  const parsed = ts.getParsedCommandLineOfConfigFile(
    join(root, "tsconfig.json"),
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: () => undefined,
    },
  );
  const program = ts.createProgram(parsed?.fileNames ?? [], parsed?.options ?? {});
  const checked = program.getSourceFiles().filter((file) => file.fileName.startsWith(root));
  expect(checked.map((file) => file.fileName.slice(root.length + 1)).sort()).toEqual([
    ".stave/types/flows/model.d.py.ts",
    "flows/flow.ts",
  ]);
  return checked
    .flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)])
    .map((item) => `${item.start} ${ts.flattenDiagnosticMessageText(item.messageText, "\n")}`);
}

describe("the declarations of a project", () => {
  it("accept right and refuse wrong uses under TypeScript 6", () => {
    using project = temporaryProject(files);
    writeTypesFolder(project.root);
    expect(ownErrors(project.root)).toEqual([]);
  });

  it("accept right and refuse wrong uses under TypeScript 7", () => {
    using project = temporaryProject(files);
    writeTypesFolder(project.root);
    const compiler = join(repository, "node_modules/typescript7/bin/tsc");
    const run = spawnSync(process.execPath, [compiler, "-p", project.root], { encoding: "utf8", cwd: project.root });
    const own = run.stdout.split("\n").filter((line) => /^(\.stave|flows)\//.test(line));
    expect(own).toEqual([]);
    project.write("flows/flow.ts", flow.replace("clean({ csv: text })", "clean({ csv: score })"));
    const broken = spawnSync(process.execPath, [compiler, "-p", project.root], { encoding: "utf8", cwd: project.root });
    expect(broken.stdout).toMatch(/flows\/flow\.ts\(9,.*TS2322/);
  });
});

it("shows the docstring, the Python type, bounds and the default in hovers", () => {
  const text = writeDeclarations(
    readPythonModule(
      `from typing import Annotated
from stave import Bounds, Unit
def fit(lr: Annotated[float, "The rate.", Bounds(ge=0, lt=1), Unit("s")] = 0.1) -> float:
    """Fits */ a model."""
`,
      "/p/model.py",
    ),
    { showFile: (file) => file.slice(3) },
  );
  expect(text).toBe(`// Written by \`stave types\` from model.py; changes here are lost.
import type { Arg, StepCall } from "stave";

/**
 * Fits *\u200b/ a model.
 *
 * Defined in model.py:3.
 */
export declare function fit(args?: {
  /**
   * The rate.
   *
   * Python: \`float\`, in s
   * Bounds: ≥ 0, < 1
   * Default: \`0.1\`
   */
  readonly lr?: Arg<number>;
}): StepCall<{
  /** Python: \`float\` */
  readonly result: number;
}>;
`);
});
