import type { EdgeModel, StepModel } from "./definition-model.js";
import { inside, keyPlace, type Reading, readWord } from "./fields.js";
import { readTransitions } from "./read-dsl-transition.js";

/** Gives jobs without transitions those of the dag. */
export function applyDag(dag: Reading | undefined, jobs: readonly StepModel[]): readonly StepModel[] {
  if (dag === undefined) return jobs;
  if (dag.node.kind === "object") return applyDagMap(dag, jobs);
  const word = readWord(dag, ["sequential", "parallel"])?.value;
  if (word !== "sequential") return jobs;
  return jobs.map((job, position) => {
    const next = jobs[position + 1];
    const isOpen = job.edges.length === 0 && next !== undefined;
    return isOpen ? { ...job, edges: [{ to: next.id, spot: job.spot }] } : job;
  });
}

function applyDagMap(dag: Reading, jobs: readonly StepModel[]): readonly StepModel[] {
  const edges = new Map<string, readonly EdgeModel[]>();
  for (const entry of dag.node.kind === "object" ? dag.node.entries : []) {
    const place = keyPlace(dag, entry);
    if (!jobs.some((job) => job.id === entry.key)) {
      dag.reporter.report("badDag", place, { problem: `there is no job "${entry.key}"` });
    }
    if (entry.value.kind === "null") continue;
    if (entry.value.kind !== "array") {
      dag.reporter.report("badDag", place, { problem: `the value of "${entry.key}" must be a list` });
      continue;
    }
    edges.set(entry.key, readTransitions(inside(dag, entry.key, entry.value)));
  }
  return jobs.map((job) => (job.edges.length > 0 ? job : { ...job, edges: edges.get(job.id) ?? [] }));
}
