import { CLASS_NAMES } from "../class-names.js";
import type { SelName, SelNode, SelProgram } from "../syntax/ast.js";
import { walkSel } from "./children.js";

/**
 * The sorted names a program reads before it has declared or assigned them: the params Maestro loads for it.
 * @example
 * collectRefs(parseSel("y = x; y + Math.max(a, 1);").program!); // ["a", "x"]
 */
export function collectRefs(program: SelProgram): readonly string[] {
  const seen = new Map<string, boolean>();
  const targets = new Set<SelNode>();
  const note = (name: string, read: boolean): void => {
    if (!seen.has(name)) seen.set(name, read);
  };
  walkSel(program, (node) => {
    for (const target of targetsOf(node)) targets.add(target);
    if (node.kind === "name") note(node.name, !targets.has(node));
  });
  const read = [...seen].filter(([name, isRead]) => isRead && !CLASS_NAMES.has(name)).map(([name]) => name);
  return read.sort(byCodeUnit);
}

function targetsOf(node: SelNode): readonly SelName[] {
  if (node.kind === "assign") return [node.target];
  return node.kind === "declaration" ? node.declarators.map(({ name }) => name) : [];
}

const byCodeUnit = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
