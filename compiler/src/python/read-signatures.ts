import type { Diagnostic } from "@stave/ir-schema";
import { exportedFunctions } from "./exported-functions.js";
import { readFunctionSignature } from "./read-function-signature.js";
import { createModuleLoader, type ResolveImport } from "./scope/module-loader.js";
import type { PythonFunction, PythonModule, RefusedFunction } from "./signature.js";
import { rangeOf } from "./syntax/source-text.js";

/**
 * Reads what a Python file exports, from its text alone: nothing of the user's is imported or run.
 *
 * @example
 * readPythonModule("def fit(lr: float = 0.1) -> float: ...", "model.py").functions[0]?.params
 */
export function readPythonModule(
  text: string,
  fileName: string,
  resolveImport: ResolveImport = () => undefined,
): PythonModule {
  const files = [fileName];
  const loader = createModuleLoader((request) => {
    const file = resolveImport(request);
    if (file !== undefined && !files.includes(file.fileName)) files.push(file.fileName);
    return file;
  });
  const scope = loader.open(fileName, text);
  const functions: PythonFunction[] = [];
  const refused: RefusedFunction[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const exported of exportedFunctions(scope, loader)) {
    const result = readFunctionSignature(exported, loader);
    diagnostics.push(...result.diagnostics);
    if (result.function === undefined)
      refused.push({ name: exported.name, diagnostics: inSourceOrder(result.diagnostics) });
    else functions.push(result.function);
  }
  const { doc, firstError, source } = scope.module;
  return {
    fileName,
    ...(doc !== undefined && { doc }),
    functions,
    refused,
    diagnostics: inSourceOrder(diagnostics),
    ...(firstError && { doubt: { file: fileName, ...rangeOf(source, firstError) } }),
    files,
  };
}

function inSourceOrder(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const keyed = new Map(diagnostics.map((item) => [JSON.stringify([item.code, item.message, item.at]), item]));
  return [...keyed.values()].sort((left, right) => {
    const [a, b] = [left.at.span, right.at.span];
    return (a?.line ?? 0) - (b?.line ?? 0) || (a?.column ?? 0) - (b?.column ?? 0);
  });
}
