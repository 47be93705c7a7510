import { relative, sep } from "node:path";
import type { Diagnostic } from "@stave/ir-schema";
import { isBindable } from "./declarations/identifier.js";
import { confirmSyntax } from "./project/confirm-syntax.js";
import { createFileResolver } from "./project/file-resolver.js";
import { readPythonModule } from "./read-signatures.js";
import type { ResolveImport } from "./scope/module-loader.js";
import type { PythonFunction, PythonModule, RefusedFunction } from "./signature.js";

/** What the loader knows of a Python file that a TypeScript module imports. */
export interface PythonSourceRequest {
  /** Absolute path of the Python file. */
  readonly fileName: string;
  readonly text: string;
  readonly projectRoot: string;
  readonly resolveImport?: ResolveImport;
  /** The Python that is asked when the grammar doubts the file; `python3` by default. */
  readonly python?: string;
  /** Where the generated module finds `pythonStep` and `StaveError`; the packages by default. */
  readonly imports?: { readonly pythonStep: string; readonly staveError: string };
}

const ownImports = { pythonStep: "@stave/sdk/internal", staveError: "@stave/ir-schema" };

/** The JavaScript that stands for a Python file. */
export interface PythonSource {
  readonly code: string;
  readonly module: PythonModule;
}

/**
 * Writes the JavaScript module that a loader gives for `import … from "./x.py"`. Functions that can be steps are
 * exported as step types; the others are exported too and throw their diagnostics when called, so that one bad
 * annotation does not keep its neighbours from being used. A file that Python refuses throws when it is loaded.
 */
export function pythonLoaderSource(request: PythonSourceRequest): PythonSource {
  const { fileName, text, projectRoot, python, resolveImport = createFileResolver([projectRoot]) } = request;
  const module = readPythonModule(text, fileName, resolveImport);
  const { pythonStep, staveError } = request.imports ?? ownImports;
  const errorImport = `import { StaveError as $error } from ${JSON.stringify(staveError)};`;
  const syntax = confirmSyntax(module, python);
  if (syntax !== undefined) {
    const names = definedNames(text).map((name, index) => exportLine(name, index, "u", "undefined"));
    return { code: [errorImport, ...names, throwText([syntax], projectRoot), ""].join("\n"), module };
  }
  const path = projectPath(projectRoot, fileName);
  const lines = [
    `import { pythonStep as $step } from ${JSON.stringify(pythonStep)};`,
    ...(module.refused.length === 0 ? [] : [errorImport]),
    ...module.functions.map((fn, index) => exportLine(fn.name, index, "s", stepText(fn, path, projectRoot))),
    ...module.refused.map((fn, index) => exportLine(fn.name, index, "r", refusedText(fn, projectRoot))),
  ];
  return { code: `${lines.join("\n")}\n`, module };
}

// Linking comes before running: without the names the import would be blamed, and not the file.
function definedNames(text: string): string[] {
  const names = [...text.matchAll(/^(?:async[ \t]+)?def[ \t]+([\p{ID_Start}_][\p{ID_Continue}]*)/gmu)];
  return [...new Set(names.map((match) => match[1] ?? ""))];
}

/** A path from the project's root with forward slashes, the same on every machine. */
export function projectPath(projectRoot: string, fileName: string): string {
  return relative(projectRoot, fileName).split(sep).join("/");
}

// Local names begin with "$", which no Python name does.
function exportLine(name: string, index: number, prefix: string, value: string): string {
  const local = `$${prefix}${index}`;
  return `const ${local} = ${value};\nexport { ${local} as ${isBindable(name) ? name : JSON.stringify(name)} };`;
}

function stepText(fn: PythonFunction, module: string, projectRoot: string): string {
  const spec = {
    module,
    function: fn.name,
    params: fn.params.map(({ name, type, hasDefault, line, column }) => ({ name, type, hasDefault, line, column })),
    ...(fn.kwargs !== undefined && { kwargs: fn.kwargs }),
    outputs: fn.returns.outputs,
    returns: fn.returns.form,
    ...(fn.doc !== undefined && { doc: fn.doc }),
    file: projectPath(projectRoot, fn.fileName),
    line: fn.line,
  };
  return `$step(${JSON.stringify(spec)})`;
}

function refusedText(fn: RefusedFunction, projectRoot: string): string {
  return `() => { ${throwText(fn.diagnostics, projectRoot)} }`;
}

function throwText(diagnostics: readonly Diagnostic[], projectRoot: string): string {
  return `throw new $error(${JSON.stringify(diagnostics.map((item) => inProject(item, projectRoot)))});`;
}

/** The same finding with its file named from the project's root. */
export function inProject(diagnostic: Diagnostic, projectRoot: string): Diagnostic {
  const { span } = diagnostic.at;
  if (span === undefined) return diagnostic;
  return { ...diagnostic, at: { ...diagnostic.at, span: { ...span, file: projectPath(projectRoot, span.file) } } };
}
