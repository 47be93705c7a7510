import type { SelNode } from "../syntax/ast.js";

const NONE: readonly SelNode[] = [];

const present = (...nodes: readonly (SelNode | undefined)[]): SelNode[] => nodes.filter((node) => node !== undefined);

const childrenOf: { [K in SelNode["kind"]]: (node: Extract<SelNode, { kind: K }>) => readonly SelNode[] } = {
  name: () => NONE,
  long: () => NONE,
  double: () => NONE,
  string: () => NONE,
  boolean: () => NONE,
  null: () => NONE,
  unary: (node) => [node.operand],
  binary: (node) => [node.left, node.right],
  ternary: (node) => [node.condition, node.then, node.otherwise],
  assign: (node) => present(node.target, node.index, node.value),
  index: (node) => [node.object, node.index],
  field: (node) => [node.object],
  call: (node) => [node.object, ...node.args],
  new: (node) => node.args,
  newArray: (node) => [node.size],
  arrayLiteral: (node) => node.elements,
  declaration: (node) => node.declarators.flatMap(({ name, init }) => present(name, init)),
  block: (node) => node.body,
  expression: (node) => [node.expression],
  if: (node) => present(node.condition, node.then, node.otherwise),
  while: (node) => [node.condition, node.body],
  for: (node) => present(node.init, node.condition, node.step, node.body),
  break: () => NONE,
  continue: () => NONE,
  return: (node) => [node.value],
  throw: (node) => [node.value],
  import: () => NONE,
  program: (node) => node.body,
};

/** The direct children of a node in the order of the text; names of members and types are no children. */
export function selChildren(node: SelNode): readonly SelNode[] {
  return (childrenOf[node.kind] as (node: SelNode) => readonly SelNode[])(node);
}

/** Visits a node and all below it in the order of the text, without recursion. */
export function walkSel(root: SelNode, visit: (node: SelNode) => void): void {
  const pending: SelNode[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    visit(node);
    if (node.kind === "binary") {
      // By far the most frequent node with children.
      pending.push(node.right, node.left);
      continue;
    }
    const children = selChildren(node);
    for (let at = children.length - 1; at >= 0; at -= 1) pending.push(children[at] as SelNode);
  }
}
