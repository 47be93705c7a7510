import type { SyntaxNode, SyntaxNodeRef } from "@lezer/common";

/** The children of a node that mean something: comments are left out. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (child.name !== "Comment") children.push(child);
  }
  return children;
}

/** Splits children at their commas; a trailing comma opens no further part. */
export function splitAtCommas(children: readonly SyntaxNode[]): SyntaxNode[][] {
  const parts: SyntaxNode[][] = [[]];
  for (const child of children) {
    if (child.name === ",") parts.push([]);
    else parts.at(-1)?.push(child);
  }
  return parts;
}

/** The children between an opening and a closing bracket. */
export function insideBrackets(children: readonly SyntaxNode[]): SyntaxNode[] {
  const closed = /^[)\]}]$/.test(children.at(-1)?.name ?? "");
  return children.slice(1, closed ? -1 : undefined);
}

/** The first place in a node that could not be parsed. */
export function findError(node: SyntaxNode): SyntaxNode | undefined {
  let found: SyntaxNode | undefined;
  node.cursor().iterate((child) => {
    if (found === undefined && child.type.isError && !isFloatDot(child)) found = child.node;
  });
  return found;
}

// The missing name after the dot of the float `1.`, which the grammar takes for a member access.
function isFloatDot({ node }: SyntaxNodeRef): boolean {
  return node.parent?.name === "MemberExpression" && node.parent.firstChild?.name === "Number" && node.from === node.to;
}
