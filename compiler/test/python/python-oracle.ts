import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Type } from "@stave/ir-schema";

/** A function as CPython's `ast` gives it. */
export interface OracleFunction {
  readonly name: string;
  readonly async: boolean;
  readonly doc: string | null;
  readonly params: readonly OracleParam[];
  readonly returns: string | null;
  readonly decorators: number;
}

type OracleParam = readonly [
  name: string,
  kind: string,
  line: number,
  column: number,
  annotation: string | null,
  value: string | null,
];

/** What CPython makes of one file. */
export interface OracleFile {
  readonly syntaxError?: string;
  readonly importError?: string;
  readonly functions?: readonly OracleFunction[];
  readonly types?: Readonly<Record<string, Readonly<Record<string, Type>> | null>>;
}

const candidates = [process.env["STAVE_TEST_PYTHON"], "python3.14", "python3.13", "python3.12", "python3"];

/** The newest Python 3 of this machine, if any. */
export const python: string | undefined = candidates.find(
  (command) => command !== undefined && spawnSync(command, ["-c", "import ast, typing"]).status === 0,
);

/** The folder of the Python package. */
export const packageFolder: string = join(import.meta.dirname, "../../../python");

/** Asks CPython about files; `undefined` where there is none. */
export function askPython(root: string, files: readonly string[]): Readonly<Record<string, OracleFile>> | undefined {
  if (python === undefined || !existsSync(root)) return undefined;
  const run = spawnSync(python, [join(import.meta.dirname, "oracle.py"), root, ...files], {
    encoding: "utf8",
    env: { ...process.env, PYTHONPATH: packageFolder, PYTHONDONTWRITEBYTECODE: "1" },
    maxBuffer: 1 << 26,
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout);
}
