import type { Node } from "acorn";

const MAX_BRACKETS = 400;
const MAX_OPERATORS = 2500;
const MAX_DEPTH = 900;

const opening = new Set(["(", "[", "{"]);
const closing = new Set([")", "]", "}"]);
const operators = new Set(["?", "!", "~", "+", "-", "*", "/", "%", "<", ">", "&", "|"]);

/**
 * True for a text that a recursive parser should not be given. The engine ends the whole process when it has to
 * compile a regular expression while the stack is nearly used up, so an overflow is not something to wait for.
 */
export function isTooNested(text: string): boolean {
  let depth = 0;
  let count = 0;
  for (const character of text) {
    if (opening.has(character)) depth += 1;
    else if (closing.has(character)) depth -= 1;
    else if (operators.has(character)) count += 1;
    if (depth > MAX_BRACKETS || count > MAX_OPERATORS) return true;
  }
  return (text.match(/\belse\b|:/g)?.length ?? 0) > MAX_OPERATORS;
}

/** True for a syntax tree that is deeper than an expression may be. */
export function isTooDeep(root: Node): boolean {
  const pending: { readonly node: unknown; readonly depth: number }[] = [{ node: root, depth: 0 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node, depth } = next;
    if (typeof node !== "object" || node === null) continue;
    if (depth > MAX_DEPTH) return true;
    const inner = "type" in node ? depth + 1 : depth;
    for (const child of Object.values(node)) pending.push({ node: child, depth: inner });
  }
  return false;
}
