import type { EdgeModel, StepModel } from "../model/definition-model.js";

/** What the edges of a list of steps say about the order in which they run. */
export interface GraphFacts {
  /** For each step, all steps that are complete before it starts. */
  readonly before: ReadonlyMap<string, ReadonlySet<string>>;
  /** For each step, the steps that have run wherever it runs. */
  readonly sure: ReadonlyMap<string, ReadonlySet<string>>;
  /** Steps that run in every run that does not fail. */
  readonly certain: ReadonlySet<string>;
  /** Steps that no condition ever lets run. */
  readonly never: ReadonlySet<string>;
  /** The steps of a cycle, in order; empty when there is none. */
  readonly cycle: readonly string[];
}

interface Incoming {
  readonly from: string;
  readonly edge: EdgeModel;
}

/** Works the facts out. */
export function graphFacts(steps: readonly StepModel[]): GraphFacts {
  const ids = new Set(steps.map((step) => step.id));
  const incoming = new Map<string, Incoming[]>(steps.map((step) => [step.id, []]));
  for (const step of steps) for (const edge of step.edges) incoming.get(edge.to)?.push({ from: step.id, edge });
  const { order, cycle } = sortSteps(steps, ids);
  const before = new Map<string, ReadonlySet<string>>();
  const sure = new Map<string, ReadonlySet<string>>();
  const certain = new Set<string>();
  const never = new Set<string>();
  for (const id of order) {
    const edges = incoming.get(id) ?? [];
    const open = edges.filter(({ from, edge }) => !never.has(from) && !isConstant(edge, "false"));
    before.set(id, union(edges.map(({ from }) => withSelf(from, before))));
    sure.set(id, intersection(open.map(({ from }) => withSelf(from, sure))));
    if (edges.length > 0 && open.length === 0) never.add(id);
    const isSure = open.some(({ from, edge }) => certain.has(from) && isConstant(edge, "true"));
    if (edges.length === 0 || isSure) certain.add(id);
  }
  return { before, sure, certain, never, cycle };
}

function isConstant(edge: EdgeModel, text: "true" | "false"): boolean {
  return edge.condition?.text.replace(/;\s*$/, "").trim() === text;
}

function withSelf(id: string, sets: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  return new Set([id, ...(sets.get(id) ?? [])]);
}

function union(sets: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  return new Set(sets.flatMap((set) => [...set]));
}

function intersection([first, ...rest]: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  return new Set([...(first ?? [])].filter((id) => rest.every((set) => set.has(id))));
}

/** The steps in an order in which edges lead forward; steps of a cycle are left out and one cycle is named. */
function sortSteps(
  steps: readonly StepModel[],
  ids: ReadonlySet<string>,
): { readonly order: readonly string[]; readonly cycle: readonly string[] } {
  const next = new Map(
    steps.map((step) => [step.id, [...new Set(step.edges.map(({ to }) => to))].filter((to) => ids.has(to))]),
  );
  const waiting = new Map<string, number>([...ids].map((id) => [id, 0]));
  for (const targets of next.values()) for (const to of targets) waiting.set(to, (waiting.get(to) ?? 0) + 1);
  const order = [...ids].filter((id) => waiting.get(id) === 0);
  for (let at = 0; at < order.length; at += 1) {
    for (const to of next.get(order[at] ?? "") ?? []) {
      const left = (waiting.get(to) ?? 0) - 1;
      waiting.set(to, left);
      if (left === 0) order.push(to);
    }
  }
  const sorted = new Set(order);
  const rest = new Set([...ids].filter((id) => !sorted.has(id)));
  return { order, cycle: rest.size === 0 ? [] : findCycle(rest, next) };
}

function findCycle(rest: ReadonlySet<string>, next: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const start = [...rest].find((id) => leadsBack(id, rest, next)) ?? "";
  const path = [start];
  for (let at = start; ; ) {
    const to = (next.get(at) ?? []).find((id) => rest.has(id) && (id === start || reaches(id, start, rest, next)));
    if (to === undefined || to === start || path.includes(to)) return [...path, start];
    path.push(to);
    at = to;
  }
}

function leadsBack(id: string, rest: ReadonlySet<string>, next: ReadonlyMap<string, readonly string[]>): boolean {
  return (next.get(id) ?? []).some((to) => rest.has(to) && (to === id || reaches(to, id, rest, next)));
}

function reaches(
  from: string,
  to: string,
  within: ReadonlySet<string>,
  next: ReadonlyMap<string, readonly string[]>,
): boolean {
  const seen = new Set([from]);
  for (const id of seen) {
    if (id === to) return true;
    for (const one of next.get(id) ?? []) if (within.has(one)) seen.add(one);
  }
  return false;
}
