import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { projectRootOf } from "@stave/compiler/project";
import { createDiagnostic } from "@stave/ir-schema/diagnostics";

/** What the TypeScript compiler said. */
export interface TypeCheckResult {
  readonly ok: boolean;
  readonly text: string;
}

/** A type check that is under way. */
export interface TypeCheck {
  readonly result: Promise<TypeCheckResult>;
}

/** Starts the project's own TypeScript compiler, so that its version and settings are the editor's. */
export async function startTypeCheck(file: string): Promise<TypeCheck> {
  const root = projectRootOf(resolve(file));
  await refreshPythonTypes(root);
  return { result: runTsc(root) };
}

/** Types of Python files first, where the project has them, so that tsc does not judge by old signatures. */
async function refreshPythonTypes(root: string): Promise<void> {
  const config = join(root, "tsconfig.json");
  const isWanted = existsSync(config) && readFileSync(config, "utf8").includes(".stave/types");
  if (isWanted || existsSync(join(root, ".stave/types")))
    (await import("@stave/compiler/python")).writeTypesFolder(root);
}

function runTsc(root: string): Promise<TypeCheckResult> {
  const bin = [
    join(root, "node_modules/typescript/bin/tsc"),
    join(process.cwd(), "node_modules/typescript/bin/tsc"),
  ].find((file) => existsSync(file));
  if (bin === undefined) {
    const { message, hint } = createDiagnostic("no-typescript", { folder: root });
    return Promise.resolve({ ok: false, text: `${message} ${hint}` });
  }
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [bin, "--noEmit", "--pretty", String(process.stderr.isTTY === true), "-p", root],
      { stdio: ["ignore", "pipe", "pipe"] },
    );
    let text = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (part: string) => (text += part));
    child.on("error", reject).on("close", (code) => resolve({ ok: code === 0, text: text.trimEnd() }));
  });
}
