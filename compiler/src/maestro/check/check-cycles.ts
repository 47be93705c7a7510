import type { Reporter } from "../findings/reporter.js";
import type { ParamModel } from "../model/definition-model.js";

/** Reports params that need each other; names in `outer` mean the workflow's, not the step's own. */
export function checkCycles(
  reporter: Reporter,
  params: readonly ParamModel[],
  reads: ReadonlyMap<string, readonly string[]>,
  outer: ReadonlySet<string>,
): void {
  const byName = new Map(params.map((param) => [param.name, param]));
  const done = new Set<string>();
  for (const param of params) {
    const cycle = findCycle(param.name, byName, reads, outer, done);
    const first = byName.get(cycle[0] ?? "");
    // A param that names itself is reported where it does so.
    if (first !== undefined && cycle.length > 2) {
      reporter.report("paramCycle", first.spot, { cycle: cycle.join(" → ") });
    }
  }
}

function findCycle(
  start: string,
  params: ReadonlyMap<string, ParamModel>,
  reads: ReadonlyMap<string, readonly string[]>,
  outer: ReadonlySet<string>,
  done: Set<string>,
): readonly string[] {
  const path: string[] = [];
  const walk = (name: string): readonly string[] => {
    const at = path.indexOf(name);
    if (at >= 0) return [...path.slice(at), name];
    if (done.has(name)) return [];
    path.push(name);
    for (const next of reads.get(name) ?? []) {
      const cycle = params.has(next) && !outer.has(next) ? walk(next) : [];
      if (cycle.length > 0) return cycle;
    }
    path.pop();
    done.add(name);
    return [];
  };
  const cycle = walk(start);
  for (const name of path) done.add(name);
  return cycle;
}
