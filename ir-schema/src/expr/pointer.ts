import type { Expr } from "../generated/ir.js";

/** The JSON pointer of a part of an expression, found by identity; undefined when it is no part. */
export function pointerOf(root: Expr, part: Expr): string | undefined {
  const pending: { readonly node: Expr; readonly pointer: string }[] = [{ node: root, pointer: "" }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.node === part) return next.pointer;
    const { pointer } = next;
    forEachChild(next.node, (node, key) => pending.push({ node, pointer: `${pointer}/${key}` }));
  }
  return undefined;
}

type Visit = (child: Expr, key: string) => void;

const all = (items: readonly Expr[], key: string, visit: Visit): void =>
  items.forEach((item, index) => {
    visit(item, `${key}/${index}`);
  });

const escapeKey = (key: string): string => key.replaceAll("~", "~0").replaceAll("/", "~1");
const none = (): void => undefined;

const childrenOf: { readonly [K in Expr["kind"]]: (node: Extract<Expr, { kind: K }>, visit: Visit) => void } = {
  literal: none,
  param: none,
  output: none,
  loop: none,
  signal: none,
  run: none,
  var: none,
  sel: none,
  op: (node, visit) => all(node.args, "args", visit),
  call: (node, visit) => all(node.args, "args", visit),
  list: (node, visit) => all(node.items, "items", visit),
  firstOf: (node, visit) => all(node.options, "options", visit),
  fn: (node, visit) => visit(node.body, "body"),
  field: (node, visit) => visit(node.of, "of"),
  if: (node, visit) => {
    visit(node.cond, "cond");
    visit(node.then, "then");
    visit(node.else, "else");
  },
  let: (node, visit) => {
    visit(node.value, "value");
    visit(node.in, "in");
  },
  index: (node, visit) => {
    visit(node.of, "of");
    visit(node.index, "index");
  },
  map: (node, visit) => {
    for (const [index, entry] of node.entries.entries()) {
      visit(entry.key, `entries/${index}/key`);
      visit(entry.value, `entries/${index}/value`);
    }
  },
  struct: (node, visit) => {
    for (const [name, field] of Object.entries(node.fields)) visit(field, `fields/${escapeKey(name)}`);
  },
  text: (node, visit) => {
    for (const [index, part] of node.parts.entries()) if (typeof part !== "string") visit(part, `parts/${index}`);
  },
};

/** Calls `visit` for each direct part of an expression, with the part's place in it (`args/0`). */
export function forEachChild(node: Expr, visit: Visit): void {
  (childrenOf[node.kind] as (node: Expr, visit: Visit) => void)(node, visit);
}
