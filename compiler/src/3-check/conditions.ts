import { canonicalJson, type Expr } from "@stave/ir-schema";

/** A condition on an edge, by its text, and whether it must be true or false. */
export interface Atom {
  readonly key: string;
  readonly holds: boolean;
  /** The step whose outcome decides. */
  readonly gate: string;
}

/** Conditions that all hold when a step runs. */
export type Conditions = readonly Atom[];

/** No conditions. */
export const NONE: Conditions = Object.freeze([]);

/** The condition of an edge; `not` turns round what it is applied to. */
export function atomOf(gate: string, when: Expr): Conditions {
  const negated = when.kind === "op" && when.op === "not";
  const inner = negated ? (when.args[0] as Expr) : when;
  return [{ key: `${gate} ${canonicalJson(inner)}`, holds: !negated, gate }];
}

/** Conditions of both. */
export function union(left: Conditions, right: Conditions): Conditions {
  if (left.length === 0 || left === right) return right;
  if (right.length === 0) return left;
  const added = right.filter((atom) => !includes(left, atom));
  return added.length === 0 ? left : [...left, ...added];
}

/** Conditions that hold in either case. */
export function intersection(left: Conditions, right: Conditions): Conditions {
  if (left === right) return left;
  return left.filter((atom) => includes(right, atom));
}

/** A condition that is required both ways, so that nothing can meet it. */
export function contradiction(conditions: Conditions): Atom | undefined {
  return conditions.length < 2
    ? undefined
    : conditions.find((atom) => conditions.some((other) => other.key === atom.key && other.holds !== atom.holds));
}

/** True when everything `needed` is among `known`. */
export function implies(known: Conditions, needed: Conditions): boolean {
  return needed.length === 0 || needed.every((atom) => includes(known, atom));
}

function includes(conditions: Conditions, atom: Atom): boolean {
  return conditions.some((other) => other.key === atom.key && other.holds === atom.holds);
}
