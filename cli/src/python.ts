import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { projectRootOf } from "@stave/compiler";
import { createFileResolver, projectPath, readPythonModule } from "@stave/compiler/python";
import { StaveError } from "@stave/ir-schema";
import { pythonStep } from "@stave/sdk/internal";

/**
 * The functions of a Python file as step types, without a loader.
 *
 * @example
 * const { fit } = python<typeof import("./model.py")>(import.meta.url, "./model.py");
 */
export function python<TModule extends object>(parentUrl: string, specifier: string): TModule {
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
