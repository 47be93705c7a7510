import { createDiagnostic, type Diagnostic, type Place } from "@stave/ir-schema";
import type { PythonModule } from "./signature.js";

/** The finding for an imported name that the Python file does not export, with what it may have meant. */
export function missingFunction(module: PythonModule, shownFile: string, name: string, at: Place = {}): Diagnostic {
  const names = [...module.functions, ...module.refused].map((fn) => fn.name);
  return createDiagnostic("python-missing-function", { file: shownFile, name, known: knownText(name, names) }, at);
}

function knownText(name: string, names: readonly string[]): string {
  const [nearest] = names
    .map((candidate) => ({ candidate, distance: editDistance(name, candidate) }))
    .filter(({ candidate, distance }) => distance <= Math.max(1, Math.floor(candidate.length / 3)))
    .sort((left, right) => left.distance - right.distance);
  if (nearest !== undefined) return `Did you mean \`${nearest.candidate}\`?`;
  if (names.length === 0) return "It defines no public functions.";
  const shown = names.slice(0, 8).join(", ");
  return `It has ${shown}${names.length > 8 ? ", …" : ""}.`;
}

function editDistance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, change));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}
