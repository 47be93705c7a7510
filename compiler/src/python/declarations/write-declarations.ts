import { basename } from "node:path";
import type { PythonModule } from "../signature.js";
import { docComment } from "./doc-comment.js";
import { functionText, refusedText } from "./function-text.js";
import { takeMarks } from "./source-map.js";
import { createStructNames } from "./struct-names.js";
import { scalarTypeNames } from "./type-text.js";

/** What the text of a declaration file needs besides the module. */
export interface DeclarationOptions {
  /** How a file is called in hovers, for example its path from the project's root. */
  readonly showFile?: (fileName: string) => string;
}

/** A declaration file and the map that leads an editor from it to the Python. */
export interface DeclarationFile {
  readonly text: string;
  readonly map: string;
}

/**
 * The text of `model.d.py.ts`: each function of the Python file as a typed step.
 *
 * @example
 * writeDeclarations(readPythonModule(text, "model.py"))
 */
export function writeDeclarations(module: PythonModule, options: DeclarationOptions = {}): string {
  return takeMarks(markedText(module, options), module.fileName).text;
}

/** The same for a file at `path`, with its source map beside it. */
export function writeDeclarationFile(
  module: PythonModule,
  path: string,
  options: DeclarationOptions = {},
): DeclarationFile {
  const { text, map } = takeMarks(markedText(module, options), path);
  return { text: `${text}//# sourceMappingURL=${basename(path)}.map\n`, map };
}

function markedText(module: PythonModule, { showFile = (fileName) => fileName }: DeclarationOptions): string {
  const structs = createStructNames();
  const functions = [
    ...module.functions.map((fn) => functionText(fn, showFile(fn.fileName), structs)),
    ...module.refused.map(refusedText),
  ];
  const body = [...structs.interfaces(), ...functions].join("\n");
  const names = ["Arg", "StepCall", ...scalarTypeNames].filter((name) => new RegExp(`\\b${name}\\b`).test(body));
  const head = `// Written by \`stave types\` from ${showFile(module.fileName)}; changes here are lost.\n`;
  const imports = names.length === 0 ? "export {};\n" : `import type { ${names.sort().join(", ")} } from "stave";\n`;
  return `${head}${docComment(module.doc ? [module.doc] : [])}${imports}\n${body}`;
}
