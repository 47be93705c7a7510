import { isPlainObject } from "../json.js";
import type { PlanEntry } from "./plan.js";

/** An entry with its place in the plan. */
export interface Placed {
  readonly index: number;
  readonly entry: PlanEntry;
}

/**
 * The entries in waves: a workflow comes after those of the plan that it calls, so that it never runs before them, and
 * what is deleted comes last, when nothing calls it any more.
 */
export function wavesOf(entries: readonly PlanEntry[]): readonly (readonly Placed[])[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const depths = new Map<string, number>();
  const placed = entries.map((entry, index) => ({ entry, index }));
  const pushes = placed.filter(({ entry }) => entry.action !== "delete");
  const waves: Placed[][] = [];
  for (const place of pushes) {
    const depth = depthOf(place.entry.id, byId, depths);
    const wave = waves[depth] ?? [];
    waves[depth] = wave;
    wave.push(place);
  }
  const deletions = placed.filter(({ entry }) => entry.action === "delete");
  return [...waves, deletions].filter((wave) => wave !== undefined && wave.length > 0);
}

/** How many calls deep a workflow goes within the plan; a cycle of calls ends where it closes. */
function depthOf(id: string, byId: ReadonlyMap<string, PlanEntry>, depths: Map<string, number>): number {
  const known = depths.get(id);
  if (known !== undefined) return known;
  depths.set(id, 0);
  const entry = byId.get(id);
  const called = entry === undefined || entry.action === "delete" ? [] : calledIds(entry.request.workflow.steps);
  const depth = called
    .filter((other) => byId.has(other) && other !== id)
    .reduce((deepest, other) => Math.max(deepest, depthOf(other, byId, depths) + 1), 0);
  depths.set(id, depth);
  return depth;
}

/** The workflows that steps name as literals, nested steps included. */
function calledIds(steps: readonly unknown[]): string[] {
  return steps.flatMap((wrapper) => {
    const [kind, step] = isPlainObject(wrapper) ? (Object.entries(wrapper)[0] ?? ["", undefined]) : ["", undefined];
    if (!isPlainObject(step)) return [];
    const inner = Array.isArray(step["steps"]) ? calledIds(step["steps"]) : [];
    const target = kind.toLowerCase() === "subworkflow" ? literalOf(step["params"], "subworkflow_id") : undefined;
    return target === undefined ? inner : [target, ...inner];
  });
}

function literalOf(params: unknown, name: string): string | undefined {
  const param = isPlainObject(params) ? params[name] : undefined;
  const value = isPlainObject(param) ? param["value"] : undefined;
  return typeof value === "string" ? value : undefined;
}
