import { closestName } from "../check/closest-name.js";
import type { Machine } from "../check/machine.js";
import { CLASS_NAMES } from "../class-names.js";
import { walkSel } from "../refs/children.js";
import { collectRefs } from "../refs/collect-refs.js";
import type { SelAssign, SelDeclarator, SelNode, SelProgram } from "../syntax/ast.js";

/** Warns of names that mean nothing here, of params that are not loaded, and of assignments to classes. */
export function findNames(machine: Machine, program: SelProgram, unknownAre: "error" | "warning"): void {
  const refs = new Set(collectRefs(program));
  const seen = new Set<string>();
  const targets = new Set<SelNode>();
  walkSel(program, (node) => {
    if (node.kind === "assign") noteTarget(machine, refs, seen, targets, node);
    if (node.kind === "declaration")
      for (const item of node.declarators) noteTarget(machine, refs, seen, targets, item);
    if (node.kind !== "name" || seen.has(node.name) || targets.has(node)) return;
    seen.add(node.name);
    if (refs.has(node.name) && node.name !== "params" && !machine.variables.has(node.name)) {
      machine.report("unknownName", node, { name: node.name, advice: adviseName(machine, node.name) }, unknownAre);
    }
  });
}

function adviseName(machine: Machine, name: string): string {
  const close = closestName(name, [...machine.variables.keys(), ...CLASS_NAMES]);
  return close === undefined ? "" : `did you mean ${close}?`;
}

function noteTarget(
  machine: Machine,
  refs: ReadonlySet<string>,
  seen: Set<string>,
  targets: Set<SelNode>,
  node: SelAssign | SelDeclarator,
): void {
  const target = "target" in node ? node.target : node.name;
  targets.add(target);
  const { name } = target;
  if ("target" in node && CLASS_NAMES.has(name)) machine.warn("classNameAssigned", target, { name });
  if (seen.has(name)) return;
  seen.add(name);
  if (machine.variables.has(name) && !refs.has(name) && readsItself(node, name)) {
    machine.warn("selfReference", target, { name });
  }
}

function readsItself(node: SelAssign | SelDeclarator, name: string): boolean {
  if ("target" in node && (node.operator !== "=" || node.index !== undefined)) return true;
  const value = "target" in node ? node.value : node.init;
  if (value === undefined) return false;
  let reads = false;
  walkSel(value, (inner) => {
    reads ||= inner.kind === "name" && inner.name === name;
  });
  return reads;
}
