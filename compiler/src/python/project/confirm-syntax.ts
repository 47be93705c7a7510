import { spawnSync } from "node:child_process";
import { createDiagnostic, type Diagnostic } from "@stave/ir-schema/diagnostics";
import type { PythonModule } from "../signature.js";

interface SyntaxProblem {
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

const script = `
import ast, json, sys
try:
    with open(sys.argv[1], "rb") as file:
        ast.parse(file.read(), sys.argv[1])
    print("null")
except SyntaxError as error:
    text = (error.text or "").strip()
    print(json.dumps({"message": error.msg, "line": error.lineno or 1, "column": error.offset or 1, "text": text}))
except ValueError as error:
    print(json.dumps({"message": str(error), "line": 1, "column": 1, "text": ""}))
`;

/**
 * Asks CPython about a file that the grammar could not read in full. The grammar lags behind the language, so its doubt
 * alone is no finding; without a Python on the machine nothing is said.
 */
export function confirmSyntax(module: PythonModule, python = "python3"): Diagnostic | undefined {
  if (module.doubt === undefined) return undefined;
  const run = spawnSync(python, ["-I", "-c", script, module.fileName], { encoding: "utf8" });
  const problem = run.status === 0 ? (JSON.parse(run.stdout) as SyntaxProblem | null) : null;
  if (problem === null) return undefined;
  const { message, line, column, text } = problem;
  const details = { problem: message, text };
  return createDiagnostic("python-syntax-error", details, { span: { file: module.fileName, line, column } });
}
