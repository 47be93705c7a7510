import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { projectRootOf } from "@stave/compiler";
import { StaveError } from "@stave/ir-schema";
import { pythonStep } from "@stave/sdk/internal";

type PythonReader = typeof import("@stave/compiler/python");

let reader: PythonReader | undefined;

/** Loaded when the first Python file is read; most programs use the loader instead. */
function pythonReader(): PythonReader {
  reader ??= createRequire(import.meta.url)("@stave/compiler/python") as PythonReader;
  return reader;
}

/**
 * The functions of a Python file as step types, without a loader.
 *
 * @example
 * const { fit } = python<typeof import("./model.py")>(import.meta.url, "./model.py");
 */
export function python<TModule extends object>(parentUrl: string, specifier: string): TModule {
  const { createFileResolver, projectPath, readPythonModule } = pythonReader();
  const file = fileURLToPath(new URL(specifier, parentUrl));
  const root = projectRootOf(file);
  const module = readPythonModule(readFileSync(file, "utf8"), file, createFileResolver([root]));
  const path = projectPath(root, file);
  const steps = module.functions.map((fn) => {
    const { params, kwargs, returns, line } = fn;
    const spec = {
      module: path,
      function: fn.name,
      params,
      outputs: returns.outputs,
      returns: returns.form,
      file: path,
      line,
    };
    return [fn.name, pythonStep(kwargs === undefined ? spec : { ...spec, kwargs })] as const;
  });
  const refused = module.refused.map(
    ({ name, diagnostics }) =>
      [
        name,
        () => {
          throw new StaveError(diagnostics);
        },
      ] as const,
  );
  return Object.fromEntries([...steps, ...refused]) as TModule;
}
