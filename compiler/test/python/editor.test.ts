import { join } from "node:path";
import ts from "typescript";
import { expect, it } from "vitest";
import { writeTypesFolder } from "../../src/python/index.js";
import { temporaryProject } from "./temporary-project.js";

const python = `"""Steps."""


def helper_before(x: int) -> int: ...


def fit(rows: list[str],
        lr: float = 0.1) -> float:
    """Fits a model."""
    return lr


def vague(x) -> None: ...
`;

const flow = `import { fit, vague } from "./model.py";
fit({ rows: [], lr: 0.2 });
vague({});
`;

const stave = `export interface StepCall<out T> { readonly outputs: T }
export type Arg<T> = T;
`;

const silence = {
  close: () => undefined,
  hasLevel: () => false,
  loggingEnabled: () => false,
  perftrc: () => undefined,
  info: () => undefined,
  startGroup: () => undefined,
  endGroup: () => undefined,
  msg: () => undefined,
  getLogFileName: () => undefined,
} satisfies ts.server.Logger;

/** Where an editor goes from places in `flow.ts`, as the TypeScript server answers. */
function definitionsAt(root: string, markers: readonly string[]): unknown[] {
  const host = {
    ...ts.sys,
    write: () => undefined,
    setTimeout,
    clearTimeout,
    setImmediate,
    clearImmediate,
  } as ts.server.ServerHost;
  const session = new ts.server.Session({
    host,
    cancellationToken: ts.server.nullCancellationToken,
    useSingleInferredProject: false,
    useInferredProjectPerProjectRoot: false,
    typingsInstaller: ts.server.nullTypingsInstaller,
    byteLength: Buffer.byteLength,
    hrtime: process.hrtime,
    logger: silence,
    canUseEvents: false,
    noGetErrOnBackgroundUpdate: true,
  });
  const file = join(root, "flow.ts");
  const ask = (command: string, more: object): unknown => {
    const request = { seq: 0, type: "request" as const, command, arguments: { file, ...more } };
    return session.executeCommand(request).response;
  };
  ask("open", {});
  return markers.map((marker) => ask("definition", placeOf(flow, marker)));
}

function placeOf(text: string, marker: string): { line: number; offset: number } {
  const before = text.slice(0, text.indexOf(marker));
  return { line: before.split("\n").length, offset: before.length - before.lastIndexOf("\n") };
}

it("leads an editor from a call, a keyword and a refused function to the Python", () => {
  using project = temporaryProject({
    "model.py": python,
    "flow.ts": flow,
    "node_modules/stave/package.json": '{ "name": "stave", "types": "./index.d.ts", "type": "module" }',
    "node_modules/stave/index.d.ts": stave,
    "package.json": '{ "type": "module" }',
    "tsconfig.json": JSON.stringify({
      compilerOptions: {
        module: "nodenext",
        allowArbitraryExtensions: true,
        rootDirs: [".", ".stave/types"],
        strict: true,
        types: [],
      },
      files: ["flow.ts"],
    }),
  });
  writeTypesFolder(project.root);
  const file = project.path("model.py");
  expect(definitionsAt(project.root, ["fit({", "lr:", "vague({"])).toMatchObject([
    [{ file, start: { line: 7, offset: 5 } }],
    [{ file, start: { line: 8, offset: 9 } }],
    [{ file, start: { line: 13, offset: 11 } }],
  ]);
});
