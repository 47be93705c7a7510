import { createDiagnostic, type Diagnostic, nearest, type Place } from "@stave/ir-schema/diagnostics";
import type { PythonModule } from "./signature.js";

/** The finding for an imported name that the Python file does not export, with what it may have meant. */
export function missingFunction(module: PythonModule, shownFile: string, name: string, at: Place = {}): Diagnostic {
  const names = [...module.functions, ...module.refused].map((fn) => fn.name);
  return createDiagnostic("python-missing-function", { file: shownFile, name, known: knownText(name, names) }, at);
}

function knownText(name: string, names: readonly string[]): string {
  const meant = nearest(name, names);
  if (meant !== undefined) return `Did you mean \`${meant}\`?`;
  if (names.length === 0) return "It defines no public functions.";
  const shown = names.slice(0, 8).join(", ");
  return `It has ${shown}${names.length > 8 ? ", …" : ""}.`;
}
