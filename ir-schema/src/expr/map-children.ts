import type { Expr } from "../generated/ir.js";

type Change = (child: Expr) => Expr;
type Mapper<K extends Expr["kind"]> = (node: Extract<Expr, { kind: K }>, change: Change) => Expr;

const same = (node: Expr): Expr => node;

const mappers: { readonly [K in Expr["kind"]]: Mapper<K> } = {
  literal: same,
  param: same,
  output: same,
  loop: same,
  signal: same,
  run: same,
  var: same,
  sel: same,
  op: (node, change) => withList(node, "args", change),
  call: (node, change) => withList(node, "args", change),
  list: (node, change) => withList(node, "items", change),
  firstOf: (node, change) => withList(node, "options", change),
  fn: (node, change) => withOne(node, "body", change),
  field: (node, change) => withOne(node, "of", change),
  if: (node, change) => withOne(withOne(withOne(node, "cond", change), "then", change), "else", change),
  let: (node, change) => withOne(withOne(node, "value", change), "in", change),
  index: (node, change) => withOne(withOne(node, "of", change), "index", change),
  map: (node, change) => {
    const entries = node.entries.map((entry) => {
      const [key, value] = [change(entry.key), change(entry.value)];
      return key === entry.key && value === entry.value ? entry : { key, value };
    });
    return isSameList(entries, node.entries) ? node : { ...node, entries };
  },
  struct: (node, change) => {
    const fields = Object.entries(node.fields).map(([name, field]) => [name, change(field)] as const);
    return fields.every(([name, field]) => field === node.fields[name])
      ? node
      : { ...node, fields: Object.fromEntries(fields) };
  },
  text: (node, change) => {
    const parts = node.parts.map((part) => (typeof part === "string" ? part : change(part)));
    return isSameList(parts, node.parts) ? node : { ...node, parts };
  },
};

/** The expression with each direct part replaced; itself when nothing changes. */
export function mapChildren(node: Expr, change: Change): Expr {
  return (mappers[node.kind] as (node: Expr, change: Change) => Expr)(node, change);
}

function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.every((item, index) => item === b[index]);
}

function withOne<TNode extends Expr, TKey extends keyof TNode>(node: TNode, key: TKey, change: Change): TNode {
  const child = node[key] as Expr;
  const changed = change(child);
  return changed === child ? node : { ...node, [key]: changed };
}

function withList<TNode extends Expr, TKey extends keyof TNode>(node: TNode, key: TKey, change: Change): TNode {
  const children = node[key] as readonly Expr[];
  const changed = children.map(change);
  return isSameList(changed, children) ? node : { ...node, [key]: changed };
}
