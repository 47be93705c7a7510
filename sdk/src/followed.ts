import type { PlacedStep } from "./context.js";

/** Beyond so many steps an edge is added that may be needless: looking further would cost more than it saves. */
const MOST_STEPS = 1_000;

/** Drops the edges of values read from steps that those named in `after` follow anyway: reading them adds none. */
export function dropFollowed(placed: PlacedStep, after: readonly string[]): void {
  const said = new Set(after);
  const edges = placed.needs.filter(({ step }) => said.has(step));
  if (edges.length === 0 || edges.length === placed.needs.length) return;
  const kept = placed.needs.filter(({ step }) => said.has(step) || !isFollowed(placed, edges, step));
  placed.needs.splice(0, placed.needs.length, ...kept);
}

type Edges = PlacedStep["needs"];

/** Whether a step has surely run when the step behind the edges runs. */
function isFollowed(placed: PlacedStep, edges: Edges, step: string): boolean {
  const known = new Map<string, boolean>([[step, true]]);
  const { placed: all } = placed.scope.context;
  const isSure = (list: Edges, join: PlacedStep["join"]): boolean => {
    if (list.length === 0 || known.size > MOST_STEPS) return false;
    return join === "any" ? list.every(hasRun) : list.some(hasRun);
  };
  const hasRun = ({ step: id }: Edges[number]): boolean => {
    const found = known.get(id);
    if (found !== undefined) return found;
    known.set(id, false);
    const source = all.get(id);
    const isSurely = source !== undefined && isSure(source.needs, source.join);
    known.set(id, isSurely);
    return isSurely;
  };
  return isSure(edges, placed.join);
}
