import type { SelNode } from "../syntax/ast.js";

type Pushers = { [K in SelNode["kind"]]: (node: Extract<SelNode, { kind: K }>, stack: SelNode[]) => void };

const nothing = (): void => {};

function pushAll(nodes: readonly SelNode[], stack: SelNode[]): void {
  for (let at = nodes.length - 1; at >= 0; at -= 1) stack.push(nodes[at] as SelNode);
}

function pushPresent(stack: SelNode[], ...nodes: readonly (SelNode | undefined)[]): void {
  for (const node of nodes) if (node !== undefined) stack.push(node);
}

/** Pushes the children of a node, the last one first, so that a stack gives them in the order of the text. */
const pushers: Pushers = {
  name: nothing,
  long: nothing,
  double: nothing,
  string: nothing,
  boolean: nothing,
  null: nothing,
  unary: (node, stack) => stack.push(node.operand),
  binary: (node, stack) => stack.push(node.right, node.left),
  ternary: (node, stack) => stack.push(node.otherwise, node.then, node.condition),
  assign: (node, stack) => pushPresent(stack, node.value, node.index, node.target),
  index: (node, stack) => stack.push(node.index, node.object),
  field: (node, stack) => stack.push(node.object),
  call: (node, stack) => {
    pushAll(node.args, stack);
    stack.push(node.object);
  },
  new: (node, stack) => pushAll(node.args, stack),
  newArray: (node, stack) => stack.push(node.size),
  arrayLiteral: (node, stack) => pushAll(node.elements, stack),
  declaration: (node, stack) => {
    for (const { name, init } of [...node.declarators].reverse()) pushPresent(stack, init, name);
  },
  block: (node, stack) => pushAll(node.body, stack),
  expression: (node, stack) => stack.push(node.expression),
  if: (node, stack) => pushPresent(stack, node.otherwise, node.then, node.condition),
  while: (node, stack) => stack.push(node.body, node.condition),
  for: (node, stack) => pushPresent(stack, node.body, node.step, node.condition, node.init),
  break: nothing,
  continue: nothing,
  return: (node, stack) => stack.push(node.value),
  throw: (node, stack) => stack.push(node.value),
  import: nothing,
  program: (node, stack) => pushAll(node.body, stack),
};

const pushChildren = (node: SelNode, stack: SelNode[]): void =>
  (pushers[node.kind] as (node: SelNode, stack: SelNode[]) => void)(node, stack);

/** The direct children of a node in the order of the text; names of members and types are no children. */
export function selChildren(node: SelNode): readonly SelNode[] {
  const children: SelNode[] = [];
  pushChildren(node, children);
  return children.reverse();
}

/** Visits a node and all below it in the order of the text, without recursion. */
export function walkSel(root: SelNode, visit: (node: SelNode) => void): void {
  const stack: SelNode[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    visit(node);
    pushChildren(node, stack);
  }
}
