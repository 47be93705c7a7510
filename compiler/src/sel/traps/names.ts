import { closestName } from "../check/closest-name.js";
import { renameFix } from "../check/fixes.js";
import type { Machine } from "../check/machine.js";
import { CLASS_NAMES } from "../class-names.js";
import { walkSel } from "../refs/children.js";
import type { SelAssign, SelDeclarator, SelName, SelNode } from "../syntax/ast.js";

/** Watches the names of a program in the order of the text: what is read before it is set comes from outside. */
export class NameTraps {
  private readonly machine: Machine;
  private readonly unknownAre: "error" | "warning";
  private readonly seen: Set<string> = new Set();
  private targets: Set<SelNode> | undefined;

  constructor(machine: Machine, unknownAre: "error" | "warning") {
    this.machine = machine;
    this.unknownAre = unknownAre;
  }

  visit(node: SelNode): void {
    if (node.kind === "name") this.visitName(node);
    else if (node.kind === "assign") this.visitTarget(node, node.target);
    else if (node.kind === "declaration") for (const item of node.declarators) this.visitTarget(item, item.name);
  }

  private visitName(node: SelName): void {
    const { name } = node;
    if (this.seen.has(name) || this.targets?.has(node) === true) return;
    this.seen.add(name);
    if (CLASS_NAMES.has(name) && this.machine.hasVariable(name)) this.machine.warn("classHidesParam", node, { name });
    if (this.machine.hasVariable(name) || name === "params" || CLASS_NAMES.has(name)) return;
    const close = closestName(name, [...this.machine.variableNames(), ...CLASS_NAMES]);
    const advice = close === undefined ? "" : `did you mean ${close}?`;
    this.machine.report("unknownName", node, { name, advice }, this.unknownAre, renameFix(node, close));
  }

  private visitTarget(node: SelAssign | SelDeclarator, target: SelName): void {
    const { name } = target;
    this.targets ??= new Set();
    this.targets.add(target);
    if ("target" in node && CLASS_NAMES.has(name)) this.machine.warn("classNameAssigned", target, { name });
    if (this.seen.has(name)) return;
    this.seen.add(name);
    if (this.machine.hasVariable(name) && readsItself(node, name)) this.machine.warn("selfReference", target, { name });
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
