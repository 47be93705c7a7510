import type { SyntaxNode } from "@lezer/common";

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

/** Whether a node, or anything in it, could not be parsed. */
export function hasError(node: SyntaxNode): boolean {
  let found = false;
  node.cursor().iterate((child) => {
    found ||= child.type.isError;
  });
  return found;
}
